"""Who says what about an event: that it happened, its toll, the taking of the place, who did it.

confirmed: both sides say so, or two independent sources on their own account; reported: one such source; claimed: only
a party to the fight, or nobody who is named; contested: somebody denies it, or the two sides give other numbers.
"The attack is confirmed, the toll is the rebels' claim, the loss of the town is not acknowledged": each side of an
event has its own status, from those alone who speak to it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from harmattan.linking.assertion_words import sentence
from harmattan.linking.independence import independence
from harmattan.linking.rules import is_territory
from harmattan.linking.similarity import Item
from harmattan.linking.status import side_of
from harmattan.model import (
    Assertions,
    EventToll,
    FieldAssertion,
    Quote,
    Report,
    Said,
    Side,
    Span,
    Stance,
    Subject,
    Voice,
)
from harmattan.model.event import Status

Role = Literal["initiator", "target"]
_ROLES: tuple[Role, ...] = ("initiator", "target")
_FIRMNESS: tuple[Stance, ...] = ("confirms", "states", "claims", "accuses", "denies")


@dataclass(frozen=True, slots=True)
class _Heard:
    """One thing said, by whom, and in which report."""

    said: Said
    item: Item
    side: Role | None

    @property
    def name(self) -> str | None:
        """The speaker."""
        return self.said.speaker

    @property
    def own(self) -> bool:
        """Whether it is said independently of the sides of the fight."""
        if self.side is not None:
            return False
        accused = self.said.stance == "accuses" and self.said.about != "perpetrator"
        return accused or self.said.stance in ("states", "confirms")


def assertions_of(
    name: str, members: Sequence[Item], denials: Sequence[Item], sides: Sequence[Side], toll: EventToll | None
) -> Assertions:
    """What the reports of an event have everybody say about it.

    Args:
        name: the event's sub-event type.
        members: the reports that affirm it, in id order.
        denials: those that deny it or that a side of it did it.
        sides: the event's.
        toll: the dead, as chosen.
    """
    heard = [h for item in (*members, *denials) for h in _heard(item, sides)]
    spoken = [h for h in heard if h.said.about in ("event", "taking")]
    taking = [h for h in spoken if h.said.about == "taking"]
    # Whoever speaks of a capture speaks of an event; who denies the capture does not deny that there was a fight.
    any_event = [h for h in spoken if h.said.about == "event" or h.said.stance != "denies"]
    # A text may speak of the perpetrator or the toll alone ("claimed responsibility for it").
    any_event = any_event or [_implied_event(item, sides) for item in members]
    return Assertions(
        event=_told("event", any_event, spoken, ""),
        toll=_field("toll", _numbers(heard, sides), spoken, _in_words(toll)) if toll is not None else None,
        taking=_field("taking", taking, spoken, "") if is_territory(name) else None,
        perpetrator=_field("perpetrator", list(_authors(heard, sides)), (), _initiator(sides)),
    )


def _heard(item: Item, sides: Sequence[Side]) -> Iterator[_Heard]:
    report = item.report
    said = report.said or tuple(_implied(report))
    if not item.affirms and not any(s.stance == "denies" for s in said):
        said = (*said, _own(report, _subject(report), "denies"))
    for each in said:
        # What a report that denies the event also tells is told of something else.
        if item.affirms or each.stance == "denies":
            yield _Heard(each, item, _role(each.speaker, sides))


def _role(speaker: str | None, sides: Sequence[Side]) -> Role | None:
    side = side_of(speaker, sides)
    return None if side is None else "initiator" if side.role == "initiator" else "target"


def _implied(report: Report) -> Iterator[Said]:
    """What a report without voices of its own says by its assertion."""
    yield _own(report, _subject(report), report.assertion.stance)
    if report.fatalities is not None:
        yield _own(report, "toll", report.assertion.stance, report.fatalities.best)


def _own(report: Report, about: Subject, stance: Stance, number: int | None = None) -> Said:
    speaker = report.assertion.speaker
    return Said(about=about, stance=stance, speaker=speaker, number=number, span=report.sentence)


def _implied_event(item: Item, sides: Sequence[Side]) -> _Heard:
    """That it happened, as a report's assertion has it."""
    said = _own(item.report, _subject(item.report), item.report.assertion.stance)
    return _Heard(said, item, _role(said.speaker, sides))


def _subject(report: Report) -> Subject:
    return "taking" if is_territory(report.sub_event_type) else "event"


def _numbers(heard: Sequence[_Heard], sides: Sequence[Side]) -> list[_Heard]:
    """Who gives the toll that a report has; where none of its sentences gives it alone, its assertion does."""
    found: dict[str, list[_Heard]] = defaultdict(list)
    for h in heard:
        report = h.item.report
        toll = report.fatalities
        told = found[report.id]
        if h.said.about == "toll" and (h.said.stance == "denies" or (toll and h.said.number == toll.best)):
            told.append(h)
    for item in {h.item.report.id: h.item for h in heard}.values():
        report = item.report
        if report.fatalities is not None and item.affirms and not found[report.id]:
            said = _own(report, "toll", report.assertion.stance, report.fatalities.best)
            found[report.id].append(_Heard(said, item, _role(said.speaker, sides)))
    return [h for key in sorted(found) for h in found[key]]


def _authors(heard: Sequence[_Heard], sides: Sequence[Side]) -> Iterator[_Heard]:
    """Who says that the initiator did it: itself, or whoever names it in the same words as the deed."""
    initiator = next((s for s in sides if s.role == "initiator" and s.actor_id), None)
    for h in heard:
        doer = h.item.report.initiator
        if h.said.about == "perpetrator":
            yield h
        elif h.said.about in ("event", "taking") and h.said.stance != "denies" and initiator is not None:
            named = doer is not None and doer.name == initiator.name and doer.basis != "inferred"
            if h.side == "initiator" or (named and doer is not None and _within(doer.span, h.said.span)):
                yield h


def _within(inner: Span | None, outer: Span) -> bool:
    return inner is not None and outer.start <= inner.start and inner.end <= outer.end


def _field(about: Subject, heard: Sequence[_Heard], spoken: Sequence[_Heard], what: str) -> FieldAssertion | None:
    """Status and voices of one side of the event; None where nobody speaks to it."""
    return _told(about, heard, spoken, what) if heard else None


def _told(about: Subject, heard: Sequence[_Heard], spoken: Sequence[_Heard], what: str) -> FieldAssertion:
    status = _status(about, heard)
    voices = [*_voices(heard), *_silent(about, heard, spoken)]
    if about == "event" and {"initiator", "target"} <= {v.side for v in voices}:
        # The word of the one bears out that of the other.
        voices = [v.model_copy(update={"stance": "confirms"}) if _bears_out(v) else v for v in voices]
    return FieldAssertion(status=status, voices=tuple(voices), words=sentence(about, status, voices, what))


def _bears_out(voice: Voice) -> bool:
    return voice.side == "target" and voice.stance in ("states", "claims")


def _status(about: Subject, heard: Sequence[_Heard]) -> Status:
    if any(h.said.stance == "denies" for h in heard) or (about == "toll" and _rival_numbers(heard)):
        return "contested"
    # Who gives another number bears out no number.
    same: dict[int | None, list[_Heard]] = defaultdict(list)
    for h in heard:
        same[h.said.number].append(h)
    found = {_borne_out(group) for group in same.values()}
    return next(status for status in ("confirmed", "reported", "claimed") if status in found)


def _borne_out(heard: Sequence[_Heard]) -> Status:
    stories = _independent(heard)
    own = [h.item for h in heard if h.item.story in stories]
    if {"initiator", "target"} <= {h.side for h in heard} or len(independence(own).sources) > 1:
        return "confirmed"
    return "reported" if stories else "claimed"


def _rival_numbers(heard: Sequence[_Heard]) -> bool:
    """Whether the two sides give numbers and none in common."""
    given = {role: {h.said.number for h in heard if h.side == role} for role in _ROLES}
    return all(given.values()) and not given["initiator"] & given["target"]


def _independent(heard: Sequence[_Heard]) -> set[str]:
    """Stories of which every copy says it on its own account; one that leaves out who said so adds nothing."""
    own = {h.item.document.id for h in heard if h.own}
    relaying = {h.item.story for h in heard if h.item.document.id not in own}
    return {h.item.story for h in heard} - relaying


def _voices(heard: Sequence[_Heard]) -> list[Voice]:
    """One voice a speaker, number and yes or no, with one quote a document; those of sides first."""
    groups: dict[tuple[object, ...], list[_Heard]] = defaultdict(list)
    for h in heard:
        hearsay = h.name is None and h.said.stance in ("claims", "accuses")
        groups[h.name, h.said.number, h.said.stance == "denies", hearsay].append(h)
    found = [
        Voice(
            stance=min((h.said.stance for h in group), key=_FIRMNESS.index),
            speaker=group[0].name,
            side=group[0].side,
            number=group[0].said.number,
            quotes=_quotes(group),
        )
        for group in groups.values()
    ]
    roles = (*_ROLES, None)
    return sorted(
        found, key=lambda v: (roles.index(v.side), v.speaker is None, v.speaker or "", v.number or 0, str(v.stance))
    )


def _quotes(heard: Iterable[_Heard]) -> tuple[Quote, ...]:
    first: dict[str, Quote] = {}
    for h in sorted(heard, key=lambda h: (h.item.document.id, h.said.span.start)):
        first.setdefault(h.item.document.id, Quote(document_id=h.item.document.id, **h.said.span.model_dump()))
    return tuple(first.values())


def _silent(about: Subject, heard: Sequence[_Heard], spoken: Sequence[_Heard]) -> list[Voice]:
    """Sides that speak of the event and not of this."""
    if about not in ("toll", "taking"):
        return []
    found = []
    for role in _ROLES:
        others = [h for h in spoken if h.side == role and h.name is not None]
        if any(h.side == role for h in heard):
            continue
        for name in sorted({h.name for h in others if h.name is not None}):
            quotes = _quotes(h for h in others if h.name == name)
            found.append(Voice(stance="silent", speaker=name, side=role, quotes=quotes))
    return found


def _in_words(toll: EventToll | None) -> str:
    if toll is None:
        return ""
    if toll.high is None:
        return f"{toll.low}+"
    return str(toll.best) if toll.low == toll.high else f"{toll.low}-{toll.high}"


def _initiator(sides: Sequence[Side]) -> str:
    return next((s.name for s in sides if s.role == "initiator"), "")
