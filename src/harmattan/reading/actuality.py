"""Did it happen? Whether a trigger names an event at all, and one that took place.

DESIGN.md section 4: plans, fears, threats, denials, conditionals, history, anniversaries, films, exercises and sports
language are no events. The trigger's own clause is read first, then what governs it, up to the root.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from harmattan.reading.actuality_figurative import figure_of_speech, unintended_cause
from harmattan.reading.actuality_generic import generic_mention, modifier
from harmattan.reading.actuality_governors import governed
from harmattan.reading.actuality_reading import HAPPENED, ActualityReading
from harmattan.reading.actuality_setting import setting_of
from harmattan.reading.actuality_words import actuality_words
from harmattan.reading.cues import cue, is_negated
from harmattan.reading.syntax import Sentence, Token
from harmattan.reading.topics import TopicReading, topic_reading

__all__ = ["ActualityReading", "actuality_of"]


def actuality_of(
    sentence: Sentence,
    trigger: int,
    sentences: Sequence[Sentence] = (),
    topic: TopicReading | None = None,
) -> ActualityReading:
    """What became of the event at token ``trigger``.

    ``sentences`` is the whole document; ``topic`` what ``topic_reading`` made of it, worked out here if None.
    ``event`` is False where the
    words name no single event (figure of speech, accident, kind of event, exercise, fiction, old case).
    """
    about = topic if topic is not None else topic_reading(sentences)
    for reading in _readings(sentence, trigger, about):
        return reading
    return HAPPENED


def _readings(sentence: Sentence, trigger: int, topic: TopicReading) -> Iterator[ActualityReading]:
    """Every reason against the event, the strongest first."""
    yield from unintended_cause(sentence, trigger)
    yield from figure_of_speech(sentence, trigger)
    yield from modifier(sentence, trigger)
    yield from setting_of(sentence, trigger, topic)
    yield from _own_clause(sentence, trigger)
    yield from governed(sentence, trigger)
    yield from generic_mention(sentence, trigger)


def _own_clause(sentence: Sentence, trigger: int) -> Iterator[ActualityReading]:
    """Auxiliaries, negation, conditional mark and adjectives of the trigger itself."""
    token = sentence.tokens[trigger]
    yield from _adjectives(sentence, token)
    negative = is_negated(sentence, trigger)
    if negative is None:
        negative = _without(sentence, token)
    if negative is not None:
        yield ActualityReading("denied", True, "negated", cue(sentence, negative.i))
    yield from clause_mood(sentence, token)
    if sentence.tokens[-1].text == "?" and sentence.root.i == trigger:
        yield ActualityReading("planned", False, "question", cue(sentence, len(sentence.tokens) - 1))


def clause_mood(sentence: Sentence, verb: Token) -> Iterator[ActualityReading]:
    """Future, modal and conditional of the clause whose head is ``verb``."""
    words = actuality_words()
    perfect = any(kid.lemma == "have" and kid.dep.startswith("aux") for kid in sentence.children(verb.i))
    for kid in sentence.children(verb.i, "aux", "mark", "advmod"):
        low = kid.text.lower()
        lemma = "would" if low in {"would", "'d", "’d"} else kid.lemma
        if kid.dep.startswith("aux"):
            if low in words["future"] or (lemma in words["future"] and lemma != "would"):
                yield ActualityReading("planned", True, "future", cue(sentence, kid.i))
            elif low in words["modal"]:
                yield ActualityReading("feared", True, "modal", cue(sentence, kid.i))
            elif lemma in words["counterfactual"]:
                yield ActualityReading("denied" if perfect else "planned", True, "conditional", cue(sentence, kid.i))
        elif low in words["conditional"] and kid.dep == "mark":
            yield ActualityReading("feared", True, "conditional", cue(sentence, kid.i))


def _adjectives(sentence: Sentence, token: Token) -> Iterator[ActualityReading]:
    words = actuality_words()
    for kid in sentence.children(token.i, "amod", "compound", "advmod"):
        forms = {kid.lemma, kid.text.lower()}
        if forms & (words["feared_adjectives"] - words["feared_adjectives_weak"]):
            yield ActualityReading("feared", True, "fear", cue(sentence, kid.i))
        elif forms & words["planned_adjectives"]:
            yield ActualityReading("planned", True, "plan", cue(sentence, kid.i))
        elif forms & words["denied_adjectives"]:
            yield ActualityReading("denied", True, "foiled", cue(sentence, kid.i))
        elif forms & words["attempt_adjectives"] and token.upos != "VERB":
            yield ActualityReading("happened", True, "attempt", cue(sentence, kid.i))
        elif kid.text.lower() in {"near", "close"} and kid.dep == "compound":
            yield ActualityReading("denied", True, "negated", cue(sentence, kid.i))


def _without(sentence: Sentence, token: Token) -> Token | None:
    """ "without a shot", "without firing": the mark that negates."""
    for kid in sentence.children(token.i, "case", "mark"):
        if kid.text.lower() == "without":
            return kid
    return None
