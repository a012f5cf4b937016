"""``harmattan events``: the event table."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from harmattan.cli.select import Filter, load, load_as_of
from harmattan.cli.terminal import write_lines
from harmattan.model import Toll
from harmattan.publishing.contract import PublishedEvent
from harmattan.publishing.plain import one_line

if TYPE_CHECKING:
    from rich.table import Table

_PIPE_WIDTH = 200
_NARROW = 130
"""Below this width a table would be a heap of single words; each event is then shown over a few lines."""


def run(project: str | None, folder: Path | None, chosen: Filter, style: str, as_of: dt.date | None = None) -> None:
    """Print the wanted events."""
    published = chosen.apply(load(project, folder) if as_of is None else load_as_of(project, as_of))
    if style == "jsonl":
        from harmattan.publishing.jsonl import lines

        write_lines(lines(published.events))
    elif style == "csv":
        from harmattan.publishing.acled import table

        write_lines(table(published).removesuffix("\n").split("\n"))
    else:
        print_events(published.events)


def print_events(events: Sequence[PublishedEvent]) -> None:
    """Print a table that fits the terminal; in a pipe it is 200 columns wide unless COLUMNS says otherwise."""
    from rich.console import Console
    from rich.text import Text

    if not events:
        print("no events")
        return
    console = Console(width=None if sys.stdout.isatty() else _columns(), highlight=False)
    # Captured, since Console would end the program itself when the pipe is closed.
    with console.capture() as printed:
        if console.width < _NARROW:
            for event in events:
                console.print(Text(_stacked(event)), overflow="fold")
        else:
            console.print(_table(events))
    sys.stdout.writelines(f"{line.rstrip()}\n" for line in printed.get().splitlines())


def _columns() -> int:
    given = os.environ.get("COLUMNS", "")
    return max(int(given), 1) if given.isdecimal() else _PIPE_WIDTH


def _table(events: Sequence[PublishedEvent]) -> Table:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold", collapse_padding=True)
    for name, ratio in (("Date", 0), ("Place", 3), ("Type", 3), ("Who", 4), ("To whom", 4)):
        table.add_column(name, overflow="fold", ratio=ratio or None, no_wrap=not ratio)
    for name in ("Dead", "Status", "Sources", "Event"):
        table.add_column(name, no_wrap=True, justify="right" if name in {"Dead", "Sources"} else "left")
    for event in events:
        table.add_row(*(Text(value) for value in _cells(event)))
    return table


def _cells(event: PublishedEvent) -> tuple[str, ...]:
    return (
        when(event, "..\n"),
        where(event),
        event.sub_event_type,
        sides(event, "initiator"),
        sides(event, "target"),
        toll(event.fatalities),
        event.status,
        str(event.independent_sources),
        event.id,
    )


def _stacked(event: PublishedEvent) -> str:
    who = " > ".join(filter(None, (sides(event, "initiator") or "?", sides(event, "target"))))
    return (
        f"{when(event)}  {where(event) or '?'}\n  {event.sub_event_type}: {who}\n"
        f"  dead {toll(event.fatalities) or '?'}, {event.status}, {event.id}"
    )


def when(event: PublishedEvent, between: str = "..") -> str:
    """One day, or first and last possible day; ``between`` joins days of two months."""
    if event.date is None:
        return ""
    start, end = event.date.start, event.date.end
    if start == end:
        return start.isoformat()
    same_month = (start.year, start.month) == (end.year, end.month)
    return f"{start}..{end.day:02d}" if same_month else f"{start}{between}{end}"


def where(event: PublishedEvent) -> str:
    """Place and country."""
    if event.place is None:
        return ""
    country = event.place.country
    name = event.place.name
    return one_line(f"{name}, {country}" if country and country != name else name)


def sides(event: PublishedEvent, role: str) -> str:
    """The names of all sides with one role."""
    return one_line("; ".join(side.name for side in event.sides if side.role == role))


def toll(value: Toll | None) -> str:
    """For example "64+", "20-30" or "3"."""
    if value is None:
        return ""
    if value.high is None:
        return f"{value.low}+"
    return str(value.best) if value.low == value.high else f"{value.low}-{value.high}"
