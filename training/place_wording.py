"""Makes the table of villages and areas that UCDP names, from its coded places (CC BY 4.0, ucdp.uu.se).

Run ``python -m training.place_wording`` with ``ged_car_v23.1.csv.gz`` and ``ucdp_aec_train_validation_labels.jsonl.gz``
in ``../shared/data/ucdp`` (or below ``$HARMATTAN_SHARED``).

places_ucdp.tsv.gz: name, other names by "|", latitude, longitude, precision, country, admin1 code, district,
feature. The labels have no coordinates: such a place lies where the built-in gazetteer has it under another spelling
(precision 1), else at its district (2), else at the centre of its first-level area (3). Places that the gazetteer knows
under that name are left out.
"""

from __future__ import annotations

import csv
import gzip
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

from harmattan.codebook.countries import country_by_name
from harmattan.codebook.load import read_yaml
from harmattan.resolving.gazetteer_index import admin1_of
from harmattan.resolving.gazetteer_sources import ALTERNATE, Row, builtin_rows, supplement
from harmattan.resolving.place_names import normalise, without_article

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "src/harmattan/codebook/data"
SOURCE = Path(os.environ.get("HARMATTAN_SHARED", ROOT.parent / "shared")) / "data/ucdp"
_ENDS = {
    "village": "town",
    "town": "town",
    "city": "town",
    "township": "town",
    "locality": "town",
    "suburb": "neighbourhood",
}
_ENDS |= {
    "camp": "site",
    "area": "area",
    "sub-district": "admin3",
    "mountain": "mountain",
    "base": "site",
    "airbase": "site",
}
_LOOSE = re.compile(r"\b(?:near|between|border|road|highway|waters|outside|and|km|of|in|from)\b", re.IGNORECASE)
_LETTERS = str.maketrans({"q": "k", "c": "k", "w": "u", "v": "u", "y": "i", "z": "s", "j": "g"})

Key = tuple[str, str, str]


def main() -> None:
    """Writes the table."""
    best: dict[tuple[str, ...], str] = {}
    for line in sorted(set(_lines()), key=lambda each: (each.split("\t")[4], each)):
        cells = line.split("\t")
        best.setdefault((normalise(cells[0]), *cells[5:7], normalise(cells[7])), line)
    lines = sorted(best.values())
    data = gzip.compress("\n".join(lines).encode() + b"\n", compresslevel=9, mtime=0)
    (DATA / "places_ucdp.tsv.gz").write_bytes(data)
    print("places_ucdp.tsv.gz", len(lines), "rows", len(data), "bytes")


def sound(name: str) -> str:
    """The consonants of a name, without article and doubled letters: spellings of one foreign name have the same."""
    norm = normalise(name)
    plain = (without_article(norm) or norm).replace(" ", "").translate(_LETTERS).replace("gh", "g").replace("kh", "k")
    return re.sub(r"(.)\1+", r"\1", plain[:1] + re.sub("[aeiouh]", "", plain[1:]))


def _lines() -> Iterator[str]:  # noqa: PLR0912 - one table in, one out
    rows = [*builtin_rows(), *supplement()]
    exact: dict[Key, Row] = {}
    heard: dict[Key, Row] = {}
    districts: dict[Key, Row] = {}
    areas: dict[tuple[str, str], Row] = {}
    sounds: dict[tuple[str, str], str] = {}
    for row in rows:
        admin1 = admin1_of(row.country, row.admin1)[0]
        if row.feature == "admin1":
            areas.setdefault((row.country, admin1), row)
            for name in (row.name, *(n for n, _ in row.names)):
                sounds.setdefault((row.country, sound(_bare(name))), admin1)
        for name in (row.name, *(n for n, quality in row.names if quality <= ALTERNATE)):
            for each in (normalise(name), without_article(normalise(name))):
                exact.setdefault((row.country, admin1, each), row)
            heard.setdefault((row.country, admin1, sound(name)), row)
            if row.feature in ("admin2", "town"):
                key = (row.country, admin1, sound(_bare(name)))
                if key not in districts or row.feature == "admin2":
                    districts[key] = row
    for where, adm2, adm1, root, point in _places():
        country = country_by_name(root.partition(" (")[0])
        if country is None or _LOOSE.search(where):
            continue
        admin1 = sounds.get((country.iso2, sound(_bare(adm1))), "") or admin1_of(country.iso2, _bare(adm1))[0]
        if not admin1 and adm2:
            # UCDP keeps first-level areas that have since been merged: then the district tells.
            found = {a for c, a, heard_as in districts if c == country.iso2 and heard_as == sound(_bare(adm2))}
            admin1 = found.pop() if len(found) == 1 else ""
        name, feature = _named(where)
        names = [n for n in re.split(r"[/()]", name) if len(normalise(n)) > 2]
        if not feature or not names or not admin1:
            continue
        names = [n.strip() for n in names]
        if any((country.iso2, admin1, normalise(n)) in exact for n in names[:1]):
            continue
        district = districts.get((country.iso2, admin1, sound(_bare(adm2)))) if adm2 else None
        known = heard.get((country.iso2, admin1, sound(names[0])))
        known = known if known is not None and known.feature == feature else None
        area = areas.get((country.iso2, admin1))
        at = known or district or area
        if point is None and at is None:
            continue
        lat, lon = point or (at.latitude, at.longitude) if at else point or (0.0, 0.0)
        precision = "1" if point or known else "2" if district else "3"
        yield "\t".join(
            (
                names[0],
                "|".join(names[1:]),
                f"{lat:.3f}",
                f"{lon:.3f}",
                precision,
                country.iso2,
                admin1,
                _bare(adm2),
                feature,
            )
        )


def _places() -> Iterator[tuple[str, str, str, str, tuple[float, float] | None]]:
    with gzip.open(SOURCE / "ucdp_aec_train_validation_labels.jsonl.gz", "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            yield (*(row[f"location_{k}_name"] for k in ("where", "adm2", "adm1", "root")), None)
    with gzip.open(SOURCE / "ged_car_v23.1.csv.gz", "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["where_prec"] == "1":
                at = (float(row["latitude"]), float(row["longitude"]))
                yield row["where_coordinates"], row["adm_2"], row["adm_1"], row["country"], at


def _named(where: str) -> tuple[str, str]:
    name, _, last = where.strip().rpartition(" ")
    return (name, _ENDS[last.lower()]) if last.lower() in _ENDS else ("", "")


def _bare(name: str) -> str:
    words = name.split()
    classes = {*read_yaml("places_words.yaml")["features"], "département", "agency", "sub-district", "préfecture"}
    while len(words) > 1 and words[-1].lower() in classes:
        words.pop()
    return " ".join(words).partition(" (")[0]


if __name__ == "__main__":
    main()
