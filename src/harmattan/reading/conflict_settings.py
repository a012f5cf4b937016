"""Where and when unnamed armed men are taken to be political (codebook/data/conflict_settings.yaml)."""

from __future__ import annotations

import datetime as dt
from functools import cache

from harmattan.codebook.load import read_yaml


@cache
def _settings() -> dict[str, tuple[tuple[int, int | None], ...]]:
    return {c: tuple((a, b) for a, b in rows) for c, rows in read_yaml("conflict_settings.yaml").items()}


def in_conflict(country: str | None, date: dt.date | None) -> bool:
    """Whether unnamed armed men in a country (ISO2) and year are taken to be political (conflict_settings.yaml).

    False for an unknown country; for an unknown date True where the country has any such year.
    """
    if country is None:
        return False
    spells = _settings().get(country, ())
    if date is None:
        return bool(spells)
    return any(first <= date.year and (last is None or date.year <= last) for first, last in spells)
