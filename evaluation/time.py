"""Time expressions on MEANTIME English (120 Wikinews articles): extents and TIMEX3 values.

Definitions. An article's own date line (``dct``) is left out, and so is whatever is found in it. Strict: same first and
last character. Relaxed: at least one character shared; each gold and each found mention counts once. Value F1 is that
of TempEval-3: mentions that overlap *and* carry the same value, precision over all found, recall over all gold, so that
a missed mention and a wrong value cost alike. MEANTIME marks the two ends of a range ("from 2009 to 2011") one by one;
a range is unfolded to its two ends before scoring. The publication date is given to the resolver.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from evaluation.metrics import Tally
from evaluation.shared import read_rows
from harmattan.model import Published
from harmattan.reading.language_model import LanguageModel
from harmattan.reading.syntax import Sentence
from harmattan.reading.time_expressions import find_times
from harmattan.resolving.date_types import Between
from harmattan.resolving.dates import ResolvedTime, resolve_times

FILE = "time/meantime_en.jsonl.gz"


@dataclass(frozen=True)
class Mention:
    """A mention of time, gold or found."""

    start: int
    end: int
    value: str
    kind: str

    def overlaps(self, other: Mention) -> bool:
        """At least one character in common."""
        return self.start < other.end and other.start < self.end


def found_in(row: dict[str, Any], sentences: list[Sentence]) -> list[Mention]:
    """Mentions that Harmattan finds in one article."""
    published = Published(date=dt.date.fromisoformat(row["published"]), basis="given")
    times = resolve_times([find_times(s, row["text"]) for s in sentences], sentences, published)
    return [m for t in times for m in _unfolded(t)]


def _unfolded(t: ResolvedTime) -> list[Mention]:
    e = t.expression
    if isinstance(e.meaning, Between) and e.meaning.first_end > 0 and "/" in t.value:
        first, last = t.value.split("/", 1)
        return [
            Mention(e.start, e.meaning.first_end, first, "DATE"),
            Mention(e.meaning.last_start, e.end, last, "DATE"),
        ]
    return [Mention(e.start, e.end, t.value, t.kind.upper())]


def pairs(gold: list[Mention], found: list[Mention]) -> list[tuple[Mention, Mention]]:
    """Overlapping gold and found mentions, each used once, equal spans and equal values first."""
    options = [(g, f) for g in gold for f in found if g.overlaps(f)]
    options.sort(key=lambda p: ((p[0].start, p[0].end) != (p[1].start, p[1].end), p[0].value != p[1].value, p[0].start))
    used_gold: set[Mention] = set()
    used_found: set[Mention] = set()
    chosen = []
    for g, f in options:
        if g not in used_gold and f not in used_found:
            used_gold.add(g)
            used_found.add(f)
            chosen.append((g, f))
    return chosen


def _articles(limit: int | None) -> list[tuple[dict[str, Any], list[Mention], list[Mention]]]:
    rows = list(read_rows(FILE))[:limit]
    parsed = LanguageModel.load().analyse_many([r["text"] for r in rows])
    out = []
    for row, sentences in zip(rows, parsed, strict=True):
        gold: list[Mention] = []
        lines: list[Mention] = []
        for t in row["timexes"]:
            (lines if t.get("dct") else gold).append(Mention(t["start"], t["end"], t["value"], t["type"]))
        found = [m for m in found_in(row, list(sentences)) if not any(m.overlaps(line) for line in lines)]
        out.append((row, gold, found))
    return out


def evaluate(limit: int | None = None) -> dict[str, float]:
    """Extent F1 strict and relaxed, value F1, and the share of right values among the overlapping."""
    strict, relaxed, value = Tally(), Tally(), Tally()
    for _, gold, found in _articles(limit):
        matched = pairs(gold, found)
        for tally in (strict, relaxed, value):
            tally.possible += len(gold)
            tally.actual += len(found)
        relaxed.correct += len(matched)
        strict.correct += sum((g.start, g.end) == (f.start, f.end) for g, f in matched)
        value.correct += sum(g.value == f.value for g, f in matched)
    return {
        "extent F1 strict": strict.f1,
        "extent F1 relaxed": relaxed.f1,
        "value precision": value.precision,
        "value recall": value.recall,
        "value F1": value.f1,
        "value accuracy of overlapping": value.correct / relaxed.correct if relaxed.correct else 0.0,
    }


def errors(limit: int | None = None) -> list[str]:
    """One line for each missed, invented or wrongly valued mention."""
    lines = []
    for row, gold, found in _articles(limit):
        text, day = row["text"], row["published"]
        matched = pairs(gold, found)
        for g, f in matched:
            if g.value != f.value:
                context = text[max(0, g.start - 40) : g.end + 20]
                gold_words, words = text[g.start : g.end], text[f.start : f.end]
                lines.append(f"value  {day} [{gold_words}] {g.value} [{words}] {f.value} | {context!r}")
        for g in gold:
            if g not in [m[0] for m in matched]:
                lines.append(
                    f"missed {day} [{text[g.start : g.end]}] {g.value} | {text[max(0, g.start - 30) : g.end + 20]!r}"
                )
        for f in found:
            if f not in [m[1] for m in matched]:
                lines.append(
                    f"extra  {day} [{text[f.start : f.end]}] {f.value} | {text[max(0, f.start - 30) : f.end + 20]!r}"
                )
    return lines


if __name__ == "__main__":
    import sys

    if "--errors" in sys.argv:
        print("\n".join(errors()))
    for name, score in evaluate().items():
        print(f"{name:32} {score:.3f}")
