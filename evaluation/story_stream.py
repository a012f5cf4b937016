"""``python -m evaluation.story_stream N...``: time, memory and recall of the story index on a synthetic stream.

For each N the first N documents of one stream (see ``story_texts``) go into a new index, one after the other. Printed
are processor seconds (making the texts not counted), bytes that the index holds, how many base texts share a story
with another one (wrongly), and recall: of the pairs that exact search finds, how many have one story. Exact search
compares a sample of copies with every document near them in time, by all three-word sequences and all sentence
vectors. The exponent is that of n in the time between one size and the next. ``--rate`` sets how many documents a day
bring; ``--sample`` how many copies exact search looks up.
"""

from __future__ import annotations

import argparse
import math
import time
from collections.abc import Iterator
from functools import lru_cache

import numpy as np

from evaluation.story_texts import Stream, corpus_sentences, sentence_vectors
from harmattan.linking.minhash import overlap, shingles
from harmattan.linking.rules import rule
from harmattan.linking.stories import StoryIndex, mate_share, telling_sentences
from harmattan.model import Document
from harmattan.reading.coding import Coding


class _Timed:
    """Makes documents again when the index asks for them, and counts the time that takes."""

    def __init__(self, stream: Stream) -> None:
        self.seconds = 0.0
        self._made = lru_cache(maxsize=4096)(stream.document)

    def __call__(self, key: str) -> tuple[Document, Coding]:
        begun = time.process_time()
        made = self._made(int(key[1:]))
        self.seconds += time.process_time() - begun
        return made


def measure(stream: Stream, count: int) -> tuple[float, int, dict[str, str]]:
    """Processor seconds, bytes and the stories of the first ``count`` documents."""
    read = _Timed(stream)
    index = StoryIndex(read)
    begun = time.process_time()
    for number in range(count):
        index.add(*read(f"d{number:08d}"))
    seconds = time.process_time() - begun - read.seconds
    return seconds, sum(values.nbytes for values in index.arrays().values()), index.stories()


def exact_pairs(stream: Stream, count: int, sample: int, rate: int) -> Iterator[tuple[str, int, int]]:
    """Pairs that exact search finds for copies spread evenly over the stream: kind, and the two numbers.

    Kinds: reprint, rewrite (not a reprint too).
    """
    reach = rate * int(rule("story_days"))
    copies = [k for k in range(count) if stream.kind(k) != "base"]
    limits = rule("reprint")
    for copy in copies[:: max(len(copies) // sample, 1)][:sample]:
        document, coding = stream.document(copy)
        own, vectors = shingles(document.text), telling_sentences(coding)
        for number in range(max(copy - reach, 0), min(copy + reach, count)):
            if number == copy:
                continue
            other, telling = stream.document(number)
            shared, contained = overlap(own, shingles(other.text))
            theirs = telling_sentences(telling)
            if shared >= limits["shared"] or contained >= limits["contained"]:
                yield "reprint", copy, number
            elif vectors is not None and theirs is not None and _rewrite(vectors, theirs):
                yield "rewrite", copy, number


def _rewrite(
    a: np.ndarray[tuple[int, int], np.dtype[np.float32]], b: np.ndarray[tuple[int, int], np.dtype[np.float32]]
) -> bool:
    limits = rule("rewrite")
    return bool(min(len(a), len(b)) >= limits["sentences"] and mate_share(a, b) >= limits["share"])


def main() -> int:
    """Prints one line a size."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.story_stream", description="Scale of the story index.")
    parser.add_argument("sizes", nargs="*", type=int, default=[1000, 10000], help="numbers of documents")
    parser.add_argument("--rate", type=int, default=100, help="documents a day (default 100)")
    parser.add_argument("--sample", type=int, default=40, help="copies that exact search looks up (default 40)")
    options = parser.parse_args()
    sentences = corpus_sentences()
    stream = Stream(sentences, sentence_vectors(sentences), options.rate)
    print(
        f"{'documents':>10} {'seconds':>9} {'ms each':>8} {'MiB':>8} {'exponent':>9} {'reprints':>14} {'rewrites':>14}"
    )
    before: tuple[int, float] | None = None
    for size in sorted(options.sizes):
        seconds, held, stories = measure(stream, size)
        growth = "" if before is None else f"{math.log(seconds / before[1]) / math.log(size / before[0]):.2f}"
        before = size, seconds
        bases = {k for k in range(size) if stream.kind(k) == "base"}
        wrong = len(bases) - len({stories[f"d{k:08d}"] for k in bases})
        found: dict[str, list[bool]] = {"reprint": [], "rewrite": []}
        for kind, a, b in exact_pairs(stream, size, options.sample, options.rate):
            found[kind].append(stories[f"d{a:08d}"] == stories[f"d{b:08d}"])
        cells = [f"{sum(hits)} of {len(hits)}" for hits in found.values()]
        print(
            f"{size:>10} {seconds:>9.1f} {1000 * seconds / size:>8.2f} {held / 2**20:>8.1f} {growth:>9} "
            f"{wrong:>6} {cells[0]:>14} {cells[1]:>14}",
            flush=True,
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
