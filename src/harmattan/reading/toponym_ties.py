"""What the words around place names say: what each is called, which contains which, how they lie to each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from harmattan.codebook.countries import country_by_name
from harmattan.codebook.load import read_yaml
from harmattan.reading.syntax import Sentence, Token, matches
from harmattan.resolving.place_mentions import Relation, Toponym

_REACH = 9
"""Words that may stand between a place and the description of where it lies."""


@dataclass(frozen=True, slots=True)
class _Words:
    features: dict[str, str]
    directions: dict[str, float]
    middle: frozenset[str]
    gaps: frozenset[str]
    lengths: dict[str, float]
    numbers: dict[str, float]
    near: frozenset[str]
    outskirts: frozenset[str]
    light: frozenset[str]
    stretches: frozenset[str]
    ways: frozenset[str]
    banks: frozenset[str]
    heads: frozenset[str]
    verbs: frozenset[str]


@cache
def _words() -> _Words:
    read = read_yaml("places_words.yaml")
    return _Words(
        read["features"],
        read["directions"],
        frozenset(read["middle"]),
        frozenset(read["direction_gaps"]),
        read["lengths"],
        read["numbers"],
        frozenset(read["near"]),
        frozenset(read["outskirts"]),
        frozenset(read["light"]),
        frozenset(read["stretches"]),
        frozenset(read["ways"]),
        frozenset(read["banks"]),
        frozenset(read["metonym_heads"]),
        frozenset(read["metonym_verbs"]),
    )


def tie(
    toponyms: Sequence[Toponym],
    sentences: Sequence[Sentence],
    *,
    spots: bool = True,
    embedded: Sequence[Toponym] = (),
) -> list[Toponym]:
    """The same toponyms in the same order with their hints, and with ``spots`` also those that only the words describe.

    ``toponyms`` must be in text order. ``embedded`` ones have no hints and are sorted in. Indexes in the result point
    into the result.
    """
    by_sentence: dict[int, list[int]] = {}
    for i, toponym in enumerate(toponyms):
        by_sentence.setdefault(toponym.sentence, []).append(i)
    table = list(toponyms)
    described = list(embedded)
    for sentence in sentences:
        members = by_sentence.get(sentence.index, [])
        if members:
            _Ties(sentence, members, table, described).read()
    return _merge(table, described) if spots else table


def _merge(table: list[Toponym], spots: list[Toponym]) -> list[Toponym]:
    """Spots sorted into the list by their place in the text, all indexes moved along."""
    if not spots:
        return table
    order = sorted(range(len(table) + len(spots)), key=lambda i: ((table + spots)[i].start, i))
    position = {old: new for new, old in enumerate(order)}
    return [_moved((table + spots)[old], position) for old in order]


def _moved(toponym: Toponym, position: dict[int, int]) -> Toponym:
    container = None if toponym.container is None else position[toponym.container]
    relation = toponym.relation
    if relation is not None:
        relation = replace(relation, anchors=tuple(position[i] for i in relation.anchors))
    return replace(toponym, container=container, relation=relation)


class _Ties:
    """The ties within one sentence."""

    def __init__(self, sentence: Sentence, members: list[int], table: list[Toponym], spots: list[Toponym]) -> None:
        self._sentence, self._members, self._table, self._spots = sentence, members, table, spots
        self._words = _words()
        self._lower = [t.text.lower() for t in sentence.tokens]

    def read(self) -> None:
        """Fill in every hint."""
        for i in self._members:
            self._features(i)
            self._metonym(i)
        for a, b in zip(self._members, self._members[1:], strict=False):
            self._container(a, b)
        for k, i in enumerate(self._members):
            self._relation(k, i)

    def _set(self, i: int, **values: object) -> None:
        self._table[i] = replace(self._table[i], **values)  # type: ignore[arg-type]

    def _between(self, a: int, b: int) -> list[str]:
        return self._lower[self._table[a].last : self._table[b].first]

    def _features(self, i: int) -> None:
        words, lower, it = self._words, self._lower, self._table[i]
        found = set(it.features)
        before = it.first - 1
        if before >= 0 and lower[before] == "the":
            before -= 1
            if before >= 0 and lower[before] in words.banks:
                found.add("water")  # "a boat on the Niger": a river, where there is one of that name
        if before >= 1 and lower[before] == "of" and lower[before - 1] in words.features:
            found.add(words.features[lower[before - 1]])
            if lower[before - 1].endswith("s"):
                self._spread(i, words.features[lower[before - 1]], 1)
        elif before >= 0 and lower[before] in words.features and before == it.first - 1:
            found.add(words.features[lower[before]])
        if it.last < len(lower) and lower[it.last] in words.features:
            found.add(words.features[lower[it.last]])
            if lower[it.last].endswith("s"):
                self._spread(i, words.features[lower[it.last]], -1)
        if it.last - it.first > 1:  # "Lake Abora", "Abora Road"
            found.update(words.features[w] for w in (lower[it.first], lower[it.last - 1]) if w in words.features)
        self._set(i, features=tuple(sorted(found | set(self._table[i].features))))

    def _spread(self, i: int, feature: str, step: int) -> None:
        """A plural class word speaks of every name in the list: "the towns of A, B and C", "A and B regions"."""
        k = self._members.index(i)
        while 0 <= k + step < len(self._members):
            a, b = sorted((self._members[k], self._members[k + step]))
            if not set(self._between(a, b)) <= {",", "and", "or", "&", "the"}:
                return
            k += step
            other = self._members[k]
            self._set(other, features=tuple(sorted({*self._table[other].features, feature})))

    def _metonym(self, i: int) -> None:
        it, tokens = self._table[i], self._sentence.tokens
        if it.kind != "place" or it.last <= it.first:
            return
        if it.last < len(tokens) and tokens[it.last].lemma in self._words.heads:
            self._set(i, kind="metonym")
            return
        head = tokens[it.last - 1]
        for token in tokens[it.first : it.last]:
            if not it.first <= token.head < it.last:
                head = token
        if head.head >= 0 and matches(head.dep, ("nsubj",)) and tokens[head.head].lemma in self._words.verbs:
            self._set(i, kind="metonym")

    def _container(self, a: int, b: int) -> None:
        gap, words = self._between(a, b), self._words
        loose = (
            {"the", "of", "in", ",", "(", "within", "northern", "central", "upper", "lower"}
            | set(words.directions)
            | set(words.features)
        )
        loose |= words.middle
        if self._table[b].kind == "place" and self._table[a].kind != "demonym":
            joined = any(word in (",", "(", "in", "of", "within") for word in gap) and "between" not in gap
            if (
                joined
                and len(gap) <= 7
                and self._bare_gap(a, b) <= loose
                and not self._is_beside(a, b)
                and self._lower[self._table[a].last :][:1] != ["of"]
            ):
                self._set(a, container=b)
                return
        owner = gap[:1] in (["'s"], ["’s"], ["'"], ["’"])
        rest = [word for word in (gap[1:] if owner else gap) if word not in loose]
        described = not gap or gap[-1] == "of" or all(w in words.directions or w in words.middle for w in gap[owner:])
        if (owner or self._table[a].kind == "demonym") and len(rest) <= 1 and described and len(gap) <= 7:
            self._set(b, container=a)

    def _is_beside(self, a: int, b: int) -> bool:
        """Whether ``a`` only says where the town ``b`` lies ("south of Abora, in the town of Taba")."""
        at = self._skip_class(self._table[a].first - 1)
        placed = at > 0 and self._lower[at] in self._words.gaps and self._lower[at - 1] in self._words.directions
        gap = self._between(a, b)
        return placed and any(self._words.features.get(word) == "town" for word in gap)

    def _bare_gap(self, a: int, b: int) -> set[str]:
        """The words between two mentions without what describes a class word ("X, a small farming town in Y")."""
        gap = self._between(a, b)
        opened = next((k for k, word in enumerate(gap) if word in ("a", "an")), None)
        if opened is not None:
            described = range(opened, min(opened + 4, len(gap)))
            called = next((k for k in described if gap[k] in self._words.features), None)
            if called is not None:
                return {*gap[:opened], *gap[called:]}
        return set(gap)

    def _relation(self, k: int, i: int) -> None:
        it, lower, words = self._table[i], self._lower, self._words
        if it.kind == "demonym":
            return
        at = self._skip_class(it.first - 1)
        word = lower[at] if at >= 0 else ""
        if word in words.gaps and at >= 1:
            if lower[at - 1] in words.outskirts:
                self._set(i, relation=Relation("outskirts"))
            elif lower[at - 1] in words.directions or lower[at - 1] in words.lengths:
                self._offset(k, i, at)
        elif word == "and" and k and self._opens_between(k):
            self._stretch(k, i)
        elif word in words.near or lower[max(at - 1, 0) : at + 1] == ["close", "to"]:
            target = (
                self._members[k - 1]
                if k and self._between(self._members[k - 1], i)[:1] in (["near"], [",", "near"])
                else None
            )
            self._set(
                target if target is not None else i, relation=Relation("near", (i,) if target is not None else ())
            )
        elif (word in words.directions or word in words.middle) and at == it.first - 1 and it.relation is None:
            self._set(i, relation=Relation("part", bearing=words.directions.get(word)))

    def _skip_class(self, at: int) -> int:
        """Over "the", "the town of" and the like, walking left."""
        lower, words = self._lower, self._words
        start = at
        if at >= 1 and lower[at] == "of" and lower[at - 1] in words.features:
            at -= 2
        elif at >= 0 and lower[at] in words.features and words.features[lower[at]] != "road":
            at -= 1
        while at >= 0 and (
            lower[at] == "the"
            or (at < start and self._sentence.tokens[at].upos == "ADJ" and lower[at] not in words.directions)
        ):
            at -= 1
        return at

    def _offset(self, k: int, i: int, at: int) -> None:
        """ "12 km south of X": for the place that it describes, or as a spot of its own."""
        lower, words = self._lower, self._words
        km: float | None = None
        bearing, first = self._direction(at - 1)
        if bearing is not None:
            if lower[first : first + 1] == ["the"]:
                first -= 1
            if lower[first : first + 1] == ["to"]:
                first -= 1
        if first >= 1 and lower[first] in words.lengths:
            number = self._number(first - 1)
            if number is not None:
                km = number * words.lengths[lower[first]]
                first -= 2
        first += 1
        if km is None and bearing is None:
            return
        relation = Relation("offset", (i,), km, bearing)
        target = self._described(k, i, first)
        if target is not None:
            self._set(target, relation=relation)
        else:
            self._spot(first, self._table[i].last, relation)

    def _direction(self, at: int) -> tuple[float | None, int]:
        """The bearing that ends at token ``at`` ("north-east" may be three tokens), and the token before it."""
        lower, directions = self._lower, self._words.directions
        if at >= 2 and lower[at - 1] in ("-", "–") and f"{lower[at - 2]}-{lower[at]}" in directions:
            return float(directions[f"{lower[at - 2]}-{lower[at]}"]), at - 3
        if at >= 0 and lower[at] in directions:
            return float(directions[lower[at]]), at - 1
        return None, at

    def _number(self, at: int) -> float | None:
        text = self._lower[at].replace(",", "")
        for part in (text, text.split("-")[-1]):
            try:
                return float(part)
            except ValueError:
                if part in self._words.numbers:
                    return float(self._words.numbers[part])
        return None

    def _described(self, k: int, i: int, first: int) -> int | None:
        light = self._words.light
        if k:
            before = self._members[k - 1]
            gap = self._lower[self._table[before].last : first]
            if len(gap) == 1 and self._sentence.tokens[first - 1].upos == "NOUN" and not self._is_wide(before):
                return before  # "the Abora penitentiary north of Taba"
            if len(gap) <= _REACH and self._is_light(gap) and not self._is_wide(before):
                return before
            if k >= 2 and self._table[before].first < first:  # "Dori, in Sahel region, 90 km north of Kaya"
                container = self._table[self._members[k - 2]].container
                if container == before and len(gap) <= _REACH and self._is_light(gap):
                    return self._members[k - 2]
        if k + 1 < len(self._members):
            after = self._members[k + 1]
            gap = self._between(i, after)
            if (
                gap
                and len(gap) <= 5
                and gap[0] in (",", "in", "at")
                and set(gap) <= light | {"village", "town", "of"}
                and "and" not in gap
                and not self._is_wide(after)
            ):
                return after
        return None

    def _is_wide(self, i: int) -> bool:
        """Whether a mention is plainly too large to lie so many kilometres from a town."""
        it = self._table[i]
        return it.kind == "demonym" or bool({"admin1", "country"} & set(it.features)) or bool(country_by_name(it.text))

    def _is_light(self, gap: Sequence[str]) -> bool:
        return all(w in self._words.light or w in self._words.features or w.replace(",", "").isdigit() for w in gap)

    def _opens_between(self, k: int) -> bool:
        first = self._table[self._members[k - 1]]
        at = self._skip_class(first.first - 1)
        return (
            at >= 0 and self._lower[at] == "between" and len(self._between(self._members[k - 1], self._members[k])) <= 5
        )

    def _stretch(self, k: int, i: int) -> None:
        words = self._words
        a = self._members[k - 1]
        at = self._skip_class(self._table[a].first - 1)
        relation = Relation("between", (a, i))
        back = k - 2
        while back >= 0 and ({"water", "road"} & set(self._table[self._members[back]].features)):
            back -= 1  # "a town on the River Abora between A and B"
        if back >= 0 and not self._is_wide(self._members[back]):
            target = self._members[back]
            gap = self._lower[self._table[target].last : at]
            stretch = any(w in words.stretches or w in words.ways or w in words.features for w in gap)
            if len(gap) <= 3 * _REACH and (self._is_light(gap) or stretch):
                self._set(target, relation=relation)
                return
        if set(self._lower[max(0, at - 4) : at]) & words.ways:
            self._spot(at, self._table[i].last, relation)

    def _spot(self, first: int, last: int, relation: Relation) -> None:
        tokens = self._sentence.tokens
        text = _surface(tokens[first:last])
        start, end = tokens[first].start, tokens[last - 1].end
        self._spots.append(
            Toponym(self._sentence.index, first, last, start, end, text, relation=relation, unnamed=True)
        )


def _surface(tokens: Sequence[Token]) -> str:
    parts = [tokens[0].text]
    for before, token in pairwise(tokens):
        parts.append(" " + token.text if token.start > before.end else token.text)
    return "".join(parts)
