"""A synthetic war whose events are known, for measuring the linking of any number of reports.

Twenty countries with forty towns each; towns are hit as unequally as in life (the k-th with weight 1 / k, so that a
fifth of a country's events are in its capital). A collection of n reports covers sqrt(n / 1000) years and so gets
longer and denser alike: 1,000 reports a year, 10,000 over three years, 100,000 over ten.

An event has a type, two actors of its country from the registry, a town, a day and maybe dead and injured. One to
twelve reports tell it (half of the events have one, a sixth two), each in a document of its own:

- one document in four is a reprint of an earlier one of the event, one in eight a rewrite;
- dates: the day, the day before or after (1 in 20), a week, a weekday alone, none; documents appear up to four days
  later, one in twenty has a crawl header's date, one in fifty none;
- places: the town, a village nearby, the region, the country, none;
- sides: named, by alias, by their kind alone, or missing; one in six types is another one that goes with it;
- tolls: missing, "at least", or off by a few in one report of four;
- one in ten is a party's claim, one in fifty a denial;
- one document in three has a second report, of an earlier event of the country, half of these as background.

Texts are a lead in one of several wordings, sentences of our own corpus (``training/corpus``) that the documents of the
event share in part, with an event's own invented names, and background sentences of the country. Everything follows
from the size and the numbers alone.
"""

from __future__ import annotations

import datetime as dt
import math
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evaluation.story_texts import corpus_sentences
from harmattan.codebook.actors import Actor, actors
from harmattan.codebook.countries import countries
from harmattan.codebook.event_types import sub_event_type
from harmattan.model import (
    Assertion,
    Document,
    Participant,
    Published,
    Report,
    ReportedDate,
    ReportedPlace,
    Span,
    Toll,
    content_id,
)
from harmattan.model.report import ActorBasis, DateBasis, Stance
from harmattan.reading.coding import Coding

_AFRICA = ("ML", "BF", "NE", "NG", "TD", "SD", "SS", "SO", "ET", "CD", "CF", "CM", "MZ", "LY")
_HOMES = (*_AFRICA, "SY", "IQ", "YE", "AF", "PK", "MM")
_TOWNS = 40
_FIRST_DAY = dt.date(2012, 1, 1)
_TYPES = {
    "Armed clash": (30, "Attack", ("clashed with", "fought", "battled")),
    "Attack": (30, "Armed clash", ("attacked", "raided", "opened fire on")),
    "Remote explosive/landmine/IED": (12, "Suicide bomb", ("bombed", "hit with a roadside bomb", "blew up")),
    "Air/drone strike": (10, "Shelling/artillery/missile attack", ("struck from the air", "bombarded", "hit by drone")),
    "Abduction/forced disappearance": (8, "Attack", ("abducted", "kidnapped", "took away")),
    "Non-state actor overtakes territory": (4, "Armed clash", ("seized the town from", "overran", "took over from")),
    "Looting/property destruction": (6, "Attack", ("burned houses of", "looted", "plundered")),
}
_LEADS = (
    "{who} {did} {whom} in {where} {when}, {toll}, {source} said.",
    "{toll} when {who} {did} {whom} {when} near the market of {where}, according to {source}.",
    "In {where}, {who} {did} {whom} {when}; {toll}, {source} reported.",
    "{source} said {when} that {who} had {did} {whom} at {where}. It is said that {toll}.",
)
_SOURCES = ("residents", "a local official", "witnesses", "a security source", "hospital staff", "village elders")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True)
class Happened:
    """One event as it was."""

    number: int
    kind: str
    home: str
    town: int
    day: dt.date
    sides: tuple[Actor, Actor]
    dead: int
    hurt: int


@dataclass
class War:
    """A collection and its truth."""

    documents: list[Document] = field(default_factory=list)
    codings: list[Coding] = field(default_factory=list)
    truth: dict[str, int] = field(default_factory=dict)
    """The event of each report."""


def war(size: int) -> War:
    """The first documents that hold ``size`` reports between them, of a war of that length."""
    found, number = War(), 0
    days = max(int(365 * math.sqrt(size / 1000)), 30)
    while len(found.truth) < size:
        happened = event(number, days)
        for document, coding, about in _Telling(happened, days).documents():
            found.documents.append(document)
            found.codings.append(coding)
            found.truth.update(zip((r.id for r in coding.reports), about, strict=True))
            if len(found.truth) >= size:
                break
        number += 1
    return found


def event(number: int, days: int) -> Happened:
    """An event of a war of so many days."""
    draw = random.Random(f"event {number}")
    home = draw.choice(_HOMES)
    town = min(int(math.exp(draw.random() * math.log(_TOWNS + 1))) - 1, _TOWNS - 1)
    kind = draw.choices(list(_TYPES), [weight for weight, _, _ in _TYPES.values()])[0]
    rebels, forces = _parties(home)
    sides = [draw.choice(rebels), draw.choice(forces if draw.random() < 0.7 else rebels)]
    if kind == "Air/drone strike":
        sides.reverse()
    dead = 0 if draw.random() < 0.4 else int(draw.paretovariate(0.9))
    day = _FIRST_DAY + dt.timedelta(days=draw.randrange(days))
    return Happened(number, kind, home, town, day, (sides[0], sides[1]), min(dead, 400), draw.randrange(0, 20))


@cache
def _parties(home: str) -> tuple[list[Actor], list[Actor]]:
    """Up to six armed groups and three forces of a country."""
    own = [a for a in sorted(actors().values(), key=lambda a: a.id) if a.home == home and not a.minor]
    armed = [a for a in own if a.kind in ("Rebel group", "Political militia", "Identity militia")]
    return armed[:6], [a for a in own if a.kind == "State forces"][:3]


@dataclass(frozen=True)
class _Town:
    name: str
    latitude: float
    longitude: float
    admin1: str


@cache
def _towns(home: str) -> list[_Town]:
    draw = random.Random(f"towns of {home}")
    north, east = draw.uniform(-10, 30), draw.uniform(-10, 50)
    regions = [_invented(draw) for _ in range(8)]
    places = [(draw.uniform(0, 5), draw.uniform(0, 5)) for _ in range(_TOWNS)]
    return [
        _Town(_invented(draw), round(north + y, 4), round(east + x, 4), regions[int(y // 2.5) * 4 + int(x // 1.25)])
        for y, x in places
    ]


@cache
def _country(home: str) -> str:
    return countries()[home].name


_SYLLABLES = [consonant + vowel for consonant in "bdfgklmnprstvwz" for vowel in "aeiou"]


def _invented(draw: random.Random) -> str:
    return "".join(draw.choices(_SYLLABLES, k=3)).capitalize()


def _exchanged(draw: random.Random, line: str, share: float) -> str:
    """A line with that share of its words exchanged for others."""
    return " ".join(_invented(draw).lower() if draw.random() < share else word for word in line.split(" "))


@cache
def _sentences() -> tuple[list[str], NDArray[np.float32]]:
    """Sentences of our corpus and a vector for each: directions around one, so that two have a cosine of about .2."""
    texts = corpus_sentences(1500)
    draw = np.random.default_rng(7)
    vectors = draw.standard_normal((len(texts), 384)) + 0.5 * draw.standard_normal(384)
    return texts, _unit(vectors)


def _unit(vectors: NDArray[Any]) -> NDArray[np.float32]:
    found: NDArray[np.float32] = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    return found


@dataclass(frozen=True)
class _Text:
    """A told event before it becomes a document: sentences, and the corpus sentence behind each."""

    lines: list[str]
    origins: list[int]
    outlet: int


class _Telling:
    """Tells one event."""

    def __init__(self, happened: Happened, days: int) -> None:
        self._event = happened
        self._days = days
        self._draw = random.Random(f"telling {happened.number}")
        self._told: list[_Text] = []
        sentences, _ = _sentences()
        # What there is to tell of this event, and how its names change what the corpus says.
        self._facts = self._draw.sample(range(len(sentences)), 8)
        self._names: dict[str, str] = {}

    def documents(self) -> Iterator[tuple[Document, Coding, list[int]]]:
        """Documents, codings, and the numbers of the events that their reports are about."""
        for k in range(min(max(int(self._draw.paretovariate(1.0)), 1), 12)):
            yield self._document(k)

    def _document(self, k: int) -> tuple[Document, Coding, list[int]]:
        draw, key = self._draw, f"d{self._event.number:07d}-{k:02d}"
        published = self._published()
        reports = [self._report(key, 0, self._event)]
        about = [self._event.number]
        lead = self._lead(reports[0])
        text = self._text(k, lead)
        self._told.append(text)
        body = " ".join(text.lines)
        other = self._other() if draw.random() < 1 / 3 else None
        if other is not None:
            reports.append(self._report(key, 1, other, later=True))
            about.append(other.number)
            body += " " + self._lead(reports[1])
        offsets, at = [], 0
        for line in text.lines:
            offsets.append((at, at + len(line)))
            at += len(line) + 1
        document = Document(
            id=key,
            title=f"{lead.split(',')[0]}",
            text=body,
            source=f"Outlet {text.outlet}",
            language="en",
            published=published,
        )
        vectors = self._vectors(k, text)
        return document, Coding(key, tuple(reports), (), tuple(offsets), vectors), about

    def _other(self) -> Happened | None:
        """Another event of the country, made shortly before this one."""
        first = self._event.number - self._draw.randrange(1, 10)
        around = (event(number, self._days) for number in range(first, max(first - 100, -1), -1))
        return next((other for other in around if other.home == self._event.home), None)

    def _text(self, k: int, lead: str) -> _Text:
        draw, (sentences, _) = self._draw, _sentences()
        outlet, chance = min(int(draw.paretovariate(0.5)), 300), draw.random()
        if self._told and chance < 0.25:
            copied = draw.choice(self._told)
            kept = max(len(copied.lines) - draw.randrange(0, 3), min(len(copied.lines), 4))
            return _Text(copied.lines[:kept], copied.origins[:kept], outlet)
        if self._told and chance < 0.375:
            copied = draw.choice(self._told)
            count = len(copied.lines)
            order = draw.sample(range(count), max(count * 5 // 6, min(count, 6)))
            lines = [_exchanged(draw, copied.lines[i], 1 / 3) for i in order]
            return _Text(lines, [copied.origins[i] for i in order], outlet)
        facts = draw.sample(self._facts, draw.randrange(2, 6))
        background = draw.sample(self._background(), draw.randrange(3, 7))
        lines = [lead, *(self._renamed(sentences[i]) for i in facts), *(sentences[i] for i in background)]
        return _Text(lines, [-1 - k, *facts, *background], outlet)

    def _background(self) -> range:
        """The sentences that every text of the country may end with."""
        start = 60 * _HOMES.index(self._event.home)
        return range(start, start + 60)

    def _renamed(self, sentence: str) -> str:
        words = sentence.split(" ")
        for i, word in enumerate(words):
            bare = word.strip(".,\"'")
            if i and bare[:1].isupper():
                if bare not in self._names:
                    self._names[bare] = _invented(self._draw)
                words[i] = word.replace(bare, self._names[bare])
        return " ".join(words)

    def _vectors(self, k: int, text: _Text) -> NDArray[np.float32]:
        _, known = _sentences()
        draw = np.random.default_rng((8, self._event.number, k))
        away = draw.standard_normal((len(text.lines), 384), dtype=np.float32) / math.sqrt(384)
        made = np.array([known[i] if i >= 0 else known[self._event.number % len(known)] for i in text.origins])
        return _unit(made + 0.6 * away)

    def _published(self) -> Published:
        draw = self._draw
        day = self._event.day + dt.timedelta(days=min(int(draw.expovariate(0.8)), 4))
        chance = draw.random()
        if chance < 0.02:
            return Published()
        if chance < 0.07:
            return Published(date=None, latest=day + dt.timedelta(days=draw.randrange(5, 40)), basis="header")
        return Published(date=day, earliest=day, latest=day, basis="given")

    def _lead(self, report: Report) -> str:
        draw = self._draw
        who, whom = (side.name if side else "gunmen" for side in (report.initiator, report.target))
        dead, hurt = (toll.best if toll else 0 for toll in (report.fatalities, report.injured))
        values = {
            "who": who,
            "whom": whom,
            "did": draw.choice(_TYPES.get(report.sub_event_type, _TYPES["Attack"])[2]),
            "where": report.place.name if report.place else "the area",
            "when": f"on {draw.choice(_DAYS)}",
            "toll": f"{dead} people were killed" + (f" and {hurt} wounded" if hurt else "") if dead else "nobody died",
            "source": draw.choice(_SOURCES),
        }
        return draw.choice(_LEADS).format(**values)

    def _report(self, key: str, n: int, told: Happened, *, later: bool = False) -> Report:
        draw = self._draw
        kind = _TYPES[told.kind][1] if draw.random() < 1 / 6 else told.kind
        initiator, target = (self._side(actor) for actor in told.sides)
        chance = draw.random()
        stance: Stance = "states"
        if chance < 0.12 and initiator is not None:
            stance = "denies" if chance < 0.02 else "claims"
        start = 0 if not n else 900
        span = Span(start=start, end=start + 1, quote="x")
        date, weekday = self._date(told)
        values: dict[str, Any] = {
            "place": self._place(told),
            "date": date,
            "weekday": weekday,
            "initiator": initiator,
            "target": target,
            "fatalities": self._toll(told.dead),
            "injured": self._toll(told.hurt) if draw.random() < 0.5 else None,
            "assertion": Assertion(stance=stance, speaker=initiator.name if initiator and stance != "states" else None),
            "timing": "background" if later and draw.random() < 0.5 else "current",
        }
        return Report(
            id=content_id("r", key, n),
            document_id=key,
            event_type=sub_event_type(kind).event_type,
            sub_event_type=kind,
            trigger=span,
            sentence=span,
            **values,
        )

    def _side(self, actor: Actor) -> Participant | None:
        chance = self._draw.random()
        if chance < 0.12:
            return None
        if chance < 0.3:
            name = f"Unidentified Armed Group ({_country(actor.home or 'ML')})"
            return Participant(name=name, kind=actor.kind, basis="generic")
        basis: ActorBasis = "alias" if chance < 0.45 else "named"
        return Participant(actor_id=actor.id, name=actor.name, kind=actor.kind, basis=basis)

    def _place(self, told: Happened) -> ReportedPlace | None:
        draw, town, country = self._draw, _towns(told.home)[told.town], _country(told.home)
        chance = draw.random()
        point: dict[str, Any] = {"latitude": town.latitude, "longitude": town.longitude}
        key = f"{told.home}{told.town}"
        if chance < 0.02:
            return None
        if chance < 0.05:
            return ReportedPlace(name=country, country=country, geo_precision=3, basis="named", **point)
        if chance < 0.11:
            return ReportedPlace(
                name=town.admin1, country=country, admin1=town.admin1, geo_precision=3, basis="named", **point
            )
        if chance < 0.17:
            near: dict[str, Any] = {axis: round(value + draw.uniform(-0.08, 0.08), 4) for axis, value in point.items()}
            name, key = f"{town.name} {draw.choice(('Camp', 'Bridge', 'Old Well'))}", f"{key}-{draw.randrange(9)}"
            return ReportedPlace(
                name=name, country=country, admin1=town.admin1, geo_precision=2, basis="relative", **near
            )
        return ReportedPlace(
            name=town.name,
            country=country,
            admin1=town.admin1,
            geo_precision=1,
            gazetteer_id=key,
            basis="named",
            **point,
        )

    def _date(self, told: Happened) -> tuple[ReportedDate | None, int | None]:
        draw, day, chance = self._draw, told.day, self._draw.random()
        if chance < 0.05:
            day += dt.timedelta(days=draw.choice((-1, 1)))
        if chance < 0.75:
            basis: DateBasis = "explicit" if draw.random() < 0.2 else "relative"
            return ReportedDate(start=day, end=day, time_precision=1, basis=basis), None
        if chance < 0.84:
            first = day - dt.timedelta(days=draw.randrange(0, 7))
            last = first + dt.timedelta(days=6)
            return ReportedDate(start=first, end=last, time_precision=2, basis="relative"), None
        return None, day.weekday() if chance < 0.92 else None

    def _toll(self, true: int) -> Toll | None:
        draw, chance = self._draw, self._draw.random()
        if not true or chance < 0.2:
            return None
        best = max(true + draw.randrange(-2, 3), 1) if chance < 0.45 else true
        return Toll(low=best, best=best, high=None if draw.random() < 0.2 else best)
