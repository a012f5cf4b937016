"""The groups that a text names inside a number: "31 people, including 12 miners", "most of them children"."""

from __future__ import annotations

from dataclasses import dataclass

from harmattan.model import TollPart
from harmattan.reading.casualty_groups import Phrases
from harmattan.reading.casualty_words import by_first, starts_with
from harmattan.reading.numbers import Quantity

_JOINERS = frozenset({",", "and", "as", "well", "plus", "also", "or", "the", "both"})
_MOST = by_first(
    (
        ("most", "of", "them"),
        ("mostly",),
        ("most",),
        ("the", "majority"),
        ("mainly",),
        ("a", "majority"),
        ("largely",),
    )
)
_ALL = by_first((("all", "of", "them"), ("all",), ("both",), ("each", "of", "them")))
_LEAD_IN = frozenset({"at", "least", "of", "them", ",", "were", "are", "whom", "which", "who", "-", "–", "—", "being"})


@dataclass(frozen=True, slots=True)
class Inclusion:
    """Groups that belong to the number before token ``at``; they end before token ``end``."""

    at: int
    end: int
    parts: tuple[TollPart, ...]


class Parts:
    """Finds the inclusions of one sentence."""

    def __init__(self, phrases: Phrases) -> None:
        self.p = phrases
        self.texts = phrases.texts
        self.tokens = phrases.tokens

    def all(self) -> list[Inclusion]:
        """In text order."""
        found = []
        i = 0
        while i < len(self.texts):
            hit = self._including(i) or self._of_them(i)
            if hit is None:
                i += 1
                continue
            found.append(hit)
            i = max(hit.end, i + 1)
        return found

    def share(self, i: int, best: int) -> tuple[int, TollPart] | None:
        """ "most of them civilians" at token ``i``, for people who are ``best`` in all: end and group."""
        length = starts_with(_MOST, self.texts, i)
        whole = starts_with(_ALL, self.texts, i)
        if not length and not whole:
            return None
        j = i + (length or whole)
        while j < len(self.texts) and self.texts[j] in _LEAD_IN:
            j += 1
        noun = self._noun_from(j)
        if noun is None:
            return None
        low = best if whole else best // 2 + 1
        return noun + 1, TollPart(group=self.tokens[noun].lemma, low=min(low, best), best=min(low, best), high=best)

    def _including(self, i: int) -> Inclusion | None:
        length = starts_with(self.p.words.including, self.texts, i)
        if not length:
            opens = self.texts[i] in ("(", ":", "—", "–") and i > 0
            if not opens:
                return None
            length = 1
        j = i + length
        while j < len(self.texts) and self.texts[j] in (",", ":", "were", "was", "are", "is"):
            j += 1
        parts, end = self._listed(j)
        if not parts or (self.texts[i] in ("(", ":", "—", "–") and len(parts) < 2 and self.texts[i] != "("):
            return None
        return Inclusion(i, end, parts)

    def _of_them(self, i: int) -> Inclusion | None:
        """ "12 of them children", "49 of whom were civilians"."""
        length = starts_with(self.p.words.of_them, self.texts, i)
        if not length:
            return None
        quantity = next((q for q in self.p.counts if q.last == i), None)
        if quantity is None:
            return None
        j = i + length
        while j < len(self.texts) and self.texts[j] in ("were", "are", "was", "is", "being", "reportedly"):
            j += 1
        noun = self._noun_from(j)
        if noun is None:
            return None
        return Inclusion(quantity.first, noun + 1, (_part(quantity, self.tokens[noun].lemma),))

    def _listed(self, j: int) -> tuple[tuple[TollPart, ...], int]:
        """Reads "49 civilians, 15 soldiers and a child" from token ``j`` on."""
        parts: list[TollPart] = []
        end = j
        while j < len(self.texts):
            if self.texts[j] in _JOINERS:
                j += 1
                continue
            item = self._item(j)
            if item is None:
                break
            part, j = item
            parts.append(part)
            end = j
        return tuple(parts), end

    def _item(self, j: int) -> tuple[TollPart, int] | None:
        quantity = next((q for q in self.p.counts if q.first == j), None)
        if quantity is not None:
            noun = quantity.noun if quantity.noun is not None else None
            if noun is None or not self.p.is_person(noun) or noun < j:
                return None
            return _part(quantity, self.tokens[noun].lemma), noun + 1
        if self.texts[j] in ("a", "an", "one", "his", "her", "their"):
            noun = self._noun_from(j + 1)
            if noun is None:
                return None
            token = self.tokens[noun]
            if token.xpos in ("NNS", "NNPS"):
                low, best = self.p.words.plural_low, self.p.words.plural_best
                return TollPart(group=token.lemma, low=low, best=best, high=None), noun + 1
            return TollPart(group=token.lemma, low=1, best=1, high=1), noun + 1
        noun = self._noun_from(j)
        if noun is not None and self.tokens[noun].xpos in ("NNS", "NNPS"):
            low, best = self.p.words.plural_low, self.p.words.plural_best
            return TollPart(group=self.tokens[noun].lemma, low=low, best=best, high=None), noun + 1
        return None

    def _noun_from(self, j: int) -> int | None:
        """The head of the noun phrase that starts at ``j``, when it means people."""
        noun = None
        for token in self.tokens[j : j + 7]:
            if token.upos in ("NOUN", "PROPN"):
                noun = token.i
            elif (noun is not None and token.text != "-") or (
                token.upos not in ("ADJ", "NUM", "DET") and token.text != "-" and token.xpos not in ("VBN", "VBG")
            ):
                break
        if noun is None or not self.p.is_person(noun, strict=True):
            return None
        return noun


def _part(q: Quantity, lemma: str) -> TollPart:
    return TollPart(group=lemma.lower(), low=int(q.low), best=int(q.best), high=None if q.high is None else int(q.high))
