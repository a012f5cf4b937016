"""Which known place contains a name that no gazetteer entry is good enough for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from harmattan.resolving.gazetteer import Place
from harmattan.resolving.place_mentions import Toponym
from harmattan.resolving.place_scoring import ENOUGH, Group, contains

_IN_TOWN = frozenset(("neighbourhood", "road", "site"))
_IN_AREA = frozenset(("town", "admin2", "admin3", "area"))
_AREAS = frozenset(("admin1", "admin2", "region"))


def container_of(i: int, toponyms: Sequence[Toponym], of: Mapping[int, Group]) -> Place | None:
    """The smallest known place that contains mention ``i`` by the words, None where they leave it open.

    The words are its container ("X, in Y province"); for a neighbourhood, street or site the town spoken of last, for
    what is called a village or district the area of the same sentence, else the one area that all others of the text
    contain.
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
        everywhere = list({p.key: p for _, p in _areas(toponyms, of)}.values())
        if not everywhere:
            return None
        least = _smallest(everywhere)
        return least if all(p.key == least.key or contains(p, least) for p in everywhere) else None
    return None


def _known(group: Group) -> Place | None:
    if group.chosen is None or group.scores[group.chosen] < ENOUGH:
        return None
    return group.place


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
