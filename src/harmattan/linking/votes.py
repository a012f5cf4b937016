"""Choosing among values that reports give: each story has one voice, however many copies it has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

from harmattan.linking.similarity import Item

K = TypeVar("K", bound=Hashable)


def stories_by(members: Sequence[Item], value: Callable[[Item], K | None]) -> dict[K, set[str]]:
    """The stories behind every value, values in the order of their first report; None is no value."""
    found: dict[K, set[str]] = defaultdict(set)
    for item in members:
        key = value(item)
        if key is not None:
            found[key].add(item.story)
    return dict(found)


def sources(members: Sequence[Item]) -> str:
    """The outlets of reports in words, documents without one by their id: "AFP and d-12ab"."""
    names = sorted({item.document.source or f"document {item.document.id}" for item in members})
    return " and ".join(names) if len(names) < 3 else ", ".join(names[:-1]) + f" and {names[-1]}"


def count(number: int, word: str, several: str | None = None) -> str:
    """ "1 source", "2 sources"; ``several`` is the plural where it does not end in a mere s."""
    return f"{number} {word if number == 1 else several or f'{word}s'}"
