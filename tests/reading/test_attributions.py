"""Who is said to be behind a deed in words of their own."""

from __future__ import annotations

import pytest

from tests.reading.conftest import CodeText

_BOMB = "A bomb exploded at a market in Mogadishu on Sunday, killing six people. "

# What follows the deed, part of the initiator's name, its basis; "": nobody is named.
AUTHORS = [
    ("Al-Shabaab claimed responsibility for the attack.", "Shabaab", "named"),
    ("Responsibility was claimed by Al-Shabaab.", "Shabaab", "named"),
    ("A group calling itself the Red Lion Avengers claimed responsibility for the attack.", "Red Lion", "named"),
    pytest.param(
        "A group calling itself the Red Lion Brigade claimed responsibility for the attack.",
        "Red Lion",
        "named",
        marks=pytest.mark.xfail(strict=True, reason="a brigade in an unknown name is read as the army's"),
    ),
    ("The authorities blamed the attack on Al-Shabaab.", "Shabaab", "inferred"),
    ("Officials blamed Al-Shabaab for the blast.", "Shabaab", "inferred"),
    ("The attack was attributed to Al-Shabaab.", "Shabaab", "inferred"),
    ("Police suspect Al-Shabaab militants.", "Shabaab", "inferred"),
    ("No group has claimed responsibility for the attack.", "", None),
    ("Al-Shabaab denied responsibility.", "", None),
    ("Al-Shabaab has not claimed responsibility.", "", None),
]


@pytest.mark.parametrize(("words", "name", "basis"), AUTHORS)
def test_authors(words: str, name: str, basis: str | None, code: CodeText) -> None:
    report = code(_BOMB + words)[0]
    found = report.initiator
    assert bool(name) == (found is not None)
    assert name in (found.name if found else "")
    assert (found.basis if found else None) == basis


SIDES = [
    pytest.param(
        "Gunmen believed to be members of Boko Haram killed five farmers in Borno, Nigeria, on Sunday.",
        "Boko Haram",
        "Civilians",
        marks=pytest.mark.xfail(strict=True, reason="the parser makes 'believed' the verb of the sentence"),
    ),
    (
        "The RSF captured Singa in Sudan on Saturday, driving the army out of its base there.",
        "RSF",
        "Military Forces of Sudan",
    ),
    ("Clashes between the Nuer and Dinka tribes left 12 dead in Jonglei, South Sudan, on Sunday.", "Nuer", "Dinka"),
    (
        "Fighters of the so-called Baloch Liberation Army attacked a police post in Quetta on Sunday.",
        "BLA",
        "Police Forces of Pakistan",
    ),
]


@pytest.mark.parametrize(("text", "initiator", "target"), SIDES)
def test_sides_named_around_the_deed(text: str, initiator: str, target: str, code: CodeText) -> None:
    report = code(text)[0]
    assert report.initiator is not None
    assert report.target is not None
    assert initiator in report.initiator.name
    assert target in report.target.name


VOICES = [
    (_BOMB + "Al-Shabaab claimed responsibility for the attack.", ("claims", "Al Shabaab")),
    (_BOMB + "The police blamed Al-Shabaab for the attack.", ("accuses", "Police Forces of Somalia")),
    (_BOMB + "The attack was attributed to Al-Shabaab.", ("accuses", None)),
    ("Suspected al-Shabaab fighters killed three teachers in Garissa, Kenya, on Tuesday.", ("accuses", None)),
    ("A bomb attributed to al-Shabaab exploded in Mogadishu on Sunday, killing six people.", ("accuses", None)),
    ("In an action attributed to al-Shabaab, men shot a teacher in Mogadishu on Sunday.", ("accuses", None)),
    (_BOMB + "Al-Shabaab later said its fighters were behind the bombing.", ("claims", "Al Shabaab")),
    ("Two farmers were shot dead near Djibo on Monday, presumably by members of JNIM.", ("accuses", None)),
]


@pytest.mark.parametrize(("text", "voice"), VOICES)
def test_who_names_the_perpetrator(text: str, voice: tuple[str, str | None], code: CodeText) -> None:
    said = [s for s in code(text)[0].said if s.about == "perpetrator"]
    assert [(s.stance, (s.speaker or "").split(" (")[0] or None) for s in said] == [voice]


@pytest.mark.parametrize(
    "text",
    [
        _BOMB + "Al-Shabaab has not claimed responsibility for the attack.",
        "Al-Shabaab fighters killed three teachers in Garissa, Kenya, on Tuesday.",
        "Al-Shabaab fighters killed three suspected informers in Garissa, Kenya, on Tuesday.",
    ],
)
def test_what_is_told_as_a_fact_is_nobodys_claim(text: str, code: CodeText) -> None:
    assert [s for s in code(text)[0].said if s.about == "perpetrator"] == []
