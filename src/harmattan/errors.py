"""Everything that Harmattan raises on purpose. Each message is one line for the person who reads it:
what was wrong, in which file or record, and what to do."""

from __future__ import annotations


class HarmattanError(Exception):
    """Base of all errors that a user can act on; the command line prints the message and no traceback."""


class InputError(HarmattanError):
    """A document, file or record that cannot be read."""


class UsageError(HarmattanError):
    """The call itself cannot work: nothing to read, output not writable, unknown value."""


class ModelError(HarmattanError):
    """The shipped language model is missing or damaged."""


class CodebookError(HarmattanError):
    """A codebook file (YAML) is malformed or contradicts itself."""


class GazetteerError(HarmattanError):
    """A gazetteer cannot be built, read or extended."""


class StoreError(HarmattanError):
    """A project file cannot be opened or belongs to another version."""
