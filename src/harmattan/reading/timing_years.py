"""The years that a sentence names, and whether they are older than the document's news."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from harmattan.model import Published
from harmattan.reading.cues import cue
from harmattan.reading.syntax import Sentence, Token
from harmattan.reading.timing_clauses import applies
from harmattan.reading.timing_words import TimingReading, timing_words

_FIRST_YEAR, _LAST_YEAR = 1000, 2100
_EARLIEST_PLAUSIBLE = 1800
"""What is less is an hour ("from 1710 to 2250") more often than a year."""


def years_in(sentence: Sentence) -> list[Token]:
    """The tokens that name a year ("2012", "1990s" without its ending), not numbers of people or things."""
    tokens = sentence.tokens
    found = []
    for token in tokens:
        digits = token.text[:-1] if token.text.endswith("s") else token.text
        if len(digits) != 4 or not digits.isdigit() or not _FIRST_YEAR <= int(digits) <= _LAST_YEAR:
            continue
        following = tokens[token.i + 1] if token.i + 1 < len(tokens) else None
        before = tokens[token.i - 1].text.lower() if token.i else ""
        counts = (
            following is not None
            and following.xpos == "NNS"
            and token.dep == "nummod"
            and before not in {"the", "in", "since", "of"}
        )
        # "At 1710", "1900 GMT" are hours of the day in military reports.
        hours = before == "at" or (following is not None and following.text.lower() in timing_words().hours)
        if counts or hours or int(digits) < _EARLIEST_PLAUSIBLE:
            continue
        found.append(token)
    return found


def year_readings(
    sentence: Sentence, trigger: int, published: Published | None, sentences: Sequence[Sentence]
) -> Iterator[TimingReading]:
    """A year in the trigger's clause that is older than the document's."""
    limit = oldest_news(published)
    newest = limit.year if limit is not None else _newest_year(sentences or (sentence,))
    for token in years_in(sentence):
        if not applies(sentence, token, trigger):
            continue
        year = int(token.text[:4])
        if limit is not None:
            old = year < limit.year
        else:
            old = newest is not None and (year < newest or not _has_month(sentence, token))
        if old:
            yield TimingReading("background", "year", cue(sentence, token.i))
        else:
            yield TimingReading()


def oldest_news(published: Published | None) -> dt.date | None:
    """The day before which an event is background; None where the document's date is unknown."""
    if published is None:
        return None
    words = timing_words()
    if published.date is not None and published.basis != "header":
        return published.date - dt.timedelta(days=words.after_days)
    known = published.earliest or published.latest or published.date
    if known is None:
        return None
    slack = words.after_days if published.earliest is not None else words.slack_days
    return known - dt.timedelta(days=slack)


def _newest_year(sentences: Sequence[Sentence]) -> int | None:
    years = [int(token.text[:4]) for sentence in sentences for token in years_in(sentence)]
    return max(years, default=None)


def _has_month(sentence: Sentence, year: Token) -> bool:
    near = sentence.tokens[max(0, year.i - 4) : year.i]
    return any(token.text.lower().rstrip(".") in timing_words().months for token in near)
