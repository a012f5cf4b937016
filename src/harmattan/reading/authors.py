"""Gives events the authors that other words of the text name: "The FMLN claimed responsibility for the attack"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from harmattan.codebook.load import read_yaml
from harmattan.reading.attributions import Attribution, attributions_of
from harmattan.reading.classes import ARMED_KINDS
from harmattan.reading.document_reading import DocumentReading
from harmattan.reading.event_mentions import EventMention
from harmattan.reading.event_typing import act_group
from harmattan.reading.mention_choices import SideSource, Source
from harmattan.reading.sides import peoples_at, sides_at
from harmattan.resolving.actors import ResolvedActor

_REACH = 4
"""Sentences back over which "claimed responsibility" without a deed is understood."""


def with_authors(reading: DocumentReading, mentions: list[EventMention]) -> list[EventMention]:
    """The same mentions in order, those whose author the text names elsewhere with that initiator added.

    A group's own claim goes before whom others accuse, and both before nobody or an unnamed "gunmen".
    """
    found = with_opponents(reading, mentions)
    for sentence in reading.sentences:
        said = sorted(attributions_of(reading, sentence), key=lambda a: not a.own)
        for attribution in said:
            for number in _deeds(found, sentence.index, attribution):
                by = _by(found[number], attribution.actor)
                found[number] = replace(by, attributions=(*by.attributions, attribution))
    return found


def with_opponents(reading: DocumentReading, mentions: list[EventMention]) -> list[EventMention]:
    """The same mentions, with the other side where only words around the deed name it.

    Who held a place stands in "after clashes with X" or "driving X out"; peoples that clash have no word for fighters.
    """
    return [_against(reading, m) if m.act == "territory" else _peoples(reading, m) for m in mentions]


def _against(reading: DocumentReading, mention: EventMention) -> EventMention:
    if any(t.kind in ARMED_KINDS for t in mention.targets):
        return mention
    sentence = reading.sentences[mention.sentence]
    below = {t.i for t in sentence.subtree(mention.trigger.token, skip=("ccomp", "acl:relcl"))}
    heads: list[int] = []
    for trigger in reading.triggers[mention.sentence]:
        if trigger.token in below and trigger.act in ("clash", "attack", "offensive"):
            heads += (*trigger.arguments.agents, *trigger.arguments.patients)
    for i in sorted(below):
        if sentence.tokens[i].lemma in read_yaml("attributions.yaml")["expelling"]:
            heads += [k.i for k in sentence.children(i, "obj")]
    taker = {a.name for a in mention.initiators}
    found = [a for a in sides_at(reading, sentence, heads) if a.kind in ARMED_KINDS and a.name not in taker]
    against = replace(mention, targets=(*found[:1], *mention.targets))
    return _with_source(against, found[:1], "opponent")


def _peoples(reading: DocumentReading, mention: EventMention) -> EventMention:
    """Communal militias, as ACLED names them, for the peoples that a clash without fighters is between."""
    arguments = mention.trigger.arguments
    sides = (*mention.initiators, *mention.targets)
    if mention.act != "clash" or not arguments.both or any(a.kind in ARMED_KINDS for a in sides):
        return mention
    sentence = reading.sentences[mention.sentence]
    nouns = read_yaml("attributions.yaml")["peoples"]
    heads = (*arguments.agents, *arguments.patients)
    found = [militia for i in heads for militia in peoples_at(reading, sentence, i, nouns)]
    if len(found) < 2:
        return mention
    # Beside two peoples a name that a town bears too is a third.
    found = [militia for i in heads for militia in peoples_at(reading, sentence, i, nouns, places=True)]
    civilians = tuple(a for a in mention.targets if a.actor_class not in ("person", "nationals"))
    between = replace(mention, initiators=(found[0],), targets=(*found[1:], *civilians))
    return _with_source(between, found, "peoples")


def _deeds(mentions: list[EventMention], sentence: int, attribution: Attribution) -> list[int]:
    """Which mentions an attribution is about: those in its own words, else the last violent one before it."""
    acts = [
        k for k, m in enumerate(mentions) if m.act in act_group("authored") and m.actuality.event and not _is_no_toll(m)
    ]
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
    if actor.actor_id is None and actor.basis != "named" and any(a.kind in ARMED_KINDS for a in mention.initiators):
        return mention
    known = [a for a in mention.initiators if a.actor_id is not None or a.basis == "named"]
    if any(a.name == actor.name for a in mention.initiators):
        return mention
    everybody = (*mention.initiators, actor) if known else (actor, *mention.initiators)
    return _with_source(replace(mention, initiators=everybody), [actor], "author")


def _with_source(mention: EventMention, actors: Sequence[ResolvedActor], source: Source) -> EventMention:
    """The mention, which remembers where these sides of it come from."""
    sides = (*mention.choices.sides, *(SideSource(a, source) for a in actors))
    return replace(mention, choices=replace(mention.choices, sides=sides))
