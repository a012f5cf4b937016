"""``python -m training``: trains, exports and measures the language model; see training/README.md."""

from __future__ import annotations

import argparse

from harmattan.reading.pieces import PieceEncoder
from training.inputs import load_corpus, load_event_corpus
from training.settings import EVENTS, SYNTAX
from training.train import Run, encoder_folder


def main() -> None:
    """Runs the stages that were asked for, all three by default."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("stages", nargs="*", default=["train", "export", "events", "evaluate"])
    stages = parser.parse_args().stages
    if "train" in stages:
        Run(load_corpus(), SYNTAX, PieceEncoder(encoder_folder() / "tokenizer.json")).train()
    if "export" in stages:
        from training.export import export

        export("syntax-final.pt")
    if "events" in stages:
        from training.export import export

        # The first stage's trees of the marked sentences come from what the stage before has exported.
        Run(load_event_corpus(), EVENTS, PieceEncoder(encoder_folder() / "tokenizer.json")).train()
        export("events-final.pt", calibrated=True)
    if "evaluate" in stages:
        from training.evaluate import main as evaluate

        evaluate()


if __name__ == "__main__":
    main()
