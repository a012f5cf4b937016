"""Anything outside becomes documents; what cannot be read is reported with its reason and the rest goes on."""

from __future__ import annotations

import gzip
import hashlib
import sys
import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from harmattan.errors import InputError
from harmattan.ingest.decoding import MAX_BYTES, check_size, decode
from harmattan.ingest.drafts import Draft, finish
from harmattan.ingest.listing import Input, list_inputs
from harmattan.model import Document

_Found = tuple[int | None, Draft | InputError]


@dataclass(frozen=True, slots=True)
class Rejected:
    """A file or record that could not be read."""

    path: str
    record: int | None
    """Line of a JSON Lines file or record of a web archive, from 1; None for a whole file."""
    reason: str

    def __str__(self) -> str:
        word = "record" if ".warc" in self.path.lower() else "line"
        where = self.path if self.record is None else f"{self.path}, {word} {self.record}"
        return " ".join(f"{where}: {self.reason}".split())


def read_documents(paths: Sequence[str | Path], stdin: BinaryIO | None = None) -> Iterator[Document | Rejected]:
    """Every document that ``paths`` hold, in an order that does not depend on theirs.

    Files and folders (.txt, .html, .htm, .jsonl, .jsonl.gz, .warc, .warc.gz); '-' reads JSON Lines from ``stdin``
    (standard input where it is None). A document that comes again, same id and same text, is passed over. A given id
    that comes again with another text is rejected, since nobody could tell the two apart.

    Raises:
        UsageError: at once, before anything is read, when there is nothing to read.
    """
    return _read(list_inputs(paths), stdin)


def _read(inputs: list[Input], stdin: BinaryIO | None) -> Iterator[Document | Rejected]:
    known: dict[str, tuple[bytes, str]] = {}
    for item in inputs:
        for record, found in _drafts(item, stdin):
            place = item.name if record is None else f"{item.name}, line {record}"
            try:
                document = finish(_raised(found))
                if _is_new(document, known, place):
                    yield document
            except InputError as error:
                yield Rejected(item.name, record, str(error))


def _raised(found: Draft | InputError) -> Draft:
    if isinstance(found, InputError):
        raise found
    return found


def _is_new(document: Document, known: dict[str, tuple[bytes, str]], place: str) -> bool:
    digest = hashlib.sha256(document.text.encode()).digest()
    before = known.setdefault(document.id, (digest, place))
    if before[0] != digest:
        raise InputError(f"id '{document.id}' already belongs to another text ({before[1]}); give this one its own id")
    return before[1] == place


def _drafts(item: Input, stdin: BinaryIO | None) -> Iterator[_Found]:
    """Every draft of one file; a failure of the file itself comes as its last item."""
    if item.problem is not None:
        yield None, InputError(item.problem)
        return
    try:
        yield from _open(item, stdin)
    except InputError as error:
        yield None, error
    except OSError as error:
        yield None, InputError(f"cannot be read: {(error.strerror or str(error)).lower()}")


def _open(item: Input, stdin: BinaryIO | None) -> Iterator[_Found]:
    if item.kind == "text":
        yield None, Draft(decode(_content(item.path)))
    elif item.kind == "page":
        from harmattan.ingest.pages import read_page

        yield None, read_page(_content(item.path))
    elif item.kind == "archive":
        from harmattan.ingest.archives import read_archive

        yield from read_archive(item.path)
    elif item.kind == "stdin":
        yield from _records(stdin or sys.stdin.buffer)
    else:
        opener = gzip.open if item.path.name.lower().endswith(".gz") else open
        with closing(opener(item.path, "rb")) as stream:
            yield from _records(stream)  # type: ignore[arg-type]


def _content(path: Path) -> bytes:
    check_size(path.stat().st_size)
    with path.open("rb") as stream:
        data = stream.read(MAX_BYTES + 1)  # a file may have grown since
    check_size(len(data))
    return data


def _records(stream: BinaryIO) -> Iterator[_Found]:
    from harmattan.ingest.records import read_lines, read_record

    empty = True
    try:
        for number, line in read_lines(stream):
            empty = False
            if isinstance(line, InputError):
                yield number, line
                continue
            try:
                yield number, read_record(line)
            except InputError as error:
                yield number, error
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise InputError(f"damaged gzip file: {error}") from error
    if empty:
        raise InputError("the file is empty")
