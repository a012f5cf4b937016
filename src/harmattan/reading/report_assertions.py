"""Who stands behind a report, and whether that speaker takes part in the fight."""

from __future__ import annotations

from harmattan.model import Assertion, Span
from harmattan.reading.assertions import AssertionReading, Speaker, party_stance
from harmattan.reading.classes import ARMED_KINDS
from harmattan.reading.document_reading import DocumentReading
from harmattan.reading.event_mentions import EventMention
from harmattan.reading.incidents import Incident
from harmattan.reading.sides import side_at
from harmattan.resolving.actors import ActorRegistry, ResolvedActor

_NAMELESS = frozenset({"Civilians", "Protesters", "Rioters"})


def chosen_assertion(
    reading: DocumentReading, incident: Incident, main: EventMention, sides: list[ResolvedActor]
) -> tuple[Assertion, EventMention, str]:
    """Who stands behind an incident, the mention whose words say so, and the rule that took them.

    What a side of the fight says is a claim. Where the text tells the event on its own account but has its toll from a
    side, the report is that side's claim: a number that only a party gives must not pass for a fact.
    """
    told = spoken(reading, main.assertion, sides)
    if told.speaker is not None or told.stance != "states":
        return told, main, _rule(told, main)
    for mention in incident.mentions:
        if any(c.best > 0 and c.kind in ("killed", "injured") for c in mention.casualties):
            heard = spoken(reading, mention.assertion, sides)
            if heard.stance == "claims":
                return heard, mention, "the toll is a side's claim, and so the report is"
    return told, main, "the text says it on its own account"


def _rule(told: Assertion, mention: EventMention) -> str:
    if told.stance != mention.assertion.stance:
        return "the speaker takes part in the fight: what it says is a claim"
    return "who says it" if told.speaker is not None else "nobody is named who says it"


def spoken(reading: DocumentReading, heard: AssertionReading, sides: list[ResolvedActor]) -> Assertion:
    """What was read of a speaker as a report says it: with the actor's name, and a side's word as its claim."""
    text = reading.document.text
    if heard.speaker is None or heard.speaker.first < reading.datelines[heard.speaker.sentence]:
        # A byline ("Radio X, 2 May -") is the document itself.
        cue = heard.cue
        return Assertion(stance=heard.stance, span=Span.cut(text, cue.start, cue.end) if cue else None)
    speaker = speaking(reading, heard.speaker)
    party = _is_party(speaker, sides) or (speaker is None and heard.speaker.role == "party_word")
    span = Span.cut(text, heard.speaker.start, heard.speaker.end)
    known = speaker is not None and speaker.kind not in _NAMELESS
    return Assertion(
        stance=party_stance(heard) if party else heard.stance,
        speaker=speaker.name if speaker is not None and known else span.quote,
        span=span,
    )


def speaking(reading: DocumentReading, speaker: Speaker) -> ResolvedActor | None:
    """The actor who speaks; the body behind a spokesman or a statement before the person or paper."""
    sentence = reading.sentences[speaker.sentence]
    for i in (speaker.whose, speaker.head):
        if i is None:
            continue
        mention = reading.classes[sentence.index].mention(i)
        behind = reading.actors.get(mention) if mention is not None else side_at(reading, sentence, i)
        if behind is None or behind.actor_class == "person":
            continue
        if mention is not None and mention.actor_class == "spokesperson" and behind.actor_id is None:
            continue
        return behind
    return None


def _is_party(speaker: ResolvedActor | None, sides: list[ResolvedActor]) -> bool:
    """A speaker who fights: one of the sides, its relative or spokesman."""
    if speaker is None:
        return False
    registry = ActorRegistry.load()
    return any(
        registry.relation(speaker, side) in ("same", "family", "generic") and side.kind in ARMED_KINDS for side in sides
    )
