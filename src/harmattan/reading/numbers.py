"""Quantities in a sentence: what is counted, how much of it, and how sure the text is.

The grammar works on the sentence's characters, so that it does not depend on how words such as
"twenty-three" or "19-year-old" were cut into tokens, and upper-case text reads the same. What the
words mean stands in ``codebook/data/vague_numbers.yaml``; docs/numbers.md says why.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from harmattan.reading.number_kinds import classify
from harmattan.reading.number_words import Found, scan
from harmattan.reading.syntax import ROOT, Sentence, Token, matches

QuantityKind = Literal[
    "count", "percent", "money", "measure", "duration", "age", "ordinal", "year", "date", "time", "score", "identifier"
]
QuantityBound = Literal["exact", "at_least", "at_most", "about", "range", "vague"]

_NOMINAL = ("NOUN", "PROPN")
_PLURALS = frozenset(
    {
        "people",
        "police",
        "personnel",
        "troops",
        "staff",
        "crew",
        "dead",
        "wounded",
        "injured",
        "cattle",
        "youth",
        "missing",
    }
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number in a sentence. ``low <= best <= high``; ``high`` is None where the text leaves it open."""

    first: int
    last: int
    """Tokens ``first`` up to, not including, ``last``, bounds and the like included ("at least 30")."""
    start: int
    end: int
    """Character offsets into the document's text."""
    low: float
    best: float
    high: float | None
    kind: QuantityKind
    bound: QuantityBound
    noun: int | None = None
    """Token of what is counted."""
    unit: str | None = None
    """Lower-case unit of a percentage, sum, measure or duration."""
    core: int = 0
    """First token of the number itself, behind words such as "at least"."""


def sentence_text(sentence: Sentence) -> str:
    """The sentence's characters, each token at its own offset, with spaces between."""
    if not sentence.tokens:
        return ""
    base = sentence.tokens[0].start
    end = max(token.end for token in sentence.tokens)
    letters = [" "] * (end - base)
    for token in sentence.tokens:
        letters[token.start - base : token.end - base] = token.text
    return "".join(letters)


def find_quantities(sentence: Sentence) -> list[Quantity]:
    """Every quantity of a sentence in text order; they do not overlap. Never raises."""
    text = sentence_text(sentence)
    if not text:
        return []
    base = sentence.tokens[0].start
    found: list[Quantity] = []
    for item in scan(text):
        first, last = _tokens(sentence.tokens, base + item.start, base + item.end)
        core, _ = _tokens(sentence.tokens, base + item.core_start, base + item.core_end)
        kind, unit = classify(text, item)
        noun = _counted_noun(sentence, item, first, last) if kind == "count" else None
        if noun is not None and (item.best > 1 or item.needs_plural) and not plural(sentence.tokens[noun]):
            noun = None
        quantity = Quantity(
            first,
            last,
            base + item.start,
            base + item.end,
            item.low,
            item.best,
            item.high,
            kind,
            item.bound,
            noun,
            unit,
            core,
        )
        if kind == "count" and item.needs_noun and noun is None:
            continue
        if found and found[-1].last == first and found[-1].noun is not None and found[-1].noun >= last:
            found[-1] = replace(found[-1], noun=None)  # "page 33 of 40 6 men": the last number counts them
        found.append(quantity)
    return found


def plural(token: Token) -> bool:
    """Whether a word can stand for several: by its tag, else by its form, since capitals fool the tagger."""
    text = token.text.lower()
    if token.xpos in ("NNS", "NNPS", "PRP", "WP") or text in _PLURALS:
        return True
    return (token.xpos != "NNP" or token.text.isupper()) and (text.endswith("s") or text != token.lemma)


def _tokens(tokens: Sequence[Token], start: int, end: int) -> tuple[int, int]:
    """The tokens that a span of characters touches."""
    touched = [token.i for token in tokens if token.start < end and token.end > start]
    return touched[0], touched[-1] + 1


def _counted_noun(sentence: Sentence, item: Found, first: int, last: int) -> int | None:
    """The head noun of what a quantity counts: by the words that follow, else by the parse."""
    by_order = _noun_after(sentence, last, partitive=item.partitive)
    if by_order is not None:
        return by_order
    for i in range(first, last):
        token = sentence.tokens[i]
        if token.head == ROOT or first <= token.head < last:
            continue
        head = sentence.tokens[token.head]
        if matches(token.dep, ("nummod", "det", "amod")) and head.upos in _NOMINAL and head.i >= last:
            return head.i
    return None


def _noun_after(sentence: Sentence, last: int, *, partitive: bool) -> int | None:
    """Walks over what may stand between a number and its noun ("12 [suspected Islamist] fighters")."""
    tokens = sentence.tokens
    i = last
    of = i < len(tokens) and tokens[i].text.lower() == "of"
    if of or partitive:
        i += 1 if of else 0
        while i < len(tokens) and (
            tokens[i].upos in ("DET", "PRON") or tokens[i].text.lower() in ("the", "his", "her")
        ):
            if tokens[i].upos == "PRON" and tokens[i].xpos == "PRP":
                return tokens[i].i
            i += 1
    noun = None
    for token in tokens[i : i + 8]:
        if partitive and noun is None and token.text.lower() in ("dead", "wounded", "injured", "missing"):
            return token.i
        if token.upos in _NOMINAL:
            if noun is not None and tokens[noun].upos == "NOUN" and token.upos == "PROPN":
                break
            noun = token.i
        elif (noun is not None and not (token.text == "-" and _glued(tokens, token.i))) or not _may_precede(token):
            break
    return noun


def _glued(tokens: Sequence[Token], i: int) -> bool:
    """Whether a hyphen joins the words around it."""
    return 0 < i < len(tokens) - 1 and tokens[i - 1].end == tokens[i].start and tokens[i].end == tokens[i + 1].start


def _may_precede(token: Token) -> bool:
    if token.upos in ("ADJ", "NUM"):
        return token.text.lower() not in ("dead", "missing")
    if token.upos == "VERB":
        return token.xpos in ("VBN", "VBG") and token.dep == "amod"
    return token.text in ("-", "other", "more", "“", '"', "‘", "'") or (token.upos == "ADV" and token.dep == "advmod")
