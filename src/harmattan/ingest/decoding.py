"""Bytes to text: encodings, and a clear refusal of what is no text."""

from __future__ import annotations

import re
import unicodedata

from harmattan.errors import InputError

MAX_CHARACTERS = 5_000_000
"""A longer text is no news report; it is refused before it is read."""

MAX_BYTES = 4 * MAX_CHARACTERS
"""The most bytes that a text of allowed length can take in UTF-8."""

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_CONTROLS = bytes(b for b in range(32) if b not in b"\t\n\x0b\x0c\r\x1b")
_TYPOGRAPHY = frozenset("“”‘’„‚‹›«»–—…•·€£°§©®™¡¿ªº\u00a0")
_ODD_LETTERS = frozenset("ÿþÞðÐ")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def decode(data: bytes) -> str:
    """The text in ``data``: UTF-8, else UTF-16/32 by their mark, else the legacy encoding that fits.

    Raises:
        InputError: the data is empty, binary, too long, or broken UTF-8.
    """
    if not data.strip():
        raise InputError("the file is empty")
    check_size(len(data))
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return check_length(_strict(data, encoding))
    if is_binary(data):
        raise InputError("the file is binary, not text")
    try:
        return check_length(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        text = _legacy(data)
        if text is None:
            raise InputError(f"broken UTF-8 at byte {error.start}; save the file as UTF-8") from error
        return check_length(text)


def check_size(size: int) -> None:
    """Refuses what cannot be a text of allowed length.

    Raises:
        InputError: ``size`` bytes are more than MAX_BYTES.
    """
    if size > MAX_BYTES:
        raise InputError(
            f"{size / 1e6:.0f} MB is too long for one text (limit {MAX_CHARACTERS:,} characters); split it"
        )


def check_length(text: str) -> str:
    """The text itself.

    Raises:
        InputError: it is longer than MAX_CHARACTERS.
    """
    if len(text) > MAX_CHARACTERS:
        raise InputError(f"{len(text):,} characters are too many for one text (limit {MAX_CHARACTERS:,}); split it")
    return text


def is_binary(data: bytes) -> bool:
    """Whether the first 64 kB hold a NUL or too many control bytes to be text."""
    head = data[:65536]
    odd = len(head) - len(head.translate(None, _CONTROLS))
    return b"\x00" in head or odd > len(head) / 100 + 3


def storable(text: str) -> str:
    """``text`` with NULs and lone surrogates, which neither UTF-8 nor a database takes, as U+FFFD; offsets stay."""
    return _UNSTORABLE.sub("\ufffd", text)


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(f"broken {encoding.upper().removesuffix('-SIG')} at byte {error.start}") from error


def _legacy(data: bytes) -> str | None:
    """The text in a legacy encoding, or None where the bytes look like damaged UTF-8."""
    if _MULTIBYTE.search(data):
        return None
    latin = sum(1 for b in data if b > 127) < sum(1 for b in data if chr(b).isalpha() and b < 128) / 2
    for encoding in ("cp1252" if latin else None, _guess(data)):
        if encoding is None:
            continue
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if _plausible(text):
            return text
    return None


def _guess(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000]).best()
    return None if best is None else best.encoding


def _plausible(text: str) -> bool:
    """Whether nearly every character beyond ASCII stands where a writer would put it."""
    marks = [i for i, c in enumerate(text[:500_000]) if ord(c) > 127]
    good = sum(1 for i in marks if text[i] in _TYPOGRAPHY or _fits(text, i))
    return good >= 0.9 * len(marks)


def _fits(text: str, i: int) -> bool:
    c = text[i]
    if not c.isalpha() or c in _ODD_LETTERS or not unicodedata.name(c, ""):
        return False
    before, after = text[i - 1 : i], text[i + 1 : i + 2]
    # A capital right after a small letter is what UTF-8 bytes look like in a wrong encoding, not what people write.
    cased = not (c.isupper() and before.islower())
    return cased and (before.isalpha() or after.isalpha() or (before.isspace() and after.isspace()))
