"""The output folder: four JSON Lines files and ACLED's table, all of one run or none of them."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from pydantic import ValidationError

from harmattan.errors import HarmattanError, InputError, UsageError
from harmattan.model import Statistic
from harmattan.publishing.acled import table
from harmattan.publishing.contract import (
    KINDS,
    Publication,
    PublishedDocument,
    PublishedEvent,
    PublishedReport,
    T,
)
from harmattan.publishing.jsonl import lines

_NEW = ".harmattan-new"


def check_writable(folder: Path) -> None:
    """Make the folder, and prove that files can be made in it.

    Raises:
        UsageError: it cannot be made or written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageError(f"output folder {folder} cannot be written: {reason}") from error


def write_folder(published: Publication, folder: Path) -> list[Path]:
    """Write all files aside, then move them into place. Returns their paths.

    Raises:
        HarmattanError: the disk is full or failing; the folder's former files are as they were.
    """
    aside = folder / _NEW
    names = [f"{kind}.jsonl" for kind in KINDS] + ["events.csv"]
    with disk_errors(folder):
        try:
            shutil.rmtree(aside, ignore_errors=True)
            aside.mkdir()
            for kind in KINDS:
                with open_text(aside / f"{kind}.jsonl") as stream:
                    write_lines(stream, lines(published.records(kind)))
            with open_text(aside / "events.csv") as stream:
                stream.write(table(published))
            for name in names:
                (aside / name).replace(folder / name)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    return [folder / name for name in names]


def write_file(path: Path, content: str) -> None:
    """Write one file whole or not at all.

    Raises:
        HarmattanError: it cannot be written.
    """
    aside = path.with_name(f".{path.name}.new")
    with disk_errors(path):
        try:
            with open_text(aside) as stream:
                stream.write(content)
            aside.replace(path)
        finally:
            aside.unlink(missing_ok=True)


@contextmanager
def disk_errors(target: Path) -> Iterator[None]:
    """Turn what the file system raises into one line."""
    try:
        yield
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise HarmattanError(f"{target} cannot be written: {reason}; what was there before is unchanged") from error


@contextmanager
def open_text(path: Path) -> Iterator[TextIO]:
    """A new UTF-8 file, on the disk when the context ends."""
    # Half a surrogate pair cannot be written in UTF-8; '?' keeps all offsets as they are.
    with path.open("w", encoding="utf-8", errors="replace", newline="\n") as stream:
        yield stream
        stream.flush()
        os.fsync(stream.fileno())


def write_lines(stream: TextIO, content: Iterable[str]) -> None:
    """Each line and a newline."""
    for line in content:
        stream.write(line)
        stream.write("\n")


def read_folder(folder: Path) -> Publication:
    """What ``write_folder`` wrote.

    Raises:
        UsageError: the folder holds no results.
        InputError: a file is damaged.
    """
    if not (folder / "events.jsonl").is_file():
        raise UsageError(
            f"{folder} holds no results (events.jsonl); make them with: harmattan code PATH --out {folder}"
        )
    return Publication(
        tuple(_read(folder / "documents.jsonl", PublishedDocument)),
        tuple(_read(folder / "reports.jsonl", PublishedReport)),
        tuple(_read(folder / "events.jsonl", PublishedEvent)),
        tuple(_read(folder / "statistics.jsonl", Statistic)),
    )


def _read(path: Path, kind: type[T]) -> Iterator[T]:
    try:
        with path.open(encoding="utf-8") as stream:
            for number, line in enumerate(stream, 1):
                try:
                    yield kind.model_validate(json.loads(line), strict=False)
                except (ValueError, ValidationError) as error:
                    reason = str(error).splitlines()[0]
                    raise InputError(
                        f"{path}, line {number} is damaged ({reason}); code the documents again"
                    ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read: {error}; code the documents again") from error
