"""A short name for the state of the codebook, so that a project knows by which definitions it was coded."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files


@cache
def codebook_fingerprint() -> str:
    """Twelve hexadecimal digits that change with any file of ``codebook/data``."""
    digest = hashlib.sha256()
    folder = files("harmattan.codebook").joinpath("data")
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if file.is_file():
            digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:12]
