"""Quoted statistics: numbers about many events ("violence against civilians up 38% this year"). Never events.

Four forms are read: a change in percent, a share in percent, a count of events over a period, and a toll over a
period. A number without a period, a publisher or a share is left alone: it may belong to one event.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from harmattan.codebook.load import read_yaml
from harmattan.model import Span, Statistic, content_id
from harmattan.reading.casualties import CasualtyMention, find_casualties
from harmattan.reading.casualty_words import by_first
from harmattan.reading.numbers import Quantity, find_quantities, sentence_text
from harmattan.reading.syntax import Sentence, Token

_REACH = 8
_METRIC_LENGTH = 12
_OF_A_NAME = ("NOUN", "PROPN", "ADJ", "CCONJ", "DET", "NUM")


class _Words:
    def __init__(self) -> None:
        data: dict[str, Any] = read_yaml("statistics.yaml")
        self.topics = frozenset(data["topics"])
        self.events = frozenset(data["events"])
        self.increase = frozenset(data["increase"])
        self.decrease = frozenset(data["decrease"])
        self.factors: dict[str, int] = data["factors"]
        self.share = frozenset(data["share"])
        self.publisher_phrases = by_first(tuple(p.split()) for p in data["publisher_phrases"])
        self.publisher_verbs = frozenset(data["publisher_verbs"])
        self.report_nouns = frozenset(data["report_nouns"])
        self.not_publishers = frozenset(data["not_publishers"])
        self.periods = re.compile("|".join(rf"(?:\b{p}\b)" for p in data["periods"]), re.I)
        self.units: dict[str, str] = data["units"]


@cache
def _words() -> _Words:
    return _Words()


@dataclass(frozen=True, slots=True)
class _Number:
    """A statistic before it knows its period, place and publisher; offsets cut the words that prove it."""

    metric: str
    value: float
    unit: str
    start: int
    end: int


def find_statistics(
    sentence: Sentence,
    text: str,
    document_id: str,
    quantities: Sequence[Quantity] | None = None,
    mentions: Sequence[CasualtyMention] | None = None,
) -> list[Statistic]:
    """Every statistic that a sentence quotes, in text order. Never raises.

    Args:
        sentence: with its parse.
        text: the document's text, which the spans cut.
        document_id: of the document.
        quantities: of the sentence, where already found.
        mentions: casualty mentions of the sentence, where already found.
    """
    found = find_quantities(sentence) if quantities is None else quantities
    casualties = find_casualties(sentence, found) if mentions is None else mentions
    if not found:
        return []
    reader = _Reader(sentence, text)
    numbers = reader.percentages(found) + reader.tolls(casualties) + reader.event_counts(found, casualties)
    numbers.sort(key=lambda n: (n.start, n.end, n.metric))
    return [reader.statistic(n, document_id) for n in numbers]


class _Reader:
    """Reads one sentence."""

    def __init__(self, sentence: Sentence, text: str) -> None:
        self.s = sentence
        self.tokens = sentence.tokens
        self.texts = tuple(t.text.lower() for t in sentence.tokens)
        self.text = text
        self.w = _words()
        plain = sentence_text(sentence)
        self.base = sentence.tokens[0].start
        self.periods = [(self.base + m.start(), m.group()) for m in self.w.periods.finditer(plain)]
        self.period = self.periods[0][1] if self.periods else None

    def statistic(self, n: _Number, document_id: str) -> Statistic:
        """The record, with the sentence's period, place and publisher."""
        return Statistic(
            id=content_id("s", document_id, n.start, n.end, n.metric, n.value),
            document_id=document_id,
            metric=n.metric,
            value=n.value,
            unit=n.unit,
            period=self._period_of(n),
            place=self._place(),
            publisher=self.publisher,
            span=Span.cut(self.text, n.start, n.end),
        )

    def _period_of(self, n: _Number) -> str | None:
        """The period that stands nearest behind the number, else before it."""
        behind = [words for start, words in self.periods if start >= n.start]
        return behind[0] if behind else self.period

    # the four forms

    def percentages(self, quantities: Sequence[Quantity]) -> list[_Number]:
        """Changes and shares in percent."""
        found = []
        for q in quantities:
            if q.kind != "percent":
                continue
            number = self._share(q) or self._change(q)
            if number is not None:
                found.append(number)
        return found

    def _change(self, q: Quantity) -> _Number | None:
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
        start, end = min(q.start, topic[0].start), max(self._unit_end(q), topic[-1].end)
        start, end = min(start, self.tokens[sign].start), max(end, self.tokens[sign].end)
        return _Number(f"change in {self._cut(topic)}", value, "percent", start, end)

    def _topic_of_change(self, sign: int) -> list[Token] | None:
        """What rose or fell: what stands behind "in", else the subject."""
        for kid in self.s.children(sign, "nmod", "obl"):
            if {"in", "of"} & {self.texts[c.i] for c in self.s.children(kid.i, "case")} and self._is_topic(kid.i):
                return self._phrase(kid.i)
        for up in [self.tokens[sign], *self.s.ancestors(sign)]:
            for kid in self.s.children(up.i, "nsubj", "csubj"):
                if self._is_topic(kid.i):
                    return self._phrase(kid.i)
        topics = [t.i for t in self.tokens if t.lemma in self.w.topics and t.upos in ("NOUN", "PROPN")]
        if not topics:
            return None
        nearest = self.tokens[min(topics, key=lambda k: abs(k - sign))]
        while nearest.dep == "nmod" and self.tokens[nearest.head].upos == "NOUN":
            nearest = self.tokens[nearest.head]
        return self._phrase(nearest.i)

    def _share(self, q: Quantity) -> _Number | None:
        """ "responsible for 33% of the attacks", with what goes on in later clauses ("29%")."""
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
        metric = f"share of {self._cut(whole)}" + (f" by {actor}" if actor else "")
        start = min(q.start, self.tokens[near[-1]].start if near else q.start)
        end = max(self._unit_end(q), whole[-1].end if whole[0].start > q.start and of else 0)
        return _Number(metric, q.best, "percent", start, end)

    def _whole(self, k: int) -> list[Token] | None:
        """The topic that a share is of, in the words right behind "of"."""
        for token in self.tokens[k : k + 6]:
            if token.lemma in self.w.topics and token.upos in ("NOUN", "PROPN"):
                return self._phrase(token.i)
        return None

    def _other_whole(self) -> list[Token] | None:
        for token in self.tokens:
            if (
                token.lemma in self.w.topics
                and token.upos == "NOUN"
                and token.i
                and self.texts[token.i - 1] in ("of", "the")
            ):
                return self._phrase(token.i)
        return None

    def _sharer(self, verb: int | None, q: Quantity) -> str | None:
        """Who has the share: behind "to" or "on", else the subject."""
        if verb is None:
            return None
        for k in range(q.last, min(len(self.texts), q.last + 7)):
            if self.texts[k] == "to":
                heads = [t for t in self.tokens[k + 1 : k + 8] if t.upos in ("NOUN", "PROPN")]
                return self._cut(self._phrase(heads[-1].i)) if heads else None
        near = self._left_of(verb)
        if near:
            return self._cut(near)
        for up in [self.tokens[verb], *self.s.ancestors(verb)]:
            for kid in self.s.children(up.i, "nsubj"):
                if self.publisher is None or kid.text not in self.publisher:
                    return self._cut(self._phrase(kid.i, conjuncts=True))
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

    def tolls(self, mentions: Sequence[CasualtyMention]) -> list[_Number]:
        """Casualties over a long period."""
        found = []
        for m in mentions:
            if not m.cumulative or m.attempted or m.negated or m.basis not in ("stated", "vague") or m.best < 2:
                continue
            unit = self.w.units[m.kind]
            token = self.tokens[m.noun] if m.noun is not None else None
            who = "people" if token is None else token.text if token.upos == "PROPN" else token.text.lower()
            what = "killed or injured" if m.kind == "casualties" else m.kind
            found.append(_Number(f"{who} {what}", float(m.best), unit, m.start, m.end))
        return found

    def event_counts(self, quantities: Sequence[Quantity], mentions: Sequence[CasualtyMention]) -> list[_Number]:
        """ "more than 1,000 violent incidents in 2023": a period, and a publisher or a large number, make them many."""
        found = []
        for q in quantities:
            if q.kind != "count" or q.noun is None or q.best < 5 or self.tokens[q.noun].lemma not in self.w.events:
                continue
            if any(m.start <= q.start < m.end for m in mentions):
                continue
            if self.period is None or (self.publisher is None and q.best < 20):
                continue
            phrase = [t for t in self.tokens[q.core : q.noun + 1] if t.start >= q.end]
            found.append(
                _Number(self._cut(phrase) or self.texts[q.noun], q.best, "events", q.start, self.tokens[q.noun].end)
            )
        return found

    # words around

    def _is_topic(self, i: int) -> bool:
        return any(t.lemma in self.w.topics for t in self._phrase(i))

    def _phrase(self, i: int, *, conjuncts: bool = False) -> list[Token]:
        """The words of a noun phrase around its head, without clauses, at most a dozen."""
        skip = ["acl:relcl", "punct", "appos", "parataxis", "advcl", "cop", "nsubj", "advmod", "nummod"]
        tokens = self.s.subtree(i, skip=skip if conjuncts else [*skip, "conj", "cc"])
        first = next((k for k, t in enumerate(tokens) if t.upos not in ("DET", "ADP", "PUNCT")), 0)
        tokens = [t for t in tokens[first:] if self.period is None or not self._in_period(t)]
        return tokens[:_METRIC_LENGTH] or [self.tokens[i]]

    def _in_period(self, token: Token) -> bool:
        if self.period is None:
            return False
        at = self.text.find(self.period, self.base)
        return at >= 0 and at <= token.start < at + len(self.period)

    def _cut(self, tokens: Sequence[Token]) -> str:
        if not tokens:
            return ""
        first, last = tokens[0], tokens[-1]
        if last.i - first.i < len(tokens) + 3:
            return " ".join(self.text[first.start : last.end].split())
        return " ".join(t.text for t in tokens)

    def _unit_end(self, q: Quantity) -> int:
        end = q.end
        for token in self.tokens[q.last : q.last + 2]:
            if token.text.lower() in ("%", "percent", "per", "cent", "pct"):
                end = token.end
        return end

    def _place(self) -> str | None:
        """The first place name of the sentence that stands behind a preposition."""
        for e in self.s.entities:
            if (
                e.label == "LOC"
                and e.first
                and self.texts[e.first - 1] in ("in", "across", "of", "throughout", "within", "for")
            ):
                return self.text[self.tokens[e.first].start : self.tokens[e.last - 1].end]
        return None

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
        while last < len(self.tokens) and last - k < _METRIC_LENGTH and self._continues_name(last, k):
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
