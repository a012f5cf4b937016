"""Which place each mention is: all mentions of a document together, and "none of them" always among the answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from harmattan.codebook.countries import countries
from harmattan.codebook.load import read_yaml
from harmattan.model import Document
from harmattan.reading.syntax import Sentence
from harmattan.resolving import place_relations as relations
from harmattan.resolving.gazetteer import Gazetteer, Place
from harmattan.resolving.gazetteer_sources import MAIN
from harmattan.resolving.geometry import Point, distance_km
from harmattan.resolving.place_answers import Resolution, ResolvedPlace, ScoredCandidate, named, relative, within
from harmattan.resolving.place_confidence import confidence, probability
from harmattan.resolving.place_containers import area_called, container_of
from harmattan.resolving.place_expectation import expect
from harmattan.resolving.place_mentions import Relation, Toponym
from harmattan.resolving.place_names import normalise
from harmattan.resolving.place_outlets import outlet_country
from harmattan.resolving.place_scoring import ENOUGH, Context, Group, containment, context, needed, prior, support

__all__ = ["PlaceResolver", "Resolution", "ResolvedPlace", "ScoredCandidate", "distance_km"]

_ROUNDS = 3
_FOREIGN = 1.2
"""Taken off a candidate in a country that the text does not otherwise speak of, where it speaks of another."""
_SPOKEN = 0.5
"""Weight of the actors of a country from which the text speaks of it."""
_TRUST = 1.0
"""How much less than ``needed`` a score may be where the probability is high enough."""
_MOST = 60
_RIVER = " river"


class PlaceResolver:
    """Resolves the place mentions of documents against one gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    @classmethod
    def load(cls, gazetteer: Gazetteer | None = None) -> PlaceResolver:
        """The resolver over ``gazetteer``, by default the installed one."""
        return cls(gazetteer) if gazetteer is not None else _loaded()

    def resolve(
        self,
        toponyms: Sequence[Toponym],
        sentences: Sequence[Sentence],
        document: Document | None = None,
        actors: Mapping[str, float] | None = None,
        datelines: Mapping[int, bool] | None = None,
    ) -> list[ResolvedPlace | None]:
        """One place, or None, for each mention, in the same order. ``sentences`` may be empty.

        ``actors`` weighs countries by the actors that the document names (``place_evidence.countries_of_actors``).
        ``datelines`` holds the indexes of mentions in datelines: True where the text was written there, False where
        the words are part of an outlet's name, which is no place.
        """
        return [each.place for each in self.explain(toponyms, sentences, document, actors, datelines)]

    def explain(
        self,
        toponyms: Sequence[Toponym],
        sentences: Sequence[Sentence],  # noqa: ARG002 - part of the fixed interface; the hints already hold their words
        document: Document | None = None,
        actors: Mapping[str, float] | None = None,
        datelines: Mapping[int, bool] | None = None,
    ) -> list[Resolution]:
        """Like ``resolve``, with all candidates and their scores."""
        written = datelines or {}
        groups, of = self._groups(toponyms, written)
        beside = dict(actors or {})
        home = outlet_country(document) if document is not None else None
        if home:
            beside[home] = beside.get(home, 0.0) + 1.0
        _settle(groups, toponyms, of, beside)
        around = context(groups, beside)
        here = next((of[i].place for i, origin in sorted(written.items()) if origin and i in of), None)
        return _set_beside([self._resolution(i, toponyms, of, around, here) for i in range(len(toponyms))])

    def _groups(self, toponyms: Sequence[Toponym], written: Mapping[int, bool]) -> tuple[list[Group], dict[int, Group]]:
        table: dict[tuple[str, str], Group] = {}
        of: dict[int, Group] = {}
        for i, toponym in enumerate(toponyms):
            if toponym.unnamed or not written.get(i, True):
                continue
            name = self._river(toponym) if toponym.country_hint is None else f"#{toponym.country_hint}"
            outer = "" if toponym.container is None else normalise(toponyms[toponym.container].text)
            group = table.setdefault((name, outer), Group(_written(name, toponym), country_hint=toponym.country_hint))
            group.members.append(i)
            group.origin = group.origin or i in written
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

    def _river(self, toponym: Toponym) -> str:
        """The name, as that of a river where the words speak of one and the gazetteer has it."""
        name = normalise(toponym.text)
        if "water" in toponym.features and any(p.feature == "water" for p in self._gazetteer.lookup(name + _RIVER)):
            return name + _RIVER
        return name

    def _candidates(self, group: Group) -> list[Place]:
        if group.country_hint is not None:
            found = self._gazetteer.lookup(countries()[group.country_hint].name)
            return [p for p in found if p.feature == "country" and p.country == group.country_hint]
        found = self._gazetteer.lookup(group.name)
        if not found:
            found = self._gazetteer.lookup(_bare(group.name))
        return list(found[:_MOST])

    def _resolution(
        self, i: int, toponyms: Sequence[Toponym], of: dict[int, Group], around: Context, here: Place | None
    ) -> Resolution:
        toponym = toponyms[i]
        group = of.get(i)
        ranked: list[ScoredCandidate] = []
        if group is not None:
            pairs = zip(group.candidates, group.scores, strict=True)
            ranked = sorted((ScoredCandidate(p, round(s, 3)) for p, s in pairs), key=lambda c: (-c.score, c.place.id))
        anchors = _anchors(toponym, of)
        best = _as_called(toponym, ranked)
        likely = _likelihood(group, ranked, of)
        if best is not None and _is_answer(toponym, best, ranked, likely):
            answered = replace(named(toponym, best.place, best.score), probability=likely)
            return Resolution(toponym, answered, tuple(ranked), likely)
        if toponym.local:
            town = here if here is not None and here.feature == "town" else None
            meant = replace(named(toponym, town, ENOUGH), basis="document") if town is not None else None
            return Resolution(toponym, meant, ())
        if toponym.capital:
            return Resolution(toponym, self._capital(toponym, of, around, here), ())
        answer = relative(toponym, anchors)
        if answer is None and group is not None and toponym.kind == "place":
            outer = container_of(i, toponyms, of)
            answer = within(toponym, outer, _stated_district(toponym, toponyms)) if outer is not None else None
        return Resolution(toponym, answer, tuple(ranked), likely)

    def _capital(
        self, toponym: Toponym, of: dict[int, Group], around: Context, here: Place | None
    ) -> ResolvedPlace | None:
        """The capital of the country that the words name, else the one where the text was written.

        Else that of the country that the text is mostly about.
        """
        weights = around.countries
        country = max(weights, key=lambda code: weights[code], default="")
        owner = of[toponym.container].place if toponym.container in of else None
        if here is not None and here.code == "PPLC":
            country = here.country
        if owner is not None and owner.feature == "country":
            country = owner.country
        if country not in countries():
            return None
        found = [p for name in countries()[country].capitals for p in self._gazetteer.lookup(name)]
        seats = [p for p in found if p.country == country and p.feature == "town" and p.code == "PPLC"]
        return replace(named(toponym, seats[0], ENOUGH), basis="document") if seats else None


def _likelihood(group: Group | None, ranked: Sequence[ScoredCandidate], of: Mapping[int, Group]) -> float | None:
    """How likely the best candidate is right, None where there is none."""
    if group is None or not ranked:
        return None
    pairs = [(c.place, c.score) for c in ranked]
    others = len({g.name for g in of.values()}) - 1
    return probability(pairs, tied=bool(group.containers or group.contents), others=others)


def _is_answer(
    toponym: Toponym, best: ScoredCandidate, ranked: Sequence[ScoredCandidate], likely: float | None
) -> bool:
    """Whether the best candidate is likely enough; a country's own name always is."""
    if best.place.feature == "country" and best.place.quality == MAIN:
        return True
    least = needed(best.place, [c.place for c in ranked], toponym.text) - _TRUST
    return best.score >= least and (likely or 0.0) >= confidence().least


def _set_beside(resolutions: list[Resolution]) -> list[Resolution]:
    """Mark the places that only say where another resolved one of the same sentence lies."""
    anchors = {
        a
        for each in resolutions
        if each.place is not None and (relation := each.toponym.relation) is not None
        for a in relation.anchors
        if resolutions[a].toponym.sentence == each.toponym.sentence
    }
    for i in anchors:
        place = resolutions[i].place
        if place is not None:
            resolutions[i] = replace(resolutions[i], place=replace(place, beside=True))
    return resolutions


def _as_called(toponym: Toponym, ranked: Sequence[ScoredCandidate]) -> ScoredCandidate | None:
    """The best candidate; where it is a town that the text calls a district or province, the area of its name."""
    best = ranked[0] if ranked else None
    if best is None:
        return None
    area = area_called(best.place, toponym.features, [c.place for c in ranked if c.score >= ENOUGH])
    return best if area is None else next(c for c in ranked if c.place.key == area.key)


def _stated_district(toponym: Toponym, toponyms: Sequence[Toponym]) -> str | None:
    """The district that the text names as containing a place, in its own words ("X area of Y district")."""
    if toponym.container is None:
        return None
    outer = toponyms[toponym.container]
    return " ".join(outer.text.split()) if {"admin2", "admin3"} & set(outer.features) else None


def _written(name: str, toponym: Toponym) -> str:
    return name if name.endswith(_RIVER) else toponym.text


@cache
def _loaded() -> PlaceResolver:
    return PlaceResolver(Gazetteer.open())


@cache
def _class_words() -> frozenset[str]:
    features: dict[str, str] = read_yaml("places_words.yaml")["features"]
    return frozenset(word for word, feature in features.items() if feature != "road") | {"the"}


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


def _settle(
    groups: Sequence[Group], toponyms: Sequence[Toponym], of: dict[int, Group], beside: Mapping[str, float]
) -> None:
    """Choose within every group, each time with what all groups chose before, until nothing moves."""
    for group in groups:
        sides = {"contained": bool(group.containers), "contains": bool(group.contents)}
        group.base = [prior(p, group.features, group.candidates, **sides) for p in group.candidates]
        group.scores = [score + containment(group, p) for score, p in zip(group.base, group.candidates, strict=True)]
    expect(groups, beside)
    for group in groups:
        group.chosen = _best(group)
    for _ in range(_ROUNDS):
        around = context(groups, beside)
        fresh = [_scores(number, group, groups, around, toponyms, of, beside) for number, group in enumerate(groups)]
        before = [group.chosen for group in groups]
        for group, scores in zip(groups, fresh, strict=True):
            group.scores = scores
            group.chosen = _best(group)
        if before == [group.chosen for group in groups]:
            return


def _scores(
    number: int,
    group: Group,
    groups: Sequence[Group],
    around: Context,
    toponyms: Sequence[Toponym],
    of: dict[int, Group],
    beside: Mapping[str, float],
) -> list[float]:
    """The score of every candidate of one group, as the other groups now stand."""
    spoken = _others(groups, group, beside)
    ties = _ties(group, toponyms, of)
    found = []
    for base, place in zip(group.base, group.candidates, strict=True):
        score = base + containment(group, place) + support(number, group, place, around)
        score += sum(relations.agreement(relation, points, place.point) for relation, points in ties)
        if spoken and place.country not in spoken and place.feature in ("town", "admin2"):
            score -= _FOREIGN if place.quality == MAIN else 2 * _FOREIGN
        found.append(score)
    return found


def _ties(group: Group, toponyms: Sequence[Toponym], of: dict[int, Group]) -> list[tuple[Relation, list[Point]]]:
    """The first two stated positions of a group's place, with the points that they refer to."""
    found = []
    for i in group.members:
        relation = toponyms[i].relation
        points = [p.point for p in _anchors(toponyms[i], of) if p is not group.place]
        if relation is not None and points:
            found.append((relation, points))
    return found[:2]


def _others(groups: Sequence[Group], group: Group, beside: Mapping[str, float]) -> set[str]:
    """Countries that the rest of the text speaks of."""
    found = {g.place.country for g in groups if g is not group and g.place is not None and g.place.country}
    return found | {code for code, weight in beside.items() if weight >= _SPOKEN}


def _best(group: Group) -> int | None:
    if not group.scores:
        return None
    order = range(len(group.scores))
    return max(order, key=lambda i: (round(group.scores[i], 6), group.candidates[i].population, -i))
