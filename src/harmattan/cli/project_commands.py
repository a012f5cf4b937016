"""Commands on the record: what changed, what people decided, who held a place, which numbers hold.

Like ``app``, this module imports nothing slow.
"""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from harmattan.cli.terminal import guarded

Project = Annotated[str, typer.Option("--project", metavar="FILE", help="Project file or postgresql:// URL.")]
EventId = Annotated[str, typer.Argument(metavar="EVENT", help="The event's id, or its first characters.")]
Style = Annotated[
    Literal["text", "jsonl"], typer.Option("--format", help="text for people, jsonl one JSON object a line.")
]


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command()(guarded(history))


def history(event: EventId, project: Project, style: Style = "text") -> None:
    """List what changed in an event, from which document.

    Example: harmattan history e-3f2a9c1b --project sahel.sqlite
    """
    from harmattan.cli.history import run

    run(event, project, style)
