"""Victim phrases: from the head word of a phrase to how many people of which group it means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from harmattan.reading.casualty_counts import Basis, Group, combine, numbered
from harmattan.reading.casualty_persons import Persons, is_plural, lower_lemma
from harmattan.reading.casualty_words import starts_with
from harmattan.reading.numbers import Quantity
from harmattan.reading.syntax import Token

__all__ = ["Basis", "Group", "Phrases", "combine", "numbered"]

_DEFINITE = frozenset({"the", "these", "those", "all", "both", "his", "her", "their", "its"})
_STANDING_ALONE = frozenset({"another", "others", "someone", "somebody", "one", "more"})
_MASS = frozenset({"people", "police", "troops", "crew", "staff", "personnel"})
_LEFT = ("nummod", "det", "amod", "compound", "nmod:poss", "advmod", "case", "flat", "nmod:unmarked", "nmod")


class Phrases(Persons):
    """Reads the victim phrases of one sentence."""

    def groups(self, head: int, *, strict: bool = False) -> list[Group]:
        """The groups of a phrase and of those joined to it; empty where they are no people.

        Args:
            strict: take only words that the codebook lists for people.
        """
        found: list[Group] = []
        for i in self._joined(head):
            g = self.group(self._bearer(i), strict=strict)
            if g is None or any(g.name and g.name == k.name for k in found):
                continue
            if all(g.first >= k.last or g.last <= k.first for k in found):
                found.append(g)
        if not found and self.texts[head] in self.words.relative:
            return []
        return _shared_number(found, self.tokens)

    def _joined(self, head: int) -> list[int]:
        heads, queue = [], [self._bearer(head)]
        while queue:
            i = queue.pop(0)
            heads.append(i)
            counted = self.quantity_at(i)
            named = ("flat",) if counted is not None and counted.best > 1 else ("flat", "appos")
            inside = [i, *(t.i for t in self.sentence.children(i, *named))]  # "two clerks, Ana and Rui" are two
            joined = [t for k in inside for t in self.sentence.children(k, "conj")]
            people = [t.i for t in joined if t.upos not in ("VERB", "AUX") and not self._included(i, t.i)]
            queue.extend(j for j in people if not self._describes(i, self.tokens[j].head, j))
        return heads

    def _bearer(self, head: int) -> int:
        """ "Colonel Idris Maro": the name behind the title."""
        titled = lower_lemma(self.tokens[head]) in self.words.people and head + 1 in self.persons
        return head + 1 if titled and head not in self.persons else head

    def _describes(self, i: int, apposed: int, j: int) -> bool:
        """ "Rui Costa, a lawyer and leader of the union": both words are for one person."""
        if apposed == i or i not in self.persons or apposed in self.persons or j in self.persons:
            return False
        return not is_plural(self.tokens[j]) and not self.sentence.children(j, "det", "nummod", "nmod:poss")

    def _included(self, i: int, j: int) -> bool:
        """ "30 people, among them 19 civilians and 11 soldiers": the soldiers belong to the 30."""
        return any(starts_with(self.words.including, self.texts, k) for k in range(i + 1, j))

    def group(self, head: int, *, strict: bool = False) -> Group | None:
        """The people that one phrase means, without those joined to it."""
        token, text = self.tokens[head], self.texts[head]
        quantity = self.quantity_at(head)
        if text in self.words.ignored or text in self.words.relative or (token.upos == "NUM" and quantity is None):
            return None
        if token.upos == "PRON" or text in self.words.everyone or (text in _STANDING_ALONE and quantity is None):
            return self._pronoun(token, text, quantity)
        noun = quantity.noun if quantity is not None and quantity.noun is not None else head
        noun = self.of_collective(noun)
        if quantity is None and noun != head:
            quantity = self.quantity_at(noun)
        omitted = quantity is not None and self._omits_noun(quantity, head)
        lemma = None if omitted else lower_lemma(self.tokens[noun])
        if not omitted and not self.is_person(noun, strict=strict):
            return None
        base = self._sized(token, noun, quantity)
        return replace(base, noun=None if omitted else noun, lemma=lemma)

    def _omits_noun(self, q: Quantity, head: int) -> bool:
        """ "12 were killed", "two of them"."""
        if q.noun is None:
            return q.first <= head < q.last
        return self.texts[q.noun] in self.words.plural or self.texts[q.noun] == "whom"

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
            ordinal=self._ordinal(first, token.i),
        )

    def _ordinal(self, first: int, head: int) -> int | None:
        """ "A third man": there are three by now; "his second son" counts sons."""
        token = self.tokens[head]
        if self.sentence.children(head, "nmod:poss") or token.dep == "appos" or lower_lemma(token) in self.words.ranked:
            return None  # "Ana Belo, second judge of the court", "a second lieutenant"
        digits = [int(q.best) for q in self.ordinals if first <= q.first < head]
        found = digits + [self.words.ordinals[t] for t in self.texts[first:head] if t in self.words.ordinals]
        return found[0] if len(found) == 1 and 2 <= found[0] <= self.words.ordinal_limit else None

    def _size(self, token: Token, noun: int, quantity: Quantity | None, before: set[str]) -> Group:
        i, words = token.i, self.words
        if quantity is not None:
            return numbered(quantity, i, partitive=self._partitive(quantity))
        noun_token = self.tokens[noun]
        lemma = lower_lemma(noun_token)
        nested = self._number_of(noun)
        if nested is not None and lemma in words.collective:
            return replace(numbered(nested, i), last=max(i + 1, nested.last))
        if lemma in words.group_nouns:
            size = words.group_nouns[lemma]
            return Group(i, i, i + 1, size, size, size, "stated")
        if lemma + "s" in words.pairs and is_plural(noun_token):
            return Group(i, i, i + 1, 2, 2, 2, "stated")
        if "no" in before or self._negated_neighbour(i):
            return Group(i, i, i + 1, 0, 0, 0, "stated")
        age = self.age_at(noun)
        if self.is_named(noun) and i == noun:
            return Group(i, i, i + 1, 1, 1, 1, "named", name=self.name_of(noun), age=age)
        if is_plural(noun_token) or lemma in _MASS or lemma in words.collective:
            return Group(i, i, i + 1, words.plural_low, words.plural_best, None, "plural")
        return Group(i, i, i + 1, 1, 1, 1, "singular", age=age)

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


def _shared_number(groups: list[Group], tokens: Sequence[Token]) -> list[Group]:
    """ "five soldiers and policemen" are five: a bare plural shares the number before it."""
    kept: list[Group] = []
    for g in groups:
        bare = g.basis == "plural" and not g.additional and g.first == g.head
        if bare and kept and kept[0].basis in ("stated", "vague") and tokens[g.head].upos != "PRON":
            continue
        kept.append(g)
    return kept
