"""Which place each mention is: all mentions of a document together, and "none of them" always among the answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from harmattan.codebook.countries import countries
from harmattan.codebook.load import read_yaml
from harmattan.model import Document, ReportedPlace, Span
from harmattan.reading.syntax import Sentence
from harmattan.resolving import place_relations as relations
from harmattan.resolving.gazetteer import Gazetteer, Place
from harmattan.resolving.gazetteer_sources import ABBREVIATION
from harmattan.resolving.geometry import Point, distance_km
from harmattan.resolving.place_mentions import Toponym
from harmattan.resolving.place_names import normalise
from harmattan.resolving.place_outlets import outlet_country
from harmattan.resolving.place_scoring import WIDE, Group, containment, context, prior, support

__all__ = ["PlaceResolver", "Resolution", "ResolvedPlace", "ScoredCandidate", "distance_km"]

_ROUNDS = 3
_ENOUGH = 4.0
"""A candidate needs this score to be an answer: about that of a town of 30,000 that nothing else in the text supports."""
_FOREIGN = 1.2
"""Taken off a candidate in a country that the text does not otherwise speak of, where it speaks of another."""
_MOST = 60


@dataclass(frozen=True, slots=True)
class ScoredCandidate:
    """One place that a name could mean."""

    place: Place
    score: float


@dataclass(frozen=True, slots=True)
class ResolvedPlace:
    """The place that a mention means, ready for a report."""

    toponym: Toponym
    name: str
    latitude: float | None
    longitude: float | None
    country: str | None
    """English short name."""
    country_code: str | None
    """ISO 3166-1 alpha-2."""
    admin1: str | None
    admin2: str | None
    geo_precision: Literal[1, 2, 3]
    """ACLED: 1 the place itself, 2 near it or a small area, 3 a larger region."""
    gazetteer_id: str | None
    basis: Literal["named", "relative", "document"]
    feature: str
    score: float

    @property
    def specificity(self) -> int:
        """3 a town or spot, 2 a district, 1 a region or water, 0 a country or continent."""
        return {"country": 0, "continent": 0, "admin1": 1, "region": 1, "water": 1, "mountain": 1, "admin2": 2, "admin3": 2}.get(
            self.feature, 3
        )

    def reported(self, text: str | None = None) -> ReportedPlace:
        """The same for a report; ``text`` is the document's, from which the span is cut."""
        it = self.toponym
        return ReportedPlace(
            name=self.name,
            latitude=self.latitude,
            longitude=self.longitude,
            country=self.country,
            admin1=self.admin1,
            admin2=self.admin2,
            geo_precision=self.geo_precision,
            gazetteer_id=self.gazetteer_id,
            basis=self.basis,
            span=Span(start=it.start, end=it.end, quote=it.text) if text is None else Span.cut(text, it.start, it.end),
        )


@dataclass(frozen=True, slots=True)
class Resolution:
    """A mention, the place it means (None: none is good enough) and every candidate, best first."""

    toponym: Toponym
    place: ResolvedPlace | None
    candidates: tuple[ScoredCandidate, ...]


class PlaceResolver:
    """Resolves the place mentions of documents against one gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    @classmethod
    def load(cls, gazetteer: Gazetteer | None = None) -> PlaceResolver:
        """The resolver over ``gazetteer``, by default the installed one."""
        return cls(gazetteer) if gazetteer is not None else _loaded()

    def resolve(
        self, toponyms: Sequence[Toponym], sentences: Sequence[Sentence], document: Document | None = None
    ) -> list[ResolvedPlace | None]:
        """One place, or None, for each mention, in the same order. ``sentences`` may be empty."""
        return [each.place for each in self.explain(toponyms, sentences, document)]

    def explain(
        self, toponyms: Sequence[Toponym], sentences: Sequence[Sentence], document: Document | None = None
    ) -> list[Resolution]:
        """Like ``resolve``, with all candidates and their scores."""
        groups, of = self._groups(toponyms)
        home = outlet_country(document) if document is not None else None
        _settle(groups, toponyms, of, home)
        return [self._resolution(i, toponyms, of) for i in range(len(toponyms))]

    def _groups(self, toponyms: Sequence[Toponym]) -> tuple[list[Group], dict[int, Group]]:
        table: dict[tuple[str, str], Group] = {}
        of: dict[int, Group] = {}
        for i, toponym in enumerate(toponyms):
            if toponym.unnamed:
                continue
            name = normalise(toponym.text) if toponym.country_hint is None else f"#{toponym.country_hint}"
            outer = "" if toponym.container is None else normalise(toponyms[toponym.container].text)
            group = table.setdefault((name, outer), Group(toponym.text, country_hint=toponym.country_hint))
            group.members.append(i)
            group.features.update(toponym.features)
            of[i] = group
        for i, group in of.items():
            container = toponyms[i].container
            if container is not None and container in of and of[container] is not group:
                if of[container] not in group.containers:
                    group.containers.append(of[container])
                if group not in of[container].contents:
                    of[container].contents.append(group)
        groups = list(table.values())
        for group in groups:
            group.candidates = self._candidates(group)
        for (name, outer), group in table.items():
            # "Athens" after "Athens, Georgia" is the same place.
            if not outer:
                for (other, its), sibling in table.items():
                    if other == name and its:
                        group.containers.extend(c for c in sibling.containers if c not in group.containers)
        return groups, of

    def _candidates(self, group: Group) -> list[Place]:
        if group.country_hint is not None:
            found = self._gazetteer.lookup(countries()[group.country_hint].name)
            return [p for p in found if p.feature == "country" and p.country == group.country_hint]
        found = self._gazetteer.lookup(group.name)
        if not found:
            found = self._gazetteer.lookup(_bare(group.name))
        return list(found[:_MOST])

    def _resolution(self, i: int, toponyms: Sequence[Toponym], of: dict[int, Group]) -> Resolution:
        toponym = toponyms[i]
        group = of.get(i)
        ranked: list[ScoredCandidate] = []
        if group is not None:
            pairs = zip(group.candidates, group.scores, strict=True)
            ranked = sorted((ScoredCandidate(p, round(s, 3)) for p, s in pairs), key=lambda c: (-c.score, c.place.id))
        anchors = _anchors(toponym, of)
        if ranked and ranked[0].score >= _ENOUGH:
            best = ranked[0]
            return Resolution(toponym, _named(toponym, best.place, best.score), tuple(ranked))
        return Resolution(toponym, _relative(toponym, anchors), tuple(ranked))


@cache
def _loaded() -> PlaceResolver:
    return PlaceResolver(Gazetteer.open())


@cache
def _class_words() -> frozenset[str]:
    return frozenset(read_yaml("places_words.yaml")["features"]) | {"the"}


def _bare(name: str) -> str:
    """A name without the class words at its ends: "Kidal Region" is "Kidal"."""
    words = normalise(name).split()
    while len(words) > 1 and words[-1] in _class_words():
        words.pop()
    while len(words) > 1 and (words[0] in _class_words() or words[0] == "of"):
        words.pop(0)
    return " ".join(words)


def _anchors(toponym: Toponym, of: dict[int, Group]) -> list[Place]:
    relation = toponym.relation
    if relation is None:
        return []
    found = [of[a].place for a in relation.anchors if a in of]
    return [p for p in found if p is not None and p.feature not in ("country", "continent")]


def _settle(groups: Sequence[Group], toponyms: Sequence[Toponym], of: dict[int, Group], home: str | None) -> None:
    """Choose within every group, each time with what all groups chose before, until nothing moves."""
    for group in groups:
        inside, outside = bool(group.containers), bool(group.contents)
        group.base = [prior(p, group.features, group.candidates, contained=inside, contains=outside) for p in group.candidates]
        group.scores = [score + containment(group, p) for score, p in zip(group.base, group.candidates, strict=True)]
        group.chosen = _best(group)
    for _ in range(_ROUNDS):
        around = context(groups, home)
        fresh: list[list[float]] = []
        for number, group in enumerate(groups):
            foreign = _others(groups, group, home)
            ties = _ties(group, toponyms, of)
            fresh.append(
                [
                    base
                    + containment(group, place)
                    + support(number, group, place, around)
                    + sum(relations.agreement(toponyms[i].relation, points, place.point) for i, points in ties)  # type: ignore[arg-type]
                    - (_FOREIGN if foreign and place.country not in foreign and place.feature in ("town", "admin2") else 0.0)
                    for base, place in zip(group.base, group.candidates, strict=True)
                ]
            )
        before = [group.chosen for group in groups]
        for group, scores in zip(groups, fresh, strict=True):
            group.scores = scores
            group.chosen = _best(group)
        if before == [group.chosen for group in groups]:
            return


def _ties(group: Group, toponyms: Sequence[Toponym], of: dict[int, Group]) -> list[tuple[int, list[Point]]]:
    found = []
    for i in group.members:
        points = [p.point for p in _anchors(toponyms[i], of) if p is not group.place or p.feature not in WIDE]
        if points and toponyms[i].relation is not None:
            found.append((i, points))
    return found[:2]


def _others(groups: Sequence[Group], group: Group, home: str | None) -> set[str]:
    """Countries that the rest of the text speaks of."""
    found = {g.place.country for g in groups if g is not group and g.place is not None and g.place.country}
    return found | {home} if home else found


def _best(group: Group) -> int | None:
    if not group.scores:
        return None
    order = range(len(group.scores))
    return max(order, key=lambda i: (round(group.scores[i], 6), group.candidates[i].population, -i))


def _named(toponym: Toponym, place: Place, score: float) -> ResolvedPlace:
    relation = toponym.relation
    precision: Literal[1, 2, 3] = 1
    if place.feature in ("country", "continent", "admin1", "region", "water", "mountain") or (relation and relation.kind == "part"):
        precision = 3
    elif place.feature in ("admin2", "admin3", "area", "road") or "area" in toponym.features or "road" in toponym.features:
        precision = 2
    elif relation is not None and relation.kind in ("near", "outskirts") and not relation.anchors:
        precision = 2
    elif place.feature == "town" and {"admin1", "admin2"} & set(toponym.features):
        precision = 2
    country = countries().get(place.country)
    return ResolvedPlace(
        toponym,
        place.name,
        place.latitude,
        place.longitude,
        country.name if country else None,
        place.country or None,
        place.admin1 or None,
        place.admin2 or None,
        precision,
        place.id,
        "named",
        place.feature,
        score,
    )


def _relative(toponym: Toponym, anchors: Sequence[Place]) -> ResolvedPlace | None:
    """A place that only its distance and direction from known ones locates."""
    if toponym.relation is None or toponym.kind != "place" or len(anchors) < len(toponym.relation.anchors):
        return None
    point = relations.computed(toponym.relation, [p.point for p in anchors])
    if point is None:
        return None
    nearest = anchors[0]
    country = countries().get(nearest.country)
    same = all(p.admin1_code == nearest.admin1_code and p.country == nearest.country for p in anchors)
    precision: Literal[2, 3] = 3 if any(p.feature in WIDE for p in anchors) else 2
    return ResolvedPlace(
        toponym,
        toponym.text,
        round(point[0], 4),
        round(point[1], 4),
        country.name if country else None,
        nearest.country or None,
        (nearest.admin1 or None) if same else None,
        None,
        precision,
        None,
        "relative",
        "town",
        _ENOUGH,
    )
