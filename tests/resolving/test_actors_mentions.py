"""One sentence, one expectation: which words are an actor, and what they say about it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harmattan.resolving.actors import ActorMention, ActorRegistry
from tests.parses import parsed, text_of

REGISTRY = ActorRegistry.load()


def found(notation: str, entities: tuple[tuple[int, int, str], ...] = ()) -> dict[str, ActorMention]:
    sentence = parsed(notation, entities=entities)  # type: ignore[arg-type]
    text = text_of(sentence)
    return {text[m.start : m.end]: m for m in REGISTRY.find_mentions(sentence)}


def test_nationality_and_army_are_one_mention() -> None:
    mentions = found("The//DET//3/det Malian//ADJ//3/amod army//NOUN//4/nsubj attacked//VERB//0/root")
    assert list(mentions) == ["Malian army"]
    assert mentions["Malian army"].country == "ML"
    assert mentions["Malian army"].actor_class == "military"
    assert mentions["Malian army"].definite


def test_numerals_stay_outside() -> None:
    assert list(found("80//NUM//3/nummod Malian//ADJ//3/amod soldiers//NOUN//4/nsubj died//VERB//0/root")) == [
        "Malian soldiers"
    ]


def test_a_name_and_its_noun_are_one_mention() -> None:
    mentions = found("CMA//PROPN//2/compound rebels//NOUN//3/nsubj fled//VERB//0/root")
    assert mentions["CMA rebels"].candidates == ("cma",)
    assert mentions["CMA rebels"].is_plural
    assert mentions["CMA rebels"].head == 1


def test_suspected_belongs_to_the_mention() -> None:
    assert "Suspected Boko Haram militants" in found(
        "Suspected//ADJ//4/amod Boko//PROPN//4/compound Haram//PROPN//2/flat militants//NOUN//5/nsubj "
        "fled//VERB//0/root"
    )


@pytest.mark.parametrize(
    "notation",
    [
        "al-Qaeda-linked//ADJ//2/amod militants//NOUN//3/nsubj fled//VERB//0/root",
        "al//X//3/dep +-//PUNCT//3/punct +Qaeda//PROPN//5/obl +-//PUNCT//5/punct +linked//VERB//6/amod "
        "militants//NOUN//7/nsubj fled//VERB//0/root",
        "al-Qaeda//PROPN//2/obl linked//ADJ//3/amod militants//NOUN//4/nsubj fled//VERB//0/root",
        "militants//NOUN//5/nsubj linked//VERB//1/acl to//ADP//4/case al-Qaeda//PROPN//2/obl fled//VERB//0/root",
    ],
)
def test_linked_to_a_network_however_it_is_cut_or_worded(notation: str) -> None:
    (mention,) = found(notation).values()
    assert mention.affiliation == "al-qaeda"
    assert mention.candidates == ()


def test_members_of_a_group_are_the_group() -> None:
    mentions = found("Members//NOUN//5/nsubj of//ADP//4/case the//DET//4/det FMLN//PROPN//1/nmod met//VERB//0/root")
    assert mentions["Members of the FMLN"].candidates == ("fmln",)
    assert mentions["Members of the FMLN"].head == 0


def test_warplanes_of_a_coalition_are_the_coalition() -> None:
    mentions = found(
        "Warplanes//NOUN//5/nsubj of//ADP//4/case the//DET//4/det coalition//NOUN//1/nmod struck//VERB//0/root"
    )
    assert mentions["Warplanes of the coalition"].actor_class == "coalition"


def test_members_alone_are_nobody() -> None:
    assert found("Members//NOUN//2/nsubj met//VERB//0/root") == {}


def test_the_army_of_a_country() -> None:
    mentions = found("The//DET//2/det army//NOUN//5/nsubj of//ADP//4/case Mali//PROPN//2/nmod attacked//VERB//0/root")
    assert mentions["army of Mali"].country == "ML"


def test_a_bracketed_acronym_belongs_to_the_name() -> None:
    (text,) = found(
        "the//DET//2/det Coordination//PROPN//7/nsubj of//ADP//4/case Azawad//PROPN//5/compound "
        "Movements//PROPN//2/nmod "
        "(//PUNCT//7/punct +CMA//PROPN//2/appos +)//PUNCT//7/punct left//VERB//0/root"
    )
    assert text == "Coordination of Azawad Movements (CMA)"


def test_an_unhyphenated_apostrophe_and_accent_free_spelling_is_the_same_group() -> None:
    mentions = found(
        "JAMAAT//PROPN//5/nsubj NUSRAT//PROPN//1/flat AL-ISLAM//PROPN//1/flat WAL-MUSLIMIN//PROPN//1/flat "
        "ATTACKED//VERB//0/root"
    )
    assert [m.candidates for m in mentions.values()] == [("jnim",)]


def test_an_acronym_in_small_letters_is_a_word() -> None:
    assert found("Please//INTJ//2/discourse let//VERB//0/root him//PRON//2/obj go//VERB//2/xcomp") == {}


def test_an_ordinary_word_in_a_text_in_capitals_is_no_acronym() -> None:
    assert found("THE//DET//2/det FACT//NOUN//4/nsubj IS//AUX//4/cop CLEAR//ADJ//0/root") == {}


def test_an_army_base_only_lends_the_army_as_a_modifier() -> None:
    mentions = found("They//PRON//2/nsubj hit//VERB//0/root an//DET//5/det army//NOUN//5/compound base//NOUN//2/obj")
    assert mentions["army"].modifier_of == 4


def test_pro_regime_belongs_to_the_militiamen() -> None:
    assert list(found("Pro-regime//ADJ//2/amod militiamen//NOUN//3/nsubj died//VERB//0/root")) == [
        "Pro-regime militiamen"
    ]


def test_a_street_named_after_the_army_is_no_actor() -> None:
    assert (
        found(
            "It//PRON//2/nsubj hit//VERB//0/root Army//PROPN//4/compound Street//PROPN//2/obj",
            entities=((2, 4, "LOC"),),
        )
        == {}
    )


def test_a_person_who_shares_a_groups_name_is_not_the_group() -> None:
    mentions = found("Richard//PROPN//3/nsubj Wagner//PROPN//1/flat spoke//VERB//0/root", entities=((0, 2, "PER"),))
    assert [m.actor_class for m in mentions.values()] == ["person"]


def test_a_capital_taken_for_a_person_is_no_person() -> None:
    assert found("He//PRON//2/nsubj left//VERB//0/root Bamako//PROPN//2/obj", entities=((2, 3, "PER"),)) == {}


def test_a_hamas_run_ministry_is_not_hamas() -> None:
    mentions = found(
        "The//DET//4/det Hamas-run//ADJ//4/amod health//NOUN//4/compound ministry//NOUN//5/nsubj said//VERB//0/root"
    )
    assert mentions["Hamas"].negated_side


def test_a_dash_behind_a_group_is_no_hyphen() -> None:
    mentions = found("Rebels//NOUN//4/nsubj +—//PUNCT//4/punct +armed//ADJ//1/amod fled//VERB//0/root")
    assert not mentions["Rebels"].negated_side


def test_a_rebel_held_town_does_not_make_rebels_a_side() -> None:
    mentions = found("The//DET//3/det rebel-held//ADJ//3/amod town//NOUN//4/nsubj fell//VERB//0/root")
    assert mentions["rebel"].negated_side


def test_a_radio_station_named_after_a_group_is_not_the_group() -> None:
    assert found("Radio//PROPN//4/nsubj Farabundo//PROPN//1/flat Marti//PROPN//1/flat reported//VERB//0/root") == {}


def test_terrorists_is_a_loaded_word() -> None:
    mentions = found("The//DET//2/det terrorists//NOUN//3/nsubj fled//VERB//0/root")
    assert mentions["terrorists"].loaded
    assert mentions["terrorists"].actor_class == "armed"


def test_a_name_takes_the_load_off_the_noun() -> None:
    mentions = found("FMLN//PROPN//2/compound terrorists//NOUN//3/nsubj fled//VERB//0/root")
    assert not mentions["FMLN terrorists"].loaded


def test_a_spokesman_is_a_speaker_not_a_side() -> None:
    mentions = found("An//DET//3/det army//NOUN//3/compound spokesman//NOUN//4/nsubj said//VERB//0/root")
    assert mentions["army spokesman"].actor_class == "spokesperson"
    assert mentions["army spokesman"].organisation_class == "military"


def test_a_rebel_leader_is_of_the_rebels() -> None:
    mentions = found("A//DET//3/det rebel//NOUN//3/compound leader//NOUN//4/nsubj died//VERB//0/root")
    assert mentions["rebel leader"].actor_class == "rebels"


def test_a_former_soldier_is_a_civilian() -> None:
    mentions = found("A//DET//3/det former//ADJ//3/amod soldier//NOUN//4/nsubj died//VERB//0/root")
    assert mentions["former soldier"].actor_class == "civilians"


def test_two_nationalities_share_a_noun() -> None:
    mentions = found(
        "Malian//ADJ//4/amod and//CCONJ//3/cc Chadian//ADJ//1/conj soldiers//NOUN//5/nsubj fled//VERB//0/root"
    )
    assert {t: (m.country, m.actor_class) for t, m in mentions.items()} == {
        "Malian": ("ML", "military"),
        "Chadian soldiers": ("TD", "military"),
    }


def test_a_country_is_an_actor_only_as_a_doer() -> None:
    assert list(found("Israel//PROPN//2/nsubj shelled//VERB//0/root Gaza//PROPN//2/obj")) == ["Israel"]
    assert found("They//PRON//2/nsubj met//VERB//0/root in//ADP//4/case Israel//PROPN//2/obl") == {}


def test_israeli_jets_are_a_military_and_jets_alone_are_nobody() -> None:
    mentions = found("Israeli//ADJ//2/amod jets//NOUN//3/nsubj struck//VERB//0/root")
    assert mentions["Israeli jets"].actor_class == "military"
    assert found("Two//NUM//2/nummod jets//NOUN//3/nsubj struck//VERB//0/root") == {}


def test_students_protest_only_where_there_is_a_protest() -> None:
    protest = found("Students//NOUN//2/nsubj protested//VERB//0/root")
    school = found("Students//NOUN//2/nsubj studied//VERB//0/root")
    assert protest["Students"].actor_class == "protesters"
    assert school["Students"].actor_class == "civilians"


def test_guards_the_verb_is_no_actor() -> None:
    assert found("He//PRON//2/nsubj guards//VERB//0/root it//PRON//2/obj") == {}


def test_latin_american_is_not_american() -> None:
    mentions = found("Latin//PROPN//2/amod American//ADJ//3/amod soldiers//NOUN//4/nsubj left//VERB//0/root")
    assert [m.country for m in mentions.values()] == [None]


def test_a_radio_set_is_not_a_militia() -> None:
    assert (
        found(
            "A//DET//4/det PRC//PROPN//4/compound +-//PUNCT//4/punct +77//NUM//2/nummod was//AUX//6/aux "
            "seized//VERB//0/root"
        )
        == {}
    )


def test_a_title_and_the_name_behind_it_are_one_person() -> None:
    mentions = found(
        "Mayor//NOUN//2/compound Ada//PROPN//4/nsubj Diallo//PROPN//2/flat died//VERB//0/root",
        entities=((1, 3, "PER"),),
    )
    assert list(mentions) == ["Mayor Ada Diallo"]
    assert mentions["Mayor Ada Diallo"].kind == "Civilians"


def test_a_colonel_is_a_soldier() -> None:
    mentions = found(
        "Colonel//PROPN//2/compound Ada//PROPN//4/nsubj Diallo//PROPN//2/flat died//VERB//0/root",
        entities=((1, 3, "PER"),),
    )
    assert mentions["Colonel Ada Diallo"].actor_class == "military"


def test_an_unknown_front_is_a_named_group() -> None:
    mentions = found(
        "The//DET//3/det Ruritanian//PROPN//3/compound Front//PROPN//4/nsubj attacked//VERB//0/root",
        entities=((1, 3, "ORG"),),
    )
    assert mentions["Ruritanian Front"].basis == "named"
    assert mentions["Ruritanian Front"].candidates == ()


def test_an_unknown_bank_is_no_armed_group() -> None:
    assert (
        found(
            "The//DET//3/det Liberation//PROPN//3/compound Bank//PROPN//4/nsubj opened//VERB//0/root",
            entities=((1, 3, "ORG"),),
        )
        == {}
    )


def test_an_apposition_names_the_group() -> None:
    mentions = found(
        "JNIM//PROPN//7/nsubj ,//PUNCT//5/punct a//DET//5/det jihadist//ADJ//5/amod group//NOUN//1/appos "
        ",//PUNCT//5/punct attacked//VERB//0/root"
    )
    assert mentions["jihadist group"].candidates == ("jnim",)
    assert mentions["jihadist group"].basis == "generic"


ALPHABET = """Malian army CMA rebels - linked of the al-Qaeda ( ) and Mali police spokesman 80 JNIM Wagner group
held town , suspected former men French to"""
WORDS = st.sampled_from(ALPHABET.split())
TAGS = st.sampled_from(["NOUN", "PROPN", "ADJ", "VERB", "ADP", "DET", "PUNCT", "CCONJ", "NUM"])
DEPS = st.sampled_from(["nsubj", "compound", "amod", "nmod", "obj", "appos", "conj", "punct", "case"])


@st.composite
def notations(draw: st.DrawFn) -> str:
    n = draw(st.integers(1, 9))
    root = draw(st.integers(1, n))
    items = []
    for i in range(1, n + 1):
        head = 0 if i == root else draw(st.sampled_from([root, *range(1, i)]))
        items.append(f"{draw(WORDS)}//{draw(TAGS)}//{head if head != i else root}/{draw(DEPS)}")
    return " ".join(items)


@given(notations())
@settings(max_examples=150, deadline=None)
def test_mentions_never_overlap_and_cut_their_words(notation: str) -> None:
    sentence = parsed(notation)
    text = text_of(sentence)
    mentions = REGISTRY.find_mentions(sentence)
    last = -1
    for mention in mentions:
        assert mention.start >= last
        last = mention.end
        assert mention.first <= mention.head < mention.last
        assert text[mention.start : mention.end].strip()
    assert REGISTRY.find_mentions(sentence) == mentions
