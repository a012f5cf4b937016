"""Joins the parts of the grammar: what can stand at a position, the longest reading first."""

from __future__ import annotations

from harmattan.reading.time_amounts import amount_at, bare_amount_at, set_at
from harmattan.reading.time_atoms import Atoms
from harmattan.reading.time_bases import base_at
from harmattan.reading.time_clock import clock_at, is_day, part_of_day_at, part_of_day_behind, weekday_night_pair
from harmattan.reading.time_marks import weekday_at
from harmattan.reading.time_relative import reference_at, shift_at
from harmattan.resolving.date_types import (
    Ambiguous,
    Amount,
    Between,
    Calendar,
    Clock,
    Feast,
    Kind,
    Meaning,
    Part,
    Reference,
    Unit,
)
from harmattan.resolving.date_words import words


def expression_at(a: Atoms, i: int) -> tuple[Meaning, int, Kind] | None:
    """The longest expression that starts at ``i``."""
    found: list[tuple[Meaning, int, Kind]] = []
    base = base_at(a, i)
    if base is not None:
        meaning, end = base
        found.append((meaning, end, _kind(meaning)))
        found.extend(_joined(a, i, meaning, end))
    for rule in (clock_at, part_of_day_at):
        timed = rule(a, i, base_at)
        if timed is not None:
            found.append((timed[0], timed[1], "time"))
    pair = weekday_night_pair(a, i)
    if pair is not None:
        found.append((pair[0], pair[1], "time"))
    shifted = shift_at(a, i, base_at)
    if shifted is not None:
        found.append((shifted[0], shifted[1], "date"))
    repeated = set_at(a, i)
    if repeated is not None:
        found.append((repeated[0], repeated[1], "set"))
    weekly = weekday_at(a, i + 1) if a.word(i) in words("set_words") else None
    if weekly is not None:
        found.append((Calendar(weekday=weekly[0]), weekly[1], "set"))
    for lasting in (amount_at(a, i), bare_amount_at(a, i)):
        if lasting is not None:
            found.append((lasting[0], lasting[1], "duration"))
    vague = reference_at(a, i)
    if vague is not None:
        found.append((Reference(vague[0]), vague[1], "date"))
    if not found:
        return None
    best = max(found, key=lambda f: (f[1], f[2] == "time"))
    return _with_part_of_day(a, best)


def _kind(meaning: Meaning) -> Kind:
    if isinstance(meaning, Unit) and (meaning.count != 1 or meaning.unit in ("hour", "minute")):
        return "duration"
    if isinstance(meaning, Clock):
        return "time"
    return "duration" if isinstance(meaning, Amount) else "date"


def _joined(a: Atoms, start: int, first: Meaning, end: int) -> list[tuple[Meaning, int, Kind]]:
    # "3 May to 5 June", "Monday-Wednesday", "from March to May 2022", "between 2014 and 2016"
    if (
        a.word(end) == "and"
        and not a.is_(start - 1, "between")
        and not (a.is_(start - 1, "the") and a.is_(start - 2, "between"))
    ):
        return []
    if not a.is_(end, "to", "until", "till", "through", "-", "and", "/"):
        return []
    if not isinstance(first, Calendar | Part | Ambiguous | Unit | Feast):
        return []
    second = base_at(a, end + 1)
    if second is None or not isinstance(second[0], Calendar | Part | Ambiguous | Unit | Feast):
        return []
    if isinstance(second[0], Unit) and second[0].which not in ("this",):
        return []
    return [(Between(first, second[0], a[end - 1].end, a[end + 1].start), second[1], "date")]


def _with_part_of_day(a: Atoms, found: tuple[Meaning, int, Kind]) -> tuple[Meaning, int, Kind]:
    meaning, end, kind = found
    day = meaning.of if isinstance(meaning, Part) else meaning
    if kind == "date" and is_day(day):
        behind = part_of_day_behind(a, end)
        if behind is not None:
            return Clock(part=behind[0], day=day), behind[1], "time"
    return found
