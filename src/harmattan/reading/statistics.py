"""Quoted statistics: numbers about many events ("violence against civilians up 38% this year"). Never events.

Four forms are read: a change in percent, a share in percent, a count of events over a period, and a toll over a
period. A number without a period, a publisher or a share is left alone: it may belong to one event.
"""

from __future__ import annotations

from collections.abc import Sequence

from harmattan.model import Span, Statistic, content_id
from harmattan.reading.casualties import CasualtyMention, find_casualties
from harmattan.reading.numbers import Quantity, find_quantities
from harmattan.reading.statistic_percentages import PercentReader
from harmattan.reading.statistic_sentence import Figure
from harmattan.reading.syntax import Sentence


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


class _Reader(PercentReader):
    """Reads all forms in one sentence."""

    def tolls(self, mentions: Sequence[CasualtyMention]) -> list[Figure]:
        """Casualties over a long period."""
        found = []
        for m in mentions:
            if not m.cumulative or m.attempted or m.negated or m.basis not in ("stated", "vague") or m.best < 2:
                continue
            unit = self.w.units[m.kind]
            token = self.tokens[m.noun] if m.noun is not None else None
            who = "people" if token is None else token.text if token.upos == "PROPN" else token.text.lower()
            what = "killed or injured" if m.kind == "casualties" else m.kind
            found.append(Figure(f"{who} {what}", float(m.best), unit, m.start, m.end))
        return found

    def event_counts(self, quantities: Sequence[Quantity], mentions: Sequence[CasualtyMention]) -> list[Figure]:
        """ "some 700 kidnappings in 2019": a period, and a publisher or a large number, make them many."""
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
                Figure(self.cut(phrase) or self.texts[q.noun], q.best, "events", q.start, self.tokens[q.noun].end)
            )
        return found

    def statistic(self, n: Figure, document_id: str) -> Statistic:
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

    def _period_of(self, n: Figure) -> str | None:
        """The period that stands nearest behind the number, else before it."""
        behind = [words for start, words in self.periods if start >= n.start]
        return behind[0] if behind else self.period

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
