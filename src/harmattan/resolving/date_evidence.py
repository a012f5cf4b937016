"""What an undated text tells about its own year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from harmattan.reading.syntax import Sentence
from harmattan.resolving.date_types import Ambiguous, Between, Calendar, Clock, Meaning, Part, TimeExpression
from harmattan.resolving.date_words import limit


@dataclass(frozen=True, slots=True)
class Evidence:
    """Years and full dates that the text names."""

    newest_year: int | None
    days: tuple[tuple[int, dt.date], ...]
    """Sentence and day of each full date of the newest year."""

    def years(self, meaning: Meaning, sentence: int) -> tuple[int, ...]:
        """Years that a date without one may lie in; resolving takes one only where it alone fits."""
        core = meaning.day if isinstance(meaning, Clock) else meaning
        if not isinstance(core, Calendar) or core.month is None or core.day is None or self.newest_year is None:
            return ()
        window = tuple(range(self.newest_year, self.newest_year + limit("undated_year_window") + 1))
        near = self._near(core, sentence)
        if near is not None:
            return (near,)
        return window if core.weekday is not None else ()

    def _near(self, core: Calendar, sentence: int) -> int | None:
        lead = [d for i, d in self.days if i < limit("lead_sentences")]
        beside = [d for i, d in self.days if abs(i - sentence) <= 1]
        trusted = lead or beside or ([d for _, d in self.days] if len({d for _, d in self.days}) > 1 else [])
        if not trusted:
            return None
        newest = max(trusted)
        options = []
        for year in (newest.year - 1, newest.year, newest.year + 1):
            try:
                options.append(dt.date(year, core.month or 1, core.day or 1))
            except ValueError:
                continue
        if core.weekday is not None:
            options = [d for d in options if d.weekday() == core.weekday]
        if not options:
            return None
        best = min(options, key=lambda d: abs((d - newest).days))
        return best.year if abs((best - newest).days) <= limit("near_days") else None


def gather(expressions: Sequence[Sequence[TimeExpression]], sentences: Sequence[Sentence]) -> Evidence:
    """Collects the years and full dates of a text."""
    years: list[int] = []
    days: list[tuple[int, dt.date]] = []
    for sentence, mentioned in zip(sentences, expressions, strict=False):
        for e in mentioned:
            for calendar in _calendars(e.meaning):
                if calendar.year is None or calendar.fiscal or e.relation in ("by", "until", "before"):
                    continue
                years.append(calendar.year)
                if calendar.month is not None and calendar.day is not None:
                    try:
                        days.append((sentence.index, dt.date(calendar.year, calendar.month, calendar.day)))
                    except ValueError:
                        continue
    newest = max(years, default=None)
    return Evidence(newest, tuple(d for d in days if d[1].year == newest))


def _calendars(meaning: Meaning) -> list[Calendar]:
    if isinstance(meaning, Calendar):
        return [meaning]
    if isinstance(meaning, Ambiguous):
        return [Calendar(year=meaning.month_first.year)]
    if isinstance(meaning, Part):
        return _calendars(meaning.of)
    if isinstance(meaning, Between):
        return _calendars(meaning.first) + _calendars(meaning.last)
    if isinstance(meaning, Clock) and meaning.day is not None:
        return _calendars(meaning.day)
    return []
