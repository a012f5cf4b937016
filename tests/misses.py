"""Marks the cases of a table that the program is known to get wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pytest


def rows(cases: Iterable[tuple[Any, ...]], misses: Mapping[str, str]) -> list[Any]:
    """Parameters of a test, one for each case; the first value is its text. ``misses``: text to reason.

    Raises:
        ValueError: a text of ``misses`` is in no case.
    """
    found = list(cases)
    if strangers := set(misses) - {case[0] for case in found}:
        raise ValueError(f"no such case: {sorted(strangers)}")
    return [
        pytest.param(
            *case,
            id=case[0][:60],
            marks=[pytest.mark.xfail(strict=True, reason=misses[case[0]])] if case[0] in misses else [],
        )
        for case in found
    ]
