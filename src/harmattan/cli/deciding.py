"""``harmattan decide`` and ``harmattan decisions``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

from harmattan.cli.history import words
from harmattan.cli.showing import find
from harmattan.cli.terminal import say, write_lines
from harmattan.errors import UsageError
from harmattan.linking.decisions import Decision, DecisionKind, ReportRef, heed, with_edits
from harmattan.linking.edits import FIELDS, check, parse
from harmattan.model import Event, Report
from harmattan.pipeline import link_again, published
from harmattan.publishing.jsonl import dump
from harmattan.publishing.plain import one_line
from harmattan.store import Project
from harmattan.store.deciding import DecisionRow


def join(keys: Sequence[str], project: str, who: str, why: str | None) -> None:
    """Make events one."""
    with Project.open(project) as opened:
        results = published(opened)
        named = {event.id: event for event in (find(results, key) for key in keys)}
        events = [named[key] for key in sorted(named)]
        if len(events) < 2:
            raise UsageError("name at least two events to join")
        groups = tuple(_refs(opened, event.reports) for event in events)
        _keep(opened, Decision(0, "join", groups, who=who, why=why))


def split(key: str, reports: Sequence[str], project: str, who: str, why: str | None) -> None:
    """Take reports out of an event."""
    with Project.open(project) as opened:
        event = find(published(opened), key)
        leaving = {_report(event.reports, report, f"event {event.id}") for report in reports}
        staying = [report for report in event.reports if report not in leaving]
        if not staying:
            raise UsageError(f"these are all reports of event {event.id}; leave it one, or reject the event")
        groups = _refs(opened, sorted(leaving)), _refs(opened, staying)
        _keep(opened, Decision(0, "split", groups, who=who, why=why))


def edit(key: str, field: str, value: str, project: str, who: str, why: str | None) -> None:
    """Give a field a value."""
    with Project.open(project) as opened:
        event = find(published(opened), key)
        groups = (_refs(opened, event.reports),)
        _keep(opened, Decision(0, "edit", groups, field, parse(field, value), who, why))


def reject(key: str, project: str, who: str, why: str | None) -> None:
    """Say that an event or a report is none."""
    with Project.open(project) as opened:
        results = published(opened)
        if key.startswith("r-"):
            every = [report.id for report in results.reports]
            keys: Sequence[str] = [_report(every, key, f"project {opened.shown}")]
        else:
            keys = find(results, key).reports
        _keep(opened, Decision(0, "reject", (_refs(opened, keys),), who=who, why=why))


def undo(key: int, project: str, who: str, why: str | None) -> None:
    """Take a decision back."""
    with Project.open(project) as opened:
        with opened.only_run():
            opened.undo(key, _named(who), why)
        [row] = [row for row in opened.decisions() if row.decision.id == key]
        _link(opened, row.decision, f"decision {key} is undone")


def load(file: Path, project: str) -> None:
    """Take over the decisions of a file that were not undone and are not in the project yet."""
    given = _read(file)
    with Project.open(project) as opened:
        with opened.only_run():
            known = {_content(row.decision) for row in opened.decisions()}
            new = [made for made in given if _content(made) not in known]
            for made in new:
                opened.decide(made)
        with opened.only_run():
            summary = link_again(opened)
    say(f"{len(new)} of {len(given)} decisions of {file} are new to project {opened.shown} and kept")
    for line in summary.unheeded:
        say(line)


def _read(file: Path) -> list[Decision]:
    found = []
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file} cannot be read: {error}") from error
    for number, line in enumerate(lines, 1):
        try:
            record = json.loads(line)
            if record["undone_by"] is None:
                found.append(_decision(record))
        except (ValueError, KeyError, TypeError) as error:
            raise UsageError(
                f"{file}, line {number} is no decision ({one_line(str(error))}); make the file with: "
                "harmattan decisions --format jsonl"
            ) from error
    return found


def _decision(record: Mapping[str, Any]) -> Decision:
    if record["kind"] not in get_args(DecisionKind):
        raise ValueError(f"kind '{record['kind']}'")
    groups = tuple(tuple(ReportRef.model_validate(ref) for ref in group) for group in record["reports"])
    if record["kind"] == "edit" and record["field"] not in FIELDS:
        raise ValueError(f"field '{record['field']}'")
    if record["kind"] == "edit":
        check(record["field"], record["value"])
    if len(groups) < (2 if record["kind"] in ("join", "split") else 1):
        raise ValueError("too few groups of reports")
    return Decision(0, record["kind"], groups, record["field"], record["value"], str(record["who"]), record["why"])


def _content(made: Decision) -> str:
    """What makes two decisions the same one, apart from their numbers."""
    return dump(
        [made.kind, [[r.model_dump() for r in g] for g in made.groups], made.field, made.value, made.who, made.why]
    )


def _keep(project: Project, made: Decision) -> None:
    _named(made.who)
    with project.only_run():
        key = project.decide(made)
    _link(project, made, f"decision {key} is kept")


def _named(who: str) -> str:
    if not who.strip():
        raise UsageError("say who decides: --who NAME")
    return who


def _link(project: Project, made: Decision, done: str) -> None:
    with project.only_run():
        summary = link_again(project)
    homes = {report.id: report.event_id for report in project.results().reports}
    reports = {ref.report for group in made.groups for ref in group}
    events = sorted({event for key in reports if (event := homes.get(key)) is not None})
    where = f"its reports are now in {', '.join(events)}" if events else "its reports are in no event now"
    say(f"{done}; {where}")
    for line in summary.unheeded:
        say(line)


def _refs(project: Project, keys: Iterable[str]) -> tuple[ReportRef, ...]:
    known: Mapping[str, Report] = {report.id: report for report in project.results().reports}
    return tuple(ReportRef.of(known[key]) for key in sorted(keys) if key in known)


def _report(known: Iterable[str], key: str, where: str) -> str:
    every = set(known)
    found = [key] if key in every else sorted(report for report in every if report.startswith(key))
    if len(found) == 1:
        return found[0]
    if not found:
        raise UsageError(f"{where} has no report {key}; harmattan show EVENT lists an event's reports")
    raise UsageError(f"{len(found)} reports of {where} have ids that begin with {key}: {', '.join(found[:5])}")


def show(project: str, style: str) -> None:
    """List decisions."""
    with Project.open(project) as opened:
        rows, events = opened.decisions(), opened.results().events
        _, codings = opened.codings()
    problems = _problems(rows, [report for coding in codings for report in coding.reports], events)
    if style == "jsonl":
        write_lines(dump(_record(row, problems)) for row in rows)
        return
    if not rows:
        print("no decisions")
    for row in rows:
        print(one_line(_line(row)))
        for problem in problems.get(row.decision.id, ()):
            print(f"    {one_line(problem)}")


def _problems(rows: Sequence[DecisionRow], reports: Sequence[Report], events: Sequence[Event]) -> dict[int, list[str]]:
    """What keeps each decision from being heeded in full, by its number."""
    found: dict[int, list[str]] = {}
    for row in rows:
        if row.undone:
            continue
        heeded = heed([row.decision], reports)
        lines = [*heeded.problems, *with_edits(events, heeded)[1]]
        if lines:
            found[row.decision.id] = lines
    return found


def _record(row: DecisionRow, problems: Mapping[int, Sequence[str]]) -> dict[str, Any]:
    made = row.decision
    return {
        "id": made.id,
        "kind": made.kind,
        "reports": [[ref.model_dump() for ref in group] for group in made.groups],
        "field": made.field,
        "value": made.value,
        "who": made.who,
        "why": made.why,
        "run": row.run,
        "undone_by": row.undone_by,
        "undone_why": row.undone_why,
        "undone_run": row.undone_run,
        "problems": list(problems.get(made.id, ())),
    }


def _line(row: DecisionRow) -> str:
    made = row.decision
    groups = [", ".join(ref.report for ref in group) for group in made.groups]
    match made.kind:
        case "join":
            what = f"join {' | '.join(groups)}"
        case "split":
            what = f"split {groups[0]} from {groups[1]}"
        case "edit":
            what = f"edit {made.field} to {words(made.value)} of {groups[0]}"
        case _:
            what = f"reject {groups[0]}"
    heeded = "not heeded yet" if row.run is None else f"run {row.run}"
    undone = f"; undone by {row.undone_by}{_because(row.undone_why)}" if row.undone else ""
    return f"{made.id}  {what}; {heeded}; {made.who}{_because(made.why)}{undone}"


def _because(why: str | None) -> str:
    return f": {why}" if why else ""
