"""Which words each document has, as numbers: nothing of a text is kept twice."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import count

import numpy as np
from numpy.typing import NDArray

from harmattan.model import Document

WORD = re.compile(r"\d+(?:-year-old)?|[^\W\d_]+")


class Table:
    """The words of documents, title and text; upper and lower case are one word."""

    def __init__(self, documents: Sequence[Document]) -> None:
        """Numbers the words in alphabetical order."""
        forms: defaultdict[str, int] = defaultdict(count().__next__)
        rows: list[NDArray[np.int32]] = []
        for document in documents:
            found = WORD.findall(f"{document.title or ''} . {document.text}")
            rows.append(np.fromiter(map(forms.__getitem__, found), dtype=np.int32, count=len(found)))
        self.words = sorted({form.lower() for form in forms})
        """Every word, in alphabetical order."""
        at = {word: k for k, word in enumerate(self.words)}
        word_of = np.array([at[form.lower()] for form in forms], dtype=np.int32)
        small = np.array([form[0].islower() and form == form.lower() for form in forms], dtype=np.bool_)
        counted = [_counted(row, word_of, small) for row in rows]
        self._ends = np.cumsum([0, *(len(words) for words, _, _ in counted)])
        self._words = _joined([words for words, _, _ in counted])
        self._counts = _joined([counts for _, counts, _ in counted])
        self._capital = np.concatenate([np.empty(0, dtype=np.bool_), *(capital for _, _, capital in counted)])

    def of(self, k: int) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """The words of a document, ascending, and how often it has each."""
        part = slice(self._ends[k], self._ends[k + 1])
        return self._words[part], self._counts[part]

    def spread(self, stories: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        """For each word in how many documents it stands, in how many stories, and in how many documents only with a
        capital (or as a number); ``stories`` are those of the documents."""
        size = len(self.words)
        documents = np.bincount(self._words, minlength=size)
        capital = np.bincount(self._words[self._capital], minlength=size)
        _, story = np.unique(np.array(stories, dtype=np.str_), return_inverse=True)
        keys = np.repeat(story.astype(np.int64), np.diff(self._ends)) * size + self._words
        told = np.bincount((np.unique(keys) % max(size, 1)).astype(np.int64), minlength=size)
        return documents, told, capital


def _counted(
    row: NDArray[np.int32], word_of: NDArray[np.int32], small: NDArray[np.bool_]
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.bool_]]:
    """The distinct words of a document, how often each stands, and whether none of its forms is in small letters."""
    words, place, counts = np.unique(word_of[row], return_inverse=True, return_counts=True)
    capital = np.ones(len(words), dtype=np.bool_)
    capital[place[small[row]]] = False
    return words.astype(np.int32), counts.astype(np.int32), capital


def _joined(parts: list[NDArray[np.int32]]) -> NDArray[np.int32]:
    return np.concatenate([np.empty(0, dtype=np.int32), *parts])
