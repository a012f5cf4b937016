"""How good the event heads are, measured through the run-time code that ships."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from harmattan.reading.event_scores import EventScores, Layer
from harmattan.reading.language_model import LanguageModel
from training.event_labels import LAYERS, EventSentence
from training.marks import ROLES, SUB_EVENTS
from training.raw_text import f1

Counts = list[int]
"""Right, given, wanted."""


def _score(counts: Counts) -> float:
    right, given, wanted = counts
    return f1(wanted, given, right)


def event_scores(sentences: Sequence[EventSentence], model: LanguageModel) -> dict[str, float]:
    """Scores in percent over gold words.

    Triggers by word; **news**: words that tell of a current event that took place; **sentences**: whether a sentence
    holds such a word; **type**: F1 over the 25 classes weighted by support, gold triggers; attributes: accuracy at gold
    triggers; roles: F1 over pairs of a gold trigger and a word.
    """
    triggers, news, quiet = [0, 0, 0], [0, 0, 0], [0, 0, 0]
    types: list[tuple[str, str]] = []
    layers = {layer: [0, 0] for layer in LAYERS}
    roles = {letter: [0, 0, 0] for letter in ROLES}
    for gold, found in zip(sentences, model.analyse_words([s.words for s in sentences]), strict=True):
        scores = found.events
        assert scores is not None
        wanted = {t.word: t for t in gold.triggers}
        given = {i for i in range(len(gold.words)) if scores.trigger(i) > 0.5}
        told = {i for i in given if scores.news(i) > 0.5}
        real = {t.word for t in gold.triggers if t.is_news}
        for counts, mine, theirs in ((triggers, given, set(wanted)), (news, told, real)):
            _add(counts, len(mine & theirs), len(mine), len(theirs))
        _add(quiet, bool(told and real), bool(told), bool(real))
        for i, trigger in wanted.items():
            odds = scores.sub_events(i)
            types.append((SUB_EVENTS[trigger.code], max(odds, key=lambda k: odds[k])))
            for layer, counts in layers.items():
                shares = scores.attribute(i, _layer(layer))
                counts[0] += max(shares, key=lambda k: shares[k]) == getattr(trigger, layer)
                counts[1] += 1
        _count_roles(gold, scores, roles)
    result = {"triggers": _score(triggers), "news": _score(news), "sentences": _score(quiet)}
    result["type"] = weighted(types)
    result |= {layer: 100.0 * right / max(total, 1) for layer, (right, total) in layers.items()}
    return result | {f"role {letter}": _score(counts) for letter, counts in roles.items()}


def _layer(name: str) -> Layer:
    return name  # type: ignore[return-value]


def _add(counts: Counts, *more: int) -> None:
    for i, n in enumerate(more):
        counts[i] += int(n)


def _count_roles(gold: EventSentence, scores: EventScores, roles: dict[str, Counts]) -> None:
    for trigger in gold.triggers:
        table = np.asarray(scores.roles(trigger.word)) > 0.5
        for column, letter in enumerate(ROLES):
            mine = {int(i) for i in np.flatnonzero(table[:, column])}
            theirs = {w for t, w, its in gold.roles if t == trigger.word and its == letter}
            _add(roles[letter], len(mine & theirs), len(mine), len(theirs))


def weighted(pairs: Sequence[tuple[str, str]]) -> float:
    """F1 of each class of (gold, given), weighted by its gold support, in percent."""
    total = 0.0
    for name in {a for a, _ in pairs}:
        right = sum(a == b == name for a, b in pairs)
        support = sum(a == name for a, _ in pairs)
        total += f1(support, sum(b == name for _, b in pairs), right) * support
    return total / max(len(pairs), 1)
