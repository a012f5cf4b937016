"""The event heads: which words name an event and of which type, what became of it, which words play a part in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from torch import Tensor, nn
from torch.nn import functional

from training.event_labels import CODES, LAYERS
from training.marks import ROLES

if TYPE_CHECKING:
    from training.batches import EventTargets

ATTRIBUTES = [len(names) for names in LAYERS.values()]
HALF = 48
"""Width of the two halves of the role scorer, for each role."""


@dataclass
class EventOutput:
    """Scores before softmax (codes, attributes) and the halves of the role scorer."""

    codes: Tensor
    """[B,W,codes]."""
    attributes: Tensor
    """[B,W,all attributes], the layers side by side."""
    left: Tensor
    """[B,W,roles * HALF]: of a word as a trigger."""
    right: Tensor
    """[B,W,HALF]: of a word as an argument."""
    bias: Tensor
    """[B,W,roles]: of a word as an argument of any trigger."""


class EventHeads(nn.Module):
    """All heads over the word vectors of one mix of layers."""

    def __init__(self, width: int, dropout: type[nn.Module]) -> None:
        super().__init__()

        def hidden(size: int) -> nn.Sequential:
            return nn.Sequential(dropout(0.2), nn.Linear(width, size), nn.GELU(), dropout(0.2))

        self.trigger = hidden(256)
        self.codes = nn.Linear(256, len(CODES))
        self.attributes = nn.Sequential(*hidden(192), nn.Linear(192, sum(ATTRIBUTES)))
        self.left = nn.Sequential(*hidden(256), nn.Linear(256, len(ROLES) * HALF))
        self.argument = hidden(256)
        self.right = nn.Linear(256, HALF)
        self.bias = nn.Linear(256, len(ROLES))

    def forward(self, words: Tensor) -> EventOutput:
        """``words`` [B,W,384]."""
        argument = self.argument(words)
        return EventOutput(
            self.codes(self.trigger(words)),
            self.attributes(words),
            self.left(words),
            self.right(argument),
            self.bias(argument),
        )


def role_scores(out: EventOutput, rows: Tensor, words: Tensor) -> Tensor:
    """Scores [N,W,roles] of every word as an argument of the N triggers at (``rows``, ``words``)."""
    left = out.left[rows, words].view(len(rows), len(ROLES), HALF)
    scores: Tensor = out.right[rows] @ left.transpose(1, 2) + out.bias[rows]
    return scores


def event_losses(out: EventOutput, gold: EventTargets) -> dict[str, Tensor]:
    """Losses of the heads over the sentences of a batch that carry marks."""
    codes = out.codes[gold.rows].float()
    result = {
        "trigger": 2.0 * functional.cross_entropy(codes.flatten(0, 1), gold.codes.flatten(), ignore_index=-100),
    }
    if len(gold.anchor_words):
        known = gold.rows[gold.anchor_rows]
        # The type once more among triggers alone: in the loss over all words it drowns in words that name nothing.
        types = out.codes[known, gold.anchor_words].float()[:, 1:]
        result["type"] = 0.7 * functional.cross_entropy(types, gold.codes[gold.anchor_rows, gold.anchor_words] - 1)
        chosen = out.attributes[known, gold.anchor_words].float().split(ATTRIBUTES, 1)
        parts = [functional.cross_entropy(a, gold.attributes[:, k]) for k, a in enumerate(chosen)]
        result["attribute"] = 0.4 * sum(parts, start=codes.new_zeros(()))
        scores = role_scores(out, known, gold.anchor_words).float()
        inside = gold.roles >= 0
        result["role"] = 5.0 * functional.binary_cross_entropy_with_logits(scores[inside], gold.roles[inside])
    return result
