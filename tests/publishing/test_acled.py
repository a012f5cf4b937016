from __future__ import annotations

import csv
import datetime as dt
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmattan.model import ActorKind, EventDate, EventToll, Side, TollPart
from harmattan.publishing.acled import COLUMNS, table
from harmattan.publishing.contract import publication
from harmattan.publishing.interaction import NUMBERS, Inter, Pair, interaction
from harmattan.publishing.plain import cell, one_line
from harmattan.publishing.sources import source_scale
from tests.records import document, event, report

ORDER = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 "
    "actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location "
    "latitude longitude geo_precision source source_scale notes fatalities tags timestamp"
)


def _row(inter: Inter = "text", **changes: object) -> dict[str, str]:
    one = document()
    said = report(one)
    happened = event(said, **changes)
    said = said.model_copy(update={"event_id": happened.id})
    text = table(publication([one], [said], [happened], []), inter)
    [row] = csv.DictReader(io.StringIO(text))
    return row


def _day(start: dt.date, end: dt.date) -> EventDate:
    return EventDate(start=start, end=end, time_precision=2, basis="relative", rule="widest")


def _toll(low: int, high: int | None, *parts: TollPart) -> EventToll:
    return EventToll(low=low, best=low, high=high, parts=parts, rule="latest")


def test_the_table_has_acleds_31_columns_in_acleds_order() -> None:
    assert " ".join(COLUMNS) == ORDER
    assert len(COLUMNS) == 31
    assert list(_row()) == list(COLUMNS)


def test_an_event_fills_its_columns() -> None:
    row = _row()
    wanted = {
        "event_date": "2021-05-04",
        "year": "2021",
        "time_precision": "1",
        "actor1": "River Front",
        "inter1": "Rebel group",
        "actor2": "Police Forces of Mali (2020-)",
        "inter2": "State forces",
        "interaction": "State forces-Rebel group",
        "iso": "466",
        "region": "Western Africa",
        "country": "Mali",
        "admin1": "Noor",
        "location": "Ardal",
        "latitude": "12.5000",
        "longitude": "-1.2500",
        "geo_precision": "1",
        "source": "Noor Courier",
        "source_scale": "National",
        "fatalities": "14",
        "timestamp": "0",
    }
    assert {name: row[name] for name in wanted} == wanted
    assert row["event_id_cnty"].startswith("MLI")
    assert row["event_id_cnty"][3:].isdigit()


def test_notes_tell_the_event_in_one_paragraph() -> None:
    assert _row()["notes"] == (
        "On 4 May 2021, in Ardal (Noor), River Front clashed with Police Forces of Mali (2020-), according to a police "
        "officer. At least 14 people were reported killed. Known only from a party to the fight. Sources: Noor Courier."
    )


@pytest.mark.parametrize(
    ("date", "opening"),
    [
        (_day(dt.date(2021, 5, 3), dt.date(2021, 5, 9)), "Between 3 and 9 May 2021, "),
        (_day(dt.date(2021, 5, 1), dt.date(2021, 5, 31)), "In May 2021, "),
        (_day(dt.date(2021, 4, 28), dt.date(2021, 5, 2)), "Between 28 April 2021 and 2 May 2021, "),
        (None, "On an unknown day, "),
    ],
)
def test_notes_open_with_what_is_known_of_the_date(date: EventDate | None, opening: str) -> None:
    assert _row(date=date)["notes"].startswith(opening)


@pytest.mark.parametrize(
    ("toll", "words"),
    [
        (None, "Fatalities are not known."),
        (_toll(0, 0), "No fatalities were reported."),
        (_toll(1, 1), "1 person was reported killed."),
        (_toll(3, 7), "Between 3 and 7 people were reported killed."),
        (
            _toll(14, None, TollPart(group="villagers", low=9, best=9, high=9)),
            "At least 14 people were reported killed, including 9 villagers.",
        ),
    ],
)
def test_notes_tell_the_toll(toll: EventToll | None, words: str) -> None:
    assert words in _row(fatalities=toll)["notes"]


def test_fatalities_are_the_lowest_figure() -> None:
    assert _row(fatalities=_toll(3, 7))["fatalities"] == "3"


def test_an_event_without_place_date_and_sides_still_has_its_row() -> None:
    row = _row(place=None, date=None, sides=(), fatalities=None)
    empty = "event_date year actor1 inter1 actor2 inter2 interaction iso region country location latitude geo_precision"
    assert {row[name] for name in empty.split()} == {""}
    assert row["event_id_cnty"].startswith("XXX")
    assert row["sub_event_type"] == "Armed clash"


def test_violence_by_somebody_unnamed_has_acleds_unidentified_group() -> None:
    row = _row(sides=(Side(name="Civilians (Mali)", kind="Civilians", role="target"),))
    assert (row["actor1"], row["inter1"], row["actor2"]) == (
        "Unidentified Armed Group (Mali)",
        "Political militia",
        "Civilians (Mali)",
    )


def test_a_target_alone_in_a_protest_is_actor1() -> None:
    row = _row(event_type="Protests", sub_event_type="Peaceful protest", sides=(event().sides[1],))
    assert (row["actor1"], row["interaction"]) == ("Police Forces of Mali (2020-)", "State forces only")


def test_numeric_inter_writes_acleds_numbers() -> None:
    row = _row("numeric")
    assert (row["inter1"], row["inter2"], row["interaction"]) == ("2", "1", "12")


def test_further_actors_of_a_side_are_associated() -> None:
    more = (*event().sides, Side(name="Hill Front", kind="Rebel group", role="initiator"))
    assert _row(sides=more)["assoc_actor_1"] == "Hill Front"


def _pair(first: ActorKind, second: ActorKind | None) -> Pair:
    return Pair(
        Side(name="A", kind=first, role="initiator"), (), second and Side(name="B", kind=second, role="target"), ()
    )


@pytest.mark.parametrize(
    ("first", "second", "text", "number"),
    [
        ("State forces", "Rebel group", "State forces-Rebel group", "12"),
        ("Rebel group", "State forces", "State forces-Rebel group", "12"),
        ("Civilians", "External/Other forces", "External/Other forces-Civilians", "78"),
        ("Protesters", None, "Protesters only", "60"),
        ("Civilians", "Civilians", "Civilians-Civilians", "77"),
    ],
)
def test_interaction_is_named_as_acled_names_it(
    first: ActorKind, second: ActorKind | None, text: str, number: str
) -> None:
    assert (interaction(_pair(first, second), "text"), interaction(_pair(first, second), "numeric")) == (text, number)


def test_there_are_acleds_44_interactions_and_no_other() -> None:
    kinds: list[ActorKind | None] = [*NUMBERS, None]
    found = {interaction(_pair(a, b), "numeric") for a in NUMBERS for b in kinds}
    assert len(found) == 44
    assert {"10", "11", "78", "80", "88"} <= found


@pytest.mark.parametrize(
    ("names", "scale"),
    [
        ([], ""),
        (["Noor Courier"], "National"),
        (["Reuters"], "International"),
        (["Noor Courier", "AFP"], "National-International"),
        (["UN News"], "Other"),
        (["Rapport Daily"], "National"),
    ],
)
def test_source_scale_is_told_from_the_names(names: list[str], scale: str) -> None:
    assert source_scale(names) == scale


@pytest.mark.parametrize(
    "text", ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\x00=1", "\x1b[1m=1", "＝1"]
)
def test_no_cell_begins_a_formula(text: str) -> None:
    assert cell(text).startswith("'")


@given(st.text())
def test_a_cell_never_begins_a_formula_or_holds_a_control(text: str) -> None:
    found = cell(text)
    assert not found.startswith(("=", "+", "-", "@"))
    assert not any(ord(c) < 32 or 127 <= ord(c) < 160 for c in found)


@given(st.text(alphabet="ab \x1b[31m]0;\x07\x9b\n\u202e"))
def test_one_line_is_one_line_without_escapes(text: str) -> None:
    found = one_line(text)
    assert not set(found) & set("\x1b\x07\x9b\n\u202e")
    assert one_line(found) == found


def test_a_formula_from_a_document_is_neutral_in_the_table() -> None:
    one = document(source='=HYPERLINK("http://x")')
    said = report(one)
    text = table(publication([one], [said], [event(said)], []))
    [row] = csv.DictReader(io.StringIO(text))
    assert row["source"] == '\'=HYPERLINK("http://x")'


def test_west_longitudes_stay_numbers() -> None:
    assert _row()["longitude"] == "-1.2500"
