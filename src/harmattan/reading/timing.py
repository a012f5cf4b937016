"""Is it the document's news, or the past that the document only recalls?

DESIGN.md section 4: background is kept as ``timing=background`` and never becomes a new event of the document's week.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from harmattan.model import Published
from harmattan.reading.cues import find_phrases, path_up
from harmattan.reading.syntax import Sentence, Token
from harmattan.reading.timing_clauses import is_near
from harmattan.reading.timing_words import TimingReading, timing_words
from harmattan.reading.timing_years import oldest_news, year_readings, years_in

__all__ = ["TimingReading", "timing_of", "years_in"]

_PERSON_DEPS = ("nsubj", "nsubj:pass")


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
    limit = oldest_news(published)
    if resolved is not None:
        # A year in the trigger's own words outranks a day that was found elsewhere in the sentence.
        yield from (
            found
            for found in year_readings(sentence, trigger, published, sentences)
            if _is_own(sentence, found, trigger)
        )
    if resolved is not None and limit is not None:
        # A day that was worked out outranks every phrase.
        yield TimingReading("background", "date") if resolved[1] < limit else TimingReading()
    yield from year_readings(sentence, trigger, published, sentences)
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


def _phrase(sentence: Sentence, trigger: int) -> Iterator[TimingReading]:
    words = timing_words()
    token = sentence.tokens[trigger]
    current = [found for found in find_phrases(sentence, words.phrases["current"]) if is_near(sentence, found, trigger)]
    if current:
        return
    for found in find_phrases(sentence, words.phrases["background"]):
        if is_near(sentence, found, trigger):
            yield TimingReading("background", "phrase", found)
            return
    if _is_past_perfect(sentence, token):
        for found in find_phrases(sentence, words.phrases["past_perfect_anchors"]):
            if is_near(sentence, found, trigger):
                yield TimingReading("background", "perfect", found)
                return


def _is_past_perfect(sentence: Sentence, token: Token) -> bool:
    return any(kid.text.lower() in {"had", "'d"} and kid.dep.startswith("aux") for kid in sentence.children(token.i))


def _carried(
    sentence: Sentence, trigger: int, published: Published | None, sentences: Sequence[Sentence]
) -> Iterator[TimingReading]:
    """ "The following year ..." after a sentence about an old year."""
    words = timing_words()
    links = [found for found in find_phrases(sentence, words.phrases["carried"]) if is_near(sentence, found, trigger)]
    pronoun = _pronoun_subject(sentence, trigger)
    if (not links and not pronoun) or any(True for _ in find_phrases(sentence, words.phrases["current"])):
        return
    before = [other for other in sentences if other.index < sentence.index and other.paragraph == sentence.paragraph]
    for distance, other in enumerate(reversed(before[-3:])):
        if any(True for _ in find_phrases(other, words.phrases["current"])) or (not links and distance > 0):
            return
        verdicts = [
            _first(year_readings(other, other.root.i, published, sentences)),
            _first(_phrase(other, other.root.i)),
        ]
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
