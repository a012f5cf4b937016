"""Finds and reads the gold data beside the repository; nothing of it is ever copied into the repository."""

from __future__ import annotations

import gzip
import json
import os
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


class SharedDataMissing(Exception):  # noqa: N818
    """The gold data is not on this machine."""


def shared_folder() -> Path:
    """``$HARMATTAN_SHARED``, else ``../shared`` beside the repository.

    Raises:
        SharedDataMissing: there is no such folder.
    """
    folder = Path(os.environ.get("HARMATTAN_SHARED", ROOT.parent / "shared"))
    if not (folder / "data").is_dir():
        raise SharedDataMissing(f"gold data not found: {folder}/data (set HARMATTAN_SHARED)")
    return folder


def read_rows(name: str) -> Iterator[dict[str, Any]]:
    """The records of ``data/<name>``, a JSON Lines file, gzipped or not."""
    path = shared_folder() / "data" / name
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def plain(name: str) -> str:
    """A name in lower case without accents, for comparing."""
    folded = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in folded if not unicodedata.combining(c)).strip()
