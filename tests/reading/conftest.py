"""Codes a few sentences as the program would, with the shipped language model."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Protocol

import pytest

from harmattan.model import Document, Published, Report
from harmattan.reading.coder import code_reading
from harmattan.reading.document_reading import read_document
from harmattan.reading.language_model import LanguageModel


class CodeText(Protocol):
    """Codes a text that appeared on a day (ISO; None: unknown)."""

    def __call__(self, text: str, published: str | None = ...) -> tuple[Report, ...]: ...


@cache
def _code(text: str, published: str | None = "2023-10-09") -> tuple[Report, ...]:
    date = dt.date.fromisoformat(published) if published else None
    known = Published(date=date, earliest=date, latest=date, basis="given") if date else Published()
    document = Document(id="d-test", text=text, language="en", published=known)
    return tuple(code_reading(read_document(document, LanguageModel.load().analyse(text))))


@pytest.fixture(scope="session")
def code() -> CodeText:
    """All reports of a text, whatever their scope; by default it appeared on Monday, 9 October 2023."""
    return _code
