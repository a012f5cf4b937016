"""What the network thinks of the events of one sentence: probabilities that the rules weigh. Pure data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Layer = Literal["actuality", "timing", "stance", "politics"]
RoleName = Literal["initiator", "target", "victim", "killed", "injured", "taken", "place", "time", "speaker"]


@dataclass(frozen=True, slots=True)
class EventLabels:
    """What the columns of the scores mean."""

    codes: tuple[str, ...]
    """Sub-event types; the first column is "no event"."""
    attributes: Mapping[str, tuple[str, ...]]
    """Layers of attributes in the order of their columns."""
    roles: tuple[str, ...]


@dataclass(frozen=True, eq=False, slots=True)
class EventScores:
    """Scores of a sentence of n words."""

    labels: EventLabels
    codes: NDArray[np.float32]
    """[n, codes] log-probabilities."""
    attributes: NDArray[np.float32]
    """[n, all attributes] log-probabilities, layer after layer."""
    left: NDArray[np.float32]
    """[n, roles * width]: each word as the trigger of a role."""
    right: NDArray[np.float32]
    """[n, width]: each word as an argument."""
    bias: NDArray[np.float32]
    """[n, roles]."""

    def trigger(self, i: int) -> float:
        """Probability that word ``i`` names an event of the codebook, whatever became of it."""
        return 1.0 - float(np.exp(self.codes[i, 0]))

    def sub_events(self, i: int) -> dict[str, float]:
        """Probability of each sub-event type, given that word ``i`` names an event."""
        odds = np.exp(self.codes[i, 1:] - self.codes[i, 1:].max())
        shares = odds / odds.sum()
        return {name: float(p) for name, p in zip(self.labels.codes[1:], shares, strict=True)}

    def attribute(self, i: int, layer: Layer) -> dict[str, float]:
        """Probabilities of one layer's values for an event named by word ``i``."""
        first = 0
        for name, values in self.labels.attributes.items():
            if name == layer:
                row = np.exp(self.attributes[i, first : first + len(values)])
                return {value: float(p) for value, p in zip(values, row, strict=True)}
            first += len(values)
        raise KeyError(layer)

    def news(self, i: int) -> float:
        """Probability that word ``i`` tells of a current event that took place (given that it names an event)."""
        actuality, timing = self.attribute(i, "actuality"), self.attribute(i, "timing")
        return (actuality["happened"] + actuality["attempted"]) * timing["current"]

    def roles(self, i: int) -> NDArray[np.float32]:
        """[n, roles] probabilities that each word plays each part in the event that word ``i`` names."""
        scores = self.right @ self._halves(i).T + self.bias
        return _probability(scores)

    def players(self, i: int, name: RoleName) -> NDArray[np.float32]:
        """[n] probabilities that each word plays the part ``name`` in the event that word ``i`` names."""
        column = self.labels.roles.index(name)
        scores = self.right @ self._halves(i)[column] + self.bias[:, column]
        return _probability(scores)

    def _halves(self, i: int) -> NDArray[np.float32]:
        """[roles, width] of word ``i`` as the trigger of each role."""
        halves: NDArray[np.float32] = self.left[i].reshape(-1, self.right.shape[1])
        return halves

    def role(self, i: int, name: RoleName, words: Sequence[int]) -> float:
        """How likely the ``words`` together play the part ``name`` in the event of word ``i``: their mean."""
        return float(self.players(i, name)[list(words)].mean()) if words else 0.0


def _probability(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    shares: NDArray[np.float32] = np.reciprocal(1 + np.exp(-scores), dtype=np.float32)
    return shares
