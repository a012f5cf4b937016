"""A sentence as the reading of statistics looks at it: its periods and its noun phrases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from harmattan.reading.numbers import Quantity, sentence_text
from harmattan.reading.statistic_words import statistic_words
from harmattan.reading.syntax import Sentence, Token

NAME_LENGTH = 12
"""The most tokens of a metric's or publisher's name."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A statistic before it knows its period, place and publisher; offsets cut the words that prove it."""

    metric: str
    value: float
    unit: str
    start: int
    end: int


class StatisticSentence:
    """One sentence of ``text``."""

    def __init__(self, sentence: Sentence, text: str) -> None:
        self.s = sentence
        self.tokens = sentence.tokens
        self.texts = tuple(t.text.lower() for t in sentence.tokens)
        self.text = text
        self.w = statistic_words()
        plain = sentence_text(sentence)
        self.base = sentence.tokens[0].start
        self.periods = [(self.base + m.start(), m.group()) for m in self.w.periods.finditer(plain)]
        self.period = self.periods[0][1] if self.periods else None

    def is_topic(self, i: int) -> bool:
        """Whether a noun phrase names what statistics are about."""
        return any(t.lemma in self.w.topics for t in self.phrase(i))

    def phrase(self, i: int, *, conjuncts: bool = False) -> list[Token]:
        """The words of a noun phrase around its head, without clauses, at most a dozen."""
        skip = ["acl:relcl", "punct", "appos", "parataxis", "advcl", "cop", "nsubj", "advmod", "nummod"]
        tokens = self.s.subtree(i, skip=skip if conjuncts else [*skip, "conj", "cc"])
        first = next((k for k, t in enumerate(tokens) if t.upos not in ("DET", "ADP", "PUNCT")), 0)
        tokens = [t for t in tokens[first:] if self.period is None or not self._in_period(t)]
        return tokens[:NAME_LENGTH] or [self.tokens[i]]

    def _in_period(self, token: Token) -> bool:
        if self.period is None:
            return False
        at = self.text.find(self.period, self.base)
        return at >= 0 and at <= token.start < at + len(self.period)

    def cut(self, tokens: Sequence[Token]) -> str:
        """The words of a phrase as the text has them."""
        if not tokens:
            return ""
        first, last = tokens[0], tokens[-1]
        if last.i - first.i < len(tokens) + 3:
            return " ".join(self.text[first.start : last.end].split())
        return " ".join(t.text for t in tokens)

    def unit_end(self, q: Quantity) -> int:
        """The end of a number with its percent sign."""
        end = q.end
        for token in self.tokens[q.last : q.last + 2]:
            if token.text.lower() in ("%", "percent", "per", "cent", "pct"):
                end = token.end
        return end
