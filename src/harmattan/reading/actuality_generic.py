"""Kinds of events, habits and sums: words that name no single event."""

from __future__ import annotations

from collections.abc import Iterator

from harmattan.reading.actuality_governors import is_definite
from harmattan.reading.actuality_reading import ActualityReading
from harmattan.reading.actuality_words import actuality_words
from harmattan.reading.cues import NOMINAL, Cue, cue, find_phrases
from harmattan.reading.syntax import Sentence, Token

_OWNERS = frozenset({"'s", "’s"})
_MANY = 20
"""So many events in one breath are a count, not an event."""


def generic_mention(sentence: Sentence, trigger: int) -> Iterator[ActualityReading]:
    """Readings of token ``trigger`` as a habit, a kind or a sum."""
    token = sentence.tokens[trigger]
    if token.lemma in actuality_words()["states"] or token.upos == "ADJ":
        return
    yield from _any_one(sentence, token)
    if token.upos in {"VERB", "AUX"} and token.dep not in {"amod", "compound"}:
        yield from _habit(sentence, token)
    else:
        yield from _kind(sentence, token)
    yield from _sum(sentence, token)


def _any_one(sentence: Sentence, token: Token) -> Iterator[ActualityReading]:
    """ "Every bombed village", "each attack": all of a kind."""
    nouns = [token.i, token.head] if token.dep == "amod" and token.head >= 0 else [token.i]
    for noun in nouns:
        for kid in sentence.children(noun, "det"):
            if kid.lemma in actuality_words()["distributive"]:
                yield ActualityReading("happened", False, "generic", cue(sentence, kid.i))


def _habit(sentence: Sentence, verb: Token) -> Iterator[ActualityReading]:
    words = actuality_words()
    present = verb.xpos in {"VBP", "VBZ"}
    for kid in sentence.children(verb.i, "advmod"):
        if kid.lemma in words["habitual"]:
            yield ActualityReading("happened", False, "habitual", cue(sentence, kid.i))
            return
    if present and sentence.index > 0 and sentence.tokens[-1].text == "." and not _is_specific(sentence, verb):
        subjects = sentence.children(verb.i, "nsubj")
        if subjects and all(_bare(sentence, noun) for noun in subjects):
            yield ActualityReading("happened", False, "habitual", cue(sentence, verb.i))


def modifier(sentence: Sentence, trigger: int) -> Iterator[ActualityReading]:
    """Token ``trigger`` as the first part of a compound that is no event itself."""
    token = sentence.tokens[trigger]
    if token.upos in NOMINAL and token.lemma not in actuality_words()["states"]:
        yield from _modifier(sentence, token)


def _modifier(sentence: Sentence, token: Token) -> Iterator[ActualityReading]:
    """The trigger only tells what kind of thing something is ("attack helicopter", "war crimes")."""
    if token.dep.split(":")[0] not in {"compound", "amod"} or token.head < 0:
        return
    head = sentence.tokens[token.head]
    if head.upos in NOMINAL and head.i > token.i and head.lemma not in actuality_words()["eventive_heads"]:
        yield ActualityReading("happened", False, "generic", cue(sentence, token.i, head.i + 1))


def _kind(sentence: Sentence, noun: Token) -> Iterator[ActualityReading]:
    words = actuality_words()
    head = sentence.tokens[noun.head] if noun.head >= 0 else None
    if head is None:
        return
    dep = noun.dep.split(":")[0]
    if dep == "compound" and head.lemma in words["eventive_heads"]:
        return
    specific = _is_specific(sentence, noun)
    cases = {kid.text.lower() for kid in sentence.children(noun.i, "case")}
    bare = _bare(sentence, noun)
    if cases & words["against"] and bare:
        yield ActualityReading("happened", False, "generic", cue(sentence, noun.i))
    if dep == "nsubj" and head.lemma in words["trend"] and noun.xpos == "NNS" and not _has_day(sentence):
        yield ActualityReading("happened", False, "generic", cue(sentence, head.i))
    if dep in {"nmod", "compound"} and head.lemma in words["trend_nouns"] and not is_definite(sentence, noun):
        named = head.lemma in words["trend_nouns_specific"] and (specific or not bare)
        if bare and not named:
            yield ActualityReading("happened", False, "generic", cue(sentence, head.i))
    if bare and not specific and not _occurs(noun, head):
        yield ActualityReading("happened", False, "generic", cue(sentence, noun.i))


def _bare(sentence: Sentence, noun: Token) -> bool:
    """A plural or mass noun without article, owner or number."""
    before = sentence.tokens[noun.i - 1].text.lower() if noun.i else ""
    if before in _OWNERS and noun.xpos == "NN":
        return False  # "the senator's murder", whatever the tree makes of it
    if any(kid.lemma in actuality_words()["quantifiers"] for kid in sentence.children(noun.i, "amod")):
        return False
    if noun.xpos == "NN" and noun.lemma not in {"violence", "fighting", "terrorism", "war", "unrest", "conflict"}:
        return not sentence.children(noun.i, "det", "nmod:poss", "nummod", "amod", "compound") and noun.xpos == "NN"
    return not sentence.children(noun.i, "det", "nmod:poss", "nummod")


def _occurs(noun: Token, head: Token) -> bool:
    """Whether the clause says that the noun came about."""
    occurrence = actuality_words()["occurrence"]
    return head.upos == "VERB" and head.lemma in occurrence and noun.dep.split(":")[0] in {"nsubj", "obj", "obl"}


def _is_specific(sentence: Sentence, token: Token) -> bool:
    """Whether the trigger's own words or its clause name a place, a day or a number of people."""
    clause = {word.i for word in sentence.subtree(token.i, skip=("parataxis",))}
    head = sentence.tokens[token.head] if token.head >= 0 else None
    if token.upos in NOMINAL and head is not None and head.upos == "VERB":
        for kid in sentence.children(head.i, "obl", "nsubj", "obj", "nmod"):
            clause |= {word.i for word in sentence.subtree(kid.i, skip=("acl:relcl", "parataxis"))}
    if any(
        entity.label in {"LOC", "TIME"} and any(i in clause for i in range(entity.first, entity.last))
        for entity in sentence.entities
    ):
        return True
    return any(sentence.tokens[i].upos == "NUM" for i in clause)


def _has_day(sentence: Sentence) -> bool:
    recent = actuality_words()["recent"]
    return any(word.text.lower() in recent for word in sentence.tokens)


def _sum(sentence: Sentence, token: Token) -> Iterator[ActualityReading]:
    """A count over weeks or years."""
    if _has_day(sentence):
        return
    if token.upos in NOMINAL:
        for number in sentence.children(token.i, "nummod"):
            if _value(number) >= _MANY and token.xpos == "NNS":
                yield ActualityReading("happened", False, "statistic", cue(sentence, number.i))
    for found in find_phrases(sentence, actuality_words().phrases["sum_phrases"]):
        if _counts(sentence, token) and not _is_moment(sentence, found):
            yield ActualityReading("happened", False, "statistic", found)
            return


def _is_moment(sentence: Sentence, found: Cue) -> bool:
    """ "Earlier this year", "the first since August": no period that is summed up."""
    before = sentence.tokens[found.first - 1].text.lower() if found.first else ""
    if before in {"earlier", "early", "late", "later"}:
        return True
    compares = sentence.tokens[found.first].text.lower() == "since"
    return compares and any(
        t.xpos == "JJS" or t.text.lower() in {"first", "last"} for t in sentence.tokens[: found.first]
    )


def _counts(sentence: Sentence, token: Token) -> bool:
    """Whether the clause counts: a plural of the event, or a present perfect, or a number."""
    if token.xpos == "NNS":
        return True
    kids = sentence.children(token.i, "aux")
    has_perfect = any(kid.lemma == "have" and kid.text.lower() in {"has", "have", "'ve"} for kid in kids)
    return has_perfect or any(word.upos == "NUM" for word in sentence.subtree(token.i))


def _value(number: Token) -> float:
    digits = number.text.replace(",", "").replace(".", "")
    return float(digits) if digits.isdigit() else 0.0
