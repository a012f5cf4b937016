"""Where a text has its news from: wire credits, monitors and statements that it names (``provenance.yaml``)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from harmattan.codebook.load import read_yaml
from harmattan.model import Document, Report, Span

Extent = Literal["text", "part", "sentence"]


@dataclass(frozen=True, slots=True)
class Credit:
    """One place at which a text names where it has something from."""

    name: str
    extent: Extent
    """text: all of the text; part: some of it, nobody knows what; sentence: what that sentence says."""
    span: Span


def credits_of(document: Document) -> tuple[Credit, ...]:
    """Every credit in a document, in text order."""
    reach = int(_table()["whole_text"]["reach"])
    found: list[Credit] = []
    for extent, pattern in _patterns().items():
        for match in pattern.finditer(document.text):
            start, end = match.span()
            if extent == "text" and reach <= start and end <= len(document.text) - reach:
                continue
            name = next(group for group in match.groups() if group)
            found.append(Credit(_names()[name], extent, Span(start=start, end=end, quote=match.group())))
    told = [c.span for c in found if c.extent == "sentence"]
    # "In an interview with X" credits what was said there, not a part of the text.
    found = [c for c in found if c.extent != "part" or not any(s.start < c.span.end <= s.end for s in told)]
    return tuple(sorted(found, key=lambda c: (c.span.start, c.span.end, c.extent)))


def origins_of(report: Report, document: Document) -> frozenset[str]:
    """Whom a report's news comes from, besides its document: agencies, monitors, a speaker's statement; empty where the
    document says it on its own account.

    What an agency itself publishes has that agency as its origin.
    """
    sentence = report.sentence.quote
    found = {_names()[next(g for g in m.groups() if g)] for m in _patterns()["sentence"].finditer(sentence)}
    speaker = report.assertion.speaker
    if speaker is not None and _statement().search(sentence):
        found.add(f"a statement of {speaker}")
    return frozenset(found) | _of_text(document)


def _of_text(document: Document) -> frozenset[str]:
    own = {_names()[document.source]} if document.source in _names() else set()
    reach = int(_table()["whole_text"]["reach"])
    # Looking for a name is far cheaper than for all its forms of credit.
    ends = [part for part in (document.text[:reach], document.text[-reach:]) if any(n in part for n in _names())]
    matches = (m for part in ends for m in _patterns()["text"].finditer(part))
    return frozenset(own | {_names()[next(g for g in m.groups() if g)] for m in matches})


@cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = read_yaml("provenance.yaml")
    return table


@cache
def _names() -> dict[str, str]:
    """The shown name by each form."""
    return {form: forms[0] for kind in ("agencies", "monitors") for forms in _table()[kind] for form in forms}


@cache
def _patterns() -> dict[Extent, re.Pattern[str]]:
    table = _table()
    return {
        "text": _pattern(table["whole_text"]["forms"]),
        "part": _pattern(table["part_of_text"]),
        "sentence": _pattern(table["of_sentence"]),
    }


def _pattern(forms: list[str]) -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in sorted(_names(), key=lambda n: (-len(n), n)))
    found = []
    for form in forms:
        before, after = (_loose(part) for part in form.split("{name}"))
        found.append(rf"(?<!\w)(?i:{before})(?i:the\s+)?(?<!\w)({names})(?!\w)(?i:{after})(?!\w)")
    return re.compile("|".join(found))


@cache
def _statement() -> re.Pattern[str]:
    phrases = "|".join(_loose(phrase) for phrase in _table()["statements"])
    return re.compile(rf"(?<!\w)(?:{phrases})(?!\w)", re.IGNORECASE)


def _loose(words: str) -> str:
    """Words with any space between them."""
    return re.sub(r"(?:\\?\s)+", r"\\s+", re.escape(words))
