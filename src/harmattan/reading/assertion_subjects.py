"""Who speaks through a verb of saying."""

from __future__ import annotations

from harmattan.reading.assertion_speakers import words_case
from harmattan.reading.cues import NOMINAL
from harmattan.reading.syntax import Sentence, Token, matches

_HOPS_TO_SUBJECT = ("xcomp", "advcl", "conj", "ccomp", "parataxis")


def subject_of(sentence: Sentence, verb: Token) -> int | None:
    """The token that speaks through ``verb``: subject, agent, or the subject of the clause it hangs on."""
    if is_passive(sentence, verb):
        return agent_of(sentence, verb)
    for _ in range(4):
        for kid in sentence.children(verb.i, "nsubj"):
            if kid.lemma in {"who", "which", "that"} and verb.dep.startswith("acl") and verb.head >= 0:
                return verb.head
            return kid.i
        if verb.dep.startswith("acl") and verb.head >= 0:
            noun = sentence.tokens[verb.head]
            if verb.xpos == "VBN":
                return agent_of(sentence, verb)
            if verb.xpos == "VBG" and noun.upos in NOMINAL:
                return noun.i
            return None
        beside = noun_beside(sentence, verb)
        if beside is not None:
            return beside
        if not matches(verb.dep, _HOPS_TO_SUBJECT) or verb.head < 0:
            return None
        verb = sentence.tokens[verb.head]
    return None


def noun_beside(sentence: Sentence, verb: Token) -> int | None:
    """A subject that the parser hung on another verb: right before ("..., the army said") or after ("said a man")."""
    if verb.xpos not in {"VBD", "VBZ", "VBP"} or sentence.children(verb.i, "aux"):
        return None
    before = sentence.tokens[verb.i - 1] if verb.i else None
    if before is not None and before.upos in {*NOMINAL, "PRON"} and before.dep.startswith("nsubj"):
        return before.i
    for token in sentence.tokens[verb.i + 1 : verb.i + 6]:
        if token.upos in NOMINAL and token.dep.split(":")[0] not in {"compound", "flat"}:
            quoted = verb.i > 0 and sentence.tokens[verb.i - 1].text in {",", "”", "''", '"'}
            return token.i if quoted and token.dep.split(":")[0] in {"nsubj", "obj", "obl"} else None
        if token.upos not in {"DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON"}:
            return None
    return None


def agent_of(sentence: Sentence, verb: Token) -> int | None:
    """The noun behind the "by" of a passive."""
    for kid in sentence.children(verb.i, "obl", "nmod"):
        if kid.dep == "obl:agent" or "by" in words_case(sentence, kid):
            return kid.i
    following = sentence.tokens[verb.i + 1] if verb.i + 1 < len(sentence.tokens) else None
    if following is not None and following.text.lower() == "by" and following.head > following.i:
        return following.head
    return None


def is_passive(sentence: Sentence, verb: Token) -> bool:
    """Whether a verb is passive: by its parts, or a participle that modifies a noun."""
    if any(kid.dep in {"nsubj:pass", "aux:pass", "csubj:pass"} for kid in sentence.children(verb.i)):
        return True
    return verb.xpos == "VBN" and verb.dep.startswith("acl")
