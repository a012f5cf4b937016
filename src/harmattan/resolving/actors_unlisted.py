"""Named people, and named armed organisations that the registry does not hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from harmattan.codebook.actor_nouns import actor_classes, word_list
from harmattan.codebook.normal import key
from harmattan.reading.syntax import Entity, Sentence
from harmattan.resolving.actors_atoms import letter_case
from harmattan.resolving.actors_elements import Element
from harmattan.resolving.actors_lexicon import lexicon
from harmattan.resolving.actors_types import ActorMention


def with_names(sentence: Sentence, known: Sequence[ActorMention], elements: Sequence[Element]) -> list[ActorMention]:
    """``known`` and mentions for the person and organisation names that touch none of it.

    A name right behind a title ("Mayor", "army commander") joins the title's mention.
    """
    found = list(known)
    taken = {k for m in known for k in range(m.first, m.last)}
    for entity in _joined(sentence):
        if taken.intersection(range(entity.first, entity.last)):
            continue
        if entity.label == "PER" and _place_or_handle(sentence, entity):
            continue
        if entity.label == "PER":
            title = next((m for m in found if m.last == entity.first and _is_title(m)), None)
            if title is not None:
                found[found.index(title)] = _extended(sentence, title, entity)
            else:
                found.append(_person(sentence, entity, elements))
        elif entity.label == "ORG" and _armed_name(sentence, entity):
            found.append(_mention(sentence, entity, "rebels"))
    return found


def group_at(sentence: Sentence, i: int) -> ActorMention | None:
    """The name around token ``i`` as that of an armed group, None where no organisation's name stands there.

    For words that only an armed group can be the subject of ("X claimed responsibility").
    """
    entity = next((e for e in sentence.entities if e.first <= i < e.last), None)
    if entity is None:
        names = [t.i for t in sentence.subtree(i, skip=("appos", "conj", "acl", "nmod")) if t.upos == "PROPN"]
        if not names or sentence.tokens[i].upos != "PROPN":
            return None
        entity = Entity(names[0], names[-1] + 1, "ORG")
    if entity.label not in ("ORG", "NORP"):
        return None
    last = entity.last
    for token in sentence.subtree(i, skip=("appos", "conj", "acl", "punct")):
        # "Front of the Red Lion": what the name is the front of belongs to it.
        of_it = token.upos == "PROPN" or token.lemma in ("of", "the", "for")
        last = token.i + 1 if token.i == last and of_it else last
    while sentence.tokens[last - 1].upos != "PROPN" and last > entity.last:
        last -= 1
    first = entity.first
    while first > 1 and letter_case(sentence) == "mixed" and _capitalised(sentence, first - 1):
        first -= 1
    entity = Entity(first, last, "ORG")
    return _mention(sentence, entity, "group")


def _capitalised(sentence: Sentence, i: int) -> bool:
    token = sentence.tokens[i]
    return token.text[:1].isupper() and token.upos in ("PROPN", "ADJ", "NOUN")


def people_at(sentence: Sentence, i: int) -> ActorMention:
    """The name around token ``i`` as that of a people."""
    names = [t.i for t in sentence.subtree(i, skip=("appos", "conj", "acl", "nmod")) if t.upos in ("PROPN", "ADJ")]
    span = Entity(min([*names, i]), max([*names, i]) + 1, "ORG")
    return _mention(sentence, span, "communal")


def _place_or_handle(sentence: Sentence, entity: Entity) -> bool:
    """Whether what looks like a person is a known country or capital, or the name of an account."""
    tokens = sentence.tokens[entity.first : entity.last]
    known = lexicon().entries.get(tuple(p for t in tokens for p in key(t.text)))
    return tokens[0].text.startswith("@") or (known is not None and bool(known.countries or known.capitals))


def _joined(sentence: Sentence) -> list[Entity]:
    """The entities, with neighbouring parts of one person's name put together."""
    found: list[Entity] = []
    for entity in sentence.entities:
        last = found[-1] if found else None
        if last is not None and last.label == entity.label == "PER" and last.last == entity.first:
            found[-1] = Entity(last.first, entity.last, "PER")
        else:
            found.append(entity)
    return found


def _is_title(mention: ActorMention) -> bool:
    return mention.is_person_group and not mention.is_plural and mention.actor_class not in {"nationals", "person"}


def _extended(sentence: Sentence, title: ActorMention, entity: Entity) -> ActorMention:
    span = range(title.first, entity.last)
    outward = [k for k in span if sentence.tokens[k].head not in span]
    head = title.head if title.head in outward or not outward else outward[0]
    return replace(
        title,
        last=entity.last,
        end=sentence.tokens[entity.last - 1].end,
        text=" ".join(t.text for t in sentence.tokens[title.first : entity.last]),
        head=head,
        modifier_of=None,
    )


def _person(sentence: Sentence, entity: Entity, elements: Sequence[Element]) -> ActorMention:
    """A person's name; a military rank before it ("Colonel") makes the person a soldier."""
    title = next((e for e in elements if e.kind == "noun" and e.last == entity.first), None)
    rank = next((n.title for n in title.nouns if n.title), None) if title is not None else None
    if title is None or rank is None:
        return _mention(sentence, entity, "person")
    return _mention(sentence, Entity(title.first, entity.last, "PER"), rank)


def _armed_name(sentence: Sentence, entity: Entity) -> bool:
    words = {p for t in sentence.tokens[entity.first : entity.last] for p in key(t.text)}
    long_enough = entity.last - entity.first > 1
    return long_enough and bool(words & word_list("organisation_words")) and not words & word_list("civil_words")


def _mention(sentence: Sentence, entity: Entity, actor_class: str) -> ActorMention:
    tokens = sentence.tokens[entity.first : entity.last]
    inside = range(entity.first, entity.last)
    head = next((t.i for t in tokens if t.head not in inside), tokens[-1].i)
    person = entity.label == "PER"
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
        basis="generic" if person else "named",
        is_person_group=person,
    )
