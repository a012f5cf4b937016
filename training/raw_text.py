"""Treebank sentences back to running text, to measure the tokenizer on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from harmattan.reading.tokenize import split_text
from training.treebank import Gold


@dataclass
class RawDocument:
    """Text with the offsets of its gold words and sentences."""

    text: str
    words: set[tuple[int, int]]
    sentences: set[tuple[int, int]]


def raw_documents(sentences: Sequence[Gold]) -> list[RawDocument]:
    """One running text per document, paragraphs separated by an empty line."""
    grouped: dict[str, list[Gold]] = {}
    for sentence in sentences:
        grouped.setdefault(sentence.document, []).append(sentence)
    return [_document(group) for group in grouped.values()]


def _document(sentences: Sequence[Gold]) -> RawDocument:
    parts: list[str] = []
    length = 0
    words: set[tuple[int, int]] = set()
    bounds: set[tuple[int, int]] = set()
    for i, sentence in enumerate(sentences):
        if i and sentence.new_paragraph:
            parts.append("\n\n")
            length += 2
        first = length
        last = length
        for word, space in zip(sentence.words, sentence.space_after, strict=True):
            words.add((length, length + len(word)))
            last = length + len(word)
            parts.append(word + (" " if space else ""))
            length += len(parts[-1])
        bounds.add((first, last))
    return RawDocument("".join(parts), words, bounds)


def f1(gold: int, found: int, right: int) -> float:
    """Harmonic mean of precision and recall, in percent."""
    return 200.0 * right / (gold + found) if gold + found else 0.0


def tokenizer_scores(sentences: Sequence[Gold]) -> tuple[float, float]:
    """Word F1 and sentence F1 on running text, in percent; a sentence counts if both its ends are right."""
    counts = [[0, 0, 0], [0, 0, 0]]
    for document in raw_documents(sentences):
        spans = split_text(document.text)
        found = {t for s in spans for t in s.tokens}, {(s.start, s.end) for s in spans}
        for count, gold, mine in zip(counts, (document.words, document.sentences), found, strict=True):
            for k, n in enumerate((len(gold), len(mine), len(gold & mine))):
                count[k] += n
    return f1(*counts[0]), f1(*counts[1])
