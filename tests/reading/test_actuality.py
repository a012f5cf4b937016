"""Did it happen: one sentence, one expectation."""

from __future__ import annotations

import pytest

from harmattan.reading.actuality import ActualityReading, actuality_of
from harmattan.reading.language_model import LanguageModel
from harmattan.reading.topics import topic_reading

HAPPENED = [
    ("Gunmen attacked the village of Tessit on Monday.", "attacked"),
    ("Rebels seize northern town from army", "seize"),
    ("At least twelve people were killed in an attack on a market in Maiduguri.", "attack"),
    ("The army repelled an attack on its base near Sokolo.", "attack"),
    ("Soldiers managed to retake the town after three days.", "retake"),
    ("The guerrillas claim to have killed thirty soldiers.", "killed"),
    ("The warplanes continued to bomb the suburbs of Idlib.", "bomb"),
    ("Clashes broke out between herders and farmers in Plateau state.", "Clashes"),
    ("The militants used drones to bomb the barracks.", "bomb"),
    ("Residents fled after the attack on the village.", "attack"),
    ("The government said it would investigate the killing of the five students.", "killing"),
    ("The army vowed to avenge the ambush in which nine soldiers died.", "ambush"),
    ("The rebels denied involvement in Friday's bombing of the mosque.", "bombing"),
    ("Analysts fear a new war after rebels captured the regional capital.", "captured"),
    ("The raid killed four people and wounded ten.", "killed"),
    ("An attack on a convoy in Gorgadji left eleven soldiers dead.", "attack"),
    ("Two bombs exploded near a police station in Quetta.", "exploded"),
    ("Police shot dead two demonstrators in Kisumu on Thursday.", "shot"),
    ("Fighters stormed the prison in Hasakah, freeing dozens of inmates.", "stormed"),
    ("A suicide bomber blew himself up outside the gate, killing six guards.", "killing"),
    ("The kidnapping of eleven villagers in Katsina was confirmed by the police.", "kidnapping"),
    ("The town was taken without firing a shot.", "taken"),
    ("Seven civilians died when a shell hit a bus in Donetsk.", "hit"),
    ("A series of attacks on Sunday killed thirty people in Borno.", "attacks"),
    ("The president condemned the attack on the church in Owo.", "attack"),
    ("Not only soldiers but also children were killed in the raid.", "killed"),
]

PLANNED = [
    ("The army will attack the rebel stronghold next week.", "attack", "future"),
    ("The rebels plan to attack the town before the rains.", "attack", "plan"),
    ("The militia vowed to kill any official who collaborates.", "kill", "plan"),
    ("The group threatened to blow up the dam.", "blow", "plan"),
    ("The general ordered his troops to retake the city.", "retake", "plan"),
    ("The force is preparing to storm the compound.", "storm", "plan"),
    ("The rebels tried to capture the airport.", "capture", "attempt"),
    ("Troops were deployed along the road to block the rebels.", "block", "purpose"),
    ("The army is set to launch an offensive in the north.", "offensive", "plan"),
    ("The government would bomb the camps, an adviser said.", "bomb", "conditional"),
    ("Rebels are on the verge of capturing the city.", "capturing", "plan"),
    ("The operation is aimed at capturing the rebel leader.", "capturing", "plan"),
    ("A planned attack on the embassy was discovered.", "attack", "plan"),
]

FEARED = [
    ("Residents fear that gunmen could attack the convoy.", "attack"),
    ("The embassy warned of a possible attack on hotels.", "attack"),
    ("There is a risk of attack along the border.", "attack"),
    ("Rebels may attack the capital.", "attack"),
    ("Traders closed their shops amid fears of an attack.", "attack"),
    ("If the rebels attack the dam, thousands will have to flee.", "attack"),
    ("The police fear an attack during the feast.", "attack"),
    ("The threat of a massacre hangs over the camp.", "massacre"),
]

DENIED = [
    ("No attack was reported in the region over the weekend.", "attack"),
    ("The rebels did not attack the convoy.", "attack"),
    ("The rebels failed to capture the town.", "capture"),
    ("Police foiled an attack on a church in Jakarta.", "attack"),
    ("There was no attack, the governor said.", "attack"),
    ("The army denied that its soldiers killed civilians.", "killed"),
    ("Nobody was killed in the village.", "killed"),
    ("The police prevented militants from attacking the station.", "attacking"),
    ("There were no reports of clashes along the front.", "clashes"),
    ("The truce has held and soldiers have never fired a shot.", "fired"),
]

NO_EVENT = [
    ("He suffered a heart attack at his home in Lagos.", "attack", "metaphor"),
    ("The minister faced a verbal attack in parliament.", "attack", "metaphor"),
    ("A price war broke out between the two airlines.", "war", "metaphor"),
    ("The opposition attacked the budget for its cuts.", "attacked", "metaphor"),
    ("The director is shooting a film in Morocco.", "shooting", "metaphor"),
    ("A trade war with China would hurt farmers.", "war", "metaphor"),
    ("Health workers fight malaria in the villages.", "fight", "metaphor"),
    ("The earthquake struck the coast at dawn.", "struck", "disaster"),
    ("A strike by teachers closed schools across the country.", "strike", "metaphor"),
    ("Floods killed forty people in Sindh.", "killed", ("metaphor", "disaster")),
    ("Nine passengers were killed in a road accident near Gao.", "killed", "accident"),
    ("Three miners were killed when the tunnel collapsed.", "killed", "accident"),
    ("Hundreds have died of cholera in Malawi.", "died", "disease"),
    ("Twenty people were killed by a landslide in the hills.", "killed", "disaster"),
    ("Militants often attack villages in the region.", "attack", "habitual"),
    ("Attacks on civilians have increased in the Sahel.", "Attacks", "generic"),
    ("The minister spoke about the fight against terrorism.", "terrorism", "generic"),
    ("The two countries bought attack helicopters.", "attack", "generic"),
    ("The tribunal deals with war crimes.", "war", ("generic", "metaphor")),
    ("Soldiers simulated an attack on the harbour.", "attack", "exercise"),
    ("The navy will hold a drill in which commandos storm a ship.", "storm", ("exercise", "future")),
    ("The town marked the anniversary of the massacre.", "massacre", "commemoration"),
    ("A court convicted him of killing two journalists.", "killing", "trial"),
    ("In the film, rebels ambush a convoy in the desert.", "ambush", "fiction"),
    ("Researchers recorded 1,240 attacks between January and June.", "attacks", "statistic"),
    ("More than 400 people have been killed so far this year.", "killed", "statistic"),
]


def read(text: str, word: str) -> ActualityReading:
    sentences = LanguageModel.load().analyse(text)
    sentence = next(s for s in sentences if any(t.text == word for t in s.tokens))
    trigger = next(t.i for t in sentence.tokens if t.text == word)
    return actuality_of(sentence, trigger, sentences, topic_reading(sentences))


@pytest.mark.parametrize(("text", "word"), HAPPENED, ids=[c[0][:60] for c in HAPPENED])
def test_it_happened(text: str, word: str) -> None:
    reading = read(text, word)
    assert (reading.actuality, reading.event) == ("happened", True), reading


@pytest.mark.parametrize(("text", "word", "reason"), PLANNED, ids=[c[0][:60] for c in PLANNED])
def test_it_is_planned(text: str, word: str, reason: str) -> None:
    reading = read(text, word)
    assert (reading.actuality, reading.reason) == ("planned", reason)


@pytest.mark.parametrize(("text", "word"), FEARED, ids=[c[0][:60] for c in FEARED])
def test_it_is_feared(text: str, word: str) -> None:
    assert read(text, word).actuality == "feared"


@pytest.mark.parametrize(("text", "word"), DENIED, ids=[c[0][:60] for c in DENIED])
def test_it_did_not_happen(text: str, word: str) -> None:
    assert read(text, word).actuality == "denied"


@pytest.mark.parametrize(("text", "word", "reason"), NO_EVENT, ids=[c[0][:60] for c in NO_EVENT])
def test_it_is_no_event(text: str, word: str, reason: str | tuple[str, ...]) -> None:
    reading = read(text, word)
    assert not reading.event or reading.actuality != "happened"
    assert reading.reason in ((reason,) if isinstance(reason, str) else reason)


def test_the_cue_cuts_the_words_that_decide() -> None:
    text = "The militia vowed to kill any official."
    reading = read(text, "kill")
    assert reading.cue is not None
    assert text[reading.cue.start : reading.cue.end] == "vowed"


def test_sport_is_known_from_the_whole_text() -> None:
    text = "The striker scored twice in the league match. The visitors attacked early but their captain shot wide."
    assert not read(text, "attacked").event
