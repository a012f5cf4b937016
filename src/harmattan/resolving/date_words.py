"""The codebook's words of time (``time.yaml``), typed."""

from __future__ import annotations

from functools import cache
from typing import Any

from harmattan.codebook.load import read_yaml

FILE = "time.yaml"


def table(name: str) -> dict[str, Any]:
    """One mapping of the file."""
    return dict(read_yaml(FILE)[name])


@cache
def words(name: str) -> frozenset[str]:
    """One list of the file, or the keys of one mapping."""
    return frozenset(str(word) for word in read_yaml(FILE)[name])


@cache
def mapping(name: str) -> dict[str, Any]:
    """One mapping of the file with string keys. Callers must not change it."""
    return {str(key): value for key, value in read_yaml(FILE)[name].items()}


@cache
def phrases(name: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Phrases of a list or of a mapping's keys, by their first word, longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in read_yaml(FILE)[name]:
        parts = tuple(str(phrase).split())
        found.setdefault(parts[0], []).append(parts)
    return {first: tuple(sorted(group, key=lambda p: (-len(p), p))) for first, group in found.items()}


def limit(name: str) -> int:
    """A number of the section ``limits``."""
    return int(read_yaml(FILE)["limits"][name])


def future_words(name: str) -> frozenset[str]:
    """One list of the section ``future``."""
    return frozenset(str(word) for word in read_yaml(FILE)["future"][name])


@cache
def feasts() -> dict[str, dict[str, Any]]:
    """Feast by each of its names."""
    return {name: feast for feast in read_yaml(FILE)["feasts"] for name in feast["names"]}


@cache
def feast_phrases() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Names of feasts by their first word, longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for name in feasts():
        parts = tuple(name.split())
        found.setdefault(parts[0], []).append(parts)
    return {first: tuple(sorted(group, key=lambda p: (-len(p), p))) for first, group in found.items()}


@cache
def local_months() -> dict[str, tuple[tuple[tuple[str, ...], str, int], ...]]:
    """Months of other calendars by their first word: (words, calendar, number), longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str, int]]] = {}
    for calendar, months in read_yaml(FILE)["local_months"].items():
        for name, number in months.items():
            parts = tuple(str(name).split())
            found.setdefault(parts[0], []).append((parts, str(calendar), int(number)))
    return {first: tuple(sorted(group, key=lambda p: (-len(p[0]), p[1]))) for first, group in found.items()}
