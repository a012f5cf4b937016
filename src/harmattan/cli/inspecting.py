"""``harmattan inspect``: every mention of one kind and what it resolved to."""

from __future__ import annotations

from collections.abc import Sequence


def run(what: str, paths: Sequence[str]) -> None:
    """Print a JSON line for each mention, in document order."""
    raise NotImplementedError
