"""Names that a document uses of people and organisations, so that the same name is no place elsewhere in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from harmattan.reading.syntax import Sentence

_SURNAME = 2
"""Votes of a whole person's name for each of its words: "Hector Abora" speaks for "Abora, 45, was ..."."""


def names_of_others(sentences: Sequence[Sentence]) -> frozenset[str]:
    """Lower-case names that the language model takes for a person or an organisation more often than for a place.

    What is one thing in one sentence is no other in the next.
    """
    votes: Counter[str] = Counter()
    for sentence in sentences:
        for entity in sentence.entities:
            words = [sentence.tokens[i].text.lower() for i in range(entity.first, entity.last)]
            if entity.label == "LOC":
                votes[" ".join(words)] -= 1
            elif entity.label in ("ORG", "PER"):
                votes[" ".join(words)] += 1
            if entity.label == "PER" and len(words) > 1:
                votes.update({word: _SURNAME for word in words if len(word) > 2})
    return frozenset(name for name, count in votes.items() if count > 0)
