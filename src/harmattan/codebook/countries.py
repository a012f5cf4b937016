"""Countries and territories: names, adjectives, peoples and capitals (``demonyms.yaml``)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from harmattan.codebook.load import read_yaml
from harmattan.codebook.normal import fold
from harmattan.errors import CodebookError


@dataclass(frozen=True, slots=True)
class Country:
    """One country or territory."""

    iso2: str
    name: str
    """ACLED's spelling."""
    iso3: str
    numeric: int
    """ISO 3166-1 numeric, 0 for Kosovo, which has none."""
    region: int
    """ACLED's region number."""
    names: tuple[str, ...] = ()
    """Other names, without ``name``."""
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    """Cities and buildings that stand for the government."""

    @property
    def all_names(self) -> tuple[str, ...]:
        """``name`` and the other names."""
        return (self.name, *self.names)

    @property
    def region_name(self) -> str:
        """Name of the region, e.g. ``Western Africa``."""
        return region_names()[self.region]


@cache
def region_names() -> dict[int, str]:
    """ACLED's regions by number."""
    return dict(read_yaml("demonyms.yaml")["regions"])


def _read() -> Iterator[Country]:
    for iso2, row in read_yaml("demonyms.yaml")["countries"].items():
        try:
            yield Country(
                iso2=iso2,
                name=row["name"],
                iso3=row["iso3"],
                numeric=row["numeric"],
                region=row["region"],
                names=tuple(row.get("names", ())),
                adjectives=tuple(row.get("adjectives", ())),
                people=tuple(row.get("people", ())),
                capitals=tuple(row.get("capitals", ())),
            )
        except (KeyError, TypeError) as error:
            raise CodebookError(f"demonyms.yaml: the entry of {iso2} lacks {error}; see the file's head") from error


@cache
def countries() -> dict[str, Country]:
    """Every country and territory by ISO 3166-1 alpha-2 code, in alphabetical order of the codes.

    Raises:
        CodebookError: an entry of ``demonyms.yaml`` is incomplete.
    """
    return {country.iso2: country for country in _read()}


def country(iso2: str) -> Country:
    """One country.

    Raises:
        CodebookError: no country has this code.
    """
    try:
        return countries()[iso2]
    except KeyError:
        raise CodebookError(f"'{iso2}' is not a country code of demonyms.yaml") from None


@cache
def _by_name() -> dict[str, str]:
    # A name that two countries share belongs to the one that comes first as its main name.
    table: dict[str, str] = {}
    for each in countries().values():
        table.setdefault(fold(each.name), each.iso2)
    for each in countries().values():
        for name in each.names:
            table.setdefault(fold(name), each.iso2)
        table.setdefault(each.iso3.lower(), each.iso2)
    return table


def country_by_name(name: str) -> Country | None:
    """The country that a name, ISO alpha-3 code or (in upper case) alpha-2 code means; None if there is none."""
    if name in countries():
        return countries()[name]
    iso2 = _by_name().get(fold(name))
    return countries()[iso2] if iso2 else None
