"""Place names inside other names ("the Abora Police Department") and before what belongs there ("an Abora man").

They say where a text is about and are the place of no event. Measures of place finding count them as names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from harmattan.codebook.load import read_yaml
from harmattan.reading.syntax import Sentence, Token
from harmattan.resolving.gazetteer import Gazetteer, Place
from harmattan.resolving.gazetteer_sources import ALTERNATE, MAIN
from harmattan.resolving.place_mentions import Toponym
from harmattan.resolving.place_names import normalise

_LONGEST = 4
_LARGE = frozenset(("country", "admin1", "continent"))
_DETERMINERS = frozenset(("the", "a", "an"))
_NAMED = 5_000
"""Inhabitants from which a town at the head of an organisation's name needs no other evidence."""


@dataclass(frozen=True, slots=True)
class _Words:
    counties: frozenset[str]
    heads: frozenset[str]
    people: frozenset[str]
    never: frozenset[str]
    outlets: frozenset[str]
    parts: frozenset[str]


@cache
def _words() -> _Words:
    read = read_yaml("places_words.yaml")
    return _Words(
        frozenset(word for word, feature in read["features"].items() if feature == "admin2"),
        frozenset(read["organisation_heads"]) | frozenset(read["embedding_heads"]),
        frozenset(read["people_of"]),
        frozenset(read["never"])
        | frozenset(read["directions"])
        | frozenset(read["middle"])
        | frozenset(read["features"]),
        frozenset(read["media"]),
        frozenset(read["directions"]) | frozenset(read["name_parts"]),
    )


def embedded_places(
    sentences: Sequence[Sentence], found: Sequence[Toponym], others: frozenset[str], gazetteer: Gazetteer
) -> list[Toponym]:
    """Toponyms of kind "embedded" beside the ``found`` ones, in text order. Sentences in capitals have none.

    ``others`` are the lower-case names that the document uses of people and organisations.
    """
    places = frozenset(normalise(t.text) for t in found if t.kind == "place" and not t.unnamed)
    taken: dict[int, set[int]] = {}
    for toponym in found:
        taken.setdefault(toponym.sentence, set()).update(range(toponym.first, toponym.last))
    return [
        toponym
        for sentence in sentences
        for toponym in _Reader(sentence, taken.get(sentence.index, set()), places, others, gazetteer).read()
    ]


class _Reader:
    """Reads one sentence."""

    def __init__(
        self,
        sentence: Sentence,
        taken: set[int],
        places: frozenset[str],
        others: frozenset[str],
        gazetteer: Gazetteer,
    ) -> None:
        self._sentence, self._taken, self._gazetteer = sentence, taken, gazetteer
        self._places, self._others = places, others
        self._tokens = sentence.tokens
        self._words = _words()
        self._label: Mapping[int, str] = {i: e.label for e in sentence.entities for i in range(e.first, e.last)}

    def read(self) -> Iterator[Toponym]:
        """What the sentence holds."""
        letters = [t.text for t in self._tokens if t.text.isalpha() and len(t.text) > 2]
        if letters and sum(text.isupper() for text in letters) >= 0.7 * len(letters):
            return
        for first, last in self._runs():
            i = first
            while i < last:
                end = next((e for e in range(min(last, i + _LONGEST), i, -1) if self._is_place(first, i, e, last)), 0)
                if end:
                    yield self._toponym(i, end)
                i = end or i + 1

    def _is_name(self, i: int) -> bool:
        token = self._tokens[i]
        return i not in self._taken and token.text[0].isupper() and token.text[-1].isalnum() | (token.text[-1] == ".")

    def _runs(self) -> Iterator[tuple[int, int]]:
        """Stretches of capitalised words that nothing separates."""
        i, size = 0, len(self._tokens)
        while i < size:
            last = i
            while last < size and self._is_name(last):
                last += 1
            if last > i and self._tokens[i].text.lower() in _DETERMINERS:
                i += 1
            if last > i:
                yield i, last
            i = max(last, i + 1)

    def _is_place(self, start: int, first: int, last: int, end: int) -> bool:
        """Whether tokens ``first`` to ``last`` of the run ``start`` to ``end`` name a place."""
        tokens, words = self._tokens, self._words
        low = tokens[first].text.lower()
        if low in words.never and (last - first == 1 or low in _DETERMINERS):
            return False
        if last - first == 1 and len(low) < 3:
            return False
        if last - first == 1 and tokens[first].upos not in ("PROPN", "") and self._label.get(first) is None:
            return False
        if self._label.get(first) == "TIME" or (last < len(tokens) and tokens[last].upos == "NUM"):
            return False
        if first > start and tokens[first - 1].text.lower() in words.parts:
            return False  # "New Abora" is not Abora
        if first and (tokens[first - 1].text in ("&", "and") or tokens[first - 1].text.lower() in words.outlets):
            return False
        hits = self._hits(first, last)
        if not hits:
            return False
        if last - first > 1 and tokens[last - 1].text.lower() in words.counties:
            longer = first > start and tokens[first - 1].text[-1:].isalpha() and self._hits(first - 1, last)
            return not longer and any(p.feature == "admin2" for p in hits)
        after = tokens[last].text.lower() if last < len(tokens) else ""
        known = normalise(self._surface(first, last)) in self._places
        known = known and self._surface(first, last).lower() not in self._others
        large = any(p.feature in _LARGE and p.quality == MAIN for p in hits)
        if last < end:
            return self._heads(start, first, last, end, hits, known=known, large=large)
        if self._label.get(first) == "PER" and not known and after not in words.people:
            return False
        if first > start and not (known or large):
            return False
        if after in words.people:
            return True
        return self._ends(start, first, hits, known=known, large=large)

    def _heads(
        self, start: int, first: int, last: int, end: int, hits: Sequence[Place], *, known: bool, large: bool
    ) -> bool:
        """Before further capitalised words: "Abora Police Department", but not "Abora Smith"."""
        label = self._label.get(first)
        rest = {self._tokens[i].text.lower() for i in range(last, end)}
        organised = bool(rest & self._words.heads)
        if label == "PER":
            return organised and (known or large)
        if organised or label == "ORG":
            return known or large or (first == start and organised and _is_town(hits))
        return known or large

    def _ends(self, start: int, first: int, hits: Sequence[Place], *, known: bool, large: bool) -> bool:
        """At the end of a run: after "of" in an organisation's name, or where the text names it as a place too."""
        tokens = self._tokens
        of = first == start and first > 1 and tokens[first - 1].text.lower() == "of"
        if of and self._label.get(first) == "ORG":
            return known or large
        if first == start:
            return known
        return self._label.get(first) != "PER" and known and not _is_town(hits)

    def _hits(self, first: int, last: int) -> list[Place]:
        found = self._gazetteer.lookup(self._surface(first, last))
        text = self._tokens[first].text
        if last - first == 1 and text.isupper() and len(text) <= _LONGEST:
            return [p for p in found if p.feature == "country" and p.quality == MAIN]
        return [p for p in found if p.quality <= ALTERNATE]

    def _surface(self, first: int, last: int) -> str:
        tokens = self._tokens
        parts = [tokens[first].text]
        for before, token in zip(tokens[first:last], tokens[first + 1 : last], strict=False):
            parts.append(" " + token.text if token.start > before.end else token.text)
        return "".join(parts)

    def _toponym(self, first: int, last: int) -> Toponym:
        tokens: Sequence[Token] = self._tokens
        text = self._surface(first, last)
        return Toponym(self._sentence.index, first, last, tokens[first].start, tokens[last - 1].end, text, "embedded")


def _is_town(hits: Sequence[Place]) -> bool:
    return any(p.feature == "town" and p.quality == MAIN and p.population >= _NAMED for p in hits)
