"""``harmattan check-statistics``: quoted statistics beside the project's own events."""

from __future__ import annotations

from typing import Any

from harmattan.cli.terminal import write_lines
from harmattan.linking.statistic_checks import Check, check
from harmattan.publishing.jsonl import dump
from harmattan.publishing.plain import one_line
from harmattan.store import Project


def run(project: str, style: str) -> None:
    """Compare every statistic of a project."""
    with Project.open(project) as opened:
        results = opened.results()
    statistics = sorted(results.statistics, key=lambda s: (s.document_id, s.span.start, s.span.end, s.id))
    found = check(statistics, results.documents, sorted(results.events, key=lambda event: event.id))
    if style == "jsonl":
        write_lines(dump(_record(each)) for each in found)
        return
    if not found:
        print("no statistics")
    for each in found:
        print("\n".join(one_line(line) if k == 0 else f"    {one_line(line)}" for k, line in enumerate(_lines(each))))


def _lines(each: Check) -> list[str]:
    said = each.statistic
    about = "; ".join(filter(None, (said.publisher, said.place, said.period)))
    number = {"rank": f"number {said.value:g}", "record": "a record"}.get(said.unit, f"{said.value:g} {said.unit}")
    lines = [
        f'{each.verdict}: {said.metric}: {number} <- "{said.span.quote}" in {said.document_id}'
        + (f" ({about})" if about else ""),
        each.reason,
    ]
    if each.period and each.population:
        count = len(each.events)
        lines.append(
            f"counted: {each.population}, {each.period[0]} to {each.period[1]}, {count} event{'s' * (count != 1)}"
        )
    return lines


def _record(each: Check) -> dict[str, Any]:
    said, own, period = each.statistic, each.own, each.period
    return {
        **said.model_dump(mode="json"),
        "verdict": each.verdict,
        "reason": each.reason,
        "own": None if own is None else {"low": own.low, "high": own.high},
        "days": None if period is None else {"start": str(period[0]), "end": str(period[1])},
        "population": each.population,
        "events": list(each.events),
    }
