"""Is it the document's news, or the past that the document only recalls?

DESIGN.md section 4: background is kept as ``timing=background`` and never becomes a new event of the document's week.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from harmattan.codebook.load import read_yaml
from harmattan.model import Published, Timing
from harmattan.reading.cues import Cue, cue, find_phrases, path_up
from harmattan.reading.syntax import Sentence, Token

_FIRST_YEAR, _LAST_YEAR = 1000, 2100
_EARLIEST_PLAUSIBLE = 1800
"""What is less is an hour ("from 1710 to 2250") more often than a year."""
_PERSON_DEPS = ("nsubj", "nsubj:pass")


@dataclass(frozen=True, slots=True)
class TimingReading:
    """Current or background, and why."""

    timing: Timing = "current"
    reason: str = ""
    """date, year, phrase, perfect, carried; empty where nothing speaks for background."""
    cue: Cue | None = None


@dataclass(frozen=True, slots=True)
class _Words:
    after_days: int
    slack_days: int
    phrases: Mapping[str, tuple[str, ...]]
    months: frozenset[str]
    hours: frozenset[str]


@cache
def _words() -> _Words:
    raw = read_yaml("timing.yaml")
    names = ("background", "past_perfect_anchors", "carried", "current", "superlatives")
    return _Words(
        after_days=int(raw["background_after_days"]),
        slack_days=int(raw["header_slack_days"]),
        phrases={name: tuple(map(str, raw[name])) for name in names},
        months=frozenset(map(str, raw["months"])),
        hours=frozenset(map(str, raw["hours"])),
    )


def timing_of(
    sentence: Sentence,
    trigger: int,
    resolved: tuple[dt.date, dt.date] | None,
    published: Published | None,
    sentences: Sequence[Sentence] = (),
) -> TimingReading:
    """Whether the event at token ``trigger`` is news.

    ``resolved``: first and last possible day of the trigger's own time expression, None without one. ``published``: the
    document's date. ``sentences``: the whole document, for the years it names and for what a sentence carries on.
    """
    for reading in _readings(sentence, trigger, resolved, published, sentences):
        return reading
    return TimingReading()


def _readings(
    sentence: Sentence,
    trigger: int,
    resolved: tuple[dt.date, dt.date] | None,
    published: Published | None,
    sentences: Sequence[Sentence],
) -> Iterator[TimingReading]:
    limit = _oldest_news(published)
    if resolved is not None:
        # A year in the trigger's own words outranks a day that was found elsewhere in the sentence.
        yield from (
            found for found in _year(sentence, trigger, published, sentences) if _is_own(sentence, found, trigger)
        )
    if resolved is not None and limit is not None:
        # A day that was worked out outranks every phrase.
        yield TimingReading("background", "date") if resolved[1] < limit else TimingReading()
    yield from _year(sentence, trigger, published, sentences)
    if resolved is not None and (resolved[1] - resolved[0]).days < 32:
        yield TimingReading()
    yield from _phrase(sentence, trigger)
    yield from _carried(sentence, trigger, published, sentences)


def _is_own(sentence: Sentence, found: TimingReading, trigger: int) -> bool:
    """An old year right below the trigger, in no clause between."""
    if found.timing != "background" or found.cue is None:
        return False
    between = [head for _, head in path_up(sentence, found.cue.first)]
    below: list[Token] = []
    for head in between:
        if head.i == trigger:
            return not any(word.upos in {"VERB", "AUX"} for word in below)
        below.append(head)
    return False


def _oldest_news(published: Published | None) -> dt.date | None:
    """The day before which an event is background; None where the document's date is unknown."""
    if published is None:
        return None
    words = _words()
    if published.date is not None and published.basis != "header":
        return published.date - dt.timedelta(days=words.after_days)
    known = published.earliest or published.latest or published.date
    if known is None:
        return None
    slack = words.after_days if published.earliest is not None else words.slack_days
    return known - dt.timedelta(days=slack)


def _year(
    sentence: Sentence, trigger: int, published: Published | None, sentences: Sequence[Sentence]
) -> Iterator[TimingReading]:
    """A year in the trigger's clause that is older than the document's."""
    limit = _oldest_news(published)
    newest = limit.year if limit is not None else _newest_year(sentences or (sentence,))
    for token in years_in(sentence):
        if not _applies(sentence, token, trigger):
            continue
        year = int(token.text[:4])
        if limit is not None:
            old = year < limit.year
        else:
            old = newest is not None and (year < newest or not _has_month(sentence, token))
        if old:
            yield TimingReading("background", "year", cue(sentence, token.i))
        else:
            yield TimingReading()


def years_in(sentence: Sentence) -> list[Token]:
    """The tokens that name a year ("2012", "1990s" without its ending), not numbers of people or things."""
    tokens = sentence.tokens
    found = []
    for token in tokens:
        digits = token.text[:-1] if token.text.endswith("s") else token.text
        if len(digits) != 4 or not digits.isdigit() or not _FIRST_YEAR <= int(digits) <= _LAST_YEAR:
            continue
        following = tokens[token.i + 1] if token.i + 1 < len(tokens) else None
        before = tokens[token.i - 1].text.lower() if token.i else ""
        counts = (
            following is not None
            and following.xpos == "NNS"
            and token.dep == "nummod"
            and before not in {"the", "in", "since", "of"}
        )
        # "At 1710", "1900 GMT" are hours of the day in military reports.
        hours = before == "at" or (following is not None and following.text.lower() in _words().hours)
        if counts or hours or int(digits) < _EARLIEST_PLAUSIBLE:
            continue
        found.append(token)
    return found


def _newest_year(sentences: Sequence[Sentence]) -> int | None:
    years = [int(token.text[:4]) for sentence in sentences for token in years_in(sentence)]
    return max(years, default=None)


def _has_month(sentence: Sentence, year: Token) -> bool:
    near = sentence.tokens[max(0, year.i - 4) : year.i]
    return any(token.text.lower().rstrip(".") in _words().months for token in near)


def _applies(sentence: Sentence, anchor: Token, trigger: int) -> bool:
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


def _date_start(sentence: Sentence, anchor: Token) -> Token:
    """The month before a year: where the parser hung the year elsewhere, the month still stands in its clause."""
    before = sentence.tokens[anchor.i - 1] if anchor.i else anchor
    return before if before.text.lower().rstrip(".") in _words().months else anchor


def _compares(sentence: Sentence, anchor: Token) -> bool:
    """ "The deadliest attack since 2015", "the first since 2019": the year only bounds a comparison."""
    before = [token.text.lower() for token in sentence.tokens[max(0, anchor.i - 2) : anchor.i]]
    if "since" not in before:
        return False
    ordinals = frozenset(_words().phrases["superlatives"])
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
        low in _words().months
        or token.upos == "NUM"
        or low in {"year", "end", "start", "summer", "winter", "spring", "autumn", "beginning"}
    )


def _clause_head(sentence: Sentence, token: Token) -> Token:
    """The verb (or root) of the clause that a token stands in."""
    for _, head in path_up(sentence, token.i):
        if head.upos in {"VERB", "AUX"} or head.head < 0:
            return head
    return token


def _phrase(sentence: Sentence, trigger: int) -> Iterator[TimingReading]:
    words = _words()
    token = sentence.tokens[trigger]
    current = [found for found in find_phrases(sentence, words.phrases["current"]) if _near(sentence, found, trigger)]
    if current:
        return
    for found in find_phrases(sentence, words.phrases["background"]):
        if _near(sentence, found, trigger):
            yield TimingReading("background", "phrase", found)
            return
    if _is_past_perfect(sentence, token):
        for found in find_phrases(sentence, words.phrases["past_perfect_anchors"]):
            if _near(sentence, found, trigger):
                yield TimingReading("background", "perfect", found)
                return


def _near(sentence: Sentence, found: Cue, trigger: int) -> bool:
    """Whether a phrase belongs to the trigger: around it, or in its clause or a clause above."""
    if found.first <= trigger < found.last:
        return True
    return any(_applies(sentence, sentence.tokens[i], trigger) for i in range(found.first, found.last))


def _is_past_perfect(sentence: Sentence, token: Token) -> bool:
    return any(kid.text.lower() in {"had", "'d"} and kid.dep.startswith("aux") for kid in sentence.children(token.i))


def _carried(
    sentence: Sentence, trigger: int, published: Published | None, sentences: Sequence[Sentence]
) -> Iterator[TimingReading]:
    """ "The following year ..." after a sentence about an old year."""
    words = _words()
    links = [found for found in find_phrases(sentence, words.phrases["carried"]) if _near(sentence, found, trigger)]
    pronoun = _pronoun_subject(sentence, trigger)
    if (not links and not pronoun) or any(True for _ in find_phrases(sentence, words.phrases["current"])):
        return
    before = [other for other in sentences if other.index < sentence.index and other.paragraph == sentence.paragraph]
    for distance, other in enumerate(reversed(before[-3:])):
        if any(True for _ in find_phrases(other, words.phrases["current"])) or (not links and distance > 0):
            return
        verdicts = [_first(_year(other, other.root.i, published, sentences)), _first(_phrase(other, other.root.i))]
        for verdict in verdicts:
            if verdict is not None and verdict.timing == "background":
                where = links[0] if links else verdict.cue
                yield TimingReading("background", "carried", where)
                return


def _first(readings: Iterator[TimingReading]) -> TimingReading | None:
    return next(readings, None)


def _pronoun_subject(sentence: Sentence, trigger: int) -> bool:
    """A past-tense clause that goes on with "they", "it", "he"."""
    token = sentence.tokens[trigger]
    if token.xpos not in {"VBD", "VBN"}:
        return False
    return any(
        kid.upos == "PRON" and kid.lemma in {"they", "it", "he", "she"}
        for kid in sentence.children(token.i, *_PERSON_DEPS)
    )
