"""Why reports are one event, or why not: the evidence of the pairs that hold an event together or keep two apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from harmattan.linking.candidates import candidate_pairs
from harmattan.linking.constraints import FREE, Constraints
from harmattan.linking.evidence import Judgement, evidence
from harmattan.linking.similarity import Item
from harmattan.linking.subjects import main_report
from harmattan.linking.union import Groups
from harmattan.linking.wording import Wording
from harmattan.model import Document, Report

_MOST = 60
"""Reports of a large event, the first ones, whose pairs are looked at: as many as a reader could follow."""


@dataclass(frozen=True)
class Pair:
    """Two reports and what speaks for and against one event."""

    first: Item
    second: Item
    judgement: Judgement
    decided: str | None = None
    """together, apart: what people decided about these two; None: nothing."""

    @property
    def ids(self) -> tuple[str, str]:
        """The reports."""
        return self.first.report.id, self.second.report.id


@dataclass(frozen=True)
class Apart:
    """Why the reports of two groups are not one event."""

    pairs: tuple[Pair, ...]
    """Every pair across, those that agree best first, those that exclude each other last."""
    mean: float | None
    """Mean score of the pairs, None where one excludes the join."""
    reasons: tuple[str, ...]
    """In words, what decided first."""


class Explainer:
    """The reports of a project as linking saw them last."""

    def __init__(
        self, documents: Iterable[Document], reports: Iterable[Report], constraints: Constraints = FREE
    ) -> None:
        """``documents`` and ``reports`` as linked: with stories and settled dates."""
        known = {d.id: d for d in sorted(documents, key=lambda d: d.id)}
        by_document: dict[str, list[Report]] = defaultdict(list)
        for report in sorted(reports, key=lambda r: r.id):
            by_document[report.document_id].append(report)
        main = {found.id for group in by_document.values() if (found := main_report(group)) is not None}
        self.items: Mapping[str, Item] = {
            r.id: Item.of(r, known[r.document_id], known[r.document_id].story_id or "", main=r.id in main)
            for group in by_document.values()
            for r in group
            if r.document_id in known
        }
        self._wording = Wording(list(known.values()), {key: d.story_id or "" for key, d in known.items()})
        self._constraints = constraints

    def pair(self, a: Item, b: Item) -> Pair:
        """Two reports, weighed as linking weighs them."""
        within = not (a.makes_events and b.makes_events)
        decided = None
        if b.report.id in self._constraints.with_report(a.report.id):
            decided = "together"
        elif b.report.id in self._constraints.apart_from(a.report.id):
            decided = "apart"
        return Pair(a, b, evidence(a, b, self._wording, within=within), decided)

    def holding(self, reports: Sequence[str]) -> list[Pair]:
        """The fewest pairs that hold the reports of an event together, the best ones, best first.

        A tree over its reports: each but the first hangs on the one that it agrees with best, directly or over others.
        """
        return self._tree([self.items[key] for key in sorted(reports) if key in self.items][:_MOST])

    def _tree(self, members: Sequence[Item]) -> list[Pair]:
        ranked = sorted((self.pair(a, b) for a, b in combinations(members, 2)), key=_rank)
        place = {item.report.id: k for k, item in enumerate(members)}
        groups, found = Groups(range(len(members))), []
        for pair in ranked:
            one, other = (place[key] for key in pair.ids)
            if not groups.joined(one, other):
                groups.join(one, other)
                found.append(pair)
        return found

    def path(self, reports: Sequence[str], first: str, last: str) -> list[Pair]:
        """The pairs of the tree over an event's reports that lead from one of them to another."""
        ends = [key for key in (first, last) if key in self.items]
        # Of a large event the two asked for are looked at wherever they stand.
        others = [key for key in sorted(reports) if key in self.items and key not in ends][: _MOST - len(ends)]
        tree = self._tree([self.items[key] for key in sorted((*ends, *others))])
        ways: dict[str, list[Pair]] = {first: []}
        waiting = [first]
        while waiting:
            here = waiting.pop(0)
            for pair in tree:
                if here in pair.ids:
                    there = pair.ids[pair.ids[0] == here]
                    if there not in ways:
                        ways[there] = [*ways[here], pair]
                        waiting.append(there)
        return ways.get(last, [])

    def apart(self, first: Sequence[str], second: Sequence[str]) -> Apart:
        """Why two groups of reports are not one event."""
        one = [self.items[key] for key in sorted(first) if key in self.items][:_MOST]
        other = [self.items[key] for key in sorted(second) if key in self.items][:_MOST]
        pairs = sorted((self.pair(a, b) for a, b in product(one, other) if a is not b), key=_rank)
        scores = [p.judgement.score for p in pairs]
        known = [s for s in scores if s is not None]
        mean = sum(known) / len(known) if known and len(known) == len(scores) else None
        return Apart(tuple(pairs), mean, tuple(self._reasons(one, other, pairs, mean)))

    def _reasons(
        self, one: Sequence[Item], other: Sequence[Item], pairs: Sequence[Pair], mean: float | None
    ) -> Iterable[str]:
        """In words, what keeps two groups apart, the hardest first."""
        for pair in pairs:
            if pair.decided == "apart":
                yield f"somebody decided that {pair.ids[0]} and {pair.ids[1]} are of different events"
        for item in (*one, *other):
            if reason := makes_no_event(item):
                yield f"{item.report.id} makes no event of its own: {reason}"
        told: set[str] = set()
        for pair in pairs:
            why = pair.judgement.excluded
            if why is not None and why not in told:
                told.add(why)
                yield f"{pair.ids[0]} and {pair.ids[1]} exclude each other: {why}"
        makers = [item for item in (*one, *other) if item.makes_events]
        compared = candidate_pairs(makers, self._wording)
        both = {item.report.id for item in one}, {item.report.id for item in other}
        if not any(
            {makers[i].report.id in both[0], makers[j].report.id in both[0]} == {True, False} for i, j in compared
        ):
            yield "they were not compared: they share neither a place nor a story nor an actor at near times"
        if mean is not None and pairs and mean < (enough := pairs[0].judgement.enough):
            several = "their reports agree by" if len(pairs) == 1 else "all their reports agree on average by"
            yield f"{several} {mean:.1f} of the {enough:.1f} nats that are needed"


def makes_no_event(item: Item) -> str | None:
    """Why a report alone makes no event, None where it does."""
    report = item.report
    if report.actuality != "happened":
        return f"what it tells is {report.actuality}"
    if report.assertion.stance == "denies":
        return "it is a denial"
    return "it looks back" if report.timing == "background" else None


def _rank(pair: Pair) -> tuple[bool, bool, float, tuple[str, str]]:
    """What people joined first, then the best score; what excludes each other last."""
    score = pair.judgement.score
    return pair.decided != "together", score is None, -round(score or 0.0, 6), pair.ids
