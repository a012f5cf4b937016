"""Who is said to be behind an attack in words of their own: "X claimed responsibility", "police blamed Y".

A claim of the group itself names it as the text does; whom others accuse stands with the basis ``inferred``, since an
accusation is no fact. The words are in ``attributions.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from harmattan.codebook.load import read_yaml
from harmattan.reading.arguments import case_of, is_passive, subjects_of
from harmattan.reading.assertion_speakers import Speaker, speaker_at
from harmattan.reading.assertions import assertion_of
from harmattan.reading.classes import ARMED_KINDS
from harmattan.reading.document_reading import DocumentReading
from harmattan.reading.sides import sides_at, unlisted_at
from harmattan.reading.syntax import Sentence, Token
from harmattan.resolving.actors import ResolvedActor

_STATES = frozenset({"State forces", "External/Other forces"})
_CLAUSES = frozenset({"VERB", "AUX"})
_NEGATIONS = frozenset({"not", "never", "n't", "no", "neither", "nor", "nobody"})


@dataclass(frozen=True, slots=True)
class Attribution:
    """One sentence's word on who did it."""

    actor: ResolvedActor
    own: bool
    """The group says so itself."""
    deeds: frozenset[int]
    """Tokens of the phrases that name the deed; empty where it is only understood."""
    sentence: int
    """Index of the sentence that says so."""
    accuser: Speaker | None = None
    """Who blames the actor, where somebody is named; None also where the actor speaks itself."""


@cache
def _words() -> dict[str, Any]:
    words: dict[str, Any] = dict(read_yaml("attributions.yaml"))
    words["suspected"] = frozenset(words["suspected"])
    return words


def attributions_of(reading: DocumentReading, sentence: Sentence) -> list[Attribution]:
    """The attributions of one sentence in text order."""
    found: list[Attribution] = []
    for token in sentence.tokens:
        if token.upos == "VERB":
            found += _claim(reading, sentence, token) or _accusation(reading, sentence, token)
        else:
            found += _predicate(reading, sentence, token)
    return found


def _claim(reading: DocumentReading, sentence: Sentence, verb: Token) -> list[Attribution]:
    words = _words()["claims"]
    if verb.lemma not in words["verbs"] or _negated(sentence, verb):
        return []
    passive = is_passive(sentence, verb.i)
    nouns = [k for k in sentence.children(verb.i, "obj", "nsubj:pass") if k.lemma in words["nouns"]]
    if verb.dep.startswith("acl"):
        nouns += [t for t in (sentence.tokens[verb.head],) if t.lemma in words["nouns"]]
    if not nouns:
        return []
    by = [k.i for k in sentence.children(verb.i, "obl") if case_of(sentence, k) == "by"]
    who = by if passive else subjects_of(sentence, verb.i)
    deeds = [
        k.i
        for above in (verb, *nouns)
        for k in sentence.children(above.i, "obl", "nmod")
        if case_of(sentence, k) in words["of"]
    ]
    names = [*who, *(n for i in who for n in _called(sentence, i))]
    actors = _armed(reading, sentence, names)
    actors = actors or [a for i in names if (a := unlisted_at(reading, sentence, i)) is not None]
    return [Attribution(a, True, _below(sentence, deeds), sentence.index) for a in actors]


def _called(sentence: Sentence, i: int) -> list[int]:
    """ "A group calling itself X", "the unit, X": the name that a noun is given."""
    found = [k.i for k in sentence.children(i, "appos")]
    for kid in sentence.children(i, "acl"):
        if kid.lemma in _words()["called"]:
            found += [k.i for k in sentence.children(kid.i, "obj", "xcomp", "obl") if k.upos == "PROPN"]
    return found


def _accusation(reading: DocumentReading, sentence: Sentence, verb: Token) -> list[Attribution]:
    for form in _words()["accusations"]:
        if verb.lemma != form["verb"] or _negated(sentence, verb):
            continue
        if "with" in form and not any(t.lemma in form["with"] for t in sentence.subtree(verb.i, skip=("nsubj",))):
            continue
        accused = _named_by(sentence, verb, form["accused"])
        deeds = _named_by(sentence, verb, form["deed"])
        if verb.dep.startswith("acl"):
            # "A bomb attributed to X exploded": what the thing did, or what was done in it, is meant.
            deeds = [verb.head, *_done_with(reading, sentence, verb.head)]
        actors = [replace(a, basis="inferred") for a in _armed(reading, sentence, accused)]
        if actors:
            below, accuser = _below(sentence, deeds), _accuser(reading, sentence, verb)
            return [Attribution(a, False, below, sentence.index, accuser) for a in actors]
    return []


def _done_with(reading: DocumentReading, sentence: Sentence, noun: int) -> list[int]:
    events = {t.token for t in reading.triggers[sentence.index]}
    above = sentence.tokens[noun].head
    return [above] if noun not in events and above in events else []


def _accuser(reading: DocumentReading, sentence: Sentence, verb: Token) -> Speaker | None:
    """The subject or agent of a verb of blaming; else who is quoted with the whole clause."""
    if is_passive(sentence, verb.i):
        heads = [k.i for k in sentence.children(verb.i, "obl", "obl:agent") if case_of(sentence, k) == "by"]
    else:
        heads = subjects_of(sentence, verb.i)
    if heads:
        return speaker_at(sentence, heads[0])
    return assertion_of(sentence, verb.i, reading.sentences).speaker


def _named_by(sentence: Sentence, verb: Token, where: list[str]) -> list[int]:
    """Tokens in the given roles of a verb: its object, or what stands under the given prepositions."""
    found: list[int] = []
    if "object" in where:
        if is_passive(sentence, verb.i):
            found += subjects_of(sentence, verb.i)
        else:
            found += [k.i for k in sentence.children(verb.i, "obj")]
    cases = set(where) - {"object"}
    if cases:
        phrases = list(sentence.children(verb.i, "obl"))
        for noun in sentence.children(verb.i, "obj"):
            phrases += sentence.children(noun.i, "nmod")
        found += [k.i for k in phrases if case_of(sentence, k) in cases]
        found += [k.i for k in sentence.children(verb.i, "advcl", "ccomp") if _marked(sentence, k, cases)]
    return found


def _marked(sentence: Sentence, token: Token, cases: set[str]) -> bool:
    return any(k.lemma in cases for k in sentence.children(token.i, "mark", "case"))


def _predicate(reading: DocumentReading, sentence: Sentence, token: Token) -> list[Attribution]:
    """ "X is responsible for it", "it is the work of X"."""
    words = _words()
    if token.lemma in words["responsible"] and token.upos == "ADJ" and not _negated(sentence, token):
        who = subjects_of(sentence, token.i)
        deeds = [k.i for k in sentence.children(token.i, "obl") if case_of(sentence, k) == "for"]
        if not deeds:
            return []
    elif token.lemma in words["authorship"] and token.upos == "NOUN" and not _negated(sentence, token):
        who = [k.i for k in sentence.children(token.i, "nmod") if case_of(sentence, k) == "of"]
        deeds = subjects_of(sentence, token.head if token.dep == "obj" else token.i)
    elif any(k.lemma in words["behind"] for k in sentence.children(token.i, "case")) and not _negated(sentence, token):
        who = [k.i for k in sentence.children(token.i, "nsubj")] if sentence.children(token.i, "cop") else []
        deeds = [token.i]
    else:
        return []
    actors = [replace(a, basis="inferred") for a in _armed(reading, sentence, who)]
    if not actors:
        return []
    accuser = assertion_of(sentence, token.i, reading.sentences).speaker
    return [Attribution(a, False, _below(sentence, deeds), sentence.index, accuser) for a in actors]


def suspected(reading: DocumentReading, actor: ResolvedActor) -> bool:
    """Whether the words that name an actor doubt that it was the one: "alleged members of X", "presumably by X"."""
    words = _words()["suspected"]
    sentence = reading.sentences[actor.mention.sentence]
    events = {t.token for t in reading.triggers[sentence.index]}
    for i in (actor.mention.head, *(t.i for t in sentence.ancestors(actor.mention.head))):
        if i in events or sentence.tokens[i].upos in _CLAUSES:
            return False
        if any({k.lemma, k.text.lower()} & words for k in sentence.children(i, "amod", "advmod", "compound", "acl")):
            return True
    return False


def _armed(reading: DocumentReading, sentence: Sentence, heads: Iterable[int]) -> list[ResolvedActor]:
    """The known or named armed actors among the heads and what is coordinated with them."""
    events = {t.token for t in reading.triggers[sentence.index]}
    every = [i for i in heads if i not in events]
    every += [k.i for i in every for k in sentence.children(i, "conj")]
    every = [i for i in every if not any(k.lemma in _NEGATIONS for k in sentence.children(i, "det", "advmod"))]
    sides = [a for a in sides_at(reading, sentence, every) if a.kind in ARMED_KINDS and a.actor_class != "person"]
    named = [a for a in sides if a.actor_id is not None or a.basis == "named"]
    # "Authorities blamed drug gangs": the kind is said, if no name. A nameless state or "the group" says nothing.
    return named or [a for a in sides if a.kind not in _STATES and a.actor_class != "group"]


def _negated(sentence: Sentence, token: Token) -> bool:
    kids = sentence.children(token.i, "advmod", "neg", "det")
    return any(k.lemma in _NEGATIONS for k in kids) or any(
        d.lemma in _NEGATIONS for k in sentence.children(token.i, "nsubj") for d in (k, *sentence.children(k.i, "det"))
    )


def _below(sentence: Sentence, heads: Iterable[int]) -> frozenset[int]:
    return frozenset(t.i for h in heads for t in sentence.subtree(h))
