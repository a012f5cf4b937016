"""Codes gold documents as the program would, for the measures."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from harmattan.ingest.sources import Rejected, read_documents
from harmattan.linking import Linked, link
from harmattan.model import Document, Report, Scope
from harmattan.reading.coder import Coder
from harmattan.reading.coding import Coding

_BATCH = 32


@cache
def coder(scope: Scope) -> Coder:
    """One coder a scope."""
    return Coder(scope=scope)


def documents_of(rows: Iterable[dict[str, Any]]) -> list[Document]:
    """Gold rows (id, text and where present title, published, url) through ingestion, in order."""
    keys = ("id", "text", "title", "url", "published", "source")
    lines = [json.dumps({k: row[k] for k in keys if row.get(k) is not None}) for row in rows]
    read = read_documents(["-"], stdin=io.BytesIO("\n".join(lines).encode()))
    found = []
    for item in read:
        if isinstance(item, Rejected):
            raise ValueError(f"gold document refused: {item.reason}")
        found.append(item)
    return found


def code_documents(documents: Sequence[Document], scope: Scope) -> list[Coding]:
    """Codings in the order of the documents."""
    found: list[Coding] = []
    for first in range(0, len(documents), _BATCH):
        found += coder(scope).code_many(documents[first : first + _BATCH])
    return found


def code_rows(rows: Iterable[dict[str, Any]], scope: Scope) -> list[tuple[Report, ...]]:
    """The reports of each gold row, every document on its own."""
    return [c.reports for c in code_documents(documents_of(rows), scope)]


def link_rows(rows: Iterable[dict[str, Any]], scope: Scope) -> Linked:
    """Gold rows coded and linked together."""
    documents = documents_of(rows)
    return link(documents, code_documents(documents, scope))
