"""ACLED's sub-event types and the two sides, told by one sentence or two."""

from __future__ import annotations

import pytest

from harmattan.codebook.event_types import sub_event_types
from tests.misses import rows
from tests.reading.conftest import CodeText

# Sub-event type: text, kind of the initiator, kind of the target; None: nothing is asked.
CASES: dict[str, list[tuple[str, str | None, str | None]]] = {
    "Armed clash": [
        ("An M23 offensive began in Goma in Congo on Sunday.", "Rebel group", None),
        (
            "Clashes between the Sudanese army and the Rapid Support Forces killed nine soldiers in Nyala on Saturday.",
            "State forces",
            None,
        ),
        (
            "Al-Shabaab fighters attacked an army base near Baidoa in Somalia on Thursday, killing 14 soldiers.",
            "Rebel group",
            "State forces",
        ),
        (
            "Four policemen were killed in an ambush on their patrol in Tillaberi, Niger, on Sunday.",
            None,
            "State forces",
        ),
        (
            "The army said its troops had killed eleven Boko Haram fighters near Damboa, Nigeria, on Tuesday.",
            "State forces",
            "Rebel group",
        ),
        (
            "Kachin Independence Army fighters exchanged fire with Myanmar soldiers in Hpakant on Friday.",
            "Rebel group",
            "State forces",
        ),
    ],
    "Government regains territory": [
        (
            "The Congolese army recaptured the town of Kitshanga from the M23 rebels on Wednesday.",
            "State forces",
            "Rebel group",
        ),
        (
            "Ethiopian troops retook the city of Lalibela from Tigrayan forces on Monday after heavy fighting.",
            "State forces",
            "Rebel group",
        ),
        ("The town of Bakhmut was retaken by Ukrainian forces on Friday, the mayor said.", "State forces", None),
    ],
    "Non-state actor overtakes territory": [
        (
            "M23 rebels captured the town of Bunagana in the Democratic Republic of Congo on Monday.",
            "Rebel group",
            None,
        ),
        (
            "The Syrian town of Maarat al-Numan was seized by Hayat Tahrir al-Sham fighters on Thursday.",
            "Rebel group",
            None,
        ),
        (
            "PKK fighters overran a gendarmerie post in Hakkari, Turkey, killing seven gendarmes on Sunday.",
            "Rebel group",
            "State forces",
        ),
        (
            "Rebels took control of Kidal on Tuesday after a day of fighting with Malian soldiers.",
            "Rebel group",
            "State forces",
        ),
    ],
    "Chemical weapon": [
        (
            "Syrian forces dropped chlorine on the town of Douma in a chemical attack that killed 40 civilians.",
            "State forces",
            "Civilians",
        ),
        (
            "A gas attack by Islamic State militants wounded 25 people in Taza, Iraq, on Wednesday.",
            "Rebel group",
            "Civilians",
        ),
    ],
    "Air/drone strike": [
        ("An Israeli air strike killed five people in Rafah in the Gaza Strip on Sunday.", None, "Civilians"),
        ("Two villagers died when a Turkish drone hit their car near Kobani in Syria on Friday.", None, "Civilians"),
        (
            "A Saudi-led coalition airstrike on a wedding in Hodeida, Yemen, killed 20 civilians on Monday.",
            "External/Other forces",
            "Civilians",
        ),
        ("Warplanes bombed a market in the Ethiopian town of Togoga on Tuesday, killing dozens.", None, "Civilians"),
    ],
    "Suicide bomb": [
        (
            "A suicide bomber blew himself up at a mosque in Peshawar, Pakistan, killing 30 worshippers.",
            None,
            "Civilians",
        ),
        (
            "At least six soldiers were killed in a suicide bombing at a checkpoint in Mogadishu on Saturday.",
            None,
            "State forces",
        ),
        (
            "Two women detonated explosive vests at a camp in Dikwa, Nigeria, killing 58 displaced people on Tuesday.",
            None,
            "Civilians",
        ),
    ],
    "Shelling/artillery/missile attack": [
        ("Russian forces shelled the Ukrainian city of Kherson on Sunday, killing two women.", None, "Civilians"),
        (
            "Three children were killed when mortar shells landed on their school in Zintan, Libya, on Thursday.",
            None,
            "Civilians",
        ),
        ("Artillery fire by the Rapid Support Forces hit a hospital in El Fasher on Friday.", None, None),
        ("Houthi fighters fired a missile at a Saudi army base in Najran on Wednesday.", "Rebel group", None),
    ],
    "Remote explosive/landmine/IED": [
        ("Unknown men threw a bomb at a bus station in Cali, Colombia, on Sunday.", "Political militia", None),
        (
            "Seven soldiers were killed when their vehicle hit a landmine near Djibo in Burkina Faso on Friday.",
            None,
            "State forces",
        ),
        (
            "A roadside bomb exploded next to a police patrol in Quetta, Pakistan, wounding three officers.",
            None,
            "State forces",
        ),
        ("A car bomb killed 12 people outside a restaurant in Mogadishu on Friday.", None, "Civilians"),
        (
            "The explosion of a bomb in a market in Jolo, Philippines, wounded eight shoppers on Sunday.",
            None,
            "Civilians",
        ),
    ],
    "Grenade": [
        (
            "Unidentified men threw a grenade into a bar in Bujumbura, Burundi, wounding six people.",
            None,
            "Civilians",
        ),
        ("A grenade attack on a church in Nairobi killed one worshipper on Sunday.", None, "Civilians"),
    ],
    "Sexual violence": [
        ("Armed men raped four women near a camp in Darfur on Monday, aid workers said.", None, "Civilians"),
        ("Two girls were raped by militiamen in the Congolese village of Kibirizi on Tuesday.", None, "Civilians"),
    ],
    "Attack": [
        ("In Cali, Colombia, a man was hit on Sunday by bullets fired from a car.", None, "Civilians"),
        ("The rebels broke off the talks to protest the killing of Ana Duarte in Cali, Colombia.", None, "Civilians"),
        ("Gunmen killed 12 villagers in an attack on Dan Gulbi, Nigeria, on Sunday.", "Political militia", "Civilians"),
        (
            "A journalist was shot dead by unknown gunmen in Veracruz, Mexico, on Friday.",
            "Political militia",
            "Civilians",
        ),
        (
            "The killing of two teachers by Islamic State militants took place in Cabo Delgado, Mozambique.",
            "Rebel group",
            "Civilians",
        ),
        (
            "Jihadists massacred 30 civilians in the village of Seytenga in Burkina Faso on Saturday.",
            "Rebel group",
            "Civilians",
        ),
        (
            "Two farmers were hacked to death near Bambari in the Central African Republic on Tuesday.",
            None,
            "Civilians",
        ),
    ],
    "Abduction/forced disappearance": [
        ("Gunmen kidnapped 15 pupils from a school in Kaduna, Nigeria, on Thursday.", "Political militia", "Civilians"),
        ("A priest was abducted by armed men in Jacmel, Haiti, on Monday.", None, "Civilians"),
        (
            "The abduction of two aid workers by Al-Shabaab in Mandera, Kenya, took place on Tuesday.",
            "Rebel group",
            "Civilians",
        ),
    ],
    "Peaceful protest": [
        (
            "Hundreds of teachers marched peacefully through Tegucigalpa on Wednesday to demand higher pay.",
            "Protesters",
            None,
        ),
        (
            "Thousands of people protested in Tunis on Saturday against the arrest of opposition leaders.",
            "Protesters",
            None,
        ),
        ("A demonstration against rising prices was held in Dhaka on Friday.", "Protesters", None),
    ],
    "Protest with intervention": [
        (
            "Police used tear gas to disperse a protest by opposition supporters in Kampala on Monday.",
            None,
            "Protesters",
        ),
        (
            "Demonstrators in Caracas were dispersed by the National Guard with water cannon on Thursday.",
            None,
            "Protesters",
        ),
        ("Twenty protesters were arrested by police during a demonstration in Minsk on Sunday.", None, "Protesters"),
    ],
    "Excessive force against protesters": [
        (
            "Soldiers opened fire on protesters in Khartoum on Thursday, killing three of them.",
            "State forces",
            "Protesters",
        ),
        (
            "Two demonstrators were shot dead by police during a protest in Conakry on Tuesday.",
            "State forces",
            "Protesters",
        ),
    ],
    "Violent demonstration": [
        ("Protesters burned tyres and threw stones at police in Port-au-Prince on Monday.", "Rioters", None),
        (
            "Demonstrators clashed with police in Dakar on Friday and set fire to several buses.",
            "Rioters",
            "State forces",
        ),
        ("Rioting broke out in Honiara on Wednesday, and protesters looted shops in Chinatown.", "Rioters", None),
    ],
    "Mob violence": [
        ("A mob lynched two men accused of theft in Chimbote, Peru, on Saturday.", "Rioters", "Civilians"),
        (
            "An angry crowd beat a man to death in Sokoto, Nigeria, on Thursday over an alleged insult.",
            "Rioters",
            "Civilians",
        ),
        ("A suspected thief was burned alive by a mob in Antananarivo on Sunday.", "Rioters", "Civilians"),
    ],
    "Agreement": [
        (
            "The Sudanese government and the Juba Revolutionary Front signed a peace agreement in Juba on Saturday.",
            None,
            None,
        ),
        ("The Ethiopian government and Tigrayan rebels agreed to a ceasefire in Pretoria on Wednesday.", None, None),
        ("Ukraine and Russia exchanged 90 prisoners of war on Friday.", None, None),
    ],
    "Arrests": [
        (
            "Police arrested 14 suspected members of the Islamic State group in Istanbul on Tuesday.",
            "State forces",
            None,
        ),
        ("Three opposition leaders were arrested in Bamako on Thursday.", None, "Civilians"),
        (
            "The army detained two suspected ELN guerrillas in Arauca, Colombia, on Sunday.",
            "State forces",
            "Rebel group",
        ),
    ],
    "Change to group/activity": [
        (
            "Forty fighters of the Allied Democratic Forces surrendered to the Congolese army in Beni on Friday.",
            None,
            None,
        ),
        ("A colonel and thirty soldiers defected to the rebels in Maiduguri on Monday.", None, None),
        ("The Arakan Army declared war on the junta in Myanmar on Sunday.", "Rebel group", None),
    ],
    "Disrupted weapons use": [
        (
            "Police defused an improvised explosive device near a school in Marawi, Philippines, on Monday.",
            None,
            None,
        ),
        ("Ukrainian air defence shot down 12 drones over Odesa on Saturday night.", None, None),
        (
            "Soldiers seized a cache of rifles and ammunition belonging to the ELN in Tibu, Colombia, on Wednesday.",
            "State forces",
            None,
        ),
    ],
    "Headquarters or base established": [
        (
            "The rebels set up a base in the village of Ndele in the Central African Republic on Tuesday.",
            "Rebel group",
            None,
        ),
        ("Kenyan troops established a new outpost near Kismayo, Somalia, on Friday.", None, None),
    ],
    "Looting/property destruction": [
        ("Armed men looted a warehouse of the World Food Programme in El Obeid, Sudan, on Saturday.", None, None),
        (
            "Fighters of the Lord's Resistance Army burned forty houses in the village of Obo on Monday.",
            "Rebel group",
            None,
        ),
        ("A church was set on fire by Hindu nationalists in Manipur, India, on Thursday.", None, None),
    ],
    "Non-violent transfer of territory": [
        (
            "The rebels entered the city of Jalalabad without a fight after government troops withdrew.",
            None,
            None,
        ),
        ("The United Nations mission handed over its base in Tessalit to the Malian army on Saturday.", None, None),
        ("Rebels took the town of Menaka on Wednesday without resistance.", "Rebel group", None),
    ],
    "Other": [
        ("Jihadists imposed a blockade on Timbuktu on Tuesday.", "Rebel group", None),
        ("The Rapid Support Forces laid siege to the Sudanese town of Babanusa on Thursday.", None, None),
    ],
}

_PAST = "a past form that the tagger takes for a present one keeps its ending"
_VICTIM = "a mob's victim is taken for one of the mob"

# What is still coded wrongly: text to reason.
MISSES = {
    "The abduction of two aid workers by Al-Shabaab in Mandera, Kenya, took place on Tuesday.": (
        "the parser hangs 'by Al-Shabaab' on the workers"
    ),
    "A church was set on fire by Hindu nationalists in Manipur, India, on Thursday.": (
        "the network takes unnamed people who burn a church for rioters"
    ),
}

TABLE = [(text, name, first, second) for name, cases in CASES.items() for text, first, second in cases]


@pytest.mark.parametrize(("text", "name", "initiator", "target"), rows(TABLE, MISSES))
def test_one_event_with_its_type_and_sides(
    text: str, name: str, initiator: str | None, target: str | None, code: CodeText
) -> None:
    [report] = code(text)
    assert report.sub_event_type == name
    if initiator is not None:
        assert report.initiator is not None
        assert report.initiator.kind == initiator
    if target is not None:
        assert report.target is not None
        assert report.target.kind == target


def test_every_sub_event_type_is_proved_twice() -> None:
    assert {name for name, cases in CASES.items() if len(cases) >= 2} == set(sub_event_types())


@pytest.mark.parametrize(
    ("text", "targeted"),
    [
        ("Gunmen killed 12 villagers in Dan Gulbi, Nigeria, on Sunday.", True),
        ("A car bomb killed 12 shoppers in a market in Mogadishu on Friday.", True),
        ("Soldiers opened fire on protesters in Khartoum on Thursday, killing three of them.", True),
        ("Al-Shabaab fighters attacked an army base near Baidoa in Somalia on Thursday, killing 14 soldiers.", False),
        ("Seven soldiers were killed when their vehicle hit a landmine near Djibo in Burkina Faso on Friday.", False),
        ("Hundreds of people protested in Nairobi on Monday.", False),
    ],
)
def test_civilian_targeting_is_a_flag_across_types(text: str, targeted: bool, code: CodeText) -> None:
    [report] = code(text)
    assert report.civilian_targeting is targeted
