"""Our own hard negatives: short pieces full of conflict vocabulary in which no current event is reported.

``negatives.jsonl`` holds one piece a line: ``id``, ``kind`` (plan, fear, denial, history, sport ...), ``half`` ("a" was
written before the rules and may be looked at; "b" is only scored), ``published`` and ``text``. Pieces of kind "crime"
report crime without a political actor: negatives for ``--scope political`` only.
"""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Literal

from harmattan.model import Document, Published

FILE = Path(__file__).with_name("negatives.jsonl")


def load(half: Literal["a", "b"] | None = None) -> list[Document]:
    """The pieces as documents in file order, all of them or one half; ``Document.title`` is None.

    Raises:
        ValueError: a line lacks a field.
    """
    documents = []
    for number, line in enumerate(FILE.read_text(encoding="utf-8").splitlines(), start=1):
        row = json.loads(line)
        missing = {"id", "kind", "half", "published", "text"} - row.keys()
        if missing:
            raise ValueError(f"{FILE.name}, line {number}: lacks {', '.join(sorted(missing))}")
        if half is not None and row["half"] != half:
            continue
        day = dt.date.fromisoformat(row["published"])
        documents.append(
            Document(
                id=row["id"],
                text=row["text"],
                language="en",
                published=Published(date=day, earliest=day, latest=day, basis="given"),
            )
        )
    return documents


def kinds() -> dict[str, str]:
    """The kind of each piece by its id."""
    rows = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]
    return {row["id"]: row["kind"] for row in rows}
