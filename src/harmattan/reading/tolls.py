"""Joins the casualty mentions of one event into one toll; docs/numbers.md states the rules.

A text tells the same deaths many times over: as a total, by groups, one by one. The toll is the largest of
three readings: the largest stated total; groups that exclude each other, summed; and the chain of a first
number with those that the text adds to it ("three others", "one of the wounded died later").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from harmattan.codebook.load import read_yaml
from harmattan.model import Span, Toll, TollPart
from harmattan.reading.casualties import CasualtyMention
from harmattan.reading.casualty_words import CasualtyKind

_COUNTED = ("stated", "vague")


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to add up: bounds, and the mention that shows it best."""

    low: int
    best: int
    high: int | None
    mention: CasualtyMention
    parts: tuple[TollPart, ...] = ()


def toll_of(mentions: Sequence[CasualtyMention], kind: CasualtyKind, text: str) -> Toll | None:
    """How many people one event killed (or injured ...), None where its mentions say nothing about that.

    Args:
        mentions: of one event, in text order, of all kinds: what is said of the killed bears on the injured.
        kind: which toll.
        text: the document's text, which the toll's span cuts.

    Attempts, totals over long periods and figures that the text calls earlier ones are left out.
    """
    usable = [m for m in mentions if not (m.attempted or m.cumulative or m.superseded)]
    reading = _toll(usable, kind)
    if reading is None:
        return None
    low = min(reading.low, reading.best)
    span = Span.cut(text, reading.mention.start, reading.mention.end)
    return Toll(low=low, best=reading.best, high=reading.high, parts=_distinct(reading.parts), span=span)


def _toll(mentions: Sequence[CasualtyMention], kind: CasualtyKind) -> _Reading | None:
    own = [m for m in mentions if m.kind == kind]
    positive = [m for m in own if not m.negated]
    readings = [r for r in (_total(positive), _by_groups(positive), _chain(positive)) if r is not None]
    found = max(readings, key=lambda r: r.best, default=None)
    if kind == "injured":
        found = _undecided(mentions, found)
    if found is not None:
        return found
    denials = [m for m in mentions if m.negated and m.basis == "stated" and m.kind in (kind, "casualties")]
    denials = [m for m in denials if not m.additional]
    return _Reading(0, 0, 0, denials[0]) if denials else None


def _total(mentions: Sequence[CasualtyMention]) -> _Reading | None:
    """The largest number given at once; a corrected toll beats those before it."""
    counted = [m for m in mentions if m.basis in _COUNTED and not (m.additional and m.lemma in ("other", "more", None))]
    revised = [m for m in counted if m.revised]
    if revised:
        last = counted.index(revised[-1])
        counted = [m for m in counted[last:] if m is revised[-1] or (m.total and m.best > revised[-1].best)]
    if not counted:
        return None
    best = max(counted, key=lambda m: m.best)
    rivals = [m for m in counted if m.total and m.best == best.best]
    low = min((m.low for m in rivals), default=best.low)
    parts = tuple(p for m in counted if m.best == best.best for p in m.parts)
    return _Reading(low, best.best, best.high, best, parts)


def _by_groups(mentions: Sequence[CasualtyMention]) -> _Reading | None:
    """Sums people who cannot be the same: by sort (soldier, child ...), by name, by age."""
    people: dict[str, CasualtyMention] = {}
    for m in mentions:
        if m.subset or m.basis in ("pronoun", "plural", "none"):
            continue
        key = _identity(m, people)
        if key is None:
            continue
        known = people.get(key)
        if known is None or m.best > known.best:
            people[key] = m
    if not people:
        return None
    groups = list(people.values())
    low, best = sum(m.low for m in groups), sum(m.best for m in groups)
    high = None if any(m.high is None for m in groups) else sum(m.high or 0 for m in groups)
    parts = [TollPart(group=m.lemma, low=m.low, best=m.best, high=m.high) for m in groups if m.lemma and not m.parts]
    parts += [p for m in groups for p in m.parts]
    return _Reading(
        low, best, high, max(groups, key=lambda m: m.best), tuple(parts) if len(groups) > 1 else groups[0].parts
    )


def _identity(m: CasualtyMention, people: dict[str, CasualtyMention]) -> str | None:
    """The name under which a mention's people are counted once; None where they may be anybody."""
    if len(m.victims) > 1:
        return "+".join(sorted(_sort(p.group) for p in m.parts)) or None
    if m.perpetrator:
        return "perpetrator"
    if m.names:
        return _person(m, people)
    if m.lemma is None or m.total or (m.definite and m.basis == "singular"):
        return None
    sort = _sort(m.lemma)
    if m.basis == "singular" and m.ages:
        return f"aged {m.ages[0]}"
    return sort


def _person(m: CasualtyMention, people: dict[str, CasualtyMention]) -> str:
    last = m.names[0].split()[-1].lower().strip(".,'’s")
    if m.ages and f"aged {m.ages[0]}" in people:
        return f"aged {m.ages[0]}"
    return f"name {last}"


def _sort(lemma: str) -> str:
    """The sort of people that a word belongs to, the word itself where the codebook has none."""
    for name, words in read_yaml("casualties.yaml")["sorts"].items():
        if lemma in words:
            return str(name)
    return lemma


def _chain(mentions: Sequence[CasualtyMention]) -> _Reading | None:
    """A first number and what the text adds to it."""
    low = best = 0
    high: int | None = 0
    first: CasualtyMention | None = None
    for m in mentions:
        if m.basis in ("plural", "none"):
            continue
        extra = m.additional or (m.later and (m.subset or m.best == 1)) or m.perpetrator
        if first is None or (not extra and m.best > best and m.basis in _COUNTED):
            if m.basis == "pronoun" and not m.perpetrator:
                continue
            first, low, best, high = m, m.low, m.best, m.high
        elif (extra and m.basis != "pronoun") or (m.perpetrator and not first.perpetrator):
            low, best = low + m.low, best + m.best
            high = None if high is None or m.high is None else high + m.high
            if m.later or m.perpetrator:
                # Counted once, however often the text comes back to it.
                return _closed(mentions, first, low, best, high)
    return None if first is None else _Reading(low, best, high, first, first.parts)


def _closed(
    mentions: Sequence[CasualtyMention], first: CasualtyMention, low: int, best: int, high: int | None
) -> _Reading:
    covering = [m for m in mentions if m.total and m.basis in _COUNTED and m.best >= first.best and m is not first]
    if first.total and covering and max(m.best for m in covering) == first.best:
        low, best, high = first.low, first.best, first.high
    return _Reading(low, best, high, first, first.parts)


def _undecided(mentions: Sequence[CasualtyMention], found: _Reading | None) -> _Reading | None:
    """Of people who were shot or came to harm, those who are not said to have died are the injured."""
    undecided = [m for m in mentions if m.kind == "casualties" and not m.negated]
    hit = max(
        (r for r in (_total(undecided), _by_groups(undecided)) if r is not None), key=lambda r: r.best, default=None
    )
    if hit is None:
        return found
    dead = _toll([m for m in mentions if m.kind == "killed"], "killed")
    killed = dead.best if dead is not None else 0
    left = hit.best - killed
    if left <= 0 or (found is not None and found.best >= left):
        return found
    high = None if hit.high is None else max(hit.high - killed, left)
    return replace(hit, low=max(0, min(left, hit.low - killed)), best=left, high=high, parts=())


def _distinct(parts: Sequence[TollPart]) -> tuple[TollPart, ...]:
    """One entry a group, the largest, in text order."""
    kept: dict[str, TollPart] = {}
    for part in parts:
        if part.group not in kept or part.best > kept[part.group].best:
            kept[part.group] = part
    return tuple(kept.values())
