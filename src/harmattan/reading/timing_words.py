"""What timing is read from and into: the words and limits of ``timing.yaml``, and the verdict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from harmattan.codebook.load import read_yaml
from harmattan.model import Timing
from harmattan.reading.cues import Cue


@dataclass(frozen=True, slots=True)
class TimingReading:
    """Current or background, and why."""

    timing: Timing = "current"
    reason: str = ""
    """date, year, phrase, perfect, carried; empty where nothing speaks for background."""
    cue: Cue | None = None


@dataclass(frozen=True, slots=True)
class TimingWords:
    """The words and limits of ``timing.yaml``."""

    after_days: int
    slack_days: int
    phrases: Mapping[str, tuple[str, ...]]
    months: frozenset[str]
    hours: frozenset[str]


@cache
def timing_words() -> TimingWords:
    """The words and limits, read once."""
    raw = read_yaml("timing.yaml")
    names = ("background", "past_perfect_anchors", "carried", "current", "superlatives")
    return TimingWords(
        after_days=int(raw["background_after_days"]),
        slack_days=int(raw["header_slack_days"]),
        phrases={name: tuple(map(str, raw[name])) for name in names},
        months=frozenset(map(str, raw["months"])),
        hours=frozenset(map(str, raw["hours"])),
    )
