"""The gazetteer: which places bear a name. A SQLite index in the user's data folder, built on first use."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import platformdirs

from harmattan.errors import GazetteerError
from harmattan.resolving import gazetteer_index as index
from harmattan.resolving.gazetteer_files import read_places
from harmattan.resolving.gazetteer_sources import Row, builtin_rows, fingerprint_parts, named_by_ucdp, supplement
from harmattan.resolving.place_names import normalise, without_article

_COLUMNS = "key, id, name, latitude, longitude, country, admin1_code, admin1, admin2, feature, code, population"


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the gazetteer."""

    key: int
    """Row number; says nothing outside this index."""
    id: str
    name: str
    latitude: float
    longitude: float
    country: str
    """ISO 3166-1 alpha-2, "" where none."""
    admin1_code: str
    admin1: str
    admin2: str
    feature: str
    """One of ``gazetteer_sources.FEATURES``."""
    code: str
    population: int
    quality: int = 0
    """How the looked-up name belongs to it: MAIN, ALTERNATE, PARTIAL or ABBREVIATION of ``gazetteer_sources``."""

    @property
    def point(self) -> tuple[float, float]:
        """Latitude and longitude in degrees."""
        return self.latitude, self.longitude


@dataclass(frozen=True, slots=True)
class AddResult:
    """What adding a file did: places in the file, places that were new, and whether the file was known already."""

    rows: int
    added: int
    already: bool


def data_home() -> Path:
    """The folder of the gazetteer: ``HARMATTAN_HOME`` if set, else the platform's folder for a user's data."""
    home = os.environ.get("HARMATTAN_HOME")
    return Path(home) if home else Path(platformdirs.user_data_dir("harmattan", appauthor=False))


@lru_cache(maxsize=1)
def _fingerprint() -> str:
    text = "\x1f".join([str(index.FORMAT), *fingerprint_parts()])
    return hashlib.sha256(text.encode()).hexdigest()[:12]


class Gazetteer:
    """Names to places. Safe to use after a fork: each process opens the file for itself."""

    def __init__(self, folder: Path, rows: Iterable[Row] | None = None) -> None:
        """The index in ``folder``, built if need be; of ``rows`` alone if given, else of all built-in places."""
        self.folder = folder
        self._rows = rows
        self.path = folder / f"places-{_fingerprint()}.sqlite"
        self._base: sqlite3.Connection | None = None
        self._process = -1
        self._found = lru_cache(maxsize=65_536)(self._search)
        self._prepare()

    @classmethod
    def open(cls, folder: Path | None = None) -> Gazetteer:
        """The gazetteer in ``folder`` (default: ``data_home()``/gazetteer), built if it is not there or is broken.

        Raises:
            GazetteerError: the folder cannot be written, or a source of places cannot be read.
        """
        return _opened((folder or data_home() / "gazetteer").absolute())

    def lookup(self, name: str) -> tuple[Place, ...]:
        """Every place that bears ``name``, whatever its accents, case and article; the best known first. Cached."""
        norm = normalise(name)
        if not norm:
            return ()
        found = self._found(norm)
        bare = "" if found else without_article(norm)
        return self._found(bare) if bare else found

    def info(self) -> dict[str, object]:
        """Where the gazetteer lies, what is in it and what was added, for ``harmattan gazetteer info``."""
        base = self._connection()
        counts = Counter(dict(base.execute("SELECT feature, count(*) FROM place GROUP BY feature")))
        return {
            "path": str(self.path),
            "bytes": self.path.stat().st_size,
            "places": sum(counts.values()),
            "names": base.execute("SELECT count(*) FROM name").fetchone()[0],
            "countries": base.execute("SELECT count(DISTINCT country) FROM place WHERE country <> ''").fetchone()[0],
            "features": dict(sorted(counts.items())),
            "added": [
                {"file": file, "places": rows}
                for file, rows in base.execute("SELECT file, rows FROM added ORDER BY file, digest")
            ],
            "sources": "GeoNames (CC BY 4.0, geonames.org), UCDP (CC BY 4.0, ucdp.uu.se), U.S. Census Bureau,"
            " Natural Earth, Harmattan's places.yaml",
        }

    def add_file(self, path: Path) -> AddResult:
        """Add the places of a GeoNames country dump (.txt, .zip, .gz) or of a CSV file with names and coordinates.

        The file is copied beside the index, so that a rebuilt index has it too. Adding it again changes nothing.

        Raises:
            GazetteerError: the file cannot be read or holds no places; the message names the line.
        """
        digest = _digest(path)
        with _writing(self.path) as base:
            if base.execute("SELECT 1 FROM added WHERE digest = ?", (digest,)).fetchone():
                (rows,) = base.execute("SELECT rows FROM added WHERE digest = ?", (digest,)).fetchone()
                return AddResult(rows, 0, already=True)
        rows_read = read_places(path, digest)
        self._keep(path, digest)
        with _writing(self.path) as base:
            added = index.insert(base, rows_read, path.name)
            base.execute("INSERT OR IGNORE INTO added VALUES (?, ?, ?)", (digest, path.name, len(rows_read)))
        self._found.cache_clear()
        return AddResult(len(rows_read), added, already=False)

    def _search(self, norm: str) -> tuple[Place, ...]:
        rows = self._connection().execute(
            f"SELECT {', '.join('p.' + c for c in _COLUMNS.split(', '))}, n.quality FROM name n JOIN place p"
            " ON p.key = n.place WHERE n.norm = ?",
            (norm,),
        )
        return tuple(sorted((Place(*row) for row in rows), key=lambda p: (p.quality, -p.population, p.id)))

    def _connection(self) -> sqlite3.Connection:
        if self._base is None or self._process != os.getpid():
            self._base = sqlite3.connect(self.path.as_uri() + "?mode=ro", uri=True, check_same_thread=False)
            self._process = os.getpid()
        return self._base

    def _kept(self) -> list[Path]:
        return sorted((self.folder / "added").glob("*/*"))

    def _keep(self, path: Path, digest: str) -> None:
        kept = self.folder / "added" / digest / path.name
        try:
            kept.parent.mkdir(parents=True, exist_ok=True)
            fresh = kept.with_name(f".{os.getpid()}.part")
            shutil.copyfile(path, fresh)
            fresh.replace(kept)
        except OSError as error:
            raise GazetteerError(f"{path} cannot be copied into {kept.parent}: {error}") from error

    def _prepare(self) -> None:
        if not index.is_whole(self.path):
            self._build()

    def _build(self) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(suffix=".part", dir=self.folder)
            os.close(handle)
        except OSError as error:
            raise GazetteerError(
                f"the gazetteer cannot be written to {self.folder}: {error}; set HARMATTAN_HOME to a folder of yours"
            ) from error
        fresh = Path(name)
        try:
            self._fill(fresh)
            fresh.replace(self.path)
        except (OSError, sqlite3.Error) as error:
            raise GazetteerError(f"the gazetteer in {self.folder} cannot be built: {error}") from error
        finally:
            fresh.unlink(missing_ok=True)
        for old in self.folder.glob("places-*.sqlite"):
            if old != self.path:
                old.unlink(missing_ok=True)

    def _fill(self, fresh: Path) -> None:
        base = index.create(fresh)
        try:
            if self._rows is None:
                index.insert(base, builtin_rows(), "built in")
                index.correct(base, supplement(), "places.yaml")
                index.insert(base, named_by_ucdp(), "UCDP")
            else:
                index.insert(base, self._rows, "given")
            for kept in self._kept():
                rows = read_places(kept, kept.parent.name)
                index.insert(base, rows, kept.name)
                base.execute("INSERT OR IGNORE INTO added VALUES (?, ?, ?)", (kept.parent.name, kept.name, len(rows)))
            index.seal(base, {"fingerprint": _fingerprint()})
        finally:
            base.close()


class _writing:  # noqa: N801 - reads as a verb in "with _writing(path)"
    """A connection for one change, committed at the end or undone on an error."""

    def __init__(self, path: Path) -> None:
        self._base = sqlite3.connect(path, timeout=60)

    def __enter__(self) -> sqlite3.Connection:
        self._base.execute("BEGIN IMMEDIATE")
        return self._base

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None:
                self._base.commit()
            else:
                self._base.rollback()
        finally:
            self._base.close()


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()[:16]
    except OSError as error:
        raise GazetteerError(f"{path} cannot be read: {error.strerror or error}") from error


@lru_cache(maxsize=8)
def _opened(folder: Path) -> Gazetteer:
    return Gazetteer(folder)
