"""The codebook's words of actuality (actuality.yaml), typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from harmattan.codebook.load import read_yaml


@dataclass(frozen=True, slots=True)
class Figure:
    """When a trigger word is a figure of speech: words before it, its objects, its subjects, whole phrases."""

    before: frozenset[str]
    object: frozenset[str]
    subject: frozenset[str]
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActualityWords:
    """Sets of lemmas by the names that actuality.yaml gives them."""

    sets: Mapping[str, frozenset[str]]
    phrases: Mapping[str, tuple[str, ...]]
    causes: Mapping[str, str]
    """Lemma of a cause to its kind: accident, disaster, disease, market."""
    figurative: Mapping[str, Figure]
    only_with: Mapping[str, frozenset[str]]
    """Governors that count with certain prepositions or marks only."""

    def __getitem__(self, name: str) -> frozenset[str]:
        """The set of lemmas called ``name``."""
        return self.sets[name]


def _figure(row: Mapping[str, Any]) -> Figure:
    def words(name: str) -> frozenset[str]:
        return frozenset(str(word) for word in row.get(name, ()))

    return Figure(words("before"), words("object"), words("subject"), tuple(map(str, row.get("phrases", ()))))


@cache
def actuality_words() -> ActualityWords:
    """The words of actuality.yaml, read once."""
    raw = read_yaml("actuality.yaml")
    plain = {name: value for name, value in raw.items() if isinstance(value, list)}
    return ActualityWords(
        sets={name: frozenset(map(str, value)) for name, value in plain.items()},
        phrases={name: tuple(map(str, value)) for name, value in plain.items()},
        causes={str(word): kind for kind, words in raw["causes"].items() for word in words},
        only_with={str(word): frozenset(map(str, marks)) for word, marks in raw["only_with"].items()},
        figurative={str(word): _figure(row) for word, row in raw["figurative"].items()},
    )
