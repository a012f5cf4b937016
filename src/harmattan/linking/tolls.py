"""How many people an event killed or injured, from what its reports say."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from harmattan.linking.revisions import latest
from harmattan.linking.similarity import Item
from harmattan.linking.votes import count, sources, stories_by
from harmattan.model import EventToll, Report, Toll, TollPart

Field = Callable[[Report], Toll | None]


def toll_of(members: Sequence[Item], field: Field) -> EventToll | None:
    """The number that most sources give; where none is given more often, the lowest, as ACLED counts.

    ``low`` and ``high`` span all reports that were not revised. What documents state on their own account goes before
    what a party claims.
    """
    every = [item for item in members if field(item.report) is not None]
    # A toll that rises: an outlet's later number takes the place of its lower one; a claim that it prints of no count.
    own = latest([item for item in every if not _is_claim(item, every, field)], lambda item: _best(item, field))
    claims = latest([item for item in every if _is_claim(item, every, field)], lambda item: _best(item, field))
    counted = [item for item in every if item in own or item in claims]
    base = own or counted
    votes = stories_by(base, lambda item: _best(item, field))
    if not votes:
        return None
    most = max(len(stories) for stories in votes.values())
    best = min(value for value, stories in votes.items() if len(stories) == most)
    tolls = [toll for item in counted if (toll := field(item.report)) is not None]
    highs = [toll.high for toll in tolls]
    high = None if any(h is None for h in highs) else max(h for h in highs if h is not None)
    return EventToll(
        low=min(*(toll.low for toll in tolls), best),
        best=best,
        high=None if high is None else max(high, best),
        parts=_parts(base, best, field),
        rule=_rule(votes[best], votes, bool(own)),
    )


def _is_claim(item: Item, counted: Sequence[Item], field: Field) -> bool:
    """Whether a party gives the number; also where only another copy of the story says that it does."""
    return any(
        other.report.assertion.stance == "claims"
        for other in counted
        if other is item or (other.story == item.story and _best(other, field) == _best(item, field))
    )


def toll_contradictions(members: Sequence[Item], field: Field, word: str) -> list[str]:
    """Numbers that exclude each other, with those who say so."""
    values = stories_by(members, lambda item: _best(item, field))
    tolls = [toll for item in members if (toll := field(item.report)) is not None]
    if len(values) < 2 or not any(_apart(a, b) for a in tolls for b in tolls):
        return []
    told = [
        f"{value} according to {_who([item for item in members if _best(item, field) == value])}"
        for value in sorted(values)
    ]
    return [f"{word}: {', '.join(told)}"]


def _rule(stories: set[str], votes: dict[int, set[str]], own: bool) -> str:
    if not own:
        return "claimed by a party to the fight only"
    if len(votes) == 1:
        return f"given by {count(len(stories), 'source')}"
    tied = sum(len(others) == len(stories) for others in votes.values()) > 1
    if tied:
        return "the lowest of the numbers given, as ACLED counts"
    return f"given by {count(len(stories), 'source')}, more than any other number"


def _best(item: Item, field: Field) -> int | None:
    toll = field(item.report)
    return None if toll is None else toll.best


def _parts(members: Sequence[Item], best: int, field: Field) -> tuple[TollPart, ...]:
    """The parts of the report that gives the chosen number and divides it most closely."""
    tolls = [toll for item in members if (toll := field(item.report)) is not None and toll.best == best]
    return max(tolls, key=lambda toll: len(toll.parts)).parts if tolls else ()


def _apart(a: Toll, b: Toll) -> bool:
    return (a.high is not None and a.high < b.low) or (b.high is not None and b.high < a.low)


def _who(members: Sequence[Item]) -> str:
    speakers = sorted({i.report.assertion.speaker for i in members if i.report.assertion.speaker})
    return " and ".join(speakers) if speakers else sources(members)
