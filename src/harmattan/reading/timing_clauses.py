"""Whether a year or phrase of a sentence speaks of the trigger, by the clauses that both stand in."""

from __future__ import annotations

from harmattan.reading.cues import Cue, path_up
from harmattan.reading.syntax import Sentence, Token
from harmattan.reading.timing_words import timing_words


def applies(sentence: Sentence, anchor: Token, trigger: int) -> bool:
    """Whether an anchor stands in the trigger's clause or in one above it, not in a clause beside or below it."""
    if anchor.i == trigger:
        return True
    anchor = _date_start(sentence, anchor)
    if _compares(sentence, anchor):
        return False
    clause = _clause_head(sentence, anchor)
    own = sentence.tokens[trigger]
    chain = {own.i} | {head.i for _, head in path_up(sentence, trigger)}
    if own.upos not in {"VERB", "AUX"}:
        in_noun = {word.i for word in sentence.subtree(trigger)}
        if anchor.i in in_noun:
            return True
    if clause.i not in chain:
        return False
    return not _is_aside(sentence, anchor, own)


def is_near(sentence: Sentence, found: Cue, trigger: int) -> bool:
    """Whether a phrase belongs to the trigger: around it, or in its clause or a clause above."""
    if found.first <= trigger < found.last:
        return True
    return any(applies(sentence, sentence.tokens[i], trigger) for i in range(found.first, found.last))


def _date_start(sentence: Sentence, anchor: Token) -> Token:
    """The month before a year: where the parser hung the year elsewhere, the month still stands in its clause."""
    before = sentence.tokens[anchor.i - 1] if anchor.i else anchor
    return before if before.text.lower().rstrip(".") in timing_words().months else anchor


def _compares(sentence: Sentence, anchor: Token) -> bool:
    """ "The deadliest attack since 2015", "the first since 2019": the year only bounds a comparison."""
    before = [token.text.lower() for token in sentence.tokens[max(0, anchor.i - 2) : anchor.i]]
    if "since" not in before:
        return False
    ordinals = frozenset(timing_words().phrases["superlatives"])
    return any(
        token.xpos in {"JJS", "RBS"}
        or (token.upos == "ADJ" and token.text.endswith("est"))
        or token.text.lower() in ordinals
        for token in sentence.tokens[: anchor.i]
    )


def _is_aside(sentence: Sentence, anchor: Token, own: Token) -> bool:
    """A year inside another noun's own words ("the hero of the 1991 war attacked ...")."""
    for node, head in path_up(sentence, anchor.i):
        if head.upos in {"VERB", "AUX"}:
            return False
        modifies = node.dep.split(":")[0] in {"nmod", "compound", "nummod", "amod"} and head.upos in {"NOUN", "PROPN"}
        if modifies and head.i != own.i and not _is_date_word(head):
            return True
    return False


def _is_date_word(token: Token) -> bool:
    low = token.text.lower().rstrip(".")
    return (
        low in timing_words().months
        or token.upos == "NUM"
        or low in {"year", "end", "start", "summer", "winter", "spring", "autumn", "beginning"}
    )


def _clause_head(sentence: Sentence, token: Token) -> Token:
    """The verb (or root) of the clause that a token stands in."""
    for _, head in path_up(sentence, token.i):
        if head.upos in {"VERB", "AUX"} or head.head < 0:
            return head
    return token
