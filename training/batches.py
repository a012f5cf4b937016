"""Sentences to tensors: augmentation, word pieces, label numbers, batches of similar length."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from harmattan.reading.pieces import PieceEncoder, Pieces
from training.settings import Settings
from training.treebank import UNKNOWN, Gold

LONGEST = 250
"""Word pieces; the few longer training sentences are cut out of the run."""


@dataclass
class Example:
    """One sentence in numbers."""

    pieces: Pieces
    upos: list[int]
    xpos: list[int]
    entities: list[int]
    heads: list[int]
    relations: list[int]
    target: int
    """Row of the teacher's vector."""


@dataclass
class Batch:
    """Tensors of one step; label tensors are [B,W] with ``UNKNOWN`` for padding and missing layers."""

    ids: Tensor
    shapes: Tensor
    owners: Tensor
    words: Tensor
    upos: Tensor
    xpos: Tensor
    entities: Tensor
    heads: Tensor
    relations: Tensor
    targets: Tensor


class Numbers:
    """Label inventories as numbers, and the piece encoder."""

    def __init__(self, labels: dict[str, list[str]], encoder: PieceEncoder) -> None:
        self._of = {layer: {name: i for i, name in enumerate(names)} for layer, names in labels.items()}
        self._encoder = encoder

    def _row(self, layer: str, values: Sequence[str] | None, length: int) -> list[int]:
        if values is None:
            return [UNKNOWN] * length
        return [self._of[layer].get(v, UNKNOWN) for v in values]

    def example(self, gold: Gold, target: int) -> Example:
        """A sentence in numbers."""
        n = len(gold.words)
        return Example(
            self._encoder.encode(gold.words),
            self._row("upos", gold.upos, n),
            self._row("xpos", gold.xpos, n),
            self._row("entities", gold.entities, n),
            list(gold.heads) if gold.heads is not None else [UNKNOWN] * n,
            self._row("relations", gold.relations, n),
            target,
        )


def varied(gold: Gold, chance: random.Random, settings: Settings, place_names: Sequence[str]) -> Gold:
    """The sentence as this epoch sees it: sometimes in upper or lower case, sometimes with another place name."""
    words = list(gold.words)
    tags = gold.entities or []
    for i, tag in enumerate(tags):
        alone = i + 1 == len(tags) or not tags[i + 1].startswith("I-")
        if tag == "B-LOC" and alone and words[i].isalpha() and chance.random() < settings.place_swap:
            words[i] = chance.choice(place_names)
    draw = chance.random()
    if draw < settings.upper_share:
        words = [w.upper() for w in words]
    elif draw < settings.upper_share + settings.lower_share:
        words = [w.lower() for w in words]
    return replace(gold, words=words)


def _padded(rows: Sequence[Sequence[int]], width: int, fill: int) -> Tensor:
    table = np.full((len(rows), width), fill, dtype=np.int64)
    for i, row in enumerate(rows):
        table[i, : len(row)] = row
    return torch.from_numpy(table)


def collate(examples: Sequence[Example], teacher: NDArray[np.float32]) -> Batch:
    """One padded batch."""
    length = max(len(e.pieces.ids) for e in examples)
    width = max(len(e.upos) for e in examples)

    def labels(layer: str) -> Tensor:
        return _padded([getattr(e, layer) for e in examples], width, UNKNOWN)

    return Batch(
        _padded([e.pieces.ids for e in examples], length, 0),
        _padded([e.pieces.shapes for e in examples], length, 0),
        _padded([e.pieces.words for e in examples], length, -1),
        _padded([[1] * len(e.upos) for e in examples], width, 0),
        labels("upos"),
        labels("xpos"),
        labels("entities"),
        labels("heads"),
        labels("relations"),
        torch.from_numpy(teacher[[e.target for e in examples]]),
    )


def groups(examples: Sequence[Example], pieces: int, chance: random.Random | None = None) -> list[list[Example]]:
    """Groups of similar length holding about ``pieces`` word pieces each; shuffled where ``chance`` is given."""
    # A little noise on the length keeps the same sentences from meeting in every epoch.
    noise = [chance.random() * 3 if chance else 0.0 for _ in examples]
    order = sorted((len(e.pieces.ids) + noise[i], i) for i, e in enumerate(examples))
    result: list[list[Example]] = []
    current: list[Example] = []
    for _, i in order:
        example = examples[i]
        if current and (len(current) + 1) * len(example.pieces.ids) > pieces:
            result.append(current)
            current = []
        current.append(example)
    if current:
        result.append(current)
    if chance:
        chance.shuffle(result)
    return result
