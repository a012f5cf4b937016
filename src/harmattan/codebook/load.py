"""Reads the codebook: the YAML files in ``codebook/data`` that a researcher may correct."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from harmattan.errors import CodebookError

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def read_yaml(name: str) -> Any:
    """The parsed content of ``codebook/data/<name>``, read once. Callers must not change it.

    Raises:
        CodebookError: the file is missing or is not valid YAML.
    """
    path = files("harmattan.codebook").joinpath("data").joinpath(name)
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise CodebookError(f"codebook file {name} cannot be read: {error}; reinstall Harmattan") from error
    try:
        return yaml.load(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        raise CodebookError(f"codebook file {name} is not valid YAML: {error}") from error
