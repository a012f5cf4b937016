"""Places that UCDP names: found under their names, with a precision that says how far their point can be trusted."""

from __future__ import annotations

import pytest

from harmattan.resolving.gazetteer_sources import ROUGH, UNPLACED, named_by_ucdp


def test_rows_are_distinct_and_on_the_globe() -> None:
    rows = list(named_by_ucdp())
    assert len({row.id for row in rows}) == len(rows)
    assert all(-90 <= row.latitude <= 90 and -180 <= row.longitude <= 180 for row in rows)


@pytest.mark.parametrize("code", ["", ROUGH, UNPLACED])
def test_every_precision_occurs(code: str) -> None:
    assert any(row.code == code for row in named_by_ucdp())
