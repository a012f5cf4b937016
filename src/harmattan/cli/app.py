"""The commands and their options; what they do is in the modules beside this one.

Those are imported inside the commands: each import costs time that ``harmattan --help`` must not take.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated, Literal

import typer

from harmattan.cli.project_commands import register
from harmattan.cli.terminal import guarded

app = typer.Typer(
    name="harmattan",
    help="Reads news reports about political violence and turns them into an event database that can be checked.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
gazetteer_app = typer.Typer(
    help="Places that Harmattan knows.\n\nExample: harmattan gazetteer info",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(gazetteer_app, name="gazetteer")

Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH...",
        help="Files (.txt, .html, .jsonl, .warc.gz) or folders; '-' reads JSON Lines from standard input.",
    ),
]
FromProject = Annotated[
    str | None, typer.Option("--project", metavar="FILE", help="Project file or postgresql:// URL to read.")
]
FromFolder = Annotated[
    Path | None, typer.Option("--out", metavar="DIR", help="Folder that 'harmattan code --out' wrote.")
]
Scope = Annotated[
    Literal["political", "violence"],
    typer.Option(help="political: ACLED's scope. violence: also armed crime against people."),
]


def _version(wanted: bool) -> None:
    if wanted:
        from harmattan import __version__

        print(f"harmattan {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    pass


@app.command()
@guarded
def code(
    paths: Paths,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="Write four JSON Lines files and events.csv here.")
    ] = None,
    project: Annotated[
        str | None,
        typer.Option("--project", metavar="FILE", help="Code into a project: SQLite file or postgresql:// URL."),
    ] = None,
    scope: Scope = "political",
    jobs: Annotated[
        int | None,
        typer.Option(min=1, metavar="N", help="Processes that code; as many as processor cores if not given."),
    ] = None,
    table: Annotated[
        bool | None,
        typer.Option(
            "--table/--no-table", help="Print the event table at the end; on a terminal it is printed anyway."
        ),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary, only problems.")] = False,
) -> None:
    """Code documents into events.

    Example: harmattan code articles/ --out results/
    """
    from harmattan.cli.coding import run

    run(paths, out=out, project=project, scope=scope, jobs=jobs, table=table, quiet=quiet)


@app.command()
@guarded
def inspect(
    what: Annotated[
        Literal["places", "dates", "numbers", "actors", "reports"],
        typer.Argument(help="Which mentions to show; reports: what was coded, what was not, and why."),
    ],
    paths: Paths,
) -> None:
    """Show every mention of one kind and what it resolved to, or why each report says what it says, as JSON Lines.

    Example: harmattan inspect reports article.txt
    """
    from harmattan.cli.inspecting import run

    run(what, paths)


@app.command()
@guarded
def events(
    project: FromProject = None,
    out: FromFolder = None,
    country: Annotated[str | None, typer.Option(help="Only this country: name or ISO code.")] = None,
    place: Annotated[
        str | None, typer.Option(help="Only places whose name, district or region has these words.")
    ] = None,
    actor: Annotated[str | None, typer.Option(help="Only events with this actor: id, or part of its name.")] = None,
    event_type: Annotated[
        str | None, typer.Option("--type", help="Only this event or sub-event type, or part of it.")
    ] = None,
    since: Annotated[dt.datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Not before this day.")] = None,
    until: Annotated[dt.datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Not after this day.")] = None,
    style: Annotated[
        Literal["table", "csv", "jsonl"],
        typer.Option("--format", help="csv has ACLED's columns, jsonl the contract's."),
    ] = "table",
    as_of: Annotated[
        dt.datetime | None,
        typer.Option("--as-of", formats=["%Y-%m-%d"], help="Only from documents that had appeared by this day."),
    ] = None,
) -> None:
    """List events, filtered.

    Example: harmattan events --out results/ --country Mali --since 2023-09-01
    """
    from harmattan.cli.listing import run
    from harmattan.cli.select import Filter

    chosen = Filter(country, place, actor, event_type, since and since.date(), until and until.date())
    run(project, out, chosen, style, as_of and as_of.date())


@app.command()
@guarded
def show(
    event: Annotated[str, typer.Argument(metavar="EVENT", help="The event's id, or its first characters.")],
    project: FromProject = None,
    out: FromFolder = None,
) -> None:
    """Show one event: every field, the quotes behind it, and who says so.

    Example: harmattan show e-3f2a9c1b --out results/
    """
    from harmattan.cli.showing import run

    run(event, project, out)


@app.command()
@guarded
def export(
    project: FromProject = None,
    out: FromFolder = None,
    style: Annotated[
        Literal["acled", "jsonl", "geojson"], typer.Option("--format", help="ACLED's table, JSON Lines, or GeoJSON.")
    ] = "acled",
    to: Annotated[
        Path | None,
        typer.Option(
            metavar="PATH", help="File to write; for jsonl a folder. Without it events go to standard output."
        ),
    ] = None,
    inter: Annotated[
        Literal["text", "numeric"], typer.Option(help="How ACLED's inter1, inter2 and interaction are written.")
    ] = "text",
) -> None:
    """Write the events for other programs.

    Example: harmattan export --project sahel.sqlite --format geojson --to events.geojson
    """
    from harmattan.cli.exporting import run

    run(project, out, style, to, inter)


@app.command()
@guarded
def schema(
    kind: Annotated[
        Literal["documents", "reports", "events", "statistics"] | None,
        typer.Argument(help="One of the files; all four if not given."),
    ] = None,
) -> None:
    """Print the JSON Schema of the output.

    Example: harmattan schema events
    """
    from harmattan.cli.exporting import print_schema

    print_schema(kind)


@gazetteer_app.command("add")
@guarded
def gazetteer_add(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="GeoNames dumps, or CSV with name and coordinates.")
    ],
) -> None:
    """Add places from files.

    Example: harmattan gazetteer add ML.txt
    """
    from harmattan.cli.gazetteer import add

    add(files)


@gazetteer_app.command("info")
@guarded
def gazetteer_info() -> None:
    """Tell where the gazetteer is and what it holds.

    Example: harmattan gazetteer info
    """
    from harmattan.cli.gazetteer import info

    info()


register(app)
