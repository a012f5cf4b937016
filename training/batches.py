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
from training.event_labels import CODES, LAYERS, EventSentence
from training.marks import ROLES
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
    events: EventSentence | None = None


@dataclass
class EventTargets:
    """What the event heads should say, for the M sentences of a batch that carry marks."""

    rows: Tensor
    """[M] their rows in the batch."""
    codes: Tensor
    """[M,W], -100 for padding."""
    anchor_rows: Tensor
    """[N] index into ``rows`` of each trigger word."""
    anchor_words: Tensor
    """[N] the trigger words."""
    attributes: Tensor
    """[N,layers]."""
    roles: Tensor
    """[N,W,roles]: 1 where the word plays the part, 0 where not, -1 for padding."""


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
    events: EventTargets | None = None


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
            gold.events,
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


def event_targets(examples: Sequence[Example], width: int) -> EventTargets | None:
    """The labels of the marked sentences among ``examples``, None where there is none."""
    marked = [(row, e.events) for row, e in enumerate(examples) if e.events is not None]
    if not marked:
        return None
    codes = np.full((len(marked), width), -100, dtype=np.int64)
    anchors: list[tuple[int, int]] = []
    attributes: list[list[int]] = []
    roles: list[NDArray[np.float32]] = []
    for k, (_, events) in enumerate(marked):
        size = len(events.words)
        codes[k, :size] = 0
        for trigger in events.triggers:
            codes[k, trigger.word] = CODES.index(trigger.code)
            anchors.append((k, trigger.word))
            attributes.append([names.index(getattr(trigger, layer)) for layer, names in LAYERS.items()])
            table = np.full((width, len(ROLES)), -1, dtype=np.float32)
            table[:size] = 0
            for word, other, letter in events.roles:
                if word == trigger.word:
                    table[other, ROLES.index(letter)] = 1
            roles.append(table)
    where = np.array(anchors, dtype=np.int64).reshape(-1, 2)
    return EventTargets(
        torch.tensor([row for row, _ in marked]),
        torch.from_numpy(codes),
        torch.from_numpy(where[:, 0].copy()),
        torch.from_numpy(where[:, 1].copy()),
        torch.tensor(attributes, dtype=torch.long).view(-1, len(LAYERS)),
        torch.from_numpy(np.stack(roles)) if roles else torch.zeros(0, width, len(ROLES)),
    )


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
        event_targets(examples, width),
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
