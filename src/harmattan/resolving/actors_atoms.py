"""The words of a sentence as pieces that names are compared by, with their places."""

from __future__ import annotations

from typing import Literal, NamedTuple

from harmattan.codebook.normal import pieces
from harmattan.reading.syntax import Sentence, Token

_HYPHENS = frozenset("-‐‑")


class Atom(NamedTuple):
    """One piece of a word."""

    piece: str
    token: int
    opens: bool
    """First piece of its token."""
    closes: bool
    joined: bool
    """Joined to the piece before it by a hyphen."""
    start: int
    end: int


def letter_case(sentence: Sentence) -> Literal["upper", "lower", "mixed"]:
    """Whether a sentence is written in capitals only, in small letters only, or normally."""
    words = [t.text for t in sentence.tokens if any(c.isalpha() for c in t.text)]
    letters = "".join(words)
    if letters and letters == letters.upper() and len(words) > 2:
        return "upper"
    return "lower" if letters and letters == letters.lower() else "mixed"


def atoms_of(sentence: Sentence) -> list[Atom | None]:
    """Word pieces in order; None stands where punctuation breaks a name."""
    found: list[Atom | None] = []
    hyphen = False
    previous_end = -1
    for token in sentence.tokens:
        parts = pieces(token.text)
        if not parts:
            if token.text in _HYPHENS and token.start == previous_end:
                hyphen = True
            elif token.text not in {"'", "’", "‘", "`"}:
                found.append(None)
                hyphen = False
            previous_end = token.end
            continue
        joined = hyphen and token.start == previous_end
        cursor = token.start
        for k, part in enumerate(parts):
            start, end = _locate(token, part, cursor, k, len(parts))
            found.append(Atom(part, token.i, k == 0, k == len(parts) - 1, joined or k > 0, start, end))
            cursor, joined = end, False
        hyphen = False
        previous_end = token.end
    return found


def _locate(token: Token, part: str, cursor: int, k: int, count: int) -> tuple[int, int]:
    """Character offsets of one piece of a token, as near as folding allows."""
    if count == 1:
        return token.start, token.end
    start = token.start if k == 0 else cursor
    text = token.text
    while start < token.end and not text[start - token.start].isalnum():
        start += 1
    end = token.end if k == count - 1 else min(token.end, start + len(part))
    return start, end
