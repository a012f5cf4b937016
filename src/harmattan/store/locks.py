"""Keeps two runs from writing into one place."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from harmattan.errors import StoreError


@contextmanager
def only_run(path: Path) -> Iterator[None]:
    """Hold ``path`` (a file or folder that exists) for one run; the system frees it when the process ends, however.

    Raises:
        StoreError: another run holds it.
    """
    try:
        import fcntl
    except ImportError:  # not on Windows
        yield
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise StoreError(f"another run is writing to {path}; wait until it has finished") from error
        except OSError:
            pass  # Some network file systems have no locks.
        yield
    finally:
        os.close(handle)
