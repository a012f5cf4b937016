"""What the wording of two documents says for one event: words in common, weighed by how rare they are.

Rarity is counted on the collection itself (a story counts once), so a small collection hardly knows it: all that
wording says is weighed by ``share``, which grows from 0 to 1 with the number of documents.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from harmattan.linking.rules import rule
from harmattan.model import Document

_WORD = re.compile(r"\d+(?:-year-old)?|[^\W\d_]+")
_HOST = re.compile(r"://([^/:?#]+)")
_MOSTLY = 0.7
"""Share of the documents with a word that write it with a capital throughout, from which on it is a name."""


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of one document that other documents use too."""

    numbers: NDArray[np.int32]
    """The words, by number, ascending."""
    weights: NDArray[np.float32]
    """Their TF-IDF weights, of unit length together."""
    names: Mapping[str, float]
    """Rare words that are mostly written with a capital, and what each tells (nats)."""


class Wording:
    """The words of all documents of a collection."""

    def __init__(self, documents: Sequence[Document], stories: Mapping[str, str]) -> None:
        """``stories``: the story of each document, by id."""
        limits = rule("wording")
        self._limits: Mapping[str, float] = {k: float(v) for k, v in limits.items()}
        counts = {d.id: _counts(d) for d in documents}
        spread, told, capital = _spread(counts, stories)
        self._number = {word: k for k, word in enumerate(sorted(w for w, n in spread.items() if n > 1))}
        total = max(len(set(stories.values())), 1)
        self._rarity = {w: math.log(max(total, 2) / told[w]) for w in self._number}
        rare = {
            w
            for w in self._number
            if spread[w] <= self._limits["rare_documents"] and capital[w] >= _MOSTLY * spread[w] and not w[0].isdigit()
        }
        house = self._house_words(documents, counts)
        self._words = {d.id: self._words_of(counts[d.id], rare, house.get(outlet(d), frozenset())) for d in documents}
        self.share = len(documents) / (len(documents) + self._limits["collection"])

    def _house_words(self, documents: Sequence[Document], counts: Mapping[str, Counter[str]]) -> dict[str, set[str]]:
        """What each outlet writes in most of its texts (its name, its menus): that tells nothing of a subject."""
        texts: dict[str, list[str]] = defaultdict(list)
        for document in documents:
            if name := outlet(document):
                texts[name].append(document.id)
        found: dict[str, set[str]] = {}
        for name, keys in texts.items():
            if len(keys) >= self._limits["house_documents"]:
                used = Counter(word for key in keys for word in {w.lower() for w in counts[key]})
                found[name] = {word for word, n in used.items() if n >= self._limits["house_share"] * len(keys)}
        return found

    def _words_of(self, count: Counter[str], rare: set[str], house: Set[str]) -> Words:
        found = sorted(
            (self._number[word], word, n)
            for word, n in _folded(count).items()
            if word in self._number and word not in house
        )
        tells = np.array([self._rarity[word] for _, word, _ in found], dtype=np.float64)
        often = np.array([1 + math.log(n) for _, _, n in found], dtype=np.float64)
        weights = often * tells
        length = float(np.linalg.norm(weights))
        return Words(
            np.array([k for k, _, _ in found], dtype=np.int32),
            (weights / length if length else weights).astype(np.float32),
            {word: float(t * o) for (_, word, _), t, o in zip(found, tells, often, strict=True) if word in rare},
        )

    def cosine(self, a: str, b: str) -> float:
        """Likeness of the words of two documents, 0 to 1."""
        one, other = self._words[a], self._words[b]
        _, i, j = np.intersect1d(one.numbers, other.numbers, assume_unique=True, return_indices=True)
        return float(one.weights[i] @ other.weights[j])

    def names(self, a: str, b: str) -> float:
        """What the rare names that two documents share tell, in nats."""
        one, other = self._words[a].names, self._words[b].names
        if len(one) > len(other):
            one, other = other, one
        return sum(min(value, other[name]) for name, value in one.items() if name in other)

    def mentions(self, document: str, name: str) -> bool:
        """Whether a document uses all words of a name that another document uses too."""
        numbers = self._words[document].numbers
        wanted = [self._number.get(word) for word in _WORD.findall(name.casefold())]
        return bool(wanted) and all(k is not None and _holds(numbers, k) for k in wanted)

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
            # Rounded, so that ties are broken by id on every machine.
            order = np.lexsort((others, -np.round(shared, 6)))[:most]
            for other in others[order[shared[order] > 0]].tolist():
                pair = (k, other) if k < other else (other, k)
                if pair not in seen:
                    seen.add(pair)
                    yield keys[pair[0]], keys[pair[1]]

    def _postings(self) -> dict[int, tuple[NDArray[np.int32], NDArray[np.float32]]]:
        """Of each uncommon word its documents, as places in id order, and its weights in them."""
        found: dict[int, list[tuple[int, float]]] = defaultdict(list)
        for k, key in enumerate(sorted(self._words)):
            words = self._words[key]
            for number, weight in zip(words.numbers.tolist(), words.weights.tolist(), strict=True):
                found[number].append((k, weight))
        return {
            number: (np.array([k for k, _ in row], dtype=np.int32), np.array([w for _, w in row], dtype=np.float32))
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
    at = int(np.searchsorted(numbers, k))
    return at < len(numbers) and int(numbers[at]) == k


def _counts(document: Document) -> Counter[str]:
    return Counter(_WORD.findall(f"{document.title or ''} . {document.text}"))


def _folded(count: Counter[str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for word, number in count.items():
        found[word.lower()] += number
    return found


def _spread(
    counts: Mapping[str, Counter[str]], stories: Mapping[str, str]
) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """In how many documents and in how many stories each word stands, and in how many documents only capitalised."""
    documents: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    by_story: dict[str, set[str]] = defaultdict(set)
    for key, count in counts.items():
        small = {w for w in count if w[0].islower()}
        words = {w.lower() for w in count}
        documents.update(words)
        capital.update(words - small)
        by_story[stories[key]] |= words
    told = Counter(word for words in by_story.values() for word in words)
    return documents, told, capital
