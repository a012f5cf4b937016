"""``harmattan gazetteer``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from harmattan.cli.terminal import say, write_lines
from harmattan.publishing.plain import one_line


def add(files: Sequence[Path]) -> None:
    """Add each file to the user's gazetteer."""
    from harmattan.resolving.gazetteer import Gazetteer

    gazetteer = Gazetteer.open()
    for file in files:
        result = gazetteer.add_file(file)
        say(f"{file}: {result.rows} places read, {result.added} added, {result.already} known already")


def info() -> None:
    """Print what the gazetteer holds, a line each."""
    from harmattan.resolving.gazetteer import Gazetteer

    write_lines(f"{name}: {one_line(str(value))}" for name, value in Gazetteer.open().info().items())
