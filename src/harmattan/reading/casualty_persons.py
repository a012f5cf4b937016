"""Whether a noun means people, and its number, name and age."""

from __future__ import annotations

from collections.abc import Sequence

from harmattan.reading.casualty_words import CasualtyWords, casualty_words
from harmattan.reading.numbers import Quantity, plural
from harmattan.reading.syntax import Sentence, Token


class Persons:
    """Looks for the people of one sentence."""

    def __init__(self, sentence: Sentence, quantities: Sequence[Quantity]) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.counts = [q for q in quantities if q.kind == "count"]
        self.ages = [q for q in quantities if q.kind == "age"]
        self.ordinals = [q for q in quantities if q.kind == "ordinal"]
        self.words: CasualtyWords = casualty_words()
        self.texts = tuple(t.text.lower() for t in sentence.tokens)
        self.persons = {i for e in sentence.entities if e.label == "PER" for i in range(e.first, e.last)}
        self._places = {i for e in sentence.entities if e.label == "LOC" for i in range(e.first, e.last)}

    def is_person(self, noun: int, *, strict: bool = False) -> bool:
        """Whether a noun means people; ``strict`` asks for a listed word, a person's name or an age."""
        token = self.tokens[noun]
        lemma = lower_lemma(token)
        words = self.words
        if self.texts[noun] in words.nouns and lemma not in words.people and self.texts[noun] not in words.people:
            return False  # "the death of four and the wounding of two"
        if noun in self.persons or self.age_at(noun) is not None:
            return True
        if lemma in words.people or self.texts[noun] in words.people or lemma in words.group_nouns:
            return True
        if lemma in words.things or noun in self._places:
            return False
        if lemma in words.collective:
            return not strict
        return not strict and token.upos in ("NOUN", "PROPN", "ADJ", "NUM")

    def is_named(self, noun: int) -> bool:
        """A person's name; headlines write common nouns with a capital too."""
        token = self.tokens[noun]
        if lower_lemma(token) in self.words.people or (self.age_at(noun) is not None and token.upos != "PROPN"):
            return False
        return noun in self.persons or (token.upos == "PROPN" and not is_plural(token))

    def quantity_at(self, head: int) -> Quantity | None:
        """The number of a phrase: written on its head, or counting it."""
        hits = [q for q in self.counts if q.first <= head < q.last or q.noun == head]
        if len(hits) > 1 and hits[0].first <= self.tokens[head].head < hits[0].last:
            return hits[-1]  # "one of five people shot": five were shot
        if hits:
            return hits[0]
        for kid in self.sentence.children(head, "nummod", "det", "amod"):
            for q in self.counts:
                if q.first <= kid.i < q.last and kid.i < head and (q.best <= 1 or plural(self.tokens[head])):
                    return q
        return None

    def of_collective(self, noun: int) -> int:
        """ "a group of farmers": the farmers."""
        if lower_lemma(self.tokens[noun]) in self.words.collective:
            for kid in self.sentence.children(noun, "nmod"):
                if kid.upos in ("NOUN", "PROPN") and "of" in {
                    self.texts[c.i] for c in self.sentence.children(kid.i, "case")
                }:
                    return kid.i
        return noun

    def age_at(self, noun: int) -> int | None:
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

    def name_of(self, noun: int) -> str:
        """The person's name that a noun belongs to."""
        for e in self.sentence.entities:
            if e.label == "PER" and e.first <= noun < e.last:
                return " ".join(t.text for t in self.tokens[e.first : e.last])
        parts = [t for t in self.tokens if t.upos == "PROPN" and noun in (t.i, t.head) and abs(t.i - noun) <= 4]
        return " ".join(t.text for t in parts)


def lower_lemma(token: Token) -> str:
    """The lemma in lower case."""
    return token.lemma.lower()


def is_plural(token: Token) -> bool:
    """Whether the tag says that a noun is plural."""
    return token.xpos in ("NNS", "NNPS")
