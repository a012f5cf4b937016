"""Mentions of a country's capital that do not name it: "in the capital", "in the Malian capital"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache

from harmattan.codebook.load import read_yaml
from harmattan.reading.syntax import Sentence, Token
from harmattan.resolving.place_mentions import Toponym


def capitals_meant(sentence: Sentence, found: Sequence[Toponym], is_name: Callable[[Token], bool]) -> Iterator[Toponym]:
    """Toponyms for every unnamed capital of a sentence; ``found`` are the names in it, ``is_name`` tells names by form.

    "The capital, Bamako" and "the capital of Mali" are left to their names, "capital punishment" is no place.
    """
    word, before, lead = _words()
    peoples = {t.last: t for t in found if t.kind == "demonym"}
    tokens = sentence.tokens
    for token in tokens:
        i = token.i
        if token.text.lower() != word or i < 2 or not _stands_alone(sentence, i, is_name):
            continue
        first = peoples[i].first if i in peoples else i
        if i in peoples and tokens[first - 1].text.lower() not in lead:
            continue
        at = first - 1
        while at > 1 and first == i and (tokens[at].text == "-" or _describes(tokens[at])):
            at -= 1  # "in Abora's rebel-held capital"
        if tokens[at].text.lower() not in lead:
            continue
        if tokens[at].text.lower() in ("'s", "’s"):
            at -= 1  # back to what has the capital: "in the country's capital"
            while at > 0 and tokens[at].text.lower() not in before:
                at -= 1
            at += 1
        if at < 1 or tokens[at - 1].text.lower() not in before:
            continue
        start = i if i in peoples or at != first - 1 else at
        words = sentence.tokens[start : i + 1]
        text = " ".join(t.text for t in words)
        yield Toponym(sentence.index, start, i + 1, words[0].start, token.end, text, capital=True, unnamed=True)


def _describes(token: Token) -> bool:
    return token.upos in ("ADJ", "VERB") or token.text.endswith("-held")


def _stands_alone(sentence: Sentence, i: int, is_name: Callable[[Token], bool]) -> bool:
    tokens = sentence.tokens
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if after is None or any(e.label == "TIME" and e.first == i + 1 for e in sentence.entities):
        return True
    if after.text.lower() == "of" or after.upos in ("NOUN", "PROPN", "ADJ") or after.text in ("'s", "’s", "-"):
        return False
    named = i + 2 < len(tokens) and after.text in (",", "(") and is_name(tokens[i + 2])
    return not named


def towns_meant(sentence: Sentence) -> Iterator[Toponym]:
    """Toponyms for "in this city": the town where the text was written."""
    read = read_yaml("places_words.yaml")
    before, tokens = frozenset(read["capital"]["before"]), sentence.tokens
    for token in tokens[2:]:
        i = token.i
        this = token.text.lower() in read["local"] and tokens[i - 1].text.lower() == "this"
        if this and tokens[i - 2].text.lower() in before:
            text = f"{tokens[i - 1].text} {token.text}"
            yield Toponym(sentence.index, i - 1, i + 1, tokens[i - 1].start, token.end, text, local=True, unnamed=True)


@cache
def _words() -> tuple[str, frozenset[str], frozenset[str]]:
    read = read_yaml("places_words.yaml")["capital"]
    return read["word"], frozenset(read["before"]), frozenset(read["lead"])
