"""The words of ``casualties.yaml``, in the form in which the reading of casualties asks for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from harmattan.codebook.load import read_yaml

CasualtyKind = Literal["killed", "injured", "missing", "captured", "displaced", "casualties"]
"""``casualties``: hit, but the text does not say whether killed or injured."""


Wordings = Mapping[str, tuple[tuple[str, ...], ...]]


@dataclass(frozen=True, slots=True)
class Word:
    """One trigger word as the codebook describes it."""

    kind: CasualtyKind
    victim: Literal["object", "subject"] = "object"
    strict: bool = False
    """Counts only words for people."""
    of: bool = True
    """A noun whose victims follow "of"."""
    found: bool = False
    """A noun that means dead people only when found, recovered, buried ... ("bodies")."""
    strict_of: bool = False
    suffered: bool = False
    """A noun that somebody suffers ("injuries")."""
    events: bool = False
    """The noun counts acts, not people ("three killings" is read with "of" alone)."""
    numbered: bool = False
    """Counts only with a number."""


class CasualtyWords:
    """Lookup tables; all keys are lower case."""

    def __init__(self) -> None:
        data: dict[str, Any] = read_yaml("casualties.yaml")
        self.verbs = _by_form(data["verbs"])
        self.nouns = _by_form(data["nouns"])
        self.adjectives = {name: Word(row["kind"]) for name, row in data["adjectives"].items()}
        self.deadly = frozenset(data["deadly_adverbs"])
        self.result = {name: frozenset(forms) for name, forms in data["result_verbs"].items()}
        self.life_nouns = frozenset(data["lives"]["nouns"])
        self.life_subject = frozenset(data["lives"]["subject"])
        self.life_object = frozenset(data["lives"]["object"])
        self.found = frozenset(data["found_verbs"])
        self.toll_heads = by_first(tuple(words.split()) for words in data["tolls"]["heads"])
        self.toll_before = frozenset(data["tolls"]["before"])
        self.toll_revised = frozenset(data["tolls"]["revised"])
        self.toll_superseded = frozenset(data["tolls"]["superseded"])
        self.leave = frozenset(data["leave_verbs"])
        self.superseded = _any_of(data["superseded"])
        self.reflexives = frozenset(data["reflexives"])
        self.attackers = frozenset(data["attackers"])
        self.own_life = by_first(tuple(words.split()) for words in data["own_life"])
        self.negation = frozenset(data["negation"]["words"])
        self.degrees = frozenset(data["negation"]["degrees"])
        self.attempted = {name: frozenset(words) for name, words in data["attempted"].items()}
        self.additional = frozenset(data["additional"])
        self.subset_of = frozenset(data["subset_of"])
        self.including = by_first(tuple(words.split()) for words in data["including"])
        self.of_them = by_first(tuple(words.split()) for words in data["of_them"])
        self.reporting = frozenset(data["reporting"])
        self.later = frozenset(data["later"])
        self._read_shapes(data)
        tables = (self.verbs, self.nouns, self.adjectives, self.toll_heads, self.own_life)
        seen = (self.strikes, self.hospital["conditions"], self.hospital["houses"])
        singles = (self.deadly, self.struck, self.life_nouns, *self.result.values(), *seen)
        self.triggers = frozenset().union(*tables, *singles)
        """Every word that can start a mention."""
        self.cumulative = _any_of(data["cumulative"])
        self.long_causes = frozenset(data["long_causes"])
        self.group_nouns: dict[str, int] = data["group_nouns"]
        self.collective = frozenset(data["collective"])
        self.everyone = frozenset(data["everyone"])
        self.singular = frozenset(data["singular_pronouns"])
        self.plural = frozenset(data["plural_pronouns"])
        self.relative = frozenset(data["relative_pronouns"])
        self.ignored = frozenset(data["ignored_pronouns"])
        self.things = frozenset(data["things"])
        self.people = frozenset(data["people"])
        numbers = read_yaml("vague_numbers.yaml")
        self.ordinals: dict[str, int] = numbers["ordinals"]
        plural = numbers["bare_plural"]
        self.plural_low, self.plural_best = int(plural["low"]), int(plural["best"])

    def _read_shapes(self, data: Mapping[str, Any]) -> None:
        self.deadly_adjectives = frozenset(data["deadly_adjectives"])
        self.multiples: dict[str, int] = data["multiples"]
        self.struck = frozenset(data["struck"]["verbs"])
        self.struck_by = frozenset(data["struck"]["by"])
        self.strikes = frozenset(data["struck"]["active"])
        self.strikes_after = frozenset(data["struck"]["after"])
        self.hospital = {name: frozenset(words) for name, words in data["hospital"].items()}
        self.particles = {name: frozenset(words) for name, words in data["particles"].items()}
        self.not_suffered = frozenset(data["not_suffered"])
        self.open_wounds = frozenset(data["open_wounds"])
        self.not_wounds = frozenset(data["not_wounds"])
        self.suffer = frozenset(data["suffer"])
        self.survive = frozenset(data["survived"]["verbs"])
        self.expected = frozenset(data["survived"]["expected"])
        self.guards = frozenset(data["guards"])
        self.aside = _any_of(data["aside"])
        self.other_causes = _any_of(data["other_causes"])
        self.come_upon = frozenset(data["come_upon"])
        self.pairs = frozenset(data["pairs"])
        self.ranked = frozenset(data["ranked"])
        self.ordinal_limit = int(data["ordinal_limit"])


def _any_of(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in patterns), re.I)


def _by_form(rows: dict[str, dict[str, Any]]) -> dict[str, Word]:
    table = {}
    for row in rows.values():
        word = Word(
            row["kind"],
            row.get("victim", "object"),
            row.get("people") == "strict",
            row.get("of", True),
            row.get("found", False),
            row.get("strict_of", False),
            row.get("suffered", False),
            row.get("events", False),
            row.get("numbered", False),
        )
        table.update(dict.fromkeys(row["forms"], word))
    return table


@cache
def casualty_words() -> CasualtyWords:
    """The tables, read once."""
    return CasualtyWords()


def by_first(wordings: Iterable[tuple[str, ...]]) -> Wordings:
    """Wordings under their first word."""
    table: dict[str, list[tuple[str, ...]]] = {}
    for wording in wordings:
        table.setdefault(wording[0], []).append(wording)
    return {first: tuple(rows) for first, rows in table.items()}


def starts_with(table: Wordings, texts: tuple[str, ...], i: int) -> int:
    """Length of the longest wording that stands at position ``i`` of lower-case ``texts``, 0 if none does."""
    return max((len(w) for w in table.get(texts[i], ()) if texts[i : i + len(w)] == w), default=0)
