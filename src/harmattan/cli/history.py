"""``harmattan history``: what runs changed in an event."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from harmattan.cli.terminal import write_lines
from harmattan.errors import UsageError
from harmattan.publishing.jsonl import dump
from harmattan.publishing.plain import one_line
from harmattan.store import Project
from harmattan.store.history import ChangeRow


def run(key: str, project: str, style: str) -> None:
    """Print the changes of one event, oldest first."""
    with Project.open(project) as opened:
        names = {event.id for event in opened.results().events}
        every = opened.changes()
        found = opened.changes(_named(key, names, every, opened.shown))
        sources = {document.id: document.source for document in opened.results().documents}
        decided = _decided(opened)
    if style == "jsonl":
        write_lines(
            dump({**asdict(row), "published": row.published and str(row.published), "decisions": decided(row)})
            for row in found
        )
        return
    if not found:
        print("no change is recorded: the event is older than the record of changes")
    for row in found:
        numbers = "".join(f" <- decision {key}" for key in decided(row))
        print(one_line(_line(row, sources) + numbers))


def _decided(project: Project) -> Callable[[ChangeRow], list[int]]:
    """Tells the decisions, made or undone, that a run was the first to heed, for changes that no document brought."""
    runs: dict[int | None, set[int]] = {}
    for row in project.decisions():
        for heeded in (row.run, row.undone_run):
            runs.setdefault(heeded, set()).add(row.decision.id)
    return lambda change: sorted(runs.get(change.run, ())) if change.document_id is None else []


def _named(key: str, names: set[str], rows: Sequence[ChangeRow], project: str) -> str:
    known = names | {row.event_id for row in rows}
    found = [key] if key in known else sorted(name for name in known if name.startswith(key))
    if not found:
        raise UsageError(
            f"no event of project {project} has or had the id {key}; list events with: harmattan events --project FILE"
        )
    if len(found) > 1:
        raise UsageError(f"{len(found)} events have or had ids that begin with {key}: {', '.join(found[:5])}")
    return found[0]


def _line(row: ChangeRow, sources: Mapping[str, str | None]) -> str:
    return f"run {row.run}  {row.event_id}  {_what(row)}{_from(row, sources)}"


def _from(row: ChangeRow, sources: Mapping[str, str | None]) -> str:
    if row.document_id is None:
        return ""
    source = sources.get(row.document_id)
    told = [row.document_id, *([source] if source else []), str(row.published or "day not known")]
    return f"  <- {', '.join(told)}"


def _what(row: ChangeRow) -> str:
    match row.kind:
        case "new event":
            told = [f"{name} {words(value)}" for name, value in row.new.items() if value not in (None, [], False)]
            return f"new event: {', '.join(told)}"
        case "document joined":
            return f"document joined: {row.new}"
        case "document left":
            return f"document left: {row.old}"
        case "responsibility claimed":
            return f"responsibility claimed by {row.new}"
        case "retracted":
            return f"retracted by document {row.new}"
        case "renamed":
            return f"renamed, before {row.old}"
        case "merged":
            return f"merged into {row.new}"
        case "split off":
            return f"split off from {row.old}"
        case "gone":
            return "gone"
    return f"{row.kind}: {row.field} {words(row.old)} -> {words(row.new)}"


def words(value: Any) -> str:
    """A field's value for people: "2023-10-01", "64+", "Ardal, Mali"."""
    match value:
        case None | []:
            return "unknown"
        case {"start": start, "end": end}:
            return str(start) if start == end else f"{start}..{end}"
        case {"low": low, "high": None}:
            return f"{low}+"
        case {"low": low, "best": best, "high": high}:
            return str(best) if low == high else f"{best} ({low}-{high})"
        case {"holder": holder, "status": status}:
            return f"{holder} ({status})"
        case {"name": name, "country": country}:
            return f"{name}, {country}" if country and country != name else str(name)
        case list():
            return "; ".join(str(item) for item in value)
        case bool():
            return "yes" if value else "no"
    return str(value)
