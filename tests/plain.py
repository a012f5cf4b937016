"""Sentences without a language model: words by Harmattan's own tokenizer, capitalised ones taken for names."""

from __future__ import annotations

from collections.abc import Sequence

from harmattan.reading.syntax import Entity, EntityLabel, Sentence, Token
from harmattan.reading.tokenize import split_text


def plain(text: str, *locations: str, people: Sequence[str] = ()) -> list[Sentence]:
    """The sentences of ``text`` with these names marked as LOC and PER entities, as the language model would."""
    entities: dict[str, EntityLabel] = {**dict.fromkeys(locations, "LOC"), **dict.fromkeys(people, "PER")}
    found = []
    for span in split_text(text):
        tokens = tuple(_token(i, text, start, end) for i, (start, end) in enumerate(span.tokens))
        words = [t.text for t in tokens]
        marked = []
        for name, label in entities.items():
            parts = name.split()
            for i in range(len(words) - len(parts) + 1):
                if words[i : i + len(parts)] == parts:
                    marked.append(Entity(i, i + len(parts), label))
        found.append(Sentence(span.index, span.paragraph, span.start, span.end, tokens, tuple(marked)))
    return found


def _token(i: int, text: str, start: int, end: int) -> Token:
    word = text[start:end]
    name = word[:1].isupper() and (i > 0 or len(word) > 3)
    return Token(i, start, end, word, word.lower(), "PROPN" if name else "X", "NNP" if name else "XX", -1, "dep")
