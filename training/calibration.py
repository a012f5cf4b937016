"""Makes the event heads' probabilities honest: one temperature a head (Guo et al. 2017), folded into its last layer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from harmattan.reading.pieces import PieceEncoder
from training.batches import Example, Numbers, collate, groups
from training.event_labels import LAYERS, EventSentence
from training.event_network import ATTRIBUTES, role_scores
from training.network import Network
from training.treebank import Gold

BINS = 10
_GRID = np.geomspace(0.4, 4.0, 47)


@dataclass
class Scored:
    """Scores before softmax with the right answers, by head; roles as one column, before the sigmoid."""

    scores: dict[str, Tensor]
    gold: dict[str, Tensor]


def scored(network: Network, examples: Sequence[Example]) -> Scored:
    """What the event heads say of marked sentences: at words (codes), gold triggers (attributes), pairs (roles)."""
    rows: dict[str, list[Tensor]] = {}
    gold: dict[str, list[Tensor]] = {}
    vectors = np.zeros((max(e.target for e in examples) + 1, 384), np.float32)
    with torch.inference_mode():
        for group in groups(examples, 1000):
            batch = collate(group, vectors)
            events = batch.events
            assert events is not None
            out = network(batch.ids, batch.shapes, batch.owners, batch.words).events
            inside = events.codes >= 0
            rows.setdefault("codes", []).append(out.codes[events.rows][inside])
            gold.setdefault("codes", []).append(events.codes[inside])
            if not len(events.anchor_words):
                continue
            known = events.rows[events.anchor_rows]
            parts = out.attributes[known, events.anchor_words].split(ATTRIBUTES, 1)
            for k, (name, part) in enumerate(zip(LAYERS, parts, strict=True)):
                rows.setdefault(name, []).append(part)
                gold.setdefault(name, []).append(events.attributes[:, k])
            meant = events.roles >= 0
            rows.setdefault("roles", []).append(role_scores(out, known, events.anchor_words)[meant])
            gold.setdefault("roles", []).append(events.roles[meant])
    return Scored({k: torch.cat(v) for k, v in rows.items()}, {k: torch.cat(v) for k, v in gold.items()})


def _loss(scores: Tensor, gold: Tensor) -> float:
    if scores.dim() == 1:
        return float(functional.binary_cross_entropy_with_logits(scores, gold))
    return float(functional.cross_entropy(scores, gold))


def temperatures(found: Scored) -> dict[str, float]:
    """The temperature of each head that makes the right answers likeliest, from 0.4 to 4."""
    return {
        head: float(min(_GRID, key=lambda t: _loss(scores / float(t), found.gold[head])))
        for head, scores in found.scores.items()
    }


def calibration_error(scores: Tensor, gold: Tensor) -> float:
    """Expected calibration error over ten bins of the top answer's probability (Naeini et al. 2015)."""
    if scores.dim() == 1:
        positive = scores.sigmoid()
        sure, right = torch.maximum(positive, 1 - positive), (positive > 0.5) == (gold > 0.5)
    else:
        sure, answer = scores.softmax(1).max(1)
        right = answer == gold
    shares: NDArray[np.float64] = sure.numpy().astype(np.float64)
    hits: NDArray[np.float64] = right.numpy().astype(np.float64)
    bins = np.minimum((shares * BINS).astype(int), BINS - 1)
    error = 0.0
    for k in range(BINS):
        inside = bins == k
        if inside.any():
            error += float(inside.mean()) * abs(float(hits[inside].mean()) - float(shares[inside].mean()))
    return error


def fold(network: Network, found: dict[str, float]) -> None:
    """Divides the heads' scores by their temperatures, in the weights."""
    heads = network.events

    def divide(layer: nn.Linear, factor: Tensor | float) -> None:
        rows = factor[:, None] if isinstance(factor, Tensor) else factor
        layer.weight.data /= rows
        layer.bias.data /= factor

    divide(heads.codes, found["codes"])
    last = heads.attributes[-1]
    assert isinstance(last, nn.Linear)
    by_layer = [found[layer] for layer, size in zip(LAYERS, ATTRIBUTES, strict=True) for _ in range(size)]
    divide(last, torch.tensor(by_layer))
    divide(heads.bias, found["roles"])
    divide(heads.right, found["roles"])


def calibrate(
    network: Network, labels: dict[str, list[str]], encoder: PieceEncoder, sentences: Sequence[EventSentence]
) -> dict[str, dict[str, float]]:
    """Fits and folds the temperatures on ``sentences``; each head's temperature and errors of calibration."""
    numbers = Numbers(labels, encoder)
    examples = [numbers.example(Gold(s.piece, " ".join(s.words), list(s.words), events=s), 0) for s in sentences]
    found = scored(network, examples)
    fitted = temperatures(found)
    fold(network, fitted)
    return {
        head: {
            "temperature": fitted[head],
            "error before": calibration_error(scores, found.gold[head]),
            "error after": calibration_error(scores / fitted[head], found.gold[head]),
        }
        for head, scores in found.scores.items()
    }
