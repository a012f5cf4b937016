"""Mentions of places in a text, before anybody knows which place each one is. Pure data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ToponymKind = Literal["place", "demonym", "metonym", "embedded"]
"""demonym: "Malian", stands for the country; metonym: "the Bamako government", a place that stands for those who rule
there, so nothing happened at it; embedded: part of another name, or who or what belongs to the place ("the Kidal Police
Department", "a Kidal man"): it says where a text is about and is the place of no event."""

RelationKind = Literal["offset", "between", "near", "outskirts", "part"]


@dataclass(frozen=True, slots=True)
class Relation:
    """Where a place lies as seen from others.

    offset: ``km`` from the anchor, towards ``bearing`` where a direction is given. between: two anchors. near,
    outskirts: close to the anchor, or to the place itself where there is no anchor. part: the ``bearing`` side of the
    place itself ("northern Mali").
    """

    kind: RelationKind
    anchors: tuple[int, ...] = ()
    """Indexes of toponyms in the document's list."""
    km: float | None = None
    bearing: float | None = None
    """Degrees, 0 north, 90 east."""


@dataclass(frozen=True, slots=True)
class Toponym:
    """One mention of a place."""

    sentence: int
    first: int
    last: int
    """Tokens ``first`` up to, not including, ``last`` of the sentence."""
    start: int
    end: int
    """Character offsets into the document's text."""
    text: str
    kind: ToponymKind = "place"
    features: tuple[str, ...] = ()
    """What the words call it: the values of ``places_words.yaml``'s ``features``, in alphabetical order."""
    container: int | None = None
    """Index of the toponym that the text names as containing this one ("Hawthorne, Calif.")."""
    relation: Relation | None = None
    country_hint: str | None = None
    """ISO 3166-1 alpha-2 of a demonym's country."""
    capital: bool = False
    """The words mean the capital of the country spoken of ("in the capital") and do not name it."""
    unnamed: bool = False
    """The words describe a spot and do not name it ("20 km north of Gao")."""
    local: bool = False
    """The words mean the town where the text was written ("in this city") and do not name it."""
