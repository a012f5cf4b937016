"""Fits the weights of ``codebook/data/same_event.yaml``: which signs say that words tell of an event told before.

``python -m training.same_event`` reads the training part of the corpus and prints the weights. Each clause with a
marked event is compared with each event told before it in its piece, if the two are ``comparable``; another day, town
or attacker, which excludes a pair when reading, is evidence here. Logistic regression with a ridge. Some signs and a
part of the constant are set by hand (see the YAML file); what is near 0 is left out there. The figures move a little
whenever the rules or the network read the corpus otherwise.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from evaluation.corpus import Extent, piece_text
from harmattan.model import Document, Published
from harmattan.reading.authors import with_authors
from harmattan.reading.clauses import clauses
from harmattan.reading.coder import is_statistic
from harmattan.reading.document_reading import DocumentReading, read_document
from harmattan.reading.event_mentions import EventMention, event_mentions
from harmattan.reading.incident_conflicts import place_affinity, time_affinity
from harmattan.reading.incident_signs import told_by
from harmattan.reading.incidents import Incident, all_signs, comparable, no_event
from harmattan.reading.language_model import LanguageModel
from training.marks import Piece, pieces_of

Pair = tuple[Mapping[str, float], bool]
"""The signs between a clause and an event told before, and whether both are one event."""
BY_HAND = {"same kind": 1.5}
LEFT_OUT = frozenset({"victim of that name", "victim of another name"})
RIDGE = 3.0
_STEPS = 60


def pairs_of(piece: Piece, reading: DocumentReading) -> Iterator[Pair]:
    """All pairs of a piece, in text order."""
    marks = _marked(piece)
    told: dict[int, Incident] = {}
    every = with_authors(reading, event_mentions(reading))
    mentions = [m for m in every if not is_statistic(m) and not no_event(m)]
    for index, row in groupby(mentions, key=lambda m: m.sentence):
        sentence = reading.sentences[index]
        for clause in clauses(sentence, list(row)):
            events = Counter(e for m in clause if (e := _event(reading, m, marks)) is not None)
            if not events:
                continue
            event = events.most_common(1)[0][0]
            new = Incident(clause, told_by(clause, sentence))
            for number, old in told.items():
                if comparable(old, new):
                    time, place = time_affinity(old, new), place_affinity(old, new)
                    yield all_signs(old, new, list(told.values()), time=time, place=place), number == event
            if event in told:
                told[event].add(new)
            else:
                told[event] = new


def _marked(piece: Piece) -> list[tuple[Extent, int]]:
    _, starts = piece_text(piece)
    rows = zip(starts, piece.sentences, strict=True)
    return [((at + t.start, at + t.end), t.event) for at, s in rows for t in s.triggers if t.event]


def _event(reading: DocumentReading, mention: EventMention, marks: Sequence[tuple[Extent, int]]) -> int | None:
    token = reading.sentences[mention.sentence].tokens[mention.trigger.token]
    return next((event for (start, end), event in marks if start < token.end and end > token.start), None)


def fitted(pairs: Sequence[Pair]) -> tuple[float, dict[str, float]]:
    """The constant and the weight of each sign."""
    names = sorted({n for signs, _ in pairs for n in signs} - LEFT_OUT - set(BY_HAND))
    rows = np.array([[signs.get(n, 0.0) for n in names] + [1.0] for signs, _ in pairs])
    given = np.array([sum(signs.get(n, 0.0) * w for n, w in BY_HAND.items()) for signs, _ in pairs])
    weights = _logistic(rows, np.array([float(same) for _, same in pairs]), given)
    return float(weights[-1]), {**BY_HAND, **dict(zip(names, map(float, weights), strict=False))}


def _logistic(rows: NDArray[np.float64], same: NDArray[np.float64], given: NDArray[np.float64]) -> NDArray[np.float64]:
    """Newton's method; the last column is the constant and bears no ridge."""
    weights = np.zeros(rows.shape[1])
    ridge = np.full(rows.shape[1], RIDGE)
    ridge[-1] = 1e-6
    for _ in range(_STEPS):
        odds = 1 / (1 + np.exp(-(rows @ weights + given)))
        slope = rows.T @ (same - odds) - ridge * weights
        weights = weights + np.linalg.solve((rows.T * (odds * (1 - odds))) @ rows + np.diag(ridge), slope)
    return weights


def main() -> None:
    """Prints the constant and the weights, the largest first."""
    model = LanguageModel.load()
    pairs: list[Pair] = []
    for piece in pieces_of("train"):
        text, _ = piece_text(piece)
        document = Document(id=piece.id, text=text, published=_published(piece))
        pairs += pairs_of(piece, read_document(document, model.analyse(text)))
    constant, weights = fitted(pairs)
    print(f"{len(pairs)} pairs, {sum(same for _, same in pairs)} of one event; constant {constant:.2f}")
    for name, weight in sorted(weights.items(), key=lambda item: -item[1]):
        print(f"{weight:6.2f}  {name}")


def _published(piece: Piece) -> Published:
    return Published() if piece.date == "-" else Published(date=dt.date.fromisoformat(piece.date), basis="given")


if __name__ == "__main__":
    main()
