"""Figures of speech, and deaths and damage that nobody meant: no events."""

from __future__ import annotations

from collections.abc import Iterator

from harmattan.reading.actuality_reading import ActualityReading
from harmattan.reading.actuality_words import Figure, actuality_words
from harmattan.reading.cues import cue, phrase_at
from harmattan.reading.syntax import Sentence, Token

_CAUSE_CASES = frozenset(
    {"in", "by", "from", "of", "to", "during", "due", "after", "because", "amid", "following", "with"}
)
_TOKENS_BACK = 4


def figure_of_speech(sentence: Sentence, trigger: int) -> Iterator[ActualityReading]:
    """The trigger used otherwise than of fighting ("heart attack", "price war", "shooting a film")."""
    token = sentence.tokens[trigger]
    figures = actuality_words().figurative
    for key in dict.fromkeys((token.lemma, token.text.lower())):
        figure = figures.get(key)
        if figure is None:
            continue
        found = _figure_word(sentence, token, figure)
        if found is not None:
            yield ActualityReading("happened", False, "metaphor", cue(sentence, found.i))
        for start in range(max(0, trigger - _TOKENS_BACK), trigger + 1):
            for phrase in figure.phrases:
                end = phrase_at(sentence, start, phrase)
                if end is not None and end > trigger:
                    yield ActualityReading("happened", False, "metaphor", cue(sentence, start, end))


def _figure_word(sentence: Sentence, token: Token, figure: Figure) -> Token | None:
    before = sentence.tokens[token.i - 1] if token.i else None
    near = [kid for kid in sentence.children(token.i, "amod", "compound", "nmod") if kid.i < token.i]
    if before is not None and before.text != "," and before.upos in {"NOUN", "ADJ", "PROPN", "VERB", "ADV"}:
        near.append(before)
    for word in near:
        if word.lemma in figure.before or word.text.lower() in figure.before:
            return word
    if token.upos == "VERB":
        passive = any(kid.dep == "nsubj:pass" for kid in sentence.children(token.i))
        for kid in sentence.children(token.i):
            dep = kid.dep.split(":")[0]
            is_object = dep == "obj" or kid.dep == "nsubj:pass"
            is_subject = (dep == "nsubj" and not passive) or kid.dep == "obl:agent"
            if (is_object and kid.lemma in figure.object) or (is_subject and kid.lemma in figure.subject):
                return kid
    else:
        for kid in sentence.children(token.i, "nmod"):
            cases = {case.text.lower() for case in sentence.children(kid.i, "case")}
            if cases & {"on", "against", "of"} and kid.lemma in figure.object:
                return kid
            if cases & {"by", "of"} and kid.lemma in figure.subject:
                return kid
    return None


def unintended_cause(sentence: Sentence, trigger: int) -> Iterator[ActualityReading]:
    """An accident, a disaster or a disease did it ("killed in a road accident", "died of cholera")."""
    words = actuality_words()
    token = sentence.tokens[trigger]
    for cause in _causes(sentence, token):
        kind = words.causes.get(cause.lemma)
        if kind is None or kind == "market" or _is_attack_after_all(sentence, cause, trigger):
            continue
        yield ActualityReading("happened", False, kind, cue(sentence, cause.i))


def _causes(sentence: Sentence, token: Token) -> Iterator[Token]:
    """What did it: subject, agent, noun of circumstance, or the verb of a when-clause."""
    passive = any(kid.dep == "nsubj:pass" for kid in sentence.children(token.i))
    for kid in sentence.children(token.i):
        dep = kid.dep.split(":")[0]
        if dep == "nsubj" and not passive and token.lemma not in {"crash", "fall"}:
            yield kid
        elif dep in {"obl", "nmod"}:
            cases = {case.text.lower() for case in sentence.children(kid.i, "case")}
            left = min(word.i for word in sentence.subtree(kid.i))
            if not cases and left > 0:
                cases = {sentence.tokens[left - 1].text.lower()}
            if cases & _CAUSE_CASES:
                yield kid
        elif dep == "advcl":
            marks = {mark.text.lower() for mark in sentence.children(kid.i, "mark", "advmod")}
            if marks & {"when", "after", "as", "while", "because"}:
                yield kid
    head = sentence.tokens[token.head] if token.head >= 0 else None
    if head is not None and token.dep in {"obj", "nsubj:pass"} and head.lemma in actuality_words()["causing"]:
        yield from sentence.children(head.i, "nsubj", "obl:agent")
    if head is not None and token.xpos == "VBG" and token.dep.startswith(("acl", "advcl", "conj")):
        yield head
        yield from sentence.children(head.i, "nsubj", "conj")
    if (
        head is not None
        and token.dep == "acl:relcl"
        and any(k.lemma in {"that", "which"} for k in sentence.children(token.i, "nsubj"))
    ):
        yield head
        yield from _causes(sentence, head)


def _is_attack_after_all(sentence: Sentence, cause: Token, trigger: int) -> bool:
    unless = actuality_words()["causes_unless"]
    return any(t.lemma in unless and t.i != trigger for t in sentence.subtree(cause.i)) or any(
        kid.lemma in unless for kid in sentence.children(trigger, "nsubj", "obl:agent", "obl", "advcl")
    )
