"""The lexicon of actor words: names, nouns, nationalities and descriptors by their comparable form."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from harmattan.codebook.actor_nouns import ActorNoun, actor_nouns, word_list
from harmattan.codebook.actors import Actor, actors
from harmattan.codebook.countries import Country, countries, country_by_name
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
    blocked: bool
    """A phrase that holds an actor word and is none ("Latin American")."""


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


def own_names(actor: Actor) -> list[str]:
    """What the actor's name holds: without period or country, both halves of "ACRONYM: Long Name"."""
    name, _, note = actor.name.removesuffix(")").partition(" (")
    if actor.id == actor.lineage and note and country_by_name(note) is None:
        # A faction: its parent has the bare name.
        return [actor.name]
    return name.split(": ")


def actor_names(actor: Actor) -> tuple[str, ...]:
    """Every spelling of an actor: its own names first, then its aliases."""
    return (*own_names(actor), *actor.aliases)


class _Builder:
    """Collects the entries."""

    def __init__(self) -> None:
        self.entries: dict[Key, Entry] = {}

    def entry(self, key: Key) -> Entry:
        """The entry of a key, made if there is none yet."""
        found = self.entries.get(key)
        if found is None:
            found = self.entries[key] = Entry({}, set(), [], [], [], [], [], "any", False, False)
        return found

    def add_actor(self, actor: Actor) -> None:
        """The actor's names, aliases and descriptors."""
        own = own_names(actor)
        for alias in (*own, *actor.aliases):
            case = case_of(alias)
            for key in filter(None, spellings(alias)):
                entry = self.entry(key)
                if actor.id not in entry.names or _STRICTNESS[case] < _STRICTNESS[entry.names[actor.id]]:
                    entry.names[actor.id] = case
                if alias in own:
                    entry.main_names.add(actor.id)
        self.add_descriptors(actor.descriptors)

    def add_descriptors(self, words: Iterable[str]) -> None:
        """Words that describe groups."""
        for word in words:
            for key in spellings(word):
                self.entry(key).descriptor = True

    def add_country(self, land: Country) -> None:
        """The country's names, adjectives, people and capitals."""
        for field, words in _PLACE_FIELDS:
            for word in getattr(land, words):
                for key in spellings(word):
                    entry = self.entry(key)
                    listed: list[str] = getattr(entry, field)
                    if land.iso2 not in listed:
                        listed.append(land.iso2)
                    entry.place_case = "capital" if entry.place_case == "capital" else case_of(word)


_PLACE_FIELDS = (
    ("countries", "all_names"),
    ("adjectives", "adjectives"),
    ("people", "people"),
    ("capitals", "capitals"),
)


@cache
def lexicon() -> Lexicon:
    """The lexicon of the whole codebook, built once."""
    builder = _Builder()
    for actor in actors().values():
        builder.add_actor(actor)
    for noun in actor_nouns():
        for key in spellings(noun.word):
            builder.entry(key).nouns.append(noun)
        builder.add_descriptors(noun.descriptors)
    for land in countries().values():
        builder.add_country(land)
    for phrase in word_list("not_actors"):
        for key in spellings(phrase):
            builder.entry(key).blocked = True
    longest: dict[str, int] = {}
    for key in builder.entries:
        longest[key[0]] = max(longest.get(key[0], 0), len(key))
    return Lexicon(builder.entries, longest)
