"""Which place a mention means, over the installed gazetteer; every text is one situation."""

from __future__ import annotations

import pytest

from harmattan.model import Document, Span
from harmattan.reading.toponyms import find_toponyms, toponyms_at
from harmattan.resolving.geometry import distance_km
from harmattan.resolving.places import PlaceResolver, Resolution, ResolvedPlace
from tests.plain import plain


def explained(text: str, *locations: str, document: Document | None = None) -> dict[str, Resolution]:
    sentences = plain(text, *locations)
    found = PlaceResolver.load().explain(find_toponyms(sentences), sentences, document)
    return {each.toponym.text: each for each in found}


def resolved(text: str, name: str, *locations: str) -> ResolvedPlace:
    place = explained(text, *locations)[name].place
    assert place is not None
    return place


@pytest.mark.parametrize(
    ("text", "name", "country", "admin1"),
    [
        ("He moved to Athens, Georgia, last year.", "Athens", "US", "Georgia"),
        ("He moved to Athens, Greece, last year.", "Athens", "GR", "Attica"),
        ("A fair in Paris, Texas, drew crowds.", "Paris", "US", "Texas"),
        ("A fair in Paris drew crowds from all of France.", "Paris", "FR", "Île-de-France"),
        ("Roads around Tripoli were cut, Lebanese officials said.", "Tripoli", "LB", ""),
        ("Roads around Tripoli were cut, Libyan officials said.", "Tripoli", "LY", ""),
        ("Traders left Hyderabad for Karachi in southern Pakistan.", "Hyderabad", "PK", "Sindh"),
    ],
)
def test_country_and_container_choose(text: str, name: str, country: str, admin1: str) -> None:
    place = resolved(text, name, name)
    assert place.country_code == country
    assert (place.admin1 or "").startswith(admin1)


def test_neighbours_choose_between_namesakes() -> None:
    text = "The column left Gao, passed Bamba and reached Timbuktu."
    assert resolved(text, "Bamba", "Bamba").country_code == "ML"


def test_first_level_area_when_the_text_says_region() -> None:
    assert resolved("Floods hit the Mopti region of Mali.", "Mopti").feature == "admin1"


def test_names_that_are_neighbours_in_one_state_alone_choose_it_together() -> None:
    towns = ("Portland", "Middletown", "East Hampton")
    found = explained("Buses run from Portland to Middletown and East Hampton.", *towns)
    assert {each.place.admin1 for each in found.values() if each.place is not None} == {"Connecticut"}


def test_a_long_name_that_one_area_bears_needs_no_context() -> None:
    place = resolved("The bridge in Lanao del Sur was closed.", "Lanao del Sur", "Lanao del Sur")
    assert place.country_code == "PH"


def test_town_when_the_text_says_nothing() -> None:
    assert resolved("Floods hit Mali, first of all Mopti.", "Mopti", "Mopti").feature == "town"


def test_later_mention_without_container_follows_the_first() -> None:
    text = "The mayor of Springfield, Illinois, spoke first. Springfield has a new bridge."
    found = PlaceResolver.load().resolve(find_toponyms(plain(text, "Springfield")), [])
    towns = [p for p in found if p is not None and p.name == "Springfield"]
    assert [p.admin1 for p in towns] == ["Illinois", "Illinois"]


def test_lone_small_namesake_in_another_country_is_no_match() -> None:
    text = "Elders met in Pampa, officials in Bamako and Kayes in Mali said."
    assert explained(text, "Pampa")["Pampa"].place is None


def test_abstention_keeps_the_candidates() -> None:
    resolution = explained("Elders of Wagner met traders from Mali, Niger and Chad.", "Wagner")["Wagner"]
    assert resolution.place is None
    assert resolution.candidates


def test_country_in_a_list_is_never_given_up() -> None:
    found = explained("Delegates came from Guatemala, El Salvador, Morocco and Peru.")
    assert [r.place.country_code for r in found.values() if r.place] == ["GT", "SV", "MA", "PE"]


@pytest.mark.parametrize(
    ("text", "km", "bearing_from"),
    [
        ("The hamlet of Tin-Abora, 40 kilometers south of Gao in Mali, was flooded.", 40, (16.27, -0.04)),
        ("A lorry overturned in Mali, 40 km south of Gao.", 40, (16.27, -0.04)),
    ],
)
def test_unknown_place_is_computed_from_what_is_stated(text: str, km: float, bearing_from: tuple[float, float]) -> None:
    places = [r.place for r in explained(text).values() if r.place and r.place.basis == "relative"]
    assert len(places) == 1
    (place,) = places
    assert place.latitude is not None
    assert place.longitude is not None
    assert distance_km(bearing_from, (place.latitude, place.longitude)) == pytest.approx(km, abs=3)
    assert place.latitude < bearing_from[0]
    assert (place.geo_precision, place.gazetteer_id, place.country_code) == (2, None, "ML")


def test_stated_distance_overrules_a_famous_namesake() -> None:
    text = "In Paris, 100 miles northeast of the city of Dallas, shops reopened."
    assert resolved(text, "Paris", "Paris", "Dallas").admin1 == "Texas"


def test_spot_between_two_towns_lies_between_them() -> None:
    place = resolved("A bus burnt on the road between Mopti and Gao in Mali.", "between Mopti and Gao")
    assert (place.geo_precision, place.basis) == (2, "relative")
    assert -4.2 < (place.longitude or 0) < 0.0


@pytest.mark.parametrize(
    ("text", "name", "precision"),
    [
        ("Rain fell in Gao, Mali.", "Gao", 1),
        ("Rain fell near Gao, Mali.", "Gao", 2),
        ("Rain fell in the Gao area of Mali.", "Gao", 2),
        ("Rain fell in the Kidal region of Mali.", "Kidal", 3),
        ("Rain fell in northern Mali.", "Mali", 3),
        ("Rain fell on Lake Chad.", "Lake Chad", 3),
    ],
)
def test_geo_precision(text: str, name: str, precision: int) -> None:
    assert resolved(text, name, name).geo_precision == precision


def test_demonym_is_its_country() -> None:
    assert resolved("Several Burkinabe students left.", "Burkinabe").country == "Burkina Faso"


def test_outlet_of_a_country_tips_the_balance() -> None:
    text = "The bridge at Richmond is closed until Monday."
    document = Document(id="d", text=text, url="https://www.example.co.uk/news/1")
    place = explained(text, "Richmond", document=document)["Richmond"].place
    assert place is not None
    assert place.country_code == "GB"


def test_report_place_carries_its_words() -> None:
    text = "Rain fell in Gao, Mali."
    place = resolved(text, "Gao", "Gao").reported(text)
    assert place.span is not None
    assert (text[place.span.start : place.span.end], place.country, place.basis) == ("Gao", "Mali", "named")


def test_gold_spans_are_answered_one_by_one() -> None:
    text = "Rain fell in Gao, Mali, and nowhere else."
    spans = [Span.cut(text, text.index(name), text.index(name) + len(name)) for name in ("Mali", "Gao", "nowhere")]
    places = PlaceResolver.load().resolve(toponyms_at(spans, plain(text)), plain(text))
    assert [p.name if p else None for p in places] == ["Mali", "Gao", None]


def test_same_words_give_the_same_answer_whatever_came_before() -> None:
    text = "He moved to Athens, Georgia. Roads around Tripoli were cut."
    first = explained(text, "Tripoli")
    explained("Rain fell in Tripoli, Lebanon.", "Tripoli")
    assert explained(text, "Tripoli") == first


@pytest.mark.xfail(strict=True, reason="an outlet's own town is not learned from its other articles")
def test_local_paper_means_its_own_town() -> None:
    text = "The council of Paris meets on Monday."
    document = Document(id="d", text=text, source="theparisnews.com")
    place = explained(text, "Paris", document=document)["Paris"].place
    assert place is not None
    assert place.admin1 == "Texas"


@pytest.mark.parametrize(
    ("text", "name", "admin1", "precision"),
    [
        ("Two men died in Zzabora village in Helmand province of Afghanistan.", "Zzabora", "Helmand", 3),
        ("Two men died in Zzabora, a small farming town in the Borno region of Nigeria.", "Zzabora", "Borno State", 3),
        ("Crowds in Bamako, Mali, fled the Zzabora neighbourhood.", "Zzabora", "Bamako", 2),
    ],
)
def test_unknown_name_lies_in_the_area_that_the_text_names(text: str, name: str, admin1: str, precision: int) -> None:
    place = resolved(text, name, name)
    report = place.reported(text)
    assert (report.name, report.admin1, report.geo_precision, report.gazetteer_id) == (name, admin1, precision, None)
    assert report.latitude is not None


def test_unknown_name_offers_no_point_to_measure_from() -> None:
    assert resolved("Two men died in Zzabora village in Helmand province.", "Zzabora", "Zzabora").latitude is None


def test_home_countries_of_actors_choose_between_namesakes() -> None:
    text = "Men were shot in Santa Ana."
    sentences = plain(text, "Santa Ana")
    places = PlaceResolver.load().resolve(find_toponyms(sentences), sentences, None, {"SV": 2.0})
    assert [p.country_code for p in places if p] == ["SV"]


@pytest.mark.parametrize(
    ("text", "name", "shown"),
    [
        ("Shells fell on Managil in Sudan.", "Managil", "Managil"),
        ("Shells fell on MANAGIL in Sudan.", "MANAGIL", "Managil"),
        ("Rain fell in Tombouctou in Mali.", "Tombouctou", "Timbuktu"),
    ],
)
def test_name_is_one_that_readers_know(text: str, name: str, shown: str) -> None:
    assert resolved(text, name, name).name == shown


def test_name_of_one_place_only_needs_no_support() -> None:
    assert resolved("Fighters burnt houses in Gwoza.", "Gwoza", "Gwoza").country_code == "NG"


@pytest.mark.parametrize(
    ("km", "admin1", "precision"), [(12, "Gao", 2), (60, None, 2), (180, None, 3)], ids=["near", "away", "far"]
)
def test_a_computed_spot_is_as_sure_as_its_distance(km: int, admin1: str | None, precision: int) -> None:
    text = f"A truck burned {km} km north of Gao in Mali."
    place = next(e.place for e in explained(text, "Gao", "Mali").values() if e.place and e.place.basis == "relative")
    assert (place.admin1, place.geo_precision, place.country_code) == (admin1, precision, "ML")
