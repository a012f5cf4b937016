"""The fields of a report: place, day, toll, who says so, whether it happened and when."""

from __future__ import annotations

import pytest

from tests.misses import rows
from tests.reading.conftest import CodeText

# Text, name of the place, geo_precision.
PLACES = [
    ("BAMAKO, Oct 9 (Reuters) - Gunmen attacked the town of Djenne in Mali on Sunday.", "Djenné", 1),
    ("NAIROBI - Al-Shabaab fighters killed four soldiers in Baidoa, Somalia, on Saturday.", "Baidoa", 1),
    ("A drone strike hit a market in Omdurman in Sudan's Khartoum state on Sunday.", "Omdurman", 1),
    ("Gunmen killed two officials near Gao in Mali on Sunday.", "Gao", 2),
    ("Rebels burned houses in North Kivu province in the Democratic Republic of Congo.", "North Kivu", 3),
    ("The president was in Paris when gunmen attacked a hotel in Ouagadougou on Sunday.", "Ouagadougou", 1),
    ("Gunmen killed four people in Gao on Sunday, officials in Bamako said.", "Gao", 1),
    ("Gunmen attacked the village of Sorodougou in Burkina Faso on Sunday.", "Sorodougou", 3),
    ("TEGUCIGALPA, 9 OCT 23 -- GUNMEN SHOT A UNION LEADER DEAD HERE ON TUESDAY.", "Tegucigalpa", 1),
    ("SAN SALVADOR, 9 OCT 23 -- GUNMEN KIDNAPPED A MERCHANT IN THIS CAPITAL LAST NIGHT.", "San Salvador", 1),
    ("SAN SALVADOR, 9 OCT 23 (RADIO SONORA) -- A BOMB KILLED TWO GUARDS IN IZALCO TODAY.", "Izalco", 1),
    ("Gunmen killed the mayor of Segou in Gao, Mali, on Sunday.", "Gao", 1),
    ("Rebels sank a ferry on the Niger in Mali on Sunday, killing nine people.", "Niger River", 3),
    ("Bamako: Gunmen killed two teachers in the Mopti region on Sunday, officials said.", "Mopti", 3),
    ("Soldiers deployed to Maiduguri killed six militants in Gwoza in Nigeria on Sunday.", "Gwoza", 1),
    ("Gunmen killed two men in Kenya near the border with Somalia on Sunday.", "Kenya", 3),
    ("LIMA, 9 OCT 23 -- GUNMEN SHOT A UNION LEADER DEAD IN THIS CITY ON TUESDAY.", "Lima", 1),
    ("Gunmen killed a guard in the Gao region on Sunday. He was found in Bourem district.", "Cercle de Bourem", 2),
    ("A bomb killed four men in Mellit, 60 km north of El Fasher in Sudan, on Sunday.", "Mellit", 1),
]
PLACE_MISSES: dict[str, str] = {}

# Text, first and last day, time_precision. They appeared on Monday, 9 October 2023.
DAYS = [
    ("Gunmen killed six people in Jos on Friday.", "2023-10-06", "2023-10-06", 1),
    ("Gunmen killed six people in Jos on Monday.", "2023-10-09", "2023-10-09", 1),
    ("Gunmen killed six people in Jos yesterday.", "2023-10-08", "2023-10-08", 1),
    ("Gunmen killed six people in Jos on 3 October 2023.", "2023-10-03", "2023-10-03", 1),
    ("Gunmen killed six people in Jos last week.", "2023-10-02", "2023-10-08", 2),
    ("Gunmen killed six people in Jos in September.", "2023-09-01", "2023-09-30", 3),
    ("Gunmen killed six people in Jos on Friday, police said on Sunday.", "2023-10-06", "2023-10-06", 1),
    ("Police said on Sunday that gunmen had killed six people in Jos on Friday.", "2023-10-06", "2023-10-06", 1),
    ("The bishop condemned today the murder of a priest by gunmen in Jos.", "2023-10-08", "2023-10-09", 2),
    ("On Sunday the army announced the killing of six rebels in Gao on Friday.", "2023-10-06", "2023-10-06", 1),
]
DAY_MISSES: dict[str, str] = {}

# Text, dead and wounded as (low, best, high); None: the text says nothing.
TOLLS = [
    ("Gunmen killed six people in Jos on Friday.", (6, 6, 6), None),
    ("A suicide bomber killed 12 people and wounded 40 in Kabul on Sunday.", (12, 12, 12), (40, 40, 40)),
    ("More than 80 people were killed in an attack on Bama, Nigeria, on Friday.", (80, 80, None), None),
    ("Dozens of people were killed in an attack on Bama, Nigeria, on Friday.", (12, 12, None), None),
    ("A roadside bomb exploded near Herat on Friday, but there were no casualties.", (0, 0, 0), (0, 0, 0)),
    ("Gunmen attacked a bus near Kabul on Friday, injuring three passengers.", None, (3, 3, 3)),
]
TOLL_MISSES: dict[str, str] = {}

# Text, stance, speaker.
SAID = [
    (
        "The rebels said they had killed 80 soldiers in an attack on a base at Bourem, Mali, on Friday.",
        "claims",
        "Unidentified Armed Group (Mali)",
    ),
    (
        "Al-Shabaab claimed responsibility for the attack that killed six soldiers in Mogadishu on Friday.",
        "claims",
        "Al Shabaab",
    ),
    (
        "The Malian army confirmed that its camp in Bamba was attacked on Sunday.",
        "confirms",
        "Military Forces of Mali (2021-)",
    ),
    (
        "The Malian army denied that its soldiers had killed civilians in Moura on Sunday.",
        "denies",
        "Military Forces of Mali (2021-)",
    ),
    (
        "Mali's government accused the rebels of killing 15 villagers in Gao on Sunday.",
        "accuses",
        "Government of Mali (2021-)",
    ),
    ("Gunmen killed six people in Jos on Sunday, officials said.", "states", "officials"),
    ("Residents said gunmen had killed four people in Zaria, Nigeria, on Sunday.", "states", "Residents"),
    ("Gunmen killed four people in Zaria, Nigeria, on Sunday.", "states", None),
]
SAID_MISSES: dict[str, str] = {}

# Text, whether it happened.
ACTUAL = [
    ("Gunmen killed six people in Jos on Sunday.", "happened"),
    ("Residents fear that the rebels will attack Goma.", "feared"),
    ("Residents feared an attack on Goma.", "feared"),
    ("The army plans to attack rebel positions near Goma next week.", "planned"),
    ("The group threatened to kill the hostages in Goma.", "planned"),
    ("If the rebels attack Goma, thousands will flee.", "feared"),
    ("The Malian army denied that its soldiers had killed civilians in Moura on Sunday.", "denied"),
]
ACTUAL_MISSES: dict[str, str] = {
    "Residents fear that the rebels will attack Goma.": "the future tense is heard before the fear",
}

# Nothing of this is a current event.
NOTHING = [
    "Soldiers fired missiles during an exercise in South Korea on Monday.",
    "Families gathered on Sunday to mark the anniversary of the 1994 massacre in Murambi.",
    "The striker shot twice but Ghana lost the battle against Egypt on Sunday.",
    "Violence against civilians rose by 38 percent in Burkina Faso this year, a report says.",
    "Two people were killed in Lagos on Sunday when a bus hit a lorry.",
    "The film, in which rebels attack a village in Congo, opens on Friday.",
]
NOTHING_MISSES: dict[str, str] = {
    "The striker shot twice but Ghana lost the battle against Egypt on Sunday.": (
        "a country that plays is taken for one that fights"
    ),
    "Two people were killed in Lagos on Sunday when a bus hit a lorry.": "an accident told by its cause alone",
}


@pytest.mark.parametrize(("text", "name", "precision"), rows(PLACES, PLACE_MISSES))
def test_the_place_is_the_most_specific_and_not_the_dateline(
    text: str, name: str, precision: int, code: CodeText
) -> None:
    [report] = code(text)
    assert report.place is not None
    assert (report.place.name, report.place.geo_precision) == (name, precision)


@pytest.mark.parametrize(("text", "start", "end", "precision"), rows(DAYS, DAY_MISSES))
def test_the_day_of_the_event(text: str, start: str, end: str, precision: int, code: CodeText) -> None:
    [report] = code(text)
    assert report.date is not None
    assert (report.date.start.isoformat(), report.date.end.isoformat()) == (start, end)
    assert report.date.time_precision == precision


@pytest.mark.parametrize(("text", "killed", "injured"), rows(TOLLS, TOLL_MISSES))
def test_tolls(
    text: str, killed: tuple[int, int, int | None] | None, injured: tuple[int, int, int | None] | None, code: CodeText
) -> None:
    [report] = code(text)
    found = [toll and (toll.low, toll.best, toll.high) for toll in (report.fatalities, report.injured)]
    assert found == [killed, injured]


@pytest.mark.parametrize(("text", "stance", "speaker"), rows(SAID, SAID_MISSES))
def test_who_says_so(text: str, stance: str, speaker: str | None, code: CodeText) -> None:
    [report] = code(text)
    assert (report.assertion.stance, report.assertion.speaker) == (stance, speaker)


@pytest.mark.parametrize(("text", "actuality"), rows(ACTUAL, ACTUAL_MISSES))
def test_whether_it_happened(text: str, actuality: str, code: CodeText) -> None:
    assert {report.actuality for report in code(text)} <= {actuality}


def test_a_country_named_from_afar_is_not_where_it_happened(code: CodeText) -> None:
    [report] = code(
        "TEGUCIGALPA, 9 OCT 23 -- GUNMEN SHOT A TRADER ON SUNDAY. U.S. AID WOULD GO ON, U.S. OFFICIALS SAID."
    )
    assert report.place is not None
    assert report.place.country == "Honduras"


def test_the_dead_of_a_war_are_no_event(code: CodeText) -> None:
    assert code("More than 70,000 people have been killed in El Salvador, the bishop said in Santa Ana.") == ()


def test_a_relative_clause_tells_of_its_own_attack(code: CodeText) -> None:
    [report] = code("The ambush near Gao in Mali on Sunday in which five soldiers were killed was filmed.")
    assert report.fatalities is not None
    assert report.fatalities.best == 5


def test_to_condemn_a_murder_is_not_to_deny_it(code: CodeText) -> None:
    [report] = code("Journalists rejected the murder of editor Ana Duarte in Cali, Colombia.")
    assert report.actuality == "happened"


def test_a_toll_names_its_groups(code: CodeText) -> None:
    [report] = code(
        "At least 30 people, including 19 civilians and 11 soldiers, were killed in an attack on a port near Timbuktu."
    )
    assert report.fatalities is not None
    assert (report.fatalities.low, report.fatalities.best, report.fatalities.high) == (30, 30, None)
    assert [(part.group, part.best) for part in report.fatalities.parts] == [("civilian", 19), ("soldier", 11)]


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen killed six people in Jos on Sunday. In 2010, about 500 people were massacred near the city.",
        "In 2010, about 500 people were massacred in Jos. On Sunday, gunmen killed six people in the city.",
    ],
)
def test_the_past_is_background(text: str, code: CodeText) -> None:
    timing = {report.trigger.quote: report.timing for report in code(text)}
    assert timing == {"killed": "current", "massacred": "background"}


@pytest.mark.parametrize("text", rows([(text,) for text in NOTHING], NOTHING_MISSES))
def test_what_is_no_event(text: str, code: CodeText) -> None:
    assert not [report for report in code(text) if report.actuality == "happened" and report.timing == "current"]


def test_without_a_date_of_the_document_a_weekday_is_a_constraint(code: CodeText) -> None:
    [report] = code("Gunmen killed six people in Jos on Friday.", None)
    assert report.date is None
    assert report.weekday == 4


def test_a_report_quotes_its_text(code: CodeText) -> None:
    text = "Police said gunmen killed six people in Jos on Friday.\n\nThree soldiers were wounded in Kano on Sunday."
    for report in code(text):
        sides = [report.initiator, report.target, report.place, report.date, report.fatalities, report.assertion]
        spans = [report.trigger, report.sentence, *(part.span for part in sides if part is not None)]
        assert all(text[span.start : span.end] == span.quote for span in spans if span is not None)
