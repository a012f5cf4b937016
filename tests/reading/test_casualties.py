from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harmattan.reading.casualties import CasualtyMention, find_casualties
from harmattan.reading.syntax import Sentence
from harmattan.reading.tolls import toll_of
from tests.parses import parsed
from tests.reading.saved_parses import saved, texts


def mentions(text: str) -> list[tuple[str, int, int, int | None]]:
    return [(m.kind, m.low, m.best, m.high) for m in find_casualties(saved(text))]


def one(text: str, kind: str = "killed") -> CasualtyMention:
    (found,) = (m for m in find_casualties(saved(text)) if m.kind == kind)
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gunmen killed 12 villagers in the Mopti region on Tuesday.", [("killed", 12, 12, 12)]),
        ("Six soldiers and two militiamen were killed in the ambush.", [("killed", 8, 8, 8)]),
        ("Eight people, six soldiers and two civilians, were killed in the blast.", [("killed", 8, 8, 8)]),
        ("The explosion left 12 dead and 30 wounded.", [("killed", 12, 12, 12), ("injured", 30, 30, 30)]),
        ("The attack left two dead, leaving five injured.", [("killed", 2, 2, 2), ("injured", 5, 5, 5)]),
        ("The blast claimed the lives of nine farmers.", [("killed", 9, 9, 9)]),
        ("Eight people lost their lives when gunmen opened fire on a bus.", [("killed", 8, 8, 8)]),
        ("The ambush cost the lives of five gendarmes.", [("killed", 5, 5, 5)]),
        (
            "Dozens of civilians were killed and scores wounded in the shelling.",
            [("killed", 12, 12, None), ("injured", 20, 20, None)],
        ),
        ("The army said it had neutralised 20 terrorists.", [("killed", 20, 20, 20)]),
        ("The killing of three farmers sparked protests.", [("killed", 3, 3, 3)]),
        ("The death of a teacher shocked the town.", [("killed", 1, 1, 1)]),
        ("The mayor, Anton Barka, 54, was gunned down outside his home.", [("killed", 1, 1, 1)]),
        ("A mother and her two children were killed when a shell hit their house.", [("killed", 3, 3, 3)]),
        ("A family of six was killed in an air strike.", [("killed", 6, 6, 6)]),
        ("Villagers found the bodies of 11 men near the river.", [("killed", 11, 11, 11)]),
        ("Nine bodies were found in a mass grave.", [("killed", 9, 9, 9)]),
        ("Both men were executed.", [("killed", 2, 2, 2)]),
        ("All five were killed.", [("killed", 5, 5, 5)]),
        ("The couple were found dead in their home.", [("killed", 2, 2, 2)]),
        (
            "The rebels beheaded two teachers and abducted ten students.",
            [("killed", 2, 2, 2), ("captured", 10, 10, 10)],
        ),
        ("Between 20 and 30 fighters were killed, according to the army.", [("killed", 20, 20, 30)]),
        ("Three soldiers were killed, and another two were wounded.", [("killed", 3, 3, 3), ("injured", 2, 2, 2)]),
        ("Soldiers shot dead three protesters.", [("killed", 3, 3, 3)]),
        ("Mayor shot dead in capital", [("killed", 1, 1, 1)]),
        ("12 killed, 30 hurt in market blast", [("killed", 12, 12, 12), ("injured", 30, 30, 30)]),
        ("Police shot and wounded a student.", [("injured", 1, 1, 1)]),
        ("An air strike on a market killed dozens.", [("killed", 12, 12, None)]),
        ("The explosion wounded as many as 30 people.", [("injured", 1, 30, 30)]),
        ("Fighting in the town left an unknown number of dead.", [("killed", 1, 3, None)]),
        ("Militants executed 14 prisoners.", [("killed", 14, 14, 14)]),
        ("More than 26,000 people fled their homes.", [("displaced", 26000, 26000, None)]),
        ("Nearly 200 people were kidnapped.", [("captured", 180, 200, 200)]),
        ("A group of 14 miners was abducted.", [("captured", 14, 14, 14)]),
        ("Ten people are missing after the raid.", [("missing", 10, 10, 10)]),
        ("Two fishermen drowned and four are missing.", [("killed", 2, 2, 2), ("missing", 4, 4, 4)]),
        ("The hospital received 25 wounded.", [("injured", 25, 25, 25)]),
        ("The man and a woman were injured.", [("injured", 2, 2, 2)]),
        ("The strike killed Colonel Idris Maro and four of his men.", [("killed", 5, 5, 5)]),
        ("Two people were killed or wounded.", [("casualties", 2, 2, 2)]),
        ("Militants killed and wounded dozens of people.", [("casualties", 12, 12, None)]),
        ("The army suffered heavy casualties.", [("casualties", 2, 3, None)]),
        ("The soldiers were killed by gunmen.", [("killed", 2, 3, None)]),
        ("The officer was not seriously injured.", [("injured", 1, 1, 1)]),
        (
            "THREE POLICEMEN WERE KILLED AND FIVE WOUNDED IN AN ATTACK BY GUERRILLAS IN SAN PEDRO.",
            [("killed", 3, 3, 3), ("injured", 5, 5, 5)],
        ),
        ("GUERRILLAS MURDERED THE MAYOR OF SAN PEDRO LAST NIGHT.", [("killed", 1, 1, 1)]),
    ],
)
def test_who_and_how_many(text: str, expected: list[tuple[str, int, int, int | None]]) -> None:
    assert mentions(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Five cows and three goats were killed by the shelling.",
        "Rebels seized 23 villages.",
        "She paid $5 million for three houses.",
        "The town of 26,000 people lies 12 kilometers from the river.",
    ],
)
def test_no_people_no_casualties(text: str) -> None:
    assert mentions(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "No one was killed in the strike.",
        "There were no casualties.",
        "The soldiers killed no one.",
        "The rocket killed nobody.",
        "The police said no officers were hurt.",
        "Neither side reported casualties.",
    ],
)
def test_denied(text: str) -> None:
    (found,) = find_casualties(saved(text))
    assert found.negated
    assert (found.low, found.best, found.high) == (0, 0, 0)


@pytest.mark.parametrize(
    "text",
    [
        "The rebels tried to kill the mayor.",
        "The rebels vowed to kill the hostages.",
        "The strike could have killed hundreds.",
    ],
)
def test_attempted(text: str) -> None:
    assert one(text).attempted


@pytest.mark.parametrize(
    "text",
    [
        "Since January more than 400 people have been killed in the province, the UN says.",
        "Hundreds of people have been killed in the war.",
        "Over the past decade the insurgency has killed 35,000 people, according to the United Nations.",
    ],
)
def test_total_over_a_long_period(text: str) -> None:
    assert one(text).cumulative


def test_one_days_toll_is_not_cumulative() -> None:
    assert not one("Gunmen killed 12 villagers in the Mopti region on Tuesday.").cumulative


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "At least 30 people, among them 19 civilians and 11 soldiers, were killed.",
            [("civilian", 19), ("soldier", 11)],
        ),
        (
            "In a raid on the port, fighters shelled the barracks and a ferry, "
            "killing at least 31 people including 12 traders.",
            [("trader", 12)],
        ),
        ("Eight people, six soldiers and two civilians, were killed in the blast.", [("soldier", 6), ("civilian", 2)]),
        ("Some 40 fighters, including a senior commander, were killed.", [("commander", 1)]),
        ("Twelve people died, most of them women and children.", [("woman", 7)]),
        ("Clashes between the army and rebels killed 20 people, mostly civilians.", [("civilian", 11)]),
        ("Five soldiers, two of them officers, were killed.", [("officer", 2)]),
        ("Seven civilians, among them a child, lost their lives.", [("child", 1)]),
    ],
)
def test_groups_inside_a_number(text: str, parts: list[tuple[str, int]]) -> None:
    assert [(p.group, p.best) for p in one(text).parts] == parts


def test_inclusion_belongs_to_the_nearest_number() -> None:
    text = "Four people were killed and seven injured, including a child."
    assert one(text).parts == ()
    assert [p.group for p in one(text, "injured").parts] == ["child"]


@pytest.mark.parametrize(
    ("text", "agent"),
    [
        ("Gunmen killed 12 villagers in the Mopti region on Tuesday.", "Gunmen"),
        ("The soldiers were killed by gunmen.", "gunmen"),
        ("Soldiers killed 12 rebels and captured four others near the border.", "Soldiers"),
        ("Three soldiers were killed, and another two were wounded.", None),
    ],
)
def test_who_did_it(text: str, agent: str | None) -> None:
    sentence = saved(text)
    found = one(text).agent
    assert (None if found is None else sentence.tokens[found].text) == agent


def test_the_perpetrators_are_no_victims() -> None:
    sentence = saved("Soldiers killed 12 rebels and captured four others near the border.")
    victims = {sentence.tokens[v].text for m in find_casualties(sentence) for v in m.victims}
    assert "Soldiers" not in victims


def test_named_person_with_age() -> None:
    found = one("John Carver, 23, was killed.")
    assert (found.names, found.ages, found.basis) == (("John Carver",), (23,), "named")


def test_raised_toll_is_marked_and_takes_the_new_number() -> None:
    found = one("The governor said the toll had climbed from 12 to 17.")
    assert (found.best, found.revised) == (17, True)


def test_earlier_toll_is_marked() -> None:
    assert one("Earlier reports put the death toll at 10.").superseded


@pytest.mark.parametrize("text", ["Two of the wounded later died in hospital.", "Among the dead were two children."])
def test_part_of_people_already_told_of(text: str) -> None:
    assert one(text).subset


def test_others_come_on_top() -> None:
    assert one("Three others were wounded.", "injured").additional


def test_more_than_is_not_more_people() -> None:
    assert not one("More than 26,000 people fled their homes.", "displaced").additional


def test_the_attackers_own_death() -> None:
    found = find_casualties(saved("A suicide bomber blew himself up at a checkpoint, killing three policemen."))
    assert [(m.best, m.perpetrator) for m in found] == [(1, True), (3, False)]


def test_passive_by_the_parse() -> None:
    sentence = parsed(
        "Two/two/NUM//2/nummod soldiers/soldier/NOUN/NNS/6/nsubj:pass from//ADP//4/case Gao//PROPN//2/nmod "
        "were/be/AUX/VBD/6/aux:pass killed/kill/VERB/VBN/0/root"
    )
    (found,) = find_casualties(sentence)
    assert (found.best, sentence.tokens[found.victims[0]].text) == (2, "soldiers")


def test_word_order_helps_where_the_parse_is_wrong() -> None:
    sentence = parsed(
        "One/one/NUM//2/nummod man//NOUN//4/nsubj:pass was/be/AUX/VBD/4/aux:pass killed/kill/VERB/VBN/0/root "
        "and//CCONJ/CC/8/cc three//NUM//2/conj others/other/NOUN/NNS/8/dep wounded/wound/VERB/VBN/4/conj"
    )
    assert [(m.kind, m.best) for m in find_casualties(sentence)] == [("killed", 1), ("injured", 3)]


def toll(*lines: str, kind: str = "killed") -> tuple[int, int, int | None] | None:
    found = [m for i, line in enumerate(lines) for m in find_casualties(saved(line, i))]
    result = toll_of(found, kind, "x" * 400)  # type: ignore[arg-type]
    return None if result is None else (result.low, result.best, result.high)


def test_repetition_does_not_add() -> None:
    assert toll("The attack killed 12.", "12 killed, 30 hurt in market blast") == (12, 12, 12)


def test_breakdown_and_total_do_not_add() -> None:
    total = "Eight people, six soldiers and two civilians, were killed in the blast."
    assert toll(total, "Six soldiers and two militiamen were killed in the ambush.") == (8, 8, 8)


def test_some_of_the_dead_do_not_add() -> None:
    assert toll("The attack killed 12.", "Among the dead were two children.") == (12, 12, 12)


def test_third_person_adds() -> None:
    assert toll("Both men were executed.", "A third person died later in hospital.") == (3, 3, 3)


def test_attackers_death_adds_to_those_whom_he_killed() -> None:
    assert toll("The gunman killed four people before turning the gun on himself.") == (5, 5, 5)


def test_soldiers_and_civilians_of_two_sentences_add() -> None:
    assert toll("Militants executed 14 prisoners.", "The attack killed 12.") != (26, 26, 26)
    assert toll("Fewer than ten soldiers died.", "Half a dozen villagers were shot dead.") == (7, 15, 15)


def test_revised_toll_wins() -> None:
    lines = ("The attack killed 12.", "The death toll from the attack has risen to 15, officials said on Friday.")
    assert toll(*lines) == (15, 15, 15)


def test_superseded_toll_is_left_out() -> None:
    assert toll("Earlier reports put the death toll at 10.", "The attack killed 12.") == (12, 12, 12)


def test_period_total_is_no_toll() -> None:
    assert toll("Hundreds of people have been killed in the war.") is None


def test_attempt_is_no_toll() -> None:
    assert toll("The rebels tried to kill the mayor.") is None


def test_no_casualties_is_a_toll_of_zero() -> None:
    assert toll("There were no casualties.") == (0, 0, 0)
    assert toll("There were no casualties.", kind="injured") == (0, 0, 0)


def test_silence_is_no_toll() -> None:
    assert toll("Rebels seized 23 villages.") is None


def test_killed_and_injured_apart() -> None:
    assert toll("The explosion left 12 dead and 30 wounded.", kind="injured") == (30, 30, 30)


def test_others_wounded_are_all_of_the_wounded() -> None:
    assert toll("Two soldiers were killed and five others wounded.", kind="injured") == (5, 5, 5)


def test_low_of_a_toll_keeps_the_open_end() -> None:
    assert toll("At least 30 people, among them 19 civilians and 11 soldiers, were killed.") == (30, 30, None)


def well_formed(sentence: Sentence) -> None:
    for m in find_casualties(sentence):
        assert 0 <= m.low <= m.best
        assert m.high is None or m.best <= m.high
        assert sentence.start <= m.start < m.end <= sentence.end
        assert m.start <= sentence.tokens[m.trigger].start < m.end
        assert all(0 <= v < len(sentence.tokens) for v in m.victims)
        assert all(p.low <= p.best and (p.high is None or p.best <= p.high) for p in m.parts)


@pytest.mark.parametrize("text", texts())
def test_mentions_of_saved_sentences_are_well_formed(text: str) -> None:
    well_formed(saved(text))


ITEMS = st.sampled_from(
    """
    killed/kill/VERB/VBN wounded/wound/VERB/VBD dead//ADJ/JJ and//CCONJ/CC soldiers/soldier/NOUN/NNS 12//NUM/CD
    two//NUM/CD
    of//ADP/IN the//DET/DT were/be/AUX/VBD who//PRON/WP toll//NOUN/NN death//NOUN/NN bodies/body/NOUN/NNS ,//PUNCT/,
    including/include/VERB/VBG others/other/NOUN/NNS no//DET/DT himself//PRON/PRP shot/shoot/VERB/VBN
    lives/life/NOUN/NNS
    lost/lose/VERB/VBD left/leave/VERB/VBD injuries/injury/NOUN/NNS most//ADJ/JJS them/they/PRON/PRP to//PART/TO
    """.split()  # noqa: SIM905
)
DEPS = st.sampled_from(
    "nsubj nsubj:pass obj obl conj nmod acl acl:relcl xcomp amod nummod det case aux:pass appos root".split()  # noqa: SIM905
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(ITEMS, DEPS, st.integers(0, 30)), min_size=1, max_size=14))
def test_any_tree_is_read(words: list[tuple[str, str, int]]) -> None:
    # A tree: every word hangs on an earlier one, the first is the root.
    notation = " ".join(f"{item}/{0 if i == 0 else 1 + k % i}/{dep}" for i, (item, dep, k) in enumerate(words))
    sentence = parsed(notation)
    well_formed(sentence)
    result = toll_of(find_casualties(sentence), "killed", "x" * sentence.end)
    assert result is None or (result.low <= result.best and (result.high is None or result.best <= result.high))
