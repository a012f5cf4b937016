"""The registry's actors: armed groups, forces and missions (``actors/*.yaml``), and state forces made by rule."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, cast, get_args

from harmattan.codebook.actor_nouns import actor_classes
from harmattan.codebook.countries import Country, countries
from harmattan.codebook.load import read_yaml
from harmattan.codebook.normal import fold
from harmattan.errors import CodebookError
from harmattan.model import ActorKind

STATE_FORCES = "actors/state_forces.yaml"
_STATE_NAMES = {"military": "Military Forces of {}", "police": "Police Forces of {}", "government": "Government of {}"}
_FIELDS = frozenset(
    [
        "id",
        "name",
        "kind",
        "class",
        "countries",
        "aliases",
        "descriptors",
        "from",
        "to",
        "parent",
        "successor",
        "affiliation",
        "minor",
        "ucdp",
    ]
)


@dataclass(frozen=True, slots=True)
class Actor:
    """One actor, valid from ``start`` (inclusive) to ``end`` (exclusive); None leaves that side open."""

    id: str
    name: str
    """ACLED's spelling."""
    kind: ActorKind
    actor_class: str
    countries: tuple[str, ...]
    """ISO2 codes, home first; empty for actors at home everywhere (the United Nations)."""
    aliases: tuple[str, ...] = ()
    descriptors: tuple[str, ...] = ()
    """Words that point to it together with a generic noun in its country, folded ("iran backed")."""
    start: dt.date | None = None
    end: dt.date | None = None
    parent: str | None = None
    successor: str | None = None
    affiliation: str | None = None
    """Id of the network it belongs to: ``al-qaeda``, ``islamic-state``."""
    ucdp: int | None = None
    """Id in the UCDP Actor Dataset."""
    minor: bool = False
    """Found by its name only: words that describe a group without naming it mean a better-known one."""
    lineage: str = ""
    """Shared by the regime periods of one state force ("military-ml"); otherwise the id."""

    def existed(self, day: dt.date | None) -> bool:
        """Whether the actor existed on a day; an unknown day excludes nothing."""
        if day is None:
            return True
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)

    def overlaps(self, other: Actor) -> bool:
        """Whether there is a day on which both existed."""
        return not (
            (self.end is not None and other.start is not None and self.end <= other.start)
            or (other.end is not None and self.start is not None and other.end <= self.start)
        )

    @property
    def home(self) -> str | None:
        """ISO2 code of the home country."""
        return self.countries[0] if self.countries else None


def actor_files() -> list[str]:
    """Names of the files that list actors one by one, as ``read_yaml`` takes them, in alphabetical order."""
    folder = files("harmattan.codebook").joinpath("data").joinpath("actors")
    names = sorted(f"actors/{entry.name}" for entry in folder.iterdir() if entry.name.endswith(".yaml"))
    return [name for name in names if name != STATE_FORCES]


def _day(value: object, where: str) -> dt.date | None:
    """A date from YAML; a year alone means its first day."""
    if value is None:
        return None
    if isinstance(value, dt.date):
        return value
    if isinstance(value, int):
        return dt.date(value, 1, 1)
    raise CodebookError(f"{where}: '{value}' is neither a date nor a year; write 2017-03-02 or 2017")


def _actor(row: dict[str, Any], file: str) -> Actor:
    where = f"{file}: actor '{row.get('id', row.get('name', row))}'"
    unknown = set(row) - _FIELDS
    if unknown:
        raise CodebookError(f"{where} has unknown fields {sorted(unknown)}")
    try:
        actor_class, identifier, name = row["class"], row["id"], row["name"]
        homes = tuple(row["countries"])
    except KeyError as error:
        raise CodebookError(f"{where} lacks the field {error}") from error
    if actor_class not in actor_classes():
        raise CodebookError(f"{where} has the class '{actor_class}', which actor_nouns.yaml does not define")
    kind = row.get("kind", actor_classes()[actor_class].kind)
    if kind not in get_args(ActorKind):
        raise CodebookError(f"{where} has the kind '{kind}', which is not one of ACLED's eight")
    return Actor(
        id=identifier,
        name=name,
        kind=cast("ActorKind", kind),
        actor_class=actor_class,
        countries=homes,
        aliases=tuple(row.get("aliases", ())),
        descriptors=tuple(fold(word) for word in row.get("descriptors", ())),
        start=_day(row.get("from"), where),
        end=_day(row.get("to"), where),
        parent=row.get("parent"),
        successor=row.get("successor"),
        affiliation=row.get("affiliation"),
        ucdp=row.get("ucdp"),
        minor=row.get("minor", False),
        lineage=identifier,
    )


def _state_forces(country: Country, row: dict[str, Any]) -> Iterator[Actor]:
    """Military, police and government of one country for each of its regime periods.

    Days before the first period, and countries without periods, have a force without a label.
    """
    periods = [
        (str(p["label"]), _day(p["from"], STATE_FORCES), _day(p.get("to"), STATE_FORCES))
        for p in row.get("periods", ())
    ]
    spans: list[tuple[str, dt.date | None, dt.date | None]] = [("", None, periods[0][1] if periods else None), *periods]
    for actor_class, pattern in _STATE_NAMES.items():
        lineage = f"{actor_class}-{country.iso2.lower()}"
        ids = [lineage if not label else f"{lineage}-{label.strip('-')}" for label, _, _ in spans]
        for i, (label, start, end) in enumerate(spans):
            yield Actor(
                id=ids[i],
                name=pattern.format(country.name) + (f" ({label})" if label else ""),
                kind="State forces",
                actor_class=actor_class,
                countries=(country.iso2,),
                aliases=tuple(row.get(actor_class, ())),
                start=start,
                end=end,
                successor=ids[i + 1] if i + 1 < len(ids) else None,
                lineage=lineage,
            )


@cache
def listed_actors() -> tuple[Actor, ...]:
    """The actors that the YAML files list one by one, and the state forces with a regime period, in the files' order.

    Raises:
        CodebookError: an entry is incomplete or uses a word that the codebook does not define.
    """
    listed = [_actor(row, name) for name in actor_files() for row in read_yaml(name)]
    table = read_yaml(STATE_FORCES)
    states = [a for iso2, row in table.items() for a in _state_forces(countries()[iso2], row) if a.id != a.lineage]
    return (*listed, *states)


@cache
def actors() -> dict[str, Actor]:
    """Every actor by id: the listed ones and, by rule, the military, police and government of every country.

    Raises:
        CodebookError: an id is used twice, or as for ``listed_actors``.
    """
    table: dict[str, Actor] = {}
    states = read_yaml(STATE_FORCES)
    generated = (a for c in countries().values() for a in _state_forces(c, states.get(c.iso2, {})) if a.id == a.lineage)
    for actor in (*listed_actors(), *generated):
        if actor.id in table:
            raise CodebookError(f"the actor id '{actor.id}' is used twice in the actors files")
        table[actor.id] = actor
    return table
