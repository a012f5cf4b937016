"""Everybody whom a text lets speak to an event, and who "we" and "our" are."""

from __future__ import annotations

import pytest

from harmattan.model import Report
from tests.reading.conftest import CodeText

ARMY, REBELS = "Military Forces of Mali (2021-)", "CMA: Coordination of Azawad Movements"
TWO_VOICES = (
    "The Coordination of Azawad Movements said it had captured the army camp at Bourem in Mali on Friday and killed 30 "
    "soldiers. The Malian army confirmed clashes in Bourem on Friday."
)


def voices(report: Report, about: str) -> set[tuple[str, str | None]]:
    return {(said.stance, said.speaker) for said in report.said if said.about == about}


def taking(code: CodeText, text: str) -> Report:
    return next(report for report in code(text) if "territory" in report.sub_event_type)


def test_both_sides_are_heard_where_a_text_quotes_both(code: CodeText) -> None:
    report = taking(code, TWO_VOICES)
    assert voices(report, "taking") == {("claims", REBELS)}
    assert voices(report, "event") >= {("confirms", ARMY)}


def test_who_gives_the_toll_is_heard_with_the_number(code: CodeText) -> None:
    report = taking(code, TWO_VOICES)
    assert {(said.speaker, said.number) for said in report.said if said.about == "toll"} == {(REBELS, 30)}


def test_a_denied_part_in_an_attack_is_about_who_did_it(code: CodeText) -> None:
    reports = code(
        "Gunmen killed nine traders in Gao, Mali, on Friday. The Malian army denied involvement in the attack."
    )
    assert any(("denies", ARMY) in voices(report, "perpetrator") for report in reports)


def test_voices_stand_in_text_order(code: CodeText) -> None:
    [report] = code(
        "Gunmen killed nine traders in Gao, Mali, on Friday. The Malian army confirmed the attack. The attack in Gao "
        "killed nine traders."
    )
    starts = [said.span.start for said in report.said]
    assert len(set(starts)) > 1
    assert starts == sorted(starts)


def test_what_everybody_says_is_quoted_from_the_text(code: CodeText) -> None:
    assert all(TWO_VOICES[s.span.start : s.span.end] == s.span.quote for r in code(TWO_VOICES) for s in r.said)


@pytest.mark.parametrize(
    ("text", "initiator"),
    [
        ('"Our fighters captured the army base at Bourem in Mali on Friday," the CMA said in a statement.', REBELS),
        (
            "Glory to the Malian army! On Friday our heroes liberated the town of Bourem in Mali from the terrorists.",
            ARMY,
        ),
    ],
)
def test_our_fighters_are_those_of_who_speaks(text: str, initiator: str, code: CodeText) -> None:
    report = taking(code, text)
    assert report.initiator is not None
    assert (report.initiator.name, report.assertion.stance) == (initiator, "claims")


def test_our_reporter_is_no_fighter(code: CodeText) -> None:
    [report] = code("The Malian army is in Gao, too. Gunmen killed our reporter in Gao, Mali, on Friday.")
    assert report.target is None or report.target.name != ARMY


@pytest.mark.parametrize(
    ("text", "yields"),
    [
        ("The UN mission MINUSMA handed over its camp in Ansongo to the Malian army on Friday.", True),
        (
            "The Malian army vacated its camp in Bourem on Friday and CMA fighters occupied it without resistance.",
            False,
        ),
    ],
)
def test_who_hands_a_place_over_gives_it_up(text: str, yields: bool, code: CodeText) -> None:
    assert taking(code, text).yields is yields


def test_a_denial_without_a_place_is_heard_with_what_it_denies(code: CodeText) -> None:
    report = taking(
        code,
        "The CMA said it had captured the army camp at Bourem in Mali on Friday. The army denied that the camp was "
        "taken.",
    )
    assert ("denies", ARMY) in voices(report, "taking")


def test_both_sides_are_each_side(code: CodeText) -> None:
    report = taking(
        code, "The Malian army took control of Anefis in Mali on Saturday after clashes with the CMA, both sides said."
    )
    assert {speaker for _, speaker in voices(report, "taking")} == {ARMY, REBELS}
