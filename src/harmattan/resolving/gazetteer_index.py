"""The gazetteer's SQLite file: its tables, how rows get in, and whether a file is whole."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from itertools import islice
from pathlib import Path

from harmattan.resolving.gazetteer_sources import ALTERNATE, MAIN, PARTIAL, Row, admin1_names
from harmattan.resolving.place_names import normalise, without_article

FORMAT = 4
"""Raised whenever the tables or what goes into them change; an older file is then rebuilt."""

_TABLES = """
CREATE TABLE place (
    key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
    latitude REAL NOT NULL, longitude REAL NOT NULL,
    country TEXT NOT NULL, admin1_code TEXT NOT NULL, admin1 TEXT NOT NULL, admin2 TEXT NOT NULL, feature TEXT NOT NULL,
    code TEXT NOT NULL, population INTEGER NOT NULL, source TEXT NOT NULL
);
CREATE TABLE name (norm TEXT NOT NULL, place INTEGER NOT NULL, quality INTEGER NOT NULL, PRIMARY KEY (norm, place))
    WITHOUT ROWID;
CREATE TABLE added (digest TEXT PRIMARY KEY, file TEXT NOT NULL, rows INTEGER NOT NULL);
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
"""
_PLACE = "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_NAME = "INSERT INTO name VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET quality = min(quality, excluded.quality)"
_BATCH = 20_000


@cache
def _admin1_codes() -> dict[tuple[str, str], str]:
    codes: dict[tuple[str, str], str] = {}
    for code, (name, _) in admin1_names().items():
        iso2, short = code.split(".", 1)
        codes.setdefault((iso2, normalise(name)), short)
        first, _, last = normalise(name).rpartition(" ")
        if last in ("region", "province", "state", "governorate", "oblast", "department"):
            codes.setdefault((iso2, first), short)
    return codes


def admin1_of(country: str, given: str) -> tuple[str, str]:
    """Code and name of a first-level area, given either; ("", name) where GeoNames has no such area."""
    if not given or given == "00":
        return "", ""
    known = admin1_names()
    if f"{country}.{given}" in known:
        return given, known[f"{country}.{given}"][0]
    code = _admin1_codes().get((country, normalise(given)))
    if code is not None:
        return code, known[f"{country}.{code}"][0]
    return "", "" if given.isdigit() else given


def index_names(row: Row) -> dict[str, int]:
    """Every normalised form under which a place is found, with the best quality of each."""
    found: dict[str, int] = {}
    for name, quality in ((row.name, MAIN), *row.names):
        norm = normalise(name)
        if len(norm) < 2 or norm.isdigit():
            continue
        found[norm] = min(quality, found.get(norm, quality))
        short = without_article(norm)
        if short:
            found[short] = min(max(quality, ALTERNATE), found.get(short, PARTIAL))
    return found


def insert(base: sqlite3.Connection, rows: Iterable[Row], source: str) -> int:
    """Put rows in; a place whose id is known is left alone. Returns how many came in."""
    start = base.execute("SELECT coalesce(max(key), 0) FROM place").fetchone()[0] + 1
    count = 0
    known: set[str] = {each for (each,) in base.execute("SELECT id FROM place")}
    numbered = enumerate(_fresh(rows, known), start)
    while batch := list(islice(numbered, _BATCH)):
        base.executemany(_PLACE, (_record(key, row, source) for key, row in batch))
        _insert_names(base, batch)
        count += len(batch)
    return count


def correct(base: sqlite3.Connection, rows: Iterable[Row], source: str) -> None:
    """Put rows in; one whose id is known corrects that place and adds its names, and keeps the larger population."""
    fresh: list[Row] = []
    for row in rows:
        known = base.execute("SELECT key, population, code FROM place WHERE id = ?", (row.id,)).fetchone()
        if known is None:
            fresh.append(row)
            continue
        key, population, code = known
        base.execute("DELETE FROM place WHERE key = ?", (key,))
        population = max(population, row.population)
        # Without people and code a place counts as one that reports name: that is why it is in the supplement.
        merged = replace(row, population=population, code=row.code or (code if population else ""))
        base.execute(_PLACE, _record(key, merged, source))
        _insert_names(base, [(key, merged)])
    insert(base, fresh, source)


def _insert_names(base: sqlite3.Connection, batch: Iterable[tuple[int, Row]]) -> None:
    names = [(norm, key, quality) for key, row in batch for norm, quality in index_names(row).items()]
    base.executemany(_NAME, sorted(names))


def _fresh(rows: Iterable[Row], known: set[str]) -> Iterator[Row]:
    for row in rows:
        if row.id not in known:
            known.add(row.id)
            yield row


def _record(key: int, row: Row, source: str) -> tuple[object, ...]:
    code, name = admin1_of(row.country, row.admin1)
    place = (round(row.latitude, 5), round(row.longitude, 5), row.country, code, name, row.admin2)
    return (key, row.id, row.name, *place, row.feature, row.code, row.population, source)


def create(path: Path) -> sqlite3.Connection:
    """An empty index. Nobody reads it before it is finished and renamed, so it is written without a journal."""
    base = sqlite3.connect(path)
    base.execute("PRAGMA journal_mode = OFF")
    base.execute("PRAGMA synchronous = OFF")
    base.executescript(_TABLES)
    return base


def is_whole(path: Path) -> bool:
    """Whether a file is a finished index: it opens, is as long as its header says, and was sealed by ``seal``."""
    try:
        with path.open("rb") as file:
            head = file.read(100)
        page = int.from_bytes(head[16:18], "big")
        pages = int.from_bytes(head[28:32], "big")
        if not head.startswith(b"SQLite format 3\0") or path.stat().st_size < (65536 if page == 1 else page) * pages:
            return False
        base = sqlite3.connect(path.absolute().as_uri() + "?mode=ro", uri=True)
        try:
            return base.execute("SELECT value FROM meta WHERE key = 'sealed'").fetchone() is not None
        finally:
            base.close()
    except (OSError, sqlite3.Error):
        return False


def seal(base: sqlite3.Connection, facts: dict[str, str]) -> None:
    """Write what the index was built from, as its last act."""
    base.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", sorted({**facts, "sealed": "yes"}.items()))
    base.commit()
