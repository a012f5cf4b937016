"""What texts say of an event's place in the record ("the fourth base since August") beside the record itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from harmattan.linking.control_timeline import same_holder
from harmattan.linking.statistic_periods import Days
from harmattan.model import Event, Statistic

UNITS = ("rank", "record")
_AXES: dict[str, Callable[[Event], float | None]] = {
    "south": lambda e: None if e.place is None or e.place.latitude is None else -e.place.latitude,
    "north": lambda e: None if e.place is None else e.place.latitude,
    "west": lambda e: None if e.place is None or e.place.longitude is None else -e.place.longitude,
    "east": lambda e: None if e.place is None else e.place.longitude,
}


@dataclass(frozen=True)
class RecordCheck:
    """What the record says; ``holds`` is None where it cannot tell."""

    holds: bool | None
    reason: str
    number: tuple[int, int] | None
    """rank: how many the record has, for sure and at most."""
    events: tuple[str, ...]


def check_record(claim: Statistic, period: Days, missing: str | None, events: Sequence[Event]) -> RecordCheck:
    """Compare one claim.

    Args:
        claim: of unit ``rank`` or ``record``.
        period: the days that it speaks of.
        missing: in words, from which months of the period the project holds no document; None: it has all.
        events: the project's.
    """
    meant = _meant(claim, events)
    if isinstance(meant, str):
        return RecordCheck(None, meant, None, ())
    what, _, who = claim.metric.partition(" by ")
    last = meant.date.end if meant.date is not None else period[1]
    others = [e for e in events if e.id != meant.id and _is_of(e, what, who) and _within(e, period[0], last)]
    if claim.unit == "rank":
        return _rank(claim, meant, others, period, missing)
    lead = what.partition(" of ")[0]
    if lead == "deadliest":
        return _extreme(meant, others, lambda e: e.fatalities.best if e.fatalities else None, "killed more", missing)
    direction = lead.removeprefix("furthest").strip()
    if direction not in _AXES:
        return RecordCheck(None, "the text gives no direction", None, (meant.id,))
    return _extreme(meant, others, _AXES[direction], f"lies further {direction}", missing)


def _meant(claim: Statistic, events: Sequence[Event]) -> Event | str:
    """The event that a claim speaks of: the one whose reports quote its words, else the only one that fits."""
    what, _, who = claim.metric.partition(" by ")
    told = [e for e in events if claim.document_id in e.documents]
    fitting = [e for e in told if _is_of(e, what, who)]
    quoted = [e for e in told if _quotes(e, claim)]
    for found in ([e for e in quoted if e in fitting], fitting, quoted):
        if len(found) == 1:
            return found[0]
    some = f"{len(fitting)} events of its document fit" if fitting else "no event of its document fits"
    return f"which event it speaks of cannot be told: {some}"


def _quotes(event: Event, claim: Statistic) -> bool:
    if event.assertions is None:
        return False
    fields = (event.assertions.event, event.assertions.taking, event.assertions.toll, event.assertions.perpetrator)
    quotes = (q for f in fields if f is not None for v in f.voices for q in v.quotes)
    return any(
        q.document_id == claim.document_id and q.start <= claim.span.start and claim.span.end <= q.end for q in quotes
    )


def _is_of(event: Event, what: str, who: str) -> bool:
    """Whether an event is of those that a claim counts; of captures the new holder is who takes."""
    if what.endswith("captures"):
        if event.control is None or event.control.status == "lost":
            return False
        return not who or same_holder(event.control.holder, who)
    if event.disorder_type != "Political violence":
        return False
    return not who or any(s.role == "initiator" and same_holder(s.name, who) for s in event.sides)


def _within(event: Event, first: dt.date, last: dt.date) -> bool:
    return event.date is None or (event.date.start <= last and first <= event.date.end)


def _rank(claim: Statistic, meant: Event, others: Sequence[Event], period: Days, missing: str | None) -> RecordCheck:
    first = period[0]
    day = meant.date.start if meant.date is not None else period[1]
    before = [e for e in others if e.date is not None and first <= e.date.start and e.date.end < day]
    low, high = len(before) + 1, len(others) + 1
    keys = (meant.id, *(e.id for e in others))
    told = f"the record has {low if low == high else f'{low} to {high}'} since {first}, this one included"
    if low <= claim.value <= high:
        return RecordCheck(True, told, (low, high), keys)
    if claim.value > high and missing is not None:
        return RecordCheck(None, f"{told}; but {missing}", (low, high), keys)
    return RecordCheck(False, told, (low, high), keys)


def _extreme(
    meant: Event, others: Sequence[Event], value: Callable[[Event], float | None], words: str, missing: str | None
) -> RecordCheck:
    own = value(meant)
    if own is None:
        return RecordCheck(None, f"of {meant.id} itself the record does not know it", None, (meant.id,))
    beyond = [e for e in others if e.date is not None and (v := value(e)) is not None and v > own]
    if beyond:
        best = max(beyond, key=lambda e: (value(e) or 0.0, e.id))
        where = best.place.name if best.place else "?"
        when = best.date.start if best.date else "?"
        return RecordCheck(False, f"{best.id} ({where}, {when}) {words}", None, (meant.id, best.id))
    told = f"none of {len(others)} others {words}"
    if missing is not None:
        return RecordCheck(None, f"{told}; but {missing}", None, (meant.id,))
    return RecordCheck(True, told, None, (meant.id,))
