"""How something was done: without a fight, and whether the words set it apart from other events."""

from __future__ import annotations

from functools import cache

from harmattan.codebook.load import read_yaml
from harmattan.reading.arguments import case_of
from harmattan.reading.lexicon import lexicon
from harmattan.reading.syntax import ROOT, Sentence


@cache
def rules(key: str) -> frozenset[str]:
    """A word list of ``sub_events.yaml``."""
    return frozenset(read_yaml("sub_events.yaml")[key])


def is_separate(sentence: Sentence, i: int) -> bool:
    """Whether the words say that it is another event than those before ("in a separate attack")."""
    words = rules("separate")
    if any(k.lemma in words for k in sentence.children(i, "amod", "det", "advmod")):
        return True
    token = sentence.tokens[i]
    if token.head == ROOT:
        return False
    governor = sentence.tokens[token.head]
    takes = governor.lemma == "take" and not any(k.lemma == "place" for k in sentence.children(governor.i, "obj"))
    if token.dep.startswith("advcl") and governor.lemma in lexicon().occurrence and not takes:
        # "The bombing followed hours after two judges had been shot": two events, the later one is the subject.
        return any(k.lemma in ("after", "before") for k in sentence.children(i, "mark"))
    if token.dep == "ccomp" and any(k.lemma in rules("added") for k in sentence.children(governor.i, "advmod")):
        # "The agency also reported that ...": one more event.
        return True
    return token.dep.startswith(("obj", "obl")) and governor.lemma in rules("separate_governors")


def is_nonviolent(sentence: Sentence, i: int) -> bool:
    """ "... without a fight": the preposition "without" over a fighting word near token ``i``."""
    words = rules("nonviolent")
    return any(
        token.lemma in words
        and (
            case_of(sentence, token) == "without"
            or any(k.lemma == "without" for k in sentence.children(token.i, "mark"))
        )
        for token in sentence.tokens
        if abs(token.i - i) < _REACH
    )


_REACH = 30
