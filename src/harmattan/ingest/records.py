"""JSON Lines: one document a line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from pydantic import ValidationError

from harmattan.errors import InputError
from harmattan.ingest.dates import parse_day, parse_month
from harmattan.ingest.decoding import MAX_BYTES
from harmattan.ingest.drafts import Draft
from harmattan.model import Published


def read_lines(stream: BinaryIO) -> Iterator[tuple[int, bytes | InputError]]:
    """Lines with their numbers from 1, blank ones left out; a line over MAX_BYTES comes as an error and is not held."""
    number = 0
    while line := stream.readline(MAX_BYTES + 1):
        number += 1
        if len(line) > MAX_BYTES and not line.endswith(b"\n"):
            size = len(line) + _skip_line(stream)
            yield (
                number,
                InputError(f"{size / 1e6:.0f} MB are too long for one document (limit {MAX_BYTES // 10**6} MB)"),
            )
        elif line.strip():
            yield number, line


def read_record(line: bytes) -> Draft:
    """The document on one line.

    Raises:
        InputError: the line is no JSON object, lacks a text, or a field has the wrong form.
    """
    record = _parse(line)
    text = record.get("text")
    if not isinstance(text, str):
        raise InputError("the record has no 'text'" if text is None else "'text' is not a string")
    if not text.strip():
        raise InputError("'text' is empty")
    return Draft(
        text=text,
        id=_id(record),
        title=_string(record, "title"),
        url=_string(record, "url"),
        source=_string(record, "source"),
        language=_language(record),
        published=_published(record.get("published")),
        spans=_spans(record.get("spans")),
    )


def _parse(line: bytes) -> Mapping[str, Any]:
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InputError(f"broken UTF-8 at byte {error.start} of the line; save the file as UTF-8") from error
    except json.JSONDecodeError as error:
        raise InputError(f"not valid JSON: {error.msg} at column {error.colno}") from error
    except (RecursionError, ValueError) as error:
        raise InputError("not usable JSON: nested too deeply or a number too long") from error
    if not isinstance(record, dict):
        raise InputError("not a JSON object")
    return record


def _string(record: Mapping[str, Any], key: str) -> str | None:
    value = record.get(key)
    if value is None:
        return None
    if not isinstance(value, str):
        raise InputError(f"'{key}' is not a string")
    return value.encode("utf-8", "replace").decode("utf-8").replace("\x00", "").strip() or None


def _id(record: Mapping[str, Any]) -> str | None:
    value = record.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if value is None or value == "":
        return None
    if not isinstance(value, str) or len(value) > 200 or not value.isprintable():
        raise InputError("'id' must be a number or at most 200 printable characters")
    return value


def _language(record: Mapping[str, Any]) -> str | None:
    code = (_string(record, "language") or "").lower().replace("_", "-").split("-")[0]
    code = {"eng": "en", "english": "en"}.get(code, code)
    return code if 2 <= len(code) <= 3 and code.isalpha() and code != "und" else None


def _published(value: Any) -> Published | None:
    """A day, a month, a year, or the object that Harmattan itself writes."""
    if value is None or value == "":
        return None
    if isinstance(value, dict):
        try:
            return _completed(Published.model_validate(value), "basis" in value)
        except ValidationError as error:
            where = ".".join(str(part) for part in error.errors()[0]["loc"])
            raise InputError(f"'published' is not usable: {where}: {error.errors()[0]['msg']}") from error
    words = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
    if day := parse_day(words):
        return Published(date=day, earliest=day, latest=day, basis="given")
    if bounds := parse_month(words):
        return Published(earliest=bounds[0], latest=bounds[1], basis="given")
    return Published(doubts=(f"the given date {words[:40]!r} cannot be read",))


def _completed(written: Published, has_basis: bool) -> Published:
    """A bare day or bare bounds are the user's; a basis without any day says nothing."""
    if written.date is None and written.earliest is None and written.latest is None:
        return Published(doubts=written.doubts)
    if has_basis and written.basis != "given":  # the bounds of a header's day stay open
        return written
    earliest, latest = written.earliest or written.date, written.latest or written.date
    return written.model_copy(update={"earliest": earliest, "latest": latest, "basis": "given"})


def _spans(value: Any) -> tuple[tuple[int, int], ...] | None:
    if value is None:
        return None
    if not isinstance(value, list):
        raise InputError("'spans' is not a list")
    return tuple(_span(item) for item in value)


def _span(item: Any) -> tuple[int, int]:
    start, end = (item.get("start"), item.get("end")) if isinstance(item, dict) else (None, None)
    if type(start) is not int or type(end) is not int:
        raise InputError("a span is not an object with whole numbers 'start' and 'end'")
    return start, end


def _skip_line(stream: BinaryIO) -> int:
    """Bytes left of an over-long line, read in small pieces and thrown away."""
    size = 0
    while piece := stream.readline(1 << 20):
        size += len(piece)
        if piece.endswith(b"\n"):
            break
    return size
