"""What a text is about when it is not about conflict: used to raise doubt, never to decide alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from harmattan.codebook.load import read_yaml
from harmattan.reading.syntax import Sentence

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})


@dataclass(frozen=True, slots=True)
class TopicReading:
    """The topic whose words are most frequent, and the share of each topic's words among the content words."""

    topic: str | None = None
    """None where no topic stands out, or conflict words outweigh it."""
    share: float = 0.0
    shares: tuple[tuple[str, float], ...] = ()
    """Every topic met, the most frequent first; shares between 0 and 1."""


@cache
def _lexicon() -> tuple[int, float, Mapping[str, frozenset[str]], frozenset[str]]:
    raw = read_yaml("topics.yaml")
    topics = {str(name): frozenset(map(str, words)) for name, words in raw["topics"].items()}
    return int(raw["words"]), float(raw["share"]), topics, frozenset(map(str, raw["conflict"]))


def topic_reading(sentences: Sequence[Sentence]) -> TopicReading:
    """The topic of a document (or of any run of sentences)."""
    least, floor, topics, conflict = _lexicon()
    content = [token.lemma for sentence in sentences for token in sentence.tokens if token.upos in _CONTENT]
    if not content:
        return TopicReading()
    counted: list[tuple[str, float, int]] = []
    for name, words in topics.items():
        hits = [lemma for lemma in content if lemma in words]
        if hits:
            counted.append((name, len(hits) / len(content), len(set(hits))))
    counted.sort(key=lambda row: (-row[1], row[0]))
    shares = tuple((name, round(share, 4)) for name, share, _ in counted)
    of_conflict = sum(lemma in conflict for lemma in content) / len(content)
    for name, share, different in counted:
        if share >= floor and different >= least and share > of_conflict:
            return TopicReading(name, round(share, 4), shares)
    return TopicReading(None, 0.0, shares)
