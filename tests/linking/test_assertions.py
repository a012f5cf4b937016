"""Who says what about an event: each side of it has a status of its own."""

from __future__ import annotations

from typing import Any

import pytest

from harmattan.model import Assertions, Said, Span
from tests.linking.making import ARMY, CLASH, GUNMEN, REBELS, TAKEN, event, report, toll


def said(
    about: str, stance: str = "states", speaker: str | None = None, number: int | None = None, at: int = 0
) -> Said:
    span = Span(start=at, end=at + 1, quote="x")
    return Said.model_validate({"about": about, "stance": stance, "speaker": speaker, "number": number, "span": span})


def told(*reports: Any) -> Assertions:
    found = event(*reports).assertions
    assert found is not None
    return found


REBELS_CLAIM_IT = said("taking", "claims", REBELS.name)
REBELS_CLAIM_DEAD = said("toll", "claims", REBELS.name, 80)
ARMY_SPEAKS = said("event", "claims", ARMY.name)


def test_the_fight_is_confirmed_and_the_capture_is_the_rebels_claim() -> None:
    found = told(report("d1", TAKEN, stance="claims", speaker=REBELS.name, said=(REBELS_CLAIM_IT, ARMY_SPEAKS)))
    assert found.taking is not None
    assert (found.event.status, found.taking.status) == ("confirmed", "claimed")
    assert [(v.stance, v.speaker) for v in found.taking.voices] == [("claims", REBELS.name), ("silent", ARMY.name)]
    assert found.taking.words == (
        f"The taking of the place is the claim of {REBELS.name}; {ARMY.name} speaks of the event and does not "
        "acknowledge it."
    )


def test_an_event_that_is_a_capture_has_the_status_of_the_capture() -> None:
    one = report("d1", TAKEN, stance="claims", speaker=REBELS.name, said=(REBELS_CLAIM_IT, ARMY_SPEAKS))
    assert event(one).status == "claimed"


def test_a_loss_that_the_loser_admits_is_confirmed() -> None:
    admitted = said("taking", "confirms", ARMY.name)
    assert event(
        report("d1", TAKEN, stance="claims", speaker=REBELS.name, said=(REBELS_CLAIM_IT, admitted))
    ).status == ("confirmed")


def test_the_toll_stays_a_claim_where_the_attack_is_confirmed() -> None:
    voices = (said("event", "claims", REBELS.name), REBELS_CLAIM_DEAD, said("event", "confirms", ARMY.name))
    one = report("d1", CLASH, stance="claims", speaker=REBELS.name, fatalities=toll(80, None), said=voices)
    found = told(one)
    assert found.toll is not None
    assert (event(one).status, found.toll.status) == ("confirmed", "claimed")
    assert found.toll.words == (
        f"The toll (80+) is the claim of {REBELS.name}; {ARMY.name} speaks of the event and gives no number."
    )


def test_numbers_of_the_two_sides_that_differ_are_contested() -> None:
    army = said("toll", "claims", ARMY.name, 3)
    found = told(
        report("d1", fatalities=toll(80), said=(said("event"), REBELS_CLAIM_DEAD)),
        report("d2", fatalities=toll(3), said=(said("event"), army)),
    )
    assert found.toll is not None
    assert found.toll.status == "contested"
    assert found.toll.words.endswith(f"is contested: 80 according to {REBELS.name}, 3 according to {ARMY.name}.")


def test_who_denies_having_done_it_does_not_deny_the_attack() -> None:
    denial = said("perpetrator", "denies", REBELS.name)
    happened = report("d2", stance="denies", speaker=REBELS.name, said=(denial,))
    found = event(report("d1"), happened)
    assert found.assertions is not None
    assert found.assertions.perpetrator is not None
    assert (found.status, found.assertions.perpetrator.status) == ("reported", "contested")
    assert f"{REBELS.name} denies having done it" in found.contradictions


def test_a_denied_capture_leaves_the_fight_as_it_is() -> None:
    voices = (REBELS_CLAIM_IT, ARMY_SPEAKS, said("taking", "denies", ARMY.name))
    found = event(report("d1", TAKEN, stance="claims", speaker=REBELS.name, said=voices))
    assert found.assertions is not None
    assert (found.status, found.assertions.event.status) == ("contested", "confirmed")
    assert f"Denied by {ARMY.name}" in found.contradictions


def test_a_claim_of_responsibility_makes_the_perpetrator_a_claim() -> None:
    claim = said("perpetrator", "claims", REBELS.name)
    found = told(report("d1", said=(said("event", at=7), claim)))
    assert found.perpetrator is not None
    assert (found.event.status, found.perpetrator.status) == ("reported", "claimed")


@pytest.mark.parametrize(
    "only", [said("perpetrator", "claims", REBELS.name), said("toll", number=4), said("taking", "denies", ARMY.name)]
)
def test_where_nobody_speaks_of_the_event_itself_the_assertion_of_the_report_does(only: Said) -> None:
    assert told(report("d1", TAKEN, stance="claims", speaker=REBELS.name, said=(only,))).event.status == "claimed"


def test_nobody_speaks_to_an_unnamed_perpetrator() -> None:
    assert told(report("d1", initiator=GUNMEN, said=(said("event"),))).perpetrator is None


def test_a_voice_is_quoted_once_a_document() -> None:
    twice = (said("event", "claims", REBELS.name, at=3), said("event", "claims", REBELS.name, at=9))
    found = told(report("d1", said=twice), report("d2", said=twice))
    [voice] = [v for v in found.event.voices if v.speaker == REBELS.name]
    assert [(q.document_id, q.start) for q in voice.quotes] == [("d1", 3), ("d2", 3)]


@pytest.mark.parametrize(
    ("stance", "speaker", "status"),
    [("states", None, "reported"), ("claims", REBELS.name, "claimed"), ("claims", None, "claimed")],
)
def test_a_report_without_voices_speaks_by_its_assertion(stance: str, speaker: str | None, status: str) -> None:
    assert told(report("d1", stance=stance, speaker=speaker)).event.status == status
