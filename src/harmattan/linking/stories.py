"""Stories: documents that are copies or rewrites of one original. A story is one source, however many copies.

Reprints share their wording: MinHash over three-word sequences finds them. Rewrites share their sentences' meaning:
sketches of the sentences find texts of about the same days, and the share of sentences of the shorter text that have a
mate in the longer one decides.

Whether two documents belong together depends on these two alone, and a story is whatever hangs together. So the order
of arrival changes nothing, and a new document is compared with a few candidates only.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from harmattan.linking.minhash import band_keys, overlap, shingles
from harmattan.linking.rules import rule
from harmattan.linking.story_postings import Postings
from harmattan.linking.story_sketches import ANY_DAY, Days, Sketch, Sketches
from harmattan.linking.union import Groups
from harmattan.model import Document, Published, content_id
from harmattan.reading.coding import Coding

Vectors = NDArray[np.float32]
Read = Callable[[str], tuple[Document, Coding | None]]

_RECENT = 2048
"""Documents whose three-word sequences are kept, and half as many whose vectors are: copies come close together."""
_DIGEST = 8
"""Bytes of a text's hash; a collision is no danger, since texts that seem equal are compared."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the index keeps of one document."""

    number: int
    document: str
    text_hash: bytes | None
    """Of the text, 8 bytes; None where an earlier document has the same text."""
    keys: tuple[int, ...]
    """Of its wording, unsigned 64-bit numbers, ascending."""
    sketch: Sketch | None
    """Of its sentences; None where they are too few or were not read."""
    days: Days
    """When it appeared, as ordinals."""


class StoryIndex:
    """Documents by story. It keeps no text and no vector: about 0.8 KB of arrays a document of twenty sentences."""

    def __init__(self, read: Read) -> None:
        """``read`` gives a document that was added, and its coding, by id: candidates are compared in full."""
        self._read = read
        self._ids: list[str] = []
        self._groups = Groups()
        self._texts: dict[bytes, int] = {}
        self._wording = Postings()
        self._meaning = Sketches()
        self._shingles = lru_cache(_RECENT)(lambda number: shingles(self._read(self._ids[number])[0].text))
        self._vectors = lru_cache(_RECENT // 2)(self._vectors_of)

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, document: Document, coding: Coding | None) -> None:
        """Find the story of a new document; ``document`` must not have been added before.

        ``coding`` brings the sentence vectors; a document without them can only be found to be a reprint.
        """
        number = self._groups.add()
        self._ids.append(document.id)
        self._add_wording(number, document)
        vectors = None if coding is None else telling_sentences(coding)
        if vectors is not None and len(vectors) >= rule("rewrite")["sentences"]:
            self._add_meaning(number, document, vectors)

    def stories(self) -> dict[str, str]:
        """The story id of every document: a hash of its first member's id, in id order."""
        found: dict[str, str] = {}
        for group in self._groups.groups():
            members = [self._ids[number] for number in group]
            found.update(dict.fromkeys(members, story_id(min(members))))
        return dict(sorted(found.items()))

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        """All that the index knows, for ``numpy.savez``."""
        keys, places = self._wording.arrays()
        return {
            "ids": np.array(self._ids, dtype=np.str_),
            "groups": np.array([self._groups.find(k) for k in range(len(self._ids))], dtype=np.int64),
            "text_hashes": np.frombuffer(b"".join(self._texts), dtype=">u8"),
            "text_numbers": np.array(list(self._texts.values()), dtype=np.int64),
            "keys": keys,
            "places": places,
            **self._meaning.arrays(),
        }

    def entries(self, first: int) -> Iterator[Entry]:
        """What the index keeps of each document from number ``first`` on."""
        hashes = {number: digest for digest, number in self._texts.items() if number >= first}
        keys, places = self._wording.arrays()
        late = places >= first
        wording: dict[int, list[int]] = defaultdict(list)
        for key, place in zip(keys[late].tolist(), places[late].tolist(), strict=True):
            wording[place].append(key)
        meaning = {number: (sketch, days) for number, sketch, days in self._meaning.after(first)}
        for number in range(first, len(self._ids)):
            sketch, days = meaning.get(number, (None, ANY_DAY))
            yield Entry(number, self._ids[number], hashes.get(number), tuple(wording.get(number, ())), sketch, days)

    def group(self, number: int) -> int:
        """The smallest number of the documents in a document's story."""
        return self._groups.find(number)

    @classmethod
    def of(cls, arrays: dict[str, NDArray[np.generic]], read: Read) -> StoryIndex:
        """An index from what ``arrays`` gave, to be extended."""
        made = cls(read)
        made._ids = arrays["ids"].tolist()
        made._groups = Groups(arrays["groups"].tolist())
        hashes = arrays["text_hashes"].astype(">u8").tobytes()
        numbers = arrays["text_numbers"].tolist()
        made._texts = {hashes[_DIGEST * k : _DIGEST * (k + 1)]: number for k, number in enumerate(numbers)}
        made._wording = Postings.of(arrays["keys"].astype(np.uint64), arrays["places"].astype(np.int32))
        made._meaning = Sketches.of(arrays)
        return made

    def _add_wording(self, number: int, document: Document) -> None:
        digest = text_hash(document)
        first = self._texts.setdefault(digest, number)
        if first != number and self._read(self._ids[first])[0].text == document.text:
            # The first copy stands for all: a sign-in wall copied a thousand times is one entry.
            self._groups.join(first, number)
            return
        own = self._shingles(number)
        keys = _keys_of(own)
        if not len(keys):
            return
        for other in self._wording.find(keys):
            if not self._groups.joined(number, other) and _reprint(own, self._shingles(other)):
                self._groups.join(number, other)
        self._wording.add(number, keys)

    def _vectors_of(self, number: int) -> Vectors | None:
        coding = self._read(self._ids[number])[1]
        return None if coding is None else telling_sentences(coding)

    def _add_meaning(self, number: int, document: Document, vectors: Vectors) -> None:
        days = days_of(document.published)
        sketch = Sketch.of(vectors)
        for other in self._meaning.find(sketch, days):
            if self._groups.joined(number, other):
                continue
            theirs = self._vectors(other)
            # By id, so that of two texts of one length the same one is taken for the shorter in any order of arrival.
            pair = (vectors, theirs) if document.id < self._ids[other] else (theirs, vectors)
            if pair[0] is not None and pair[1] is not None and mate_share(*pair) >= rule("rewrite")["share"]:
                self._groups.join(number, other)
        self._meaning.add(number, sketch, days)


def story_id(first: str) -> str:
    """The id of the story whose first document in id order has this id."""
    return content_id("s", first)


def find_stories(documents: Sequence[Document], codings: Iterable[Coding]) -> dict[str, str]:
    """The story id of every document."""
    by_id = {d.id: d for d in documents}
    found = {c.document_id: c for c in codings}
    index = StoryIndex(lambda key: (by_id[key], found.get(key)))
    for key in sorted(by_id):
        index.add(by_id[key], found.get(key))
    return index.stories()


def mate_share(a: Vectors, b: Vectors) -> float:
    """Share of the sentences of the shorter text that have a mate in the longer one; shapes (n, 384), unit length."""
    shorter, longer = (a, b) if len(a) <= len(b) else (b, a)
    if not len(shorter):
        return 0.0
    mates = (shorter @ longer.T).max(axis=1) > rule("rewrite")["mate"]
    return float(mates.mean())


def telling_sentences(coding: Coding) -> Vectors | None:
    """Vectors of the sentences long enough to say something of their own, shape (n, 384)."""
    if coding.sentence_vectors is None:
        return None
    shortest = rule("rewrite")["characters"]
    keep = [k for k, (start, end) in enumerate(coding.sentence_offsets) if end - start >= shortest]
    return coding.sentence_vectors[np.array(keep, dtype=np.intp)]


def _reprint(own: NDArray[np.uint64], other: NDArray[np.uint64]) -> bool:
    limits = rule("reprint")
    shared, contained = overlap(own, other)
    return bool(shared >= limits["shared"] or contained >= limits["contained"])


def text_hash(document: Document) -> bytes:
    """Eight bytes that the same texts share."""
    return hashlib.blake2b(document.text.encode("utf-8", "replace"), digest_size=_DIGEST).digest()


def wording_keys(document: Document) -> list[int]:
    """Numbers below 2**64; documents that share much of their wording have one in common; tiny texts have none."""
    found: list[int] = _keys_of(shingles(document.text)).tolist()
    return found


def _keys_of(own: NDArray[np.uint64]) -> NDArray[np.uint64]:
    return band_keys(own if len(own) >= rule("reprint")["shingles"] else own[:0])


def days_of(published: Published) -> Days:
    """First and last possible day of a document; any day where nothing is known.

    A crawl came on the day of publication or at most ``crawl_lag`` days later.
    """
    if published.basis == "header" and published.latest:
        return published.latest.toordinal() - int(rule("crawl_lag")), published.latest.toordinal()
    if not published.is_firm or not (published.earliest and published.latest):
        return ANY_DAY
    return published.earliest.toordinal(), published.latest.toordinal()
