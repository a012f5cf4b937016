"""``python -m evaluation.story_stream N...``: time, memory, recall and precision of the story index on a long stream.

For each N the first N documents of one stream (see ``story_texts``) go into a new index, one after the other, in a
process of its own. Printed are processor seconds of the index and of making the texts, wall seconds of both, the
largest memory of the process and the bytes that the index holds; how many of the pairs that have one story tell one
base text (precision, over the whole stream); and recall: of the pairs that exact search finds, how many have one story.
Exact search compares a sample of copies with every document near them in time, by all three-word sequences and all
sentence vectors. The exponent is that of n in the index's processor time between one size and the next. ``--rate`` sets
how many documents a day bring; ``--sample`` how many copies exact search looks up.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evaluation.story_texts import Stream, Vectors, corpus_sentences, sentence_vectors
from harmattan.linking.minhash import overlap, shingles
from harmattan.linking.rules import rule
from harmattan.linking.stories import StoryIndex, mate_share, telling_sentences
from harmattan.model import Document
from harmattan.reading.coding import Coding

Keys = NDArray[np.uint64]
_PLACES = 4
_COLUMNS = (
    "documents",
    "index s",
    "ms each",
    "time ^",
    "making s",
    "wall s",
    "peak MiB",
    "index MiB",
    "precision",
    "reprints",
    "rewrites",
)


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


def measure(stream: Stream, count: int) -> tuple[float, float, int, dict[str, str]]:
    """For the first ``count`` documents: processor seconds of the index and of making them, bytes, and the stories."""
    read = _Timed(stream)
    index = StoryIndex(read)
    begun = time.process_time()
    for number in range(count):
        index.add(*read(f"d{number:08d}"))
    seconds = time.process_time() - begun - read.seconds
    return seconds, read.seconds, sum(values.nbytes for values in index.arrays().values()), index.stories()


def exact_pairs(stream: Stream, count: int, sample: int, rate: int) -> Iterator[tuple[str, int, int]]:
    """Pairs that exact search finds for copies from four places of the stream: kind, and the two numbers.

    Kinds: reprint, rewrite (not a reprint too).
    """
    reach = rate * int(rule("story_days"))

    @lru_cache(maxsize=2 * reach + 1024)
    def told(number: int) -> tuple[Keys, Vectors | None]:
        document, coding = stream.document(number)
        return shingles(document.text), telling_sentences(coding)

    for copy in _copies(stream, count, sample):
        own, vectors = told(copy)
        for number in range(max(copy - reach, 0), min(copy + reach, count)):
            if number == copy:
                continue
            words, theirs = told(number)
            if _reprint(own, words):
                yield "reprint", copy, number
            elif vectors is not None and theirs is not None and _rewrite(vectors, theirs):
                yield "rewrite", copy, number


def _copies(stream: Stream, count: int, sample: int) -> Iterator[int]:
    """Copies in a row from four places spread over the stream: such share what they are compared with."""
    each = -(-sample // _PLACES)
    for place in range(_PLACES):
        copies = (k for k in range(count * place // _PLACES, count) if stream.kind(k) != "base")
        yield from islice(copies, each)


def precision(stream: Stream, stories: dict[str, str]) -> float:
    """Share of the pairs in one story that tell one base text."""
    whole = Counter(stories.values())
    right = Counter((story, stream.base(int(key[1:]))) for key, story in stories.items())
    pairs, good = (sum(n * (n - 1) for n in sizes.values()) for sizes in (whole, right))
    return good / pairs if pairs else 1.0


def _reprint(a: Keys, b: Keys) -> bool:
    limits = rule("reprint")
    shared, contained = overlap(a, b)
    return bool(shared >= limits["shared"] or contained >= limits["contained"])


def _rewrite(a: Vectors, b: Vectors) -> bool:
    limits = rule("rewrite")
    return bool(min(len(a), len(b)) >= limits["sentences"] and mate_share(a, b) >= limits["share"])


def one(size: int, rate: int, sample: int) -> dict[str, Any]:
    """The figures of one size, in this process."""
    sentences = corpus_sentences()
    stream = Stream(sentences, sentence_vectors(sentences), rate)
    wall = time.perf_counter()
    seconds, making, held, stories = measure(stream, size)
    wall = time.perf_counter() - wall
    found: dict[str, list[bool]] = {"reprint": [], "rewrite": []}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    for kind, a, b in exact_pairs(stream, size, sample, rate):
        found[kind].append(stories[f"d{a:08d}"] == stories[f"d{b:08d}"])
    return {
        "documents": size,
        "seconds": seconds,
        "making": making,
        "wall": wall,
        "peak": peak,
        "held": held / 2**20,
        "precision": precision(stream, stories),
        **{kind: [sum(hits), len(hits)] for kind, hits in found.items()},
    }


def main() -> int:
    """Prints one line a size."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.story_stream", description="Scale of the story index.")
    parser.add_argument("sizes", nargs="*", type=int, default=[1000, 10000], help="numbers of documents")
    parser.add_argument("--rate", type=int, default=100, help="documents a day (default 100)")
    parser.add_argument("--sample", type=int, default=40, help="copies that exact search looks up (default 40)")
    parser.add_argument("--here", action="store_true", help="measure the first size in this process; prints JSON")
    options = parser.parse_args()
    if options.here:
        print(json.dumps(one(options.sizes[0], options.rate, options.sample)))
        return 0
    print("  ".join(name.rjust(max(len(name), 9)) for name in _COLUMNS))
    before: dict[str, Any] | None = None
    for size in sorted(options.sizes):
        command = [sys.executable, "-m", "evaluation.story_stream", "--here", str(size)]
        command += ["--rate", str(options.rate), "--sample", str(options.sample)]
        found = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)
        growth = ""
        if before is not None:
            growth = f"{math.log(found['seconds'] / before['seconds']) / math.log(size / before['documents']):.2f}"
        before = found
        cells = [
            f"{size}",
            f"{found['seconds']:.1f}",
            f"{1000 * found['seconds'] / size:.2f}",
            growth,
            f"{found['making']:.1f}",
            f"{found['wall']:.1f}",
            f"{found['peak']:.0f}",
            f"{found['held']:.1f}",
            f"{found['precision']:.4f}",
            *(f"{found[kind][0]} of {found[kind][1]}" for kind in ("reprint", "rewrite")),
        ]
        print("  ".join(c.rjust(max(len(n), 9)) for c, n in zip(cells, _COLUMNS, strict=True)), flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
