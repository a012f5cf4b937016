"""Words in the form in which names are compared: lower case, no accents, no apostrophes, split at hyphens."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼʿʾ`´"))
_PIECE = re.compile(r"[^\W\d_]+|\d+")
_INNER = re.compile(r"(?<=\w)['’‘ʼʿʾ`´](?=\w)")
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}")


@lru_cache(maxsize=200_000)
def pieces(word: str) -> tuple[str, ...]:
    """What a word is compared by: "Al-Qa’ida" gives ``("al", "qaida")``, "M-19" and "M19" give ``("m", "19")``.

    Abbreviations with full stops are closed up: "U.N." gives ``("un",)``.
    """
    # Folding case can make characters that decompose further, and decomposing some that fold further.
    flat = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold()).casefold()
    flat = "".join(c for c in flat.translate(_APOSTROPHES) if not unicodedata.combining(c))
    flat = _DOTTED.sub(lambda m: m.group().replace(".", "") + " ", flat)
    return tuple(_PIECE.findall(flat))


def fold(text: str) -> str:
    """A whole name in comparable form, its pieces joined by one space."""
    return " ".join(p for word in text.split() for p in pieces(word))


def key(text: str) -> tuple[str, ...]:
    """A name as the tuple of its pieces."""
    return tuple(p for word in text.split() for p in pieces(word))


@lru_cache(maxsize=50_000)
def spellings(text: str) -> tuple[tuple[str, ...], ...]:
    """The keys of a name: with apostrophes closed up, and where they stand inside a word also as a break."""
    first = key(text)
    opened = key(_INNER.sub(" ", text)) if _INNER.search(text) else first
    return (first,) if opened == first else (first, opened)
