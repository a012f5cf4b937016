"""Reads the slots of a MUC-3/4 answer key: alternatives, optional fills, and what a fill belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

Slots = Mapping[str, Sequence[str]]
"""A template of the key: slot name to its lines."""

_EMPTY = ("", "-", "*")
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
_KIND = re.compile(r"(?<=[^\s/(])\s*\([^():]*\)")
"""The kind of a place after its name: ``(CITY)``, ``(DEPARTMENT/ AREA)``."""
_COUNT = re.compile(r"(-)?\s*(\d+)\s*(-)?\s*(\d+)?")
_HARM = ("DEATH", "INJURY")


@dataclass(frozen=True)
class Fill:
    """One fill of a slot."""

    values: tuple[str, ...]
    """Alternatives, any of which is right."""
    of: frozenset[str] = frozenset()
    """What it belongs to (a target, an organisation), in all its wordings."""
    optional: bool = False
    """Neither missing nor spurious when it is not given."""


def fills(rows: Slots, slot: str) -> list[Fill]:
    """The fills of a slot, one a line; none where the slot is empty or does not apply."""
    return list(_fills(rows, slot))


def _fills(rows: Slots, slot: str) -> Iterator[Fill]:
    for line in rows.get(slot, ()):
        body = line.strip().lstrip("? ").strip()
        if body in _EMPTY:
            continue
        strings = tuple(s.replace('\\"', "").strip() for s in _STRING.findall(body))
        named = frozenset(strings) - {"-"}
        head = body if not strings else body.split('"', 1)[0].strip().rstrip(":").strip()
        values = _alternatives(head) if head else strings
        if values:
            yield Fill(values, named, line.strip().startswith("?"))


def _alternatives(head: str) -> tuple[str, ...]:
    found = (part.strip("() ") for part in _KIND.sub("", head).split("/"))
    return tuple(part for part in found if part)


def effects(rows: Slots) -> list[Fill]:
    """The distinct effects on people; a report has one toll for all targets, the key a fill for each."""
    named: dict[tuple[str, ...], list[Fill]] = {}
    for fill in fills(rows, "HUM TGT: EFFECT OF INCIDENT"):
        named.setdefault(fill.values, []).append(fill)
    sure = {values[0] for values in named if len(values) == 1}
    return [
        Fill(values, frozenset().union(*(f.of for f in group)), all(f.optional for f in group))
        for values, group in named.items()
        if len(values) == 1 or not sure & set(values)
    ]


def types(rows: Slots) -> list[Fill]:
    """The distinct types of people attacked, as :func:`effects`."""
    named: dict[tuple[str, ...], list[Fill]] = {}
    for fill in fills(rows, "HUM TGT: TYPE"):
        named.setdefault(fill.values, []).append(fill)
    return [Fill(v, frozenset().union(*(f.of for f in g)), all(f.optional for f in g)) for v, g in named.items()]


@dataclass(frozen=True)
class Count:
    """People who suffered one effect, summed over the targets."""

    effect: str
    low: int
    high: int | None
    optional: bool


def counts(rows: Slots) -> list[Count]:
    """The dead and the injured."""
    return [count for effect in _HARM if (count := _count(rows, effect))]


def _count(rows: Slots, effect: str) -> Count | None:
    hurt = [f for f in fills(rows, "HUM TGT: EFFECT OF INCIDENT") if effect in f.values]
    names = frozenset().union(*(f.of for f in hurt))
    seen: set[str] = set()
    low, high, optional = 0, 0, True
    open_end = False
    for fill in fills(rows, "HUM TGT: NUMBER"):
        if not fill.of & names or fill.of & seen:
            continue
        seen |= fill.of
        ranges = [number(value) for value in fill.values]
        low += min(a for a, _ in ranges)
        open_end = open_end or any(b is None for _, b in ranges)
        high += max(a if b is None else b for a, b in ranges)
        optional = optional and (fill.optional or all(f.optional for f in hurt if f.of & fill.of))
    return Count(effect, low, None if open_end else high, optional) if seen and high else None


def number(value: str) -> tuple[int, int | None]:
    """Fewest and most of ``6``, ``6-8``, ``6-`` (at least), ``-6`` (at most), ``~6``, ``PLURAL`` (two or more)."""
    found = _COUNT.search(value)
    if "PLURAL" in value:
        return 2, None
    if not found:
        return 1, None
    first = int(found.group(2))
    if found.group(4):
        return first, int(found.group(4))
    if found.group(1):
        return 1, first
    return first, None if found.group(3) else first
