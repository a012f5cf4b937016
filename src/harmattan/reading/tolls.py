"""Joins the casualty mentions of one event into one toll; docs/numbers.md states the rules.

A text tells the same deaths many times over: as a total, by groups, one by one. The toll is the largest of
three readings: the largest stated total; groups that exclude each other, summed; and the chain of a first
number with those that the text adds to it ("three others", "one of the wounded died later").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from harmattan.model import Span, Toll, TollPart
from harmattan.reading.casualty_mentions import CasualtyMention
from harmattan.reading.casualty_words import CasualtyKind
from harmattan.reading.toll_members import is_one_of, own_event, settled
from harmattan.reading.toll_readings import Reading, by_person, chain, loosest, total


def toll_of(mentions: Sequence[CasualtyMention], kind: CasualtyKind, text: str) -> Toll | None:
    """How many people one event killed (or injured ...), None where its mentions say nothing about that.

    Args:
        mentions: of one event, in text order, of all kinds: what is said of the killed bears on the injured.
        kind: which toll.
        text: the document's text, which the toll's span cuts.

    Attempts, totals over long periods and figures that the text calls earlier ones are left out.
    """
    usable = settled(own_event([m for m in mentions if not (m.attempted or m.cumulative or m.superseded)]))
    reading = _toll(usable, kind)
    if reading is None:
        return None
    low = min(reading.low, reading.best)
    span = Span.cut(text, reading.mention.start, reading.mention.end)
    return Toll(low=low, best=reading.best, high=reading.high, parts=_distinct(reading.parts), span=span)


def _toll(mentions: Sequence[CasualtyMention], kind: CasualtyKind) -> Reading | None:
    own = [m for m in mentions if m.kind == kind]
    positive = [m for m in own if not m.negated]
    if kind == "injured":
        dead = [m for m in mentions if m.kind == "killed" and m.best]
        positive = [m for m in positive if not is_one_of(m, dead)]
    found = _positive(positive, mentions)
    if kind == "injured":
        found = _undecided(mentions, found)
    if found is not None:
        return found
    denials = [m for m in mentions if m.negated and m.basis == "stated" and m.kind in (kind, "casualties")]
    denials = [m for m in denials if not m.additional]
    return Reading(0, 0, 0, denials[0]) if denials else None


def _positive(own: Sequence[CasualtyMention], every: Sequence[CasualtyMention]) -> Reading | None:
    """The reading of mentions of one kind; ``every`` holds those of other kinds too, for what "others" refers to."""
    readings = [total(own), chain(own, every)]
    hurt = any(m.kind != "killed" for m in own)
    found = max((r for r in readings if r is not None), key=lambda r: r.best, default=None)
    found = _by_ordinal(own, every, found)
    if found is None or found.best <= 1:
        single = by_person(own, one_by_one=hurt)
        if single is not None and (found is None or single.best > found.best):
            return single
    if found is None:
        return loosest(own)
    return found


def _by_ordinal(
    own: Sequence[CasualtyMention], every: Sequence[CasualtyMention], found: Reading | None
) -> Reading | None:
    """ "A third man died": three at least; "two were hurt and a third died" counts the hurt in."""
    for m in own:
        n = m.ordinal
        if n is None or m.negated or (found is not None and found.best >= n):
            continue
        if m.kind == "injured" or any(o.kind != m.kind and abs(o.sentence - m.sentence) <= 1 for o in every):
            continue
        found = Reading(n, n, None, m)
    return found


def _undecided(mentions: Sequence[CasualtyMention], found: Reading | None) -> Reading | None:
    """Of people who were shot or came to harm, those who are not said to have died are the injured."""
    undecided = [m for m in mentions if m.kind == "casualties" and not m.negated]
    hit = _positive(undecided, mentions)
    if hit is None:
        return found
    dead = _positive([m for m in mentions if m.kind == "killed" and not m.negated], mentions)
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
