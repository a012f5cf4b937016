"""``harmattan export`` and ``harmattan schema``."""

from __future__ import annotations

import json
from pathlib import Path

from harmattan.cli.select import load
from harmattan.cli.terminal import say, write_lines
from harmattan.errors import UsageError
from harmattan.publishing.acled import table
from harmattan.publishing.contract import KINDS, Publication
from harmattan.publishing.folder import check_writable, write_file, write_folder
from harmattan.publishing.geojson import feature_collection
from harmattan.publishing.interaction import Inter
from harmattan.publishing.jsonl import dump, lines
from harmattan.publishing.schemas import schema


def run(project: str | None, folder: Path | None, style: str, to: Path | None, inter: Inter) -> None:
    """Write the results in one format."""
    if inter != "text" and style != "acled":
        raise UsageError("--inter belongs to --format acled")
    published = load(project, folder)
    if style == "jsonl":
        _jsonl(published, to)
        return
    content = table(published, inter) if style == "acled" else f"{dump(feature_collection(published))}\n"
    if to is None:
        write_lines(content.removesuffix("\n").split("\n"))
        return
    if to.is_dir():
        raise UsageError(f"--to {to} is a folder; name a file")
    check_writable(to.absolute().parent)
    write_file(to, content)
    say(f"{len(published.events)} events written to {to}")


def _jsonl(published: Publication, to: Path | None) -> None:
    if to is None:
        write_lines(lines(published.events))
        return
    check_writable(to)
    write_folder(published, to)
    say(f"{len(published.events)} events written to {to}")


def print_schema(kind: str | None) -> None:
    """Print one schema, or an object with all four."""
    chosen = schema(kind) if kind else {name: schema(name) for name in KINDS}
    write_lines([json.dumps(chosen, indent=2)])
