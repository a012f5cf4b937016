"""Who did it to whom: one sentence, one pair of sides."""

from __future__ import annotations

import pytest

from tests.misses import rows
from tests.reading.conftest import CodeText

# Text, part of the initiator's name, part of the target's; "": there is none.
SIDES = [
    ("Islamist militants killed three Kenyan soldiers in Mandera on Tuesday.", "Shabaab", "Forces of Kenya"),
    ("Three Kenyan soldiers were killed by Al-Shabaab militants in Mandera.", "Shabaab", "Forces of Kenya"),
    ("The killing of three farmers by Boko Haram near Gwoza angered residents.", "Boko Haram", "Civilians"),
    ("An ambush on a military convoy in Menaka, Mali, killed four soldiers.", "", "Forces of Mali"),
    ("Clashes between M23 rebels and the Congolese army near Sake killed ten people.", "M23", "Forces of Democratic"),
    ("Clashes near Sake between M23 rebels and the Congolese army killed ten people.", "M23", "Forces of Democratic"),
    ("Fighting broke out in Sake between M23 rebels and the Congolese army.", "M23", "Forces of Democratic"),
    ("An attack by M23 rebels on Congolese army positions near Sake killed ten people.", "M23", "Forces of Democratic"),
    ("A UN convoy came under fire near Kidal in Mali, and two peacekeepers were wounded.", "", "UN"),
    ("Boko Haram militants carried out an attack on a church in Maiduguri.", "Boko Haram", "Civilians"),
    ("The attack on the church in Maiduguri was carried out by Boko Haram.", "Boko Haram", "Civilians"),
    ("Gunmen attacked an army base in Boulkessi, Mali.", "Unidentified Armed Group", "Forces of Mali"),
    (
        "Gunmen stormed a police station in Port Harcourt, Nigeria.",
        "Unidentified Armed Group",
        "Police Forces of Nigeria",
    ),
    ("An attack claimed by Al-Shabaab killed five soldiers in Bosaso.", "Shabaab", "Forces of Somalia"),
    ("The rebels ambushed Ugandan troops near Beni before they fled into the forest.", "Group", "Forces of Uganda"),
    ("Russian missiles hit a hospital and a school in Kharkiv.", "Forces of Russia", "Civilians (Ukraine)"),
    ("Israeli troops shot dead two Palestinians in Jenin.", "Forces of Israel", "Civilians"),
    ("Police shot dead two gunmen in Karachi, Pakistan.", "Police Forces of Pakistan", "Unidentified"),
    ("Soldiers were accused by residents of killing five villagers in Moura, Mali.", "Forces of Mali", "Civilians"),
    (
        "The government of Mali accused the rebels of killing 15 villagers in Gao.",
        "Unidentified Armed Group",
        "Civilians",
    ),
    ("Five militants died in a gun battle with Indian soldiers in Kupwara.", "Unidentified", "Forces of India"),
    ("Boko Haram fighters and Nigerian soldiers exchanged fire in Bama.", "Boko Haram", "Forces of Nigeria"),
    ("The army was attacked in Djibo, Burkina Faso, by fighters on motorcycles.", "Unidentified", "Forces of Burkina"),
    ("The Malian army said that its camp in Bamba was attacked.", "", "Forces of Mali"),
    ("Turkish drones killed three PKK fighters in Sinjar, Iraq.", "Forces of Turk", "PKK"),
    ("Attackers on motorcycles shot a village chief in Tillaberi, Niger.", "Unidentified Armed Group", "Civilians"),
    ("Two villagers died in Kunduz, Afghanistan, when a shell hit their house.", "", "Civilians"),
    ("Mai-Mai fighters, who attacked the town of Butembo in Congo, killed a policeman.", "Mayi", "Police Forces of"),
    ("Nigerian jets bombed a Boko Haram camp near Lake Chad.", "Forces of Nigeria", "Boko Haram"),
    ("Wagner mercenaries helping the Malian army were ambushed by JNIM near Mopti.", "JNIM", "Wagner"),
]
_THE_DEAD = "the dead of a clash displace its second side"
MISSES: dict[str, str] = {
    "Fighting broke out in Sake between M23 rebels and the Congolese army.": "sides behind the verb are not seen",
    "Five militants died in a gun battle with Indian soldiers in Kupwara.": "who died in a battle is no side of it",
}


@pytest.mark.parametrize(("text", "initiator", "target"), rows(SIDES, MISSES))
def test_sides(text: str, initiator: str, target: str, code: CodeText) -> None:
    [report] = code(text)
    found = [side.name if side else "" for side in (report.initiator, report.target)]
    for name, wanted in zip(found, (initiator, target), strict=True):
        assert wanted in name
        assert bool(wanted) == bool(name)


# Text, the words that prove the initiator, those that prove the target.
WORDS = [
    ("Kenyan troops killed six Al-Shabaab fighters in Lamu.", "Kenyan troops", "Al-Shabaab fighters"),
    ("Six villagers were shot dead by masked gunmen in Jos.", "gunmen", "villagers"),
    ("JNIM attacked a gendarmerie post in Dori, Burkina Faso.", "JNIM", "gendarmerie"),
]


@pytest.mark.parametrize(("text", "initiator", "target"), rows(WORDS, {}))
def test_the_words_behind_a_side(text: str, initiator: str, target: str, code: CodeText) -> None:
    [report] = code(text)
    for side, wanted in ((report.initiator, initiator), (report.target, target)):
        assert side is not None
        assert side.span is not None
        assert wanted in side.span.quote
        assert text[side.span.start : side.span.end] == side.span.quote


def test_an_ally_is_neither_initiator_nor_target(code: CodeText) -> None:
    [report] = code("Congolese soldiers and Ugandan troops attacked ADF fighters near Beni in Congo on Friday.")
    assert report.initiator is not None
    assert "Congo" in report.initiator.name
    assert report.target is not None
    assert report.target.actor_id == "adf"
    assert [other.name for other in report.others if "Uganda" in other.name]


@pytest.mark.parametrize(
    "text",
    [
        "A spokesman for the Malian army said gunmen had killed four villagers in Bankass.",
        "Gunmen killed four villagers in Bankass, a spokesman for the Malian army said.",
        "Gunmen killed four villagers in Bankass, according to the Malian army.",
    ],
)
def test_a_speaker_is_no_side(text: str, code: CodeText) -> None:
    [report] = code(text)
    assert report.initiator is not None
    assert report.initiator.name.startswith("Unidentified Armed Group")
    assert report.target is not None
    assert report.target.kind == "Civilians"
