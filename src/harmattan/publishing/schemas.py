"""JSON Schemas of the output, generated from the records themselves."""

from __future__ import annotations

from typing import Any

from harmattan.errors import UsageError
from harmattan.publishing.contract import KINDS

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema(kind: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of one line of ``<kind>.jsonl``.

    Raises:
        UsageError: there is no such file.
    """
    if kind not in KINDS:
        raise UsageError(f"'{kind}' has no schema; choose one of {', '.join(KINDS)}")
    generated = KINDS[kind].model_json_schema(mode="serialization")
    for described in (generated, *generated.get("$defs", {}).values()):
        # Every field is always written, also those that the model has a default for.
        described["required"] = list(described["properties"])
        for field in described["properties"].values():
            field.pop("default", None)
    return {"$schema": DIALECT, **generated, "title": kind}
