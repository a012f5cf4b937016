"""Words to what the language model's network takes: word pieces and casing shapes.

Training and run time share this module, so that the network meets at run time exactly what it was trained on.
The encoder's vocabulary is uncased; what upper and lower case say about a word comes in through its shape.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from tokenizers import Tokenizer

MAX_PIECES_PER_WORD = 16
"""A longer word (an address, a hash) keeps only its first pieces."""

MAX_PIECES = 512
"""The encoder knows this many positions."""

SHAPES = 20
"""Number of casing shapes: ten word shapes, each once for a first piece and once for a later piece of its word."""

_NONE, _LOWER, _TITLE, _UPPER, _MIXED, _INITIAL, _DIGITS, _ALNUM, _SYMBOL, _UNCASED = range(10)


@dataclass(frozen=True, slots=True)
class Pieces:
    """One sentence as the network takes it; the three tuples are equally long."""

    ids: tuple[int, ...]
    shapes: tuple[int, ...]
    words: tuple[int, ...]
    """Index of the word that a piece belongs to, -1 for the marks at the two ends."""


def word_shape(word: str) -> int:
    """Casing class of a word, 1 to 9."""
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return _DIGITS if any(c.isdigit() for c in word) else _SYMBOL
    if any(c.isdigit() for c in word):
        return _ALNUM
    cased = [c for c in letters if c.isupper() or c.islower()]
    if not cased:
        return _UNCASED
    if all(c.islower() for c in cased):
        return _LOWER
    if all(c.isupper() for c in cased):
        return _INITIAL if len(cased) == 1 else _UPPER
    return _TITLE if cased[0].isupper() and all(c.islower() for c in cased[1:]) else _MIXED


class PieceEncoder:
    """Cuts words into pieces with the encoder's own vocabulary.

    Raises whatever ``tokenizers`` raises for an unreadable file; ``LanguageModel.load`` turns that into a ModelError.
    """

    def __init__(self, tokenizer_file: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(tokenizer_file))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._first, self._last, self._unknown = (self._number(mark) for mark in ("[CLS]", "[SEP]", "[UNK]"))
        self._cached = lru_cache(maxsize=100_000)(self._cut)

    def _number(self, mark: str) -> int:
        number = self._tokenizer.token_to_id(mark)
        if number is None:
            raise ValueError(f"the word pieces lack {mark}")
        return int(number)

    def _cut(self, word: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
        # A bare surrogate cannot be handed to the tokenizer; such a word becomes unknown instead of an error.
        clean = word.encode("utf-8", "replace").decode("utf-8")
        ids = tuple(self._tokenizer.encode(clean, add_special_tokens=False).ids[:MAX_PIECES_PER_WORD])
        ids = ids or (self._unknown,)
        shape = word_shape(word)
        return ids, (shape,) + (shape + 10,) * (len(ids) - 1)

    def count(self, word: str) -> int:
        """Number of pieces of one word."""
        return len(self._cached(word)[0])

    def encode(self, words: Sequence[str]) -> Pieces:
        """Pieces of one sentence, with the encoder's marks at both ends.

        Where a sentence has more than ``MAX_PIECES`` pieces, every word keeps fewer of them.

        Raises:
            ValueError: more words than the encoder has positions.
        """
        if len(words) > MAX_PIECES - 2:
            raise ValueError(f"a sentence of {len(words)} words; the language model takes {MAX_PIECES - 2}")
        most = MAX_PIECES_PER_WORD
        while sum(min(self.count(w), most) for w in words) > MAX_PIECES - 2:
            most -= 1
        ids, shapes, owners = [self._first], [_NONE], [-1]
        for i, word in enumerate(words):
            word_ids, word_shapes = self._cached(word)
            ids.extend(word_ids[:most])
            shapes.extend(word_shapes[:most])
            owners.extend([i] * min(len(word_ids), most))
        ids.append(self._last)
        shapes.append(_NONE)
        owners.append(-1)
        return Pieces(tuple(ids), tuple(shapes), tuple(owners))
