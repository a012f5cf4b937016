"""Commands on the record: what changed, what people decided, who held a place, which numbers hold.

Like ``app``, this module imports nothing slow.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated, Literal

import typer

from harmattan.cli.terminal import guarded

Project = Annotated[str, typer.Option("--project", metavar="FILE", help="Project file or postgresql:// URL.")]
EventId = Annotated[str, typer.Argument(metavar="EVENT", help="The event's id, or its first characters.")]
Style = Annotated[
    Literal["text", "jsonl"], typer.Option("--format", help="text for people, jsonl one JSON object a line.")
]
Who = Annotated[
    str, typer.Option("--who", metavar="NAME", envvar="HARMATTAN_WHO", help="Who decides; or set HARMATTAN_WHO.")
]
Why = Annotated[str | None, typer.Option("--why", metavar="WORDS", help="The reason, kept beside the decision.")]

decide_app = typer.Typer(
    help="Decide what the program does not know better; every decision can be undone.\n\n"
    "Example: harmattan decide undo 3 --who Awa --project sahel.sqlite",
    no_args_is_help=True,
    rich_markup_mode=None,
)


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command()(guarded(history))
    app.command()(guarded(explain))
    app.add_typer(decide_app, name="decide")
    app.command()(guarded(decisions))
    app.command()(guarded(control))
    app.command()(guarded(check_statistics))


def history(event: EventId, project: Project, style: Style = "text") -> None:
    """List what changed in an event, from which document.

    Example: harmattan history e-3f2a9c1b --project sahel.sqlite
    """
    from harmattan.cli.history import run

    run(event, project, style)


def explain(
    event: Annotated[str, typer.Argument(metavar="EVENT", help="An event's id, a report's, or its first characters.")],
    project: Project,
    other: Annotated[
        str | None, typer.Argument(metavar="[OTHER]", help="Another event or report: why the two are not one.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object instead of text.")] = False,
) -> None:
    """Explain an event: who says what, which reports were joined and why; or why two events or reports were not.

    Example: harmattan explain e-3f2a9c1b --project sahel.sqlite
    """
    from harmattan.cli.explaining import run

    run(event, other, project, as_json=as_json)


@decide_app.command()
@guarded
def join(
    events: Annotated[
        list[str], typer.Argument(metavar="EVENT...", help="Two events or more: ids or their beginnings.")
    ],
    project: Project,
    who: Who,
    why: Why = None,
) -> None:
    """Make several events one.

    Example: harmattan decide join e-3f2a e-90bc --who Awa --why "one raid" --project sahel.sqlite
    """
    from harmattan.cli import deciding

    deciding.join(events, project, who, why)


@decide_app.command()
@guarded
def split(
    event: EventId,
    reports: Annotated[list[str], typer.Argument(metavar="REPORT...", help="The reports that leave it.")],
    project: Project,
    who: Who,
    why: Why = None,
) -> None:
    """Take reports out of an event; they become another one.

    Example: harmattan decide split e-3f2a r-11d0 r-7c2e --who Awa --project sahel.sqlite
    """
    from harmattan.cli import deciding

    deciding.split(event, reports, project, who, why)


@decide_app.command()
@guarded
def edit(
    event: EventId,
    field: Annotated[
        str,
        typer.Argument(
            metavar="FIELD",
            help="type, date, place, initiator, target, dead, injured, status or civilian-targeting.",
        ),
    ],
    value: Annotated[str, typer.Argument(metavar="VALUE", help="The value, or unknown.")],
    project: Project,
    who: Who,
    why: Why = None,
) -> None:
    """Give a field of an event the value that you know to be right.

    Example: harmattan decide edit e-3f2a dead 12-15 --who Awa --why "hospital list" --project sahel.sqlite
    """
    from harmattan.cli import deciding

    deciding.edit(event, field, value, project, who, why)


@decide_app.command()
@guarded
def reject(
    what: Annotated[str, typer.Argument(metavar="EVENT|REPORT", help="An event with all its reports, or one report.")],
    project: Project,
    who: Who,
    why: Why = None,
) -> None:
    """Say that something is no event at all.

    Example: harmattan decide reject r-11d0 --who Awa --why "a film" --project sahel.sqlite
    """
    from harmattan.cli import deciding

    deciding.reject(what, project, who, why)


@decide_app.command()
@guarded
def undo(
    decision: Annotated[int, typer.Argument(metavar="DECISION", help="The decision's number.")],
    project: Project,
    who: Who,
    why: Why = None,
) -> None:
    """Take a decision back.

    Example: harmattan decide undo 3 --who Awa --project sahel.sqlite
    """
    from harmattan.cli import deciding

    deciding.undo(decision, project, who, why)


@decide_app.command()
@guarded
def load(
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="What 'harmattan decisions --format jsonl' printed of another project."),
    ],
    project: Project,
) -> None:
    """Take over decisions from another project, one that was coded before for instance.

    Example: harmattan decide load decisions.jsonl --project new.sqlite
    """
    from harmattan.cli import deciding

    deciding.load(file, project)


def decisions(project: Project, style: Style = "text") -> None:
    """List what people decided, what was undone included.

    Example: harmattan decisions --project sahel.sqlite
    """
    from harmattan.cli.deciding import show

    show(project, style)


def control(
    place: Annotated[str, typer.Argument(metavar="PLACE", help="NAME, or NAME, COUNTRY, or its gazetteer id.")],
    project: Project,
    on: Annotated[
        dt.datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="Only who held it on this day.")
    ] = None,
    style: Style = "text",
) -> None:
    """Tell who held a place when, and by which events.

    Example: harmattan control Bamba --on 2023-10-05 --project sahel.sqlite
    """
    from harmattan.cli.control import run

    run(place, project, on and on.date(), style)


def check_statistics(project: Project, style: Style = "text") -> None:
    """Compare each statistic that documents quote with what the project's own events give.

    Example: harmattan check-statistics --project sahel.sqlite
    """
    from harmattan.cli.checking import run

    run(project, style)
