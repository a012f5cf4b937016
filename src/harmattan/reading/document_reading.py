"""Everything that was found in one document before events are put together."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from harmattan.model import Document
from harmattan.reading.casualties import CasualtyMention, find_casualties
from harmattan.reading.classes import NounClasses
from harmattan.reading.conflict_settings import in_conflict
from harmattan.reading.event_places import TOWN, dateline_length, stands_alone
from harmattan.reading.numbers import Quantity, find_quantities
from harmattan.reading.syntax import Sentence
from harmattan.reading.time_expressions import find_times
from harmattan.reading.topics import TopicReading, topic_reading
from harmattan.reading.toponyms import document_toponyms
from harmattan.reading.triggers import Trigger, triggers_of_text
from harmattan.resolving.actors import ActorContext, ActorMention, ActorRegistry, ResolvedActor
from harmattan.resolving.actors_document import resolve_each
from harmattan.resolving.dates import ResolvedTime, resolve_times
from harmattan.resolving.place_evidence import countries_of_actors, home_of
from harmattan.resolving.place_mentions import Toponym
from harmattan.resolving.places import PlaceResolver, ResolvedPlace

OPENING = 3
"""Sentences that say what a text is about, the headline included."""


@dataclass(frozen=True, eq=False)
class DocumentReading:
    """One document's sentences with what stands in them; lists by sentence index."""

    document: Document
    sentences: Sequence[Sentence]
    toponyms: tuple[tuple[Toponym, ...], ...]
    places: dict[Toponym, ResolvedPlace]
    times: tuple[ResolvedTime, ...]
    mentions: tuple[tuple[ActorMention, ...], ...]
    actors: dict[ActorMention, ResolvedActor]
    quantities: tuple[tuple[Quantity, ...], ...]
    casualties: tuple[tuple[CasualtyMention, ...], ...]
    classes: tuple[NounClasses, ...]
    triggers: tuple[tuple[Trigger, ...], ...]
    topic: TopicReading
    country: str | None
    """ISO2 of the country that the document is mostly about."""
    datelines: tuple[int, ...] = ()
    """How many leading tokens of each sentence are a dateline or byline."""

    @property
    def origin(self) -> ResolvedPlace | None:
        """The town where the text was written, as its dateline says."""
        written = (p for t, p in self.places.items() if t.first < self.datelines[t.sentence] and t.kind == "place")
        return next((p for p in written if p.specificity == TOWN), None)


def read_document(document: Document, sentences: Sequence[Sentence]) -> DocumentReading:
    """Finds and resolves every mention of a parsed document."""
    registry = ActorRegistry.load()
    actors = [tuple(registry.find_mentions(s)) for s in sentences]
    toponyms = document_toponyms(document, sentences)
    evidence = countries_of_actors(m for row in actors for m in row)
    named = [tuple(t for t in toponyms if t.sentence == s.index) for s in sentences]
    datelines = [dateline_length(s, row) for s, row in zip(sentences, named, strict=True)]
    written = {
        i: stands_alone(sentences[t.sentence], t) for i, t in enumerate(toponyms) if t.first < datelines[t.sentence]
    }
    resolved = PlaceResolver.load().resolve(toponyms, sentences, document, evidence, written)
    places = {t: p for t, p in zip(toponyms, resolved, strict=True) if p is not None}
    # A dateline says where a text was written: neither a place of events nor a government that acts.
    by_sentence = tuple(tuple(t for t in row if t.first >= n) for row, n in zip(named, datelines, strict=True))
    around = _containers(toponyms)
    mentions = tuple(
        tuple(m for m in row if m.first >= n and not _only_says_where(m, around))
        for row, n in zip(actors, datelines, strict=True)
    )
    country = main_country(places, mentions, document.published.date or document.published.latest)
    times = tuple(resolve_times([find_times(s, document.text) for s in sentences], sentences, document.published))
    quantities = tuple(tuple(find_quantities(s)) for s in sentences)
    classes = tuple(NounClasses(s, m, t) for s, m, t in zip(sentences, mentions, by_sentence, strict=True))
    return DocumentReading(
        document=document,
        sentences=sentences,
        toponyms=by_sentence,
        places=places,
        times=times,
        mentions=mentions,
        actors=_resolve_actors(mentions, by_sentence, places, country, document),
        quantities=quantities,
        casualties=tuple(tuple(find_casualties(s, q)) for s, q in zip(sentences, quantities, strict=True)),
        classes=classes,
        triggers=tuple(map(tuple, triggers_of_text(sentences, classes))),
        topic=topic_reading(sentences),
        country=country,
        datelines=tuple(datelines),
    )


def _containers(toponyms: Sequence[Toponym]) -> set[tuple[int, int]]:
    """Sentence and first token of the names that only say in what another place lies ("Cali, Colombia")."""
    outer = [toponyms[t.container] for t in toponyms if t.container is not None]
    return {(t.sentence, t.first) for t in outer}


def _only_says_where(mention: ActorMention, containers: set[tuple[int, int]]) -> bool:
    """A country's name behind a place in it is no government that acts."""
    return mention.actor_class == "country" and (mention.sentence, mention.first) in containers


def main_country(
    places: dict[Toponym, ResolvedPlace], mentions: Sequence[Sequence[ActorMention]], date: dt.date | None
) -> str | None:
    """The country that a document is about: by the places in it that are named, its own name, its actors.

    A country in conflict on that day counts twice: foreign powers and other capitals are named more often than
    anything happens there.
    """
    votes: Counter[str] = Counter()
    for toponym, place in places.items():
        if place.country_code:
            votes[place.country_code] += 3 if toponym.kind == "place" and place.specificity else 1
    for row in mentions:
        for mention in row:
            home = mention.country or home_of(mention)
            if home:
                votes[home] += 1
    # Ties go to the country named first, so that the answer does not depend on the order of a dict.
    return max(votes, key=lambda c: votes[c] * (2 if in_conflict(c, date) else 1)) if votes else None


def _resolve_actors(
    mentions: Sequence[Sequence[ActorMention]],
    toponyms: Sequence[Sequence[Toponym]],
    places: dict[Toponym, ResolvedPlace],
    country: str | None,
    document: Document,
) -> dict[ActorMention, ResolvedActor]:
    """Resolves every mention in the country of the place that its sentence names nearest to it."""
    date = document.published.date or document.published.latest
    every = [m for row in mentions for m in row]
    contexts = [
        ActorContext(country=_country_at(m, names, places) or country, date=date, document_country=country)
        for row, names in zip(mentions, toponyms, strict=True)
        for m in row
    ]
    return dict(zip(every, resolve_each(every, contexts), strict=True))


def _country_at(mention: ActorMention, names: Sequence[Toponym], places: dict[Toponym, ResolvedPlace]) -> str | None:
    """The country of the nearest place of the sentence; of two equally near ones that behind the mention."""
    known = [(t, places[t].country_code) for t in names if t in places and t.kind == "place"]
    near = [(min(abs(t.first - mention.last), abs(mention.first - t.last)), -t.first, c) for t, c in known if c]
    return min(near)[2] if near else None
