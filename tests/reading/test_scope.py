"""Which events ACLED's scope covers."""

from __future__ import annotations

import datetime as dt

import pytest

from harmattan.reading.conflict_settings import in_conflict
from tests.misses import rows
from tests.reading.conftest import CodeText

CASES = [
    ("Gunmen killed six people in Jos, Nigeria, on Sunday.", True),
    ("A gunman killed six people in Denver, Colorado, on Sunday.", False),
    ("Police shot a man in Denver, Colorado, on Sunday.", False),
    ("A man was stabbed to death in Leeds, England, on Sunday.", False),
    ("Armed robbers shot a guard in Malmo, Sweden, on Sunday.", False),
    ("A woman was kidnapped in Lyon, France, on Sunday.", False),
    ("An Islamic State militant stabbed two people in Lyon, France, on Sunday.", True),
    ("Hundreds of people protested in Copenhagen on Sunday.", True),
    ("A mob beat a man to death in Denver, Colorado, on Sunday.", True),
    ("Gunmen of the Sinaloa Cartel killed five people in Culiacan, Mexico, on Sunday.", True),
    ("Soldiers killed two farmers in Moura, Mali, on Sunday.", True),
    ("PKK fighters killed two soldiers in Hakkari, Turkey, on Sunday.", True),
    ("Russian missiles hit a school in Kharkiv, Ukraine, on Sunday.", True),
]
MISSES: dict[str, str] = {}


@pytest.mark.parametrize(("text", "political"), rows(CASES, MISSES))
def test_scope_of_an_event(text: str, political: bool, code: CodeText) -> None:
    [report] = code(text)
    assert report.political is political


@pytest.mark.parametrize(
    ("country", "year", "expected"),
    [
        ("ML", 2023, True),
        ("ML", 2001, False),
        ("ML", 1993, True),
        ("PE", 1985, True),
        ("PE", 2004, False),
        ("US", 2023, False),
        ("SE", 2023, False),
        (None, 2023, False),
    ],
)
def test_conflict_settings_have_their_years(country: str | None, year: int, expected: bool) -> None:
    assert in_conflict(country, dt.date(year, 6, 1)) is expected


def test_an_unknown_date_leaves_no_event_out() -> None:
    assert in_conflict("PE", None)
    assert not in_conflict("US", None)


def test_scope_changes_no_value(code: CodeText) -> None:
    crime, war = (
        code("A gunman killed six people in Denver, Colorado, on Sunday."),
        code("A gunman killed six people in Kirkuk, Iraq, on Sunday."),
    )
    assert crime[0].sub_event_type == war[0].sub_event_type
    assert crime[0].fatalities is not None
    assert war[0].fatalities is not None
    assert crime[0].fatalities.best == war[0].fatalities.best


@pytest.mark.parametrize(
    ("text", "political"),
    [
        ("Soldiers killed two farmers in the village on Sunday.", True),
        ("The army shelled the village on Sunday.", True),
        ("Gunmen attacked a police post on Sunday, killing two officers.", True),
        ("Police shot a man on Sunday.", False),
    ],
)
def test_where_no_country_is_said_arms_of_the_state_make_politics(text: str, political: bool, code: CodeText) -> None:
    [report] = code(text)
    assert report.political is political
