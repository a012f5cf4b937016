"""Chooses the actor that a mention means: the one that existed on that day, in that country, or none."""

from __future__ import annotations

from harmattan.codebook.actor_nouns import actor_classes
from harmattan.codebook.actors import Actor, actors
from harmattan.codebook.countries import countries
from harmattan.codebook.normal import fold
from harmattan.model import ActorBasis, ActorKind
from harmattan.resolving.actors_groups import coreferent, described, only_rebels, position, several_groups
from harmattan.resolving.actors_index import forces_of, in_country
from harmattan.resolving.actors_types import ActorContext, ActorMention, ResolvedActor

_SHORT = 3
"""Letters of an acronym that several organisations of the world share."""


def resolve(mention: ActorMention, context: ActorContext) -> ResolvedActor:
    """The actor behind a mention; without ``actor_id`` where no actor, or more than one, is plausible."""
    country = context.country or context.document_country
    if mention.candidates:
        return _named(mention, context, country)
    if mention.basis == "named":  # a name that the registry does not hold
        return _result(mention, None, mention.text, mention.kind, "named", mention.country or country)
    if _state(mention):
        return _state_force(mention, context, country)
    if mention.actor_class in {"peacekeepers", "coalition"}:
        return _force_abroad(mention, context, country)
    if actor_classes()[mention.actor_class].armed or mention.actor_class == "spokesperson":
        return _unnamed_group(mention, context, country)
    return _unnamed(mention, country)


def _state(mention: ActorMention) -> bool:
    name = mention.organisation_class if mention.actor_class == "spokesperson" else mention.actor_class
    return bool(name) and actor_classes()[name or mention.actor_class].state


def _named(mention: ActorMention, context: ActorContext, country: str | None) -> ResolvedActor:
    basis: ActorBasis = "alias" if mention.basis == "alias" else "named"
    if mention.basis == "generic":
        basis = "generic"
    place = mention.country or country
    possible = [actors()[c] for c in mention.candidates if not _stray(mention, actors()[c], place)]
    if not possible:
        return _result(mention, None, mention.text, mention.kind, "named", country, mention.candidates)
    chosen = _narrow(possible, context, place)
    if chosen is None:
        return _unnamed(mention, country, tuple(a.id for a in possible))
    local = _local_branch(chosen, mention, context, place)
    considered = tuple(a.id for a in possible if a.id != local.id)
    return _of(local, mention, "alias" if local is not chosen and basis == "named" else basis, country, considered)


def _stray(mention: ActorMention, actor: Actor, place: str | None) -> bool:
    """Whether a name is most likely somebody else's: of a group that never acted in the country, and short or common.

    Short: an acronym of three letters. Common: the registry itself tells it apart by country ("Civil Defense (Syria)").
    """
    if place is None or not actor.countries or place in actor.countries or actor.kind == "External/Other forces":
        return False
    short = mention.text.isupper() and " " not in mention.text and len(mention.text) <= _SHORT
    bare, _, note = actor.name.partition(" (")
    return short or (bool(note) and fold(bare) in fold(mention.text))


def _narrow(possible: list[Actor], context: ActorContext, place: str | None) -> Actor | None:
    """The one candidate left by country and day; a single name stands even outside its known countries and days."""
    if len(possible) == 1:
        return _in_time(possible[0], context)
    alive = [a for a in possible if a.existed(context.date)] or possible
    here = [a for a in alive if place in a.countries] if place else []
    home = [a for a in here if a.home == place]
    for choice in (home, here, alive):
        lineages = {a.lineage for a in choice}
        if len(choice) == 1 or (choice and len(lineages) == 1) or (context.date is None and _one_after_another(choice)):
            return max(choice, key=lambda a: (a.existed(context.date), a.start is not None and (a.start.toordinal())))
        if choice:
            break
    network = [a for a in alive if all(a.id in (b.id, b.affiliation, b.parent) for b in alive)]
    if network and not here:
        return network[0]
    said = {r.actor_id for r in context.mentions}
    before = [a for a in possible if a.id in said]
    return before[0] if len(before) == 1 else None


def _one_after_another(choice: list[Actor]) -> bool:
    """Whether the actors are one body under successive names, of which an unknown day means the last."""
    ids = {a.id for a in choice}
    return len(ids) > 1 and sum(a.successor not in ids for a in choice) == 1


def _in_time(actor: Actor, context: ActorContext) -> Actor:
    """The actor, or the successor that had taken its place by the day."""
    seen = {actor.id}
    while context.date is not None and actor.end is not None and actor.end <= context.date and actor.successor:
        actor = actors()[actor.successor]
        if actor.id in seen:
            break
        seen.add(actor.id)
    return actor


def _local_branch(actor: Actor, mention: ActorMention, context: ActorContext, place: str | None) -> Actor:
    """The only branch of a network in the country: "Islamic State" in Mali, "UN troops" in Mali."""
    if place is None or place in actor.countries:
        return actor
    branches = [
        a
        for a in in_country(place)
        if actor.id in (a.affiliation, a.parent) and a.existed(context.date) and a.actor_class not in {"organisation"}
    ]
    if actor.actor_class == "organisation" and mention.actor_class == "organisation":
        return actor
    main = [a for a in branches if a.home == place] or branches
    return main[0] if len(main) == 1 else actor


def _state_force(mention: ActorMention, context: ActorContext, country: str | None) -> ResolvedActor:
    actor_class = mention.organisation_class if mention.actor_class == "spokesperson" else mention.actor_class
    basis: ActorBasis = "alias" if mention.basis == "alias" else "generic"
    place = mention.country
    if place is None and mention.definite:
        earlier = _last_state(mention, context, actor_class or "military")
        if earlier is not None:
            return _of(actors()[earlier], mention, "generic", country)
    if place is None and country is not None and mention.descriptors:
        # "Saudi-led airstrikes" are those of the coalition, not of the country's own army.
        led = [
            a for a in in_country(country) if a.existed(context.date) and set(mention.descriptors) <= set(a.descriptors)
        ]
        if len(led) == 1:
            return _of(led[0], mention, "generic", country)
    place = place or country
    if place is None:
        return _unnamed(mention, country)
    wanted = {"country": "military", "security": "military"}.get(actor_class or "", actor_class or "military")
    found = forces_of(place, wanted, context.date)
    if found is None:
        return _unnamed(mention, country)
    return _of(found, mention, basis, country)


def _force_abroad(mention: ActorMention, context: ActorContext, country: str | None) -> ResolvedActor:
    """ "The peacekeepers", "the coalition": the one named before, else the only one in the country on the day."""
    named = [r for r in context.mentions if r.actor_id and r.actor_class == mention.actor_class]
    ids = list(dict.fromkeys(r.actor_id for r in named if r.actor_id))
    here = [a for a in in_country(country or "") if a.actor_class == mention.actor_class and a.existed(context.date)]
    chosen = actors()[ids[0]] if len(ids) == 1 else here[0] if len(here) == 1 else None
    if chosen is None:
        return _unnamed(mention, country, tuple(a.id for a in here))
    return _of(chosen, mention, "generic", country)


def _last_state(mention: ActorMention, context: ActorContext, actor_class: str) -> str | None:
    """ "The troops" after "French troops": the last state force of that class, if a foreign one was just named."""
    covers = actor_classes()[actor_class].covers
    for earlier in reversed(context.mentions):
        if position(earlier.mention) >= position(mention):
            continue
        if mention.sentence - earlier.mention.sentence > 1:
            return None
        if (
            earlier.actor_id
            and earlier.actor_class in covers
            and earlier.mention.country
            and not mention.organisation_class
        ):
            return earlier.actor_id if mention.is_plural and mention.is_person_group else None
    return None


def _unnamed_group(mention: ActorMention, context: ActorContext, country: str | None) -> ResolvedActor:
    in_text = None if several_groups(mention) else coreferent(mention, context, country)
    if in_text is not None:
        return (
            _of(actors()[in_text], mention, "generic", country)
            if in_text in actors()
            else _unlisted(mention, context, in_text)
        )
    fits = _of_the_people(mention, described(mention, context, country or mention.country))
    if len(fits) == 1 and not several_groups(mention):
        return _of(fits[0], mention, "generic", country)
    alone = None if fits or several_groups(mention) else only_rebels(mention, context, country)
    if alone is not None:
        return _of(alone, mention, "generic", country)
    return _unnamed(mention, country, tuple(a.id for a in fits))


def _of_the_people(mention: ActorMention, fits: list[Actor]) -> list[Actor]:
    """ "Nuer fighters" are the people's own militia, where rebels of that people exist besides."""
    own = [a for a in fits if a.actor_class == "communal" and fold(a.name).startswith(tuple(mention.descriptors))]
    return own if len(own) == 1 and mention.actor_class in {"armed", "militia", "communal"} else fits


def communal_militia(mention: ActorMention, country: str | None) -> ResolvedActor:
    """The militia of a people that the mention names: "Dinka Communal Militia (South Sudan)"."""
    home = countries()[country].name if country in countries() else None
    name = f"{mention.text} Communal Militia" + (f" ({home})" if home else "")
    return _result(mention, None, name, mention.kind, "named", country)


def _unlisted(mention: ActorMention, context: ActorContext, name: str) -> ResolvedActor:
    earlier = next(r for r in reversed(context.mentions) if r.name == name)
    return _result(mention, None, name, earlier.kind, "generic", earlier.country)


def _of(
    actor: Actor, mention: ActorMention, basis: ActorBasis, country: str | None, considered: tuple[str, ...] = ()
) -> ResolvedActor:
    kind: ActorKind = actor.kind
    if kind == "State forces" and country is not None and actor.home is not None and country not in actor.countries:
        # ACLED: a state's forces in another country are external.
        kind = "External/Other forces"
    return ResolvedActor(actor.id, actor.name, kind, basis, actor.actor_class, actor.home, mention, considered)


def _unnamed(mention: ActorMention, country: str | None, considered: tuple[str, ...] = ()) -> ResolvedActor:
    name = mention.organisation_class if mention.actor_class == "spokesperson" else None
    own = actor_classes()[name or mention.actor_class]
    place = mention.country or country
    home = countries()[place].name if place in countries() else None
    label = own.unnamed.format(country=home) if home else own.unnamed.replace(" ({country})", "")
    kind = mention.kind if mention.candidates or mention.actor_class == "spokesperson" else own.kind
    return _result(mention, None, label, kind, "generic", place, considered)


def _result(
    mention: ActorMention, actor_id: str | None, name: str, kind: ActorKind, basis: ActorBasis, country: str | None,
    considered: tuple[str, ...] = (),
) -> ResolvedActor:  # fmt: skip
    return ResolvedActor(actor_id, name, kind, basis, mention.actor_class, country, mention, considered)
