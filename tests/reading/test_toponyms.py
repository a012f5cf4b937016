"""Place mentions: which words are one, what they are called, and how they are tied to each other."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmattan.model import Document, Span
from harmattan.reading.toponym_others import names_of_others
from harmattan.reading.toponyms import Toponym, document_toponyms, find_toponyms, toponyms_at
from harmattan.resolving.gazetteer import Gazetteer
from harmattan.resolving.gazetteer_sources import ABBREVIATION, MAIN, Row
from harmattan.resolving.places import PlaceResolver
from tests.plain import plain

TOWNS = {"Gao": (16.27, -0.04), "Mopti": (14.48, -4.18), "Segou": (13.44, -6.26), "Ansongo": (15.66, 0.50)}
ROWS = [
    *(
        Row(f"geonames:{i}", name, *at, country="ML", population=150_000, code="PPL")
        for i, (name, at) in enumerate(TOWNS.items())
    ),
    Row("geonames:11", "San Marco de la Vega", 13.8, -88.3, country="SV", population=900, code="PPL"),
    Row("geonames:12", "Mali", 18.0, -2.0, country="ML", feature="country", code="PCLI"),
    Row("geonames:13", "California", 37.2, -119.6, country="US", feature="admin1", names=(("Calif", ABBREVIATION),)),
    Row("geonames:14", "Oakton", 36.0, -120.0, country="US", population=700, code="PPL"),
    Row(
        "geonames:15", "Bosnia and Herzegovina", 44.2, 17.8, country="BA", feature="country", names=(("Bosnia", MAIN),)
    ),
    Row("geonames:16", "Hilton", 40.0, -80.0, country="US", population=700, code="PPL"),
    Row("geonames:17", "Washington", 38.9, -77.0, country="US", population=600_000, code="PPLC"),
    Row("geonames:18", "May", 31.9, -98.9, country="US", population=300_000, code="PPL"),
]


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    folder: Path = tmp_path_factory.mktemp("gazetteer")
    return Gazetteer(folder, ROWS)


def found(gazetteer: Gazetteer, text: str, *locations: str, people: Sequence[str] = ()) -> dict[str, Toponym]:
    return {t.text: t for t in find_toponyms(plain(text, *locations, people=people), gazetteer)}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Shops closed in Mopti and Segou on Friday.", ["Mopti", "Segou"]),
        ("He reached San Marco de la Vega at noon.", ["San Marco de la Vega"]),
        ("Elections were held in Bosnia and Herzegovina.", ["Bosnia and Herzegovina"]),
        ("The village of Tin-Abora was empty.", ["Tin-Abora"]),
        ("Patrols crossed Tarsou province by night.", ["Tarsou"]),
        ("A clerk from Oakton, Calif., won the prize.", ["Oakton", "Calif."]),
        ("Reporters of the Washington Post left early.", []),
        ("The Bank of Mali raised its rates.", []),
        ("They asked Mr. Hilton for help.", []),
        ("Prices rose in May and fell later.", []),
        ("Nobody knows where they went.", []),
        ("REBELS ENTERED GAO AND ANSONGO AT DAWN", ["GAO", "ANSONGO"]),
    ],
)  # fmt: skip
def test_which_words_are_places(gazetteer: Gazetteer, text: str, names: list[str]) -> None:
    assert [t.text for t in found(gazetteer, text).values() if t.kind != "embedded"] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Clerks of the Gao Police Department left.", ["Gao"]),
        ("Reporters of the Washington Post left early.", ["Washington"]),
        ("Voters in Oakton cheered as an Oakton man sang.", ["Oakton"]),
        ("The New Gao Choir sang.", []),
        ("They asked Mr. Hilton for help.", []),
    ],
)
def test_places_inside_other_names_are_kept_apart(gazetteer: Gazetteer, text: str, names: list[str]) -> None:
    assert [t.text for t in find_toponyms(plain(text), gazetteer) if t.kind == "embedded"] == names


def test_place_inside_a_persons_name_is_none(gazetteer: Gazetteer) -> None:
    assert found(gazetteer, "The deputy Amadou Mopti resigned.", people=["Amadou Mopti"]) == {}


def test_location_of_the_model_is_kept_even_if_unknown(gazetteer: Gazetteer) -> None:
    assert list(found(gazetteer, "Smoke rose over Tarsou.", "Tarsou")) == ["Tarsou"]


def test_class_words_of_a_location_are_not_its_name(gazetteer: Gazetteer) -> None:
    toponym = found(gazetteer, "Fields burnt in Mopti region.", "Mopti region")["Mopti"]
    assert toponym.features == ("admin1",)


@pytest.mark.parametrize(
    ("word", "country"), [("Malian", "ML"), ("Malians", "ML"), ("French", "FR"), ("South Sudanese", "SS")]
)
def test_demonyms_say_so(gazetteer: Gazetteer, word: str, country: str) -> None:
    toponym = found(gazetteer, f"Several {word} left.")[word]
    assert (toponym.kind, toponym.country_hint) == ("demonym", country)


def test_government_is_no_place_of_an_event(gazetteer: Gazetteer) -> None:
    assert found(gazetteer, "Talks with the Washington government failed.")["Washington"].kind == "metonym"


@pytest.mark.parametrize(
    ("text", "name", "features"),
    [
        ("The town of Gao is calm.", "Gao", ("town",)),
        ("The towns of Gao and Ansongo are calm.", "Ansongo", ("town",)),
        ("Schools shut in Mopti and Segou regions.", "Mopti", ("admin1",)),
        ("Nothing else is said of Gao.", "Gao", ()),
    ],
)
def test_what_the_words_call_a_place(gazetteer: Gazetteer, text: str, name: str, features: tuple[str, ...]) -> None:
    assert found(gazetteer, text, name)[name].features == features


@pytest.mark.parametrize(
    ("text", "inner", "outer"),
    [
        ("He was born in Oakton, Calif., long ago.", "Oakton", "Calif."),
        ("The market of Ansongo, in the Gao region, burnt.", "Ansongo", "Gao"),
        ("The Malian city of Gao is calm.", "Gao", "Malian"),
        ("Traders in Mali's Gao region left.", "Gao", "Mali"),
    ],
)
def test_containers(gazetteer: Gazetteer, text: str, inner: str, outer: str) -> None:
    toponyms = find_toponyms(plain(text), gazetteer)
    container = next(t for t in toponyms if t.text == inner).container
    assert container is not None
    assert toponyms[container].text == outer


def test_towns_of_a_list_with_and_contain_nothing(gazetteer: Gazetteer) -> None:
    assert all(t.container is None for t in find_toponyms(plain("Mopti and Segou are calm."), gazetteer))


@pytest.mark.parametrize(
    ("text", "km", "bearing"),
    [
        ("The village of Tarsou, 25 kilometers south of Gao, was empty.", 25, 180),
        ("The village of Tarsou, which lies about forty km from Gao, was empty.", 40, None),
        ("The village of Tarsou, located 10 miles north-east of the town of Gao, was empty.", 16.09, 45),
        ("Some 25 km south of Gao, in the village of Tarsou, shops closed.", 25, 180),
    ],
)
def test_stated_distance_and_direction(gazetteer: Gazetteer, text: str, km: float, bearing: float | None) -> None:
    relation = found(gazetteer, text)["Tarsou"].relation
    assert relation is not None
    assert relation.kind == "offset"
    assert relation.km == pytest.approx(km)
    assert relation.bearing == bearing


def test_distance_without_a_name_is_a_spot_of_its_own(gazetteer: Gazetteer) -> None:
    spot = found(gazetteer, "A lorry overturned 20 km north of Ansongo.")["20 km north of Ansongo"]
    assert spot.unnamed
    assert spot.relation is not None
    assert spot.relation.km == 20


def test_between_two_towns(gazetteer: Gazetteer) -> None:
    text = "The village of Tarsou, located between Gao and Ansongo, was empty."
    toponyms = find_toponyms(plain(text), gazetteer)
    relation = toponyms[0].relation
    assert relation is not None
    assert [toponyms[i].text for i in relation.anchors] == ["Gao", "Ansongo"]


def test_road_between_two_towns_is_a_spot(gazetteer: Gazetteer) -> None:
    assert found(gazetteer, "A lorry burnt on the road between Gao and Ansongo.")["between Gao and Ansongo"].unnamed


@pytest.mark.parametrize(
    ("text", "kind"), [("Fires were seen near Gao.", "near"), ("They camp on the outskirts of Gao.", "outskirts")]
)
def test_near_a_place(gazetteer: Gazetteer, text: str, kind: str) -> None:
    relation = found(gazetteer, text)["Gao"].relation
    assert relation is not None
    assert relation.kind == kind


def test_part_of_a_country(gazetteer: Gazetteer) -> None:
    relation = found(gazetteer, "It rained in northern Mali.")["Mali"].relation
    assert relation is not None
    assert (relation.kind, relation.bearing) == ("part", 0)


def test_given_spans_are_exactly_what_is_read(gazetteer: Gazetteer) -> None:
    text = "A lorry overturned 20 km north of Ansongo, not in Gao."
    spans = tuple(Span.cut(text, at, at + len(name)) for name in ("Gao", "Ansongo") for at in [text.index(name)])
    document = Document(id="d", text=text, spans=spans)
    assert [t.text for t in document_toponyms(document, plain(text), gazetteer)] == ["Gao", "Ansongo"]


def test_containers_of_given_spans_follow_their_order() -> None:
    text = "He was born in Oakton, Calif., long ago."
    toponyms = toponyms_at([Span.cut(text, 23, 29), Span.cut(text, 15, 21)], plain(text))
    assert [t.container for t in toponyms] == [None, 0]


@given(st.text(alphabet=st.sampled_from("Gao Mopti ,.-'’()the of 20 km north between and near é\n"), max_size=120))
def test_any_text_gives_sound_mentions(text: str) -> None:
    toponyms = find_toponyms(plain(text), _shared())
    for t in toponyms:
        assert 0 <= t.start < t.end <= len(text)
        assert text[t.start : t.end].split() == t.text.split()
        assert t.container is None or 0 <= t.container < len(toponyms)
        assert t.relation is None or all(0 <= a < len(toponyms) for a in t.relation.anchors)
    assert [t.start for t in toponyms] == sorted(t.start for t in toponyms)


_MADE: list[Gazetteer] = []


def _shared() -> Gazetteer:
    return _MADE[0]


@pytest.fixture(autouse=True, scope="module")
def _share(gazetteer: Gazetteer) -> None:
    _MADE.append(gazetteer)


def test_river_on_the_way_is_not_what_lies_between(gazetteer: Gazetteer) -> None:
    text = "In Tarsou, a town on the bank of the River Abora between Gao and Ansongo, shops closed."
    assert {n for n, t in found(gazetteer, text, "Tarsou", "River Abora").items() if t.relation} == {"Tarsou"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A bomb went off in the capital on Monday, Malian officials said.", "Bamako"),
        ("Malian troops left as crowds marched in the Nigerien capital.", "Niamey"),
    ],
)
def test_unnamed_capital_is_that_of_the_country_spoken_of(text: str, name: str) -> None:
    sentences = plain(text)
    toponyms = find_toponyms(sentences)
    places = PlaceResolver.load().resolve(toponyms, sentences)
    assert [p.name for t, p in zip(toponyms, places, strict=True) if t.capital and p is not None] == [name]


@pytest.mark.parametrize(
    "text", ["Elders called for capital punishment.", "Fighting neared the capital, Bamako.", "He raised the capital."]
)
def test_capital_that_is_named_or_no_town_makes_no_mention_of_its_own(text: str) -> None:
    assert not any(t.capital for t in find_toponyms(plain(text)))


@pytest.mark.parametrize(
    ("text", "no_place"),
    [
        ("The station Radio Sonora reported it.", "Sonora"),
        ("The column turned East at dawn.", "East"),
        ("Militants of the ZZAB fled.", "ZZAB"),
    ],
)
def test_names_that_are_no_places(text: str, no_place: str) -> None:
    assert no_place not in {t.text for t in find_toponyms(plain(text, no_place))}


def test_last_name_of_a_person_is_nobody_elses() -> None:
    assert "flores" in names_of_others(plain("Hector Flores spoke first.", people=("Hector Flores",)))


def test_a_country_name_with_a_suffix_is_no_demonym(tmp_path: Path) -> None:
    known = Gazetteer(tmp_path, [Row("geonames:1", "Saudi Arabia", 24.0, 44.5, country="SA", feature="country")])
    names = [(t.text, t.kind) for t in find_toponyms(plain("Ships of the Saudi Arabia-led coalition left."), known)]
    assert names == [("Saudi Arabia", "place")]
