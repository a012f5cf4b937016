"""Whether two reported places can be one, and the keys under which near places meet."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from math import floor

from harmattan.linking.rules import rule
from harmattan.model import ReportedPlace
from harmattan.resolving.geometry import distance_km

_CELL = 0.5
"""Degrees. Places nearer than ``apart_km`` lie in the same or a neighbouring cell up to 60 degrees of latitude."""


def level(a: ReportedPlace | None, b: ReportedPlace | None) -> str:
    """The level of the comparison ``place`` as far as the places themselves tell."""
    if a is None or b is None or is_country(a) or is_country(b):
        return "open_place" if _same_country(a, b) else "other_place"
    if not _same_country(a, b):
        return "other_place"
    if _same_entry(a, b):
        # A whole region named twice says less than a town named twice.
        return "within_place" if is_area(a) or is_area(b) else "same_place"
    if is_area(a) or is_area(b):
        return _within(a, b)
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return _by_name(a, b)
    apart = distance_km((a.latitude, a.longitude), (b.latitude, b.longitude))
    if apart <= rule("near_km"):
        return "near_place"
    return "open_place" if apart <= rule("apart_km") and 1 not in (a.geo_precision, b.geo_precision) else "other_place"


def same(a: ReportedPlace | None, b: ReportedPlace | None) -> bool:
    """Whether both name one place that is no region."""
    return a is not None and b is not None and not is_area(a) and _same_country(a, b) and _same_entry(a, b)


def is_country(place: ReportedPlace) -> bool:
    """Whether only a country is known."""
    return place.name == place.country and place.admin1 is None


def is_area(place: ReportedPlace) -> bool:
    """Whether a place is a region or a country rather than a town or point."""
    return is_country(place) or place.name in (place.admin1, place.country) or place.geo_precision == 3


def keys(place: ReportedPlace | None) -> Iterator[tuple[object, ...]]:
    """Keys under which reports of one town or point meet: its name, its cell and the cells below and right of it.

    Of two points in neighbouring cells, one always has a key of the other's.
    """
    if place is None or is_area(place):
        return
    yield "name", plain(place.name)
    if place.latitude is not None and place.longitude is not None:
        row, column = floor(place.latitude / _CELL), floor(place.longitude / _CELL)
        for up in (0, 1):
            for right in (0, 1):
                yield "cell", row + up, column + right


def _same_country(a: ReportedPlace | None, b: ReportedPlace | None) -> bool:
    if a is None or b is None or a.country is None or b.country is None:
        return True
    return a.country == b.country


def _same_entry(a: ReportedPlace, b: ReportedPlace) -> bool:
    if a.gazetteer_id is not None and b.gazetteer_id is not None and a.basis != "relative" and b.basis != "relative":
        return a.gazetteer_id == b.gazetteer_id
    return plain(a.name) == plain(b.name) and not _other_region(a, b)


def _by_name(a: ReportedPlace, b: ReportedPlace) -> str:
    """For places without a point nothing but the name speaks, and names are spelt in many ways."""
    if a.gazetteer_id is None and b.gazetteer_id is None and not _other_region(a, b):
        return "open_place" if plain(a.name)[:3] == plain(b.name)[:3] else "other_place"
    return "other_place"


def _within(a: ReportedPlace, b: ReportedPlace) -> str:
    if _other_region(a, b):
        return "other_place"
    return "within_place" if a.admin1 and b.admin1 else "open_place"


def _other_region(a: ReportedPlace, b: ReportedPlace) -> bool:
    return a.admin1 is not None and b.admin1 is not None and a.admin1 != b.admin1


@lru_cache(maxsize=65536)
def plain(name: str) -> str:
    """A name as it is compared: in lower case, without hyphens and apostrophes."""
    return " ".join(name.casefold().replace("-", " ").replace("'", "").replace("’", "").split())
