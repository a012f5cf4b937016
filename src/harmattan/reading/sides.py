"""From head tokens to actors: mentions, pronouns, owners of what was attacked."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from harmattan.codebook.countries import country as country_of
from harmattan.codebook.load import read_yaml
from harmattan.reading.classes import ARMED_KINDS
from harmattan.reading.document_reading import DocumentReading
from harmattan.reading.lexicon import noun_class
from harmattan.reading.mention_choices import Found, Via
from harmattan.reading.syntax import ROOT, Sentence, Token
from harmattan.resolving.actors import ActorMention, ActorRegistry, ResolvedActor

_NO_SIDE = frozenset({"spokesperson", "person"})
_PRONOUNS = {
    "they": True, "them": True, "he": False, "she": False, "him": False, "her": False, "it": False,
    "their": True, "its": False, "his": False, "himself": False, "themselves": True,
}  # fmt: skip


def side_at(reading: DocumentReading, sentence: Sentence, i: int) -> ResolvedActor | None:
    """The actor that token ``i`` heads or stands for, None when it is no side."""
    actor, _ = _side_via(reading, sentence, i)
    return actor


def _side_via(reading: DocumentReading, sentence: Sentence, i: int) -> tuple[ResolvedActor | None, Via]:
    token = sentence.tokens[i]
    mention = reading.classes[sentence.index].mention(i)
    if mention is not None and _is_side(mention):
        side = reading.actors.get(mention)
        if side is not None and side.actor_id is None and side.basis == "generic":
            if (owner := _owner(reading, sentence, mention)) is not None:
                return owner, "owner"
            if (believed := _believed(reading, sentence, mention)) is not None:
                return believed, "believed"
        return side, "named"
    if mention is not None and mention.modifier_of is not None:
        return reading.actors.get(mention), "modifier"
    if token.upos == "PRON":
        return _pronoun(reading, sentence, token), "pronoun"
    return _within(reading, sentence, token)


def sides_at(reading: DocumentReading, sentence: Sentence, heads: Iterable[int]) -> list[ResolvedActor]:
    """The actors behind several head tokens, each once."""
    return [f.actor for f in found_at(reading, sentence, heads)]


def found_at(reading: DocumentReading, sentence: Sentence, heads: Iterable[int]) -> list[Found]:
    """The actors behind several head tokens, each once, with the words that say so."""
    found: list[Found] = []
    for i in heads:
        side, via = _side_via(reading, sentence, i)
        if side is not None and all(side.mention is not f.actor.mention for f in found):
            found.append(Found(side, via, i))
    return found


def unlisted_at(reading: DocumentReading, sentence: Sentence, i: int) -> ResolvedActor | None:
    """The name at token ``i`` as that of an armed group that the registry does not hold."""
    mention = reading.classes[sentence.index].mention(i)
    if mention is not None or reading.classes[sentence.index].toponym(i) is not None:
        return None
    return ActorRegistry.load().unlisted_group(sentence, i)


def peoples_at(
    reading: DocumentReading, sentence: Sentence, i: int, nouns: Collection[str], *, places: bool = False
) -> list[ResolvedActor]:
    """Communal militias of the peoples named at token ``i``: "Kenana", "the Nuer and Dinka tribes".

    ``nouns`` are words for a people; the names stand before them. A bare name counts where it is no place, or in any
    case with ``places``.
    """
    token = sentence.tokens[i]
    if token.lemma in nouns:
        named = [k for k in sentence.children(i, "compound", "amod", "nmod:unmarked") if k.text[:1].isupper()]
        named += [c for k in named for c in sentence.children(k.i, "conj")]
    else:
        named = [token] if token.upos == "PROPN" else []
    mentions = {k.i: reading.classes[sentence.index].mention(k.i) for k in named}
    named = [k for k in named if (m := mentions[k.i]) is None or m.actor_class in ("person", "nationals")]
    # A name taken for a place's that no place bears may well be a people's.
    named = [k for k in named if places or reading.classes[sentence.index].toponym(k.i) not in reading.places]
    return [ActorRegistry.load().people(sentence, k.i, reading.country) for k in sorted(named, key=lambda k: k.i)]


def civilians_at(sentence: Sentence, heads: Iterable[int]) -> int | None:
    """The first head that stands for civilians without naming them: a church, a market, a village."""
    civilian = noun_class("civilian")
    return next((i for i in heads if sentence.tokens[i].lemma in civilian), None)


def civilians_name(iso2: str | None) -> str:
    """ACLED's name for civilians of a country."""
    known = country_of(iso2) if iso2 else None
    return f"Civilians ({known.name})" if known else "Civilians"


def _owner(reading: DocumentReading, sentence: Sentence, mention: ActorMention) -> ResolvedActor | None:
    """ "Its fighters", "their men": the group that the pronoun stands for, where it is a known one."""
    for kid in sentence.children(mention.head, "nmod:poss"):
        if kid.upos == "PRON" and mention.kind != "Civilians":
            owner = _pronoun(reading, sentence, kid)
            return owner if owner is not None and owner.actor_id is not None else None
    return None


def _believed(reading: DocumentReading, sentence: Sentence, mention: ActorMention) -> ResolvedActor | None:
    """ "Gunmen believed to be members of X": the named group, as inferred, since it is only believed."""
    verbs = read_yaml("attributions.yaml")["believed"]
    asides = sentence.children(mention.head, "acl", "amod", "appos", "parataxis")
    above = sentence.tokens[mention.head].head
    if above != ROOT and sentence.tokens[mention.head].dep.startswith("nsubj"):
        asides += [k for k in (sentence.tokens[above],) if sentence.children(k.i, "xcomp")]
    for kid in asides:
        if kid.lemma not in verbs or mention.kind not in ARMED_KINDS:
            continue
        for token in sentence.subtree(kid.i, skip=("obl:agent", "nsubj", "ccomp", "advcl")):
            other = reading.classes[sentence.index].mention(token.i)
            named = reading.actors.get(other) if other is not None and other is not mention else None
            if named is not None and named.actor_id is not None and named.kind in ARMED_KINDS:
                return replace(named, basis="inferred")
    return None


def _is_side(mention: ActorMention) -> bool:
    return mention.modifier_of is None and not mention.negated_side and mention.actor_class != "spokesperson"


def _within(reading: DocumentReading, sentence: Sentence, head: Token) -> tuple[ResolvedActor | None, Via]:
    """An actor inside the phrase: "army base", "members of the front", "a convoy of peacekeepers"."""
    civilian = head.lemma in noun_class("civilian")
    for token in sentence.subtree(head.i, skip=("acl", "advcl", "conj", "appos", "parataxis")):
        mention = reading.classes[sentence.index].mention(token.i)
        if mention is None or mention.negated_side or mention.actor_class in _NO_SIDE:
            continue
        if civilian and mention.modifier_of is None and mention.kind != "Civilians":
            continue
        return reading.actors.get(mention), "within"
    if head.lemma not in noun_class("facility"):
        return None, "within"
    for kid in sentence.children(head.i, "nmod:poss"):
        if kid.upos == "PRON":
            return _pronoun(reading, sentence, kid), "owner"
    return _known_facility(reading, sentence, head), "facility"


def _known_facility(reading: DocumentReading, sentence: Sentence, head: Token) -> ResolvedActor | None:
    """ "The base": the side whose base was last spoken of."""
    if not any(k.lemma in ("the", "this", "that") for k in sentence.children(head.i, "det")):
        return None
    for index in range(sentence.index - 1, max(sentence.index - 4, -1), -1):
        there = reading.sentences[index]
        for token in there.tokens:
            if token.lemma == head.lemma and not any(k.lemma == "the" for k in there.children(token.i, "det")):
                return _within(reading, there, token)[0]
    return None


def _pronoun(reading: DocumentReading, sentence: Sentence, token: Token) -> ResolvedActor | None:
    """The actor that a personal pronoun most likely stands for: the nearest fitting subject before it."""
    plural = _PRONOUNS.get(token.lemma)
    if plural is None:
        return None
    for index in (sentence.index, sentence.index - 1, sentence.index - 2):
        if index < 0:
            break
        there = reading.sentences[index]
        before = [
            m
            for m in reading.mentions[index]
            if _is_side(m) and m.actor_class != "country" and (index != sentence.index or m.last <= token.i - 1)
            if not plural or m.is_plural or not m.is_person_group
        ]
        if index == sentence.index:
            before = [m for m in before if not _same_clause(sentence, m.head, token.i)]
        subjects = [m for m in before if there.tokens[m.head].dep.startswith("nsubj")]
        chosen = (subjects or before)[-1:] if index == sentence.index else (subjects or before)[:1]
        if chosen:
            return reading.actors.get(chosen[0])
    return None


def _same_clause(sentence: Sentence, a: int, b: int) -> bool:
    """Two arguments of one verb are not the same thing, except through a reflexive."""
    return sentence.tokens[a].head == sentence.tokens[b].head
