"""Evidence drawn as a waterfall: what each comparison adds, and the sum so far beside the threshold."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from harmattan.publishing.plain import one_line

if TYPE_CHECKING:
    from harmattan.linking.evidence import Evidence, Judgement

_BAR = 28
"""Columns of the drawing."""
_PIPE_WIDTH = 140


@dataclass(frozen=True)
class Line:
    """One line: its indentation in steps of two, words, and the style that a terminal gives it."""

    indent: int
    words: str
    style: str = ""
    lead: str = ""
    """Columns before the words, kept as they are; what does not fit on the line is indented by as many."""


def line(indent: int, words: str) -> Line:
    """Plain words."""
    return Line(indent, words)


def heading(words: str) -> Line:
    """A title."""
    return Line(0, words, "bold")


def waterfall(judged: Judgement) -> Iterator[Line]:
    """One line for each comparison that says something, in their order."""
    sums = [0.0]
    for part in judged.parts:
        sums.append(sums[-1] + (part.weight or 0.0))
    low, high = min(*sums, 0.0), max(*sums, judged.enough)
    scale = (_BAR - 1) / (high - low)
    limit = round((judged.enough - low) * scale)
    for before, after, part in zip(sums[:-1], sums[1:], judged.parts, strict=True):
        if part.says_nothing:
            continue
        if part.weight is None:
            yield Line(2, _words(part), "red", f"{part.name:<9} never        {_bar(0, 0, limit, ' ')} ")
            continue
        ends = sorted((round((before - low) * scale), round((after - low) * scale)))
        bar = _bar(ends[0], max(ends[1], ends[0] + 1), limit, "+" if part.weight > 0 else "-")
        style = "green" if part.weight > 0 else "red"
        yield Line(2, _words(part), style, f"{part.name:<9} {part.weight:+5.1f} {after:6.1f} {bar} ")
    silent = [part.name for part in judged.parts if part.says_nothing]
    if silent:
        yield Line(2, f"says nothing: {', '.join(silent)}", "dim")


def _bar(start: int, end: int, limit: int, mark: str) -> str:
    cells = [mark if start <= k < end else " " for k in range(_BAR)]
    if cells[limit] == " ":
        cells[limit] = "|"
    return "".join(cells)


def _words(part: Evidence) -> str:
    one, other = part.values
    if not one and not other:
        return part.words
    values = one if one == other else f"{one or '-'} / {other or '-'}"
    return f"{part.words}: {values}"


def print_lines(lines: Iterable[Line]) -> None:
    """Print for people: in colours on a terminal, plain elsewhere; in a pipe 140 columns unless COLUMNS says so."""
    from rich.console import Console
    from rich.text import Text

    given = os.environ.get("COLUMNS", "")
    width = None if sys.stdout.isatty() else max(int(given), 40) if given.isdecimal() else _PIPE_WIDTH
    console = Console(width=width, highlight=False)
    # Captured, since Console would end the program itself when the pipe is closed.
    with console.capture() as printed:
        for each in lines:
            indent = 2 * each.indent + len(each.lead)
            wrapped = Text(one_line(each.words)).wrap(console, max(console.width - indent, 20)) or [Text()]
            for number, part in enumerate(wrapped):
                lead = " " * 2 * each.indent + each.lead if not number else " " * indent
                console.print(
                    Text(f"{lead}{part.plain}", style=each.style), overflow="ignore", no_wrap=True, crop=False
                )
    sys.stdout.writelines(f"{each.rstrip()}\n" for each in printed.get().splitlines())
