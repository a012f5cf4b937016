"""Where results are read from, and which events are wanted."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path

from harmattan.codebook.countries import country_by_name
from harmattan.errors import UsageError
from harmattan.publishing.contract import Publication, PublishedEvent


def load(project: str | None, folder: Path | None) -> Publication:
    """Results from a project or from an output folder.

    Raises:
        UsageError: not exactly one of the two is given, or it holds no results.
        StoreError: the project cannot be opened.
    """
    if (project is None) == (folder is None):
        raise UsageError("say where the results are: either --project FILE or --out DIR")
    if folder is not None:
        from harmattan.publishing.folder import read_folder

        return read_folder(folder)
    from harmattan.pipeline import published
    from harmattan.store import Project

    assert project is not None
    with Project.open(project) as opened:
        return published(opened)


def load_as_of(project: str | None, day: dt.date) -> Publication:
    """What the documents of a project that had appeared by a day would have given.

    Raises:
        UsageError: no project is given.
        StoreError: the project cannot be opened.
    """
    if project is None:
        raise UsageError("--as-of needs --project FILE: a folder of results does not hold what was coded")
    from harmattan.cli.terminal import say
    from harmattan.pipeline import published_as_of
    from harmattan.store import Project

    with Project.open(project) as opened:
        published, undated = published_as_of(opened, day)
    if undated:
        say(f"left out because nobody knows when they appeared: {undated} document{'s' * (undated != 1)}")
    return published


@dataclass(frozen=True)
class Filter:
    """What an event must be; None asks nothing. Words are compared without regard to case."""

    country: str | None = None
    place: str | None = None
    actor: str | None = None
    event_type: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None

    def apply(self, published: Publication) -> Publication:
        """The same publication with only the wanted events.

        Raises:
            UsageError: ``since`` is after ``until``.
        """
        if self.since and self.until and self.since > self.until:
            raise UsageError(f"--since {self.since} is after --until {self.until}")
        return replace(published, events=tuple(event for event in published.events if self.wants(event)))

    def wants(self, event: PublishedEvent) -> bool:
        """Whether one event is wanted. An event without a value that is asked for is not."""
        return (
            self._in_country(event)
            and self._at_place(event)
            and self._with_actor(event)
            and _has(self.event_type, event.event_type, event.sub_event_type)
            and self._in_time(event)
        )

    def _in_country(self, event: PublishedEvent) -> bool:
        if self.country is None:
            return True
        if event.place is None or event.place.country is None:
            return False
        wanted, found = country_by_name(self.country), country_by_name(event.place.country)
        if wanted and found:
            return wanted == found
        return self.country.casefold() == event.place.country.casefold()

    def _at_place(self, event: PublishedEvent) -> bool:
        place = event.place
        names = (place.name, place.admin1, place.admin2) if place else ()
        return _has(self.place, *names)

    def _with_actor(self, event: PublishedEvent) -> bool:
        if self.actor is None:
            return True
        return any(side.actor_id == self.actor or _has(self.actor, side.name) for side in event.sides)

    def _in_time(self, event: PublishedEvent) -> bool:
        """An event with an interval is wanted when it may have happened in the time asked for."""
        if self.since is None and self.until is None:
            return True
        if event.date is None:
            return False
        return (self.since is None or event.date.end >= self.since) and (
            self.until is None or event.date.start <= self.until
        )


def _has(words: str | None, *values: str | None) -> bool:
    return words is None or any(words.casefold() in value.casefold() for value in values if value)
