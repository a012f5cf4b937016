"""False events: our negatives (no current event in any of them), whatever the reader makes of them."""

from __future__ import annotations

from evaluation.coding import code_documents
from evaluation.negatives import load
from harmattan.linking import link


def evaluate() -> dict[str, float]:
    """Events per 100 negatives (political scope), and the share of negatives with none."""
    documents = load()
    found = [link([d], [c]).events for d, c in zip(documents, code_documents(documents, "political"), strict=True)]
    return {
        "documents": float(len(documents)),
        "false events per 100": 100 * sum(map(len, found)) / len(documents),
        "clean documents": sum(not f for f in found) / len(found),
    }


if __name__ == "__main__":
    for label, value in evaluate().items():
        print(f"{label:24} {value:.3f}")
