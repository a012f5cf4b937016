"""The people beside a casualty word, found by the order of words alone, for where the parse says nothing."""

from __future__ import annotations

from dataclasses import replace

from harmattan.reading.casualty_groups import Group, Phrases, numbered

_SKIPPED = frozenset(
    {"been", "was", "were", "are", "is", "be", "being", "have", "has", "had", "reported", "confirmed", "feared"}
)
_AGE = frozenset({"-", "year", "month", "old"})
_BE = frozenset({"was", "were", "are", "is"})
_INCLUDED = frozenset({"included", "include", "includes"})


class Neighbours:
    """Looks to the left and right of a token of one sentence."""

    def __init__(self, phrases: Phrases) -> None:
        self.p = phrases
        self.s = phrases.sentence
        self.tokens = phrases.tokens
        self.texts = phrases.texts
        self.w = phrases.words

    def number_left(self, i: int) -> int | None:
        """The head of a numbered phrase that ends right before a participle or adjective ("three others wounded")."""
        j = i - 1
        while j >= 0 and (self.tokens[j].upos in ("AUX", "ADV") or self.texts[j] in _SKIPPED):
            if self.texts[j] in self.w.negation:
                return None
            j -= 1
        if j >= 1 and self.texts[j] == "more":
            j -= 1  # "found two more dead"
        for q in self.p.counts:
            if q.last - 1 == j or q.noun == j:
                return q.noun if q.noun is not None and q.noun <= j else q.core
        return None

    def number_right(self, i: int) -> int | None:
        """The head of a numbered phrase right behind an active verb ("killing at least 12")."""
        for q in self.p.counts:
            if i < q.first <= i + 1:
                return q.noun if q.noun is not None else q.core
        return None

    def people_left(self, i: int) -> int | None:
        """The person whose phrase ends right before a trigger ("Teen fatally shot")."""
        j = i - 1
        while j >= 0 and (self.tokens[j].upos in ("AUX", "ADV") or self.texts[j] in _SKIPPED):
            j -= 1
        if j >= 2 and self.texts[j] == "and" and self.texts[j - 1] in self.w.verbs:
            j -= 2  # "a student shot and killed"
        nominal = j >= 0 and (self.tokens[j].upos in ("NOUN", "PROPN") or self.texts[j] == "old")
        if nominal and self.p.is_person(j, strict=True):
            name = self.tokens[j].dep == "flat" and 0 <= self.tokens[j].head < j
            return self.tokens[j].head if name else j
        if j >= 0 and self.texts[j] == "another":
            return j  # "one man dead and another wounded"
        return None

    def people_right(self, i: int) -> int | None:
        """The person whose phrase starts right behind an active verb ("kills boyfriend")."""
        noun = None
        for token in self.tokens[i + 1 : i + 7]:
            if self.texts[token.i] in _AGE and any(q.first <= i + 3 and i < q.first for q in self.p.ages):
                continue  # "killed 13-year-old Ana"
            if token.upos in ("NOUN", "PROPN"):
                noun = token.i
            elif (
                noun is not None
                or token.upos not in ("DET", "ADJ", "NUM", "PRON")
                or token.xpos in ("PRP", "WP", "WDT")
            ):
                break
        if noun is not None and self.p.is_person(noun, strict=True):
            return noun
        if self.texts[i + 1 : i + 2] == ("another",):
            return i + 1  # "left three dead and wounded another on Sunday"
        return None

    def partitive_left(self, i: int) -> Group | None:
        """ "two of the dead"."""
        for q in self.p.counts:
            between = self.texts[q.last : i]
            if q.last < i and between in (("of", "the"), ("of", "those")):
                return numbered(q, q.first, partitive=True)
        return None

    def among_them(self, i: int) -> tuple[Group, ...]:
        """ "Among the dead were two children", "the dead included a nurse"."""
        listed = self.texts[max(0, i - 1) : i] == ("the",) and set(self.texts[i + 1 : i + 2]) & _INCLUDED
        among = self.texts[max(0, i - 2) : i] == ("among", "the") and set(self.texts[i + 1 : i + 2]) & _BE
        if not listed and not among:
            return ()
        head = self.number_right(i + 1)
        head = self.people_right(i + 1) if head is None else head
        return () if head is None else tuple(replace(g, partitive=True) for g in self.p.groups(head))
