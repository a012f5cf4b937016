"""Who stands behind a statement: one sentence, one expectation."""

from __future__ import annotations

import pytest

from harmattan.reading.assertions import AssertionReading, assertion_of, assertions_of, party_stance
from harmattan.reading.language_model import LanguageModel
from harmattan.reading.syntax import Sentence
from tests import misses

CASES = [
    # text, trigger, stance, words of the speaker (None: nobody is named)
    ("Gunmen attacked the village of Tessit on Monday.", "attacked", "states", None),
    ("The guerrillas claim to have killed thirty soldiers near Ansongo.", "killed", "claims", "guerrillas"),
    ("The rebels said they had killed thirty soldiers near Ansongo.", "killed", "states", "rebels"),
    ("Witnesses said gunmen attacked the market at noon.", "attacked", "states", "Witnesses"),
    ("According to residents, gunmen attacked the market at noon.", "attacked", "states", "residents"),
    ("Gunmen attacked the market at noon, according to two residents.", "attacked", "states", "residents"),
    ("The militants attacked the camp at dawn, the army said.", "attacked", "states", "army"),
    ("Four civilians were killed in the shelling, the governor told reporters.", "killed", "states", "governor"),
    ('"We captured the camp without losses," said a commander of the front.', "captured", "states", "commander"),
    ("The army confirmed that its base was attacked overnight.", "attacked", "confirms", "army"),
    ("The ministry confirmed the attack but gave no details.", "attack", "confirms", "ministry"),
    ("The government acknowledged that forty soldiers had been killed.", "killed", "confirms", "government"),
    ("The army denied that its soldiers killed civilians in Moura.", "killed", "denies", "army"),
    ("The militia denied killing the two priests.", "killing", "denies", "militia"),
    ("The junta rejected claims that its troops executed prisoners.", "executed", "denies", "junta"),
    ("The government dismissed reports that rebels captured the airport.", "captured", "denies", "government"),
    ("Human rights groups accused the army of killing twenty herders.", "killing", "accuses", "groups"),
    ("Residents blamed the militia for the massacre.", "massacre", "accuses", "Residents"),
    ("The separatists accused the police of shooting protesters in Bamenda.", "shooting", "accuses", "separatists"),
    ("Islamic State claimed responsibility for the bombing of the mosque.", "bombing", "claims", "State"),
    ("The group took credit for the ambush on the convoy.", "ambush", "claims", "group"),
    ("The bombing was claimed by the Taliban.", "bombing", "claims", "Taliban"),
    ("The attack, claimed by the Taliban, killed nine policemen.", "attack", "claims", "Taliban"),
    ("No group has claimed responsibility for the bombing of the mosque.", "bombing", "states", None),
    ("The rebels announced their capture of the town of Lere.", "capture", "states", "rebels"),
    ("Their claim that they captured Kidal was not verified.", "captured", "claims", "Their"),
    ("The rebels' claim of capturing the town could not be verified.", "capturing", "claims", "rebels"),
    ("Soldiers allegedly killed three herders near Djibo.", "killed", "claims", None),
    ("Militants have reportedly seized the town of Malam Fatori.", "seized", "claims", None),
    (
        "In a statement, the Coordination of Azawad Movements said it had taken control of the camp.",
        "taken",
        "states",
        "Coordination",
    ),
    ("In a statement the front asserted that its fighters had shot down a drone.", "shot", "claims", "front"),
    (
        "A spokesman for the Rapid Support Forces said the militia had captured Nyala.",
        "captured",
        "states",
        "spokesman",
    ),
    ("Army spokesman Moussa Diallo said troops had killed fifteen militants.", "killed", "states", "spokesman"),
    ("A UN report said government forces killed at least 50 people in April.", "killed", "states", "report"),
    ("Police officers said two men had been shot dead outside a bar.", "shot", "states", "officers"),
    ("The rebels insisted that they still held the town after storming it.", "held", "claims", "rebels"),
    ("Local media reported that insurgents attacked Palma.", "attacked", "states", "media"),
    ("An attack on the convoy was reported by local radio.", "attack", "states", "radio"),
    ("The rebels, who attacked Bamba last week, said they wanted peace.", "attacked", "states", None),
    ("After attacking the barracks, the rebels said they would continue.", "attacking", "states", None),
    ("The strike killed what the ministry described as terrorists.", "killed", "states", None),
    ("The two men are said to have killed a trader.", "killed", "claims", None),
    ("The separatists boasted of shooting down a helicopter.", "shooting", "claims", "separatists"),
    ("Kyiv says Russian missiles struck a hospital in Dnipro.", "struck", "states", "Kyiv"),
    ("Russia's defence ministry said its forces had seized the village of Robotyne.", "seized", "states", "ministry"),
    ("Hospital officials told AFP that the shelling killed six children.", "killed", "states", "officials"),
    ("The army did not confirm that rebels had captured the town.", "captured", "states", None),
    ("The president condemned the attack on the church.", "attack", "states", "president"),
    ("The governor admitted that bandits had abducted the pupils.", "abducted", "confirms", "governor"),
    ("The army on Friday neither confirmed nor denied the strike.", "strike", "states", None),
]


def read(text: str, word: str) -> tuple[list[Sentence], Sentence, AssertionReading]:
    """The reading of the first token ``word`` in the last sentence that holds it."""
    sentences = LanguageModel.load().analyse(text)
    sentence = next(s for s in reversed(sentences) if any(t.text == word for t in s.tokens))
    trigger = next(t.i for t in sentence.tokens if t.text == word)
    return sentences, sentence, assertion_of(sentence, trigger, sentences)


MISSES: dict[str, str] = {}


@pytest.mark.parametrize(("text", "word", "stance", "speaker"), misses.rows(CASES, MISSES))
def test_who_stands_behind_it(text: str, word: str, stance: str, speaker: str | None) -> None:
    _, _, reading = read(text, word)
    named = None
    if reading.speaker is not None:
        named = text[reading.speaker.start : reading.speaker.end]
    assert reading.stance == stance
    assert (speaker is None) == (named is None), named
    assert speaker is None or speaker in str(named)


BACK = [
    (
        "The Coordination of Azawad Movements issued a statement. It said its fighters had taken the camp.",
        "taken",
        "Coordination",
    ),
    (
        "The army spoke of heavy losses, said a spokesman for the police. He added that gunmen had burned the station.",
        "burned",
        "spokesman",
    ),
    (
        "A spokesman for the rebels denied the report. He said the rebels had killed nobody in Bria.",
        "killed",
        "spokesman",
    ),
    ("The rebels attacked the camp at dawn. They said they had killed ten soldiers.", "killed", "rebels"),
    (
        "The army said the situation was calm. The statement added that troops had killed ten fighters.",
        "killed",
        "army",
    ),
]


@pytest.mark.parametrize(("text", "word", "speaker"), BACK, ids=[c[0][:60] for c in BACK])
def test_a_pronoun_speaks_for_the_last_speaker(text: str, word: str, speaker: str) -> None:
    _, _, reading = read(text, word)
    assert reading.speaker is not None
    assert speaker in text[reading.speaker.start : reading.speaker.end]


ROLES = [
    ("Witnesses said gunmen attacked the market.", "attacked", "third_party"),
    ("The army said gunmen attacked the market.", "attacked", "party_word"),
    ("A United Nations official said gunmen attacked the market.", "attacked", "third_party"),
    ("Al-Shabaab said its fighters attacked the base.", "attacked", "named"),
    ("A militant website said fighters attacked the base.", "attacked", "party_word"),
    ("A doctor at the hospital said soldiers shot three students.", "shot", "third_party"),
]


@pytest.mark.parametrize(("text", "word", "role"), ROLES, ids=[c[0][:60] for c in ROLES])
def test_the_kind_of_speaker(text: str, word: str, role: str) -> None:
    _, _, reading = read(text, word)
    assert reading.speaker is not None
    assert reading.speaker.role == role


OWNERS = [
    ("A spokesman for the army said troops had killed fifteen militants.", "killed", "army"),
    ("Army spokesman Moussa Diallo said troops had killed fifteen militants.", "killed", "Army"),
    ("The rebels' statement said fighters had killed fifteen soldiers.", "killed", "rebels"),
    ("A commander of the Lions of Dara said fighters had killed fifteen soldiers.", "killed", "Lions"),
]


@pytest.mark.parametrize(("text", "word", "owner"), OWNERS, ids=[c[0][:60] for c in OWNERS])
def test_whose_mouthpiece_speaks(text: str, word: str, owner: str) -> None:
    _, sentence, reading = read(text, word)
    assert reading.speaker is not None
    assert reading.speaker.whose is not None
    assert sentence.tokens[reading.speaker.whose].text == owner


def test_a_party_that_says_so_claims() -> None:
    _, _, reading = read("The army said it killed thirty fighters near Gao.", "killed")
    assert (reading.stance, party_stance(reading)) == ("states", "claims")


def test_layers_come_innermost_first() -> None:
    text = "Witnesses said the army claimed to have killed ten fighters."
    _, sentence, _ = read(text, "killed")
    trigger = next(t.i for t in sentence.tokens if t.text == "killed")
    assert [r.verb_class for r in assertions_of(sentence, trigger)] == ["claim", "say"]


def test_the_cue_cuts_the_word_of_saying() -> None:
    text = "The militia denied killing the two priests."
    _, _, reading = read(text, "killing")
    assert reading.cue is not None
    assert text[reading.cue.start : reading.cue.end] == "denied"
