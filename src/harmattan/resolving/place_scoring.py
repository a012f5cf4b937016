"""How well a place of the gazetteer fits a name in a text: by what is known of it, and by the other places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import exp, log10

from harmattan.resolving.gazetteer import Place
from harmattan.resolving.gazetteer_sources import ABBREVIATION, ALTERNATE, MAIN, PARTIAL, ROUGH, UNPLACED
from harmattan.resolving.geometry import distance_km
from harmattan.resolving.place_names import normalise

ENOUGH = 4.0
"""A candidate needs this score to be an answer: that of a town of 30,000 that nothing else in the text supports."""

WIDE = frozenset(("country", "continent", "admin1", "region"))
"""Features too large for a distance to their centre to mean much."""

_PRIOR = {"continent": 6.5, "country": 7.0, "admin2": 2.6, "admin3": 2.0, "region": 4.0, "water": 3.2, "mountain": 2.4}
_PRIOR |= {"island": 3.2, "site": 2.2, "area": 2.0, "road": 1.5, "neighbourhood": 2.4}
_QUALITY = {MAIN: 0.0, ALTERNATE: -1.3, PARTIAL: -1.2, ABBREVIATION: -6.0}
_ALIKE = {
    "admin1": {"region", "admin2", "admin3", "area"},
    "admin2": {"admin3", "admin1", "region", "area", "town"},
    "town": {"admin3", "neighbourhood"},
    "neighbourhood": {"town"},
    "region": {"admin1", "area"},
    "area": {"region", "town", "admin2"},
    "site": {"town"},
}
"""What a place may be when the text calls it the key."""
NEIGHBOUR_KM = 120.0
"""Scale on which places are near each other."""
_FAR_DEGREES = 5.0
CAUTION = 0.5
"""Weight of the unknown in every share, so that one mention does not count as the whole text."""


_ALONE = {MAIN: 1.0, ALTERNATE: 0.3, PARTIAL: 0.0, ABBREVIATION: 0.0}
_LONG, _LONG_ALONE = 10, 3.0
"""Letters of a name of several words that is hardly anything else's, and what it needs less."""


@dataclass(eq=False)
class Group:
    """All mentions of one name in a document that have the same container: one name, one place."""

    name: str
    members: list[int] = field(default_factory=list)
    features: set[str] = field(default_factory=set)
    containers: list[Group] = field(default_factory=list)
    contents: list[Group] = field(default_factory=list)
    candidates: list[Place] = field(default_factory=list)
    scores: list[float] = field(default_factory=list)
    base: list[float] = field(default_factory=list)
    chosen: int | None = None
    country_hint: str | None = None
    origin: bool = False
    """Whether a text was written there, as its dateline says."""

    @property
    def weight(self) -> float:
        """How much the group counts: its mentions, the first more than the others; twice where the text was written."""
        return (2.0 if self.origin else 1.0) + 0.5 * min(len(self.members) - 1, 4)

    @property
    def place(self) -> Place | None:
        """The candidate now ahead."""
        return None if self.chosen is None else self.candidates[self.chosen]


def prior(place: Place, features: set[str], rivals: Sequence[Place], *, contained: bool, contains: bool) -> float:
    """What speaks for a place on its own: size, kind, how the name belongs to it, and what the words call it."""
    if place.feature in ("town", "admin1"):
        score = 0.9 * log10(place.population + 50) + (1.0 if place.code == "PPLC" else 0.0)
        if place.feature == "admin1":
            score = min(score, 5.5) + (0.8 if place.country in ("US", "CA") else -0.4)
            score -= 1.5 * ("admin1" not in features and _has_namesake_town(place, rivals))
        elif place.population == 0 and place.code in ("", ROUGH, UNPLACED):
            score = 3.4  # somebody wrote it down because reports name it
    else:
        score = _PRIOR.get(place.feature, 1.5) + (0.0 if place.code else 1.0)  # as above
    quality = _QUALITY[place.quality]
    if place.quality == ABBREVIATION and contains:
        quality = 1.0
    elif place.quality == PARTIAL and "admin2" in features:
        quality = 0.0
    if contained and place.feature in ("country", "continent"):
        score -= 1.0
    return score + quality + _fit(place, features, rivals)


def needed(best: Place, candidates: Sequence[Place], name: str) -> float:
    """The score that the best candidate needs: less where the gazetteer knows the name in one area of the world only.

    A name of several words that means no other area of the world hardly means anything else.
    """
    alone = all((p.country, p.admin1_code) == (best.country, best.admin1_code) for p in candidates)
    if not alone or best.feature not in ("town", "admin2", "admin3"):
        return ENOUGH
    norm = normalise(name)
    if best.quality <= ALTERNATE and len(norm) >= _LONG and " " in norm:
        return ENOUGH - _LONG_ALONE
    return ENOUGH - _ALONE[best.quality] if best.feature == "town" else ENOUGH


def _has_namesake_town(area: Place, rivals: Sequence[Place]) -> bool:
    """Whether the area is called after its town: without a hint the town is meant ("in Kidal")."""
    return any(
        p.feature == "town"
        and (p.country, p.admin1_code) == (area.country, area.admin1_code)
        and p.quality <= ALTERNATE
        and p.population > 0.02 * area.population
        for p in rivals
    )


def _fit(place: Place, features: set[str], rivals: Sequence[Place]) -> float:
    if not features:
        return 0.0
    if place.feature in features:
        return 2.5
    if any(place.feature in _ALIKE.get(wanted, ()) for wanted in features):
        return 0.3
    if "admin1" in features and place.feature == "town" and not any(p.feature in WIDE for p in rivals):
        return -0.3  # "the region of X" is also what reports call the surroundings of a town
    return -2.0 if features & {"town", "admin1", "country", "water", "mountain", "island", "admin2"} else -0.3


def contains(outer: Place, inner: Place) -> bool:
    """Whether one place lies in another, as far as the gazetteer tells."""
    if outer.key == inner.key:
        return False
    if outer.feature == "country":
        return inner.country == outer.country and inner.feature != "country"
    if outer.feature == "admin1":
        return inner.country == outer.country and bool(outer.admin1_code) and inner.admin1_code == outer.admin1_code
    if outer.feature == "continent":
        return inner.feature == "country"
    reach = {"admin2": 70.0, "admin3": 40.0, "region": 350.0, "water": 400.0, "mountain": 150.0}.get(
        outer.feature, 60.0
    )
    return inner.feature not in ("country", "continent", "admin1") and distance_km(outer.point, inner.point) <= reach


def _is_area(place: Place) -> bool:
    return place.feature in ("country", "admin1") and place.quality in (MAIN, ABBREVIATION)


@dataclass(frozen=True)
class Context:
    """What the places chosen so far say about the text: weights of its countries and first-level areas."""

    countries: dict[str, float]
    admin1: dict[tuple[str, str], float]
    points: tuple[tuple[int, Place], ...]
    """Group number and its place, for those small enough for distances."""

    def share(self, own: Place | None, weight: float, place: Place) -> tuple[float, float]:
        """How much of the text apart from one group (its choice ``own`` and ``weight``) is about a place's country and
        first-level area, 0 to 1 each."""
        country = self.countries.get(place.country, 0.0)
        area = self.admin1.get((place.country, place.admin1_code), 0.0) if place.admin1_code else 0.0
        total, parts = sum(self.countries.values()), sum(self.admin1.values())
        if own is not None and own.country:
            mine = _country_weight(own, weight)
            total -= mine
            country -= mine * (own.country == place.country)
            if own.admin1_code:
                parts -= weight
                area -= weight * ((own.country, own.admin1_code) == (place.country, place.admin1_code))
        return country / (total + CAUTION), area / (parts + CAUTION)


def _country_weight(place: Place, weight: float) -> float:
    return weight * (1.5 if place.feature == "country" else 1.0)


def context(groups: Sequence[Group], beside: Mapping[str, float]) -> Context:
    """The context that the present choices make; ``beside`` weighs countries by what is no place mention."""
    countries: defaultdict[str, float] = defaultdict(float)
    admin1: defaultdict[tuple[str, str], float] = defaultdict(float)
    points: list[tuple[int, Place]] = []
    for number, group in enumerate(groups):
        place = group.place
        if place is None or not place.country:
            continue
        countries[place.country] += _country_weight(place, group.weight)
        if place.admin1_code:
            admin1[place.country, place.admin1_code] += group.weight
        if place.feature not in WIDE and place.code != UNPLACED:
            points.append((number, place))
    for country, weight in beside.items():
        countries[country] += weight
    return Context(dict(countries), dict(admin1), tuple(points))


def support(number: int, group: Group, place: Place, around: Context) -> float:
    """What the rest of the text adds to one candidate."""
    country, area = around.share(group.place, group.weight, place)
    score = 3.0 * country + (2.0 * area if place.feature != "country" else 0.0)
    if place.feature in WIDE or place.code == UNPLACED:
        return score
    near = 0.0
    for other, at in around.points:
        if other != number and at.key != place.key and abs(at.latitude - place.latitude) < _FAR_DEGREES:
            near += exp(-distance_km(at.point, place.point) / NEIGHBOUR_KM)
    return score + 1.6 * min(near, 2.0)


def containment(group: Group, place: Place) -> float:
    """What the named container, or the places named as lying inside, say about one candidate."""
    score = 0.0
    for outer in group.containers:
        wide = [p for p in outer.candidates if p.key != place.key]
        if not wide:
            continue
        fits = [p for p in wide if contains(p, place)]
        if outer.place is not None and contains(outer.place, place):
            score += 5.0
        elif fits:
            score += 3.5
        elif place.feature not in ("country", "continent") and any(_is_area(p) for p in wide):
            score -= 2.5  # a comma also joins lists, so that being outside is no proof
    if any(contains(place, p) for inner in group.contents for p in inner.candidates):
        score += 2.5
    return max(-3.0, min(score, 7.0))
