"""When an incident happened: the day or interval that its own words name, else what the discourse gives."""

from __future__ import annotations

import calendar
import datetime as dt

from harmattan.model import ReportedDate
from harmattan.model.choice import Candidate, Choice
from harmattan.reading.assertion_words import speech_words
from harmattan.reading.document_reading import OPENING, DocumentReading
from harmattan.reading.event_mentions import EventMention
from harmattan.reading.incidents import Incident
from harmattan.reading.syntax import Sentence
from harmattan.resolving.dates import ResolvedTime, discourse_time

DateChoice = Choice[ReportedDate, ResolvedTime]


def chosen_date(
    reading: DocumentReading, incident: Incident, main: EventMention, dated: dict[int, ResolvedTime]
) -> tuple[DateChoice, int | None]:
    """The day or interval of an incident and, where only a weekday is known, that weekday (0 Monday).

    ``dated`` collects which sentence was given which time, for the incidents after it. The candidates are the times
    that the choice was between.
    """
    mentions = [main, *(m for m in incident.mentions if m is not main)]
    # Another sentence may name the day of an event; a month named there is too loose to be its date.
    times = [m.time for m in mentions if m.time is not None and (m.sentence == main.sentence or _is_day(m.time))]
    loose = [m.time for m in mentions if m.time is not None and m.time not in times]
    only: list[ResolvedTime] = [] if any(_is_day(t) for t in times) else _only_times(reading, incident)
    times = [*only, *times]
    weekday = next((t.weekday for t in times if t.weekday is not None), None)
    dates = [(d, t) for t in times if (d := t.reported()) is not None]
    if dates:
        best, time = min(dates, key=lambda pair: (pair[0].time_precision, _vagueness(pair[1])))
        dated.setdefault(main.sentence, time)
        why = "the only day in its sentence" if time in only else "the finest time that its words name"
        lost = [Candidate(t, "too loose, and of another sentence") for t in loose]
        return Choice(best, why, (*(_weighed(t, time) for t in times), *lost)), weekday
    rows = tuple(Candidate(t, "no honest interval") for t in times)
    if weekday is not None or main.timing.timing == "background":
        why = "a weekday whose week is not known" if weekday is not None else "background without a date"
        return Choice(None, why, rows), weekday
    found, weekday = _from_discourse(reading, main, dated)
    return Choice(found.value, found.reason, (*rows, *found.candidates)), weekday


def _weighed(time: ResolvedTime, best: ResolvedTime) -> Candidate[ResolvedTime]:
    if time is best:
        return Candidate(time, chosen=True)
    return Candidate(time, "another is finer or nearer" if time.reported() is not None else "no honest interval")


def _from_discourse(
    reading: DocumentReading, main: EventMention, dated: dict[int, ResolvedTime]
) -> tuple[DateChoice, int | None]:
    sentence, published = reading.sentences[main.sentence], reading.document.published
    found = discourse_time(sentence, reading.times, published, sentences=reading.sentences, dated=dated)
    time = found.value
    if time is None:
        return Choice(None, found.reason, found.candidates), None
    if not published.is_firm and (time.start is None or time.start != time.end):
        # In a text without a date of its own a month or year named elsewhere says nothing about this event.
        return Choice(None, "the text has no date of its own that is sure", found.candidates), time.weekday
    reported = time.reported()
    if reported is not None and main.sentence < OPENING and reported.end == published.date:
        # What a text opens with and does not date is the news of its day or the day before.
        day_before = reported.end - dt.timedelta(days=1)
        reported = reported.model_copy(update={"start": max(reported.start, day_before)})
    return Choice(reported, found.reason, found.candidates), time.weekday


def _vagueness(time: ResolvedTime) -> tuple[bool, int]:
    """How little a time says: "at dusk" names no day, "late Monday" does; then how many days it spans."""
    words = time.expression.text.casefold()
    names_a_day = any(c.isdigit() for c in words) or any(day.casefold() in words for day in calendar.day_name)
    return not names_a_day, time.days or 0


def _is_day(time: ResolvedTime) -> bool:
    return time.weekday is not None or (time.start is not None and time.start == time.end)


def _only_times(reading: DocumentReading, incident: Incident) -> list[ResolvedTime]:
    """The day that stands in an incident's sentence, where there is just one to choose."""
    for index in dict.fromkeys(m.sentence for m in incident.mentions):
        here = [t for t in reading.times if t.expression.sentence == index and t.kind in ("date", "time")]
        if len(here) == 1 and _is_day(here[0]) and here[0].relation is None:
            return [] if _is_day_of_speech(reading.sentences[index], here[0], reading) else here
    return []


def _is_day_of_speech(sentence: Sentence, time: ResolvedTime, reading: DocumentReading) -> bool:
    """ "The minister condemned today the murder of ...": the day of the text itself, on which somebody spoke."""
    if time.start is None or time.start != reading.document.published.date:
        return False
    i = time.expression.first
    verb = next((t for t in (sentence.tokens[i], *sentence.ancestors(i)) if t.upos == "VERB"), None)
    return verb is not None and verb.lemma in speech_words().verbs
