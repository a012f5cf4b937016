"""Finding the phrases of a lexicon in a sentence, and the span that a finding rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from harmattan.reading.syntax import Sentence, Token

NEGATIONS = frozenset({"not", "n't", "n’t", "never", "neither", "nor"})
NO_WORDS = frozenset({"no", "neither", "nobody", "none", "nothing"})
NOMINAL = frozenset({"NOUN", "PROPN"})


@dataclass(frozen=True, slots=True)
class Cue:
    """The words that a decision rests on: tokens ``first`` up to, not including, ``last``."""

    sentence: int
    """Index of the sentence in its document."""
    first: int
    last: int
    start: int
    """Character offset into ``Document.text``."""
    end: int


def cue(sentence: Sentence, first: int, last: int | None = None) -> Cue:
    """The cue of tokens ``first`` up to, not including, ``last`` (one token without it)."""
    stop = first + 1 if last is None else last
    tokens = sentence.tokens
    return Cue(sentence.index, first, stop, tokens[first].start, tokens[stop - 1].end)


@lru_cache(maxsize=4096)
def _pattern(phrase: str) -> tuple[frozenset[str], ...]:
    """One set of alternatives a word."""
    return tuple(frozenset(word.split("|")) for word in phrase.lower().split())


def _fits(token: Token, wanted: frozenset[str]) -> bool:
    if token.lemma in wanted or token.text.lower() in wanted or "~" in wanted:
        return True
    return "<number>" in wanted and (token.upos == "NUM" or token.text.isdigit())


def phrase_at(sentence: Sentence, i: int, phrase: str) -> int | None:
    """Where ``phrase`` ends if it starts at token ``i``: the index after its last token.

    A word of a phrase matches a token's form or lemma; "a|b" are alternatives, "<number>" any number, "~" any one word.
    """
    pattern = _pattern(phrase)
    tokens = sentence.tokens
    if i + len(pattern) > len(tokens):
        return None
    if all(_fits(tokens[i + k], wanted) for k, wanted in enumerate(pattern)):
        return i + len(pattern)
    return None


@lru_cache(maxsize=64)
def _by_first_word(phrases: tuple[str, ...]) -> dict[str, tuple[tuple[int, str], ...]]:
    """Phrases with their ranks under every word that can start them; under "" those that any word or number can."""
    table: dict[str, list[tuple[int, str]]] = {"": []}
    for rank, phrase in enumerate(phrases):
        first = _pattern(phrase)[0]
        for word in ("",) if first & {"~", "<number>"} else first:
            table.setdefault(word, []).append((rank, phrase))
    return {word: tuple(rows) for word, rows in table.items()}


@lru_cache(maxsize=256)
def _phrases_in(sentence: Sentence, phrases: tuple[str, ...]) -> tuple[Cue, ...]:
    table = _by_first_word(phrases)
    found = []
    for i, token in enumerate(sentence.tokens):
        low = token.text.lower()
        rows = table[""] + table.get(token.lemma, ()) + (table.get(low, ()) if low != token.lemma else ())
        ends = (phrase_at(sentence, i, phrase) for _, phrase in sorted(rows))
        end = next((end for end in ends if end is not None), None)
        if end is not None:
            found.append(cue(sentence, i, end))
    return tuple(found)


def find_phrases(sentence: Sentence, phrases: Sequence[str]) -> Iterator[Cue]:
    """Every place where one of ``phrases`` stands, in text order; of several at one place the first of ``phrases``."""
    return iter(_phrases_in(sentence, tuple(phrases)))


def path_up(sentence: Sentence, i: int) -> Iterator[tuple[Token, Token]]:
    """Pairs (node, its governor) from token ``i`` to the root; ends on a malformed tree instead of looping."""
    seen: set[int] = set()
    node = sentence.tokens[i]
    while node.head >= 0 and node.i not in seen:
        seen.add(node.i)
        head = sentence.tokens[node.head]
        yield node, head
        node = head


def is_negated(sentence: Sentence, i: int) -> Token | None:
    """The word that negates token ``i``: "not", "never", or a "no" on itself or on its subject."""
    kids = sentence.children(i)
    for place, kid in enumerate(kids):
        low = kid.text.lower()
        if low in NEGATIONS or (kid.dep == "det" and low == "no"):
            following = sentence.tokens[kid.i + 1].text.lower() if kid.i + 1 < len(sentence.tokens) else ""
            if following in {"only", "just", "merely", "least", "surprisingly"}:
                continue
            return kid
        if kid.dep.split(":")[0] == "nsubj":
            negative = _no_in(sentence, kid)
            if negative is not None and not any(k.dep == "conj" for k in kids[:place]):
                return negative
    return None


def _no_in(sentence: Sentence, noun: Token) -> Token | None:
    """The "no" of "no group", "none of the ...", "nobody"."""
    if noun.text.lower() in NO_WORDS:
        return noun
    for kid in sentence.children(noun.i, "det", "advmod", "cc"):
        if kid.text.lower() in {"no", "neither"}:
            return kid
    return None


def lemmas(words: Iterable[Token]) -> frozenset[str]:
    """Lemmas of tokens."""
    return frozenset(word.lemma for word in words)
