"""ECB+ (Cybulska and Vossen 2014) as texts: its documents come as tokens, some cut at every hyphen and stop."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

_CLOSING = re.compile(r"(?:[.,;:?!%)\]}”’…]+|''|'(?:s|m|re|ve|d|ll)|n't)$", re.IGNORECASE)
_OPENING = {"(", "[", "{", "$", "£", "€", "``", "“", "‘", "#"}
_BOTH = {"-", "/", "_"}
_CLITICS = {"s", "m", "re", "ve", "d", "ll", "t"}
_QUOTES = {"``": '"', "''": '"'}


def text_of(row: dict[str, Any]) -> tuple[str, dict[int, tuple[int, int]]]:
    """The text of a document and where each of its tokens stands: start and end by token index.

    One line a sentence; the web address, sentence 0 of the ``ecbplus`` documents, is left out. Tokens are joined by
    single spaces, but none stands before closing marks and clitics, after opening marks, around a hyphen, slash or
    underscore, between digits and the stop, comma or colon among them, and between single capitals with stops. Penn
    quotes become straight ones.
    """
    tokens, sentences = row["tokens"], row["sentence"]
    kept = [i for i in range(len(tokens)) if not (sentences[i] == 0 and row["id"].endswith("plus"))]
    text, places = "", {}
    for position, i in enumerate(kept):
        if position:
            before = kept[position - 1]
            text += "\n" if sentences[before] != sentences[i] else " " if _spaced(tokens, before, i) else ""
        word = _QUOTES.get(tokens[i], tokens[i])
        places[i] = (len(text), len(text) + len(word))
        text += word
    return text, places


def _spaced(tokens: Sequence[str], before: int, i: int) -> bool:
    left, word = tokens[before], tokens[i]
    if left in _BOTH or word[0] in _BOTH or left in _OPENING or _CLOSING.match(word):
        return False
    if left == "’" and word.lower() in _CLITICS:
        return False
    if left in {".", ",", ":"} and before and tokens[before - 1][-1].isdigit() and word[0].isdigit():
        return False
    if left == "." and before and len(tokens[before - 1]) == 1 and tokens[before - 1].isupper():
        return not (len(word) == 1 and word.isupper())
    if left in {'"', "'"}:
        return _closes(tokens, before)
    return not (word in {'"', "'"} and _closes(tokens, i))


def _closes(tokens: Sequence[str], i: int) -> bool:
    """Whether a lone straight quote ends something: behind a mark or, as an apostrophe, behind an s."""
    left = tokens[i - 1] if i else ""
    return bool(left) and (left[-1] in ".,?!" or (tokens[i] == "'" and left[-1] in "sS"))
