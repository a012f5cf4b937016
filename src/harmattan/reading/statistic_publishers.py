"""Who publishes a number: "according to X", "X said", "X's report"."""

from __future__ import annotations

from functools import cached_property

from harmattan.reading.statistic_sentence import NAME_LENGTH, StatisticSentence
from harmattan.reading.syntax import Token


class PublishedSentence(StatisticSentence):
    """A sentence that may name the publisher of its numbers."""

    @cached_property
    def publisher(self) -> str | None:
        """Who publishes the number: "according to X", "X said", "X's report"."""
        for k, first in enumerate(self.texts):
            for phrase in self.w.publisher_phrases.get(first, ()):
                if self.texts[k : k + len(phrase)] == phrase:
                    name = self._name_from(k + len(phrase))
                    if name is not None:
                        return name
        for token in self.tokens:
            if token.upos == "VERB" and self.texts[token.i] in self.w.publisher_verbs:
                before = self._name_before(token.i)
                if before is not None:
                    return before
                for kid in self.s.children(token.i, "nsubj"):
                    if self._may_publish(kid):
                        return self._name_from(min(t.i for t in self.s.subtree(kid.i, skip=["acl", "appos", "nmod"])))
        return None

    def _name_before(self, i: int) -> str | None:
        """The name that ends right before a verb of saying."""
        first = i
        while first > 0 and self.tokens[first - 1].upos in ("NOUN", "PROPN", "ADJ"):
            first -= 1
        if first == i or not any(self._may_publish(t) for t in self.tokens[first:i]):
            return None
        return self.text[self.tokens[first].start : self.tokens[i - 1].end]

    def _may_publish(self, token: Token) -> bool:
        if token.lemma in self.w.not_publishers or token.upos == "PRON":
            return False
        if token.text[:1].isupper() and token.xpos == "NN":
            return True
        in_name = any(e.label in ("ORG", "PER") and e.first <= token.i < e.last for e in self.s.entities)
        return in_name or token.upos == "PROPN" or token.lemma in self.w.report_nouns

    def _name_from(self, k: int) -> str | None:
        """The entity or noun phrase that starts at token ``k``."""
        while k < len(self.tokens) and self.texts[k] in ("the", "a", "an", "to", "latest"):
            k += 1
        if k >= len(self.tokens):
            return None
        last = next((e.last for e in self.s.entities if e.first <= k < e.last and e.label in ("ORG", "PER")), k)
        while last < len(self.tokens) and last - k < NAME_LENGTH and self._continues_name(last, k):
            last += 1
        if last == k:
            return None
        return self.text[self.tokens[k].start : self.tokens[last - 1].end]

    def _continues_name(self, i: int, first: int) -> bool:
        token = self.tokens[i]
        if token.upos in ("NOUN", "PROPN", "ADJ") or token.text in ("-", "&"):
            return True
        joins = self.texts[i] in ("for", "of", "and", "the", "on", "in")
        following = self.tokens[i + 1 : i + 2]
        return joins and i > first and bool(following) and following[0].text[:1].isupper()
