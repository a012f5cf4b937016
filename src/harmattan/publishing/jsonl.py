"""JSON Lines: one record a line, UTF-8, fields in the order of the contract."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from harmattan.model import Record, Statistic
from harmattan.publishing.contract import finite
from harmattan.publishing.plain import json_line


def dump(value: Any) -> str:
    """One JSON value on one line; it never holds NaN, a terminal escape or a closing HTML tag."""
    return json_line(json.dumps(finite(value), ensure_ascii=False, allow_nan=False))


def lines(records: Iterable[Record]) -> Iterator[str]:
    """Each record as a line without its newline. A statistic whose value is no number is left out."""
    for record in records:
        dumped = finite(record.model_dump(mode="json"))
        if isinstance(record, Statistic) and dumped["value"] is None:
            continue
        yield json_line(json.dumps(dumped, ensure_ascii=False, allow_nan=False))
