"""Which time of a sentence dates an event: the one in its own clause."""

from __future__ import annotations

from collections.abc import Sequence

from harmattan.model.choice import Candidate, Choice
from harmattan.reading.syntax import ROOT, Sentence, Token, matches
from harmattan.resolving.date_clauses import BEFORE_DATES, at_another_time, clause_head, stands_before_noun
from harmattan.resolving.date_costs import tie_of
from harmattan.resolving.date_tense import head_token, is_parsed
from harmattan.resolving.date_types import ResolvedTime
from harmattan.resolving.date_words import words


def attach(sentence: Sentence, token_index: int, times: Sequence[ResolvedTime]) -> ResolvedTime | None:
    """The time that dates the event whose trigger is token ``token_index``; None where only guesses remain.

    ``times`` may be those of the whole document. A time in the clause of another verb of speech, or in a relative
    clause of another noun, is never taken.
    """
    return attached(sentence, token_index, times).value


def attached(sentence: Sentence, token_index: int, times: Sequence[ResolvedTime]) -> Choice[ResolvedTime, ResolvedTime]:
    """What ``attach`` finds; the candidates are the times of the sentence, scored by how far they are, least first."""
    here = [t for t in times if t.expression.sentence == sentence.index]
    own = [t for t in here if _can_date(t)]
    unfit = tuple(
        Candidate(t, "no single time: a length, a habit, a dateline or too vague") for t in here if not _can_date(t)
    )
    if not own or not 0 <= token_index < len(sentence.tokens):
        return Choice(None, "no time in the sentence", unfit)
    if not is_parsed(sentence):
        return _of(_nearest(sentence, token_index, own), "the nearest", own, unfit)
    ties = [(t, tie_of(sentence, token_index, t)) for t in own]
    scored = [
        (tie.cost + _vagueness(t), abs(t.expression.first - token_index), t) for t, tie in ties if tie.cost is not None
    ]
    if scored:
        best = _with_day(min(scored, key=lambda s: s[:2])[2], own)
        why = next(tie.relation for t, tie in ties if t is best)
        rows = [
            Candidate(t, tie.relation, None if tie.cost is None else tie.cost + _vagueness(t), t is best)
            for t, tie in ties
        ]
        return Choice(best, why, (*rows, *unfit))
    if len(own) == 1 and _may_leak(sentence, token_index, own[0]):
        return _of(own[0], "the sentence's only time", own, unfit)
    return Choice(None, "its times date something else", (*(Candidate(t, tie.relation) for t, tie in ties), *unfit))


def _of(
    chosen: ResolvedTime | None,
    why: str,
    own: Sequence[ResolvedTime],
    unfit: tuple[Candidate[ResolvedTime], ...],
) -> Choice[ResolvedTime, ResolvedTime]:
    rows = [Candidate(t, why if t is chosen else f"not {why}", chosen=t is chosen) for t in own]
    return Choice(chosen, why if chosen is not None else "its times date something else", (*rows, *unfit))


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


def _may_leak(sentence: Sentence, trigger: int, t: ResolvedTime) -> bool:
    """Whether the sentence's only time may date the event although the parse does not join them."""
    head = head_token(sentence, t.expression.first, t.expression.last)
    governor = sentence.tokens[head.head] if head.head != ROOT else None
    if governor is not None and stands_before_noun(sentence, t.expression, head, governor):
        return False
    ours, theirs = clause_head(sentence, trigger), clause_head(sentence, head.i)
    if theirs.lemma in words("speech_verbs") and theirs.i != trigger:
        return False
    if theirs.i != ours.i and (matches(theirs.dep, ("parataxis",)) or at_another_time(sentence, theirs)):
        return False
    if at_another_time(sentence, ours) and theirs.i != ours.i:
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
    return clause_head(sentence, head_token(sentence, e.first, e.last).i).lemma in words("speech_verbs")


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
        if e.text.isdecimal() and before not in BEFORE_DATES:
            continue
        free.append((_vagueness(t), abs(e.first - trigger), t))
    return min(free, key=lambda f: (f[0], f[1]))[2] if free else None


def _is_speech(token: Token, speech: frozenset[str]) -> bool:
    text = token.text.lower()
    stem = text.removesuffix("ed").removesuffix("d")
    return bool(
        {text, token.lemma, stem, text.removesuffix("d"), {"said": "say", "told": "tell"}.get(text, text)} & speech
    )
