"""What stated distances and directions say: which candidate they fit, and where an unknown place must lie."""

from __future__ import annotations

from collections.abc import Sequence

from harmattan.resolving.geometry import Point, angle_between, bearing, destination, distance_km, midpoint
from harmattan.resolving.place_mentions import Relation

_FIT = 4.0
_NEAR_KM = 60.0


def agreement(relation: Relation, anchors: Sequence[Point], place: Point) -> float:
    """How well a candidate lies where the text says: +4 as stated, -5 elsewhere, between them where it is loose."""
    if not anchors:
        return 0.0
    km = distance_km(anchors[0], place)
    if relation.kind == "between" and len(anchors) == 2:
        direct = max(distance_km(*anchors), 1.0)
        detour = (km + distance_km(anchors[1], place)) / direct
        return _FIT if detour < 1.4 else 1.0 if detour < 1.8 else -5.0
    if relation.kind in ("near", "outskirts"):
        return _FIT / 2 if km <= _NEAR_KM else 0.0 if km <= 2 * _NEAR_KM else -5.0
    if relation.kind != "offset":
        return 0.0
    turned = (
        relation.bearing is not None and km > 3 and angle_between(bearing(anchors[0], place), relation.bearing) > 65
    )
    if relation.km is None:
        return -3.0 if turned else (1.5 if km < 150 else -1.0)
    # Reports give the distance by road, which is longer than the straight line; and they round.
    close = 0.55 * relation.km - 5 <= km <= 1.3 * relation.km + 8
    if close and not turned:
        return _FIT
    return -1.0 if close or (0.3 * relation.km <= km <= 2 * relation.km + 10 and not turned) else -5.0


def computed(relation: Relation, anchors: Sequence[Point]) -> Point | None:
    """Where a place that no gazetteer knows must lie, or None where the words leave it open."""
    if not anchors:
        return None
    if relation.kind == "between" and len(anchors) == 2:
        return midpoint(*anchors)
    if relation.kind in ("near", "outskirts"):
        return anchors[0]
    if relation.kind == "offset" and relation.bearing is not None and relation.km is not None:
        return destination(anchors[0], relation.bearing, relation.km)
    if relation.kind == "offset" and (relation.km is None or relation.km <= 60):
        return anchors[0]
    return None
