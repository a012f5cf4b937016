"""The lexicon of actor words: names, nouns, nationalities and descriptors by their comparable form."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from harmattan.codebook.actor_nouns import ActorNoun, actor_nouns, word_list
from harmattan.codebook.actors import Actor, actors
from harmattan.codebook.countries import countries, country_by_name
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


@cache
def lexicon() -> Lexicon:
    """The lexicon of the whole codebook, built once."""
    entries: dict[Key, Entry] = {}

    def entry(key: Key) -> Entry:
        found = entries.get(key)
        if found is None:
            found = entries[key] = Entry({}, set(), [], [], [], [], [], "any", False, False)
        return found

    for actor in actors().values():
        own = len(own_names(actor))
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
    for phrase in word_list("not_actors"):
        for key in spellings(phrase):
            entry(key).blocked = True
    longest: dict[str, int] = {}
    for key in entries:
        longest[key[0]] = max(longest.get(key[0], 0), len(key))
    return Lexicon(entries, longest)
