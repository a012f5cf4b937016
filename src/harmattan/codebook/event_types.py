"""ACLED's 25 sub-event types, each with its event type and disorder type (codebooks: ACLED)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from harmattan.codebook.load import read_yaml
from harmattan.errors import CodebookError


@dataclass(frozen=True, slots=True)
class SubEventType:
    """One row of ACLED's table of event types."""

    sub_event_type: str
    event_type: str
    disorder_type: str
    civilian_targeting: bool = False
    """Whether every event of the type targets civilians by definition."""


@cache
def sub_event_types() -> dict[str, SubEventType]:
    """Every sub-event type by its name, in the codebook's order."""
    return {
        row["sub_event_type"]: SubEventType(
            row["sub_event_type"],
            row["event_type"],
            row["disorder_type"],
            row.get("civilian_targeting") == "always",
        )
        for row in read_yaml("event_types.yaml")
    }


def sub_event_type(name: str) -> SubEventType:
    """One sub-event type.

    Raises:
        CodebookError: ``name`` is not one of ACLED's 25.
    """
    try:
        return sub_event_types()[name]
    except KeyError:
        raise CodebookError(f"'{name}' is not a sub-event type of event_types.yaml") from None
