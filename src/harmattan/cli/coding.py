"""``harmattan code``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import typer

from harmattan.cli.progress import watching
from harmattan.cli.terminal import UNREADABLE, say, standard_input
from harmattan.errors import UsageError
from harmattan.model import Scope
from harmattan.pipeline import Summary, code, code_to_folder, published
from harmattan.publishing.contract import Publication
from harmattan.store import Project

_NAMED = 3
"""Documents named for each reason why documents were not coded."""


def run(
    paths: Sequence[str],
    *,
    out: Path | None,
    project: str | None,
    scope: Scope,
    jobs: int | None,
    table: bool | None,
    quiet: bool,
) -> None:
    """Code documents, say what happened, and print the event table."""
    if (out is None) == (project is None):
        raise UsageError("say where the results go: either --out DIR or --project FILE")
    printed = sys.stdout.isatty() if table is None else table
    stdin = standard_input(paths)
    result: Publication | None = None
    if out is not None:
        with watching(paths, quiet=quiet) as watch:
            summary, result, files = code_to_folder(paths, out, scope, jobs=jobs, stdin=stdin, watch=watch)
        where = f"{out}: {', '.join(file.name for file in files)}"
    else:
        assert project is not None
        with Project.create(project, scope) as opened:
            with watching(paths, quiet=quiet) as watch:
                summary = code(paths, opened, jobs=jobs, stdin=stdin, watch=watch)
            result = published(opened) if printed else None
            if not opened.is_current():
                say(
                    f"some documents of project {opened.shown} were coded by another version or codebook and keep that "
                    "coding; to code them again, code them into a new project"
                )
        where = f"project {opened.shown}"
    if printed and result is not None:
        from harmattan.cli.listing import print_events

        print_events(result.events)
        sys.stdout.flush()
    _tell(summary, where, quiet=quiet)
    if summary.unreadable:
        raise typer.Exit(UNREADABLE)


def _tell(summary: Summary, where: str, *, quiet: bool) -> None:
    reasons: dict[str, list[str]] = {}
    for key, reason in summary.skipped:
        reasons.setdefault(reason, []).append(key)
    for reason, keys in sorted(reasons.items()):
        more = f" and {len(keys) - _NAMED} more" if len(keys) > _NAMED else ""
        say(f"kept but not coded: {', '.join(keys[:_NAMED])}{more}: {reason}")
    for line in summary.unheeded:
        say(line)
    if quiet:
        return
    lost = f", {len(summary.unreadable)} not readable" if summary.unreadable else ""
    known = f" ({summary.known} of them coded before)" if summary.known else ""
    counts = f"{_several(summary.reports, 'report')}, {_several(summary.events, 'event')}"
    say(f"{_several(summary.documents, 'document')}{known}{lost}, {counts} in {where}")


def _several(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
