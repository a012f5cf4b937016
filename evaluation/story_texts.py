"""A synthetic stream of documents whose stories are known, for measuring the story index at any size.

A base text is 8 to 20 sentences drawn from our own marked corpus (``training/corpus``, marks taken off), in which
every number and a third of the capitalised words are exchanged for invented ones, so that no two base texts are
alike. Of the documents, in seeded order:

- 70% are base texts of their own,
- 15% reprints of an earlier document's base: up to a third of the sentences cut from the end, one word in fifty
  changed,
- 15% rewrites: sentences in another order, one in six left out, and every third word exchanged.

The stream brings ``rate`` documents a day; copies appear within three days of their base text; one document in a
hundred has no date. Vectors are not read by the network, which would take days for a million texts: a corpus sentence
has the vector that the network gives it, a base text turns it by noise (cosine about .95), a rewrite turns it again
so that mates have a cosine of about .82 (with a spread from .7 to .9, as real rewrites have).

Every document follows from its number alone, so that any one can be made again instead of being kept.
"""

from __future__ import annotations

import datetime as dt
import random
import re
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from evaluation.shared import ROOT
from harmattan.model import Document, Published
from harmattan.reading.coding import Coding
from harmattan.reading.language_model import LanguageModel

Vectors = NDArray[np.float32]

_MARK = re.compile(r"\[([^\[\]|]*)\|[^\[\]]*\]")
_CHANGING = re.compile(r"(\b[0-9]+\b|\b[A-Z][^\W_]*)")
_SYLLABLES = [consonant + vowel for consonant in "bdfgklmnprstvwz" for vowel in "aeiou"]
_FIRST_DAY = dt.date(2015, 1, 1)
_WINDOW = 3
_NOISE_BASE, _NOISE_REWRITE = 0.33, (0.45, 0.95)


def corpus_sentences(most: int = 2000) -> list[str]:
    """Sentences of our own corpus without marks, each once, in file order; every so many to reach ``most``."""
    found: dict[str, None] = {}
    for path in sorted((ROOT / "training" / "corpus").glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            text = _plain(line)
            if 60 <= len(text) <= 320 and not line.startswith("#"):
                found[text] = None
    every = list(found)
    step = max(len(every) // most, 1)
    return every[::step][:most]


def sentence_vectors(sentences: list[str]) -> Vectors:
    """What the shipped network makes of sentences, unit length, shape (n, 384)."""
    model = LanguageModel.load(1)
    # Where the network cuts a line into several sentences, the first one speaks for it.
    return np.array([read[0].vector for read in model.analyse_many(sentences)], dtype=np.float32)


class Stream:
    """The documents of a stream by number."""

    def __init__(self, sentences: list[str], vectors: Vectors, rate: int) -> None:
        self._sentences = sentences
        self._vectors = vectors
        self._rate = rate
        self._parts = [_CHANGING.split(sentence) for sentence in sentences]
        self._bases = lru_cache(maxsize=1 << 16)(self._base)

    def base(self, number: int) -> int:
        """The document whose base text a document tells; itself where it is a base text."""
        return self._bases(number)

    def _base(self, number: int) -> int:
        draw = random.Random(f"origin {number}")
        if number == 0 or draw.random() < 0.7:
            return number
        other = number - draw.randrange(1, max(self._rate * _WINDOW, 2))
        return self.base(other) if other >= 0 else number

    def kind(self, number: int) -> str:
        """base, reprint or rewrite."""
        if self.base(number) == number:
            return "base"
        return "reprint" if random.Random(f"kind {number}").random() < 0.5 else "rewrite"

    def document(self, number: int) -> tuple[Document, Coding]:
        """One document and its sentence vectors."""
        base = self.base(number)
        texts, vectors = self._base_text(base)
        kind = self.kind(number)
        if kind != "base":
            texts, vectors = (_reprint if kind == "reprint" else _rewrite)(number, texts, vectors)
        offsets, at = [], 0
        for text in texts:
            offsets.append((at, at + len(text)))
            at += len(text) + 1
        key = f"d{number:08d}"
        document = Document(id=key, text=" ".join(texts), language="en", published=self._published(number))
        return document, Coding(key, sentence_offsets=tuple(offsets), sentence_vectors=vectors)

    def _base_text(self, number: int) -> tuple[list[str], Vectors]:
        draw = random.Random(f"base {number}")
        chosen = draw.sample(range(len(self._sentences)), draw.randrange(8, 21))
        names: dict[str, str] = {}

        def changed(word: str) -> str:
            if word.isdigit():
                return str(draw.randrange(10 ** (len(word) - 1), 10 ** len(word)))
            if word not in names:
                names[word] = _invented(draw) if draw.random() < 1 / 3 else word
            return names[word]

        # Of the parts of a sentence every second one is a number or a word with a capital.
        texts = ["".join(changed(part) if at % 2 else part for at, part in enumerate(self._parts[k])) for k in chosen]
        return texts, _turned(np.random.default_rng((3, number)), self._vectors[chosen], _NOISE_BASE)

    def _published(self, number: int) -> Published:
        if random.Random(f"date {number}").random() < 0.01:
            return Published()
        day = _FIRST_DAY + dt.timedelta(days=number // self._rate)
        return Published(date=day, earliest=day, latest=day, basis="given")


def _reprint(number: int, texts: list[str], vectors: Vectors) -> tuple[list[str], Vectors]:
    draw = random.Random(f"reprint {number}")
    kept = len(texts) - draw.randrange(0, len(texts) // 3 + 1)
    return [_exchanged(draw, text, 1 / 50) for text in texts[:kept]], vectors[:kept]


def _rewrite(number: int, texts: list[str], vectors: Vectors) -> tuple[list[str], Vectors]:
    draw = random.Random(f"rewrite {number}")
    order = draw.sample(range(len(texts)), max(len(texts) * 5 // 6, 6))
    turn = np.random.default_rng((6, number))
    return [_exchanged(draw, texts[k], 1 / 3) for k in order], _turned(
        turn, vectors[order], draw.uniform(*_NOISE_REWRITE)
    )


def _exchanged(draw: random.Random, text: str, share: float) -> str:
    return " ".join(_invented(draw).lower() if draw.random() < share else word for word in text.split(" "))


def _invented(draw: random.Random) -> str:
    return "".join(draw.choices(_SYLLABLES, k=3)).capitalize()


def _turned(draw: np.random.Generator, vectors: Vectors, noise: float) -> Vectors:
    """Unit vectors turned by noise of that length: their cosine with the original is about 1 / sqrt(1 + noise ** 2)."""
    away = draw.standard_normal(vectors.shape, dtype=np.float32)
    away *= noise / np.sqrt(vectors.shape[1])
    turned = vectors + away
    unit: Vectors = (turned / np.linalg.norm(turned, axis=1, keepdims=True)).astype(np.float32)
    return unit


def _plain(line: str) -> str:
    before = ""
    while before != line:
        before, line = line, _MARK.sub(r"\1", line)
    return line.strip()
