"""Our own marked pieces (training/corpus), the parts held back from training: whole records and types of events.

``evaluate_notes`` measures short notes (training/corpus/notes), none of which is ever trained on. Else two measures.
**Pieces**: each piece is coded whole; a report that happened and is current is compared with the marks. **Snippets**:
each sentence that tells of exactly one current event, or of none, is coded alone: is anything found, and is the
sub-event right?
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from evaluation.coding import code_rows
from evaluation.metrics import Tally
from harmattan.model import Report, Scope, Span
from training.event_measures import weighted
from training.marks import FOLDER, SUB_EVENTS, MarkedSentence, Piece, pieces_of, read_pieces

Extent = tuple[int, int]
NONE = "none"


@dataclass
class GoldEvent:
    """One current event of a piece, with the places of its marks in the piece's text."""

    codes: Counter[str] = field(default_factory=Counter)
    crime: bool = False
    triggers: list[Extent] = field(default_factory=list)
    sentences: set[int] = field(default_factory=set)
    roles: dict[str, list[Extent]] = field(default_factory=dict)

    @property
    def sub_event_type(self) -> str:
        """The code used most, the first of equals."""
        return SUB_EVENTS[self.codes.most_common(1)[0][0]]


def piece_text(piece: Piece) -> tuple[str, list[int]]:
    """The piece as running text, and where each sentence begins."""
    starts, text = [], ""
    for sentence in piece.sentences:
        text += "\n" * bool(text)
        starts.append(len(text))
        text += sentence.text
    return text, starts


def gold_events(piece: Piece) -> dict[int, GoldEvent]:
    """The current events of a piece by their number."""
    _, starts = piece_text(piece)
    found: dict[int, GoldEvent] = {}
    for number, (start, sentence) in enumerate(zip(starts, piece.sentences, strict=True)):
        for trigger in (t for t in sentence.triggers if t.is_news):
            event = found.setdefault(trigger.event, GoldEvent())
            event.codes[trigger.code] += 1
            event.crime |= "crime" in trigger.attributes
            event.triggers.append((start + trigger.start, start + trigger.end))
            event.sentences.add(number)
    for start, sentence in zip(starts, piece.sentences, strict=True):
        for role in sentence.roles:
            if role.event in found:
                found[role.event].roles.setdefault(role.letter, []).append((start + role.start, start + role.end))
    return found


def _row(name: str, text: str, piece: Piece) -> dict[str, Any]:
    return {"id": name, "text": text, "published": None if piece.date == "-" else piece.date}


def news(reports: Sequence[Report]) -> list[Report]:
    """Reports of current events that happened."""
    return [r for r in reports if r.actuality == "happened" and r.timing == "current"]


def _touches(span: Span | None, extents: Sequence[Extent]) -> bool:
    return span is not None and any(span.start < end and span.end > start for start, end in extents)


def pair(
    events: Sequence[GoldEvent], reports: Sequence[Report], starts: Sequence[int], size: int
) -> list[tuple[int, int]]:
    """Events and reports one to one: shared trigger words first, then a shared sentence; the same type breaks ties."""
    bounds = list(pairwise([*starts, size + 1]))
    scored = []
    for i, event in enumerate(events):
        for j, report in enumerate(reports):
            score = 4 * _touches(report.trigger, event.triggers) + 2 * _touches(
                report.trigger, [bounds[s] for s in event.sentences]
            )
            score += (report.sub_event_type == event.sub_event_type) + _touches(
                _span(report.place), event.roles.get("P", ())
            )
            if score >= 2:
                scored.append((-score, i, j))
    pairs: list[tuple[int, int]] = []
    for _, i, j in sorted(scored):
        if all(i != a and j != b for a, b in pairs):
            pairs.append((i, j))
    return pairs


def _span(value: Any) -> Span | None:
    return None if value is None else value.span


def _fields(event: GoldEvent, report: Report) -> Iterator[tuple[str, bool, bool, bool]]:
    """(field, whether gold has it, whether the report has it, whether they agree)."""
    for name, letter, side in (("initiator", "A", report.initiator), ("target", "B", report.target)):
        marks = event.roles.get(letter, ())
        yield name, bool(marks), side is not None and side.span is not None, _touches(_span(side), marks)
    yield (
        "place",
        "P" in event.roles,
        _span(report.place) is not None,
        _touches(_span(report.place), event.roles.get("P", ())),
    )
    yield (
        "date",
        "D" in event.roles,
        _span(report.date) is not None,
        _touches(_span(report.date), event.roles.get("D", ())),
    )
    for name, letter, toll in (("killed", "K", report.fatalities), ("injured", "I", report.injured)):
        yield name, letter in event.roles, _span(toll) is not None, _touches(_span(toll), event.roles.get(letter, ()))


def evaluate_pieces(pieces: Sequence[Piece]) -> dict[str, float]:
    """Whole pieces, scope violence, so that crime counts too."""
    texts = [piece_text(p) for p in pieces]
    coded = code_rows([_row(p.id, text, p) for p, (text, _) in zip(pieces, texts, strict=True)], "violence")
    found = Tally()
    fields: dict[str, Tally] = {}
    types = 0
    empty = false = 0
    for piece, (text, starts), reports in zip(pieces, texts, coded, strict=True):
        events, given = list(gold_events(piece).values()), news(reports)
        found.possible += len(events)
        found.actual += len(given)
        if not events:
            empty, false = empty + 1, false + len(given)
        for i, j in pair(events, given, starts, len(text)):
            found.correct += 1
            types += events[i].sub_event_type == given[j].sub_event_type
            for name, wanted, present, right in _fields(events[i], given[j]):
                tally = fields.setdefault(name, Tally())
                tally.possible += wanted
                tally.actual += present
                tally.correct += right
    figures = {"pieces": float(len(pieces)), "events precision": found.precision, "events recall": found.recall}
    figures |= {"events F1": found.f1, "type of found events": types / max(found.correct, 1)}
    figures |= {f"{name} F1": tally.f1 for name, tally in fields.items()}
    return figures | {"false events per 100 pieces without": 100 * false / max(empty, 1)}


def snippets(pieces: Sequence[Piece]) -> list[tuple[Piece, MarkedSentence, str]]:
    """Sentences with one current event (its sub-event type) or without any (``none``)."""
    found = []
    for piece in pieces:
        types = {n: e.sub_event_type for n, e in gold_events(piece).items()}
        for sentence in piece.sentences:
            here = {types[t.event] for t in sentence.triggers if t.is_news}
            if len({t.event for t in sentence.triggers if t.is_news}) <= 1:
                found.append((piece, sentence, next(iter(here), NONE)))
    return found


def snippet_pairs(pieces: Sequence[Piece]) -> list[tuple[str, str, str]]:
    """(gold type or none, type given or none, text) of every snippet."""
    chosen = snippets(pieces)
    coded = code_rows([_row(f"{p.id}-{i}", s.text, p) for i, (p, s, _) in enumerate(chosen)], "violence")
    result = []
    for (_, sentence, gold), reports in zip(chosen, coded, strict=True):
        given = news(reports)
        marked = [(t.start, t.end) for t in sentence.triggers if t.is_news]
        given.sort(key=lambda r: not _touches(r.trigger, marked))
        result.append((gold, given[0].sub_event_type if given else NONE, sentence.text))
    return result


def evaluate(part: str = "test") -> dict[str, float]:
    """All figures on the held-back pieces of one part."""
    pieces = pieces_of(part)
    pairs = [(a, b) for a, b, _ in snippet_pairs(pieces)]
    with_event = [p for p in pairs if p[0] != NONE]
    quiet = [p for p in pairs if p[0] == NONE]
    figures = evaluate_pieces(pieces)
    figures["snippets"] = float(len(pairs))
    figures["snippet type weighted F1"] = weighted(with_event) / 100
    figures["snippet type accuracy where found"] = sum(a == b for a, b in with_event) / max(
        sum(b != NONE for _, b in with_event), 1
    )
    figures["snippet event found"] = sum(b != NONE for _, b in with_event) / max(len(with_event), 1)
    figures["false snippets per 100"] = 100 * sum(b != NONE for _, b in quiet) / max(len(quiet), 1)
    return figures


def note_pairs(scope: Scope) -> list[tuple[str, str]]:
    """(gold type or none, type given or none) of every note that tells of one event or of none.

    In the scope "political" what the marks call crime counts as none.
    """
    notes = [(p, list(gold_events(p).values())) for p in read_pieces(FOLDER / "notes" / "notes.txt")]
    chosen = [(p, found) for p, found in notes if len(found) <= 1]
    coded = code_rows([_row(p.id, piece_text(p)[0], p) for p, _ in chosen], scope)
    pairs = []
    for (_, found), reports in zip(chosen, coded, strict=True):
        wanted = [e for e in found if scope == "violence" or not e.crime]
        given = news(reports)
        pairs.append((wanted[0].sub_event_type if wanted else NONE, given[0].sub_event_type if given else NONE))
    return pairs


def evaluate_notes() -> dict[str, float]:
    """Types of short notes in both scopes; the lexicon was enlarged while looking at the first 300 of 440."""
    figures: dict[str, float] = {}
    scopes: tuple[Scope, ...] = ("violence", "political")
    for scope in scopes:
        pairs = note_pairs(scope)
        with_event, quiet = [p for p in pairs if p[0] != NONE], [p for p in pairs if p[0] == NONE]
        figures[f"{scope}: notes"] = float(len(pairs))
        figures[f"{scope}: type weighted F1"] = weighted(with_event) / 100
        figures[f"{scope}: event found"] = sum(b != NONE for _, b in with_event) / len(with_event)
        figures[f"{scope}: false per 100"] = 100 * sum(b != NONE for _, b in quiet) / len(quiet)
    return figures


if __name__ == "__main__":
    for label, value in evaluate("dev").items():
        print(f"{label:36} {value:.3f}")
