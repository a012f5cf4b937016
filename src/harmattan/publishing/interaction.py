"""ACLED's two actors of an event, and how it names the pair (``inter1``, ``inter2``, ``interaction``)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from harmattan.codebook.countries import Country
from harmattan.codebook.load import read_yaml
from harmattan.model import ActorKind, Side
from harmattan.publishing.contract import PublishedEvent

Inter = Literal["text", "numeric"]

NUMBERS: dict[ActorKind, int] = {
    "State forces": 1,
    "Rebel group": 2,
    "Political militia": 3,
    "Identity militia": 4,
    "Rioters": 5,
    "Protesters": 6,
    "Civilians": 7,
    "External/Other forces": 8,
}


@dataclass(frozen=True)
class Pair:
    """Actor 1 and actor 2, each with those on its side."""

    first: Side | None
    first_allies: tuple[str, ...]
    second: Side | None
    second_allies: tuple[str, ...]

    def inter(self, position: Literal[1, 2], style: Inter) -> str:
        """The kind of one actor; without the actor empty, in numbers 0."""
        side = self.first if position == 1 else self.second
        if side is None:
            return "0" if style == "numeric" else ""
        return str(NUMBERS[side.kind]) if style == "numeric" else side.kind


def pair_of(event: PublishedEvent, country: Country | None) -> Pair:
    """The event's sides as ACLED's pair.

    ACLED has no event of violence without somebody who did it: an unnamed perpetrator is its unidentified armed group.
    """
    ours = [side for side in event.sides if side.role == "initiator"]
    theirs = [side for side in event.sides if side.role == "target"]
    rules = read_yaml("acled_export.yaml")
    if not ours and theirs and event.event_type in rules["needs_a_perpetrator"]:
        name = rules["unidentified"]["name"] + (f" ({country.name})" if country else "")
        ours = [Side(name=name, kind=rules["unidentified"]["kind"], role="initiator")]
    if not ours:
        ours, theirs = theirs, []
    return Pair(
        ours[0] if ours else None,
        tuple(side.name for side in ours[1:]),
        theirs[0] if theirs else None,
        tuple(side.name for side in theirs[1:]),
    )


def interaction(pair: Pair, style: Inter) -> str:
    """ACLED's name or number for the two kinds: the lower number first, but 78 is written the other way round."""
    if pair.first is None:
        return ""
    if pair.second is None:
        return f"{NUMBERS[pair.first.kind]}0" if style == "numeric" else f"{pair.first.kind} only"
    low, high = sorted((pair.first.kind, pair.second.kind), key=NUMBERS.__getitem__)
    if style == "numeric":
        return f"{NUMBERS[low]}{NUMBERS[high]}"
    return f"{high}-{low}" if (low, high) == ("Civilians", "External/Other forces") else f"{low}-{high}"
