"""Distances and directions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmattan.resolving.geometry import angle_between, bearing, box_centre, destination, distance_km, midpoint

latitudes = st.floats(-80, 80)
longitudes = st.floats(-180, 180)
points = st.tuples(latitudes, longitudes)


def test_known_distance() -> None:
    assert distance_km((52.52, 13.405), (48.8566, 2.3522)) == pytest.approx(878, abs=2)


@given(points, points)
def test_distance_is_symmetric(a: tuple[float, float], b: tuple[float, float]) -> None:
    assert distance_km(a, b) == pytest.approx(distance_km(b, a), abs=1e-6)


@given(points, st.floats(0, 359.9), st.floats(1, 500))
def test_destination_lies_as_far_and_in_the_direction(start: tuple[float, float], direction: float, km: float) -> None:
    end = destination(start, direction, km)
    assert distance_km(start, end) == pytest.approx(km, rel=1e-6)
    assert angle_between(bearing(start, end), direction) < 0.01


@given(points, points)
def test_midpoint_is_as_far_from_both(a: tuple[float, float], b: tuple[float, float]) -> None:
    middle = midpoint(a, b)
    assert distance_km(a, middle) == pytest.approx(distance_km(middle, b), abs=0.5)


def test_box_across_the_date_line() -> None:
    assert box_centre([(-18, 178), (-18, -178)]) == pytest.approx((-18, -180))
