"""Which files a call means: files, folders at any depth, standard input; in an order of their own."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from harmattan.errors import UsageError

Kind = Literal["text", "page", "lines", "archive", "stdin"]

SUFFIXES: dict[str, Kind] = {
    ".txt": "text",
    ".html": "page",
    ".htm": "page",
    ".jsonl": "lines",
    ".jsonl.gz": "lines",
    ".warc": "archive",
    ".warc.gz": "archive",
}


@dataclass(frozen=True, slots=True)
class Input:
    """One file to read. ``name`` is how the user knows it."""

    name: str
    path: Path
    kind: Kind | None
    problem: str | None = None
    """Why it cannot be read at all."""


def list_inputs(paths: Sequence[str | Path]) -> list[Input]:
    """Every file that ``paths`` mean, each once, sorted by its real path; '-' comes last.

    Hidden files and folders inside a folder are left out, links to folders are followed once.

    Raises:
        UsageError: there is nothing to read: no path, a folder without articles, or no path that exists.
    """
    if not paths:
        raise UsageError("nothing to read: name a file, a folder or '-'")
    found: dict[str, Input] = {}
    stdin = False
    for path in paths:
        if str(path) == "-":
            stdin = True
            continue
        for item in _inputs(Path(path)):
            found.setdefault(os.path.realpath(item.path), item)
    files = [found[key] for key in sorted(found)]
    if files and not stdin and all(f.problem == _MISSING for f in files):
        raise UsageError(f"nothing to read: {', '.join(f.name for f in files)}: {_MISSING}")
    return [*files, Input("standard input", Path("-"), "stdin")] if stdin else files


_MISSING = "no such file or folder"


def kind_of(name: str) -> Kind | None:
    """How to read a file of this name, None for one that Harmattan does not read."""
    lower = name.lower()
    return next((kind for suffix, kind in SUFFIXES.items() if lower.endswith(suffix)), None)


def _inputs(path: Path) -> Iterator[Input]:
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        yield Input(str(path), path, None, _MISSING)
        return
    except (OSError, ValueError) as error:
        yield Input(str(path), path, None, _why(error))
        return
    if stat.S_ISDIR(mode):
        yield from _folder(path)
    elif not stat.S_ISREG(mode):
        yield Input(str(path), path, None, "not a regular file; pipe JSON Lines to '-' instead")
    elif kind_of(path.name) is None:
        yield Input(str(path), path, None, f"unknown kind of file; Harmattan reads {', '.join(SUFFIXES)}")
    else:
        yield Input(str(path), path, kind_of(path.name))


def _folder(top: Path) -> Iterator[Input]:
    problems: list[Input] = []

    def note(error: OSError) -> None:
        place = Path(str(error.filename))
        problems.append(Input(str(place), place, None, _why(error)))

    seen: set[tuple[int, int]] = set()
    articles = 0
    for folder, subfolders, files in os.walk(top, followlinks=True, onerror=note):
        here = Path(folder)
        info = here.stat()
        if (info.st_dev, info.st_ino) in seen:  # a link that leads back
            subfolders.clear()
            continue
        seen.add((info.st_dev, info.st_ino))
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        for name in sorted(files):
            path = here / name
            if not name.startswith(".") and kind_of(name) and path.is_file():
                articles += 1
                yield Input(str(path), path, kind_of(name))
    yield from problems
    if not articles and not problems:
        raise UsageError(f"folder {top} holds no articles ({', '.join(SUFFIXES)})")


def _why(error: Exception) -> str:
    return (error.strerror or str(error)).lower() if isinstance(error, OSError) else str(error)
