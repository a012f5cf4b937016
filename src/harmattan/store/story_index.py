"""The story index of a project, kept in its tables: new documents find their stories without the old ones being read.

What is read are the sketches of documents near in time and the entries that share a key of the wording; a stored
document is read in full only where these make it a candidate. All happens in the caller's transaction.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray

from harmattan.model import Document, content_id
from harmattan.reading.coding import Coding
from harmattan.store import rows, tables

if TYPE_CHECKING:  # Linking costs time to import that commands which only read results do not need.
    from harmattan.linking.stories import Entry, StoryIndex

Value = TypeVar("Value")

_MADE_BY = "stories_by"
_VERSION = 1
"""To be raised when ``linking.stories`` finds or keeps other things than before: then projects are indexed anew."""
_CHUNK = 500
_MANY = 10
"""If the new documents times this are more than the known ones, the whole index is read rather than parts of it."""
_RECENT = 1024
_OPEN_CELL = -1
_DOCUMENTS, _KEYS = tables.story_documents, tables.story_keys


@dataclass(frozen=True, slots=True)
class Work:
    """What bringing the index up to date took."""

    added: int = 0
    """Documents that were new to it."""
    compared: int = 0
    """Documents that it knew and that were read in full, since they might share a story with a new one."""
    loaded: int = 0
    """Documents of which it read what it keeps of them."""


def update(connection: sa.Connection) -> Work:
    """Find the stories of all documents that the index does not know."""
    from harmattan.linking.stories import StoryIndex

    _check_maker(connection)
    waiting = _waiting(connection)
    if not waiting:
        return Work()
    known = connection.execute(sa.select(sa.func.count()).select_from(_DOCUMENTS)).scalar_one()
    wanted = None if len(waiting) * _MANY > known else _Wanted(connection, waiting)
    arrays, firsts = _Loader(connection, wanted).arrays() if known else ({}, [])
    read = _Reader(connection, set(waiting))
    index = StoryIndex.of(arrays, read) if arrays else StoryIndex(read)
    for key in waiting:
        index.add(*read(key))
    _write(connection, index, firsts)
    return Work(len(waiting), len(read.compared), len(firsts))


def forget(connection: sa.Connection, documents: Sequence[str]) -> None:
    """Take documents out, and the other documents of their stories, which may hang together no more.

    ``documents`` are no more than fit into one list of a query; the others come in again with the next ``update``.
    """
    touched = sa.select(_DOCUMENTS.c.first_id).where(_DOCUMENTS.c.document_id.in_(documents))
    found = connection.execute(
        sa.select(_DOCUMENTS.c.number, _DOCUMENTS.c.first_id).where(_DOCUMENTS.c.first_id.in_(touched))
    ).all()
    for chunk in _chunks([number for number, _ in found]):
        connection.execute(_KEYS.delete().where(_KEYS.c.number.in_(chunk)))
        connection.execute(_DOCUMENTS.delete().where(_DOCUMENTS.c.number.in_(chunk)))


def stories(connection: sa.Connection) -> dict[str, str]:
    """The story id of every document that the index knows."""
    from harmattan.linking.stories import story_id

    query = sa.select(_DOCUMENTS.c.document_id, _DOCUMENTS.c.first_id)
    return {key: story_id(first) for key, first in connection.execute(query)}


def _check_maker(connection: sa.Connection) -> None:
    """Empty an index that was made by other rules."""
    from harmattan.linking.rules import rule

    limits = [f"{name}={value}" for part in ("reprint", "rewrite") for name, value in sorted(rule(part).items())]
    maker = content_id("i", _VERSION, rule("story_days"), rule("crawl_lag"), *limits)
    found = connection.execute(sa.select(tables.settings.c.value).filter_by(name=_MADE_BY)).scalar()
    if found == maker:
        return
    connection.execute(_KEYS.delete())
    connection.execute(_DOCUMENTS.delete())
    connection.execute(tables.settings.delete().filter_by(name=_MADE_BY))
    connection.execute(tables.settings.insert().values(name=_MADE_BY, value=maker))


def _waiting(connection: sa.Connection) -> list[str]:
    every = tables.documents.c.id
    query = sa.select(every).outerjoin_from(tables.documents, _DOCUMENTS).where(_DOCUMENTS.c.number.is_(None))
    return sorted(key for (key,) in connection.execute(query))


def _document(connection: sa.Connection, key: str) -> tuple[Document, Coding]:
    table, vectors = tables.documents.c, tables.vectors.c
    query = sa.select(table.text, table.record, vectors.offsets, vectors.vectors)
    query = query.outerjoin_from(tables.documents, tables.vectors).where(table.id == key)
    text, record, offsets, blob = connection.execute(query).one()
    return rows.document_of(text, record), rows.coding_of(key, [], [], offsets, blob)


class _Reader:
    """Reads documents and notes which of those it read were known before."""

    def __init__(self, connection: sa.Connection, fresh: set[str]) -> None:
        self.compared: set[str] = set()
        self._fresh = fresh
        self._read = lru_cache(_RECENT)(lambda key: _document(connection, key))

    def __call__(self, key: str) -> tuple[Document, Coding]:
        if key not in self._fresh:
            self.compared.add(key)
        return self._read(key)


class _Wanted:
    """What of the index new documents may meet."""

    def __init__(self, connection: sa.Connection, documents: Sequence[str]) -> None:
        from harmattan.linking.stories import days_of, text_hash, wording_keys
        from harmattan.linking.story_sketches import MOST_CELLS, cells_of

        hashes: set[bytes] = set()
        keys: set[int] = set()
        self.cells: set[int] | None = {_OPEN_CELL}
        self.before: set[int] = set()
        """Cells from which a document of several days may reach into ``cells``."""
        for key in documents:
            document, _ = _document(connection, key)
            hashes.add(text_hash(document))
            keys.update(_signed(wording_keys(document)))
            cells = cells_of(days_of(document.published), around=True)
            if cells is None or self.cells is None:
                self.cells = None
            else:
                self.cells.update(cells)
                self.before.update(range(cells.start - MOST_CELLS, cells.start))
        self.hashes, self.keys = sorted(hashes), sorted(keys)


class _Loader:
    """Reads the index, or what is wanted of it."""

    def __init__(self, connection: sa.Connection, wanted: _Wanted | None) -> None:
        self._connection = connection
        self._wanted = wanted

    def arrays(self) -> tuple[dict[str, NDArray[Any]], list[str]]:
        """What ``StoryIndex.of`` takes, and the first document of the story of each number in it."""
        from harmattan.linking.story_sketches import MEAN_WORDS, SENTENCE_WORDS

        keys = self._keys()
        found = self._documents(np.unique(keys[:, 1]).tolist())
        firsts = [row.first_id for row in found]
        home: dict[str, int] = {}
        hashed = [(k, row.text_hash) for k, row in enumerate(found) if row.text_hash is not None]
        sketched = [(k, row) for k, row in enumerate(found) if row.mean is not None]
        sizes = [len(row.sentences) // (8 * SENTENCE_WORDS) for _, row in sketched]
        wording = keys[:, 0].astype(np.uint64)
        places = np.searchsorted(np.array([row.number for row in found], dtype=np.int64), keys[:, 1])
        order = np.lexsort((places, wording))
        arrays = {
            "ids": np.array([row.document_id for row in found], dtype=np.str_),
            "groups": np.array([home.setdefault(first, k) for k, first in enumerate(firsts)], dtype=np.int64),
            "text_hashes": np.frombuffer(b"".join(value for _, value in hashed), dtype=">u8"),
            "text_numbers": np.array([k for k, _ in hashed], dtype=np.int64),
            "keys": wording[order],
            "places": places[order].astype(np.int32),
            "numbers": np.array([k for k, _ in sketched], dtype=np.int32),
            "means": _bits([row.mean for _, row in sketched], MEAN_WORDS),
            "ends": np.cumsum([0, *sizes], dtype=np.int64),
            "sentences": _bits([row.sentences for _, row in sketched], SENTENCE_WORDS),
            "days": np.array([(row.first_day, row.last_day) for _, row in sketched], dtype=np.int32).reshape(-1, 2),
        }
        return arrays, firsts

    def _keys(self) -> NDArray[np.int64]:
        """Keys, signed, and the numbers of the documents that have them, shape (n, 2)."""
        query = sa.select(_KEYS.c.key, _KEYS.c.number)
        queries = [query]
        if self._wanted is not None:
            queries = [query.where(_KEYS.c.key.in_(chunk)) for chunk in _chunks(self._wanted.keys)]
        values = (value for query in queries for row in self._connection.execute(query) for value in row)
        return np.fromiter(values, dtype=np.int64).reshape(-1, 2)

    def _documents(self, numbers: list[int]) -> list[sa.Row[tuple[object, ...]]]:
        """Rows by number: those of ``numbers``, those with a wanted text and those in a wanted cell."""
        query = sa.select(_DOCUMENTS)
        if self._wanted is None:
            return list(self._connection.execute(query.order_by(_DOCUMENTS.c.number)))
        parts: list[sa.ColumnElement[bool]] = [_DOCUMENTS.c.number.in_(chunk) for chunk in _chunks(numbers)]
        parts += [_DOCUMENTS.c.text_hash.in_(chunk) for chunk in _chunks(self._wanted.hashes)]
        if self._wanted.cells is None:
            parts.append(_DOCUMENTS.c.cell.is_not(None))
        else:
            long = _DOCUMENTS.c.last_day > _DOCUMENTS.c.first_day
            parts += [_DOCUMENTS.c.cell.in_(chunk) for chunk in _chunks(sorted(self._wanted.cells))]
            parts += [_DOCUMENTS.c.cell.in_(chunk) & long for chunk in _chunks(sorted(self._wanted.before))]
        found = {row.number: row for part in parts for row in self._connection.execute(query.where(part))}
        return [found[number] for number in sorted(found)]


def _write(connection: sa.Connection, index: StoryIndex, firsts: Sequence[str]) -> None:
    """Enter the documents after the first ``len(firsts)``, and stories that became one."""
    entries = list(index.entries(len(firsts)))
    named: dict[int, str] = {}
    for number, first in enumerate(firsts):
        group = index.group(number)
        named[group] = min(first, named.get(group, first))
    for entry in entries:
        group = index.group(entry.number)
        named[group] = min(entry.document, named.get(group, entry.document))
    table = _DOCUMENTS
    renamed = sorted({(old, new) for k, old in enumerate(firsts) if (new := named[index.group(k)]) != old})
    for old, new in renamed:
        connection.execute(table.update().where(table.c.first_id == old).values(first_id=new))
    start = connection.execute(sa.select(sa.func.coalesce(sa.func.max(table.c.number), 0))).scalar_one() + 1
    for chunk in _chunks(entries):
        numbered = [(start + entry.number - len(firsts), entry) for entry in chunk]
        made = [_row(number, entry, named[index.group(entry.number)]) for number, entry in numbered]
        connection.execute(table.insert(), made)
        keys = [{"key": key, "number": n} for n, entry in numbered for key in _signed(entry.keys)]
        if keys:
            connection.execute(_KEYS.insert(), keys)


def _row(number: int, entry: Entry, first: str) -> rows.Row:
    from harmattan.linking.story_sketches import cells_of

    cells = cells_of(entry.days)
    sketch = entry.sketch
    return {
        "number": number,
        "document_id": entry.document,
        "first_id": first,
        "text_hash": entry.text_hash,
        "cell": None if sketch is None else _OPEN_CELL if cells is None else cells.start,
        "first_day": entry.days[0],
        "last_day": entry.days[1],
        "mean": None if sketch is None else sketch.mean.astype("<u8").tobytes(),
        "sentences": None if sketch is None else sketch.sentences.astype("<u8").tobytes(),
    }


def _bits(blobs: list[bytes], words: int) -> NDArray[np.uint64]:
    return np.frombuffer(b"".join(blobs), dtype="<u8").astype(np.uint64).reshape(-1, words)


def _signed(keys: Sequence[int]) -> list[int]:
    """Databases know no unsigned numbers of 64 bits."""
    return [key - (1 << 64) if key >= 1 << 63 else key for key in keys]


def _chunks(values: Sequence[Value]) -> Iterator[Sequence[Value]]:
    for start in range(0, len(values), _CHUNK):
        yield values[start : start + _CHUNK]
