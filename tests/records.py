"""Hand-made records, and stand-ins for the coder and the linker, for tests of what comes after them."""

from __future__ import annotations

import datetime as dt
import os
import re
import signal
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from harmattan.errors import ModelError
from harmattan.model import (
    Assertion,
    Document,
    Event,
    EventDate,
    EventPlace,
    EventToll,
    OtherParticipant,
    Participant,
    Published,
    Report,
    ReportedDate,
    ReportedPlace,
    Scope,
    Side,
    Span,
    Statistic,
    Toll,
    TollPart,
    content_id,
)
from harmattan.pipeline import Stages
from harmattan.reading.coding import Coding

TEXT = (
    "Gunmen of the River Front attacked a post at Ardal on Tuesday. At least 14 people, including 9 villagers, were "
    "killed, a police officer said. Clashes in the district have risen by 40% since March."
)


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span.cut(text, start, start + len(words))


def document(text: str = TEXT, **changes: object) -> Document:
    values: dict[str, object] = {
        "id": content_id("d", text),
        "title": "Raid at Ardal",
        "text": text,
        "source": "Noor Courier",
        "language": "en",
        "published": Published(
            date=dt.date(2021, 5, 5), earliest=dt.date(2021, 5, 5), latest=dt.date(2021, 5, 5), basis="given"
        ),
    }
    return Document.model_validate({**values, **changes})


def report(of: Document, **changes: object) -> Report:
    text = of.text
    values: dict[str, object] = {
        "id": content_id("r", of.id, "attacked"),
        "document_id": of.id,
        "event_type": "Battles",
        "sub_event_type": "Armed clash",
        "trigger": span(text, "attacked"),
        "initiator": Participant(
            actor_id="river-front",
            name="River Front",
            kind="Rebel group",
            basis="named",
            span=span(text, "River Front"),
        ),
        "others": (
            OtherParticipant(
                name="Civilians", kind="Civilians", basis="generic", span=span(text, "villagers"), role="victim"
            ),
        ),
        "place": ReportedPlace(
            name="Ardal",
            latitude=12.5,
            longitude=-1.25,
            country="Mali",
            admin1="Noor",
            geo_precision=1,
            basis="named",
            span=span(text, "Ardal"),
        ),
        "date": ReportedDate(
            start=dt.date(2021, 5, 4),
            end=dt.date(2021, 5, 4),
            time_precision=1,
            basis="relative",
            span=span(text, "Tuesday"),
        ),
        "fatalities": Toll(
            low=14,
            best=14,
            high=None,
            parts=(TollPart(group="villagers", low=9, best=9, high=9),),
            span=span(text, "14 people"),
        ),
        "assertion": Assertion(stance="claims", speaker="a police officer", span=span(text, "a police officer said")),
        "sentence": Span.cut(text, 0, text.index(".") + 1),
    }
    return Report.model_validate({**values, **changes})


def statistic(of: Document) -> Statistic:
    quote = span(of.text, "risen by 40%")
    return Statistic(
        id=content_id("s", of.id, quote.start), document_id=of.id, metric="clashes", value=40.0, unit="%", span=quote
    )


def event(*reports: Report, **changes: object) -> Event:
    values: dict[str, object] = {
        "id": content_id("e", *(r.id for r in reports)),
        "event_type": "Battles",
        "sub_event_type": "Armed clash",
        "disorder_type": "Political violence",
        "sides": (
            Side(actor_id="river-front", name="River Front", kind="Rebel group", role="initiator"),
            Side(name="Police Forces of Mali (2020-)", kind="State forces", role="target"),
        ),
        "place": EventPlace(
            name="Ardal",
            latitude=12.5,
            longitude=-1.25,
            country="Mali",
            admin1="Noor",
            geo_precision=1,
            basis="named",
            rule="most specific",
        ),
        "date": EventDate(
            start=dt.date(2021, 5, 4), end=dt.date(2021, 5, 4), time_precision=1, basis="relative", rule="narrowest"
        ),
        "fatalities": EventToll(low=14, best=14, high=None, rule="latest"),
        "civilian_targeting": False,
        "status": "claimed",
        "independent_sources": 1,
        "documents": tuple(dict.fromkeys(r.document_id for r in reports)),
        "reports": tuple(r.id for r in reports),
    }
    return Event.model_validate({**values, **changes})


@dataclass(frozen=True)
class Linked:
    documents: tuple[Document, ...]
    reports: tuple[Report, ...]
    events: tuple[Event, ...]


class WordCoder:
    """A report for each "attacked". Some words make it misbehave, as a real coder might on a strange document."""

    def __init__(self, scope: Scope, threads: int, *, seconds: float = 0.0) -> None:
        self.seconds = seconds

    def code_many(self, documents: Sequence[Document]) -> list[Coding]:
        return [self._code(each) for each in documents]

    def _code(self, each: Document) -> Coding:
        time.sleep(self.seconds)
        if "crash-me" in each.text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "fail-me" in each.text:
            raise ValueError("strange document")
        if "damaged-model" in each.text:
            raise ModelError("the language model is damaged; reinstall Harmattan")
        found = [
            Report(
                id=content_id("r", each.id, match.start()),
                document_id=each.id,
                event_type="Battles",
                sub_event_type="Armed clash",
                trigger=Span.cut(each.text, *match.span()),
                sentence=Span.cut(each.text, 0, len(each.text)),
            )
            for match in re.finditer("attacked", each.text)
        ]
        return Coding(each.id, tuple(found), (), ((0, len(each.text)),), np.full((1, 384), 0.05, dtype=np.float32))


def link_all(documents: Sequence[Document], codings: Sequence[Coding]) -> Linked:
    """One event for all reports of a document."""
    stories = tuple(d.model_copy(update={"story_id": content_id("y", d.text)}) for d in documents)
    events, reports = [], []
    for coding in codings:
        if coding.reports:
            made = event(*coding.reports, sides=(), place=None, date=None, fatalities=None)
            events.append(made)
            reports += [r.model_copy(update={"event_id": made.id}) for r in coding.reports]
    return Linked(stories, tuple(reports), tuple(events))


STAND_INS = Stages(WordCoder, link_all)
SLOW_STAND_INS = Stages(partial(WordCoder, seconds=0.02), link_all)
