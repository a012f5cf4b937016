"""How far two markings of the same pieces agree: what the style guide settles and what it leaves open.

``python -m training.agreement [FIRST SECOND]`` prints the table. By default it compares the two files of
``training/corpus/second``: the marks that 54 pieces of the corpus bore at first, and marks set anew on the bare texts,
without sight of the first. Their marks are left as they were written, also where the corpus was corrected afterwards: a
figure taken after its disagreements were settled would say nothing.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from evaluation.metrics import b_cubed
from training.event_labels import LAYERS, EventSentence, WordTrigger, labelled_pieces
from training.marks import FOLDER, ROLE_NAMES, Piece, read_pieces

FIRST = FOLDER / "second" / "first-pass.txt"
SECOND = FOLDER / "second" / "second-pass.txt"

Pair = tuple[EventSentence, EventSentence]
"""One sentence in both markings."""


@dataclass(frozen=True)
class Line:
    """One line of the table; what does not apply, or cannot be worked out, is None."""

    name: str
    number: int
    """Of words, sentences or triggers that the figures rest on; for F1 the mean of both markings."""
    f1: float | None = None
    share: float | None = None
    """Of equal labels."""
    kappa: float | None = None


def kappa(labels: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """Agreement of pairs of labels beyond chance, by Cohen (1960), "A coefficient of agreement for nominal scales".

    1 is full agreement, 0 what labels drawn at random with each side's own frequencies would reach. None where there
    is nothing to agree on: no pair, or one single label on both sides.
    """
    n = len(labels)
    first, second = Counter(a for a, _ in labels), Counter(b for _, b in labels)
    by_chance = sum(first[label] * second[label] for label in first)
    if by_chance == n * n:
        return None
    return (n * sum(a == b for a, b in labels) - by_chance) / (n * n - by_chance)


def share(labels: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """How many of the pairs are equal, None where there is none."""
    return sum(a == b for a, b in labels) / len(labels) if labels else None


def overlap(first: set[Hashable], second: set[Hashable]) -> float | None:
    """F1 of two sets, the same whichever counts as gold (Hripcsak and Rothschild 2005); None where both are empty."""
    return 2 * len(first & second) / (len(first) + len(second)) if first or second else None


def paired(first: Sequence[Piece], second: Sequence[Piece]) -> list[Pair]:
    """The sentences of the same pieces side by side.

    Raises:
        ValueError: the markings do not hold the same pieces with the same words.
    """
    pairs = list(zip(labelled_pieces(list(first)), labelled_pieces(list(second)), strict=False))
    different = next((a.piece for a, b in pairs if (a.piece, a.words) != (b.piece, b.words)), None)
    if different or [p.id for p in first] != [p.id for p in second]:
        raise ValueError(f"the markings differ in more than marks: {different or 'not the same pieces'}")
    return pairs


def _by_word(sentence: EventSentence) -> dict[int, WordTrigger]:
    return {t.word: t for t in reversed(sentence.triggers)}


def common_triggers(pairs: Iterable[Pair]) -> list[tuple[WordTrigger, WordTrigger, str]]:
    """The words that both markings call a trigger, as each of them sees it, and the piece."""
    return [
        (mine, theirs[word], a.piece)
        for a, b in pairs
        for theirs in [_by_word(b)]
        for word, mine in sorted(_by_word(a).items())
        if word in theirs
    ]


def coreference(common: Sequence[tuple[WordTrigger, WordTrigger, str]]) -> float | None:
    """B-cubed F1 of the events of each piece over common triggers.

    Bagga and Baldwin (1998), "Algorithms for scoring coreference chains".
    """
    first = {str(i): (piece, a.event) for i, (a, _, piece) in enumerate(common)}
    second = {str(i): (piece, b.event) for i, (_, b, piece) in enumerate(common)}
    return b_cubed(first, second)[2] if common else None


def _words(sentences: Iterable[EventSentence], letter: str) -> set[Hashable]:
    return {(i, word) for i, s in enumerate(sentences) for word, its in s.outside if its == letter}


def _tied(sentences: Iterable[EventSentence], letter: str, common: Sequence[set[int]]) -> set[Hashable]:
    return {
        (i, trigger, word)
        for i, s in enumerate(sentences)
        for trigger, word, its in s.roles
        if its == letter and trigger in common[i]
    }


def _f1_line(name: str, first: set[Hashable], second: set[Hashable]) -> Line:
    return Line(name, round((len(first) + len(second)) / 2), f1=overlap(first, second))


def _label_line(name: str, labels: Sequence[tuple[Hashable, Hashable]]) -> Line:
    return Line(name, len(labels), share=share(labels), kappa=kappa(labels))


def _news(sentence: EventSentence) -> set[int]:
    return {t.word for t in sentence.triggers if t.is_news}


def compare(pairs: Sequence[Pair]) -> list[Line]:
    """All lines of the table."""
    first, second = [a for a, _ in pairs], [b for _, b in pairs]
    both = [set(_by_word(a)) & set(_by_word(b)) for a, b in pairs]
    common = common_triggers(pairs)
    lines = [
        _f1_line(
            "trigger words",
            {(i, t.word) for i, s in enumerate(first) for t in s.triggers},
            {(i, t.word) for i, s in enumerate(second) for t in s.triggers},
        ),
        _label_line("sub-event", [(a.code, b.code) for a, b, _ in common]),
    ]
    lines += [_label_line(name, [(getattr(a, name), getattr(b, name)) for a, b, _ in common]) for name in LAYERS]
    by_word = chain.from_iterable(((i in _news(a), i in _news(b)) for i in range(len(a.words))) for a, b in pairs)
    lines += [
        _label_line("news, common triggers", [(a.is_news, b.is_news) for a, b, _ in common]),
        _label_line("news, all words", list(by_word)),
        _label_line("news, sentences", [(bool(_news(a)), bool(_news(b))) for a, b in pairs]),
        Line("events, B-cubed", len(common), f1=coreference(common)),
    ]
    for letter, name in ROLE_NAMES.items():
        lines.append(_f1_line(f"{letter} {name}", _words(first, letter), _words(second, letter)))
        lines.append(_f1_line("  with its trigger", _tied(first, letter, both), _tied(second, letter, both)))
    for letter in "pds":
        name = f"{letter.upper()}0 {ROLE_NAMES[letter.upper()]} of no event"
        lines.append(_f1_line(name, _words(first, letter), _words(second, letter)))
    return lines


def _figure(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


def table(lines: Sequence[Line]) -> str:
    """The lines as text."""
    rows = [("", "number", "F1", "share", "kappa")]
    rows += [(r.name, str(r.number), _figure(r.f1), _figure(r.share), _figure(r.kappa)) for r in lines]
    return "\n".join(f"{name:<26}" + "".join(f"{cell:>8}" for cell in cells) for name, *cells in rows)


def main(arguments: Sequence[str]) -> int:
    """Prints the table of two files, by default those of ``training/corpus/second``."""
    if len(arguments) not in (0, 2):
        print("usage: python -m training.agreement [FIRST SECOND]")
        return 2
    first, second = [Path(a) for a in arguments] or [FIRST, SECOND]
    print(table(compare(paired(read_pieces(first), read_pieces(second)))))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
