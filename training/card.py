"""Writes the model card from the run's own settings, fingerprints and scores."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

from training.export import MODEL
from training.inputs import fingerprints
from training.settings import EVENTS, SYNTAX, WEIGHTS, Settings
from training.train import encoder_folder


def _settings(*stages: Settings) -> str:
    """A table of all choices, one column a stage."""
    names = list(asdict(stages[0]))
    rows = [[name, *(str(asdict(stage)[name]) for stage in stages)] for name in names]
    head = ["| choice | first stage | second stage |", "|---|---|---|"]
    return "\n".join(head + [f"| {' | '.join(row)} |" for row in rows])


def write_card(target: Path, scores: Sequence[str]) -> None:
    """Writes the card."""
    settings = SYNTAX
    template = Path(__file__).with_name("card.md")
    model = WEIGHTS / MODEL
    marks = fingerprints() | {
        f"encoder/{name}": hashlib.sha256((encoder_folder() / name).read_bytes()).hexdigest()
        for name in ("model.safetensors", "tokenizer.json")
    }
    target.write_text(
        template.read_text(encoding="utf-8").format(
            share=f"{settings.upper_share:.0%}",
            lower=f"{settings.lower_share:.0%}",
            model=MODEL,
            size=model.stat().st_size / 1e6,
            sha=hashlib.sha256(model.read_bytes()).hexdigest(),
            scores="\n".join(scores),
            settings=_settings(SYNTAX, EVENTS),
            versions=", ".join(
                f"{name} {version(name)}" for name in ("torch", "onnx", "onnxruntime", "numpy", "tokenizers")
            ),
            inputs="\n".join(f"- `{name}` sha256 `{digest}`" for name, digest in marks.items()),
        ),
        encoding="utf-8",
    )
