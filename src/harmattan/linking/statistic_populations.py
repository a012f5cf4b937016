"""Which events the words of a quoted statistic count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from harmattan.codebook.actors import Actor, actors
from harmattan.codebook.countries import country_by_name
from harmattan.codebook.load import read_yaml
from harmattan.codebook.normal import fold
from harmattan.model import Event


def words_of(name: str) -> Any:
    """One entry of ``statistic_checks.yaml``."""
    return read_yaml("statistic_checks.yaml")[name]


@dataclass(frozen=True)
class Population:
    """Events of certain types, of all types where there are none."""

    types: tuple[str, ...] = ()
    civilians: bool = False
    deadly: bool = False

    def holds(self, event: Event) -> bool:
        """Whether it counts an event."""
        names = {event.event_type, event.sub_event_type, event.disorder_type}
        return (
            (not self.types or not names.isdisjoint(self.types))
            and (event.civilian_targeting or not self.civilians)
            and (not self.deadly or (event.fatalities is not None and event.fatalities.best > 0))
        )

    def __str__(self) -> str:
        told = [", ".join(self.types) or "all events"]
        told += ["against civilians"] * self.civilians + ["with dead"] * self.deadly
        return " ".join(told)


def population(words: str, place: str | None) -> Population | str:
    """The events that the words of a metric count, or in words why that cannot be told; ``place`` is none of them."""
    known = set(fold(place or "").split())
    types: dict[str, None] = {}
    civilians = deadly = counted = False
    strange = []
    for word in fold(words).split():
        kinds = words_of("kinds").get(_singular(word)) or words_of("kinds").get(word)
        if kinds is not None:
            counted = True
            types.update(dict.fromkeys(kind for kind in kinds if kind != "*"))
        elif _is(word, "civilians"):
            civilians = True
        elif _is(word, "deadly"):
            deadly = True
        elif word not in known and not _is(word, "plain"):
            strange.append(word)
    if strange:
        return (
            f"which events '{words}' counts cannot be told: statistic_checks.yaml does not have '{' '.join(strange)}'"
        )
    if not counted and not deadly:
        return f"'{words}' names no kind of event"
    if not counted:
        types["Political violence"] = None
    return Population(tuple(types), civilians, deadly)


def toll_field(metric: str, unit: str) -> str | None:
    """Which toll ("dead", "injured") a metric adds up; None for people of one group, and what events do not count."""
    field: str | None = words_of("tolls").get(unit)
    who = fold(metric).split()[:-1]
    return field if all(_is(word, "everybody") or _is(word, "plain") for word in who) else None


def at(place: str, events: Sequence[Event]) -> list[Event] | None:
    """The events in a country, region, district or town, None where no event knows such a name."""
    country = country_by_name(place)
    wanted = fold(place)
    found = []
    for event in events:
        where = event.place
        if where is None:
            continue
        home = country_by_name(where.country or "")
        names = {fold(name) for name in (where.name, where.admin1, where.admin2, where.country) if name}
        if wanted in names or (country is not None and country == home):
            found.append(event)
    return found if found or country is not None else None


def by_actor(words: str, events: Sequence[Event]) -> list[Event] | None:
    """The events that an actor began, None where the words name no actor of the registry."""
    named = _actors().get(fold(words))
    if named is None:
        return None
    return [
        event
        for event in events
        for side in event.sides[:1]
        if side.role == "initiator" and side.actor_id is not None and _lineage(side.actor_id) in named
    ]


@cache
def _actors() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for actor in actors().values():
        for name in (actor.id, actor.name, *_parts(actor), *actor.aliases):
            found.setdefault(fold(name), set()).add(_lineage(actor.id))
    return {name: frozenset(lineages) for name, lineages in found.items() if len(lineages) == 1}


def _parts(actor: Actor) -> list[str]:
    """Short and long form of ACLED's "JNIM: Group for Support of Islam and Muslims"."""
    return [part.strip() for part in actor.name.split(":")]


def _lineage(key: str) -> str:
    actor = actors().get(key)
    return (actor.lineage if actor else None) or key


def _is(word: str, name: str) -> bool:
    return word in words_of(name) or _singular(word) in words_of(name)


def _singular(word: str) -> str:
    for ending, instead in (("ies", "y"), ("shes", "sh"), ("ches", "ch"), ("sses", "ss"), ("s", "")):
        if word.endswith(ending) and not word.endswith("ss"):
            return word.removesuffix(ending) + instead
    return word
