"""``harmattan gazetteer``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import typer

from harmattan.cli.terminal import UNREADABLE, say, write_lines
from harmattan.errors import GazetteerError
from harmattan.publishing.plain import one_line
from harmattan.resolving.gazetteer import Gazetteer


def add(files: Sequence[Path]) -> None:
    """Add each file to the user's gazetteer; one that cannot be read is named, the rest is added."""
    gazetteer = Gazetteer.open()
    unreadable = 0
    for file in files:
        try:
            result = gazetteer.add_file(file)
        except GazetteerError as error:
            unreadable += 1
            say(str(error))
            continue
        known = "; the file was added before" if result.already else ""
        say(f"{file}: {result.rows} places, {result.added} of them new{known}")
    if unreadable:
        raise typer.Exit(UNREADABLE)


def info() -> None:
    """Print what the gazetteer holds, a line each."""
    write_lines(_lines(Gazetteer.open().info(), ""))


def _lines(values: dict[str, object], indent: str) -> Iterator[str]:
    for name, value in values.items():
        if isinstance(value, dict):
            yield f"{indent}{name}:"
            yield from _lines(value, f"{indent}  ")
        elif isinstance(value, list):
            yield f"{indent}{name}:{'' if value else ' none'}"
            for item in value:
                pairs = item.items() if isinstance(item, dict) else ()
                yield f"{indent}  " + one_line(", ".join(f"{key} {shown}" for key, shown in pairs) or str(item))
        else:
            yield f"{indent}{name}: {one_line(str(value))}"
