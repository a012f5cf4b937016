"""The answer to "did it happen?"."""

from __future__ import annotations

from dataclasses import dataclass

from harmattan.model import Actuality
from harmattan.reading.cues import Cue


@dataclass(frozen=True, slots=True)
class ActualityReading:
    """Whether a trigger names an event, and what became of it."""

    actuality: Actuality = "happened"
    event: bool = True
    """False: no event at all, whatever the actuality says."""
    reason: str = ""
    """A short stable word, listed in docs/assertions.md; empty for an ordinary event."""
    cue: Cue | None = None


HAPPENED = ActualityReading()
