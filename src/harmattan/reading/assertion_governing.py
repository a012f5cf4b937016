"""Verbs and nouns of saying that govern what is said: "claimed that ...", "a report of ..."."""

from __future__ import annotations

from dataclasses import dataclass

from harmattan.reading.assertion_speakers import words_case
from harmattan.reading.assertion_subjects import is_passive, subject_of
from harmattan.reading.assertion_words import SpeechClass, speech_words
from harmattan.reading.cues import NOMINAL, is_negated
from harmattan.reading.syntax import Sentence, Token, matches

_CONTENT = ("ccomp", "xcomp", "parataxis")


@dataclass(frozen=True, slots=True)
class Layer:
    """One verb, noun or adverb of saying: tokens ``first`` up to, not including, ``last``."""

    speech: SpeechClass
    speaker: int | None
    """Token of the speaker's noun, None when nobody is named."""
    first: int
    last: int
    reason: str


def governing(sentence: Sentence, node: Token, head: Token) -> Layer | None:
    """``head`` as a word of saying whose content is ``node``."""
    words = speech_words()
    if head.upos == "VERB" or (head.lemma in words.verbs and head.upos not in NOMINAL):
        return _governing_verb(sentence, node, head)
    if head.upos in NOMINAL and head.lemma in words.nouns:
        return _governing_noun(sentence, node, head)
    return None


def _governing_verb(sentence: Sentence, node: Token, head: Token) -> Layer | None:
    words = speech_words()
    light = _light(sentence, node, head)
    if light is not None:
        speech: SpeechClass | None = light
    elif _takes(sentence, node, head):
        speech = words.verbs.get(head.lemma)
    else:
        return None
    if speech is None or is_negated(sentence, head.i) is not None:
        return None
    if _is_irrealis(sentence, head):
        return None
    speaker = subject_of(sentence, head)
    if is_passive(sentence, head):
        if speech == "say" and head.lemma in words.hearsay_passives and speaker is None:
            speech = "claim"
    elif speaker is not None and speaker == node.i:
        return None
    return Layer(speech, speaker, head.i, head.i + 1, "verb")


def _is_irrealis(sentence: Sentence, verb: Token) -> bool:
    """ "asked to confirm", "declined to comment": nobody said anything."""
    if verb.xpos != "VB":
        return False
    governor = sentence.tokens[verb.head].lemma if verb.head >= 0 else ""
    return verb.dep == "xcomp" and governor in {"decline", "refuse", "fail", "ask", "urge", "seek", "want"}


def _light(sentence: Sentence, node: Token, head: Token) -> SpeechClass | None:
    for row in speech_words().light_verbs:
        if row.verb == head.lemma:
            objects = [kid for kid in sentence.children(head.i, "obj", "xcomp", "obl") if kid.lemma in row.nouns]
            if objects and not matches(node.dep, ("nsubj",)):
                return row.speech
    return None


def _takes(sentence: Sentence, node: Token, head: Token) -> bool:
    """Whether ``node`` is what the verb of saying ``head`` says, and not its speaker or its circumstances."""
    words = speech_words()
    if head.lemma not in words.verbs:
        return False
    dep = node.dep.split(":")[0]
    if dep in _CONTENT:
        return True
    if node.dep in {"nsubj:pass", "csubj:pass"}:
        return True
    if dep == "obj":
        return head.lemma in words.with_object or _is_accused_of(sentence, node, head)
    if dep in {"obl", "advcl", "nmod"}:
        marks = words_case(sentence, node)
        if dep == "advcl" and marks == {"that"}:
            return True
        if marks & words.with_preposition.get(head.lemma, frozenset()):
            return True
        bare = dep == "advcl" and not marks and node.i < head.i and _follows_comma(sentence, head)
        return bare and any(kid.i > node.i for kid in sentence.children(head.i, "nsubj"))
    return False


def _is_accused_of(sentence: Sentence, node: Token, head: Token) -> bool:
    """ "accused the police of shooting": the parser may hang the deed on the accused."""
    wanted = speech_words().with_preposition.get(head.lemma, frozenset())
    return any(words_case(sentence, kid) & wanted for kid in sentence.children(node.i, "acl", "nmod"))


def _follows_comma(sentence: Sentence, verb: Token) -> bool:
    return any(t.text in {",", "”", '"', "''"} for t in sentence.tokens[max(0, verb.i - 6) : verb.i])


def _governing_noun(sentence: Sentence, node: Token, head: Token) -> Layer | None:
    """ "their claim that ...", "a report of ...", "the army's announcement of ..."."""
    words = speech_words()
    dep = node.dep.split(":")[0]
    content = node.dep in {"acl", "ccomp", "appos"} or (
        dep == "nmod" and bool(words_case(sentence, node) & {"of", "about", "on"})
    )
    if not content or is_negated(sentence, head.i) is not None:
        return None
    if any(kid.text.lower() == "no" for kid in sentence.children(head.i, "det")):
        return None
    if node.dep == "acl" and node.lemma in words.verbs:
        return None
    return Layer(words.nouns[head.lemma], _noun_owner(sentence, head, node), head.i, head.i + 1, "noun")


def _noun_owner(sentence: Sentence, noun: Token, content: Token) -> int | None:
    for kid in sentence.children(noun.i, "nmod:poss"):
        return kid.i
    for kid in sentence.children(noun.i, "nmod", "acl"):
        if kid.i != content.i and words_case(sentence, kid) & {"by", "from"}:
            return kid.i
    for kid in sentence.children(noun.i, "compound", "amod"):
        if kid.upos == "PROPN" or kid.lemma in speech_words().party_words:
            return kid.i
    if (
        noun.dep == "obj"
        and noun.head >= 0
        and sentence.tokens[noun.head].lemma in {"make", "issue", "release", "repeat"}
    ):
        return subject_of(sentence, sentence.tokens[noun.head])
    return None
