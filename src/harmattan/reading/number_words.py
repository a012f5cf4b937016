"""Finds number wordings in plain text: digits, words, vague words, bounds and ranges."""

from __future__ import annotations

import math
from dataclasses import replace

from harmattan.reading.number_exact import Found, exact_number, plain_number
from harmattan.reading.number_grammar import Lexeme, grammar_tables, lexemes, match_phrase

__all__ = ["Found", "scan"]


def scan(text: str) -> list[Found]:
    """Every number wording of ``text`` in order, without overlap."""
    words = lexemes(text)
    found: list[Found] = []
    starters = grammar_tables().starters
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
    first = plain_number(words, i + 1)
    if first is None or first[1] >= len(words) or words[first[1]].text not in ("and", "to", "-"):
        return None
    second = plain_number(words, first[1] + 1)
    if second is None or second[0].best <= first[0].best:
        return None
    return _range(replace(first[0], start=words[i].start), second[0]), second[1]


def _bounded(words: list[Lexeme], i: int) -> tuple[Found, int] | None:
    """A number after "at least", "about" and the like, of which two may stand together."""
    grammar = grammar_tables()
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
    grammar = grammar_tables()
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
    hit = plain_number(words, i)
    if hit is None:
        return _vague(words, i)
    item, j = hit
    if j + 1 < len(words) and words[j].text in ("to", "-", "or") and not (i and words[i - 1].text == "from"):
        second = plain_number(words, j + 1)
        if second is not None and second[0].best > item.best and _comparable(item, second[0], words[j]):
            item, j = _range(item, second[0]), second[1]
    after = match_phrase(words, j, grammar_tables().after)
    if after is not None and not item.high_end and not (words[j].text == "plus" and plain_number(words, j + 1)):
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


def _vague(words: list[Lexeme], i: int) -> tuple[Found, int] | None:
    """Wordings without an exact number: "dozens", "several hundred", "no", "some"."""
    grammar = grammar_tables()
    if i and words[i - 1].text in ("how", "so", "too", "as"):
        return None
    factor = match_phrase(words, i, grammar.factors)
    if factor is not None and factor[0] < len(words) and words[factor[0]].text in grammar.scales:
        unit = float(grammar.scales[words[factor[0]].text])
        j = factor[0] + 1
        low, best = unit * factor[1]["low"], unit * factor[1]["best"]
        return _open(words, i, j, min(low, best), best, None), j
    vague = match_phrase(words, i, grammar.vague)
    if vague is not None and words[vague[0] - 1].text == "of" and plain_number(words, vague[0]) is not None:
        return None  # "a group of 14": the number counts
    if vague is not None:
        row, j = vague[1], vague[0]
        item = _open(words, i, j, float(row["low"]), float(row["best"]), row.get("high"))
        return replace(item, needs_noun=words[j - 1].text == "of" or words[i].text in ("few", "many", "various")), j
    none = match_phrase(words, i, grammar.none)
    if none is not None:
        return replace(
            exact_number(words, i, none[0], 0.0), needs_noun=words[i].text == "no" and none[0] == i + 1
        ), none[0]
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
