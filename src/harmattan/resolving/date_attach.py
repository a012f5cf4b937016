"""Which time of a sentence dates an event: the one in its own clause."""

from __future__ import annotations

from collections.abc import Sequence

from harmattan.reading.syntax import ROOT, Sentence, Token, matches
from harmattan.resolving.date_tense import head_token, is_parsed
from harmattan.resolving.date_types import ResolvedTime, TimeExpression
from harmattan.resolving.date_words import words

_CLAUSE = ("root", "ccomp", "advcl", "acl", "parataxis", "csubj", "xcomp", "conj")
_NO_LEAK = ("ccomp", "parataxis", "csubj")
_APART = frozenset({"after", "before", "since", "until", "till"})
_WHILE = frozenset({"when", "as", "while"})
_BEFORE = frozenset(
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


def attach(sentence: Sentence, token_index: int, times: Sequence[ResolvedTime]) -> ResolvedTime | None:
    """The time that dates the event whose trigger is token ``token_index``; None where only guesses remain.

    ``times`` may be those of the whole document. A time in the clause of another verb of speech, or in a relative
    clause of another noun, is never taken.
    """
    own = [t for t in times if t.expression.sentence == sentence.index and _can_date(t)]
    if not own or not 0 <= token_index < len(sentence.tokens):
        return None
    if not is_parsed(sentence):
        return _nearest(sentence, token_index, own)
    scored = [
        (cost, abs(t.expression.first - token_index), t)
        for t in own
        if (cost := _cost(sentence, token_index, t)) is not None
    ]
    if scored:
        best = min(scored, key=lambda s: (s[0] + _vagueness(s[2]), s[1]))[2]
        return _with_day(best, own)
    if len(own) == 1 and _may_leak(sentence, token_index, own[0]):
        return own[0]
    return None


def _can_date(t: ResolvedTime) -> bool:
    if t.kind == "set" or t.expression.dateline or (t.granularity == "vague" and t.kind != "time"):
        return False
    return t.kind != "duration" or t.start is not None


def _vagueness(t: ResolvedTime) -> float:
    # Between two times of one clause, the finer one dates the event; open intervals come last.
    grain = {"time": 0.0, "day": 0.0, "weekend": 0.2, "week": 0.3, "month": 0.5}.get(t.granularity, 0.9)
    return grain + (2.0 if t.relation in ("since", "until", "before", "by") else 1.0 if t.relation == "after" else 0.0)


def _with_day(best: ResolvedTime, own: Sequence[ResolvedTime]) -> ResolvedTime:
    # A clock without a day of its own says less than the day beside it.
    if best.granularity == "time" and best.start is None:
        days = [t for t in own if t.start is not None and t.granularity == "day"]
        return days[0] if len(days) == 1 else best
    return best


def _clause_head(sentence: Sentence, i: int) -> Token:
    """The head of the clause that token ``i`` belongs to."""
    token = sentence.tokens[i]
    while token.head != ROOT:
        if matches(token.dep, _CLAUSE) and (token.dep != "conj" or _is_predicate(sentence, token)):
            break
        token = sentence.tokens[token.head]
    return token


def _is_predicate(sentence: Sentence, token: Token) -> bool:
    return token.upos in ("VERB", "AUX") or bool(sentence.children(token.i, "nsubj", "cop", "aux"))


def _cost(sentence: Sentence, trigger: int, t: ResolvedTime) -> float | None:
    e = t.expression
    if _side_by_side(sentence, trigger, e):
        return 0.1
    head = head_token(sentence, e.first, e.last)
    governor = sentence.tokens[head.head] if head.head != ROOT else None
    if governor is None:
        return 4.0
    if _tells_when(sentence, trigger, _clause_head(sentence, head.i)):
        return 0.5
    if _stands_before_noun(sentence, e, head, governor):
        return 0.0 if governor.i == trigger else None
    if governor.i == trigger:
        return 0.0
    above = [a.i for a in sentence.ancestors(head.i)]
    if trigger in above:
        return _below(sentence, trigger, head)
    if (
        governor.upos in ("NOUN", "PROPN")
        and not _clausal(sentence, governor)
        and _is_other_event(sentence, governor, trigger)
    ):
        return None
    return _across(sentence, trigger, head, e)


def _tells_when(sentence: Sentence, trigger: int, clause: Token) -> bool:
    """ "the attack, which happened ...": a clause right behind the event's noun that says when it took place."""
    if clause.lemma not in words("occurrence_verbs") or sentence.tokens[trigger].upos != "NOUN":
        return False
    return any(s.xpos in ("WDT", "WP") and 0 < s.i - trigger <= 2 for s in sentence.children(clause.i, "nsubj"))


def _side_by_side(sentence: Sentence, trigger: int, e: TimeExpression) -> bool:
    """ "clashes on Sunday", "Sunday's attack", "the 3 May bomb attack", whatever the parse makes of them."""
    if sentence.tokens[trigger].upos != "NOUN":
        return False
    if trigger < e.first <= trigger + 3:
        return all(t.text.lower() in _BEFORE | {"the"} for t in sentence.tokens[trigger + 1 : e.first])
    between = sentence.tokens[e.last : trigger]
    if not e.last <= trigger <= e.last + 3 or any(t.upos not in ("ADJ", "PART", "NOUN", "PROPN") for t in between):
        return False
    owned = bool(between) and between[0].text.lower() in ("'s", "’s")
    return owned or (e.first > 0 and sentence.tokens[e.first - 1].upos == "DET")


def _stands_before_noun(sentence: Sentence, e: TimeExpression, head: Token, governor: Token) -> bool:
    # "the 2015 agreement", "Monday's attack"
    if governor.upos not in ("NOUN", "PROPN") or governor.i < e.last:
        return False
    if e.first and sentence.tokens[e.first - 1].text.lower() == "on":
        return False
    return (
        matches(head.dep, ("compound", "nummod", "amod", "nmod", "nmod:poss")) and not sentence.children(head.i, "case")
    ) or head.dep == "nmod:poss"


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


def _below(sentence: Sentence, trigger: int, head: Token) -> float | None:
    """The time hangs below the trigger: no other clause may lie between, save one that says when it happened."""
    cost = 0.3
    for above in sentence.ancestors(head.i):
        if above.i == trigger:
            return cost
        if matches(above.dep, ("acl", "ccomp", "advcl", "parataxis", "csubj")) or (
            above.dep == "conj" and _is_predicate(sentence, above)
        ):
            occurs = above.lemma in words("occurrence_verbs") and matches(above.dep, ("acl",)) and above.head == trigger
            same_moment = matches(above.dep, ("advcl",)) and any(
                m.lemma in _WHILE for m in sentence.children(above.i, "mark", "advmod")
            )
            if not occurs and not same_moment:
                return None
            cost += 0.3
        elif matches(above.dep, ("xcomp",)):
            cost += 0.4
    return cost


def _across(sentence: Sentence, trigger: int, head: Token, e: TimeExpression) -> float | None:
    """Same clause, or a clause that the trigger's clause shares its time with."""
    ours, theirs = _clause_head(sentence, trigger), _clause_head(sentence, head.i)
    speech = theirs.lemma in words("speech_verbs") and theirs.i != trigger
    if ours.i == theirs.i:
        if not speech:
            return 0.6 if not _in_relative(sentence, head, theirs) else None
        # "confirmed an attack on a base on Thursday": behind the event's own words the time may be the event's.
        return 1.8 if e.first > trigger > theirs.i and _is_object(sentence, trigger, theirs) else None
    if speech:
        return _slipped(sentence, trigger, e, ours, theirs)
    cost = 1.0
    token = ours
    for _ in range(6):
        if _at_another_time(sentence, token):
            break
        if token.head == ROOT or matches(token.dep, _NO_LEAK):
            break
        if matches(token.dep, ("acl:relcl",)):
            break
        parent = _clause_head(sentence, token.head)
        if parent.i == theirs.i:
            return cost
        token, cost = parent, cost + 0.5
    if (
        matches(theirs.dep, ("xcomp", "conj"))
        and theirs.head != ROOT
        and _clause_head(sentence, theirs.head).i == ours.i
    ):
        # A time at the end of a chain of verbs; weaker, since the first verb may have its own.
        return 1.6 if theirs.dep == "xcomp" else 2.4
    if (
        ours.i != trigger
        and ours.lemma in words("occurrence_verbs")
        and _clause_head(sentence, theirs.head if theirs.head != ROOT else theirs.i).i == ours.i
        and matches(theirs.dep, ("advcl",))
    ):
        return 2.6
    return None


def _slipped(sentence: Sentence, trigger: int, e: TimeExpression, ours: Token, theirs: Token) -> float | None:
    """The parse may hang the event's time on the verb of saying; behind "that" or behind the event it is not its."""
    if not matches(ours.dep, ("ccomp",)) or ours.head != theirs.i or theirs.i > trigger:
        return None
    marks = [m.i for m in sentence.children(ours.i, "mark") if m.lemma == "that"]
    if marks and e.first > marks[0]:
        return 0.8
    return 1.2 if e.first > trigger and ours.i == trigger else None


def _at_another_time(sentence: Sentence, clause: Token) -> bool:
    """ "... two days after an attack had left five dead": the clause is set off in time from its main clause."""
    marks = sentence.children(clause.i, "mark")
    return matches(clause.dep, ("advcl",)) and any(m.lemma in _APART for m in marks)


def _is_object(sentence: Sentence, trigger: int, verb: Token) -> bool:
    path = [sentence.tokens[trigger], *sentence.ancestors(trigger)]
    below = [t for t in path if t.head == verb.i]
    return bool(below) and matches(below[0].dep, ("obj", "nsubj:pass", "obl", "conj"))


def _in_relative(sentence: Sentence, head: Token, clause: Token) -> bool:
    for above in sentence.ancestors(head.i):
        if above.i == clause.i:
            return False
        if matches(above.dep, ("acl",)):
            return True
    return False


def _may_leak(sentence: Sentence, trigger: int, t: ResolvedTime) -> bool:
    """Whether the sentence's only time may date the event although the parse does not join them."""
    head = head_token(sentence, t.expression.first, t.expression.last)
    governor = sentence.tokens[head.head] if head.head != ROOT else None
    if governor is not None and _stands_before_noun(sentence, t.expression, head, governor):
        return False
    ours, theirs = _clause_head(sentence, trigger), _clause_head(sentence, head.i)
    if theirs.lemma in words("speech_verbs") and theirs.i != trigger:
        return False
    if theirs.i != ours.i and (matches(theirs.dep, ("parataxis",)) or _at_another_time(sentence, theirs)):
        return False
    if _at_another_time(sentence, ours) and theirs.i != ours.i:
        return False
    if any(matches(a.dep, ("acl",)) and a.i != trigger for a in [head, *sentence.ancestors(head.i)]):
        return False
    return t.relation not in ("since", "until", "before", "by") and t.granularity in (
        "time",
        "day",
        "weekend",
        "week",
        "range",
    )


def of_saying(sentence: Sentence, t: ResolvedTime) -> bool:
    """Whether a time says when something was reported: it stands in the clause of a verb of speech, or beside one."""
    e = t.expression
    if not is_parsed(sentence):
        return any(_is_speech(w, words("speech_verbs")) for w in sentence.tokens[max(0, e.first - 3) : e.first])
    return _clause_head(sentence, head_token(sentence, e.first, e.last).i).lemma in words("speech_verbs")


def _nearest(sentence: Sentence, trigger: int, own: Sequence[ResolvedTime]) -> ResolvedTime | None:
    """Without a parse: the nearest time that no verb of speech stands beside."""
    speech = words("speech_verbs")
    free = []
    for t in own:
        e = t.expression
        near = sentence.tokens[max(0, e.first - 3) : e.first]
        if any(_is_speech(w, speech) for w in near) and trigger != e.first - 1:
            continue
        if e.last <= trigger == e.last and e.text.isdecimal():
            return t
        before = sentence.tokens[e.first - 1].text.lower() if e.first else ""
        if e.text.isdecimal() and before not in _BEFORE:
            continue
        free.append((_vagueness(t), abs(e.first - trigger), t))
    return min(free, key=lambda f: (f[0], f[1]))[2] if free else None


def _is_speech(token: Token, speech: frozenset[str]) -> bool:
    text = token.text.lower()
    stem = text.removesuffix("ed").removesuffix("d")
    return bool(
        {text, token.lemma, stem, text.removesuffix("d"), {"said": "say", "told": "tell"}.get(text, text)} & speech
    )
