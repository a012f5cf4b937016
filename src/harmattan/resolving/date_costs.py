"""How far a time of the same sentence is from dating an event, by the clauses that lie between them."""

from __future__ import annotations

from dataclasses import dataclass

from harmattan.reading.syntax import ROOT, Sentence, Token, matches
from harmattan.resolving.date_clauses import (
    at_another_time,
    clause_head,
    in_relative,
    is_object,
    is_predicate,
    side_by_side,
    stands_before_noun,
    tells_when,
)
from harmattan.resolving.date_tense import head_token
from harmattan.resolving.date_types import ResolvedTime, TimeExpression
from harmattan.resolving.date_words import words

_NO_LEAK = ("ccomp", "parataxis", "csubj")
_WHILE = frozenset({"when", "as", "while"})


@dataclass(frozen=True, slots=True)
class Tie:
    """What lies between a time and a trigger."""

    cost: float | None
    """0 for the trigger's own time, more the farther away; None where it dates something else."""
    relation: str


def cost_of(sentence: Sentence, trigger: int, t: ResolvedTime) -> float | None:
    """How far a time is from dating the trigger's event, 0 for its own time; None where it dates something else."""
    return tie_of(sentence, trigger, t).cost


def tie_of(sentence: Sentence, trigger: int, t: ResolvedTime) -> Tie:
    """How the parse ties a time to the trigger's event."""
    e = t.expression
    if side_by_side(sentence, trigger, e):
        return Tie(0.1, "beside the trigger")
    head = head_token(sentence, e.first, e.last)
    governor = sentence.tokens[head.head] if head.head != ROOT else None
    if governor is None:
        return Tie(4.0, "the sentence hangs on it")
    if tells_when(sentence, trigger, clause_head(sentence, head.i)):
        return Tie(0.5, "in a clause that says when")
    if stands_before_noun(sentence, e, head, governor):
        return Tie(0.0, "modifies the trigger") if governor.i == trigger else Tie(None, "modifies another noun")
    if governor.i == trigger:
        return Tie(0.0, "the trigger's own")
    above = [a.i for a in sentence.ancestors(head.i)]
    if trigger in above:
        return _below(sentence, trigger, head)
    if (
        governor.upos in ("NOUN", "PROPN")
        and not _clausal(sentence, governor)
        and _is_other_event(sentence, governor, trigger)
    ):
        return Tie(None, "says when another noun was")
    return _across(sentence, trigger, head, e)


def _is_other_event(sentence: Sentence, governor: Token, trigger: int) -> bool:
    # "the collapse of an agreement of 2015": the time says when the other noun was; a plain noun ("a convoy on Sunday")
    # got the time by a slip of the parse.
    from_prep = {c.lemma for c in sentence.children(governor.i, "case")}
    return (
        governor.i != trigger
        and bool({c.lemma for c in sentence.subtree(governor.i) if c.dep == "case" and c.i > governor.i} & {"of"})
        and bool(from_prep)
    )


def _clausal(sentence: Sentence, token: Token) -> bool:
    return bool(sentence.children(token.i, "cop"))


def _below(sentence: Sentence, trigger: int, head: Token) -> Tie:
    """The time hangs below the trigger: no other clause may lie between, save one that says when it happened."""
    cost = 0.3
    for above in sentence.ancestors(head.i):
        if above.i == trigger:
            return Tie(cost, "below the trigger")
        if matches(above.dep, ("acl", "ccomp", "advcl", "parataxis", "csubj")) or (
            above.dep == "conj" and is_predicate(sentence, above)
        ):
            occurs = above.lemma in words("occurrence_verbs") and matches(above.dep, ("acl",)) and above.head == trigger
            same_moment = matches(above.dep, ("advcl",)) and any(
                m.lemma in _WHILE for m in sentence.children(above.i, "mark", "advmod")
            )
            if not occurs and not same_moment:
                return Tie(None, "in another clause below the trigger")
            cost += 0.3
        elif matches(above.dep, ("xcomp",)):
            cost += 0.4
    return Tie(cost, "below the trigger")


def _across(sentence: Sentence, trigger: int, head: Token, e: TimeExpression) -> Tie:
    """Same clause, or a clause that the trigger's clause shares its time with."""
    ours, theirs = clause_head(sentence, trigger), clause_head(sentence, head.i)
    speech = theirs.lemma in words("speech_verbs") and theirs.i != trigger
    if ours.i == theirs.i:
        if not speech:
            relative = in_relative(sentence, head, theirs)
            return Tie(None, "in a relative clause") if relative else Tie(0.6, "in the trigger's clause")
        # "confirmed an attack on a base on Thursday": behind the event's own words the time may be the event's.
        own = e.first > trigger > theirs.i and is_object(sentence, trigger, theirs)
        return Tie(1.8, "behind the words that are reported") if own else Tie(None, "says when it was reported")
    if speech:
        return _slipped(sentence, trigger, e, ours, theirs)
    cost = 1.0
    token = ours
    for _ in range(6):
        if at_another_time(sentence, token):
            break
        if token.head == ROOT or matches(token.dep, _NO_LEAK):
            break
        if matches(token.dep, ("acl:relcl",)):
            break
        parent = clause_head(sentence, token.head)
        if parent.i == theirs.i:
            return Tie(cost, "in a clause above")
        token, cost = parent, cost + 0.5
    if (
        matches(theirs.dep, ("xcomp", "conj"))
        and theirs.head != ROOT
        and clause_head(sentence, theirs.head).i == ours.i
    ):
        # A time at the end of a chain of verbs; weaker, since the first verb may have its own.
        return Tie(1.6 if theirs.dep == "xcomp" else 2.4, "at the end of a chain of verbs")
    if (
        ours.i != trigger
        and ours.lemma in words("occurrence_verbs")
        and clause_head(sentence, theirs.head if theirs.head != ROOT else theirs.i).i == ours.i
        and matches(theirs.dep, ("advcl",))
    ):
        return Tie(2.6, "in a clause beside")
    return Tie(None, "in another clause")


def _slipped(sentence: Sentence, trigger: int, e: TimeExpression, ours: Token, theirs: Token) -> Tie:
    """The parse may hang the event's time on the verb of saying; behind "that" or behind the event it is not its."""
    if not matches(ours.dep, ("ccomp",)) or ours.head != theirs.i or theirs.i > trigger:
        return Tie(None, "says when it was reported")
    marks = [m.i for m in sentence.children(ours.i, "mark") if m.lemma == "that"]
    if marks and e.first > marks[0]:
        return Tie(0.8, "behind 'that'")
    if e.first > trigger and ours.i == trigger:
        return Tie(1.2, "behind the words that are reported")
    return Tie(None, "says when it was reported")
