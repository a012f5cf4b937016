"""Scoring as at MUC-4, on keys and reports made up here."""

from __future__ import annotations

import datetime as dt
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation import muc, muc_answers, muc_archive
from evaluation.muc_counts import Counts
from evaluation.muc_fills import Fill, counts, effects, fills, number
from evaluation.muc_mapping import assign
from evaluation.muc_slots import SLOTS, compare
from harmattan.model import Assertion, Participant, Report, ReportedDate, ReportedPlace, Said, Span, Toll

TEXT = "PORT ARDAL, 14 MAR 89 -- A BRIDGE WAS BLOWN UP."
BLOWN = Span(start=26, end=47, quote="A BRIDGE WAS BLOWN UP")


def _report(**changes: Any) -> Report:
    values: dict[str, Any] = {
        "id": "r-1",
        "document_id": "d-1",
        "event_type": "Explosions/Remote violence",
        "sub_event_type": "Remote explosive/landmine/IED",
        "trigger": BLOWN,
        "sentence": BLOWN,
    }
    return Report(**(values | changes))


def _score(templates: list[dict[str, list[str]]], *reports: Report) -> muc_archive.Score:
    return muc_archive.score([{"text": TEXT, "templates": templates}], [reports])


def _points(slot: str, rows: dict[str, list[str]], report: Report) -> Counts:
    [found] = [s for s in SLOTS if s.name == slot]
    return compare(found, found.wanted(rows, 1989), report)


RIGHT, HALF, WRONG = Counts(correct=1), Counts(partial=1), Counts(incorrect=1)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("-", []),
        ("*", []),
        ("BOMBING / ATTACK", [Fill(("BOMBING", "ATTACK"))]),
        ("? ATTACK", [Fill(("ATTACK",), optional=True)]),
        ('DEATH: "SMITHS" / "MEN"', [Fill(("DEATH",), frozenset({"SMITHS", "MEN"}))]),
        ('"THE \\"HAWKS\\"" / "HF"', [Fill(("THE HAWKS", "HF"), frozenset({"THE HAWKS", "HF"}))]),
        ("(ARDALIA: BELO (CITY)) / (ARDALIA)", [Fill(("ARDALIA: BELO", "ARDALIA"))]),
        ("ARDALIA: BELO (TOWN/ AREA)", [Fill(("ARDALIA: BELO",))]),
    ],
    ids=["empty", "does not apply", "either", "optional", "belonging", "quotes", "brackets", "two kinds"],
)
def test_fills(line: str, expected: list[Fill]) -> None:
    assert fills({"SLOT": [line]}, "SLOT") == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [("6", (6, 6)), ("6-8", (6, 8)), ("6 -", (6, None)), ("-6", (1, 6)), ("~6", (6, 6)), ("PLURAL", (2, None))],
)
def test_numbers(value: str, expected: tuple[int, int | None]) -> None:
    assert number(value) == expected


def test_people_are_counted_by_effect() -> None:
    rows = {
        "HUM TGT: EFFECT OF INCIDENT": ['DEATH: "MAYOR"', 'DEATH: "GUARDS"', '? INJURY: "COOK"'],
        "HUM TGT: NUMBER": ['1: "MAYOR"', 'PLURAL: "GUARDS"', '1: "COOK"', '9: "GUESTS"'],
    }
    dead, hurt = counts(rows)
    assert (dead.effect, dead.low, dead.high, dead.optional) == ("DEATH", 3, None, False)
    assert (hurt.effect, hurt.low, hurt.high, hurt.optional) == ("INJURY", 1, 1, True)


def test_an_effect_of_several_targets_is_wanted_once() -> None:
    rows = {"HUM TGT: EFFECT OF INCIDENT": ['DEATH: "MAYOR"', 'DEATH: "GUARD"', 'INJURY / DEATH: "COOK"']}
    assert [f.values for f in effects(rows)] == [("DEATH",)]


def test_scores_are_half_for_partial_answers() -> None:
    counted = Counts(correct=3, partial=2, incorrect=1, missing=2, spurious=4)
    assert (counted.possible, counted.actual) == (8, 10)
    assert (counted.recall, counted.precision) == (0.5, 0.4)
    assert counted.f1 == pytest.approx(4 / 9)


@given(st.integers(1, 4), st.integers(1, 4), st.data())
def test_an_assignment_is_the_best(rows: int, columns: int, data: st.DataObject) -> None:
    row = st.lists(st.integers(0, 9), min_size=columns, max_size=columns)
    scores = data.draw(st.lists(row, min_size=rows, max_size=rows))
    pairs = assign(scores)
    turned = [list(line) for line in zip(*scores, strict=True)]
    short, long = (scores, columns) if rows <= columns else (turned, rows)
    best = max(sum(short[i][c] for i, c in enumerate(order)) for order in permutations(range(long), len(short)))
    assert sum(scores[r][c] for r, c in pairs) == best
    assert len({r for r, _ in pairs}) == len({c for _, c in pairs}) == len(pairs)


def test_nothing_to_assign() -> None:
    assert assign([]) == [] == assign([[], []]) == assign([[0.0]])


@pytest.mark.parametrize(
    ("fill", "first", "last", "expected"),
    [
        ("12 MAR 89", 12, 12, RIGHT),
        ("12 MAR 89", 10, 14, HALF),
        ("12 MAR 89", 13, 13, WRONG),
        ("- 12 MAR 89", 8, 12, RIGHT),
        ("- 12 MAR 89", 12, 12, HALF),
        ("- 12 MAR 89", 9, 9, HALF),
        ("- 12 MAR 89", 13, 13, WRONG),
        ("10 MAR 89 - 12 MAR 89", 10, 12, RIGHT),
        ("10 MAR 89 - 12 MAR 89", 11, 11, HALF),
    ],
)
def test_dates(fill: str, first: int, last: int, expected: Counts) -> None:
    days = [dt.date(1989, 3, day) for day in (first, last)]
    date = ReportedDate(start=days[0], end=days[1], time_precision=1, basis="relative")
    assert _points("date", {"INCIDENT: DATE": [fill]}, _report(date=date)) == expected


@pytest.mark.parametrize(
    ("fill", "name", "expected"),
    [
        ("ARDALIA: NORTH (DEPARTMENT): BELO (CITY)", "Belo", RIGHT),
        ("ARDALIA: NORTH (DEPARTMENT): BELO (CITY)", "North Department", HALF),
        ("ARDALIA: NORTH (DEPARTMENT)", "North Department", RIGHT),
        ("ARDALIA: NORTH (DEPARTMENT)", "Belo", HALF),
        ("ARDALIA", "Ardalia", RIGHT),
        ("ARDALIA", "Belo", HALF),
        ("ARDALIA: BELO (CITY) - SUR (CITY)", "Belo", HALF),
        ("BORA: BELO (CITY) - SUR (CITY)", "Oeste", WRONG),
    ],
)
def test_places(fill: str, name: str, expected: Counts) -> None:
    place = ReportedPlace(name=name, country="Ardalia", basis="named")
    assert _points("place", {"INCIDENT: LOCATION": [fill]}, _report(place=place)) == expected


@pytest.mark.parametrize(
    ("kind", "sub_event", "trigger", "expected"),
    [
        ("BOMBING", "Remote explosive/landmine/IED", "BLOWN UP", RIGHT),
        ("BOMBING", "Attack", "ATTACKED", HALF),
        ("ATTACK", "Remote explosive/landmine/IED", "BLOWN UP", WRONG),
        ("ARSON", "Looting/property destruction", "BURNED", RIGHT),
        ("ROBBERY", "Looting/property destruction", "LOOTED", RIGHT),
    ],
)
def test_types(kind: str, sub_event: str, trigger: str, expected: Counts) -> None:
    report = _report(sub_event_type=sub_event, trigger=Span(start=0, end=len(trigger), quote=trigger))
    assert _points("type", {"INCIDENT: TYPE": [kind]}, report) == expected


@pytest.mark.parametrize(
    ("fill", "stance", "speaker", "expected"),
    [
        ('CLAIMED OR ADMITTED: "HAWKS"', "claims", "Hawks", RIGHT),
        ('REPORTED AS FACT: "HAWKS"', "states", None, RIGHT),
        ('REPORTED AS FACT: "DOVES"', "states", None, HALF),
        ('SUSPECTED OR ACCUSED BY AUTHORITIES: "HAWKS"', "accuses", "Police Forces of Ardalia", RIGHT),
        ('SUSPECTED OR ACCUSED: "HAWKS"', "accuses", "Police Forces of Ardalia", HALF),
        ('SUSPECTED OR ACCUSED: "HAWKS"', "states", None, WRONG),
    ],
)
def test_confidence(fill: str, stance: Any, speaker: str | None, expected: Counts) -> None:
    side = Participant(name="Hawks", kind="Rebel group", basis="named")
    report = _report(initiator=side, assertion=Assertion(stance=stance, speaker=speaker))
    assert _points("confidence", {"PERP: ORGANIZATION CONFIDENCE": [fill]}, report) == expected


@pytest.mark.parametrize(("best", "high", "expected"), [(3, 3, RIGHT), (2, None, HALF), (4, 4, WRONG)])
def test_victims(best: int, high: int | None, expected: Counts) -> None:
    rows = {"HUM TGT: EFFECT OF INCIDENT": ['DEATH: "MEN"'], "HUM TGT: NUMBER": ['3: "MEN"']}
    assert _points("victims' number", rows, _report(fatalities=Toll(low=best, best=best, high=high))) == expected


def test_nobody_hurt_is_an_answer() -> None:
    none = Toll(low=0, best=0, high=0)
    rows = {"HUM TGT: EFFECT OF INCIDENT": ['NO INJURY OR DEATH: "-"']}
    assert _points("effect", rows, _report(fatalities=none, injured=none)) == RIGHT
    assert _points("effect", rows, _report(injured=none)) == HALF


def test_an_optional_fill_that_is_not_given_counts_nowhere() -> None:
    assert _points("perpetrator", {"PERP: ORGANIZATION ID": ['? "HAWKS"']}, _report()) == Counts()


BRIDGE = {"MESSAGE: TEMPLATE": ["1"], "INCIDENT: TYPE": ["BOMBING"], "PHYS TGT: ID": ['"BRIDGE"']}


def test_templates_are_mapped_by_content() -> None:
    mapped = _score([BRIDGE], _report()).templates
    assert mapped == Counts(correct=1)
    elsewhere = BRIDGE | {"PHYS TGT: ID": ['"CHURCH"']}
    assert _score([elsewhere], _report()).templates == Counts(missing=1, spurious=1)


def test_an_optional_template_is_never_missing() -> None:
    assert _score([BRIDGE | {"MESSAGE: TEMPLATE": ["1 (OPTIONAL)"]}]).templates == Counts()


def test_a_spurious_template_counts_in_all_templates_alone() -> None:
    counted = _score([], _report(event_type="Battles", sub_event_type="Armed clash"))
    assert counted.all_templates["type"] == Counts(spurious=1)
    assert counted.matched_missing["type"] == Counts()
    assert counted.spurious_clashes == 1


def test_false_events_are_told_with_and_without_clashes() -> None:
    answers = [[_report(), _report(event_type="Battles", sub_event_type="Armed clash")], [_report()]]
    rows: list[dict[str, Any]] = [{"text": TEXT, "templates": []}, {"text": TEXT, "templates": [BRIDGE]}]
    assert muc.false_events(rows, answers) == {
        "false events per 100 irrelevant": 200,
        "false events per 100 irrelevant, clashes left out": 100,
    }


def test_a_battle_is_asked_for_where_civilians_are_hit() -> None:
    villagers = Participant(name="Civilians (Ardalia)", kind="Civilians", basis="generic")
    clash = {"event_type": "Battles", "sub_event_type": "Armed clash"}
    assert not muc.is_asked_for(_report(**clash))
    assert muc.is_asked_for(_report(**clash, target=villagers))
    assert muc.is_asked_for(_report())


@pytest.mark.parametrize(
    ("stance", "speaker", "expected"),
    [
        ("claims", "Hawks", "CLAIMED OR ADMITTED"),
        ("accuses", "Police Forces of Ardalia", "SUSPECTED OR ACCUSED BY AUTHORITIES"),
        ("accuses", None, "SUSPECTED OR ACCUSED"),
    ],
)
def test_the_confidence_is_of_those_who_speak_of_the_perpetrator(
    stance: Any, speaker: str | None, expected: str
) -> None:
    side = Participant(name="Hawks", kind="Rebel group", basis="named")
    said = (Said(about="perpetrator", stance=stance, speaker=speaker, span=BLOWN),)
    assert muc_answers.confidence(_report(initiator=side, said=said)) == [expected]
