"""What every record shares: immutability, strict fields, and identifiers made from content."""

from __future__ import annotations

import hashlib

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """An immutable value; unknown fields are an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=False)


class Span(Record):
    """The words behind a value: ``document.text[start:end] == quote`` (offsets in Unicode characters)."""

    start: int
    end: int
    quote: str

    @classmethod
    def cut(cls, text: str, start: int, end: int) -> Span:
        """The span of ``text`` between two offsets."""
        return cls(start=start, end=end, quote=text[start:end])


def content_id(prefix: str, *parts: object) -> str:
    """A short identifier that depends on ``parts`` alone, e.g. ``d-3f2a9c1b7e60``."""
    text = "\x1f".join(str(part) for part in parts)
    return f"{prefix}-{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"
