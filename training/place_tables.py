"""Makes the tables of villages and districts that the package ships, from GeoNames (CC BY 4.0, geonames.org).

Run ``python -m training.place_tables`` with the country dumps ML, BF and NE and ``admin2Codes.txt`` in
``../shared/data/gazetteer`` (or below ``$HARMATTAN_SHARED``), each gzipped.

places_villages.tsv.gz: GeoNames id, name, other names by "|", latitude, longitude, country, admin1 code, feature, code.
places_districts.tsv.gz: GeoNames id, name, latitude, longitude, precision, country, admin1 code. GeoNames' code table
has no coordinates: a district lies at the town of its name in its first-level area (precision 2), or else at that
area's centre (precision 3).
"""

from __future__ import annotations

import gzip
import os
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from harmattan.resolving.gazetteer_files import geonames_feature
from harmattan.resolving.gazetteer_sources import ALTERNATE, Row, builtin_rows
from harmattan.resolving.place_names import is_code, normalise, without_article

VILLAGES = ("ML", "BF", "NE")
LARGE = frozenset(
    ("AT", "AU", "BE", "BG", "BR", "CA", "CH", "DE", "DK", "ES", "FI", "FR", "GB", "HR", "HU", "IE", "IS", "IT", "JM")
) | frozenset(("JP", "LU", "LV", "MX", "NL", "NO", "PL", "PR", "PT", "RO", "RU", "SE", "US"))
"""Countries whose many second-level areas are towns by name, or which few reports of political violence name."""
_BEFORE = ("markaz ", "nahiyat ", "mudiriyat ", "municipio de ", "provincia de ", "departamento de ")
ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "src/harmattan/codebook/data"
SOURCE = Path(os.environ.get("HARMATTAN_SHARED", ROOT.parent / "shared")) / "data/gazetteer"


def main() -> None:
    """Writes both tables."""
    _write("places_villages.tsv.gz", sorted(line for country in VILLAGES for line in villages(country)))
    _write("places_districts.tsv.gz", sorted(districts()))


def villages(country: str) -> Iterator[str]:
    """Populated places and areas below the first level of one country."""
    for line in _lines(f"{country}.txt.gz"):
        cells = line.split("\t")
        feature = geonames_feature(cells[6], cells[7])
        if cells[6] not in "PA" or feature in ("", "admin1", "country") or cells[7].endswith(("H", "Q")):
            continue
        names = dict.fromkeys(n for n in cells[3].split(",") if n and n != cells[1] and _is_latin(n) and not is_code(n))
        admin1 = "" if cells[10] == "00" else cells[10]
        point = (f"{float(cells[4]):.3f}", f"{float(cells[5]):.3f}")
        yield "\t".join((cells[0], cells[1], "|".join(names), *point, country, admin1, feature, cells[7]))


def districts() -> Iterator[str]:
    """Second-level areas of most countries outside Europe and North America."""
    towns: dict[tuple[str, str, str], Row] = {}
    areas: dict[tuple[str, str], Row] = {}
    for row in builtin_rows():
        if row.feature == "admin1":
            areas[row.country, row.admin1] = row
        elif row.feature == "town":
            for name in (row.name, *(n for n, quality in row.names if quality == ALTERNATE)):
                key = (row.country, row.admin1, normalise(name))
                if key not in towns or towns[key].population < row.population:
                    towns[key] = row
    for line in _lines("admin2Codes.txt.gz"):
        code, name, _, number = line.split("\t")
        country, admin1 = code.split(".")[:2]
        norm = normalise(name)
        if country in LARGE or country in VILLAGES or not norm or (country, admin1) not in areas:
            continue
        town = next((towns[k] for n in _shorter(norm) if (k := (country, admin1, n)) in towns), None)
        at = town or areas[country, admin1]
        yield "\t".join(
            (number, name, f"{at.latitude:.3f}", f"{at.longitude:.3f}", "2" if town else "3", country, admin1)
        )


def _shorter(norm: str) -> Iterator[str]:
    yield norm
    first = norm.rpartition(" ")[0]
    if first:
        yield first
    yield from filter(None, (without_article(norm), without_article(first)))
    if norm.startswith(_BEFORE):
        yield norm.removeprefix(next(word for word in _BEFORE if norm.startswith(word)))


def _is_latin(name: str) -> bool:
    return all("LATIN" in unicodedata.name(c, "") for c in name if c.isalpha())


def _lines(name: str) -> list[str]:
    with gzip.open(SOURCE / name, "rt", encoding="utf-8", newline="\n") as file:
        return [line.rstrip("\n") for line in file if line.strip()]


def _write(name: str, lines: list[str]) -> None:
    # No time of day in the file: the same source gives the same bytes.
    data = gzip.compress("\n".join(lines).encode() + b"\n", compresslevel=9, mtime=0)
    (DATA / name).write_bytes(data)
    print(name, len(lines), "rows", len(data), "bytes")


if __name__ == "__main__":
    main()
