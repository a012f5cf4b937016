"""Reads exact numbers: digits, and words such as "two hundred and twenty-three"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from harmattan.reading.number_grammar import Lexeme, grammar_tables, match_phrase

Bound = Literal["exact", "at_least", "at_most", "about", "range", "vague"]
_TOO_LARGE = 1e15


@dataclass(frozen=True, slots=True)
class Found:
    """A number wording. Offsets count from the start of the text that was scanned."""

    start: int
    end: int
    low: float
    best: float
    high: float | None
    bound: Bound = "exact"
    core_start: int = 0
    """Where the number itself starts, after words such as "at least"."""
    core_end: int = 0
    digits: bool = False
    spelled: bool = False
    """Written as a word ("twenty"), as opposed to digits or a vague word."""
    needs_noun: bool = False
    """Means a quantity only before a noun ("no", "some")."""
    needs_plural: bool = False
    partitive: bool = False
    """Counts what comes after "of" alone ("a group of", "none")."""
    high_end: float | None = None
    """Upper end of a range as written."""


def plain_number(words: list[Lexeme], i: int) -> tuple[Found, int] | None:
    """An exact number: digits or words."""
    grammar = grammar_tables()
    if i >= len(words):
        return None
    fixed = match_phrase(words, i, grammar.exact)
    if fixed is not None:
        return exact_number(words, i, fixed[0], float(fixed[1])), fixed[0]
    word = words[i]
    if word.kind == "digits":
        value = _digits(word.text)
        j = i + 1
        while j < len(words) and words[j].text in grammar.scales and words[j].text != "score":
            value *= grammar.scales[words[j].text]
            j += 1
        return None if value > _TOO_LARGE else (exact_number(words, i, j, value, digits=True), j)
    start = i
    if word.text in ("a", "an", "one") and i + 1 < len(words) and words[i + 1].text in grammar.scales:
        return _spelled(words, start, i + 1, 1.0)
    if word.text in grammar.words:
        return _spelled(words, start, i, 0.0)
    return None


def _spelled(words: list[Lexeme], start: int, i: int, value: float) -> tuple[Found, int]:
    """Reads "two hundred and twenty-three"; ``value`` is what a leading article stands for."""
    grammar = grammar_tables()
    total, part, last_unit = 0.0, value, 0.0
    j = i
    while j < len(words):
        word = words[j].text
        if word in grammar.words:
            number = float(grammar.words[word])
            if last_unit and not (last_unit >= 20 and number < 10 and part % 10 == 0 and last_unit < 100):
                break
            part += number
            last_unit = number
        elif word in grammar.scales and not (word == "score" and not part):
            scale = float(grammar.scales[word])
            part, last_unit = max(part, 1.0) * scale, 0.0
            if scale >= 1000:
                total, part = total + part, 0.0
        elif not _joins(words, j):
            break
        j += 1
    return exact_number(words, start, j, total + part, spelled=True), j


def _joins(words: list[Lexeme], j: int) -> bool:
    """Whether "and" or a hyphen goes on with a number: "two hundred and five", "twenty-three"."""
    grammar = grammar_tables()
    if j == 0 or j + 1 >= len(words):
        return False
    before, after = words[j - 1], words[j + 1]
    if words[j].text == "-":
        tens = grammar.words.get(before.text, 0) >= 20 and grammar.words.get(after.text, 99) < 10
        return tens and words[j].start == before.end and after.start == words[j].end
    return words[j].text == "and" and before.text in ("hundred", "thousand", "million") and after.text in grammar.words


def _digits(text: str) -> float:
    plain = re.sub(r"[,\s\u00a0\u202f]", "", text)
    if re.fullmatch(r"\d{1,3}(\.000)+", plain):
        plain = plain.replace(".", "")
    return float(plain)


def exact_number(
    words: list[Lexeme], i: int, j: int, value: float, *, digits: bool = False, spelled: bool = False
) -> Found:
    """The wording of the words from ``i`` up to ``j``, which means just ``value``."""
    start, end = words[i].start, words[j - 1].end
    return Found(start, end, value, value, value, "exact", start, end, digits, spelled)
