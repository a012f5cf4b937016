"""Tokens cut finer: runs of letters, runs of digits, single marks.

The grammar of time works on these, so that it does not matter whether a tokenizer keeps "two-year", "06:00" or
"2023-10-01" in one piece.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from harmattan.reading.syntax import Sentence

_ATOM = re.compile(r"\d+|[^\W\d_]+|\S")
_APOSTROPHES = {"’": "'", "‘": "'", "`": "'", "´": "'", "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-", "ʿ": "'"}


class Atom(NamedTuple):
    """A piece of a token."""

    word: str
    """Lower case, with plain apostrophes and hyphens."""
    start: int
    end: int
    token: int
    glued: bool
    """No space before it."""
    title: bool
    """Starts with a capital."""
    number: int | None


_NO_ATOM = Atom("", -1, -1, -1, False, False, None)


class Atoms:
    """The atoms of one sentence; reading past either end gives an empty atom."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.items: list[Atom] = []
        end = -1
        letters = upper = 0
        for token in sentence.tokens:
            for match in _ATOM.finditer(token.text):
                text = match.group()
                start = token.start + match.start()
                number = int(text) if text.isdecimal() and len(text) < 10 else None
                word = _APOSTROPHES.get(text, text.lower())
                self.items.append(
                    Atom(word, start, token.start + match.end(), token.i, start == end, text[0].isupper(), number)
                )
                end = token.start + match.end()
                if text.isalpha():
                    letters += len(text)
                    upper += len(text) if text.isupper() else 0
        self.shouting = letters > 0 and upper > 0.7 * letters
        """All in capitals: case says nothing."""
        # The empty atoms stand for every index outside the sentence, -1 and below included.
        self._padded = self.items + [_NO_ATOM] * 16

    def __len__(self) -> int:
        return len(self.items)

    def __getitem__(self, i: int) -> Atom:
        return self._padded[i] if -16 <= i < len(self._padded) else _NO_ATOM

    def word(self, i: int) -> str:
        """The word at ``i``, empty outside the sentence."""
        return self._padded[i].word if -16 <= i < len(self._padded) else ""

    def is_(self, i: int, *words: str) -> bool:
        """Whether the word at ``i`` is one of these."""
        return self.word(i) in words

    def phrase(self, i: int, words: tuple[str, ...]) -> int | None:
        """Index after ``words`` if they stand at ``i``; hyphens between words are passed over."""
        for wanted in words:
            if self.word(i) == "-" and wanted != "-":
                i += 1
            word = self.word(i)
            if word == wanted:
                i += 1
            elif wanted.startswith("'") and word == "'" and self.word(i + 1) == wanted[1:]:
                i += 2
            else:
                return None
        return i

    def xpos(self, i: int) -> str:
        """Penn tag of the token that holds atom ``i``."""
        token = self[i].token
        return self.sentence.tokens[token].xpos if token >= 0 else ""

    def upos(self, i: int) -> str:
        """Universal tag of the token that holds atom ``i``."""
        token = self[i].token
        return self.sentence.tokens[token].upos if token >= 0 else ""
