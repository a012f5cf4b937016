"""The layers of saying above a trigger in its parse."""

from __future__ import annotations

from collections.abc import Iterator

from harmattan.reading.assertion_governing import Layer, governing
from harmattan.reading.assertion_subjects import agent_of, noun_beside, subject_of
from harmattan.reading.assertion_words import speech_words
from harmattan.reading.cues import NOMINAL, is_negated, path_up
from harmattan.reading.syntax import Sentence, Token

__all__ = ["Layer", "layers_of", "subject_of"]


def layers_of(sentence: Sentence, trigger: int) -> list[Layer]:
    """Layers around token ``trigger``, innermost first; those that are negated are left out."""
    layers: list[Layer] = []
    layers.extend(_beside(sentence, sentence.tokens[trigger]))
    for node, head in path_up(sentence, trigger):
        found = governing(sentence, node, head)
        if found is not None:
            layers.append(found)
        layers.extend(layer for layer in _beside(sentence, head) if layer.first != node.i)
    if not any(layer.speaker is not None for layer in layers):
        layers.extend(_loose_tail(sentence, trigger))
    return _unique(layers)


def _unique(layers: list[Layer]) -> list[Layer]:
    seen: set[int] = set()
    kept = []
    for layer in layers:
        if layer.first not in seen:
            seen.add(layer.first)
            kept.append(layer)
    return kept


def _beside(sentence: Sentence, node: Token) -> Iterator[Layer]:
    """Words of saying that hang below a clause they speak of: ", the army said", "according to", "allegedly"."""
    words = speech_words()
    for kid in sentence.children(node.i):
        dep = kid.dep.split(":")[0]
        if dep in {"parataxis", "ccomp"} and kid.lemma in words.verbs and kid.upos == "VERB":
            if dep == "parataxis" and is_negated(sentence, kid.i) is None and _is_tag(sentence, kid):
                yield Layer(words.verbs[kid.lemma], subject_of(sentence, kid), kid.i, kid.i + 1, "verb")
        elif kid.dep == "acl" and kid.xpos == "VBN" and kid.lemma in words.verbs and kid.lemma in words.with_object:
            if node.upos in NOMINAL and not sentence.children(kid.i, "aux") and is_negated(sentence, kid.i) is None:
                yield Layer(words.verbs[kid.lemma], agent_of(sentence, kid), kid.i, kid.i + 1, "verb")
        elif (dep == "advmod" and kid.lemma in words.hearsay_adverbs) or (
            dep == "amod" and (kid.lemma in words.hearsay_adjectives or kid.text.lower() in words.hearsay_adjectives)
        ):
            yield Layer("claim", None, kid.i, kid.i + 1, "hearsay")
        else:
            yield from _according(sentence, kid)


def _is_tag(sentence: Sentence, verb: Token) -> bool:
    """A verb of saying beside its content has a subject and no content of its own."""
    has_subject = bool(sentence.children(verb.i, "nsubj", "obl:agent")) or noun_beside(sentence, verb) is not None
    advmod_as = any(kid.lemma == "as" for kid in sentence.children(verb.i, "mark", "advmod"))
    return (has_subject or advmod_as) and not sentence.children(verb.i, "ccomp", "obj")


def _according(sentence: Sentence, kid: Token) -> Iterator[Layer]:
    words = speech_words()
    for mark in sentence.children(kid.i, "case", "mark", "fixed"):
        if mark.text.lower() in words.according_to:
            yield Layer("say", kid.i, mark.i, _after_to(sentence, mark), "according")
    if kid.text.lower() in words.according_to and kid.upos != "ADP":
        for source in sentence.children(kid.i, "obl", "obj", "nmod"):
            yield Layer("say", source.i, kid.i, _after_to(sentence, kid), "according")


def _after_to(sentence: Sentence, mark: Token) -> int:
    after = mark.i + 1
    return after + 1 if after < len(sentence.tokens) and sentence.tokens[after].text.lower() == "to" else after


def _loose_tail(sentence: Sentence, trigger: int) -> Iterator[Layer]:
    """Where the parser hung ", the army said." or "according to X" elsewhere: the words in their order decide."""
    words = speech_words()
    tokens = sentence.tokens
    clause_verbs = [t for t in tokens if t.upos == "VERB" and t.lemma in words.verbs and t.i > trigger + 1]
    for verb in clause_verbs[-1:]:
        tail = [t for t in tokens[verb.i + 1 :] if t.upos in {"VERB", "AUX"}]
        subjects = [s for s in sentence.children(verb.i, "nsubj") if s.i > trigger]
        before = min([s.i for s in subjects], default=-1)
        left = min([t.i for s in subjects for t in sentence.subtree(s.i)], default=-1)
        comma = left > 0 and tokens[left - 1].text in {",", "”", '"', "''", "-", "–"}
        if before > trigger and comma and not tail and not sentence.children(verb.i, "ccomp", "obj", "aux"):
            yield Layer(words.verbs[verb.lemma], subjects[0].i, verb.i, verb.i + 1, "verb")
    for token in tokens:
        if token.text.lower() in words.according_to and token.head >= 0:
            source = tokens[token.head]
            if source.upos in NOMINAL and (source.i > trigger or token.i == 0):
                yield Layer("say", source.i, token.i, _after_to(sentence, token), "according")
