"""The slots of a MUC-4 template that a report can fill, and how each answer is judged (1, half, 0)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from evaluation import muc_answers as answers
from evaluation import muc_fills as key
from evaluation.muc_counts import Counts
from evaluation.muc_fills import Fill, Slots
from evaluation.muc_keys import dates_of, open_start
from evaluation.muc_mapping import assign
from evaluation.shared import plain
from harmattan.codebook.actors import actors
from harmattan.model import Participant, Report, ReportedPlace

_SUSPECTED = {"SUSPECTED OR ACCUSED", "SUSPECTED OR ACCUSED BY AUTHORITIES", "POSSIBLE"}
_AREA = re.compile(
    r" (department|province|region|city|town|municipality|district|f\.d\.|d\.c\.)$|^(department|province|city) of "
)


@dataclass(frozen=True)
class Slot:
    """One slot: what the key wants, what the report gives, and the points of an answer for a fill."""

    name: str
    wanted: Callable[[Slots, int], Sequence[Fill]]
    """From the template's lines and the year of the message."""
    given: Callable[[Report], Sequence[str]]
    judge: Callable[[Fill, str, Report], float]


def compare(slot: Slot, wanted: Sequence[Fill], report: Report | None) -> Counts:
    """The counts of one template's slot; ``report`` None: the template was not found."""
    given = list(slot.given(report)) if report else []
    points = [[slot.judge(fill, answer, report) for answer in given] for fill in wanted] if report else []
    pairs = assign(points)
    counts = Counts(correct=sum(points[f][a] == 1 for f, a in pairs), partial=sum(points[f][a] < 1 for f, a in pairs))
    answered = {f for f, _ in pairs}
    left_wanted = sum(not fill.optional for f, fill in enumerate(wanted) if f not in answered)
    left_given = len(given) - len(pairs)
    counts.incorrect = min(left_wanted, left_given)
    counts.missing = left_wanted - counts.incorrect
    counts.spurious = left_given - counts.incorrect
    return counts


def _lines(name: str) -> Callable[[Slots, int], Sequence[Fill]]:
    return lambda rows, _: key.fills(rows, name)


def _equal(fill: Fill, answer: str, _: Report) -> float:
    return float(answer in fill.values)


def _type(fill: Fill, answer: str, _: Report) -> float:
    """ATTACK is the general type of all others: half."""
    return 1.0 if answer in fill.values else 0.5 * (answer == "ATTACK")


def _wanted_dates(rows: Slots, year: int) -> Sequence[Fill]:
    return [Fill((str(year), *fill.values), fill.of, fill.optional) for fill in key.fills(rows, "INCIDENT: DATE")]


def _date(fill: Fill, _: str, report: Report) -> float:
    return max((_day_points(value, int(fill.values[0]), report) for value in fill.values[1:]), default=0.0)


def _day_points(value: str, year: int, report: Report) -> float:
    if report.date is None:
        return 0.0
    start, end = report.date.start, report.date.end
    days = dates_of(value, year)
    if not days:
        return 0.0
    if open_start(value, days):
        right = end == days[0] and start < end
        return 1.0 if right else 0.5 * (days[0] - dt.timedelta(days=60) <= end and start <= days[0])
    first, last = min(days), max(days)
    return 1.0 if (start, end) == (first, last) else 0.5 * (first <= end and start <= last)


def _place(fill: Fill, _: str, report: Report) -> float:
    return max((_place_points(value, report.place) for value in fill.values), default=0.0) if report.place else 0.0


def _place_points(value: str, place: ReportedPlace) -> float:
    """Right: the smallest place, and the report has none below it; half: the country."""
    levels = [_area(level) for level in value.split(":")]
    same_country = bool(place.country) and _area(place.country or "") == levels[0]
    names = {_area(place.name)} | ({_area(place.span.quote)} if place.span else set())
    if len(levels) > 1 and all(end in names or any(end in n for n in names) for end in levels[-1].split(" - ")):
        return 1.0
    if len(levels) == 1 and same_country and _area(place.name) == levels[0]:
        return 1.0
    between = len(levels) > 1 and bool(names & set(levels[-1].split(" - ")))
    return 0.5 * (same_country or between)


def _area(name: str) -> str:
    return _AREA.sub("", " ".join(plain(name).split()))


def _organization(fill: Fill, _: str, report: Report) -> float:
    side = answers.organization(report)
    return float(side is not None and same_organization(side, fill.of))


def same_organization(side: Participant, wordings: frozenset[str]) -> bool:
    """Whether one of its names, aliases or its words contains one of the key's wordings, or is contained in it.

    A state's forces, which have names of our own making, are right by the body: military, police, government.
    """
    known = actors().get(side.actor_id or "")
    names = {plain(side.name), *(plain(a) for a in known.aliases)} if known else {plain(side.name)}
    if side.span and side.basis != "generic":
        names.add(plain(side.span.quote))
    wanted = {plain(w) for w in wordings}
    body = answers.state_body(side.name) if side.kind == "State forces" else None
    if body and any(answers.state_body(w) == body for w in wanted):
        return True
    return bool(names & wanted) or any((n in w or w in n) for n in names for w in wanted if min(len(n), len(w)) > 3)


def _confidence(fill: Fill, answer: str, report: Report) -> float:
    """Right: class and organisation; half: one of them, suspicions of two kinds being half the same."""
    owner = _organization(fill, answer, report) > 0
    if answer in fill.values:
        return 1.0 if owner else 0.5
    return 0.5 * (owner and answer in _SUSPECTED and bool(_SUSPECTED & set(fill.values)))


def _effect(fill: Fill, answer: str, _: Report) -> float:
    if answer in fill.values:
        return 1.0
    return 0.5 * (
        answer.startswith("NO ") and any(v in ("NO INJURY", "NO DEATH", "NO INJURY OR DEATH") for v in fill.values)
    )


def _numbers(rows: Slots, _: int) -> Sequence[Fill]:
    return [
        Fill((f"{c.low}-{'' if c.high is None else c.high}",), frozenset({c.effect}), c.optional)
        for c in key.counts(rows)
    ]


def _tolls(report: Report) -> Sequence[str]:
    tolls = (("DEATH", report.fatalities), ("INJURY", report.injured))
    return [name for name, toll in tolls if toll and toll.best]


def _number(fill: Fill, answer: str, report: Report) -> float:
    toll = report.fatalities if answer == "DEATH" else report.injured
    if toll is None or answer not in fill.of:
        return 0.0
    low, high = key.number(fill.values[0])
    if low <= toll.best and (high is None or toll.best <= high):
        return 1.0
    return 0.5 * ((toll.high is None or low <= toll.high) and (high is None or toll.low <= high))


SLOTS: tuple[Slot, ...] = (
    Slot("type", _lines("INCIDENT: TYPE"), lambda report: [answers.incident_type(report)], _type),
    Slot("stage", _lines("INCIDENT: STAGE OF EXECUTION"), lambda _: ["ACCOMPLISHED"], _equal),
    Slot("date", _wanted_dates, lambda report: ["date"] if report.date else [], _date),
    Slot("place", _lines("INCIDENT: LOCATION"), lambda report: ["place"] if report.place else [], _place),
    Slot("category", _lines("PERP: INCIDENT CATEGORY"), answers.category, _equal),
    Slot(
        "perpetrator",
        _lines("PERP: ORGANIZATION ID"),
        lambda report: ["organization"] if answers.organization(report) else [],
        _organization,
    ),
    Slot("confidence", _lines("PERP: ORGANIZATION CONFIDENCE"), answers.confidence, _confidence),
    Slot("victim type", lambda rows, _: key.types(rows), answers.people, _equal),
    Slot("victims' number", _numbers, _tolls, _number),
    Slot("effect", lambda rows, _: key.effects(rows), answers.effects, _effect),
)
