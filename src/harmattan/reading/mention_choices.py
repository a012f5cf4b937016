"""What was weighed when a mention of an event was read: its time, its place, and where its sides were found."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from harmattan.model.choice import Choice
from harmattan.resolving.actors import ResolvedActor
from harmattan.resolving.dates import ResolvedTime
from harmattan.resolving.places import ResolvedPlace

Via = Literal["named", "modifier", "owner", "believed", "pronoun", "within", "facility"]
"""By which words a phrase stands for an actor.

named: it is the actor's name or noun. modifier: "the army attack". owner: "its fighters". believed: "gunmen believed to
be X". pronoun: "they". within: an actor inside the phrase ("an army base"). facility: "the base", whose it was said
before.
"""
Source = Literal["phrase", "network", "deed", "victims", "author", "opponent", "peoples", "speaker"]
"""Where a side comes from.

phrase: subject, object or agent of the trigger. network: the parse names nobody, the network does. deed: the event that
is the trigger's subject. victims: those of its toll. author, opponent, peoples: words around it (``reading.authors``).
speaker: "we", "our fighters" (``reading.first_person``).
"""


@dataclass(frozen=True, slots=True)
class Found:
    """An actor behind a head token."""

    actor: ResolvedActor
    via: Via
    token: int
    """The head token in the mention's sentence."""


@dataclass(frozen=True, slots=True)
class SideSource:
    """Why an actor counts as a side of a mention."""

    actor: ResolvedActor
    source: Source
    via: Via | None = None
    token: int | None = None


@dataclass(frozen=True, slots=True)
class MentionChoices:
    """The decisions behind one ``EventMention``."""

    time: Choice[ResolvedTime, ResolvedTime] = field(default=Choice(None, ""))
    place: Choice[ResolvedPlace, ResolvedPlace] = field(default=Choice(None, ""))
    """A candidate's score is the network's likelihood, None without an opinion."""
    sides: tuple[SideSource, ...] = ()
