"""One sentence and one toll for every way in which a text states its dead and hurt."""

from __future__ import annotations

import pytest

from harmattan.reading.casualties import find_casualties
from harmattan.reading.tolls import toll_of
from tests.reading.saved_parses import saved

Bounds = tuple[int, int, int | None] | None


def toll(kind: str, *lines: str) -> Bounds:
    found = [m for i, line in enumerate(lines) for m in find_casualties(saved(line, i))]
    result = toll_of(found, kind, "x" * 400)  # type: ignore[arg-type]
    return None if result is None else (result.low, result.best, result.high)


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("At least nine herders were killed.", "killed", (9, 9, None)),
        ("Up to 40 fighters were killed.", "killed", (1, 40, 40)),
        ("Fewer than ten soldiers died.", "killed", (1, 9, 9)),
        ("Twenty-three traders were killed on the road.", "killed", (23, 23, 23)),
        ("Scores of worshippers were wounded.", "injured", (20, 20, None)),
        ("Eleven people, including three children, were killed by the shell.", "killed", (11, 11, 11)),
        ("Fourteen people, among them five nurses and two drivers, were killed at the clinic.", "killed", (14, 14, 14)),
        ("Both brothers were killed at the roadblock.", "killed", (2, 2, 2)),
        ("All seven passengers were killed.", "killed", (7, 7, 7)),
        ("A family of five was killed when a rocket hit their hut.", "killed", (5, 5, 5)),
        ("Nobody was killed in the explosion.", "killed", (0, 0, 0)),
        ("Three guards were killed, eight were wounded and two are missing.", "missing", (2, 2, 2)),
        ("The rebels captured 15 soldiers.", "captured", (15, 15, 15)),
        ("Nine rebels and four soldiers were killed in the clash.", "killed", (13, 13, 13)),
        ("The raid left one farmer dead and another wounded.", "injured", (1, 1, 1)),
        ("The blast left three dead and injured another on Monday.", "injured", (1, 1, 1)),
        ("Five people were shot, two fatally, at the bus station.", "killed", (2, 2, 2)),
        ("Five people were shot, two fatally, at the bus station.", "injured", (3, 3, 3)),
        ("A shooting that left four miners dead is being investigated.", "killed", (4, 4, 4)),
        ("The fatal shooting of two vendors led to protests.", "killed", (2, 2, 2)),
        ("He is accused of a triple murder in the suburb.", "killed", (3, 3, 3)),
        ("Two boys were hit by gunfire during the parade.", "injured", (2, 2, 2)),
        ("A girl was struck by a stray bullet.", "injured", (1, 1, 1)),
        ("A third man died on Sunday.", "killed", (3, 3, None)),
        ("His second son was killed.", "killed", (1, 1, 1)),
        ("The gunman shot his wife and his two sons before shooting himself.", "killed", (1, 1, 1)),
        ("Ana Belo, 31; Rui Costa, 29; and Tito Lima, 44, died in the attack.", "killed", (3, 3, 3)),
        ("The parents of the boy were killed.", "killed", (2, 2, 2)),
        ("The old teacher passed away in hospital.", "killed", (1, 1, 1)),
        ("A student shot and killed by a guard was buried on Friday.", "killed", (1, 1, 1)),
        ("One clerk was killed and two others were shot.", "injured", (2, 2, 2)),
        ("Two women were killed and three men were shot.", "injured", (3, 3, 3)),
        ("Ana Belo, 24 was shot in the leg.", "injured", (1, 1, 1)),
        ("The blast sent four people to the hospital.", "injured", (4, 4, 4)),
        ("The blaze left a driver dead and three others in grave condition.", "injured", (3, 3, 3)),
        ("The bullet went through the door and hit a nurse in the arm.", "injured", (1, 1, 1)),
        ("A gunman opened fire, hitting two women in the legs.", "injured", (2, 2, 2)),
        ("Two bakers were rushed to a hospital, where they died.", "injured", None),
        ("Several residents wound up in a shelter.", "injured", None),
        ("A clerk was charged with wilful injury to a fence.", "injured", None),
        ("The ambush claimed one man's life.", "killed", (1, 1, 1)),
        ("The quarrel led him to kill two guards.", "killed", (2, 2, 2)),
        ("The orders led to the deaths of four vendors.", "killed", (4, 4, 4)),
        ("The shelling that killed 11-year-old Lena Marr shocked the town.", "killed", (1, 1, 1)),
        ("Three clerks, Ana Belo, Rui Costa and Tito Lima, were wounded.", "injured", (3, 3, 3)),
        ("A driver suffered fatal injuries.", "killed", (1, 1, 1)),
        ("A fire captain, a teacher, and Governor Rui Costa were murdered last month.", "killed", (3, 3, 3)),
        ("Rui Costa, a lawyer and leader of the union, was shot dead.", "killed", (1, 1, 1)),
        ("A second lieutenant was killed.", "killed", (1, 1, 1)),
    ],
)
def test_one_sentence(text: str, kind: str, expected: Bounds) -> None:
    assert toll(kind, text) == expected


@pytest.mark.parametrize(
    ("lines", "kind", "expected"),
    [
        (("Two people were wounded at the market.", "A man died there of cancer."), "killed", None),
        (("He killed four people.", "He was shot dead by officers."), "killed", (5, 5, 5)),
        (("Four vendors were killed.", "Six people were killed there two years ago."), "killed", (4, 4, 4)),
        (
            ("A raid killed two traders last summer.", "A man was charged with the murder of Omar Sene."),
            "killed",
            (2, 2, 2),
        ),
    ],
)
def test_whose_death_belongs_to_the_event(lines: tuple[str, ...], kind: str, expected: Bounds) -> None:
    assert toll(kind, *lines) == expected


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("One of five people shot outside the bar has died.", (1, 1, 1), (4, 4, 4)),
        ("Five were wounded and Erica Rowe, a 26-year-old resident, was killed at the club.", (1, 1, 1), (5, 5, 5)),
        ("Officers found three men with gunshot wounds and one of them died.", (1, 1, 1), (2, 2, 2)),
        ("Police entered the house and found Meg Kerr, 22, and Will Mon, 21, fatally shot.", (2, 2, 2), None),
        (
            "Officials say 34-year-old Angela Bent, 19-year-old Ray Daniel and 12-year-old Joe Mack were killed.",
            (3, 3, 3),
            None,
        ),
    ],
)
def test_killed_and_injured_of_one_sentence(text: str, killed: Bounds, injured: Bounds) -> None:
    assert (toll("killed", text), toll("injured", text)) == (killed, injured)


def test_deaths_told_long_after_the_hurt_belong_to_another_event() -> None:
    quiet = "Rebels seized 23 villages."
    hurt = "The hospital received 25 wounded."
    assert toll("killed", hurt, quiet, "The attack killed 12.") == (12, 12, 12)
    assert toll("killed", hurt, *[quiet] * 6, "The attack killed 12.") is None


@pytest.mark.parametrize(
    ("lines", "injured"),
    [
        (("Four vendors were shot.", "One vendor was shot in the arm and another was shot in the foot."), (4, 4, 4)),
        (("A girl was killed by the shell.", "The girl was wounded in the head."), None),
        (("Three traders were shot dead.", "All three suffered gunshot wounds."), None),
        (("Several vendors were wounded.", "Eleven vendors were wounded in the blast."), (11, 11, 11)),
        (("A teacher was shot dead.", "A clerk was shot in the chest but survived."), (1, 1, 1)),
        (("A teacher was shot dead.", "Another teacher was shot in the back."), (1, 1, 1)),
        (("The mayor was shot.", "Two others were wounded."), (3, 3, 3)),
        (("Six people were wounded.", "One victim is in critical condition."), (6, 6, 6)),
    ],
)
def test_who_of_those_spoken_of_was_hurt(lines: tuple[str, ...], injured: Bounds) -> None:
    assert toll("injured", *lines) == injured
