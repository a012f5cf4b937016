"""The gazetteer: what it knows, what files it takes, and that its index survives what happens to files."""

from __future__ import annotations

import gzip
import multiprocessing
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmattan.errors import GazetteerError
from harmattan.reading.toponyms import find_toponyms
from harmattan.resolving.gazetteer import Gazetteer
from harmattan.resolving.gazetteer_sources import FEATURES, MAIN, Row, admin1_names, supplement
from harmattan.resolving.geometry import distance_km
from harmattan.resolving.place_names import normalise, without_article
from harmattan.resolving.places import PlaceResolver
from tests.plain import plain

ROWS = [
    Row("geonames:1", "Ségou", 13.44, -6.26, country="ML", admin1="05", population=200_000, code="PPLA"),
    Row("geonames:2", "Al-Qasr", 30.0, 31.0, country="EG", names=(("Qaṣr al-Bahr", MAIN),)),
]


@pytest.fixture
def small(tmp_path: Path) -> Gazetteer:
    return Gazetteer(tmp_path / "gazetteer", ROWS)


def dump_line(number: int, name: str, lat: float, lon: float, *, feature: str = "P\tPPL", others: str = "") -> str:
    cells = [number, name, name, others, lat, lon, feature, "ML", "", "05", "", "", "", 1200, "", 250, "Africa/Bamako"]
    return "\t".join(str(cell) for cell in [*cells, "2020-01-01"])


def test_accents_and_case_do_not_matter(small: Gazetteer) -> None:
    assert [p.id for p in small.lookup("SEGOU")] == ["geonames:1"]


def test_first_level_area_gets_its_name_from_its_code(small: Gazetteer) -> None:
    assert small.lookup("Segou")[0].admin1 == "Ségou"


def test_article_may_be_missing(small: Gazetteer) -> None:
    assert [p.id for p in small.lookup("Qasr")] == ["geonames:2"]


def test_unknown_name_finds_nothing(small: Gazetteer) -> None:
    assert small.lookup("Nowhere-on-Sea") == ()


def test_geonames_dump_is_added(small: Gazetteer, tmp_path: Path) -> None:
    file = tmp_path / "ML.txt"
    file.write_text(dump_line(7, "Kolossi", 14.5, -6.1, others="Colossi,KLS") + "\n", encoding="utf-8")
    assert (small.add_file(file).rows, small.lookup("Colossi")[0].id) == (1, "geonames:7")


@pytest.mark.parametrize("packed", ["gz", "zip"])
def test_packed_dump_is_added(small: Gazetteer, tmp_path: Path, packed: str) -> None:
    text = dump_line(7, "Kolossi", 14.5, -6.1) + "\n"
    file = tmp_path / f"ML.{packed}"
    if packed == "gz":
        file.write_bytes(gzip.compress(text.encode()))
    else:
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("readme.txt", "about this file")
            archive.writestr("ML.txt", text)
    assert small.add_file(file).added == 1


def test_adding_a_file_twice_changes_nothing(small: Gazetteer, tmp_path: Path) -> None:
    file = tmp_path / "ML.txt"
    file.write_text(dump_line(7, "Kolossi", 14.5, -6.1) + "\n", encoding="utf-8")
    small.add_file(file)
    before = small.info()
    again = small.add_file(file)
    assert (again.already, again.added, small.info()) == (True, 0, before)


def test_csv_with_its_own_column_names(small: Gazetteer, tmp_path: Path) -> None:
    file = tmp_path / "sites.csv"
    file.write_text("Place Name;Lat;Long;Country;Region\nKolossi;14,5;-6,1;Mali;Ségou\n", encoding="utf-8")
    small.add_file(file)
    place = small.lookup("Kolossi")[0]
    assert (place.latitude, place.longitude, place.country, place.admin1_code) == (14.5, -6.1, "ML", "05")


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("a.csv", "name,lat\nKolossi,14.5\n", "no column for longitude"),
        ("b.csv", "name,lat,lon\nKolossi,north,-6.1\n", "line 2: 'north', '-6.1' are no coordinates"),
        ("c.csv", "name,lat,lon\nKolossi,95,-6.1\n", "line 2: 95.0, -6.1 lies outside"),
        ("d.csv", "name,lat,lon,country\nKolossi,14.5,-6.1,Atlantis\n", "line 2: 'Atlantis' is no country"),
        ("e.csv", "name,lat,lon\n,14.5,-6.1\n", "line 2: the name is empty"),
        ("f.csv", "", "no column for name"),
        ("g.txt", dump_line(7, "Kolossi", 14.5, -6.1) + "\nshort\tline\n", "line 2: 2 columns"),
    ],
)
def test_bad_file_is_refused_with_its_reason(
    small: Gazetteer, tmp_path: Path, name: str, text: str, complaint: str
) -> None:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    with pytest.raises(GazetteerError, match=complaint) as error:
        small.add_file(file)
    assert name in str(error.value)


def test_refused_file_leaves_nothing_behind(small: Gazetteer, tmp_path: Path) -> None:
    before = small.info()
    file = tmp_path / "a.csv"
    file.write_text("name,lat,lon\nKolossi,14.5,-6.1\nBad,x,y\n", encoding="utf-8")
    with pytest.raises(GazetteerError):
        small.add_file(file)
    assert small.info() == before


def test_binary_file_is_refused(small: Gazetteer, tmp_path: Path) -> None:
    file = tmp_path / "picture.csv"
    file.write_bytes(b"\x89PNG\0\0\0")
    with pytest.raises(GazetteerError, match="no text file"):
        small.add_file(file)


def test_missing_file_is_refused(small: Gazetteer, tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match="cannot be read"):
        small.add_file(tmp_path / "none.csv")


@pytest.mark.parametrize("damage", [b"", b"not a database at all", None])
def test_broken_index_is_rebuilt_with_what_was_added(tmp_path: Path, damage: bytes | None) -> None:
    first = Gazetteer(tmp_path, ROWS)
    file = tmp_path / "sites.csv"
    file.write_text("name,lat,lon\nKolossi,14.5,-6.1\n", encoding="utf-8")
    first.add_file(file)
    whole = first.path.read_bytes()
    first.path.write_bytes(whole[: len(whole) // 2] if damage is None else damage)
    rebuilt = Gazetteer(tmp_path, ROWS)
    assert (len(rebuilt.lookup("Kolossi")), len(rebuilt.lookup("Ségou"))) == (1, 1)


def test_no_half_built_file_stays(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        Gazetteer(tmp_path, (Row(str(1 // n), "x", 0, 0) for n in (1, 0)))
    assert list(tmp_path.iterdir()) == []


def test_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(GazetteerError, match="HARMATTAN_HOME"):
        Gazetteer(tmp_path / "file" / "gazetteer", ROWS)


def _build(folder: Path) -> int:
    return len(Gazetteer(folder, ROWS).lookup("Ségou"))


def test_two_processes_at_once_both_work(tmp_path: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        assert pool.map(_build, [tmp_path] * 4) == [1, 1, 1, 1]


def test_supplement_is_sound() -> None:
    rows = list(supplement())
    assert len({row.id for row in rows}) == len(rows)
    assert all(-90 <= row.latitude <= 90 and -180 <= row.longitude <= 180 for row in rows)
    assert {row.feature for row in rows} <= set(FEATURES)
    assert len(rows) >= 150


def test_first_level_areas_have_unique_codes_of_known_form() -> None:
    assert all(len(code.split(".", 1)[0]) == 2 and name for code, (name, _) in admin1_names().items())


@pytest.mark.parametrize(
    ("name", "country", "point"),
    [
        ("Bamba", "ML", (17.03, -1.40)),
        ("Dioura", "ML", (14.83, -5.25)),
        ("Ber", "ML", (16.83, -2.53)),
        ("Avdiivka", "UA", (48.14, 37.74)),
        ("Khan Younis", "PS", (31.35, 34.31)),
        ("Las Anod", "SO", (8.48, 47.36)),
    ],
)
def test_installed_gazetteer_knows_places_of_conflict_reporting(
    name: str, country: str, point: tuple[float, float]
) -> None:
    places = [p for p in Gazetteer.open().lookup(name) if p.country == country]
    assert any(distance_km(p.point, point) < 60 for p in places)


@pytest.mark.parametrize(("name", "point"), [("Bamba", (17.03, -1.40)), ("Dioura", (14.83, -5.25))])
def test_village_that_reports_name_comes_before_its_namesakes(name: str, point: tuple[float, float]) -> None:
    text = f"Fighters attacked {name} in Mali."
    sentences = plain(text, name, "Mali")
    found = PlaceResolver.load().resolve(find_toponyms(sentences), sentences)
    place = next(p for p in found if p is not None and p.toponym.text == name)
    assert place.latitude is not None
    assert place.longitude is not None
    assert distance_km((place.latitude, place.longitude), point) < 60


@pytest.mark.parametrize(("name", "country"), [("Gwoza", "NG"), ("Khash Rod", "AF"), ("Djibasso", "BF")])
def test_installed_gazetteer_knows_districts_and_sahel_villages(name: str, country: str) -> None:
    assert any(p.country == country for p in Gazetteer.open().lookup(name))


@given(st.text(max_size=30))
def test_normalising_twice_changes_nothing(name: str) -> None:
    assert normalise(normalise(name)) == normalise(name)


@pytest.mark.parametrize(
    ("name", "norm"),
    [
        ("N'Djaména", "ndjamena"),
        ("St. Louis", "saint louis"),
        ("U.S.", "us"),
        ("Ti-n-Zaouâtene", "ti n zaouatene"),
        ("Бер", ""),
    ],
)
def test_spellings_meet(name: str, norm: str) -> None:
    assert normalise(name) == norm


def test_article_is_taken_off_a_name_that_stays_long_enough() -> None:
    assert (without_article("al hasakah"), without_article("al ain"), without_article("gao")) == ("hasakah", "", "")
