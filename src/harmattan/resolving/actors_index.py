"""Actors by country, and a country's own forces on a day."""

from __future__ import annotations

import datetime as dt
from functools import cache

from harmattan.codebook.actors import Actor, actors


@cache
def _by_country() -> dict[str, tuple[Actor, ...]]:
    table: dict[str, list[Actor]] = {}
    for actor in actors().values():
        for iso2 in actor.countries:
            table.setdefault(iso2, []).append(actor)
    return {iso2: tuple(found) for iso2, found in table.items()}


def in_country(iso2: str) -> tuple[Actor, ...]:
    """Every actor that is at home or active in a country, in the registry's order."""
    return _by_country().get(iso2, ())


def forces_of(iso2: str, actor_class: str, day: dt.date | None) -> Actor | None:
    """The military, police or government of a country on a day; the last period's where the day is unknown."""
    lineage = f"{actor_class}-{iso2.lower()}"
    periods = [a for a in in_country(iso2) if a.lineage == lineage]
    alive = [a for a in periods if a.existed(day)]
    return alive[-1] if alive and day is not None else _latest(periods)


def _latest(periods: list[Actor]) -> Actor | None:
    return max(periods, key=lambda a: a.start or dt.date.min) if periods else None
