"""The progress bar of long work: documents done, documents per second."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from harmattan.cli.terminal import say
from harmattan.pipeline import Summary, Watch


@contextmanager
def watching(paths: Sequence[str | Path], *, quiet: bool) -> Iterator[Watch]:
    """Shows progress on a terminal and problems everywhere, both on standard error."""
    if quiet or not sys.stderr.isatty():
        yield _only_problems
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, ProgressColumn, SpinnerColumn, Task, TextColumn, TimeRemainingColumn
    from rich.text import Text

    class Speed(ProgressColumn):
        def render(self, task: Task) -> Text:
            # Over the whole run: documents come in groups, so rich's own speed of the last moment would jump.
            return Text(f"{task.completed / task.elapsed if task.elapsed else 0:.1f} documents/s")

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(bar_width=None),
        TextColumn("{task.completed:.0f}"),
        Speed(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reading", total=count(paths))

        def watch(stage: str, summary: Summary, problem: str | None) -> None:
            done = summary.coded + summary.known + len(summary.unreadable)
            progress.update(task, description=stage, completed=done)
            if problem:
                say(problem)

        yield watch


def _only_problems(_stage: str, _summary: Summary, problem: str | None) -> None:
    if problem:
        say(problem)


def count(paths: Sequence[str | Path]) -> int | None:
    """How many documents the paths hold, as far as that can be told without reading them; None if it cannot."""
    from harmattan.ingest.listing import list_inputs

    total = 0
    for item in list_inputs(paths):
        if item.kind in {"text", "page"} or item.problem:
            total += 1
        elif item.kind == "lines" and not item.name.lower().endswith(".gz"):
            with item.path.open("rb") as stream:
                total += sum(block.count(b"\n") for block in iter(lambda: stream.read(1 << 20), b""))
        else:
            return None
    return total
