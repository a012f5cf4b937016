"""Every choice of the training run in one place, and where its files lie."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
WEIGHTS = REPOSITORY / "src" / "harmattan" / "reading" / "weights"


def shared() -> Path:
    """Folder with the corpora: ``HARMATTAN_SHARED`` or ``../shared`` beside the repository."""
    return Path(os.environ.get("HARMATTAN_SHARED", REPOSITORY.parent / "shared"))


def work() -> Path:
    """Folder for checkpoints and caches: ``HARMATTAN_TRAINING_WORK`` or ``build/training``."""
    folder = Path(os.environ.get("HARMATTAN_TRAINING_WORK", REPOSITORY / "build" / "training"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@dataclass(frozen=True)
class Settings:
    """Choices of one run; written into the model card."""

    name: str = "syntax"
    """Stage: the files of a run begin with it."""
    start: str = ""
    """File of weights that the run begins with; empty for the published encoder."""
    epochs: float = 7.5
    pieces_per_batch: int = 1100
    """A batch holds sentences of similar length with about this many word pieces."""
    encoder_rate: float = 1.2e-4
    """Learning rate of the topmost encoder layer."""
    layer_decay: float = 0.85
    """Each lower layer learns at this share of the one above it."""
    head_rate: float = 1.2e-3
    old_head_rate: float = 3e-4
    """Learning rate of heads that the start file has trained already."""
    treebank_share: float = 1.0
    """Share of the sentences without event marks that an epoch sees."""
    marked_repeats: int = 1
    """How often an epoch sees each marked sentence."""
    warmup: float = 0.06
    """Share of the steps during which the rates rise from zero; then they fall linearly to zero."""
    weight_decay: float = 0.01
    upper_share: float = 0.13
    """Share of training sentences put in upper case (older wire archives are upper case only)."""
    lower_share: float = 0.03
    place_swap: float = 0.2
    """Chance that a one-word place name becomes another name from the gazetteer."""
    average_decay: float = 0.998
    """Decay of the running average of the weights, which is what is exported."""
    threads: int = 2
    seed: int = 20
    checkpoint_seconds: int = 240


SYNTAX = Settings()
"""First stage: tags, trees, names and sentence vectors."""

EVENTS = Settings(
    name="events",
    start="syntax-final.pt",
    epochs=8.0,
    encoder_rate=2e-4,
    layer_decay=0.9,
    treebank_share=0.1,
    marked_repeats=1,
    average_decay=0.995,
)
"""Second stage: the event heads learn from the marked corpus; a tenth of the treebanks in each epoch keeps the rest."""
