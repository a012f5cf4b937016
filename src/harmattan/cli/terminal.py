"""Streams, messages and exit codes. Nothing here is slow to import: ``harmattan --help`` loads it."""

from __future__ import annotations

import functools
import io
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import BinaryIO, NoReturn, ParamSpec

import typer

from harmattan.errors import HarmattanError, StoreError, UsageError

OK = 0
FAILED = 1
"""The run could not finish: full disk, damaged model, a bug."""
USAGE = 2
"""The call cannot work: unknown option, nothing to read, output or project that cannot be used."""
UNREADABLE = 3
"""Done, but some input could not be read."""
INTERRUPTED = 130

P = ParamSpec("P")


def prepare_streams() -> None:
    """Never let a character that the terminal cannot show end a run."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace" if stream is sys.stderr else "replace")


def standard_input(paths: Sequence[str]) -> BinaryIO | None:
    """Standard input where ``paths`` ask for it with "-": a program may be started without one."""
    if "-" not in paths:
        return None
    if sys.stdin is None:
        raise UsageError("'-' asks for documents on standard input, which is closed")
    return sys.stdin.buffer


def say(message: str) -> None:
    """One line on standard error."""
    from harmattan.publishing.plain import one_line

    print(f"harmattan: {one_line(message)}", file=sys.stderr)


def write_lines(lines: Iterable[str]) -> None:
    """Lines for machines on standard output: always UTF-8, whatever the terminal's encoding."""
    for line in lines:
        sys.stdout.buffer.write(f"{line}\n".encode("utf-8", "replace"))
    sys.stdout.flush()


def guarded(command: Callable[P, None]) -> Callable[P, None]:
    """Turn every failure of a command into one line and an exit code."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
            sys.stdout.flush()
        except typer.Exit:
            raise
        except (UsageError, StoreError) as error:
            _end(str(error), USAGE)
        except HarmattanError as error:
            _end(str(error), FAILED)
        except BrokenPipeError:
            _pipe_closed()
        except KeyboardInterrupt:
            _end("interrupted", INTERRUPTED)
        except OSError as error:
            if os.environ.get("HARMATTAN_DEBUG"):
                raise
            _output_failed()
            _end(
                f"{error.filename or 'a file'} cannot be read or written: {(error.strerror or str(error)).lower()}",
                FAILED,
            )
        except Exception as error:
            if os.environ.get("HARMATTAN_DEBUG"):
                raise
            _end(
                f"unexpected {type(error).__name__}: {error} (HARMATTAN_DEBUG=1 shows where; please report it)", FAILED
            )

    return run


def _end(message: str, code: int) -> NoReturn:
    say(message)
    raise typer.Exit(code)


def _pipe_closed() -> NoReturn:
    # The reader ("| head") has enough.
    _output_failed()
    raise typer.Exit(OK)


def _output_failed() -> None:
    """If standard output takes no more, let it go: Python would complain once more when it flushes at exit."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
