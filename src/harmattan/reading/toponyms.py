"""Finds the mentions of places: what the language model calls a location, and names that the gazetteer knows.

Names that are part of a person's or an organisation's name are left out; demonyms and places that stand for a
government are kept and say so (``Toponym.kind``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from harmattan.codebook.countries import countries
from harmattan.codebook.load import read_yaml
from harmattan.codebook.normal import fold
from harmattan.model import Document, Span
from harmattan.reading.syntax import Sentence, Token
from harmattan.reading.toponym_capitals import capitals_meant, towns_meant
from harmattan.reading.toponym_embedded import embedded_places
from harmattan.reading.toponym_others import names_of_others
from harmattan.reading.toponym_ties import tie
from harmattan.resolving.gazetteer import Gazetteer, Place
from harmattan.resolving.gazetteer_sources import ABBREVIATION, ALTERNATE, MAIN, PARTIAL
from harmattan.resolving.place_mentions import Relation, Toponym, ToponymKind

__all__ = ["Relation", "Toponym", "document_toponyms", "find_toponyms", "toponyms_at"]

_LONGEST = 7
_KNOWN = 100_000
"""Inhabitants from which a town's name alone is evidence enough."""
_ACRONYM = 4
_OWN = frozenset(("road", "water", "mountain", "island", "site"))
"""What a capitalised class word makes a name of its own: "Abora Street" is not Abora."""
_BESIDE = frozenset((",", "and", "or", "&", "'s", "’s"))
"""Between two names these join places to a list, or one place to what lies in it."""


@dataclass(frozen=True, slots=True)
class _Words:
    features: dict[str, str]
    inside: frozenset[str]
    where: frozenset[str]
    titles: frozenset[str]
    heads: frozenset[str]
    starts: frozenset[str]
    directions: frozenset[str]
    never: frozenset[str]
    media: frozenset[str]
    sides: frozenset[str]
    buildings: frozenset[str]
    stops: frozenset[str]
    who: frozenset[str]


@cache
def _words() -> _Words:
    read = read_yaml("places_words.yaml")
    return _Words(
        read["features"],
        frozenset(read["inside"]),
        frozenset(read["where"]),
        frozenset(read["person_titles"]),
        frozenset(read["organisation_heads"]),
        frozenset(read["organisation_starts"]),
        frozenset(read["directions"]) | frozenset(read["middle"]),
        frozenset(read["never"]),
        frozenset(read["media"]),
        frozenset(read["sides"]),
        frozenset(read["buildings"]),
        frozenset(read["stopped"]),
        frozenset(read["who"]),
    )


@cache
def _demonyms() -> dict[str, str]:
    """Folded adjectives and names of peoples to ISO codes; what is also the country's own name is left to the names."""
    table: dict[str, str] = {}
    for each in countries().values():
        own = {fold(name) for name in each.all_names}
        for word in (*each.adjectives, *each.people):
            if fold(word) not in own:
                table.setdefault(fold(word), each.iso2)
    return table


def find_toponyms(sentences: Sequence[Sentence], gazetteer: Gazetteer | None = None) -> list[Toponym]:
    """Every mention of a place, in text order, with what the words around it say about it."""
    known = gazetteer or Gazetteer.open()
    others = names_of_others(sentences)
    found = [toponym for sentence in sentences for toponym in _Finder(sentence, known, others).toponyms()]
    return tie(found, sentences, embedded=embedded_places(sentences, found, others, known))


def toponyms_at(spans: Sequence[Span], sentences: Sequence[Sentence]) -> list[Toponym]:
    """Exactly these spans as toponyms, in the given order, with what the words around them say.

    A span that no sentence covers is kept; it only has no neighbours.
    """
    order = sorted(range(len(spans)), key=lambda i: (spans[i].start, spans[i].end, i))
    placed = tie([_at(spans[i], sentences) for i in order], sentences, spots=False)
    position = {i: k for k, i in enumerate(order)}
    moved = [placed[position[i]] for i in range(len(spans))]
    return [_renumber(toponym, order) for toponym in moved] if order != list(range(len(spans))) else placed


def document_toponyms(
    document: Document, sentences: Sequence[Sentence], gazetteer: Gazetteer | None = None
) -> list[Toponym]:
    """The spans that the document brings, or else what ``find_toponyms`` finds."""
    return toponyms_at(document.spans, sentences) if document.spans else find_toponyms(sentences, gazetteer)


def _renumber(toponym: Toponym, order: Sequence[int]) -> Toponym:
    container = None if toponym.container is None else order[toponym.container]
    relation = toponym.relation
    if relation is not None:
        relation = replace(relation, anchors=tuple(order[i] for i in relation.anchors))
    return replace(toponym, container=container, relation=relation)


def _at(span: Span, sentences: Sequence[Sentence]) -> Toponym:
    for sentence in sentences:
        inside = [t.i for t in sentence.tokens if t.start < span.end and t.end > span.start]
        if inside:
            country = _demonyms().get(fold(span.quote))
            kind: ToponymKind = "demonym" if country else "place"
            return Toponym(
                sentence.index, inside[0], inside[-1] + 1, span.start, span.end, span.quote, kind, country_hint=country
            )
    return Toponym(-1, 0, 0, span.start, span.end, span.quote)


class _Finder:
    """Finds the toponyms of one sentence."""

    def __init__(self, sentence: Sentence, gazetteer: Gazetteer, others: frozenset[str] = frozenset()) -> None:
        self._sentence = sentence
        self._others = others
        self._tokens = sentence.tokens
        self._gazetteer = gazetteer
        self._words = _words()
        letters = [t for t in self._tokens if t.text.isalpha() and len(t.text) > 2]
        self._cased = not letters or sum(t.text.isupper() for t in letters) < 0.7 * len(letters)
        self._modelled = any(t.dep for t in self._tokens)
        self._label = {i: e.label for e in sentence.entities for i in range(e.first, e.last)}
        self._taken: set[int] = set()
        self._found: list[Toponym] = []

    def toponyms(self) -> list[Toponym]:
        """What the sentence mentions, in text order."""
        self._find_demonyms()
        for entity in self._sentence.entities:
            if entity.label == "LOC":
                for first, last in self._pieces(*self._widened(entity.first, entity.last)):
                    if not self._is_no_name(first, last) and not self._is_unlikely(first, last):
                        self._keep(first, self._with_stop(first, last))
        for first, last in self._runs():
            self._read_run(first, last)
        self._found += capitals_meant(self._sentence, self._found, self._is_name)
        self._found += towns_meant(self._sentence)
        return sorted(self._found, key=lambda t: t.start)

    def _is_no_name(self, first: int, last: int) -> bool:
        """What the language model takes for a location and is none: a compass word, a broadcaster, an acronym."""
        word = self._tokens[first].text
        before = self._tokens[first - 1].text.lower() if first else ""
        sided = last - first == 2 and self._tokens[last - 1].text.lower() in self._words.sides
        bare = word.lower() in self._words.directions and (last - first == 1 or sided)
        bare = bare or (last - first == 1 and word.lower() in self._words.features)
        if bare or before in self._words.media:
            return True
        if self._called_a_place(first, last):
            return False
        hits = self._hits(first, last)
        if hits and before != "," and all(p.quality == ABBREVIATION for p in hits):
            return True
        if last - first == 1 and self._cased and word.isupper() and word.isalpha() and len(word) <= _ACRONYM + 1:
            least = MAIN if before != "," else ABBREVIATION
            return first > 0 and not any(p.feature in ("country", "admin1") and p.quality <= least for p in hits)
        famous = any(p.quality == MAIN and (p.population >= _KNOWN or p.feature == "country") for p in hits)
        return self._is_another(first, last) and not famous and before not in ("in", "at", "near")

    def _is_unlikely(self, first: int, last: int) -> bool:
        """Whether nothing but the language model speaks for a location: no gazetteer, no class word, no preposition.

        As the subject of a clause such a name is a person's or a company's, and with an organisation's head a building.
        """
        tokens, words = self._tokens, self._words
        own = {tokens[first].text.lower(), tokens[last - 1].text.lower()}
        if not self._cased or not self._modelled or self._hits(first, last) or own & words.features.keys():
            return False
        if self._called_a_place(first, last) or self._enclosed(last):
            return False
        if own & (words.heads | words.buildings):
            return True
        before = tokens[first - 1].text.lower() if first else ""
        if before == "the" and first > 1:
            before = tokens[first - 2].text.lower()
        if before in words.where:
            after = tokens[last].upos if last < len(tokens) else ""
            return after in ("PROPN", "NUM") or (before == "of" and tokens[first - 1].text.lower() == "the")
        return not first or before in words.who or tokens[first - 1].upos not in ("VERB", "ADP", "X")

    def _is_another(self, first: int, last: int) -> bool:
        """Whether the rest of the document takes the name for an organisation or a person."""
        return " ".join(t.text.lower() for t in self._tokens[first:last]) in self._others

    def _surface(self, first: int, last: int) -> str:
        parts = [self._tokens[first].text]
        for before, token in zip(self._tokens[first:last], self._tokens[first + 1 : last], strict=False):
            parts.append(" " + token.text if token.start > before.end else token.text)
        return "".join(parts)

    def _free(self, first: int, last: int) -> bool:
        return last > first and not any(i in self._taken for i in range(first, last))

    def _keep(self, first: int, last: int, country: str | None = None) -> None:
        if not self._free(first, last):
            return
        self._taken.update(range(first, last))
        self._found.append(
            Toponym(
                self._sentence.index,
                first,
                last,
                self._tokens[first].start,
                self._tokens[last - 1].end,
                self._surface(first, last),
                "demonym" if country else "place",
                country_hint=country,
            )
        )

    def _find_demonyms(self) -> None:
        table = _demonyms()
        names = [i for i, token in enumerate(self._tokens) if self._label.get(i) == "NORP" or self._is_name(token)]
        among = frozenset(names)
        for size in (3, 2, 1):
            for first in names:
                if first + size - 1 not in among or not self._free(first, first + size):
                    continue
                country = table.get(fold(self._surface(first, first + size)))
                if (
                    country
                    and not self._in_location(first, first + size)
                    and not self._in_long_name(first, first + size)
                ):
                    self._keep(first, first + size, country)

    def _in_location(self, first: int, last: int) -> bool:
        """Whether a location's name holds the words and more ("Saudi Arabia"), not only begins with them."""
        if first and self._label.get(first) == "LOC" == self._label.get(first - 1):
            return True
        longer = (e for e in self._sentence.entities if e.label == "LOC" and e.first == first and e.last > last)
        if any(self._hits(e.first, e.last) for e in longer):
            return True
        # "Saudi Arabia-led": no location to the language model, but a country's name all the same.
        further = last < len(self._tokens) and self._is_name(self._tokens[last])
        return further and any(p.feature == "country" and p.quality == MAIN for p in self._hits(first, last + 1))

    def _in_long_name(self, first: int, last: int) -> bool:
        """Whether an organisation's or a person's name holds the words and more."""
        return any(
            e.label in ("ORG", "PER")
            and e.first <= first
            and last <= e.last
            and e.last - e.first > last - first
            # "the department of X" is a place, whatever the language model says.
            and not (e.last == last and self._tokens[e.first].text in self._words.features)
            for e in self._sentence.entities
        )

    def _is_name(self, token: Token) -> bool:
        if not token.text[:1].isalpha():
            return False
        if not self._cased:
            return token.upos == "PROPN" or (not self._modelled and token.text.isupper())
        return token.text[0].isupper()

    def _runs(self) -> Iterator[tuple[int, int]]:
        """Maximal runs of name-like tokens, joined by small words and hyphens."""
        i, tokens = 0, self._tokens
        while i < len(tokens):
            if not self._is_name(tokens[i]) or i in self._taken:
                i += 1
                continue
            last = i + 1
            while (step := self._next(last)) and step - i <= 2 * _LONGEST:
                last = step
            yield i, last
            i = last

    def _next(self, last: int) -> int:
        """Where the run goes on after token ``last - 1``: the new end, or 0."""
        tokens = self._tokens
        joined = last
        while joined < len(tokens) and joined - last < 3 and not self._is_name(tokens[joined]):
            text = tokens[joined].text
            hyphen = text in ("-", "’", "'") and tokens[joined - 1].end == tokens[joined].start
            if not hyphen and text.lower() not in self._words.inside:
                return 0
            joined += 1
        if joined < len(tokens) and joined - last < 3 and self._is_name(tokens[joined]) and joined not in self._taken:
            return joined + 1
        return 0

    def _widened(self, first: int, last: int) -> tuple[int, int]:
        """A location with the names beside it, where the gazetteer knows only the whole ("Saudi" + "Arabia")."""
        whole = last
        while (step := self._next(whole)) and step - first <= _LONGEST:
            whole = step
            if min((p.quality for p in self._hits(first, whole)), default=ABBREVIATION) <= ALTERNATE:
                return first, whole  # "Deir" of "Deir ez-Zor"
        start, end = first, last
        while start > 0 and self._is_joined(start - 1):
            start -= 1
        while end < len(self._tokens) and (self._is_joined(end) or self._is_hyphen(end) or self._goes_on(end)):
            end += 1
        if (start, end) == (first, last) or end - start > _LONGEST:
            return first, last
        if end > last and self._tokens[last - 1].text.lower() in self._words.inside:
            return first, end  # "Florencia del" stops short of the name's end
        named = self._classed(last)
        if named and not self._hits(first, last + 1):
            return first, named  # "Abora Street", of which the language model sees "Abora"
        wider = [(a, b) for a in range(start, first + 1) for b in range(last, end + 1) if (a, b) != (first, last)]
        for a, b in sorted(wider, key=lambda s: (s[0] - s[1], s[0])):
            if min((p.quality for p in self._hits(a, b)), default=ABBREVIATION) <= ALTERNATE:
                return a, b
        cut = self._label.get(last) == "LOC" and not self._hits(first, last)
        if cut and self._tokens[last - 1].text.lower() not in self._words.features:
            while end > last and self._label.get(end - 1) != "LOC":
                end -= 1
            return first, end
        return first, last

    def _classed(self, last: int) -> int:
        """The end of a name with the capitalised class word behind it that makes it one of its own, else 0."""
        if not self._cased or last >= len(self._tokens) or not self._is_joined(last):
            return 0
        return last + 1 if self._words.features.get(self._tokens[last].text.lower()) in (*_OWN, "region") else 0

    def _is_hyphen(self, i: int) -> bool:
        """Whether a token joins two names to one ("Deir ez" + "-" + "Zor")."""
        before, token, after = self._tokens[i - 1], self._tokens[i], self._tokens[i + 1 : i + 2]
        tight = token.text == "-" and before.end == token.start and bool(after) and after[0].start == token.end
        return tight and (self._is_joined(i + 1) or self._label.get(i + 1) == "LOC")

    def _goes_on(self, i: int) -> bool:
        """Whether a token of a location follows without a blank ("Port" + "-" + "au-Prince")."""
        tight = self._tokens[i - 1].end == self._tokens[i].start
        return tight and self._label.get(i) == "LOC" and i not in self._taken

    def _is_joined(self, i: int) -> bool:
        """Whether a token next to a location may belong to its name: name-like and in nobody else's name."""
        return self._is_name(self._tokens[i]) and i not in self._taken and self._label.get(i) in (None, "LOC")

    def _with_stop(self, first: int, last: int) -> int:
        """The end of a name with the full stop of its abbreviation ("Calif" + ".")."""
        tokens = self._tokens
        if last < len(tokens) and tokens[last].text == "." and tokens[last].start == tokens[last - 1].end:
            if last - first > 1 and tokens[last - 1].text.lower() in self._words.stops:
                return last + 1  # "Abora St."
            hits = self._hits(first, last)
            short = [p.quality == ABBREVIATION for p in hits]
            beside = first > 0 and tokens[first - 1].text == ","
            if hits and (all(short) or (beside and any(short))):
                return last + 1
        return last

    def _pieces(self, first: int, last: int) -> list[tuple[int, int]]:
        """A located stretch as names: whole if known, else without what only describes, else split at its joints."""
        while first < last and not self._is_name(self._tokens[first]):
            first += 1
        while first < last and not self._tokens[last - 1].text[:1].isalnum() and self._tokens[last - 1].text != ".":
            last -= 1
        if first >= last:
            return []
        if self._hits(first, last):
            return [(first, last)]
        trimmed = self._trim(first, last)
        if trimmed != (first, last):
            return self._pieces(*trimmed)
        joints = [i for i in range(first, last) if self._tokens[i].text.lower() in ("and", ",", "or", "/")]
        if joints:
            edges = [first, *(j + 1 for j in joints)]
            return [p for a, b in zip(edges, [*joints, last], strict=True) for p in self._pieces(a, b)]
        return [(first, last)]

    def _trim(self, first: int, last: int) -> tuple[int, int]:
        words, text = self._words, [t.text.lower() for t in self._tokens]
        if last - first > 1 and text[last - 1] in words.features:
            small = words.features[text[last - 1]] not in _OWN or not self._is_name(self._tokens[last - 1])
            return first, last - 1 if small else last
        if last - first > 1 and text[first] in words.directions:
            return first + 1, last
        if last - first > 2 and text[first] in words.features and text[first + 1] == "of":
            return first + 2, last
        return first, last

    def _hits(self, first: int, last: int) -> tuple[Place, ...]:
        return self._gazetteer.lookup(self._surface(first, last)) if last - first <= _LONGEST else ()

    def _read_run(self, first: int, last: int) -> None:
        stretches = [(first, last)]
        if not self._cased:
            stretches = list(self._known(first, last))
        elif not self._hits(first, last):
            joints = [
                i for i in range(first, last) if not self._is_name(self._tokens[i]) and self._tokens[i].text.isalpha()
            ]
            edges = [first, *(j + 1 for j in joints)]
            stretches = [(a, b) for a, b in zip(edges, [*joints, last], strict=True) if a < b]
        for a, b in stretches:
            start, end = (a, b) if self._hits(a, b) else self._trim(a, b)
            if self._free(start, end) and self._is_place(start, end):
                self._keep(start, self._with_stop(start, end))

    def _known(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        """The longest known names in a run, from the left: where everything is in capitals a run is no name."""
        while first < last:
            ends = (end for end in range(min(last, first + _LONGEST), first, -1) if self._hits(first, end))
            end = next(ends, None)
            if end is not None:
                yield first, end
            first = end or first + 1

    def _is_place(self, first: int, last: int) -> bool:
        before = self._tokens[first - 1].text.lower().rstrip(".") if first else ""
        word = self._tokens[first].text.lower()
        sided = last - first == 2 and self._tokens[last - 1].text.lower() in self._words.sides
        if before in self._words.media or (sided and word in self._words.directions):
            return False
        if last - first == 1 and (
            word in self._words.never or word in self._words.directions or word in self._words.features
        ):
            return False
        if before in self._words.titles or self._in_long_name(first, last) or self._is_organisation(first, last):
            return False
        called = self._called_a_place(first, last)
        hits = self._hits(first, last)
        text = self._surface(first, last)
        if text.isupper() and self._cased and len(text) <= _ACRONYM:
            hits = tuple(p for p in hits if p.feature in ("country", "admin1") and p.quality != ALTERNATE)
        if not hits:
            office = self._tokens[last - 1].text.lower() in self._words.heads
            return called and not office and self._label.get(first) in (None, "LOC")
        best = min(p.quality for p in hits)
        if best == ABBREVIATION:
            return before == "," and first >= 2 and (first - 2 in self._taken or self._is_name(self._tokens[first - 2]))
        if called or self._enclosed(last):
            return True
        label = self._label.get(first)
        if label != "LOC" and self._is_another(first, last) and not any(p.population >= _KNOWN for p in hits):
            return False
        where = before in self._words.where or (before in _BESIDE and self._follows_place(first - 2))
        if label in ("PER", "ORG"):
            famous = best == MAIN and any(p.population >= _KNOWN or p.feature != "town" for p in hits)
            return famous and (where or label == "ORG")
        if best == PARTIAL:
            return False
        known = any(
            p.quality == MAIN and (p.population >= _KNOWN or p.feature in ("country", "region", "admin1")) for p in hits
        )
        if first == 0 and self._tokens[0].upos not in ("PROPN", "") and last - first == 1:
            return False
        return known or where

    def _follows_place(self, i: int) -> bool:
        """Whether token ``i`` ends a place found, or a class word behind one ("Abora district's Taba")."""
        places = self._places()
        return i in places or (i - 1 in places and self._tokens[i].text.lower() in self._words.features)

    def _places(self) -> set[int]:
        """Tokens of what has been found and is no demonym."""
        return {i for t in self._found if t.kind == "place" for i in range(t.first, t.last)}

    def _is_organisation(self, first: int, last: int) -> bool:
        tokens, words = self._tokens, self._words
        after = tokens[last] if last < len(tokens) else None
        if after and after.text.lower() in words.heads and self._is_name(after):
            return True
        of = first >= 2 and tokens[first - 1].text.lower() == "of" and tokens[first - 2].text.lower() in words.starts
        return of and self._is_name(tokens[first - 2])

    def _called_a_place(self, first: int, last: int) -> bool:
        """ "the village of X", "X province"."""
        words, tokens = self._words.features, self._tokens
        if last < len(tokens) and tokens[last].text.lower() in words:
            return True
        if last + 2 < len(tokens) and tokens[last].text == "," and tokens[last + 1].text.lower() in ("a", "an", "the"):
            rest = [t.text.lower() for t in tokens[last + 2 : last + 5]]
            described = next((k for k, word in enumerate(rest[:-1]) if words.get(word) in ("town", "admin2")), None)
            if described is not None and rest[described + 1] in ("in", "of", "near", "on", "at", "about", "located"):
                return True
        return first >= 2 and tokens[first - 1].text.lower() == "of" and tokens[first - 2].text.lower() in words

    def _enclosed(self, last: int) -> bool:
        """Whether a comma and the name of a country or first-level area follow ("Hawthorne, Calif.")."""
        tokens = self._tokens
        if last + 1 >= len(tokens) or tokens[last].text != "," or not self._is_name(tokens[last + 1]):
            return False
        end = last + 2
        while end < len(tokens) and end - last < 4 and self._is_name(tokens[end]):
            end += 1
        return any(
            p.feature in ("country", "admin1") and p.quality in (MAIN, ABBREVIATION)
            for stop in range(end, last + 1, -1)
            for p in self._hits(last + 1, stop)
        )
