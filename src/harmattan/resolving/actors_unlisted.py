"""Named people, and named armed organisations that the registry does not hold."""

from __future__ import annotations

from harmattan.codebook.actor_nouns import actor_classes, word_list
from harmattan.codebook.normal import key
from harmattan.reading.syntax import Entity, Sentence
from harmattan.resolving.actors_types import ActorMention


def people_and_organisations(sentence: Sentence, known: list[ActorMention]) -> list[ActorMention]:
    """Mentions for the person and organisation names that touch none of ``known``."""
    taken = {k for m in known for k in range(m.first, m.last)}
    found = []
    for entity in sentence.entities:
        if taken.intersection(range(entity.first, entity.last)):
            continue
        if entity.label == "PER":
            found.append(_mention(sentence, entity, "person"))
        elif entity.label == "ORG" and _armed_name(sentence, entity):
            found.append(_mention(sentence, entity, "rebels"))
    return found


def _armed_name(sentence: Sentence, entity: Entity) -> bool:
    words = {p for t in sentence.tokens[entity.first : entity.last] for p in key(t.text)}
    long_enough = entity.last - entity.first > 1
    return long_enough and bool(words & word_list("organisation_words")) and not words & word_list("civil_words")


def _mention(sentence: Sentence, entity: Entity, actor_class: str) -> ActorMention:
    tokens = sentence.tokens[entity.first : entity.last]
    inside = range(entity.first, entity.last)
    head = next((t.i for t in tokens if t.head not in inside), tokens[-1].i)
    return ActorMention(
        sentence=sentence.index,
        first=entity.first,
        last=entity.last,
        head=head,
        start=tokens[0].start,
        end=tokens[-1].end,
        text=" ".join(t.text for t in tokens),
        kind=actor_classes()[actor_class].kind,
        actor_class=actor_class,
        basis="generic" if actor_class == "person" else "named",
        is_person_group=actor_class == "person",
    )
