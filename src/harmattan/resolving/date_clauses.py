"""How a time and an event's trigger stand to each other: the clauses of both, and words side by side."""

from __future__ import annotations

from harmattan.reading.syntax import ROOT, Sentence, Token, matches
from harmattan.resolving.date_types import TimeExpression
from harmattan.resolving.date_words import words

_CLAUSE = ("root", "ccomp", "advcl", "acl", "parataxis", "csubj", "xcomp", "conj")
_APART = frozenset({"after", "before", "since", "until", "till"})
BEFORE_DATES = frozenset(
    {
        "on",
        "in",
        "at",
        "during",
        "since",
        "by",
        "until",
        "before",
        "after",
        "from",
        "of",
        "around",
        "over",
        "throughout",
        "late",
        "early",
    }
)
"""Words that stand right before a date."""


def clause_head(sentence: Sentence, i: int) -> Token:
    """The head of the clause that token ``i`` belongs to."""
    token = sentence.tokens[i]
    while token.head != ROOT:
        if matches(token.dep, _CLAUSE) and (token.dep != "conj" or is_predicate(sentence, token)):
            break
        token = sentence.tokens[token.head]
    return token


def is_predicate(sentence: Sentence, token: Token) -> bool:
    """Whether a token heads a clause: a verb, or a noun or adjective with a subject or copula."""
    return token.upos in ("VERB", "AUX") or bool(sentence.children(token.i, "nsubj", "cop", "aux"))


def tells_when(sentence: Sentence, trigger: int, clause: Token) -> bool:
    """ "the attack, which happened ...": a clause right behind the event's noun that says when it took place."""
    if clause.lemma not in words("occurrence_verbs") or sentence.tokens[trigger].upos != "NOUN":
        return False
    return any(s.xpos in ("WDT", "WP") and 0 < s.i - trigger <= 2 for s in sentence.children(clause.i, "nsubj"))


def at_another_time(sentence: Sentence, clause: Token) -> bool:
    """ "... two days after an attack had left five dead": the clause is set off in time from its main clause."""
    marks = sentence.children(clause.i, "mark")
    return matches(clause.dep, ("advcl",)) and any(m.lemma in _APART for m in marks)


def is_object(sentence: Sentence, trigger: int, verb: Token) -> bool:
    """Whether the trigger belongs to what a verb is done to."""
    path = [sentence.tokens[trigger], *sentence.ancestors(trigger)]
    below = [t for t in path if t.head == verb.i]
    return bool(below) and matches(below[0].dep, ("obj", "nsubj:pass", "obl", "conj"))


def in_relative(sentence: Sentence, head: Token, clause: Token) -> bool:
    """Whether a relative clause lies between a time and the clause that it was counted to."""
    for above in sentence.ancestors(head.i):
        if above.i == clause.i:
            return False
        if matches(above.dep, ("acl",)):
            return True
    return False


def side_by_side(sentence: Sentence, trigger: int, e: TimeExpression) -> bool:
    """ "clashes on Sunday", "Sunday's attack", "the 3 May bomb attack", whatever the parse makes of them."""
    if sentence.tokens[trigger].upos != "NOUN":
        return False
    if trigger < e.first <= trigger + 3:
        return all(t.text.lower() in BEFORE_DATES | {"the"} for t in sentence.tokens[trigger + 1 : e.first])
    between = sentence.tokens[e.last : trigger]
    if not e.last <= trigger <= e.last + 3 or any(t.upos not in ("ADJ", "PART", "NOUN", "PROPN") for t in between):
        return False
    owned = bool(between) and between[0].text.lower() in ("'s", "’s")
    return owned or (e.first > 0 and sentence.tokens[e.first - 1].upos == "DET")


def stands_before_noun(sentence: Sentence, e: TimeExpression, head: Token, governor: Token) -> bool:
    """ "the 2015 agreement", "Monday's attack": the time belongs to the noun behind it."""
    if governor.upos not in ("NOUN", "PROPN") or governor.i < e.last:
        return False
    if e.first and sentence.tokens[e.first - 1].text.lower() == "on":
        return False
    return (
        matches(head.dep, ("compound", "nummod", "amod", "nmod", "nmod:poss")) and not sentence.children(head.i, "case")
    ) or head.dep == "nmod:poss"
