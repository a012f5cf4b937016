"""The coder: documents in, reports out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from harmattan.model import Document, Report, Scope
from harmattan.reading.anchors import is_anchored
from harmattan.reading.authors import with_authors
from harmattan.reading.coding import Coding
from harmattan.reading.decisions import Decision
from harmattan.reading.document_reading import DocumentReading, read_document
from harmattan.reading.event_mentions import EventMention, event_mentions
from harmattan.reading.event_typing import act_group
from harmattan.reading.first_person import with_first_person
from harmattan.reading.incidents import Incident, group
from harmattan.reading.language_model import LanguageModel
from harmattan.reading.record_claims import record_claims
from harmattan.reading.reports import decide
from harmattan.reading.retractions import is_retraction, retracting
from harmattan.reading.said import with_denials
from harmattan.reading.second_opinion import doubts_news, is_short, vouches
from harmattan.reading.statistics import find_statistics
from harmattan.reading.syntax import Sentence
from harmattan.resolving.dates import ResolvedTime

_CLOSE = frozenset({"time", "day", "week", "weekend", "month"})
_SETTLEMENT = 3
"""``specificity`` of a town or spot."""


class Coder:
    """Codes documents by the shipped language model and the codebook.

    ``scope`` decides which reports are kept, never what they say: "political" keeps ACLED's scope, "violence" also
    crime.
    """

    def __init__(self, scope: Scope = "political", threads: int | None = None) -> None:
        """Loads the model; ``threads`` limits the processor cores it uses.

        Raises:
            ModelError: the shipped model is missing or damaged.
        """
        self.scope = scope
        self._model = LanguageModel.load(threads)

    def code(self, document: Document) -> Coding:
        """The coding of one document."""
        return self.code_many([document])[0]

    def code_many(self, documents: Sequence[Document]) -> list[Coding]:
        """The codings of several documents, parsed together for speed; each as if it had come alone."""
        wanted = [d for d in documents if d.skipped is None]
        parsed = dict(zip((d.id for d in wanted), self._model.analyse_many([d.text for d in wanted]), strict=True))
        return [self._code(d, parsed[d.id]) if d.skipped is None else Coding(d.id) for d in documents]

    def _code(self, document: Document, sentences: Sequence[Sentence]) -> Coding:
        reading = read_document(document, sentences)
        vectors = [(s, s.vector) for s in sentences if s.vector is not None]
        return Coding(
            document_id=document.id,
            reports=tuple(r for r in code_reading(reading) if self.scope == "violence" or r.political),
            statistics=tuple(
                found
                for s, q, c in zip(sentences, reading.quantities, reading.casualties, strict=True)
                for found in find_statistics(s, document.text, document.id, q, c)
            )
            + tuple(record_claims(reading)),
            sentence_offsets=tuple((s.start, s.end) for s, _ in vectors),
            sentence_vectors=np.stack([v for _, v in vectors]) if vectors else None,
        )


def code_reading(reading: DocumentReading) -> list[Report]:
    """All reports of a document that was read, whatever their scope, in text order."""
    _, decisions = decisions_of(reading)
    reports: dict[str, Report] = {}
    taken_back = is_retraction(reading)
    for decision in decisions:
        for report in decision.reports:
            reports.setdefault(report.id, retracting(report) if taken_back else report)
    return sorted(reports.values(), key=lambda r: (r.trigger.start, r.id))


def decisions_of(reading: DocumentReading) -> tuple[list[EventMention], list[Decision]]:
    """All mentions of events of a document, and what was decided about each incident made of them, in text order."""
    mentions = with_authors(reading, with_first_person(reading, event_mentions(reading)))
    dated: dict[int, ResolvedTime] = {}
    incidents = group([m for m in mentions if not is_statistic(m)], reading.sentences)
    return mentions, with_denials(reading, [_decided(reading, i, dated) for i in incidents])


def _decided(reading: DocumentReading, incident: Incident, dated: dict[int, ResolvedTime]) -> Decision:
    told = [(reading.sentences[m.sentence], m.trigger.token) for m in incident.mentions]
    short = is_short(reading.sentences)
    if not is_anchored(reading, incident) and not vouches(told, short=short):
        return Decision(incident, "nothing ties it to a time, place, toll or the lead")
    open_to_doubt = incident.actuality == "happened" and not incident.background and not _is_firm(incident, short=short)
    if open_to_doubt and doubts_news(told, short=short):
        return Decision(incident, "the network takes none of its words for news")
    return decide(reading, incident, dated)


def _is_firm(incident: Incident, *, short: bool) -> bool:
    """Whether the words themselves are a better sign of a single event than what the network makes of them."""
    if any(c.best > 0 for m in incident.mentions for c in m.casualties):
        return True
    if incident.acts & (act_group("lasting") | act_group("decisive")) or _is_particular(incident):
        return True
    # A note begins with its day, year and all; the network takes such days for those of old.
    return short and any((t.basis, t.granularity) == ("explicit", "day") for t in incident.times)


def _is_particular(incident: Incident) -> bool:
    """Whether the words name a settlement and either a month or less or both sides: that is said of one event."""
    when = any(t.granularity in _CLOSE for t in incident.times)
    who = any(m.initiators and m.targets for m in incident.mentions)
    return (when or who) and any(p.specificity >= _SETTLEMENT for p in incident.places)


def is_statistic(mention: EventMention) -> bool:
    """A mention whose only numbers are totals over many events."""
    return bool(mention.casualties) and all(c.cumulative for c in mention.casualties)
