"""The registry of actors: finds who is mentioned in a sentence and which known actor that is."""

from __future__ import annotations

from functools import cache

from harmattan.codebook.actors import Actor, actors
from harmattan.errors import CodebookError
from harmattan.reading.syntax import Sentence
from harmattan.resolving.actors_compare import Comparable, Relation, compatible, relation
from harmattan.resolving.actors_lexicon import lexicon
from harmattan.resolving.actors_mentions import find_mentions
from harmattan.resolving.actors_resolve import communal_militia, resolve
from harmattan.resolving.actors_types import ActorContext, ActorMention, MentionBasis, ResolvedActor
from harmattan.resolving.actors_unlisted import group_at, people_at

__all__ = ["ActorContext", "ActorMention", "ActorRegistry", "Comparable", "MentionBasis", "Relation", "ResolvedActor"]


class ActorRegistry:
    """Finds and resolves mentions of actors. Holds nothing but the codebook; one instance serves all threads."""

    @classmethod
    @cache
    def load(cls) -> ActorRegistry:
        """The registry over the codebook's actors, read once in a process.

        Raises:
            CodebookError: an actors file, ``actor_nouns.yaml`` or ``demonyms.yaml`` is malformed.
        """
        lexicon()
        return cls()

    def find_mentions(self, sentence: Sentence) -> list[ActorMention]:
        """Actor mentions of one sentence in text order, none overlapping another."""
        return find_mentions(sentence)

    def unlisted_group(self, sentence: Sentence, i: int) -> ResolvedActor | None:
        """The armed group that the registry does not hold and that token ``i`` names; None without a name there."""
        mention = group_at(sentence, i)
        return resolve(mention, ActorContext()) if mention is not None else None

    def people(self, sentence: Sentence, i: int, country: str | None) -> ResolvedActor:
        """The communal militia of the people that token ``i`` names, as ACLED calls it."""
        return communal_militia(people_at(sentence, i), country)

    def resolve(self, mention: ActorMention, context: ActorContext) -> ResolvedActor:
        """The actor that a mention means; ``actor_id`` is None where none or more than one is plausible."""
        return resolve(mention, context)

    def relation(self, a: Comparable, b: Comparable) -> Relation:
        """How two actors relate: same, family, generic (one may be the other) or different."""
        return relation(a, b)

    def compatible(self, a: Comparable, b: Comparable) -> bool:
        """Whether two reports may speak of one actor."""
        return compatible(a, b)

    def actor(self, actor_id: str) -> Actor:
        """One actor by id.

        Raises:
            CodebookError: the registry has no such actor.
        """
        try:
            return actors()[actor_id]
        except KeyError:
            raise CodebookError(
                f"'{actor_id}' is not an actor of the registry; ids stand in codebook/data/actors"
            ) from None
