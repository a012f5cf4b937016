"""Answer keys in the manner of MUC-3/4, made up here."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from evaluation.muc_keys import Template, templates_of

TEXT = "PORT ARDAL, 14 MAR 89 -- A BRIDGE WAS BLOWN UP."


def _slots(rows: dict[str, list[str]]) -> Template:
    [found] = templates_of({"text": TEXT, "templates": [rows]})
    return found


def test_an_empty_key_has_no_values() -> None:
    found = _slots({})
    assert found == Template(False, "", (), (), frozenset(), None, "")


def test_type_and_stage() -> None:
    found = _slots({"INCIDENT: TYPE": ["BOMBING"], "INCIDENT: STAGE OF EXECUTION": ["ACCOMPLISHED"]})
    assert (found.kind, found.stage) == ("BOMBING", "ACCOMPLISHED")


@pytest.mark.parametrize(("message", "optional"), [("2 (OPTIONAL)", True), ("2", False)])
def test_optional_templates_are_marked(message: str, optional: bool) -> None:
    assert _slots({"MESSAGE: TEMPLATE": [message]}).optional is optional


@pytest.mark.parametrize(
    ("fill", "expected"),
    [
        ("12 MAR 89", [(dt.date(1989, 3, 12), dt.date(1989, 3, 12))]),
        ("- 12 MAR 89", [(dt.date(1989, 1, 11), dt.date(1989, 3, 12))]),
        ("10 MAR 89 - 12 MAR 89", [(dt.date(1989, 3, 10), dt.date(1989, 3, 12))]),
        (
            "12 MAR 89 / 13 MAR 89",
            [(dt.date(1989, 3, 12), dt.date(1989, 3, 12)), (dt.date(1989, 3, 13), dt.date(1989, 3, 13))],
        ),
        ("31 FEB 89", []),
        ("-", []),
    ],
    ids=["day", "on or before", "range", "alternatives", "no such day", "none"],
)
def test_dates(fill: str, expected: list[tuple[dt.date, dt.date]]) -> None:
    assert list(_slots({"INCIDENT: DATE": [fill]}).dates) == expected


def test_a_day_without_a_year_is_of_the_message() -> None:
    assert _slots({"INCIDENT: DATE": ["12 MAR"]}).dates == ((dt.date(1989, 3, 12), dt.date(1989, 3, 12)),)


def test_places_from_the_country_down() -> None:
    found = _slots({"INCIDENT: LOCATION": ["ARDALIA: NORTH (DEPARTMENT): PORT ARDAL (CITY)"]})
    assert found.places == (("ARDALIA", "NORTH", "PORT ARDAL"),)


def test_organisations_are_all_wordings() -> None:
    found = _slots({"PERP: ORGANIZATION ID": ['"HILL FRONT" / "HF"', '? "THE FRONT"']})
    assert found.organizations == {"HILL FRONT", "HF", "THE FRONT"}


@pytest.mark.parametrize(
    ("number", "killed"),
    [
        ('3: "VILLAGERS"', (3, 3)),
        ('3 - 5: "VILLAGERS"', (3, 5)),
        ('~ 3 -: "VILLAGERS"', (3, None)),
        ('PLURAL: "VILLAGERS"', (2, None)),
        ('3: "SOLDIERS"', None),
    ],
    ids=["exact", "range", "open", "plural", "others"],
)
def test_the_dead_are_counted_by_target(number: str, killed: tuple[int, int | None] | None) -> None:
    rows: dict[str, Any] = {
        "HUM TGT: EFFECT OF INCIDENT": ['DEATH: "VILLAGERS"', 'INJURY: "SOLDIERS"'],
        "HUM TGT: NUMBER": [number],
    }
    assert _slots(rows).killed == killed


def test_several_targets_are_summed() -> None:
    found = _slots(
        {
            "HUM TGT: EFFECT OF INCIDENT": ['DEATH: "VILLAGERS"', 'DEATH: "PRIEST"'],
            "HUM TGT: NUMBER": ['3: "VILLAGERS"', '1: "PRIEST"'],
        }
    )
    assert found.killed == (4, 4)
