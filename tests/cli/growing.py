"""Projects that grow by hand-made reports, for tests of the commands on a project's record."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from typer.testing import CliRunner, Result

from harmattan.cli.app import app
from harmattan.linking import link
from harmattan.model import Document, Report, Statistic
from harmattan.reading.coding import Coding
from harmattan.store import Project
from tests.linking.making import document


def grow(place: str, *reports: Report, documents: Sequence[Document] = (), statistics: Sequence[Statistic] = ()) -> str:
    """Add reports with their documents to a project in one run, link everything, give back the place.

    Documents that are not given are dated 5 May 2023.
    """
    known = {d.id: d for d in documents}
    names = sorted({r.document_id for r in reports} | {s.document_id for s in statistics} | set(known))
    with Project.create(place, "political") as project:
        project.add(
            project.begin_run(),
            [
                (
                    known.get(name) or document(name),
                    Coding(
                        name,
                        tuple(r for r in reports if r.document_id == name),
                        tuple(s for s in statistics if s.document_id == name),
                    ),
                )
                for name in names
            ],
        )
        linked = link(*project.codings())
        project.link(linked.documents, linked.reports, linked.events)
    return place


def run(*arguments: str) -> Result:
    """Call a command."""
    return CliRunner().invoke(app, list(arguments), env={"COLUMNS": "200"})


def lines(*arguments: str) -> list[Any]:
    """What a command prints as JSON Lines."""
    result = run(*arguments, "--format", "jsonl")
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]
