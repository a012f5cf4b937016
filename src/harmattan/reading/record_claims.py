"""What a text says of an event's place in the record: "the fourth base since August", "the furthest south since 2015".

Such words are statistics, since they speak of many events: unit ``rank`` with the ordinal as value, or ``record`` for a
superlative. The metric says what is counted and by whom: "captures by X", "furthest south of attacks by X".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from harmattan.codebook.load import read_yaml
from harmattan.model import Span, Statistic, content_id
from harmattan.reading.classes import ARMED_KINDS
from harmattan.reading.document_reading import DocumentReading
from harmattan.reading.statistic_sentence import StatisticSentence
from harmattan.reading.syntax import Sentence, Token

RANK, RECORD = "rank", "record"
_NUMBER = re.compile(r"(\d{1,2})(?:st|nd|rd|th)")
_REACH = 4
"""Words behind a superlative in which its direction stands."""


def record_claims(reading: DocumentReading) -> list[Statistic]:
    """The claims of a document in text order; only those that say since when."""
    return [claim for sentence in reading.sentences for claim in _claims(reading, sentence)]


def _claims(reading: DocumentReading, sentence: Sentence) -> Iterator[Statistic]:
    table = _table()
    for token in sentence.tokens:
        word = token.text.lower()
        rank = _rank(word)
        kind = far = None
        if rank is not None and token.dep.startswith("amod"):
            kind = _counted(sentence, _noun(sentence, token))
        elif word in table["far"] or word in table["most"]:
            far = _direction(sentence, token)
            kind = "attacks"
        elif word in table["deadly"] and _counted(sentence, _noun(sentence, token)) == "attacks":
            kind = "attacks"
        period = _since(reading, sentence, token) if kind is not None else None
        if kind is None or period is None:
            continue
        who = _by(reading, sentence, token)
        what = f"{kind} by {who}" if who else kind
        if rank is None:
            lead = "deadliest" if word in table["deadly"] else f"furthest {far}" if far else "furthest"
            what = f"{lead} of {what}"
        text = reading.document.text
        span = Span.cut(text, token.start, _end(sentence, token))
        yield Statistic(
            id=content_id("s", reading.document.id, span.start, span.end, what, rank or 1),
            document_id=reading.document.id,
            metric=what,
            value=float(rank or 1),
            unit=RECORD if rank is None else RANK,
            period=period,
            span=span,
        )


def _rank(word: str) -> int | None:
    found = _NUMBER.fullmatch(word)
    number = int(found[1]) if found else _table()["ordinals"].get(word)
    return number if number is not None and number > 1 else None


def _noun(sentence: Sentence, token: Token) -> Token:
    """The noun that heads the phrase of an adjective: "takeover" in "the fourth military base takeover"."""
    noun = sentence.tokens[token.head] if token.head >= 0 else token
    while noun.dep == "compound" and noun.head >= 0:
        noun = sentence.tokens[noun.head]
    return noun


def _counted(sentence: Sentence, noun: Token) -> str | None:
    lemmas = {noun.lemma} | {kid.lemma for kid in sentence.children(noun.i, "compound", "amod")}
    return next((str(kind) for kind, words in _table()["counted"].items() if lemmas & set(words)), None)


def _direction(sentence: Sentence, token: Token) -> str | None:
    directions = _table()["directions"]
    near = (token, *sentence.tokens[token.i + 1 : token.i + 1 + _REACH])
    return next((str(directions[t.text.lower()]) for t in near if t.text.lower() in directions), None)


def _since(reading: DocumentReading, sentence: Sentence, token: Token) -> str | None:
    """The period as ``Statistic.period`` has it: "since August", also for "since the truce ended in August"."""
    marks = [t for t in sentence.tokens[token.i :] if t.text.lower() == "since"]
    for mark in marks[:1]:
        behind = [
            time.expression
            for time in reading.times
            if time.expression.sentence == sentence.index and time.expression.start > mark.start
        ]
        if behind:
            return f"since {behind[0].text}"
    return None if marks else StatisticSentence(sentence, reading.document.text).period


def _by(reading: DocumentReading, sentence: Sentence, token: Token) -> str | None:
    """Whose deeds are counted: who stands under "by", else the first named party of the sentence or the one before."""
    for index in (sentence.index, sentence.index - 1):
        if index < 0:
            continue
        there = reading.sentences[index]
        armed = [
            (m, actor)
            for m in reading.mentions[index]
            if (actor := reading.actors.get(m)) is not None and actor.actor_id is not None and actor.kind in ARMED_KINDS
        ]
        agents = [(m, a) for m, a in armed if any(k.lemma == "by" for k in there.children(m.head, "case"))]
        after = [(m, a) for m, a in agents if index == sentence.index and m.first > token.i]
        for _, actor in (*after, *agents, *armed):
            return actor.name
    return None


def _end(sentence: Sentence, token: Token) -> int:
    """Where the words end: with the phrase's noun, or the direction behind it."""
    noun = _noun(sentence, token)
    directions = _table()["directions"]
    near = [t for t in sentence.tokens[token.i : token.i + 1 + _REACH] if t.text.lower() in directions]
    return max([t.end for t in near] + [noun.end if noun.i >= token.i else token.end])


@cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = read_yaml("record_claims.yaml")
    return table
