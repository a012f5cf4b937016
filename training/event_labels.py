"""Marked sentences to labels of words: what the event heads learn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from harmattan.reading.tokenize import split_text
from training.marks import ROLES, SUB_EVENTS, MarkedSentence, Piece, Role, Trigger

CODES = ("none", *SUB_EVENTS)
ACTUALITIES = ("happened", "planned", "feared", "denied", "attempted")
TIMINGS = ("current", "background", "generic")
STANCES = ("states", "claims", "confirms", "accuses", "denies")
POLITICS = ("politics", "crime")
LAYERS = {"actuality": ACTUALITIES, "timing": TIMINGS, "stance": STANCES, "politics": POLITICS}


@dataclass(frozen=True)
class WordTrigger:
    """A word that names an event."""

    word: int
    code: str
    actuality: str
    timing: str
    stance: str
    politics: str
    event: int

    @property
    def is_news(self) -> bool:
        """Whether it tells of something that happened, as news."""
        return self.timing == "current" and self.actuality in ("happened", "attempted")


@dataclass(frozen=True)
class EventSentence:
    """One sentence as the network sees it, with its labels."""

    piece: str
    words: tuple[str, ...]
    triggers: tuple[WordTrigger, ...]
    roles: frozenset[tuple[int, int, str]]
    """(word of a trigger, word of an argument, role letter), for arguments of the same event in the same sentence."""
    outside: frozenset[tuple[int, str]]
    """(word, role letter) of words that play a part in some event, or (letter in lower case) in none."""


def _choose(attributes: frozenset[str], names: tuple[str, ...]) -> str:
    return next((n for n in names[1:] if n in attributes), names[0])


def _word_triggers(trigger: Trigger, words: list[int]) -> Iterator[WordTrigger]:
    actuality, timing, stance, politics = (
        _choose(trigger.attributes, names) for names in (ACTUALITIES, TIMINGS, STANCES, POLITICS)
    )
    for word in words:
        yield WordTrigger(word, trigger.code, actuality, timing, stance, politics, trigger.event)


def _tolls_within(role: Role, roles: Iterable[Role]) -> list[Role]:
    """The tolls of the same event whose marks stand inside of the mark of a role: their words are the toll's alone."""
    within = (r for r in roles if role.start <= r.start and r.end <= role.end and r is not role)
    return [r for r in within if r.letter in "KIC" and r.event == role.event]


def labelled(sentence: MarkedSentence, piece: str) -> Iterator[EventSentence]:
    """The sentence or, where the tokenizer cuts it, the sentences of one line."""
    for span in split_text(sentence.text):
        places = list(span.tokens)

        def inside(start: int, end: int, places: list[tuple[int, int]] = places) -> list[int]:
            return [i for i, (a, b) in enumerate(places) if a < end and b > start]

        triggers = [w for t in sentence.triggers if t.event for w in _word_triggers(t, inside(t.start, t.end))]
        roles: set[tuple[int, int, str]] = set()
        outside: set[tuple[int, str]] = set()
        for role in sentence.roles:
            for word in inside(role.start, role.end):
                outside.add((word, role.letter if role.event else role.letter.lower()))
                if any(word in inside(toll.start, toll.end) for toll in _tolls_within(role, sentence.roles)):
                    continue
                roles |= {(t.word, word, role.letter) for t in triggers if t.event == role.event}
        yield EventSentence(
            piece,
            tuple(sentence.text[a:b] for a, b in places),
            tuple(triggers),
            frozenset(roles),
            frozenset(outside),
        )


def labelled_pieces(pieces: list[Piece]) -> list[EventSentence]:
    """All sentences of pieces, in order."""
    return [e for p in pieces for s in p.sentences for e in labelled(s, p.id)]


ROLE_NUMBER = {letter: i for i, letter in enumerate(ROLES)}
