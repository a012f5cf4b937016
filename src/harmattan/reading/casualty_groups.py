"""Victim phrases: from the head word of a phrase to how many people of which group it means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from harmattan.model import TollPart
from harmattan.reading.casualty_words import CasualtyWords, casualty_words
from harmattan.reading.numbers import Quantity, plural
from harmattan.reading.syntax import Sentence, Token

Basis = Literal["stated", "vague", "named", "singular", "plural", "pronoun", "none"]
_DEFINITE = frozenset({"the", "these", "those", "all", "both", "his", "her", "their", "its"})
_STANDING_ALONE = frozenset({"another", "others", "someone", "somebody", "one", "more"})
_MASS = frozenset({"people", "police", "troops", "crew", "staff", "personnel"})
_LEFT = ("nummod", "det", "amod", "compound", "nmod:poss", "advmod", "case", "flat", "nmod:unmarked", "nmod")


@dataclass(frozen=True, slots=True)
class Group:
    """People of one kind inside a victim phrase."""

    head: int
    first: int
    """First token of the phrase."""
    last: int
    """Behind its last token."""
    low: int
    best: int
    high: int | None
    basis: Basis
    noun: int | None = None
    lemma: str | None = None
    definite: bool = False
    additional: bool = False
    partitive: bool = False
    """Part of people already spoken of ("two of them")."""
    name: str | None = None
    age: int | None = None


class Phrases:
    """Reads the victim phrases of one sentence."""

    def __init__(self, sentence: Sentence, quantities: Sequence[Quantity]) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.counts = [q for q in quantities if q.kind == "count"]
        self.ages = [q for q in quantities if q.kind == "age"]
        self.words: CasualtyWords = casualty_words()
        self.texts = tuple(t.text.lower() for t in sentence.tokens)
        self._persons = {i for e in sentence.entities if e.label == "PER" for i in range(e.first, e.last)}
        self._places = {i for e in sentence.entities if e.label == "LOC" for i in range(e.first, e.last)}

    def groups(self, head: int, *, strict: bool = False) -> list[Group]:
        """The groups of a phrase and of those joined to it; empty where they are no people.

        Args:
            strict: take only words that the codebook lists for people.
        """
        found: list[Group] = []
        for i in self._joined(head):
            g = self.group(i, strict=strict)
            if g is not None and all(g.first >= k.last or g.last <= k.first for k in found):
                found.append(g)
        if not found and self.texts[head] in self.words.relative:
            return []
        return _shared_number(found, self.tokens)

    def _joined(self, head: int) -> list[int]:
        if _lemma(self.tokens[head]) in self.words.people and head + 1 in self._persons:
            head += 1  # "Colonel Idris Maro"
        heads, queue = [], [head]
        while queue:
            i = queue.pop(0)
            heads.append(i)
            inside = [i, *(t.i for t in self.sentence.children(i, "flat", "appos"))]
            joined = [t for k in inside for t in self.sentence.children(k, "conj")]
            queue.extend(t.i for t in joined if t.upos not in ("VERB", "AUX"))
        return heads

    def group(self, head: int, *, strict: bool = False) -> Group | None:
        """The people that one phrase means, without those joined to it."""
        token, text = self.tokens[head], self.texts[head]
        quantity = self.quantity_at(head)
        if text in self.words.ignored or text in self.words.relative or (token.upos == "NUM" and quantity is None):
            return None
        if token.upos == "PRON" or text in self.words.everyone or (text in _STANDING_ALONE and quantity is None):
            return self._pronoun(token, text, quantity)
        noun = quantity.noun if quantity is not None and quantity.noun is not None else head
        noun = self._of_collective(noun)
        if quantity is None and noun != head:
            quantity = self.quantity_at(noun)
        omitted = quantity is not None and quantity.noun is None and quantity.first <= head < quantity.last
        if (
            quantity is not None
            and quantity.noun is not None
            and self.texts[quantity.noun] in (*self.words.plural, "whom")
        ):
            omitted = True
        lemma = None if omitted else _lemma(self.tokens[noun])
        if not omitted and not self.is_person(noun, strict=strict):
            return None
        base = self._sized(token, noun, quantity)
        return replace(base, noun=None if omitted else noun, lemma=lemma)

    def _omits_noun(self, q: Quantity, head: int) -> bool:
        """ "12 were killed", "two of them"."""
        if q.noun is None:
            return q.first <= head < q.last
        return self.texts[q.noun] in self.words.plural or self.texts[q.noun] == "whom"

    def quantity_at(self, head: int) -> Quantity | None:
        """The number of a phrase: written on its head, or counting it."""
        for q in self.counts:
            if q.first <= head < q.last or q.noun == head:
                return q
        for kid in self.sentence.children(head, "nummod", "det", "amod"):
            for q in self.counts:
                if q.first <= kid.i < q.last and kid.i < head and (q.best <= 1 or plural(self.tokens[head])):
                    return q
        return None

    def is_person(self, noun: int, *, strict: bool = False) -> bool:
        """Whether a noun means people; ``strict`` asks for a listed word, a person's name or an age."""
        token = self.tokens[noun]
        lemma = _lemma(token)
        words = self.words
        if self.texts[noun] in words.nouns and lemma not in words.people and self.texts[noun] not in words.people:
            return False  # "the death of four and the wounding of two"
        if noun in self._persons or self._age_at(noun) is not None:
            return True
        if lemma in words.people or self.texts[noun] in words.people or lemma in words.group_nouns:
            return True
        if lemma in words.things or noun in self._places:
            return False
        if lemma in words.collective:
            return not strict
        return not strict and token.upos in ("NOUN", "PROPN", "ADJ", "NUM")

    def _of_collective(self, noun: int) -> int:
        """ "a group of farmers": the farmers."""
        if _lemma(self.tokens[noun]) in self.words.collective:
            for kid in self.sentence.children(noun, "nmod"):
                if kid.upos in ("NOUN", "PROPN") and "of" in {
                    self.texts[c.i] for c in self.sentence.children(kid.i, "case")
                }:
                    return kid.i
        return noun

    def _pronoun(self, token: Token, text: str, quantity: Quantity | None) -> Group | None:
        i = token.i
        if text == "more":
            counted = next((q for q in self.counts if q.last == i), None)
            return None if counted is None else replace(numbered(counted, i), additional=True)
        if quantity is not None:
            partitive = quantity.noun is not None and self.tokens[quantity.noun].upos == "PRON"
            return numbered(quantity, i, partitive=partitive)
        if text in self.words.everyone:
            return self._make(i, (1, self.words.plural_best, None), "plural", definite=True)
        if text in self.words.singular:
            return self._make(i, (1, 1, 1), "pronoun", definite=True)
        if text in self.words.plural:
            return self._make(i, (2, 2, None), "pronoun", definite=True)
        if text in ("someone", "somebody", "one", "another"):
            return self._make(i, (1, 1, 1), "singular", additional=text == "another")
        if text in ("others", "many", "some", "several"):
            return self._make(
                i, (self.words.plural_low, self.words.plural_best, None), "plural", additional=text == "others"
            )
        return None

    def _make(
        self,
        i: int,
        size: tuple[int, int, int | None],
        basis: Basis,
        *,
        definite: bool = False,
        additional: bool = False,
    ) -> Group:
        return Group(i, i, i + 1, *size, basis, definite=definite, additional=additional)

    def _sized(self, token: Token, noun: int, quantity: Quantity | None) -> Group:
        """How many people, with the marks of the phrase around its head."""
        first, last = self._extent(token.i, quantity)
        before = set(self.texts[first : token.i])
        if quantity is not None and quantity.core < token.i:
            before -= set(self.texts[quantity.first : quantity.core])  # the "more" of "more than 400" adds nobody
        group = self._size(token, noun, quantity, before)
        return replace(
            group,
            first=min(first, group.first),
            last=max(last, group.last),
            definite=bool(before & _DEFINITE),
            additional=bool((before | {self.texts[token.i]}) & self.words.additional),
        )

    def _size(self, token: Token, noun: int, quantity: Quantity | None, before: set[str]) -> Group:
        i, words = token.i, self.words
        if quantity is not None:
            return numbered(quantity, i, partitive=self._partitive(quantity))
        noun_token = self.tokens[noun]
        lemma = _lemma(noun_token)
        nested = self._number_of(noun)
        if nested is not None and lemma in words.collective:
            return replace(numbered(nested, i), last=max(i + 1, nested.last))
        if lemma in words.group_nouns:
            size = words.group_nouns[lemma]
            return Group(i, i, i + 1, size, size, size, "stated")
        if "no" in before or self._negated_neighbour(i):
            return Group(i, i, i + 1, 0, 0, 0, "stated")
        age = self._age_at(noun)
        if self._is_named(noun) and i == noun:
            return Group(i, i, i + 1, 1, 1, 1, "named", name=self._name(noun), age=age)
        if _is_plural(noun_token) or lemma in _MASS or lemma in words.collective:
            return Group(i, i, i + 1, words.plural_low, words.plural_best, None, "plural")
        return Group(i, i, i + 1, 1, 1, 1, "singular", age=age)

    def _is_named(self, noun: int) -> bool:
        """A person's name; headlines write common nouns with a capital too."""
        token = self.tokens[noun]
        if _lemma(token) in self.words.people or (self._age_at(noun) is not None and token.upos != "PROPN"):
            return False
        return noun in self._persons or (token.upos == "PROPN" and not _is_plural(token))

    def _negated_neighbour(self, i: int) -> bool:
        """ "no injuries or deaths": the second stands under the first one's "no"."""
        token = self.tokens[i]
        if token.dep != "conj" or token.head < 0:
            return False
        return any(self.texts[k.i] == "no" for k in self.sentence.children(token.head, "det"))

    def _extent(self, head: int, quantity: Quantity | None) -> tuple[int, int]:
        first = head
        for kid in self.sentence.children(head, *_LEFT):
            if kid.i < head and head - kid.i <= 8:
                first = min(first, kid.i)
        last = head + 1
        if quantity is not None:
            first, last = min(first, quantity.first), max(last, quantity.last)
            if quantity.noun is not None:
                last = max(last, quantity.noun + 1)
        return first, last

    def _partitive(self, quantity: Quantity) -> bool:
        """ "two of the dead", "one of them", but not "two of 12" or "dozens of people"."""
        if quantity.last < len(self.texts) and self.texts[quantity.last] == "of":
            rest = self.texts[quantity.last + 1 : quantity.last + 4]
            return bool(rest) and (rest[0] in ("the", "them", "whom", "those", "these", "his", "her", "their"))
        return False

    def _number_of(self, noun: int) -> Quantity | None:
        """ "a family of six", "a group of 12 men"."""
        for q in self.counts:
            if noun + 1 < len(self.texts) and self.texts[noun + 1] == "of" and q.first in (noun + 2, noun + 3):
                return q
        return None

    def _age_at(self, noun: int) -> int | None:
        """ "a 19-year-old", "Anna Person, 34,", "a man aged 40"."""
        for q in self.ages:
            before = noun - 8 <= q.first <= noun and "old" in self.texts[q.first : noun + 1]
            behind = noun < q.first <= noun + 3 and self.texts[q.first - 1] in (",", "(", "aged", "age")
            inside = q.first <= noun < q.last + 3 and self.texts[noun].endswith("old")
            if (before and self._one_phrase(q.last, noun)) or behind or inside:
                return int(q.best)
        return None

    def _one_phrase(self, first: int, last: int) -> bool:
        return all(t.text not in (",", "and") and t.upos not in ("VERB", "AUX") for t in self.tokens[first:last])

    def _name(self, noun: int) -> str:
        for e in self.sentence.entities:
            if e.label == "PER" and e.first <= noun < e.last:
                return " ".join(t.text for t in self.tokens[e.first : e.last])
        parts = [t for t in self.tokens if t.upos == "PROPN" and noun in (t.i, t.head) and abs(t.i - noun) <= 4]
        return " ".join(t.text for t in parts)


def numbered(q: Quantity, head: int, *, partitive: bool = False) -> Group:
    """A group of as many people as a quantity says."""
    basis: Basis = "vague" if q.bound == "vague" else "stated"
    high = None if q.high is None else int(q.high)
    return Group(head, q.first, max(q.last, head + 1), int(q.low), int(q.best), high, basis, partitive=partitive)


def _lemma(token: Token) -> str:
    return token.lemma.lower()


def _is_plural(token: Token) -> bool:
    return token.xpos in ("NNS", "NNPS")


def _shared_number(groups: list[Group], tokens: Sequence[Token]) -> list[Group]:
    """ "five soldiers and policemen" are five: a bare plural shares the number before it."""
    kept: list[Group] = []
    for g in groups:
        bare = g.basis == "plural" and not g.additional and g.first == g.head
        if bare and kept and kept[0].basis in ("stated", "vague") and tokens[g.head].upos != "PRON":
            continue
        kept.append(g)
    return kept


def combine(groups: Sequence[Group]) -> tuple[int, int, int | None, tuple[TollPart, ...]]:
    """Sums groups; a group whose number is the sum of those after it is their total, they are its parts."""
    if not groups:
        return 0, 0, None, ()
    first, rest = groups[0], groups[1:]
    counted = [g for g in rest if g.basis in ("stated", "vague", "singular")]
    if len(rest) > 1 and len(counted) == len(rest) and first.best == sum(g.best for g in rest):
        return first.low, first.best, first.high, _parts(rest)
    low, best = sum(g.low for g in groups), sum(g.best for g in groups)
    high = None if any(g.high is None for g in groups) else sum(g.high or 0 for g in groups)
    return low, best, high, _parts(groups) if len(groups) > 1 else ()


def _parts(groups: Sequence[Group]) -> tuple[TollPart, ...]:
    return tuple(
        TollPart(group=g.lemma, low=g.low, best=g.best, high=g.high)
        for g in groups
        if g.lemma is not None and g.basis in ("stated", "vague", "singular")
    )
