"""The ``notes`` column: one paragraph in English, made of the event's own fields."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator, Sequence

from harmattan.codebook.load import read_yaml
from harmattan.model import EventDate, EventToll
from harmattan.publishing.contract import PublishedEvent, PublishedReport

_STATUS = {
    "confirmed": "Confirmed by independent sources or by both sides.",
    "reported": "Reported by one independent source.",
    "claimed": "Known only from a party to the fight.",
    "contested": "Contested.",
}


def notes(event: PublishedEvent, reports: Sequence[PublishedReport], names: Sequence[str]) -> str:
    """For example "On 3 May 2021, in Ardal (Noor), A clashed with B, according to A. At least 4 people were ...".

    ``reports`` are those of the event, ``names`` its outlets.
    """
    sentences = [
        f"{_when(event.date)}, {_where(event)}{_what(event)}{_according(reports)}.",
        _killed(event.fatalities),
        _STATUS[event.status],
        *_apart(event),
        *(f"{text.rstrip('.')}." for text in event.contradictions),
        f"Sources: {'; '.join(names)}." if names else "",
    ]
    return " ".join(sentence for sentence in sentences if sentence)


def _apart(event: PublishedEvent) -> Iterator[str]:
    """What is less firm, or firmer, than the event: its toll, that there was a fight, who did it."""
    if event.assertions is None:
        return
    told = event.assertions
    for field in (told.event, told.toll, told.taking, told.perpetrator):
        if field is not None and field.status not in (event.status, "reported"):
            yield field.words


def _when(date: EventDate | None) -> str:
    if date is None:
        return "On an unknown day"
    start, end = date.start, date.end
    if start == end:
        return f"On {day(start)}"
    last = calendar.monthrange(start.year, start.month)[1]
    if (start.year, start.month) == (end.year, end.month):
        if (start.day, end.day) == (1, last):
            return f"In {calendar.month_name[start.month]} {start.year}"
        return f"Between {start.day} and {day(end)}"
    return f"Between {day(start)} and {day(end)}"


def day(date: dt.date) -> str:
    """For example "1 October 2023"."""
    return f"{date.day} {calendar.month_name[date.month]} {date.year}"


def _where(event: PublishedEvent) -> str:
    place = event.place
    if place is None:
        return "at an unknown place, "
    around = place.admin1 or place.country
    return f"in {place.name} ({around}), " if around and around != place.name else f"in {place.name}, "


def _what(event: PublishedEvent) -> str:
    ours = " and ".join(side.name for side in event.sides if side.role == "initiator")
    theirs = " and ".join(side.name for side in event.sides if side.role == "target")
    phrase = read_yaml("acled_export.yaml")["phrases"][event.sub_event_type]
    form = "pair" if ours and theirs else "one" if ours else "none"
    place = event.place.name if event.place else "a place"
    # Names come from documents and may hold braces, so no str.format.
    words: str = phrase[form]
    for slot, value in (("{first}", ours), ("{second}", theirs), ("{place}", place)):
        words = value.join(words.split(slot))
    return f"{words}, involving {theirs}" if theirs and form == "none" else words


def _according(reports: Sequence[PublishedReport]) -> str:
    claims = sorted({r.assertion.speaker for r in reports if r.assertion.stance == "claims" and r.assertion.speaker})
    return f", according to {' and '.join(claims)}" if claims else ""


def _killed(toll: EventToll | None) -> str:
    if toll is None:
        return "Fatalities are not known."
    if toll.high == 0:
        return "No fatalities were reported."
    if toll.high is None:
        words = f"At least {toll.low} people were reported killed" if toll.low else "Fatalities are not known"
    elif toll.low == toll.high:
        words = f"{toll.low} {'person was' if toll.low == 1 else 'people were'} reported killed"
    else:
        words = f"Between {toll.low} and {toll.high} people were reported killed"
    parts = " and ".join(f"{part.best} {part.group}" for part in toll.parts)
    return f"{words}, including {parts}." if parts else f"{words}."
