"""The lexicon of actor words: names, nouns, nationalities and descriptors by their comparable form."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from harmattan.codebook.actor_nouns import ActorNoun, actor_nouns
from harmattan.codebook.actors import Actor, actors
from harmattan.codebook.countries import countries
from harmattan.codebook.normal import spellings

Case = Literal["any", "capital", "acronym"]
Key = tuple[str, ...]


@dataclass(slots=True)
class Entry:
    """Everything that one sequence of word pieces can be."""

    names: dict[str, Case]
    """Actor id to how the name must be written."""
    main_names: set[str]
    """Actors whose own name (not an alias) this is."""
    nouns: list[ActorNoun]
    adjectives: list[str]
    people: list[str]
    countries: list[str]
    capitals: list[str]
    place_case: Case
    descriptor: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Entries by key, and the length of the longest key that starts with a piece."""

    entries: dict[Key, Entry]
    longest: dict[str, int]


def case_of(alias: str) -> Case:
    """How a name must be written in a text that uses capitals normally."""
    letters = [c for c in alias if c.isalpha()]
    if not any(c.isupper() for c in letters):
        return "any"
    return "acronym" if (len(letters) > 1 and all(c.isupper() for c in letters)) or (len(letters) == 1) else "capital"


_STRICTNESS = {"any": 0, "capital": 1, "acronym": 2}


def actor_names(actor: Actor) -> Iterable[str]:
    """Every spelling of an actor: its name without the period, both halves of "ACRONYM: Long Name", its aliases."""
    name = actor.name
    if actor.id != actor.lineage or name.endswith(")"):
        name = name.rsplit(" (", 1)[0]
    yield from (part.strip() for part in name.split(": "))
    yield from actor.aliases


@cache
def lexicon() -> Lexicon:
    """The lexicon of the whole codebook, built once."""
    entries: dict[Key, Entry] = {}

    def entry(key: Key) -> Entry:
        found = entries.get(key)
        if found is None:
            found = entries[key] = Entry({}, set(), [], [], [], [], [], "any", False)
        return found

    for actor in actors().values():
        own = len([part for part in actor.name.split(": ")])
        for i, alias in enumerate(actor_names(actor)):
            case = case_of(alias)
            for key in spellings(alias):
                if not key:
                    continue
                names = entry(key).names
                if actor.id not in names or _STRICTNESS[case] < _STRICTNESS[names[actor.id]]:
                    names[actor.id] = case
                if i < own:
                    entry(key).main_names.add(actor.id)
        for word in actor.descriptors:
            for key in spellings(word):
                entry(key).descriptor = True
    for noun in actor_nouns():
        for key in spellings(noun.word):
            entry(key).nouns.append(noun)
        for word in noun.descriptors:
            for key in spellings(word):
                entry(key).descriptor = True
    for land in countries().values():
        for field, words in (
            ("countries", land.all_names), ("adjectives", land.adjectives), ("people", land.people), ("capitals", land.capitals)
        ):  # fmt: skip
            for word in words:
                for key in spellings(word):
                    holder = entry(key)
                    listed: list[str] = getattr(holder, field)
                    if land.iso2 not in listed:
                        listed.append(land.iso2)
                    case = case_of(word)
                    holder.place_case = "capital" if holder.place_case == "capital" else case
    longest: dict[str, int] = {}
    for key in entries:
        longest[key[0]] = max(longest.get(key[0], 0), len(key))
    return Lexicon(entries, longest)
