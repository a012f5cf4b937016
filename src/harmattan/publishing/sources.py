"""ACLED's ``source_scale``, as well as an outlet's name can tell it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from harmattan.codebook.load import read_yaml

_ORDER = ("Other", "National", "International")
"""ACLED joins the smallest scale and the largest with a hyphen, in this order."""


def source_scale(names: Sequence[str]) -> str:
    """The scale of an event's sources, empty where none is known."""
    scales = sorted({_scale(name) for name in names}, key=_ORDER.index)
    return "-".join(dict.fromkeys((scales[0], scales[-1]))) if scales else ""


def _scale(name: str) -> str:
    found = (scale for scale, pattern in _patterns() if pattern.search(name))
    return next(found, "National")


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (scale, re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, outlets)) + r")(?!\w)", re.IGNORECASE))
        for scale, outlets in read_yaml("acled_export.yaml")["source_scale"].items()
    )
