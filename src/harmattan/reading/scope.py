"""Whether an event falls within ACLED's scope: political violence, demonstrations, strategic developments."""

from __future__ import annotations

import datetime as dt
from functools import cache

from harmattan.codebook.event_types import sub_event_type
from harmattan.codebook.load import read_yaml
from harmattan.model import Participant

_ORGANISED = frozenset({"Rebel group", "Identity militia", "External/Other forces"})
_CROWDS = frozenset({"Protests", "Riots"})


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


def is_political(
    sub_event: str,
    initiator: Participant | None,
    target: Participant | None,
    *,
    country: str | None,
    date: dt.date | None,
) -> bool:
    """ACLED's scope: actors with a political purpose, or unknown armed groups in a conflict setting."""
    if sub_event_type(sub_event).event_type in _CROWDS:
        return True
    sides = [s for s in (initiator, target) if s is not None]
    if any(s.kind in _ORGANISED for s in sides) or any(s.kind == "Political militia" and s.actor_id for s in sides):
        return True
    if in_conflict(country, date):
        return True
    # Elsewhere a state force alone does not make politics: police work is crime news, soldiers in the field are not.
    return any(s.kind == "State forces" and "Military" in s.name for s in sides) and country is not None
