"""Changes and shares in percent: of what, and whose."""

from __future__ import annotations

from collections.abc import Sequence

from harmattan.reading.numbers import Quantity
from harmattan.reading.statistic_publishers import PublishedSentence
from harmattan.reading.statistic_sentence import Figure
from harmattan.reading.syntax import Token

_REACH = 8
_OF_A_NAME = ("NOUN", "PROPN", "ADJ", "CCONJ", "DET", "NUM")


class PercentReader(PublishedSentence):
    """Reads the percentages of one sentence."""

    def percentages(self, quantities: Sequence[Quantity]) -> list[Figure]:
        """Changes and shares in percent."""
        found = []
        for q in quantities:
            if q.kind != "percent":
                continue
            number = self._share(q) or self._change(q)
            if number is not None:
                found.append(number)
        return found

    def _change(self, q: Quantity) -> Figure | None:
        near = range(max(0, q.first - _REACH), min(len(self.texts), q.last + _REACH))
        signs = [k for k in near if self.texts[k] in self.w.increase | self.w.decrease]
        if not signs:
            return None
        sign = min(signs, key=lambda k: (abs(k - q.first), k))
        topic = self._topic_of_change(sign)
        if topic is None:
            return None
        down = self.texts[sign] in self.w.decrease
        value = -q.best if down else q.best
        start, end = min(q.start, topic[0].start), max(self.unit_end(q), topic[-1].end)
        start, end = min(start, self.tokens[sign].start), max(end, self.tokens[sign].end)
        return Figure(f"change in {self.cut(topic)}", value, "percent", start, end)

    def _topic_of_change(self, sign: int) -> list[Token] | None:
        """What rose or fell: what stands behind "in", else the subject."""
        for kid in self.s.children(sign, "nmod", "obl"):
            if {"in", "of"} & {self.texts[c.i] for c in self.s.children(kid.i, "case")} and self.is_topic(kid.i):
                return self.phrase(kid.i)
        for up in [self.tokens[sign], *self.s.ancestors(sign)]:
            for kid in self.s.children(up.i, "nsubj", "csubj"):
                if self.is_topic(kid.i):
                    return self.phrase(kid.i)
        topics = [t.i for t in self.tokens if t.lemma in self.w.topics and t.upos in ("NOUN", "PROPN")]
        if not topics:
            return None
        nearest = self.tokens[min(topics, key=lambda k: abs(k - sign))]
        while nearest.dep == "nmod" and self.tokens[nearest.head].upos == "NOUN":
            nearest = self.tokens[nearest.head]
        return self.phrase(nearest.i)

    def _share(self, q: Quantity) -> Figure | None:
        """ "the militia's share is 18% of raids", with what goes on in later clauses ("11%")."""
        of = [k for k in range(q.last, min(q.last + 3, len(self.texts))) if self.texts[k] == "of"]
        shares = [k for k in range(len(self.texts)) if self.texts[k] in self.w.share]
        near = [k for k in shares if k < q.first]
        if not of and not near:
            return None
        whole = self._whole(of[0] + 1) if of else self._other_whole()
        if whole is None or any(
            self.texts[k] in self.w.increase | self.w.decrease for k in range(q.last, q.last + 2) if k < len(self.texts)
        ):
            return None
        actor = self._sharer(near[-1] if near else None, q)
        metric = f"share of {self.cut(whole)}" + (f" by {actor}" if actor else "")
        start = min(q.start, self.tokens[near[-1]].start if near else q.start)
        end = max(self.unit_end(q), whole[-1].end if whole[0].start > q.start and of else 0)
        return Figure(metric, q.best, "percent", start, end)

    def _whole(self, k: int) -> list[Token] | None:
        """The topic that a share is of, in the words right behind "of"."""
        for token in self.tokens[k : k + 6]:
            if token.lemma in self.w.topics and token.upos in ("NOUN", "PROPN"):
                return self.phrase(token.i)
        return None

    def _other_whole(self) -> list[Token] | None:
        for token in self.tokens:
            if (
                token.lemma in self.w.topics
                and token.upos == "NOUN"
                and token.i
                and self.texts[token.i - 1] in ("of", "the")
            ):
                return self.phrase(token.i)
        return None

    def _sharer(self, verb: int | None, q: Quantity) -> str | None:
        """Who has the share: behind "to" or "on", else the subject."""
        if verb is None:
            return None
        for k in range(q.last, min(len(self.texts), q.last + 7)):
            if self.texts[k] == "to":
                heads = [t for t in self.tokens[k + 1 : k + 8] if t.upos in ("NOUN", "PROPN")]
                return self.cut(self.phrase(heads[-1].i)) if heads else None
        near = self._left_of(verb)
        if near:
            return self.cut(near)
        for up in [self.tokens[verb], *self.s.ancestors(verb)]:
            for kid in self.s.children(up.i, "nsubj"):
                if self.publisher is None or kid.text not in self.publisher:
                    return self.cut(self.phrase(kid.i, conjuncts=True))
        return None

    def _left_of(self, verb: int) -> list[Token]:
        """The noun phrase that ends right before a verb or adjective, articles left out."""
        end = verb
        while end > 0 and self.tokens[end - 1].upos in ("AUX", "ADV"):
            end -= 1
        first = end
        while first > 0 and (
            self.tokens[first - 1].upos in _OF_A_NAME or "-" in (self.texts[first - 1], self.texts[first - 2])
        ):
            first -= 1
        while first < end and self.tokens[first].upos in ("DET", "CCONJ", "NUM"):
            first += 1
        return list(self.tokens[first:end]) if any(t.upos in ("NOUN", "PROPN") for t in self.tokens[first:end]) else []
