"""Human decisions: which reports are one event, which are two, which are none, and which value a field has.

A decision names reports, not events: events are recomputed with each run, and their ids change. A report is found again
by its id or, after its document was coded anew, by the words that triggered it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any, Literal

from harmattan.linking.constraints import Constraints
from harmattan.linking.edits import edited
from harmattan.linking.lineage import most
from harmattan.model import Event, Record, Report

DecisionKind = Literal["join", "split", "edit", "reject"]


class ReportRef(Record):
    """A report as a decision remembers it; the offsets are those of its trigger."""

    report: str
    document: str
    start: int
    end: int

    @classmethod
    def of(cls, report: Report) -> ReportRef:
        """What is remembered of a report."""
        return cls(report=report.id, document=report.document_id, start=report.trigger.start, end=report.trigger.end)


@dataclass(frozen=True)
class Decision:
    """One decision of a person, as far as linking heeds it."""

    id: int
    kind: DecisionKind
    groups: tuple[tuple[ReportRef, ...], ...]
    """join: the reports of each event; split: those that leave, those that stay; edit and reject: one group."""
    field: str | None = None
    value: Any = None
    """edit: a JSON value as ``harmattan.linking.edits`` parses it."""
    who: str = ""
    why: str | None = None


@dataclass(frozen=True)
class Heeded:
    """What decisions mean for the reports that there are."""

    constraints: Constraints
    rejected: frozenset[str]
    edits: tuple[tuple[Decision, tuple[str, ...]], ...]
    problems: tuple[str, ...]
    """One line for each decision that names reports which are no longer there."""


def heed(decisions: Sequence[Decision], reports: Iterable[Report]) -> Heeded:
    """Apply decisions in the order in which they were made: where two contradict each other, the later one holds."""
    finder = _Finder(reports)
    together: list[set[str]] = []
    apart: set[tuple[str, str]] = set()
    rejected: set[str] = set()
    edits = []
    problems = []
    for decision in decisions:
        groups = [finder.ids(group) for group in decision.groups]
        missing = [ref for group in decision.groups for ref in group if finder.id(ref) is None]
        if missing:
            problems.append(_missing(decision, missing))
        every = {key for group in groups for key in group}
        if decision.kind == "join":
            apart -= {pair for pair in apart if every.issuperset(pair)}
            together = _joined(together, every)
        elif decision.kind == "split":
            leaving = set(groups[0])
            together = [part for group in together for part in (group & leaving, group - leaving) if len(part) > 1]
            together = _joined(together, leaving)
            apart |= {_pair(a, b) for a, b in product(leaving, groups[1])}
        elif decision.kind == "reject":
            rejected |= every
        else:
            edits.append((decision, tuple(sorted(every))))
    # A later join may connect over a third report what an earlier split took apart.
    apart -= {pair for pair in apart if any(group.issuperset(pair) for group in together)}
    groups_of = tuple(sorted(tuple(sorted(group)) for group in together))
    return Heeded(Constraints(groups_of, frozenset(apart)), frozenset(rejected), tuple(edits), tuple(problems))


def with_edits(events: Sequence[Event], heeded: Heeded) -> tuple[list[Event], list[str]]:
    """The events with the values that people gave, and a line for each edit whose event is no more.

    An edit belongs to the event that holds most of its reports.
    """
    changed: dict[str, Event] = {event.id: event for event in events}
    homes: Mapping[str, str] = {report: event.id for event in events for report in event.reports}
    problems = []
    for decision, reports in heeded.edits:
        home = most(reports, homes)
        if home is None:
            problems.append(
                f"decision {decision.id} (edit {decision.field}) holds for no event: none of its reports is in one; "
                f"undo it with: harmattan decide undo {decision.id}"
            )
            continue
        changed[home] = edited(changed[home], str(decision.field), decision.value, note(decision))
    return [changed[event.id] for event in events], problems


def note(decision: Decision) -> str:
    """Who decided and why, in the words that stand as a value's rule."""
    return f"edited by {decision.who}" + (f": {decision.why}" if decision.why else "") + f" (decision {decision.id})"


class _Finder:
    """Finds reports by id, else by document and trigger."""

    def __init__(self, reports: Iterable[Report]) -> None:
        self._ids: set[str] = set()
        self._triggers: dict[str, list[tuple[int, int, str]]] = {}
        for report in sorted(reports, key=lambda r: (r.trigger.start, r.id)):
            self._ids.add(report.id)
            place = report.trigger.start, report.trigger.end, report.id
            self._triggers.setdefault(report.document_id, []).append(place)

    def id(self, ref: ReportRef) -> str | None:
        """The report's id now, None where nothing in the document is triggered by those words any more."""
        if ref.report in self._ids:
            return ref.report
        near = self._triggers.get(ref.document, ())
        return next((key for start, end, key in near if start < ref.end and ref.start < end), None)

    def ids(self, group: Iterable[ReportRef]) -> list[str]:
        """The ids of those that are there."""
        return [key for ref in group if (key := self.id(ref)) is not None]


def _missing(decision: Decision, missing: Sequence[ReportRef]) -> str:
    total = sum(len(group) for group in decision.groups)
    some = ", ".join(f"{ref.report} (document {ref.document})" for ref in missing[:3])
    more = f" and {len(missing) - 3} more" if len(missing) > 3 else ""
    what = "cannot be heeded" if len(missing) == total else "is heeded for the others"
    return (
        f"decision {decision.id} ({decision.kind}) names {len(missing)} of {total} reports that are no longer coded: "
        f"{some}{more}; it {what}"
    )


def _joined(groups: Sequence[set[str]], reports: set[str]) -> list[set[str]]:
    """``groups`` with all those that share a report with ``reports`` made one."""
    touched = [group for group in groups if group & reports]
    union = reports.union(*touched)
    return [*(group for group in groups if not group & reports), *([union] if len(union) > 1 else [])]


def _pair(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)
