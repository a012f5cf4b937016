"""Cuts text into words and signs, and matches them against the tables of number wordings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

from harmattan.codebook.load import read_yaml

_LEX = re.compile(
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d{1,3}(?:[.\u00a0\u202f ]000)+(?!\d)"
    r"|\d{1,3}(?:[\u00a0\u202f]\d{3})+(?!\d)"
    r"|\d+\.\d+(?![.\d])|\d+)|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)?)|(?P<mark>\S)"
)
_DASHES = "-–—‑‒−"


class Lexeme(NamedTuple):
    """A word, number or sign with its place in the text; ``text`` is lower case."""

    text: str
    start: int
    end: int
    kind: str


Phrases = Mapping[str, tuple[tuple[tuple[str, ...], Any], ...]]


def lexemes(text: str) -> list[Lexeme]:
    """Cuts text into words, numbers and signs."""
    lowered = text.lower()
    if len(lowered) != len(text):  # a letter that grows in lower case would move every offset behind it
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    found = []
    for match in _LEX.finditer(lowered):
        word = match.group()
        found.append(Lexeme("-" if word in _DASHES else word, match.start(), match.end(), match.lastgroup or "mark"))
    return found


def phrase_table(entries: Mapping[str, Any] | Iterable[str]) -> Phrases:
    """Wordings by their first word, longest first; the wordings of a plain list carry None."""
    items = entries.items() if isinstance(entries, Mapping) else ((e, None) for e in entries)
    table: dict[str, list[tuple[tuple[str, ...], Any]]] = {}
    for wording, value in items:
        words = tuple(lexeme.text for lexeme in lexemes(str(wording)))
        table.setdefault(words[0], []).append((words, value))
    return {first: tuple(sorted(rows, key=lambda r: (-len(r[0]), r[0]))) for first, rows in table.items()}


def match_phrase(words: list[Lexeme], i: int, table: Phrases) -> tuple[int, Any] | None:
    """The longest wording of ``table`` that starts at ``i``: the index after it and its value."""
    if i >= len(words):
        return None
    for wording, value in table.get(words[i].text, ()):
        if tuple(w.text for w in words[i : i + len(wording)]) == wording:
            return i + len(wording), value
    return None


class Grammar:
    """The tables of vague_numbers.yaml, ready to match."""

    def __init__(self) -> None:
        data = read_yaml("vague_numbers.yaml")
        self.words: dict[str, int] = data["words"]
        self.scales: dict[str, int] = data["scales"]
        self.exact = phrase_table(data["exact"])
        self.vague = phrase_table(data["vague"])
        self.factors = phrase_table(data["vague_factors"])
        self.none = phrase_table(data["none"])
        self.some = phrase_table(data["vague_some"])
        self.bare_plural: dict[str, int] = data["bare_plural"]
        self.before = phrase_table({word: sort for sort, rows in data["bounds"].items() for word in rows})
        self.after = phrase_table({word: sort for sort, rows in data["bounds_after"].items() for word in rows})
        tables = (self.exact, self.vague, self.factors, self.none, self.some, self.before)
        self.starters = frozenset({"between", "a", "an", *self.words, *(first for t in tables for first in t)})
        self.tolerance = float(data["tolerance"])
        self.nearly = float(data["nearly_tolerance"])


@cache
def grammar_tables() -> Grammar:
    """The tables, read once."""
    return Grammar()
