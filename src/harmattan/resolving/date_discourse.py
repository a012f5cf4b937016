"""What the discourse tells of an event's time: the date of an undated event, and whether a time is background."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from harmattan.model import Published
from harmattan.model.choice import Candidate, Choice
from harmattan.reading.syntax import Sentence
from harmattan.resolving.date_attach import of_saying
from harmattan.resolving.date_types import Calendar, ResolvedTime, TimeExpression
from harmattan.resolving.date_words import limit


def document_time(
    sentence: Sentence,
    times: Sequence[ResolvedTime],
    published: Published,
    *,
    sentences: Sequence[Sentence],
    dated: Mapping[int, ResolvedTime] | None = None,
) -> ResolvedTime | None:
    """What the discourse gives an undated event.

    An earlier event's date of this paragraph or the one before, else the lead's, else the days before publication.
    None where nothing is honest. The result has no span and basis "document".
    """
    return discourse_time(sentence, times, published, sentences=sentences, dated=dated).value


def discourse_time(
    sentence: Sentence,
    times: Sequence[ResolvedTime],
    published: Published,
    *,
    sentences: Sequence[Sentence],
    dated: Mapping[int, ResolvedTime] | None = None,
) -> Choice[ResolvedTime, ResolvedTime]:
    """What ``document_time`` finds and by which rule; the candidates are the times that the rule chose from."""
    known = dated or {}
    paragraphs = {s.index: s.paragraph for s in sentences}
    near = [
        i
        for i in sorted(known, reverse=True)
        if i <= sentence.index and sentence.paragraph - paragraphs.get(i, -9) <= 1 and _narratable(known[i], published)
    ]
    if near:
        found = _as_document(known[near[0]], sentence, published, widen=sentence.paragraph != paragraphs[near[0]])
        return Choice(found, "the day of the event told just before", _ranked([known[i] for i in near]))
    lead = [i for i in sorted(known) if i < limit("lead_sentences") and _narratable(known[i], published)]
    if lead and sentence.index <= lead[0] + 6:
        found = _as_document(known[lead[0]], sentence, published, widen=True)
        return Choice(found, "the day of the event that the text leads with", _ranked([known[i] for i in lead]))
    days = {(t.start, t.end): t for t in times if _is_lead_day(t, published, sentences)}
    if len(days) == 1 and sentence.index < 2 * limit("lead_sentences"):
        day = next(iter(days.values()))
        return Choice(
            _as_document(day, sentence, published, widen=True), "the only day that the lead names", _ranked([day])
        )
    several = _ranked(list(days.values()), "the lead names several days" if len(days) > 1 else "too far from the lead")
    if published.date is not None and published.basis != "header":
        start = published.date - dt.timedelta(days=limit("recent_days") - 1)
        return Choice(_made(sentence, start, published.date), "the days before the text appeared", several)
    if published.earliest is not None and published.latest is not None and published.basis != "header":
        found = _made(sentence, published.earliest, published.latest)
        return Choice(found, "the days in which the text may have appeared", several)
    return Choice(None, "nothing dates it", several)


def _ranked(times: Sequence[ResolvedTime], lost: str = "") -> tuple[Candidate[ResolvedTime], ...]:
    """Candidates of which the first was taken, or none where ``lost`` says why."""
    return tuple(
        Candidate(t, lost or ("" if k == 0 else "another is nearer"), chosen=not lost and k == 0)
        for k, t in enumerate(times)
    )


def _is_lead_day(t: ResolvedTime, published: Published, sentences: Sequence[Sentence]) -> bool:
    """A day that the lead names; where it names one alone, the report is about that day."""
    e = t.expression
    in_lead = e.sentence < limit("lead_sentences") and not e.dateline and t.kind in ("date", "time") and not t.future
    if not in_lead or t.time_precision != 1 or not _narratable(t, published):
        return False
    return not any(s.index == e.sentence and of_saying(s, t) for s in sentences)


def _narratable(t: ResolvedTime, published: Published) -> bool:
    return (
        t.start is not None
        and t.end is not None
        and t.relation is None
        and not is_background(t, published)
        and (t.days or 99) <= 31
    )


def _as_document(t: ResolvedTime, sentence: Sentence, published: Published, *, widen: bool) -> ResolvedTime:
    assert t.start is not None
    assert t.end is not None
    start, end = t.start, t.end
    if widen and start == end:
        # Told of in another paragraph: the same affair, not certainly the same day.
        start, end = start - dt.timedelta(days=1), end + dt.timedelta(days=1)
        limits = [d for d in (published.date, published.latest) if d is not None]
        end = max(t.end, min([end, *limits]))
    return _made(sentence, start, end)


def _made(sentence: Sentence, start: dt.date, end: dt.date) -> ResolvedTime:
    e = TimeExpression(
        sentence=sentence.index,
        first=0,
        last=0,
        start=sentence.start,
        end=sentence.start,
        text="",
        kind="date",
        meaning=Calendar(),
    )
    value = start.isoformat() if start == end else f"{start.isoformat()}/{end.isoformat()}"
    return ResolvedTime(
        expression=e,
        kind="date",
        start=start,
        end=end,
        granularity="day" if start == end else "range",
        value=value,
        basis="document",
    )


def is_background(time: ResolvedTime | None, published: Published, times: Sequence[ResolvedTime] = ()) -> bool:
    """Whether a time lies clearly before its document.

    That is over 60 days before its date or, in an undated text, over 60 days before the newest day that the text names.
    """
    if time is None or time.end is None or time.relation in ("since", "after"):
        return False
    seen = published.date or published.latest
    slack = limit("background_days")
    if seen is not None and published.basis == "header":
        slack += limit("crawl_lag_days")
    if seen is None:
        ends = [
            t.end
            for t in times
            if t.end is not None and not t.future and t.granularity in ("day", "time", "month", "year")
        ]
        starts = [
            t.start
            for t in times
            if t.start is not None and not t.future and t.granularity in ("day", "time", "month", "year")
        ]
        if not ends:
            return False
        newest = max(starts)
        return (newest - time.end).days > (slack if time.granularity in ("day", "time") else 0)
    return (seen - time.end).days > slack
