"""The codebook's words of saying (assertions.yaml), typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from harmattan.codebook.load import read_yaml

SpeechClass = Literal["say", "claim", "confirm", "deny", "accuse"]


@dataclass(frozen=True, slots=True)
class LightVerb:
    """A verb that says something together with its object ("take credit")."""

    verb: str
    nouns: frozenset[str]
    speech: SpeechClass


@dataclass(frozen=True, slots=True)
class SpeechWords:
    """Lemmas, each set or table as assertions.yaml names it."""

    verbs: Mapping[str, SpeechClass]
    nouns: Mapping[str, SpeechClass]
    with_object: frozenset[str]
    with_preposition: Mapping[str, frozenset[str]]
    accused_preposition: Mapping[str, frozenset[str]]
    light_verbs: tuple[LightVerb, ...]
    documents: frozenset[str]
    hearsay_adverbs: frozenset[str]
    hearsay_adjectives: frozenset[str]
    hearsay_passives: frozenset[str]
    according_to: frozenset[str]
    third_party: frozenset[str]
    third_party_unless: frozenset[str]
    party_words: frozenset[str]
    mouthpieces: frozenset[str]
    anonymous: frozenset[str]
    pronouns: frozenset[str]
    continuing: frozenset[str]


def _classes(table: Mapping[str, Iterable[str]]) -> dict[str, SpeechClass]:
    return {str(word): cast("SpeechClass", name) for name, words in table.items() for word in words}


def _sets(table: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    return {str(key): frozenset(map(str, words)) for key, words in table.items()}


@cache
def speech_words() -> SpeechWords:
    """The words of assertions.yaml, read once."""
    raw = read_yaml("assertions.yaml")
    sets = {
        name: frozenset(map(str, raw[name]))
        for name in (
            "with_object",
            "documents",
            "hearsay_adverbs",
            "hearsay_adjectives",
            "hearsay_passives",
            "according_to",
            "third_party",
            "third_party_unless",
            "party_words",
            "mouthpieces",
            "anonymous",
            "pronouns",
            "continuing",
        )
    }
    return SpeechWords(
        verbs=_classes(raw["verbs"]),
        nouns=_classes(raw["nouns"]),
        with_preposition=_sets(raw["with_preposition"]),
        accused_preposition=_sets(raw["accused_preposition"]),
        light_verbs=tuple(
            LightVerb(str(row["verb"]), frozenset(map(str, row["nouns"])), cast("SpeechClass", row["class"]))
            for row in raw["light_verbs"]
        ),
        **sets,
    )
