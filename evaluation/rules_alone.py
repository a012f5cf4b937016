"""What the event heads add: suites with the rules alone beside rules and network together.

``python -m evaluation.rules_alone [SUITE...]`` prints both figures of each measure. The parse is the same; only the
event scores of sentences are taken away.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from evaluation.suites import SUITES, Figures
from harmattan.reading.language_model import LanguageModel
from harmattan.reading.syntax import Sentence
from harmattan.reading.tokenize import SentenceSpan

DEFAULT = ("corpus dev", "corpus test", "negatives", "ucdp", "muc tst1 tst2")
Chosen = Sequence[tuple[str, Sequence[SentenceSpan]]]


@contextmanager
def without_event_scores() -> Iterator[None]:
    """Within it every sentence is read as if the network had no event heads."""
    whole = LanguageModel.analyse_chosen

    def bare(self: LanguageModel, chosen: Chosen) -> list[list[Sentence]]:
        return [[replace(s, events=None) for s in row] for row in whole(self, chosen)]

    LanguageModel.analyse_chosen = bare  # type: ignore[method-assign]
    try:
        yield
    finally:
        LanguageModel.analyse_chosen = whole  # type: ignore[method-assign]


def compare(name: str) -> tuple[Figures, Figures]:
    """The figures of a suite: rules alone, rules and network."""
    with without_event_scores():
        alone = SUITES[name]()
    return alone, SUITES[name]()


def main() -> None:
    """Prints a table a suite."""
    for name in sys.argv[1:] or DEFAULT:
        alone, both = compare(name)
        print(f"\n{name:42} {'rules':>8} {'both':>8}")
        for measure, value in both.items():
            print(f"  {measure:40} {alone[measure]:8.3f} {value:8.3f}")


if __name__ == "__main__":
    main()
