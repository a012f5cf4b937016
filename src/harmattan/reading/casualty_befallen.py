"""What the reading of casualty words finds: a trigger and the people it befell."""

from __future__ import annotations

from dataclasses import dataclass

from harmattan.reading.casualty_groups import Group
from harmattan.reading.casualty_words import CasualtyKind


@dataclass(frozen=True, slots=True)
class Befallen:
    """A trigger with the people it befell."""

    trigger: int
    kind: CasualtyKind
    groups: tuple[Group, ...]
    agent: int | None = None
    shared: bool = False
    """The victims belong to another verb that this one is joined to."""
    toll: bool = False
    own: bool = False
    """The attacker's own death."""
    within: bool = False
    """The trigger only names the people of whom some are meant ("two of the wounded")."""
    revised: bool = False
