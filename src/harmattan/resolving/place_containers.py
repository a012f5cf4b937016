"""Which known place contains a name that no gazetteer entry is good enough for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from harmattan.resolving.gazetteer import Place
from harmattan.resolving.place_mentions import Toponym
from harmattan.resolving.place_scoring import Group, contains, needed

_IN_TOWN = frozenset(("neighbourhood", "road", "site"))
_IN_AREA = frozenset(("town", "admin2", "admin3", "area"))
_BEFORE = 2
"""Sentences before a name in which the area is told."""
_AREAS = frozenset(("admin1", "admin2", "region"))


def container_of(i: int, toponyms: Sequence[Toponym], of: Mapping[int, Group]) -> Place | None:
    """The smallest known place that contains mention ``i`` by the words, None where they leave it open.

    The words are its container ("X, in Y province"); for a neighbourhood, street or site the town spoken of last, for
    what is called a village or district the area of the same sentence, else of the last sentence before that names one,
    else of the text: where it names several, the one that all others contain.
    """
    group = of[i]
    stated = [p for outer in group.containers if (p := _known(outer)) is not None and p.feature != "continent"]
    if stated:
        return _smallest(stated)
    it = toponyms[i]
    features = set(it.features) | group.features
    if features & _IN_TOWN:
        return _town_before(i, toponyms, of)
    if features & _IN_AREA:
        here = [p for k, p in _areas(toponyms, of) if toponyms[k].sentence == it.sentence and k != i]
        if here:
            return _smallest(here)
        before = range(it.sentence - 1, it.sentence - 1 - _BEFORE, -1)
        told = ([p for k, p in _areas(toponyms, of) if toponyms[k].sentence == each] for each in before)
        nearest = next((found for found in told if found), None)
        return _innermost(nearest or [p for _, p in _areas(toponyms, of)])
    return None


def _innermost(areas: Sequence[Place]) -> Place | None:
    """The one area that all others contain, None where they lie beside each other."""
    if not areas:
        return None
    least = _smallest(areas)
    return least if all(p.key == least.key or contains(p, least) for p in areas) else None


def _known(group: Group) -> Place | None:
    place = group.place
    if place is None or group.chosen is None:
        return None
    return place if group.scores[group.chosen] >= needed(place, group.candidates, group.name) else None


def area_called(place: Place, features: Iterable[str], candidates: Iterable[Place]) -> Place | None:
    """The district or first-level area of a town's name around it, where ``features`` call it so; else None."""
    wanted = {"admin2", "admin1"} & set(features)
    if place.feature != "town" or not wanted or "town" in features:
        return None
    where = (place.country, place.admin1_code)
    return next((p for p in candidates if p.feature in wanted and (p.country, p.admin1_code) == where), None)


def _smallest(places: Sequence[Place]) -> Place:
    order = {"country": 0, "region": 1, "admin1": 2, "admin2": 3, "admin3": 4}
    return max(places, key=lambda p: order.get(p.feature, 5))


def _town_before(i: int, toponyms: Sequence[Toponym], of: Mapping[int, Group]) -> Place | None:
    """The town named last before mention ``i``, a dateline included: that is the town whose streets are named."""
    for k in range(i - 1, -1, -1):
        place = _known(of[k]) if k in of and toponyms[k].kind == "place" else None
        if place is not None and place.feature == "town":
            return place
    return None


def _areas(toponyms: Sequence[Toponym], of: Mapping[int, Group]) -> list[tuple[int, Place]]:
    found = []
    for k, group in of.items():
        place = _known(group) if toponyms[k].kind == "place" else None
        if place is not None:
            place = area_called(place, toponyms[k].features, group.candidates) or place
            found.append((k, place))
    return [(k, p) for k, p in found if p.feature in _AREAS]
