"""Files of places that a user brings: GeoNames country dumps, and any CSV file with names and coordinates."""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path

from harmattan.codebook.countries import country_by_name
from harmattan.codebook.load import read_yaml
from harmattan.errors import GazetteerError
from harmattan.resolving.gazetteer_sources import ALTERNATE, MAIN, Row
from harmattan.resolving.place_names import is_code, normalise

GEONAMES_COLUMNS = 19
"""id, name, ascii name, other names, latitude, longitude, feature class, feature code, country, cc2, admin1 to admin4,
population, elevation, dem, timezone, modification date; tab-separated, no header, quotes without meaning."""

_CLASSES = {"P": "town", "A": "region", "H": "water", "T": "mountain", "L": "area", "S": "site", "R": "road"}
_LARGEST = 2_000_000_000


def read_places(path: Path, digest: str) -> list[Row]:
    """The places of one file.

    Args:
        path: a GeoNames dump or CSV, plain, gzipped, or the only text in a zip archive.
        digest: goes into the identifiers of places that have none.

    Raises:
        GazetteerError: unreadable, not text, neither format, or without a single place.
    """
    lines = _text(path).splitlines()
    first = next((line for line in lines if line.strip()), "")
    if first.count("\t") == GEONAMES_COLUMNS - 1 and _is_number(first.split("\t")[4]):
        rows = [_geonames(path, number, line) for number, line in enumerate(lines, 1) if line.strip()]
        found = [row for row in rows if row is not None]
    else:
        found = _table(path, lines, first, digest)
    if not found:
        raise GazetteerError(
            f"{path} holds no places; a GeoNames dump or a CSV with name, latitude, longitude is needed"
        )
    return found


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
        if data[:4] == b"PK\x03\x04":
            data = _unzip(path)
        elif data[:2] == b"\x1f\x8b":
            data = gzip.decompress(data)
    except (OSError, EOFError, zipfile.BadZipFile, zlib.error) as error:
        raise GazetteerError(f"{path} cannot be read: {error}") from error
    if b"\0" in data[:4096]:
        raise GazetteerError(f"{path} is no text file; a GeoNames dump or a CSV file is needed")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise GazetteerError(f"{path} is not UTF-8 (byte {error.start}); save it as UTF-8") from error


def _unzip(path: Path) -> bytes:
    with zipfile.ZipFile(path) as archive:
        texts = [
            entry
            for entry in archive.infolist()
            if entry.filename.lower().endswith((".txt", ".csv", ".tsv"))
            and not entry.filename.lower().startswith("readme")
        ]
        if len(texts) != 1:
            raise GazetteerError(f"{path} holds {len(texts)} .txt or .csv files; exactly one is needed")
        if texts[0].file_size > _LARGEST:
            raise GazetteerError(f"{path} unpacks to more than 2 GB; add country files one by one")
        return archive.read(texts[0])


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def geonames_feature(kind: str, code: str) -> str:
    """Harmattan's feature for a GeoNames class and code (geonames.org/export/codes.html), "" for what is left out."""
    if kind == "A":
        first = {"ADM1": "admin1", "ADM2": "admin2", "ADM3": "admin3", "ADM4": "admin3", "PCLI": "country"}
        return first.get(code, "admin3" if code == "ADMD" else "region")
    if kind == "P":
        return "neighbourhood" if code == "PPLX" else "town"
    if kind == "T" and code in ("ISL", "ISLS", "ISLET"):
        return "island"
    if kind == "L" and code in ("RGN", "RGNH"):
        return "region"
    return _CLASSES.get(kind, "")


def _geonames(path: Path, number: int, line: str) -> Row | None:
    cells = line.split("\t")
    if len(cells) != GEONAMES_COLUMNS:
        raise GazetteerError(
            f"{path}, line {number}: {len(cells)} columns where a GeoNames dump has {GEONAMES_COLUMNS}"
        )
    feature = geonames_feature(cells[6], cells[7])
    if not feature or feature == "country" or cells[7].endswith("H"):
        return None  # Countries are built in, and historical areas would pass for those of today.
    lat, lon = _coordinates(path, number, cells[4], cells[5])
    others = dict.fromkeys(name for name in cells[3].split(",") if name and name != cells[1] and not is_code(name))
    return Row(
        f"geonames:{cells[0]}",
        cells[1],
        lat,
        lon,
        country=cells[8],
        admin1=cells[10],
        feature=feature,
        code=cells[7] or "PPL",
        population=int(cells[14] or 0),
        names=tuple((name, ALTERNATE) for name in others),
    )


def _coordinates(path: Path, number: int, latitude: str, longitude: str) -> tuple[float, float]:
    try:
        lat, lon = float(latitude.replace(",", ".")), float(longitude.replace(",", "."))
    except ValueError:
        raise GazetteerError(
            f"{path}, line {number}: '{latitude}', '{longitude}' are no coordinates in degrees"
        ) from None
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise GazetteerError(f"{path}, line {number}: {lat}, {lon} lies outside latitude +-90, longitude +-180")
    return lat, lon


def _columns(header: Sequence[str]) -> dict[str, int]:
    """Which column holds what, by the header words of ``places_words.yaml``."""
    wanted = read_yaml("places_words.yaml")["columns"]
    norms = [normalise(cell) for cell in header]
    return {key: norms.index(word) for key, words in wanted.items() for word in _first(words, norms)}


def _first(words: Sequence[str], norms: Sequence[str]) -> list[str]:
    return [word for word in words if word in norms][:1]


def _table(path: Path, lines: Sequence[str], first: str, digest: str) -> list[Row]:
    delimiter = max(",;\t|", key=first.count)
    reader = csv.reader(io.StringIO("\n".join(lines)), delimiter=delimiter)
    try:
        table = [(reader.line_num, cells) for cells in reader if any(cell.strip() for cell in cells)]
    except csv.Error as error:
        raise GazetteerError(f"{path}, line {reader.line_num}: {error}") from error
    at = _columns(table[0][1]) if table else {}
    missing = [key for key in ("name", "latitude", "longitude") if key not in at]
    if missing:
        raise GazetteerError(f"{path}: no column for {', '.join(missing)}; its first line must name the columns")
    return [_table_row(path, number, cells, at, digest) for number, cells in table[1:]]


def _table_row(path: Path, number: int, cells: Sequence[str], at: dict[str, int], digest: str) -> Row:
    def cell(key: str) -> str:
        return cells[at[key]].strip() if key in at and at[key] < len(cells) else ""

    name = cell("name")
    if not name:
        raise GazetteerError(f"{path}, line {number}: the name is empty")
    lat, lon = _coordinates(path, number, cell("latitude"), cell("longitude"))
    known = country_by_name(cell("country")) if cell("country") else None
    if cell("country") and known is None:
        raise GazetteerError(f"{path}, line {number}: '{cell('country')}' is no country name or ISO code")
    others = [part.strip() for part in cell("names").replace(";", ",").replace("|", ",").split(",")]
    people = cell("population").replace(" ", "").replace(",", "").split(".")[0]
    return Row(
        f"geonames:{cell('geonames')}" if cell("geonames").isdigit() else f"file:{digest[:8]}-{number}",
        name,
        lat,
        lon,
        country=known.iso2 if known else "",
        admin1=cell("admin1"),
        admin2=cell("admin2"),
        feature=_table_feature(cell("feature")),
        population=int(people) if people.isdigit() else 0,
        names=tuple((other, MAIN) for other in others if other),
    )


def _table_feature(text: str) -> str:
    features: dict[str, str] = read_yaml("places_words.yaml")["features"]
    kind = text.upper()
    if kind in _CLASSES:
        return _CLASSES[kind]
    return features.get(text.lower(), "town")
