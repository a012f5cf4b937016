"""The command line. Thin: it parses, calls and prints."""

from __future__ import annotations


def main() -> None:
    """Entry point of the ``harmattan`` command."""
    from harmattan.cli.app import app
    from harmattan.cli.terminal import prepare_streams

    prepare_streams()
    app(prog_name="harmattan")
