"""Takes ids over from UCDP's actor list: matches its actors to the registry's by names and country.

Run as ``python -m harmattan.codebook.ucdp_actors FILE`` on the UCDP Actor Dataset (a table as CSV, gzipped or not;
columns as in its codebook v22.1). It says which actors match, which could be several, which the registry lacks;
``--write`` puts the ids of sure matches into ``actors/*.yaml``. UCDP publishes its data under CC BY 4.0.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from harmattan.codebook.actors import Actor, actor_files, listed_actors
from harmattan.codebook.countries import country_by_name
from harmattan.codebook.load import read_yaml
from harmattan.codebook.normal import key
from harmattan.errors import CodebookError, HarmattanError

_NAME_COLUMNS = (
    "NameData", "NameOrig", "NameOrigFull", "NameOrigFullEng", "NewName", "NewNameFullMotherTongue", "NewNameFullEng",
)  # fmt: skip
_GOVERNMENT = "4"
"""UCDP's organisation code of states, which the registry makes by rule."""
_SHORT = 3
"""Letters of an acronym that proves nothing by itself abroad."""
_BEFORE_ID = ("successor", "parent", "affiliation", "to", "from", "countries")
_NOTE = re.compile(r"\s*\([^)]*\)\s*$")


@dataclass(frozen=True, slots=True)
class UcdpActor:
    """One row of UCDP's actor list."""

    id: int
    name: str
    """UCDP's own ("NameData")."""
    names: frozenset[tuple[str, ...]]
    """Every spelling in comparable form."""
    countries: frozenset[str]
    """ISO2 codes of "Location", without states that are no more."""


@dataclass(frozen=True, slots=True)
class Matching:
    """What became of UCDP's actors; each stands in one field, in the order of their ids."""

    agreed: tuple[tuple[UcdpActor, Actor], ...]
    """The registry has this id already."""
    matched: tuple[tuple[UcdpActor, Actor], ...]
    """One actor without an id fits."""
    ambiguous: tuple[tuple[UcdpActor, tuple[Actor, ...]], ...]
    """Several fit, or the one that fits has another id."""
    unlisted: tuple[UcdpActor, ...]
    """The registry has no such actor."""


def read_ucdp(path: Path) -> tuple[UcdpActor, ...]:
    """The non-state actors of a UCDP actor table, by id.

    Raises:
        CodebookError: the file cannot be read or is no such table.
    """
    try:
        raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))))
    except (OSError, EOFError, UnicodeDecodeError, csv.Error) as error:
        raise CodebookError(f"{path}: cannot be read as a CSV table in UTF-8 ({error})") from error
    missing = {"ActorId", "Org", "Location", *_NAME_COLUMNS} - set(rows[0] if rows else ())
    if missing:
        raise CodebookError(f"{path}: is no UCDP actor table; it lacks the columns {', '.join(sorted(missing))}")
    try:
        found = [_ucdp_actor(row) for row in rows if row["Org"] != _GOVERNMENT]
    except ValueError as error:
        raise CodebookError(f"{path}: an ActorId is no number ({error})") from error
    return tuple(sorted(found, key=lambda a: a.id))


def _ucdp_actor(row: Mapping[str, str]) -> UcdpActor:
    spelled = [row[c].strip() for c in _NAME_COLUMNS if row[c] and row[c].strip().lower() != "n/a"]
    names = {key(form) for name in spelled for form in (name, _NOTE.sub("", name))}
    places = [_NOTE.sub("", place.strip()) for place in row["Location"].split(",")]
    homes = {iso2 for place in places if place and (iso2 := _iso2(place)) is not None}
    return UcdpActor(int(row["ActorId"]), row["NameData"].strip(), frozenset(names - {()}), frozenset(homes))


def _iso2(place: str) -> str | None:
    told: dict[str, str] = read_yaml("demonyms.yaml")["ucdp_names"]
    land = country_by_name(place)
    return told.get(place) or (land.iso2 if land else None)


def match(theirs: Iterable[UcdpActor], ours: Sequence[Actor]) -> Matching:
    """Compares UCDP's actors with the registry's.

    A match shares a name and a country (an actor at home everywhere needs UCDP's main name instead). Of several, the
    one with most names in common is taken; an acronym of three letters counts only in the actor's home country.
    """
    by_id = {a.ucdp: a for a in ours if a.ucdp is not None}
    holders: dict[tuple[str, ...], list[Actor]] = defaultdict(list)
    for actor in ours:
        for name in dict.fromkeys(key(form) for form in _names(actor)):
            holders[name].append(actor)
    agreed: list[tuple[UcdpActor, Actor]] = []
    matched: list[tuple[UcdpActor, Actor]] = []
    ambiguous: list[tuple[UcdpActor, tuple[Actor, ...]]] = []
    unlisted: list[UcdpActor] = []
    for row in theirs:
        if row.id in by_id:
            agreed.append((row, by_id[row.id]))
            continue
        best = _best(row, holders)
        if len(best) == 1 and best[0].ucdp is None:
            matched.append((row, best[0]))
        elif best:
            ambiguous.append((row, best))
        else:
            unlisted.append(row)
    return _claimed_once(Matching(tuple(agreed), tuple(matched), tuple(ambiguous), tuple(unlisted)))


def _names(actor: Actor) -> tuple[str, ...]:
    return (actor.name, *_NOTE.sub("", actor.name).split(": "), *actor.aliases)


def _best(row: UcdpActor, holders: Mapping[tuple[str, ...], Sequence[Actor]]) -> tuple[Actor, ...]:
    shared: dict[str, int] = defaultdict(int)
    found: dict[str, Actor] = {}
    for name in sorted(row.names):
        for actor in holders.get(name, ()):
            short = len(name) == 1 and len(name[0]) <= _SHORT
            near = actor.home in row.countries if short else bool(row.countries & set(actor.countries))
            everywhere = not actor.countries and name == key(row.name)
            if near or everywhere:
                shared[actor.id] += 1
                found[actor.id] = actor
    most = max(shared.values(), default=0)
    return tuple(found[i] for i in sorted(shared) if shared[i] == most)


def _claimed_once(found: Matching) -> Matching:
    """Two rows of UCDP's that fit one actor of ours are ambiguous."""
    claims: dict[str, int] = defaultdict(int)
    for _, actor in found.matched:
        claims[actor.id] += 1
    sure = tuple((row, actor) for row, actor in found.matched if claims[actor.id] == 1)
    doubtful = tuple((row, (actor,)) for row, actor in found.matched if claims[actor.id] > 1)
    together = tuple(sorted((*found.ambiguous, *doubtful), key=lambda pair: pair[0].id))
    return Matching(found.agreed, sure, together, found.unlisted)


def with_ids(text: str, ids: Mapping[str, int]) -> str:
    """The text of an actors file with ``ucdp`` fields for the actors in ``ids``; nothing else changes."""
    lines: list[str] = []
    for block in re.split(r"(?m)^(?=- id: )", text):
        rows = block.splitlines(keepends=True)
        actor = re.match(r"- id: \"?([^\"\n]+)\"?\n", block)
        number = ids.get(actor.group(1)) if actor else None
        if number is not None and not any(row.startswith("  ucdp:") for row in rows):
            fields = [k for k, row in enumerate(rows) if row.strip().partition(":")[0] in _BEFORE_ID]
            rows.insert(fields[-1] + 1, f"  ucdp: {number}\n")
        lines.extend(rows)
    return "".join(lines)


def report(found: Matching) -> list[str]:
    """One line for each actor of UCDP's that the registry has no id of, and a line of sums at the end."""
    lines = [f"matched    {row.id:>5}  {row.name}  =  {actor.id}" for row, actor in found.matched]
    lines += [f"ambiguous  {row.id:>5}  {row.name}  ?  {', '.join(_told(a) for a in some)}"
              for row, some in found.ambiguous]  # fmt: skip
    lines += [f"unlisted   {row.id:>5}  {row.name}  ({', '.join(sorted(row.countries))})" for row in found.unlisted]
    sums = (len(found.agreed), len(found.matched), len(found.ambiguous), len(found.unlisted))
    lines.append("{} known already, {} matched, {} ambiguous, {} not in the registry".format(*sums))
    return lines


def _told(actor: Actor) -> str:
    return actor.id if actor.ucdp is None else f"{actor.id} (has {actor.ucdp})"


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; 0 if the table was read, 2 otherwise."""
    parser = argparse.ArgumentParser(
        prog="python -m harmattan.codebook.ucdp_actors", description="Match the registry to UCDP's actor list."
    )
    parser.add_argument("file", type=Path, help="UCDP Actor Dataset as .csv or .csv.gz")
    parser.add_argument("--write", action="store_true", help="put the ids of sure matches into actors/*.yaml")
    given = parser.parse_args(arguments)
    try:
        found = match(read_ucdp(given.file), [a for a in listed_actors() if a.id == a.lineage])
    except HarmattanError as error:
        print(error, file=sys.stderr)
        return 2
    print("\n".join(report(found)))
    if given.write:
        ids = {actor.id: row.id for row, actor in found.matched}
        for name in actor_files():
            path = Path(__file__).parent / "data" / name
            path.write_text(with_ids(path.read_text(encoding="utf-8"), ids), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
