"""Who "we" and "our fighters" are: the speaker who is quoted, else the party that the text is written for.

A statement calls its own side "our heroes", so that no name stands beside the deed. Whoever speaks is meant; where the
text itself says "our", it is the armed actor named last before that it does not set against the deed's other side.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from harmattan.codebook.load import read_yaml
from harmattan.reading.assertions import AssertionReading
from harmattan.reading.classes import ARMED_KINDS
from harmattan.reading.document_reading import DocumentReading
from harmattan.reading.event_mentions import EventMention
from harmattan.reading.mention_choices import SideSource
from harmattan.reading.report_assertions import speaking
from harmattan.reading.syntax import Sentence
from harmattan.resolving.actors import ActorRegistry, ResolvedActor


def with_first_person(reading: DocumentReading, mentions: Sequence[EventMention]) -> list[EventMention]:
    """The same mentions in order, with the party that speaks of itself as the side that "we" or "our" names."""
    return [_resolved(reading, mention) for mention in mentions]


def _resolved(reading: DocumentReading, mention: EventMention) -> EventMention:
    arguments, sentence = mention.trigger.arguments, reading.sentences[mention.sentence]
    if _own(sentence, arguments.agents):
        author = _named(mention.initiators) or _author(reading, mention, mention.targets)
        if author is not None:
            rest = (side for side in _civil_or_named(mention.initiators) if side is not author)
            return _with(replace(mention, initiators=(author, *rest)), author)
    if _own(sentence, arguments.patients):
        author = _named(mention.targets) or _author(reading, mention, mention.initiators)
        if author is not None:
            rest = (side for side in _civil_or_named(mention.targets) if side is not author)
            return _with(replace(mention, targets=(author, *rest)), author)
    return mention


def _named(sides: Iterable[ResolvedActor]) -> ResolvedActor | None:
    return next((side for side in sides if side.actor_id is not None and side.kind in ARMED_KINDS), None)


def _civil_or_named(sides: Iterable[ResolvedActor]) -> Iterator[ResolvedActor]:
    """Without the unnamed fighters that "our fighters" was taken for."""
    return (side for side in sides if side.kind not in ARMED_KINDS or side.actor_id is not None)


def _own(sentence: Sentence, heads: Iterable[int]) -> bool:
    """Whether one of the phrases is "we", or "our" with a word for fighters or what is theirs."""
    owners, pronouns, own = _words()
    for i in heads:
        token = sentence.tokens[i]
        if token.text.lower() in pronouns:
            return True
        if token.lemma in own and any(k.text.lower() in owners for k in sentence.children(i, "nmod:poss")):
            return True
    return False


def _author(reading: DocumentReading, mention: EventMention, against: Sequence[ResolvedActor]) -> ResolvedActor | None:
    speaker = mention.assertion.speaker
    if speaker is not None:
        found = speaking(reading, speaker)
        return replace(found, basis="generic") if found is not None and found.kind in ARMED_KINDS else None
    registry = ActorRegistry.load()
    for index in range(mention.sentence, -1, -1):
        before = [m for m in reading.mentions[index] if index < mention.sentence or m.last <= mention.trigger.token]
        for named in reversed(before):
            actor = reading.actors.get(named)
            if actor is None or actor.actor_id is None or actor.kind not in ARMED_KINDS:
                continue
            if all(registry.relation(actor, other) == "different" for other in against if other.kind in ARMED_KINDS):
                return replace(actor, basis="inferred")
    return None


def _with(mention: EventMention, author: ResolvedActor) -> EventMention:
    sides = (*mention.choices.sides, SideSource(author, "speaker"))
    said = mention.assertion
    if said.speaker is None and said.stance == "states":
        # A text that says "our heroes" speaks for a side, and has nothing on its own account.
        said = AssertionReading(stance="claims", verb_class="claim", reason="first person")
    return replace(mention, assertion=said, choices=replace(mention.choices, sides=sides))


@cache
def _words() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    table = read_yaml("first_person.yaml")
    return frozenset(table["owners"]), frozenset(table["pronouns"]), frozenset(table["own"])
