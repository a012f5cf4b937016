"""Reads the answer keys of MUC-3/4: alternatives, optional fills, dates, places, numbers."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

_MONTHS = {
    m: i
    for i, m in enumerate(("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"), start=1)
}
_DAY = re.compile(r"(\d{1,2})\s+([A-Z]{3})[A-Z]*\.?(?:\s+(\d{2}))?")


@dataclass(frozen=True)
class Template:
    """One incident of the key."""

    optional: bool
    kind: str
    """ATTACK, BOMBING, KIDNAPPING, ARSON, ROBBERY, FORCED WORK STOPPAGE, HIJACKING."""
    dates: tuple[tuple[dt.date, dt.date], ...]
    """Intervals, any of which is right; "on or before" reaches 60 days back."""
    places: tuple[tuple[str, ...], ...]
    """Alternatives, each from the country down to the smallest place."""
    organizations: frozenset[str]
    """Wordings, any of which is right; empty where the key has none."""
    killed: tuple[int, int | None] | None
    """Fewest and most dead (None: open); None where the key counts no dead."""
    stage: str


def templates_of(row: dict[str, Any]) -> list[Template]:
    """The templates of one document, optional ones marked."""
    year = year_of(row["text"])
    return [_template(t, year) for t in row["templates"]]


def _template(slots: dict[str, list[str]], year: int) -> Template:
    return Template(
        optional="OPTIONAL" in " ".join(slots.get("MESSAGE: TEMPLATE", [])),
        kind=_first(slots, "INCIDENT: TYPE"),
        dates=tuple(i for fill in _fills(slots, "INCIDENT: DATE") for i in _interval(fill, year)),
        places=tuple(_place(fill) for fill in _fills(slots, "INCIDENT: LOCATION")),
        organizations=frozenset(
            w for fill in _fills(slots, "PERP: ORGANIZATION ID") for w in re.findall(r'"([^"]+)"', fill)
        ),
        killed=_killed(slots),
        stage=_first(slots, "INCIDENT: STAGE OF EXECUTION"),
    )


def _fills(slots: dict[str, list[str]], name: str) -> list[str]:
    return [p.strip() for line in slots.get(name, []) if line not in ("-", "*") for p in line.lstrip("? ").split(" / ")]


def _first(slots: dict[str, list[str]], name: str) -> str:
    fills = _fills(slots, name)
    return fills[0] if fills else ""


def _place(fill: str) -> tuple[str, ...]:
    return tuple(re.sub(r"\s*\([^)]*\)", "", part).strip() for part in fill.split(":"))


def _interval(fill: str, year: int) -> list[tuple[dt.date, dt.date]]:
    days = dates_of(fill, year)
    if not days:
        return []
    if open_start(fill, days):
        return [(days[0] - dt.timedelta(days=60), days[0])]
    return [(min(days), max(days))]


def dates_of(fill: str, year: int) -> list[dt.date]:
    """The days that a date names; ``year`` where it has none. Days that no calendar has are left out."""
    days = []
    for day, month, short in _DAY.findall(fill.upper()):
        if month in _MONTHS:
            try:
                days.append(dt.date(1900 + int(short) if short else year, _MONTHS[month], int(day)))
            except ValueError:
                continue
    return days


def open_start(fill: str, days: list[dt.date]) -> bool:
    """Whether a date means "on or before": ``- 04 MAR 90``."""
    return len(days) == 1 and fill.strip("( ").startswith("-")


def year_of(text: str) -> int:
    """The year of the message, from its date line; 1989 where it has none."""
    found = re.search(r"\d{1,2} [A-Z]{3,9} (\d{2})\b", text)
    return 1900 + int(found.group(1)) if found else 1989


def _killed(slots: dict[str, list[str]]) -> tuple[int, int | None] | None:
    """Dead summed over the targets whose effect is DEATH, by target name."""
    dead = {
        t
        for fill in _fills(slots, "HUM TGT: EFFECT OF INCIDENT")
        if fill.startswith("DEATH")
        for t in re.findall(r'"([^"]+)"', fill)
    }
    if not dead:
        return None
    low, high = 0, 0
    open_end = False
    seen: set[str] = set()
    for line in slots.get("HUM TGT: NUMBER", []):
        names = set(re.findall(r'"([^"]+)"', line))
        if not names & dead or names & seen:
            continue
        seen |= names
        a, b = _number(line)
        low += a
        high += b or a
        open_end = open_end or b is None
    return (low, None if open_end else high) if low else None


def _number(fill: str) -> tuple[int, int | None]:
    fill = fill.lstrip("? ~")
    if fill.startswith("PLURAL"):
        return 2, None
    found = re.match(r"(\d+)\s*(-)?\s*(\d+)?", fill)
    if not found:
        return 1, 1
    low = int(found.group(1))
    if found.group(3):
        return low, int(found.group(3))
    return low, None if found.group(2) else low
