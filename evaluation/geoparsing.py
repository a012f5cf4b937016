"""Place names on LGL (588 articles of local newspapers): finding them, and putting the gold ones on the map.

Accuracy@161km is the share of gold names with coordinates that are put within 161 km (100 miles) of them; no answer
counts as wrong. The ceiling is the share for which the gazetteer holds any place of that name there. The baseline
takes the most populous place of the name. Spans are found names whose start and end are exactly the gold ones.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterable, Sequence
from typing import Any

from evaluation.metrics import Tally
from evaluation.shared import read_rows
from harmattan.model import Document, Span
from harmattan.reading.language_model import LanguageModel
from harmattan.reading.syntax import Sentence
from harmattan.reading.toponyms import find_toponyms, toponyms_at
from harmattan.resolving.geometry import distance_km
from harmattan.resolving.place_mentions import Toponym
from harmattan.resolving.places import PlaceResolver, Resolution

FILE = "geoparsing/lgl.jsonl.gz"
NEAR_KM = 161.0
"""100 miles, the customary radius."""

_BINS = 10

Row = dict[str, Any]


def evaluate(limit: int | None = None) -> dict[str, float]:
    """Accuracy at 161 km over all and over answered names, its ceiling and baseline, span F1, time a document."""
    return score(*_parsed(limit))


def _parsed(limit: int | None) -> tuple[list[Row], list[list[Sentence]]]:
    rows = list(read_rows(FILE))[:limit]
    return rows, LanguageModel.load().analyse_many([row["text"] for row in rows])


def score(rows: Sequence[Row], parsed: Sequence[Sequence[Sentence]]) -> dict[str, float]:
    """The same over sentences already parsed."""
    resolver = PlaceResolver.load()
    near = answered = possible = reachable = baseline = 0
    spans = Tally()
    took = 0.0
    for row, sentences in zip(rows, parsed, strict=True):
        for gold, resolution in zip(row["toponyms"], resolve_gold(resolver, row, sentences), strict=True):
            if gold["lat"] is None:
                continue
            possible += 1
            reachable += any(_is_near(gold, c.place.point) for c in resolution.candidates)
            largest = max(resolution.candidates, key=lambda c: (c.place.population, c.place.id), default=None)
            baseline += largest is not None and _is_near(gold, largest.place.point)
            place = resolution.place
            if place is not None and place.latitude is not None and place.longitude is not None:
                answered += 1
                near += _is_near(gold, (place.latitude, place.longitude))
        before = time.perf_counter()
        found = find_toponyms(sentences)
        resolver.resolve(found, sentences, document_of(row))
        took += time.perf_counter() - before
        _count(spans, row["toponyms"], found)
    return {
        "accuracy at 161 km": near / max(possible, 1),
        "accuracy at 161 km of answered": near / max(answered, 1),
        "ceiling of the gazetteer": reachable / max(possible, 1),
        "most populous baseline": baseline / max(possible, 1),
        "span precision": spans.precision,
        "span recall": spans.recall,
        "span F1": spans.f1,
        "milliseconds a document": 1000 * took / max(len(rows), 1),
    }


def reliability(rows: Sequence[Row], parsed: Sequence[Sequence[Sentence]]) -> list[tuple[float, int, float, float]]:
    """For each tenth of probability: its start, gold names, the probability said and the share right, on average.

    Counted are gold names on the map with any candidate, answered or not; right is a best candidate within 161 km.
    """
    resolver = PlaceResolver.load()
    bins: dict[int, list[tuple[float, bool]]] = {}
    for row, sentences in zip(rows, parsed, strict=True):
        for gold, resolution in zip(row["toponyms"], resolve_gold(resolver, row, sentences), strict=True):
            said = resolution.probability
            if gold["lat"] is not None and said is not None:
                right = _is_near(gold, resolution.candidates[0].place.point)
                bins.setdefault(min(int(said * _BINS), _BINS - 1), []).append((said, right))
    return [
        (k / _BINS, len(found), sum(p for p, _ in found) / len(found), sum(r for _, r in found) / len(found))
        for k, found in sorted(bins.items())
    ]


def document_of(row: Row, spans: Iterable[Span] = ()) -> Document:
    """A gold row as a document."""
    return Document(
        id=row["id"], text=row["text"], url=row["url"], source=row["source"], language="en", spans=tuple(spans)
    )


def resolve_gold(resolver: PlaceResolver, row: Row, sentences: Sequence[Sentence]) -> list[Resolution]:
    """What each gold name resolves to, in the order of the gold."""
    spans = [Span.cut(row["text"], gold["start"], gold["end"]) for gold in row["toponyms"]]
    return resolver.explain(toponyms_at(spans, sentences), sentences, document_of(row, spans))


def _is_near(gold: Row, point: tuple[float, float]) -> bool:
    return distance_km((gold["lat"], gold["lon"]), point) <= NEAR_KM


def _count(tally: Tally, gold: Sequence[Row], found: Sequence[Toponym]) -> None:
    wanted = {(each["start"], each["end"]) for each in gold}
    mine = {(each.start, each.end) for each in found if not each.unnamed}
    tally.possible += len(wanted)
    tally.actual += len(mine)
    tally.correct += len(wanted & mine)


def main() -> None:
    """Prints the figures, and beside the probabilities said how often the best candidates are right."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limit", type=int, help="only the first articles")
    rows, parsed = _parsed(parser.parse_args().limit)
    print(json.dumps({k: round(v, 4) for k, v in score(rows, parsed).items()}, indent=2))
    print("probability  names  said  right")
    for start, names, said, right in reliability(rows, parsed):
        print(f"{start:11.1f} {names:6} {said:5.2f} {right:6.2f}")


if __name__ == "__main__":
    main()
