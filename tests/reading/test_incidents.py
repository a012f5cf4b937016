"""Which words of a text speak of one event, which of another."""

from __future__ import annotations

import pytest

from tests.misses import rows
from tests.reading.conftest import CodeText

# Two events, each a sub-event type and a place or a day that sets it apart.
APART = [
    (
        "Gunmen killed four villagers in Zaria, Nigeria, on Monday. On Thursday, gunmen kidnapped a priest in Bauchi.",
        ["Attack", "Abduction/forced disappearance"],
    ),
    (
        "Al-Shabaab fighters attacked an army base near Baidoa on Monday. On Wednesday they attacked the base again.",
        ["Armed clash", "Armed clash"],
    ),
    (
        "Rebels shelled Goma in Congo on Monday, killing two people. Rebels also shelled Beni, where three died.",
        ["Shelling/artillery/missile attack", "Shelling/artillery/missile attack"],
    ),
    (
        "A bomb killed five soldiers in Quetta on Monday. In a separate attack, gunmen shot two policemen in Peshawar.",
        ["Remote explosive/landmine/IED", "Armed clash"],
    ),
    (
        "A roadside bomb killed five soldiers in Quetta on Monday. Gunmen killed two policemen in another attack.",
        ["Remote explosive/landmine/IED", "Armed clash"],
    ),
    (
        "Israeli aircraft bombed Khan Younis on Monday, killing five people. Palestinian militants fired rockets at "
        "Ashkelon.",
        ["Air/drone strike", "Shelling/artillery/missile attack"],
    ),
    (
        "Hundreds of people protested in Nairobi on Monday. Gunmen killed a shopkeeper in Mombasa on Tuesday.",
        ["Peaceful protest", "Attack"],
    ),
    (
        "M23 rebels attacked a police post in Kitshanga in Congo on Monday. Congo's army bombed Bunagana on Saturday.",
        ["Armed clash", "Air/drone strike"],
    ),
    (
        "Gunmen shot dead Senator Pablo Ruiz in Bogota, Colombia, on Sunday. The party recalled the murder of Marta "
        "Gil.",
        ["Attack", "Attack"],
    ),
    (
        "Gunmen killed three people in Kaduna and six people in Sokoto on Monday.",
        ["Attack", "Attack"],
    ),
    (
        "Gunmen killed six people in Jos on Sunday. In 2010, about 500 people were massacred near the city.",
        ["Attack", "Attack"],
    ),
    (
        "Rebels seized the town of Sake in Congo on Monday after they had shelled its hospital.",
        ["Non-state actor overtakes territory", "Shelling/artillery/missile attack"],
    ),
    (
        "Jihadists attacked the base at Dikwa in Nigeria on Monday, killing two soldiers. Fighter jets later bombed "
        "the jihadists in the forest of Sambisa.",
        ["Armed clash", "Air/drone strike"],
    ),
    (
        "Gunmen attacked a village near Jos in Nigeria on Sunday, killing ten people. Meanwhile, police arrested two "
        "men with rifles.",
        ["Attack", "Arrests"],
    ),
]
APART_MISSES: dict[str, str] = {
    "Gunmen killed three people in Kaduna and six people in Sokoto on Monday.": (
        "a verb that is left out in the second clause is not supplied"
    ),
}

# One event that is told more than once: its sub-event type.
ONCE = [
    (
        "Gunmen killed 12 villagers in Zaria, Nigeria, on Sunday. The attackers arrived on motorcycles and opened fire "
        "on residents, a local chief said. The attack lasted two hours.",
        "Attack",
    ),
    (
        "An explosion hit a market in Jolo, Philippines, on Sunday. The blast killed eight people, police said. No "
        "group has claimed the bombing.",
        "Remote explosive/landmine/IED",
    ),
    (
        "Four soldiers were killed in an ambush near Tillaberi in Niger on Sunday. The Islamic State group claimed the "
        "attack on Monday.",
        "Armed clash",
    ),
    (
        "Fighting broke out in Bunagana on Monday between M23 rebels and the Congolese army. The rebels captured the "
        "town in the evening.",
        "Non-state actor overtakes territory",
    ),
    (
        "Al-Shabaab fighters attacked an army base near Baidoa on Monday. The army said it had repelled the assault. "
        "Fourteen soldiers were killed.",
        "Armed clash",
    ),
    (
        "A suicide bomber blew himself up at a checkpoint in Mogadishu on Saturday. The explosion killed six soldiers.",
        "Suicide bomb",
    ),
    (
        "Police in Kampala fired tear gas at protesters on Monday. The protest had been banned.",
        "Protest with intervention",
    ),
    (
        "Rebels attacked a barracks in Goma on Monday, killing five soldiers. One soldier was killed and another "
        "wounded when the barracks caught fire.",
        "Armed clash",
    ),
    (
        "Gunmen killed the judge Ana Ruiz in Cali, Colombia, on Sunday. Ruiz had received threats for months. She was "
        "shot as she left her house.",
        "Attack",
    ),
    (
        "The war has killed 20,000 people. Rebels attacked Goma in Congo on Monday.",
        "Armed clash",
    ),
]
ONCE_MISSES: dict[str, str] = {}


@pytest.mark.parametrize(("text", "names"), rows(APART, APART_MISSES))
def test_two_events_are_kept_apart(text: str, names: list[str], code: CodeText) -> None:
    found = code(text)
    assert [report.sub_event_type for report in found] == names
    first, second = found
    assert (first.place, first.date) != (second.place, second.date) or names[0] != names[1]


@pytest.mark.parametrize(("text", "name"), rows(ONCE, ONCE_MISSES))
def test_an_event_told_twice_is_one_report(text: str, name: str, code: CodeText) -> None:
    assert [report.sub_event_type for report in code(text)] == [name]


def test_an_event_told_twice_has_what_either_telling_says(code: CodeText) -> None:
    [report] = code(
        "An explosion hit a market in Jolo, Philippines, on Sunday. The blast killed eight people, police said."
    )
    assert report.place is not None
    assert report.place.name == "Jolo"
    assert report.date is not None
    assert report.date.start.isoformat() == "2023-10-08"
    assert report.fatalities is not None
    assert report.fatalities.best == 8


def test_tolls_stay_with_their_event(code: CodeText) -> None:
    found = code(
        "Rebels shelled Goma in Congo on Monday, killing two people. Rebels also shelled Beni, where three people died."
    )
    assert [report.fatalities and report.fatalities.best for report in found] == [2, 3]


def test_the_old_deed_that_a_text_recalls_stays_history(code: CodeText) -> None:
    found = code(
        "In 1980 gunmen killed the bishop Luis Mora in San Miguel, El Salvador. On Monday a court heard witnesses. The "
        "murder of the bishop was never solved."
    )
    assert [report.timing for report in found] == ["background"]


def test_a_deed_belongs_to_those_of_whose_campaign_it_is_a_part(code: CodeText) -> None:
    [report] = code("Two men were killed in a raid near Bria on Monday as part of the operations of the Wagner Group.")
    assert report.initiator is not None
    assert report.initiator.name == "Wagner Group"


def test_a_text_returns_from_an_earlier_event_to_its_main_one(code: CodeText) -> None:
    reports = code(
        "M23 rebels say they have taken the town of Sake in Congo from the army. Aid agencies counted nine thousand "
        "people on the road to Goma. The army had previously been attacked by ADF fighters in Sake earlier in May. "
        "The army said that the clashes in Sake on Sunday began before dawn. The M23 issued a statement that it "
        "controls Sake.",
        "2024-06-04",
    )
    [capture] = [r for r in reports if r.sub_event_type == "Non-state actor overtakes territory"]
    assert capture.initiator is not None
    assert capture.initiator.name.startswith("M23")
    assert capture.date is not None
    assert str(capture.date.start) == "2024-06-02"
    assert [str(r.date.start)[:7] for r in reports if r.date and r is not capture] == ["2024-05"]


def test_a_day_after_something_is_no_rate(code: CodeText) -> None:
    found = code("Gunmen killed three soldiers in Kidal, Mali, a day after the army took the airport of the town.")
    assert 3 in [report.fatalities.best for report in found if report.fatalities]
