"""Gives events the authors that other words of the text name: "The FMLN claimed responsibility for the attack"."""

from __future__ import annotations

from dataclasses import replace

from harmattan.reading.attributions import Attribution, attributions_of
from harmattan.reading.document_reading import DocumentReading
from harmattan.reading.event_mentions import EventMention
from harmattan.resolving.actors import ResolvedActor

_REACH = 4
"""Sentences back over which "claimed responsibility" without a deed is understood."""
_VIOLENT = frozenset(
    {"suicide_bomb", "chemical", "air_strike", "shelling", "grenade", "explosive", "sexual_violence", "abduct", "kill",
     "die", "wound", "clash", "loot", "attack"}
)  # fmt: skip


def with_authors(reading: DocumentReading, mentions: list[EventMention]) -> list[EventMention]:
    """The same mentions in order, those whose author the text names elsewhere with that initiator added.

    A group's own claim goes before whom others accuse, and both before nobody or an unnamed "gunmen".
    """
    found = list(mentions)
    for sentence in reading.sentences:
        said = sorted(attributions_of(reading, sentence), key=lambda a: not a.own)
        for attribution in said:
            for number in _deeds(found, sentence.index, attribution):
                found[number] = _by(found[number], attribution.actor)
    return found


def _deeds(mentions: list[EventMention], sentence: int, attribution: Attribution) -> list[int]:
    """Which mentions an attribution is about: those in its own words, else the last violent one before it."""
    acts = [k for k, m in enumerate(mentions) if m.act in _VIOLENT and m.actuality.event and not _is_no_toll(m)]
    own = [k for k in acts if mentions[k].sentence == sentence and mentions[k].trigger.token in attribution.deeds]
    if own:
        return own
    before = [k for k in acts if 0 < sentence - mentions[k].sentence <= _REACH]
    main = [k for k in before if mentions[k].timing.timing == "current"]
    return (main or before)[-1:]


def _is_no_toll(mention: EventMention) -> bool:
    """ "The explosion hurt nobody": the toll of an event told before."""
    return bool(mention.casualties) and all(c.negated for c in mention.casualties)


def _by(mention: EventMention, actor: ResolvedActor) -> EventMention:
    known = [a for a in mention.initiators if a.actor_id is not None or a.basis == "named"]
    if any(a.name == actor.name for a in mention.initiators):
        return mention
    if known:
        return replace(mention, initiators=(*mention.initiators, actor))
    return replace(mention, initiators=(actor, *mention.initiators))
