"""Text to sentences with tags, trees, names and sentence vectors: the language model at run time.

One small network (see weights/MODEL_CARD.md) does everything in a single pass per sentence. A sentence's analysis never
depends on what else is analysed with it: sentences share a batch only if they are padded to the same length, the
length follows from the sentence alone, and activations are quantised row by row.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any, cast, get_args

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from harmattan.errors import ModelError
from harmattan.reading.event_scores import EventLabels, EventScores
from harmattan.reading.lemmas import lemma_of
from harmattan.reading.pieces import PieceEncoder, Pieces
from harmattan.reading.syntax import Entity, EntityLabel, Sentence, Token
from harmattan.reading.tokenize import SentenceSpan, split_text
from harmattan.reading.trees import best_tree

MODEL_FILE = "harmattan-en.onnx"
STEP = 4
"""Sentences are padded to a multiple of this many word pieces."""
PIECES_PER_BATCH = 384
_NEVER = -1e9


@dataclass(frozen=True, slots=True)
class _Scores:
    """The network's answer for one sentence of n words."""

    upos: NDArray[np.int32]
    xpos: NDArray[np.int32]
    entities: NDArray[np.float32]
    """[n, tags] log-probabilities of BIO tags."""
    arcs: NDArray[np.float32]
    """[n, n + 1], see ``best_tree``."""
    relations: NDArray[np.int32]
    """[n, n + 1] best relation for every governor."""
    vector: NDArray[np.float32]
    events: EventScores | None


class LanguageModel:
    """The shipped model, ready to analyse English text. Get one with ``LanguageModel.load``."""

    def __init__(self, folder: Path, threads: int | None = None) -> None:
        """Opens the model in ``folder``.

        Raises:
            ModelError: a file is missing or damaged.
        """
        self._session = _session(folder / MODEL_FILE, threads)
        labels = _labels(folder / "labels.json")
        try:
            self._pieces = PieceEncoder(folder / "tokenizer.json")
        except Exception as error:  # the tokenizers library raises bare Exception
            raise _damaged(folder / "tokenizer.json", error) from error
        self._upos, self._xpos, self._relations = labels["upos"], labels["xpos"], labels["relations"]
        self._tags = labels["entities"]
        self._events = _event_labels(labels)
        self._follows = _transitions(self._tags)

    @staticmethod
    def load(threads: int | None = None) -> LanguageModel:
        """The model shipped with the package; the same object for the same ``threads``.

        Args:
            threads: processor threads for the network; None leaves the choice to ONNX Runtime.

        Raises:
            ModelError: the weights are missing or damaged.
        """
        return _shipped(threads)

    def analyse(self, text: str) -> list[Sentence]:
        """All sentences of a text, in order."""
        return self.analyse_many([text])[0]

    def analyse_many(self, texts: Sequence[str]) -> list[list[Sentence]]:
        """All sentences of every text. Faster than one text at a time; the result is the same."""
        return self.analyse_chosen([(text, split_text(text)) for text in texts])

    def analyse_sentences(self, text: str, spans: Sequence[SentenceSpan]) -> list[Sentence]:
        """Only the given sentences of a text (from ``split_text``); the network does not see the others."""
        return self.analyse_chosen([(text, spans)])[0]

    def analyse_words(self, sentences: Sequence[Sequence[str]]) -> list[Sentence]:
        """Sentences that are cut into words already; offsets count in the words joined by single spaces.

        Raises:
            ValueError: a sentence is empty or longer than the network takes.
        """
        chosen = []
        for i, words in enumerate(sentences):
            ends = list(accumulate((len(w) + 1 for w in words), initial=0))
            spans = tuple((start, end - 1) for start, end in pairwise(ends))
            if not spans:
                raise ValueError(f"sentence {i} has no words")
            chosen.append((" ".join(words), [SentenceSpan(i, 0, spans)]))
        return [found for (found,) in self.analyse_chosen(chosen)]

    def analyse_chosen(self, chosen: Sequence[tuple[str, Sequence[SentenceSpan]]]) -> list[list[Sentence]]:
        """The given sentences of every text."""
        flat = [(text, span) for text, spans in chosen for span in spans]
        words = [[text[start:end] for start, end in span.tokens] for text, span in flat]
        done = [
            self._sentence(span, its_words, scores)
            for (_, span), its_words, scores in zip(flat, words, self._scores(words), strict=True)
        ]
        rest = iter(done)
        return [[next(rest) for _ in spans] for _, spans in chosen]

    def _scores(self, sentences: Sequence[Sequence[str]]) -> list[_Scores]:
        pieces = [self._pieces.encode(words) for words in sentences]
        result: list[_Scores | None] = [None] * len(pieces)
        for chosen, length in _batches(pieces):
            counts = [len(sentences[i]) for i in chosen]
            outputs = self._run([pieces[i] for i in chosen], length, counts)
            for row, (i, n) in enumerate(zip(chosen, counts, strict=True)):
                upos, xpos, entities, arcs, relations, vectors, *told = (o[row] for o in outputs)
                events = EventScores(self._events, *(part[:n] for part in told)) if self._events else None
                result[i] = _Scores(
                    upos[:n], xpos[:n], entities[:n], arcs[:n, : n + 1], relations[:n, : n + 1], vectors, events
                )
        return cast("list[_Scores]", result)

    def _run(self, pieces: Sequence[Pieces], length: int, counts: Sequence[int]) -> list[NDArray[Any]]:
        ids, shapes = np.zeros((2, len(pieces), length), np.int64)
        owners = np.full((len(pieces), length), -1, np.int64)
        words = np.zeros((len(pieces), max(counts)), np.int64)
        for row, (piece, count) in enumerate(zip(pieces, counts, strict=True)):
            size = len(piece.ids)
            ids[row, :size], shapes[row, :size], owners[row, :size] = piece.ids, piece.shapes, piece.words
            words[row, :count] = 1
        inputs = {"ids": ids, "shapes": shapes, "owners": owners, "words": words}
        return cast("list[NDArray[Any]]", self._session.run(None, inputs))

    def _sentence(self, span: SentenceSpan, words: Sequence[str], scores: _Scores) -> Sentence:
        heads = best_tree(scores.arcs)
        tokens = []
        for i, ((start, end), word) in enumerate(zip(span.tokens, words, strict=True)):
            upos, xpos = self._upos[scores.upos[i]], self._xpos[scores.xpos[i]]
            dep = self._relations[scores.relations[i, heads[i] + 1]]
            # Only the root can be called root, and the root nothing else.
            dep = "root" if heads[i] < 0 else "dep" if dep == "root" else dep
            tokens.append(Token(i, start, end, word, lemma_of(word, upos, xpos), upos, xpos, heads[i], dep))
        return Sentence(
            span.index,
            span.paragraph,
            span.start,
            span.end,
            tuple(tokens),
            self._entities(scores.entities),
            scores.vector,
            scores.events,
        )

    def _entities(self, scores: NDArray[np.float32]) -> tuple[Entity, ...]:
        path = scores.argmax(1)
        before = np.concatenate([[0], path[:-1]])
        if (self._follows[before, path] < 0).any():
            path = _best_path(scores, self._follows)
        found: list[Entity] = []
        for i, tag in enumerate(self._tags[k] for k in path):
            if tag.startswith("B-"):
                found.append(Entity(i, i + 1, cast("EntityLabel", tag[2:])))
            elif tag.startswith("I-"):
                found[-1] = Entity(found[-1].first, i + 1, found[-1].label)
        return tuple(found)


def _batches(pieces: Sequence[Pieces]) -> Iterator[tuple[list[int], int]]:
    """Indexes of sentences that share a batch, with the length to pad them to."""
    by_length: dict[int, list[int]] = defaultdict(list)
    for i, piece in enumerate(pieces):
        by_length[-(-len(piece.ids) // STEP) * STEP].append(i)
    for length, members in sorted(by_length.items()):
        size = max(1, PIECES_PER_BATCH // length)
        for first in range(0, len(members), size):
            yield members[first : first + size], length


def _transitions(tags: Sequence[str]) -> NDArray[np.float32]:
    """[tags, tags]: 0 where the second tag may follow the first, else a large negative number."""
    table = np.zeros((len(tags), len(tags)), np.float32)
    for i, before in enumerate(tags):
        for j, tag in enumerate(tags):
            if tag.startswith("I-") and before[2:] != tag[2:]:
                table[i, j] = _NEVER
    return table


def _best_path(scores: NDArray[np.float32], follows: NDArray[np.float32]) -> NDArray[np.intp]:
    """The likeliest sequence of tags that BIO allows (Viterbi); tag 0 is O."""
    best = scores[0] + follows[0]
    back = np.zeros(scores.shape, np.intp)
    for i in range(1, len(scores)):
        reached = best[:, None] + follows
        back[i] = reached.argmax(0)
        best = reached.max(0) + scores[i]
    path = np.zeros(len(scores), np.intp)
    path[-1] = best.argmax()
    for i in range(len(scores) - 1, 0, -1):
        path[i - 1] = back[i, path[i]]
    return path


def _damaged(path: Path, error: Exception) -> ModelError:
    return ModelError(f"the language model file {path} is damaged ({type(error).__name__}); reinstall Harmattan")


def _session(path: Path, threads: int | None) -> onnxruntime.InferenceSession:
    if not path.is_file():
        raise ModelError(f"the language model file {path} is missing; reinstall Harmattan")
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    if threads is not None:
        options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # ONNX Runtime's errors share no base of their own
        raise _damaged(path, error) from error


def _event_labels(labels: dict[str, Any]) -> EventLabels:
    attributes = {layer: tuple(values) for layer, values in labels["attributes"].items()}
    return EventLabels(tuple(labels["codes"]), attributes, tuple(labels["roles"]))


def _labels(path: Path) -> dict[str, Any]:
    if not path.is_file():
        raise ModelError(f"the language model file {path} is missing; reinstall Harmattan")
    try:
        labels = json.loads(path.read_text(encoding="utf-8"))
        known = {"O", *(f"{p}-{label}" for label in get_args(EntityLabel) for p in "BI")}
        complete = all(labels[k] for k in ("upos", "xpos", "relations"))
        if set(labels["entities"]) == known and complete:
            return cast("dict[str, Any]", labels)
    except (ValueError, KeyError, TypeError) as error:
        raise _damaged(path, error) from error
    raise ModelError(f"the language model file {path} names other labels than this version; reinstall Harmattan")


@cache
def _shipped(threads: int | None) -> LanguageModel:
    folder = resources.files("harmattan.reading").joinpath("weights")
    return LanguageModel(Path(str(folder)), threads)
