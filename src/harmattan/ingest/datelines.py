"""What the first lines of a text say about where it comes from: datelines, bylines, lines that hold only a date.

Forms that are read: ``BAMAKO, Oct 2 (Reuters) - ...``, ``VALLE HONDO, 4 MAR 91 -- [REPORT] ...``,
``Reuters, 6 October 2023 - ...``, ``KHARTOUM (AFP) - ...``, ``Published: 6 October 2023``, ``October 6, 2023 7:18 PM``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from harmattan.codebook.load import read_yaml
from harmattan.ingest.dates import PartialDate, date_pattern, read_date

_LINES = 6
"""Number of lines with text, from the top, that may hold a dateline."""

_TIME = r"\d{1,2}[:.]\d\d(?::\d\d)?(?:\s*[ap]\.?m\.?)?(?:\s*\(?[A-Z]{2,5}\)?)?"
_DASH = r"(?:--+|[—–:]|-(?=\s|$))"


@dataclass(frozen=True, slots=True)
class Dateline:
    """What the head of a text says: a date (the year may be missing) and the outlet or agency."""

    date: PartialDate | None = None
    source: str | None = None
    quote: str = ""


def read_head(text: str) -> Dateline:
    """The dateline or byline of ``text``; a full date beats one without year, a dateline beats a label line."""
    lines = _head_lines(text)
    found = [d for d in map(_line_dateline, lines) if d]
    labelled = [d for d in map(_labelled, lines) if d]
    published = [d for is_update, d in labelled if not is_update] or [d for _, d in labelled]
    dated = [d for d in found + published if d.date]
    dated.sort(key=lambda d: d.date is None or d.date.year is None)
    source = next((d.source for d in found if d.source), None)
    if not dated:
        return Dateline(None, source)
    return Dateline(dated[0].date, dated[0].source or source, dated[0].quote)


def is_head_line(line: str) -> bool:
    """Whether a line is a dateline or a date, so that it is no headline."""
    return _line_dateline(line) is not None or _labelled(line) is not None


def _head_lines(text: str) -> list[str]:
    lines = []
    for line in text[:4000].split("\n"):
        if line.strip():
            lines.append(line.strip())
        if len(lines) == _LINES:
            break
    # A dateline may run over a wrapped line: "VALLE HONDO (NORTH PROVINCE), 4 MAR 91 (RADIO\nDEL VALLE) -- ..."
    return [*lines, " ".join(lines[:2])] if len(lines) > 1 and len(lines[0]) > 40 else lines


def _line_dateline(line: str) -> Dateline | None:
    found = _dateline_pattern().match(line)
    if found and _is_name(found["name"]):
        date = read_date(found["date"])
        name, _, bracket = found["name"].rstrip(" )").partition("(")
        credit = next(filter(None, map(_outlet, (found["credit"], found["early"], bracket, name))), None)
        if date:
            return Dateline(date, credit, found[0].strip())
    found = _credit_pattern().match(line)
    if found and _is_name(found["name"]):
        source = _outlet(found["credit"])
        return Dateline(None, source, found[0].strip()) if source else None
    return None


def _labelled(line: str) -> tuple[bool, Dateline] | None:
    """Whether the line tells of an update, and its date."""
    found = _label_pattern().match(line)
    if not found:
        return None
    date = read_date(found["date"])
    if date is None:
        return None
    return found["updated"] is not None and found["published"] is None, Dateline(date, None, found["date"])


@cache
def _dateline_pattern() -> re.Pattern[str]:
    # The name holds no digits and at most one comma; a credit in brackets may stand before or after the date.
    return re.compile(
        rf"(?P<name>[^\W\d_][^\d\n,(:—]{{0,60}}(?:\s*\([^)\d\n]{{2,40}}\))?(?:,\s*[^\d\n,(:—]{{2,40}})?)"
        rf"(?:\s*\((?P<early>[^)\n]{{2,40}})\))?\s*,\s*(?:{_weekdays()},?\s+)?(?P<date>{date_pattern(year='any')})"
        rf"(?:\s*[,/]?\s*\(?(?P<credit>[^)(\n]{{2,60}})\))?\s*(?:{_DASH}|$)",
        re.IGNORECASE,
    )


@cache
def _credit_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?P<name>[^\W\d_][^\d\n(:—]{{1,60}}?)\s*\((?P<credit>[^)\n\d]{{2,40}})\)\s*{_DASH}")


@cache
def _label_pattern() -> re.Pattern[str]:
    table = read_yaml("datelines.yaml")
    published, updated = (
        "|".join(re.escape(w) for w in sorted(table[k], key=len, reverse=True))
        for k in ("published_labels", "updated_labels")
    )
    end = r"(?:\s*\)?\s*$|\s*[|·•].{0,80}$|\s*[—–-]\s*.{0,40}$)"
    return re.compile(
        rf"\(?(?:by\s+[^\d\n]{{2,80}}?[,|·•—–-]\s*)?(?:(?P<published>{published})|(?P<updated>{updated}))?\s*[:|]?\s*"
        rf"(?:{_TIME}\s*,?\s*)?(?:{_weekdays()},?\s+)?(?P<date>{date_pattern(year='full')})"
        rf"(?:(?:,|\s+at|\s*[-–|@])?\s*{_TIME}(?:{end}|\s{{2,}})|{end})",
        re.IGNORECASE,
    )


@cache
def _weekdays() -> str:
    names = sorted(read_yaml("datelines.yaml")["weekdays"], key=len, reverse=True)
    return rf"(?:{'|'.join(names)})\b\.?"


def _is_name(words: str) -> bool:
    """Whether words before a date or a credit can be a place or an outlet: capitals, no phrase as "On Sunday"."""
    parts = re.findall(r"[^\W\d_][\w'’.-]*", words)
    if not parts or len(parts) > 9 or parts[0].lower() in read_yaml("datelines.yaml")["no_dateline_start"]:
        return False
    capitals = sum(1 for p in parts if p[0].isupper() or not p[0].islower())
    return parts[0][0].isupper() and capitals >= len(parts) / 2


@cache
def _agencies() -> dict[str, str]:
    return {name.lower(): name for name in read_yaml("datelines.yaml")["agencies"]}


def _outlet(words: str | None) -> str | None:
    """The agency or outlet that ``words`` name, None where they look like a place."""
    if not words:
        return None
    name = " ".join(words.split()).strip(" .,")
    pieces = set(re.findall(r"[^\W\d_]+", name.lower()))
    if name.lower() in _agencies():
        return _agencies()[name.lower()]
    if len(name) <= 60 and pieces & set(read_yaml("datelines.yaml")["outlet_words"]):
        return name
    return None
