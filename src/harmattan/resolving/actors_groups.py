"""Which known group a generic mention means: by the document's earlier names, or by its describing words."""

from __future__ import annotations

from harmattan.codebook.actor_nouns import actor_classes, word_list
from harmattan.codebook.actors import Actor, actors
from harmattan.codebook.countries import countries
from harmattan.codebook.normal import fold
from harmattan.resolving.actors_index import in_country
from harmattan.resolving.actors_types import ActorContext, ActorMention, ResolvedActor

_NEAR = 2
"""Sentences back within which the last named group is taken where several were named."""
_TELLING = frozenset({"rebels"})
"""Classes whose bare plural ("guerrillas attacked") means the group that the text names, where it names one only."""


def unknown(mention: ActorMention) -> bool:
    """Whether the words say that nobody knows which group it is ("unidentified rebels")."""
    return bool(set(mention.text.lower().split()) & word_list("unknown_words"))


def several_groups(mention: ActorMention) -> bool:
    """ "Tuareg groups" are more than one actor."""
    last = mention.text.rpartition(" ")[2].lower()
    bodies = mention.is_plural and not mention.is_person_group and mention.actor_class != "spokesperson"
    return bodies and last not in word_list("collective_plurals")


def position(mention: ActorMention) -> tuple[int, int]:
    """Sentence and token, for comparing what comes first."""
    return mention.sentence, mention.first


def _covers(mention: ActorMention, actor_class: str) -> bool:
    name = mention.organisation_class or mention.actor_class
    return actor_class in actor_classes()[name].covers


def coreferent(mention: ActorMention, context: ActorContext, country: str | None) -> str | None:
    """The group named in the same document that the words point to; None where more than one might be meant."""
    if (
        unknown(mention)
        or not (mention.definite or mention.is_plural)
        or mention.country
        or mention.actor_class == "spokesperson"
    ):
        return None
    named = [r for r in context.mentions if _namable(r, mention, context)]
    if mention.descriptors or mention.affiliation:
        named = [r for r in named if _fits_words(r, mention, country)]
    if not mention.definite and mention.actor_class not in _TELLING:
        # A bare plural ("militants") brings a new group in unless the words single the known one out.
        named = [r for r in named if mention.descriptors or mention.affiliation]
    before = [r for r in named if position(r.mention) < position(mention)]
    for pool in (before, named):
        keys = list(dict.fromkeys(r.actor_id or r.name for r in pool))
        if len(keys) == 1:
            return keys[0]
        if keys:
            break
    near = [r for r in before if mention.sentence - r.mention.sentence < _NEAR]
    near_keys = {r.actor_id or r.name for r in near}
    return (near[-1].actor_id or near[-1].name) if len(near_keys) == 1 else None


def _namable(earlier: ResolvedActor, mention: ActorMention, context: ActorContext) -> bool:
    if earlier.basis == "inferred" or (earlier.actor_id is None and earlier.basis != "named"):
        return False
    if earlier.mention is mention or not _covers(mention, earlier.actor_class):
        return False
    other = context.other
    return other is None or (earlier.actor_id or earlier.name) != (other.actor_id or other.name)


def _fits_words(earlier: ResolvedActor, mention: ActorMention, place: str | None) -> bool:
    actor = actors().get(earlier.actor_id or "")
    if actor is None:
        return set(mention.descriptors) <= set(earlier.mention.descriptors)
    if mention.affiliation and mention.affiliation not in (actor.affiliation, actor.parent, actor.id):
        return False
    return all(_known(d, actor, place) for d in mention.descriptors)


def _known(descriptor: str, actor: Actor, place: str | None) -> bool:
    """Whether a descriptor speaks for an actor; a word that no actor of the country has says nothing."""
    if descriptor in actor.descriptors:
        return True
    around = [a for iso2 in {place, actor.home} if iso2 for a in in_country(iso2)]
    return not any(descriptor in a.descriptors for a in around)


def described(mention: ActorMention, context: ActorContext, place: str | None) -> list[Actor]:
    """Actors of the country that existed on the day and that the describing words or the nationality fit."""
    abroad = mention.country if mention.country != place else None
    if place is None or not (mention.descriptors or mention.affiliation or abroad):
        return []
    around = [a for a in _known_groups(place, context) if _covers(mention, a.actor_class)]
    around = [a for a in around if context.other is None or a.id != context.other.actor_id]
    words = [d for d in mention.descriptors if any(d in a.descriptors for a in in_country(place))]
    if not (words or mention.affiliation or abroad):
        return []
    found = [
        a
        for a in around
        if (not mention.affiliation or mention.affiliation in (a.affiliation, a.parent, a.id))
        and all(d in a.descriptors for d in words)
        and (abroad is None or a.home == abroad or _of_people(a, abroad))
    ]
    ids = {a.id for a in found}
    apart = [a for a in found if a.parent not in ids]
    return [a for a in apart if a.home == place] or apart


def only_rebels(mention: ActorMention, context: ActorContext, place: str | None) -> Actor | None:
    """ "The rebels" of a country with one rebel group on the day and no jihadists: the words take it for known."""
    if place is None or not mention.definite or mention.country or mention.actor_class != "rebels" or unknown(mention):
        return None
    there = [a for a in _known_groups(place, context) if a.actor_class in ("rebels", "jihadists")]
    ids = {a.id for a in there}
    apart = [a for a in there if a.parent not in ids]
    return apart[0] if len({a.lineage for a in apart}) == 1 and apart[0].home == place else None


def _known_groups(place: str, context: ActorContext) -> list[Actor]:
    """The actors of a country on the day that a report may mean without naming them."""
    return [a for a in in_country(place) if a.existed(context.date) and not a.minor]


def _of_people(actor: Actor, iso2: str) -> bool:
    return any(fold(word) in actor.descriptors for word in countries()[iso2].adjectives)
