"""What the wording of two documents says for one event: words in common, weighed by how rare they are.

Rarity is counted on the collection itself (a story counts once), so a small collection hardly knows it: all that
wording says is weighed by ``share``, which grows from 0 to 1 with the number of documents.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from harmattan.linking.rules import rule
from harmattan.linking.word_table import WORD as _WORD
from harmattan.linking.word_table import Table
from harmattan.model import Document

_HOST = re.compile(r"://([^/:?#]+)")
UNIT = 10_000
_MOSTLY = 0.7
"""Share of the documents with a word that write it with a capital throughout, from which on it is a name."""


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of one document that other documents use too."""

    numbers: NDArray[np.int32]
    """The words, by number, ascending."""
    weights: NDArray[np.uint16]
    """Their TF-IDF weights, of unit length together, in ten-thousandths. Sums of whole numbers are the same on every
    machine and in every engine, whatever their order."""
    names: Mapping[int, int]
    """Rare words that are mostly written with a capital, by number, and what each tells (hundredths of a nat)."""


class Wording:
    """The words of all documents of a collection."""

    def __init__(self, documents: Sequence[Document], stories: Mapping[str, str]) -> None:
        """``stories``: the story of each document, by id."""
        limits = rule("wording")
        self._limits: Mapping[str, float] = {k: float(v) for k, v in limits.items()}
        table = Table(documents)
        spread, told, capital = table.spread([stories[d.id] for d in documents])
        shared = np.flatnonzero(spread > 1)
        self._number = {table.words[word]: k for k, word in enumerate(shared.tolist())}
        total = max(len(set(stories.values())), 1)
        self._rarity = np.array([math.log(max(total, 2) / n) for n in told[shared].tolist()], dtype=np.float64)
        names = (spread <= self._limits["rare_documents"]) & (capital >= _MOSTLY * spread)
        self._rare = names[shared] & np.array([not word[0].isdigit() for word in self._number], dtype=np.bool_)
        # The number of each word, -1 where no other document has it.
        numbers = np.full(len(table.words), -1, dtype=np.int32)
        numbers[shared] = np.arange(len(shared), dtype=np.int32)
        house = self._house_words(documents, table)
        none = np.empty(0, dtype=np.int32)
        self._words = {
            d.id: self._words_of(*table.of(k), numbers, house.get(outlet(d), none)) for k, d in enumerate(documents)
        }
        self.share = len(documents) / (len(documents) + self._limits["collection"])
        self._spelt: dict[str, tuple[int | None, ...]] = {}
        self._row: tuple[str, NDArray[np.int32]] = ("", none)
        self._dense = np.zeros(len(shared), dtype=np.float64)

    def _house_words(self, documents: Sequence[Document], table: Table) -> dict[str, NDArray[np.int32]]:
        """What each outlet writes in most of its texts (its name, its menus): that tells nothing of a subject."""
        texts: dict[str, list[int]] = defaultdict(list)
        for k, document in enumerate(documents):
            if name := outlet(document):
                texts[name].append(k)
        found: dict[str, NDArray[np.int32]] = {}
        for name, rows in texts.items():
            if len(rows) >= self._limits["house_documents"]:
                words, used = np.unique(np.concatenate([table.of(k)[0] for k in rows]), return_counts=True)
                found[name] = words[used >= self._limits["house_share"] * len(rows)]
        return found

    def _words_of(
        self, words: NDArray[np.int32], counts: NDArray[np.int32], numbers: NDArray[np.int32], house: NDArray[np.int32]
    ) -> Words:
        keep = numbers[words] >= 0
        if len(house):
            keep &= ~np.isin(words, house)
        own = numbers[words[keep]]
        often = np.array([1 + math.log(n) for n in counts[keep].tolist()], dtype=np.float64)
        weights = often * self._rarity[own]
        length = float(np.linalg.norm(weights))
        rare = self._rare[own]
        return Words(
            own,
            np.rint(weights * (UNIT / length if length else 0.0)).astype(np.uint16),
            dict(zip(own[rare].tolist(), np.rint(100 * weights[rare]).astype(np.int64).tolist(), strict=True)),
        )

    def cosine(self, a: str, b: str) -> float:
        """Likeness of the words of two documents, 0 to 1."""
        if a > b:
            a, b = b, a
        if self._row[0] != a:
            # The words of one document stay laid out, since its pairs come one after the other.
            self._dense[self._row[1]] = 0.0
            self._row = a, self._words[a].numbers
            self._dense[self._row[1]] = self._words[a].weights
        other = self._words[b]
        return float(other.weights @ self._dense[other.numbers]) / UNIT**2

    def names(self, a: str, b: str) -> float:
        """What the rare names that two documents share tell, in nats."""
        one, other = self._words[a].names, self._words[b].names
        if len(one) > len(other):
            one, other = other, one
        return sum(min(value, other[name]) for name, value in one.items() if name in other) / 100

    def mentions(self, document: str, name: str) -> bool:
        """Whether a document uses all words of a name that another document uses too."""
        wanted = self._spelt.get(name)
        if wanted is None:
            wanted = self._spelt[name] = tuple(self._number.get(word) for word in _WORD.findall(name.casefold()))
        numbers = self._words[document].numbers
        return bool(wanted) and all(k is not None and _holds(numbers, k) for k in wanted)

    def words(self, document: str) -> Words:
        """The words of a document."""
        return self._words[document]

    def spoken_names(self, names: Iterable[str]) -> dict[str, list[str]]:
        """For each document which of the names it ``mentions``, in order."""
        by_word: dict[int, list[tuple[str, list[int]]]] = defaultdict(list)
        for name in sorted(set(names)):
            numbers = [self._number.get(word) for word in _WORD.findall(name.casefold())]
            known = [k for k in numbers if k is not None]
            if known and len(known) == len(numbers):
                by_word[known[0]].append((name, known))
        return {
            key: sorted(
                name
                for number in words.numbers.tolist()
                for name, wanted in by_word.get(number, ())
                if all(_holds(words.numbers, k) for k in wanted)
            )
            for key, words in self._words.items()
        }

    @cached_property
    def neighbours(self) -> tuple[tuple[str, str], ...]:
        """Pairs of documents worth a comparison, a < b: of each document those that share most by uncommon words.

        Words of many documents are left out and each document keeps a few neighbours, so that the work grows with the
        number of documents.
        """
        return tuple(self._near_pairs(int(self._limits["neighbours"])))

    def _near_pairs(self, most: int) -> Iterator[tuple[str, str]]:
        postings = self._postings()
        keys = sorted(self._words)
        seen: set[tuple[int, int]] = set()
        for k, key in enumerate(keys):
            words = self._words[key]
            own = [
                (postings[n], w) for n, w in zip(words.numbers.tolist(), words.weights, strict=True) if n in postings
            ]
            if not own:
                continue
            places = np.concatenate([p for (p, _), _ in own])
            others, at = np.unique(places, return_inverse=True)
            shared = np.bincount(at, np.concatenate([w * weights for (_, weights), w in own]))
            shared[others == k] = 0.0
            # Ties are broken by id.
            order = np.lexsort((others, -shared))[:most]
            for other in others[order[shared[order] > 0]].tolist():
                pair = (k, other) if k < other else (other, k)
                if pair not in seen:
                    seen.add(pair)
                    yield keys[pair[0]], keys[pair[1]]

    def _postings(self) -> dict[int, tuple[NDArray[np.int32], NDArray[np.float64]]]:
        """Of each uncommon word its documents, as places in id order, and its weights in them."""
        found: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for k, key in enumerate(sorted(self._words)):
            words = self._words[key]
            for number, weight in zip(words.numbers.tolist(), words.weights.tolist(), strict=True):
                found[number].append((k, weight))
        return {
            number: (np.array([k for k, _ in row], dtype=np.int32), np.array([w for _, w in row], dtype=np.float64))
            for number, row in found.items()
            if len(row) <= self._limits["uncommon_documents"]
        }


def outlet(document: Document) -> str:
    """Who published a document, as far as its source or address tells; an archive's copy counts for the original."""
    if document.source:
        return document.source.casefold()
    host = _HOST.findall(document.url or "")
    return str(host[-1]).removeprefix("www.").casefold() if host else ""


def _holds(numbers: NDArray[np.int32], k: int) -> bool:
    at = int(numbers.searchsorted(k))
    return at < len(numbers) and int(numbers[at]) == k
