"""What looking for actors yields: mentions, and what they resolve to."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from harmattan.model import ActorBasis, ActorKind, Participant, Span

MentionBasis = Literal["named", "alias", "generic"]


@dataclass(frozen=True, slots=True)
class ActorMention:
    """Words of one sentence that stand for an actor. Determiners and numerals are left out."""

    sentence: int
    """``Sentence.index``."""
    first: int
    last: int
    """Tokens ``first`` up to, not including, ``last``."""
    head: int
    """Index of the head token."""
    start: int
    end: int
    """Character offsets into the document's text."""
    text: str
    """The words, joined by one space; cut the document's text for the quote."""
    kind: ActorKind
    """The kind by the words alone."""
    actor_class: str
    """A class of ``actor_nouns.yaml``."""
    basis: MentionBasis
    candidates: tuple[str, ...] = ()
    """Actors that the name may mean."""
    country: str | None = None
    """ISO2 code of the nationality or country in the words."""
    affiliation: str | None = None
    """Id of the actor to which the words link it ("al-Qaeda-linked")."""
    descriptors: tuple[str, ...] = ()
    is_plural: bool = False
    definite: bool = False
    loaded: bool = False
    """The noun says what the speaker thinks of the actor, nothing about what it is."""
    is_person_group: bool = False
    """People (soldiers, villagers), not a body (army, group)."""
    modifier_of: int | None = None
    """Token that it modifies ("army base"); None where it can be a side by itself."""
    negated_side: bool = False
    """In "rebel-held town" the rebels are no side by these words."""
    organisation_class: str | None = None
    """Of a spokesperson: the class of the actor spoken for."""


@dataclass(frozen=True, slots=True)
class ResolvedActor:
    """The actor that a mention means on a day and in a country."""

    actor_id: str | None
    name: str
    """ACLED's convention: "Military Forces of Mali (2021-)", "Unidentified Armed Group (Mali)"."""
    kind: ActorKind
    basis: ActorBasis
    actor_class: str
    country: str | None
    """Home country of the actor, ISO2."""
    mention: ActorMention
    considered: tuple[str, ...] = ()
    """Other actors that were possible."""

    def participant(self, text: str) -> Participant:
        """The actor as a side of a report; ``text`` is the document's text."""
        span = Span.cut(text, self.mention.start, self.mention.end)
        return Participant(actor_id=self.actor_id, name=self.name, kind=self.kind, basis=self.basis, span=span)


@dataclass(frozen=True, slots=True)
class ActorContext:
    """What is known around a mention when it is resolved."""

    country: str | None = None
    """ISO2 code of the event's country, else the document's."""
    date: dt.date | None = None
    """Day of the event, else of the document."""
    mentions: tuple[ResolvedActor, ...] = ()
    """Actors of the same document resolved so far, in text order; named ones may also come from later sentences."""
    other: ResolvedActor | None = None
    """The other side of the event."""
    document_country: str | None = None
