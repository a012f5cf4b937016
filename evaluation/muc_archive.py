"""MUC-4's way of scoring: templates mapped by content; slots counted over all, or over mapped and missing templates."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from evaluation.muc_answers import organization, people
from evaluation.muc_counts import Counts
from evaluation.muc_fills import Fill, Slots, fills
from evaluation.muc_keys import year_of
from evaluation.muc_mapping import assign
from evaluation.muc_slots import SLOTS, Slot, compare, same_organization
from evaluation.shared import plain
from harmattan.model import Report

_WORD = re.compile(r"\w{4,}")
_STRINGS = (
    "PERP: INDIVIDUAL ID",
    "PERP: ORGANIZATION ID",
    "PHYS TGT: ID",
    "HUM TGT: NAME",
    "HUM TGT: DESCRIPTION",
)


@dataclass(frozen=True)
class Wanted:
    """One template of the key, its slots read."""

    optional: bool
    words: frozenset[str]
    """Content words of its perpetrators and targets."""
    organizations: frozenset[str]
    people: frozenset[str]
    slots: tuple[tuple[Slot, tuple[Fill, ...]], ...]


@dataclass
class Score:
    """The counts of a test set."""

    templates: Counts = field(default_factory=Counts)
    all_templates: dict[str, Counts] = field(default_factory=lambda: {slot.name: Counts() for slot in SLOTS})
    """By slot; the fills of spurious templates are spurious, those of missing ones missing."""
    matched_missing: dict[str, Counts] = field(default_factory=lambda: {slot.name: Counts() for slot in SLOTS})
    """By slot; spurious templates do not count."""
    spurious_clashes: int = 0
    """Spurious templates that are battles between armed sides, which the key leaves out."""


def score(rows: Sequence[Mapping[str, Any]], responses: Sequence[Sequence[Report]]) -> Score:
    """Scores the responses to each message against its templates."""
    total = Score()
    for row, found in zip(rows, responses, strict=True):
        _add(total, read(row), found)
    return total


def read(row: Mapping[str, Any]) -> list[Wanted]:
    """The templates of one message."""
    year = year_of(row["text"])
    return [_wanted(template, year) for template in row["templates"]]


def _wanted(rows: Slots, year: int) -> Wanted:
    strings = [s for name in _STRINGS for fill in fills(rows, name) for s in fill.of]
    return Wanted(
        optional="OPTIONAL" in " ".join(rows.get("MESSAGE: TEMPLATE", ())),
        words=_words(strings),
        organizations=frozenset(s for fill in fills(rows, "PERP: ORGANIZATION ID") for s in fill.of),
        people=frozenset(v for fill in fills(rows, "HUM TGT: TYPE") for v in fill.values),
        slots=tuple((slot, tuple(slot.wanted(rows, year))) for slot in SLOTS),
    )


def _add(total: Score, wanted: Sequence[Wanted], found: Sequence[Report]) -> None:
    pairs = mapped(wanted, found)
    reports = {k: found[r] for k, r in pairs}
    total.templates.correct += len(pairs)
    for k, template in enumerate(wanted):
        if k not in reports and template.optional:
            continue
        total.templates.missing += k not in reports
        for slot, wanted_fills in template.slots:
            counts = compare(slot, wanted_fills, reports.get(k))
            total.all_templates[slot.name].add(counts)
            total.matched_missing[slot.name].add(counts)
    unmapped = [r for i, r in enumerate(found) if i not in {i for _, i in pairs}]
    total.templates.spurious += len(unmapped)
    total.spurious_clashes += sum(report.event_type == "Battles" for report in unmapped)
    for report in unmapped:
        for slot in SLOTS:
            total.all_templates[slot.name].spurious += len(slot.given(report))


def mapped(wanted: Sequence[Wanted], found: Sequence[Report]) -> list[tuple[int, int]]:
    """Pairs (template, response) of the greatest sum of points, among those that share content."""
    return assign([[_points(template, report) for report in found] for template in wanted])


def _points(template: Wanted, report: Report) -> float:
    if not alike(template, report):
        return 0.0
    compared = [compare(slot, wanted_fills, report) for slot, wanted_fills in template.slots]
    return sum(c.correct + c.partial / 2 for c in compared)


def alike(template: Wanted, report: Report) -> bool:
    """The condition of a mapping: perpetrator or target share a word, the organisation or the type of people."""
    side = organization(report)
    return (
        bool(template.words & _said(report))
        or bool(template.people & set(people(report)))
        or bool(side and same_organization(side, template.organizations))
    )


def _said(report: Report) -> frozenset[str]:
    sides = [side for side in (report.initiator, report.target, *report.others) if side]
    quotes = [side.span.quote for side in sides if side.span] + [report.sentence.quote]
    return _words([*quotes, *(toll.span.quote for toll in (report.fatalities, report.injured) if toll and toll.span)])


def _words(strings: Sequence[str]) -> frozenset[str]:
    return frozenset(word for string in strings for word in _WORD.findall(plain(string)))
