"""Finds number wordings in plain text: digits, words, vague words, bounds and ranges."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal, NamedTuple

from harmattan.codebook.load import read_yaml

Bound = Literal["exact", "at_least", "at_most", "about", "range", "vague"]

_LEX = re.compile(
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d{1,3}(?:[.\u00a0\u202f ]000)+(?!\d)"
    r"|\d{1,3}(?:[\u00a0\u202f]\d{3})+(?!\d)"
    r"|\d+\.\d+(?![.\d])|\d+)|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)?)|(?P<mark>\S)"
)
_DASHES = "-–—‑‒−"
_TOO_LARGE = 1e15


class Lexeme(NamedTuple):
    """A word, number or sign with its place in the text; ``text`` is lower case."""

    text: str
    start: int
    end: int
    kind: str


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


class _Grammar:
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
def _grammar() -> _Grammar:
    return _Grammar()


def scan(text: str) -> list[Found]:
    """Every number wording of ``text`` in order, without overlap."""
    words = lexemes(text)
    found: list[Found] = []
    starters = _grammar().starters
    i = 0
    while i < len(words):
        if words[i].kind != "digits" and words[i].text not in starters:
            i += 1
            continue
        hit = _between(words, i) or _bounded(words, i) or _counted(words, i)
        if hit is None:
            i += 1
            continue
        item, i = hit
        found.append(item)
    return found


def _between(words: list[Lexeme], i: int) -> tuple[Found, int] | None:
    """ "between 20 and 30"."""
    if words[i].text != "between":
        return None
    first = _plain(words, i + 1)
    if first is None or first[1] >= len(words) or words[first[1]].text not in ("and", "to", "-"):
        return None
    second = _plain(words, first[1] + 1)
    if second is None or second[0].best <= first[0].best:
        return None
    return _range(replace(first[0], start=words[i].start), second[0]), second[1]


def _bounded(words: list[Lexeme], i: int) -> tuple[Found, int] | None:
    """A number after "at least", "about" and the like, of which two may stand together."""
    grammar = _grammar()
    sorts: list[str] = []
    j = i
    while len(sorts) < 2 and (hit := match_phrase(words, j, grammar.before)) is not None:
        j, sort = hit
        sorts.append(sort)
        if j < len(words) and words[j].text == "the":
            j += 1
    if not sorts:
        return None
    core = _counted(words, j)
    if core is None or core[0].needs_noun:
        return None
    item, after = core
    # "at least some 20" is bounded below; "about" adds nothing where another bound stands.
    sort = next((s for s in sorts if s != "about"), "about")
    return replace(_apply(item, sort), start=words[i].start), after


def _apply(item: Found, sort: str) -> Found:
    """Bounds of a number after a wording of that sort (docs/numbers.md, table of bounds)."""
    grammar = _grammar()
    low, best, high = item.low, item.best, item.high
    whole = best == math.floor(best)
    if sort == "at_least":
        return replace(item, high=None, bound="at_least")
    if sort == "at_most":
        return replace(item, low=min(1.0, low), high=high if high is None else max(high, best), bound="at_most")
    if sort == "below":
        top = max(best - 1, 0.0) if whole else best
        return replace(item, low=min(1.0, top), best=top, high=top, bound="at_most")
    if high is None:
        return item
    if sort == "nearly":
        return replace(item, low=max(0.0, low - _slack(low, grammar.nearly, whole)), bound="about")
    slack = _slack(best, grammar.tolerance, whole)
    return replace(item, low=max(0.0, low - slack), high=high + slack, bound="about")


def _slack(value: float, share: float, whole: bool) -> float:
    return float(max(1, round(value * share))) if whole else value * share


def _counted(words: list[Lexeme], i: int) -> tuple[Found, int] | None:
    """A number with what may follow it: a range, "or more"."""
    hit = _plain(words, i)
    if hit is None:
        return _vague(words, i)
    item, j = hit
    if j + 1 < len(words) and words[j].text in ("to", "-", "or") and not (i and words[i - 1].text == "from"):
        second = _plain(words, j + 1)
        if second is not None and second[0].best > item.best and _comparable(item, second[0], words[j]):
            item, j = _range(item, second[0]), second[1]
    after = match_phrase(words, j, _grammar().after)
    if after is not None and not item.high_end and not (words[j].text == "plus" and _plain(words, j + 1)):
        item = replace(_apply(item, after[1]), end=words[after[0] - 1].end)
        j = after[0]
    return item, j


def _comparable(first: Found, second: Found, sign: Lexeme) -> bool:
    """Whether two numbers can be the ends of one range: a dash joins only numbers that it touches."""
    if sign.text == "or":
        return first.best > 1 and second.best <= 10 * first.best
    if sign.text == "-":
        return first.digits == second.digits and (second.start - first.end) <= 3
    return second.best <= 100 * max(first.best, 1)


def _range(first: Found, second: Found) -> Found:
    """ACLED counts the most conservative figure: the lower end is ``best``."""
    return replace(
        first, end=second.end, core_end=second.end, high=second.high, high_end=second.best, bound="range", spelled=False
    )


def _plain(words: list[Lexeme], i: int) -> tuple[Found, int] | None:
    """An exact number: digits or words."""
    grammar = _grammar()
    if i >= len(words):
        return None
    fixed = match_phrase(words, i, grammar.exact)
    if fixed is not None:
        return _exact(words, i, fixed[0], float(fixed[1])), fixed[0]
    word = words[i]
    if word.kind == "digits":
        value = _digits(word.text)
        j = i + 1
        while j < len(words) and words[j].text in grammar.scales and words[j].text != "score":
            value *= grammar.scales[words[j].text]
            j += 1
        return None if value > _TOO_LARGE else (_exact(words, i, j, value, digits=True), j)
    start = i
    if word.text in ("a", "an", "one") and i + 1 < len(words) and words[i + 1].text in grammar.scales:
        return _spelled(words, start, i + 1, 1.0)
    if word.text in grammar.words:
        return _spelled(words, start, i, 0.0)
    return None


def _spelled(words: list[Lexeme], start: int, i: int, value: float) -> tuple[Found, int]:
    """Reads "two hundred and twenty-three"; ``value`` is what a leading article stands for."""
    grammar = _grammar()
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
    return _exact(words, start, j, total + part, spelled=True), j


def _joins(words: list[Lexeme], j: int) -> bool:
    """Whether "and" or a hyphen goes on with a number: "two hundred and five", "twenty-three"."""
    grammar = _grammar()
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


def _exact(words: list[Lexeme], i: int, j: int, value: float, *, digits: bool = False, spelled: bool = False) -> Found:
    start, end = words[i].start, words[j - 1].end
    return Found(start, end, value, value, value, "exact", start, end, digits, spelled)


def _vague(words: list[Lexeme], i: int) -> tuple[Found, int] | None:
    """Wordings without an exact number: "dozens", "several hundred", "no", "some"."""
    grammar = _grammar()
    if i and words[i - 1].text in ("how", "so", "too", "as"):
        return None
    factor = match_phrase(words, i, grammar.factors)
    if factor is not None and factor[0] < len(words) and words[factor[0]].text in grammar.scales:
        unit = float(grammar.scales[words[factor[0]].text])
        j = factor[0] + 1
        low, best = unit * factor[1]["low"], unit * factor[1]["best"]
        return _open(words, i, j, min(low, best), best, None), j
    vague = match_phrase(words, i, grammar.vague)
    if vague is not None and words[vague[0] - 1].text == "of" and _plain(words, vague[0]) is not None:
        return None  # "a group of 14": the number counts
    if vague is not None:
        row, j = vague[1], vague[0]
        item = _open(words, i, j, float(row["low"]), float(row["best"]), row.get("high"))
        return replace(item, needs_noun=words[j - 1].text == "of" or words[i].text in ("few", "many", "various")), j
    none = match_phrase(words, i, grammar.none)
    if none is not None:
        return replace(_exact(words, i, none[0], 0.0), needs_noun=words[i].text == "no" and none[0] == i + 1), none[0]
    some = match_phrase(words, i, grammar.some)
    if some is not None:
        row = grammar.bare_plural
        item = _open(words, i, some[0], float(row["low"]), float(row["best"]), None)
        return replace(item, needs_noun=True, needs_plural=True), some[0]
    return None


def _open(words: list[Lexeme], i: int, j: int, low: float, best: float, high: float | None) -> Found:
    start, end = words[i].start, words[j - 1].end
    top = None if high is None else float(high)
    return Found(start, end, low, best, top, "vague", start, end, partitive=words[j - 1].text == "of")
