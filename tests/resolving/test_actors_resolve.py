"""One mention in one context, one actor; or none, where nobody could tell."""

from __future__ import annotations

import datetime as dt

import pytest

from harmattan.errors import CodebookError
from harmattan.model import Document, Participant, Side
from harmattan.resolving.actors import ActorContext, ActorMention, ActorRegistry, ResolvedActor
from harmattan.resolving.actors_document import inspect_actors, resolve_all
from tests.parses import parsed, text_of

REGISTRY = ActorRegistry.load()
MALI_2023 = ActorContext(country="ML", date=dt.date(2023, 10, 1))


def mention(notation: str, index: int = 0) -> ActorMention:
    (only,) = REGISTRY.find_mentions(parsed(notation, index=index))
    return only


def resolved(notation: str, context: ActorContext = MALI_2023, index: int = 0) -> ResolvedActor:
    return REGISTRY.resolve(mention(notation, index), context)


ARMY = "The//DET//2/det army//NOUN//3/nsubj attacked//VERB//0/root"
REBELS = "The//DET//2/det rebels//NOUN//3/nsubj attacked//VERB//0/root"
GROUP = "The//DET//2/det group//NOUN//3/nsubj attacked//VERB//0/root"
GUNMEN = "Gunmen//NOUN//2/nsubj attacked//VERB//0/root"
CMA = "CMA//PROPN//2/nsubj attacked//VERB//0/root"
JNIM = "JNIM//PROPN//2/nsubj attacked//VERB//0/root"
MINUSMA = "MINUSMA//PROPN//2/nsubj left//VERB//0/root"


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (dt.date(2023, 10, 1), "Military Forces of Mali (2021-)"),
        (dt.date(2021, 5, 24), "Military Forces of Mali (2021-)"),
        (dt.date(2021, 5, 23), "Military Forces of Mali (2020-2021)"),
        (dt.date(2013, 1, 15), "Military Forces of Mali (2012-2020)"),
        (dt.date(1980, 1, 1), "Military Forces of Mali"),
        (None, "Military Forces of Mali (2021-)"),
    ],
)
def test_the_army_is_the_one_of_that_day(day: dt.date | None, name: str) -> None:
    assert resolved(ARMY, ActorContext(country="ML", date=day)).name == name


def test_the_army_of_nowhere_stays_unnamed() -> None:
    found = resolved(ARMY, ActorContext())
    assert (found.actor_id, found.name) == (None, "Unidentified Military Forces")


def test_an_acronym_resolves_to_the_regime_of_the_day() -> None:
    found = resolved("FAMA//PROPN//2/nsubj attacked//VERB//0/root")
    assert (found.actor_id, found.basis) == ("military-ml-2021", "alias")


def test_a_foreign_army_is_an_external_force() -> None:
    found = resolved("French//ADJ//2/amod troops//NOUN//3/nsubj left//VERB//0/root")
    assert (found.country, found.kind) == ("FR", "External/Other forces")


def test_the_same_army_at_home_is_a_state_force() -> None:
    context = ActorContext(country="FR", date=dt.date(2023, 10, 1))
    assert resolved("French//ADJ//2/amod troops//NOUN//3/nsubj left//VERB//0/root", context).kind == "State forces"


def test_gunmen_stay_unnamed() -> None:
    found = resolved(GUNMEN)
    assert (found.actor_id, found.name, found.kind) == (None, "Unidentified Armed Group (Mali)", "Political militia")


@pytest.mark.parametrize(
    ("noun", "name"),
    [
        ("Villagers", "Civilians (Mali)"),
        ("Protesters", "Protesters (Mali)"),
        ("Rioters", "Rioters (Mali)"),
        ("Herders", "Unidentified Communal Militia (Mali)"),
        ("Gangsters", "Unidentified Gang (Mali)"),
    ],
)
def test_unnamed_people_are_named_by_acleds_convention(noun: str, name: str) -> None:
    assert resolved(f"{noun}//NOUN//2/nsubj came//VERB//0/root").name == name


def test_tuareg_separatists_in_mali_in_2023_are_the_cma() -> None:
    found = resolved("Tuareg//ADJ//2/amod separatists//NOUN//3/nsubj attacked//VERB//0/root")
    assert (found.actor_id, found.basis) == ("cma", "generic")


def test_tuareg_rebels_in_2025_are_its_successor() -> None:
    context = ActorContext(country="ML", date=dt.date(2025, 6, 1))
    assert resolved("Tuareg//ADJ//2/amod rebels//NOUN//3/nsubj attacked//VERB//0/root", context).actor_id == "fla"


def test_an_old_name_means_the_group_that_took_its_place() -> None:
    context = ActorContext(country="ML", date=dt.date(2018, 6, 1))
    found = resolved("Ansar//PROPN//3/nsubj Dine//PROPN//1/flat attacked//VERB//0/root", context)
    assert found.actor_id == "jnim"


def test_al_qaeda_linked_militants_in_mali_are_jnim_in_somalia_al_shabaab() -> None:
    words = "al-Qaeda-linked//ADJ//2/amod militants//NOUN//3/nsubj attacked//VERB//0/root"
    assert resolved(words).actor_id == "jnim"
    assert resolved(words, ActorContext(country="SO", date=dt.date(2023, 10, 1))).actor_id == "al-shabaab"


def test_islamist_militants_in_mali_could_be_two_groups() -> None:
    found = resolved("Islamist//ADJ//2/amod militants//NOUN//3/nsubj attacked//VERB//0/root")
    assert found.actor_id is None
    assert set(found.considered) == {"jnim", "issp"}


def test_a_child_does_not_stand_for_its_parents_rivals() -> None:
    context = ActorContext(country="BF", date=dt.date(2021, 11, 1))
    found = resolved("Islamist//ADJ//2/amod militants//NOUN//3/nsubj attacked//VERB//0/root", context)
    assert (found.actor_id, set(found.considered)) == (None, {"jnim", "issp"})


def test_a_turkish_trained_unit_is_not_the_turkish_army() -> None:
    found = resolved("Turkish-trained//ADJ//2/amod fighters//NOUN//3/nsubj attacked//VERB//0/root")
    assert (found.actor_id, found.kind) == (None, "Political militia")


def test_a_common_name_far_from_its_group_is_somebody_elses() -> None:
    context = ActorContext(country="SY", date=dt.date(2021, 6, 12))
    assert resolved("Civil//PROPN//2/compound Defense//PROPN//3/nsubj came//VERB//0/root", context).actor_id is None


def test_saudi_led_airstrikes_are_the_coalitions() -> None:
    context = ActorContext(country="YE", date=dt.date(2021, 11, 1))
    found = resolved("Saudi-led//ADJ//2/amod airstrikes//NOUN//3/nsubj killed//VERB//0/root", context)
    assert found.actor_id == "op-restoring-hope"


def test_islamic_state_is_the_branch_of_the_country() -> None:
    words = "Islamic//PROPN//2/amod State//PROPN//3/nsubj attacked//VERB//0/root"
    assert resolved(words).actor_id == "issp"
    assert resolved(words, ActorContext(country="NG", date=dt.date(2020, 1, 1))).actor_id == "iswap"
    assert resolved(words, ActorContext(date=dt.date(2020, 1, 1))).actor_id == "islamic-state"


def test_un_peacekeepers_are_the_mission_of_the_country_on_that_day() -> None:
    words = "UN//PROPN//2/compound peacekeepers//NOUN//3/nsubj left//VERB//0/root"
    assert resolved(words).actor_id == "minusma"
    assert resolved(words, ActorContext(country="CD", date=dt.date(2023, 10, 1))).actor_id == "monusco"
    assert resolved(words, ActorContext(country="ML", date=dt.date(2025, 10, 1))).actor_id == "united-nations"


def test_the_peacekeepers_are_the_only_mission_there() -> None:
    assert resolved("The//DET//2/det peacekeepers//NOUN//3/nsubj left//VERB//0/root").actor_id == "minusma"


def test_one_name_of_two_groups_is_told_apart_by_country() -> None:
    words = "The//DET//2/det RSF//PROPN//3/nsubj attacked//VERB//0/root"
    assert resolved(words, ActorContext(country="SD", date=dt.date(2020, 1, 1))).kind == "State forces"
    assert resolved(words, ActorContext(country="SD", date=dt.date(2024, 1, 1))).kind == "Rebel group"


def test_the_taliban_after_august_2021_are_the_state() -> None:
    words = "The//DET//2/det Taliban//PROPN//3/nsubj attacked//VERB//0/root"
    assert resolved(words, ActorContext(country="AF", date=dt.date(2020, 1, 1))).actor_id == "taliban"
    assert (
        resolved(words, ActorContext(country="AF", date=dt.date(2022, 1, 1))).name
        == "Military Forces of Afghanistan (2021-)"
    )


def test_a_short_acronym_far_from_its_group_is_somebody_else() -> None:
    found = resolved("The//DET//2/det PLA//PROPN//3/nsubj attacked//VERB//0/root")
    assert (found.actor_id, found.name) == (None, "PLA")


def test_the_rebels_are_the_group_named_before() -> None:
    named = resolved(CMA, index=0)
    found = resolved(REBELS, ActorContext("ML", dt.date(2023, 10, 1), (named,)), index=1)
    assert (found.actor_id, found.basis) == ("cma", "generic")


def test_the_rebels_are_not_the_jihadists_named_before() -> None:
    named = resolved(JNIM, index=0)
    assert resolved(REBELS, ActorContext("ML", dt.date(2023, 10, 1), (named,)), index=1).actor_id is None


def test_the_group_among_two_far_back_is_nobody() -> None:
    named = (resolved(CMA, index=0), resolved(JNIM, index=0))
    assert resolved(GROUP, ActorContext("ML", dt.date(2023, 10, 1), named), index=5).actor_id is None


def test_the_group_among_two_is_the_one_named_right_before() -> None:
    named = (resolved(CMA, index=0), resolved(JNIM, index=5))
    assert resolved(GROUP, ActorContext("ML", dt.date(2023, 10, 1), named), index=6).actor_id == "jnim"


def test_the_group_is_never_the_other_side() -> None:
    named = resolved(JNIM, index=0)
    context = ActorContext("ML", dt.date(2023, 10, 1), (named,), other=named)
    assert resolved(GROUP, context, index=1).actor_id is None


def test_new_gunmen_are_not_the_group_named_before() -> None:
    named = resolved(JNIM, index=0)
    assert resolved(GUNMEN, ActorContext("ML", dt.date(2023, 10, 1), (named,)), index=1).actor_id is None


def test_an_unlisted_group_keeps_its_name_and_takes_back_references() -> None:
    sentence = parsed(
        "The//DET//3/det Ruritanian//PROPN//3/compound Front//PROPN//4/nsubj attacked//VERB//0/root",
        entities=((1, 3, "ORG"),),
    )
    (name,) = REGISTRY.find_mentions(sentence)
    first = REGISTRY.resolve(name, MALI_2023)
    later = resolved(REBELS, ActorContext("ML", dt.date(2023, 10, 1), (first,)), index=1)
    assert (first.actor_id, first.name) == (None, "Ruritanian Front")
    assert later.name == "Ruritanian Front"


def test_several_groups_are_not_one_actor() -> None:
    assert resolved("Tuareg//ADJ//2/amod groups//NOUN//3/nsubj met//VERB//0/root").actor_id is None


def test_rebel_forces_are_one_actor() -> None:
    named = resolved(CMA, index=0)
    words = "The//DET//3/det rebel//NOUN//3/compound forces//NOUN//4/nsubj attacked//VERB//0/root"
    assert resolved(words, ActorContext("ML", dt.date(2023, 10, 1), (named,)), index=1).actor_id == "cma"


def test_a_spokesman_speaks_for_his_army() -> None:
    found = resolved("An//DET//3/det army//NOUN//3/compound spokesman//NOUN//4/nsubj said//VERB//0/root")
    assert found.actor_id == "military-ml-2021"


def test_participant_carries_the_words() -> None:
    sentence = parsed(CMA)
    (only,) = REGISTRY.find_mentions(sentence)
    side = REGISTRY.resolve(only, MALI_2023).participant(text_of(sentence))
    assert side.span is not None
    assert side.span.quote == "CMA"


def side(actor_id: str | None, name: str, kind: str) -> Side:
    return Side.model_validate({"actor_id": actor_id, "name": name, "kind": kind, "role": "other"})


CMA_SIDE = side("cma", "CMA: Coordination of Azawad Movements", "Rebel group")
UNNAMED = side(None, "Unidentified Armed Group (Mali)", "Political militia")


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        (CMA_SIDE, CMA_SIDE, "same"),
        (CMA_SIDE, side("mnla", "MNLA", "Rebel group"), "family"),
        (CMA_SIDE, side("jnim", "JNIM", "Rebel group"), "different"),
        (CMA_SIDE, UNNAMED, "generic"),
        (CMA_SIDE, side(None, "Unidentified Armed Group (Nigeria)", "Political militia"), "different"),
        (UNNAMED, UNNAMED, "same"),
        (UNNAMED, side(None, "Civilians (Mali)", "Civilians"), "different"),
        (side("military-ml-2021", "x", "State forces"), side("military-ml-2020-2021", "y", "State forces"), "same"),
        (side("military-ml-2021", "x", "State forces"), side("government-ml-2021", "y", "State forces"), "family"),
        (side("military-ml-2021", "x", "State forces"), side("military-ne-2023", "y", "State forces"), "different"),
        (side("jnim", "x", "Rebel group"), side("al-qaeda", "y", "Rebel group"), "family"),
    ],
)
def test_how_two_actors_relate(a: Side, b: Side, relation: str) -> None:
    assert REGISTRY.relation(a, b) == relation
    assert REGISTRY.relation(b, a) == relation
    assert REGISTRY.compatible(a, b) == (relation != "different")


def test_participants_compare_like_sides() -> None:
    participant = Participant(actor_id="cma", name="x", kind="Rebel group", basis="named")
    assert REGISTRY.relation(participant, CMA_SIDE) == "same"


def test_a_later_name_explains_an_earlier_description() -> None:
    first = REGISTRY.find_mentions(
        parsed("Azawad//PROPN//2/compound fighters//NOUN//3/nsubj attacked//VERB//0/root", index=0)
    )
    later = REGISTRY.find_mentions(parsed("FLA//PROPN//2/nsubj attacked//VERB//0/root", index=3))
    context = ActorContext(country="ML", date=dt.date(2025, 6, 1))
    assert [r.actor_id for r in resolve_all([*first, *later], context)] == ["fla", "fla"]


def test_inspect_cuts_the_words_out_of_the_document() -> None:
    sentence = parsed(
        "The//DET//3/det Malian//ADJ//3/amod army//NOUN//4/nsubj attacked//VERB//0/root CMA//PROPN//4/obj"
    )
    document = Document(id="d", text=text_of(sentence))
    records = inspect_actors(document, [sentence], day=dt.date(2023, 10, 1))
    assert [(r["span"]["quote"], r["actor_id"]) for r in records] == [
        ("Malian army", "military-ml-2021"),
        ("CMA", "cma"),
    ]
    assert all(document.text[r["span"]["start"] : r["span"]["end"]] == r["span"]["quote"] for r in records)


def test_an_unknown_actor_id_is_an_error() -> None:
    with pytest.raises(CodebookError, match="not an actor"):
        REGISTRY.actor("nobody")


def test_a_described_group_is_the_known_one_and_no_minor_one() -> None:
    context = ActorContext(country="TR", date=dt.date(1995, 6, 1))
    found = resolved("Kurdish//ADJ//2/amod rebels//NOUN//3/nsubj attacked//VERB//0/root", context)
    assert found.actor_id == "pkk"


def test_a_minor_group_is_found_by_its_name() -> None:
    context = ActorContext(country="ID", date=dt.date(2020, 6, 1))
    assert resolved("KNPB//PROPN//2/nsubj marched//VERB//0/root", context).actor_id == "knpb"


@pytest.mark.parametrize(
    ("name", "country", "year", "actor_id"),
    [
        ("ULIMO-J", "LR", 1995, "ulimo-j"),
        ("ARDUF", "ET", 2007, "arduf"),
        ("Koevoet", "NA", 1988, "koevoet"),
        ("Junbish", "AF", 1994, "junbish"),
        ("FALINTIL", "TL", 1999, "fretilin"),
        ("Ansarullah", "BD", 2015, "abt-bd"),
    ],
)
def test_groups_of_the_nineties_and_after_are_known(name: str, country: str, year: int, actor_id: str) -> None:
    word = "Ansarullah//PROPN//3/compound Bangla//PROPN//3/compound Team" if name == "Ansarullah" else name
    last = 4 if name == "Ansarullah" else 2
    notation = f"{word}//PROPN//{last}/nsubj attacked//VERB//0/root"
    assert resolved(notation, ActorContext(country=country, date=dt.date(year, 6, 1))).actor_id == actor_id


@pytest.mark.parametrize(
    ("words", "country", "name"),
    [
        ("Suspected//ADJ//2/amod jihadists//NOUN//3/nsubj", "BF", "Unidentified Armed Group (Burkina Faso)"),
        ("Uniformed//ADJ//2/amod men//NOUN//3/nsubj", "SV", "Unidentified Armed Group (El Salvador)"),
        ("Hooded//ADJ//2/amod subjects//NOUN//3/nsubj", "SV", "Unidentified Armed Group (El Salvador)"),
        ("Unidentified//ADJ//2/amod subjects//NOUN//3/nsubj", "CO", "Unidentified Armed Group (Colombia)"),
        ("Armed//ADJ//2/amod civilians//NOUN//3/nsubj", "MX", "Unidentified Armed Group (Mexico)"),
        ("Cartel//NOUN//2/compound hitmen//NOUN//3/nsubj", "MX", "Unidentified Gang (Mexico)"),
        ("Suspected//ADJ//2/amod cultists//NOUN//3/nsubj", "NG", "Unidentified Gang (Nigeria)"),
        ("Local//ADJ//2/amod tribesmen//NOUN//3/nsubj", "SD", "Unidentified Communal Militia (Sudan)"),
        ("Clan//NOUN//2/compound militiamen//NOUN//3/nsubj", "SO", "Unidentified Communal Militia (Somalia)"),
        ("Nuer//ADJ//2/amod fighters//NOUN//3/nsubj", "SS", "Nuer Ethnic Militia (South Sudan)"),
        ("Borana//PROPN//2/compound militia//NOUN//3/nsubj", "KE", "Borana Ethnic Militia (Kenya)"),
    ],
)
def test_unnamed_perpetrators_have_names_by_the_convention(words: str, country: str, name: str) -> None:
    found = resolved(f"{words} attacked//VERB//0/root", ActorContext(country=country, date=dt.date(2023, 6, 1)))
    assert found.name == name


def test_men_in_uniforms_of_the_police_are_not_the_police() -> None:
    notation = "Men//NOUN//5/nsubj in//ADP//4/case police//NOUN//4/compound uniforms//NOUN//1/nmod fired//VERB//0/root"
    found = resolved(notation, ActorContext(country="BI", date=dt.date(2023, 6, 1)))
    assert found.name == "Unidentified Armed Group (Burundi)"


def test_russian_mercenaries_in_the_central_african_republic_are_wagner() -> None:
    context = ActorContext(country="CF", date=dt.date(2021, 6, 1))
    notation = "The//DET//3/det Russian//ADJ//3/amod mercenaries//NOUN//4/nsubj attacked//VERB//0/root"
    assert resolved(notation, context).actor_id == "wagner"


def test_fighters_for_a_country_are_not_of_that_country() -> None:
    context = ActorContext(country="SY", date=dt.date(2021, 6, 1))
    notation = "Pro-Turkish//ADJ//2/amod fighters//NOUN//3/nsubj attacked//VERB//0/root"
    assert resolved(notation, context).actor_id == "sna"


@pytest.mark.parametrize("outlet", ["BBC", "Reuters", "Al-Jazeera", "AFP"])
def test_a_news_outlet_is_no_actor(outlet: str) -> None:
    assert REGISTRY.find_mentions(parsed(f"{outlet}//PROPN//2/nsubj reported//VERB//0/root")) == []
