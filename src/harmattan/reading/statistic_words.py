"""The words of ``statistics.yaml``, in the form in which the reading of statistics asks for them."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from harmattan.codebook.load import read_yaml
from harmattan.reading.casualty_words import by_first


class StatisticWords:
    """Lookup tables; all keys are lower case."""

    def __init__(self) -> None:
        data: dict[str, Any] = read_yaml("statistics.yaml")
        self.topics = frozenset(data["topics"])
        self.events = frozenset(data["events"])
        self.increase = frozenset(data["increase"])
        self.decrease = frozenset(data["decrease"])
        self.factors: dict[str, int] = data["factors"]
        self.share = frozenset(data["share"])
        self.publisher_phrases = by_first(tuple(p.split()) for p in data["publisher_phrases"])
        self.publisher_verbs = frozenset(data["publisher_verbs"])
        self.report_nouns = frozenset(data["report_nouns"])
        self.not_publishers = frozenset(data["not_publishers"])
        self.periods = re.compile("|".join(rf"(?:\b{p}\b)" for p in data["periods"]), re.I)
        self.units: dict[str, str] = data["units"]


@cache
def statistic_words() -> StatisticWords:
    """The tables, read once."""
    return StatisticWords()
