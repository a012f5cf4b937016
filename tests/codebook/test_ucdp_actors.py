"""The importer of UCDP's actor list: what matches, what does not, and what it writes."""

from __future__ import annotations

import csv
import gzip
from pathlib import Path

import pytest

from harmattan.codebook.actors import Actor
from harmattan.codebook.ucdp_actors import Matching, main, match, read_ucdp, with_ids
from harmattan.errors import CodebookError

COLUMNS = ["ActorId", "NameData", "NameOrig", "NameOrigFull", "NameOrigFullEng", "NewName", "NewNameFullMotherTongue",
           "NewNameFullEng", "Org", "Location"]  # fmt: skip


def table(path: Path, *rows: dict[str, str]) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


def row(number: int, name: str, place: str, long_name: str = "n/a", org: str = "1") -> dict[str, str]:
    return {"ActorId": str(number), "NameData": name, "NameOrigFullEng": long_name, "Org": org, "Location": place}


def group(actor_id: str, name: str, *homes: str, aliases: tuple[str, ...] = (), ucdp: int | None = None) -> Actor:
    return Actor(actor_id, name, "Rebel group", "rebels", homes, aliases=aliases, ucdp=ucdp, lineage=actor_id)


def matching(tmp_path: Path, rows: list[dict[str, str]], *ours: Actor) -> Matching:
    return match(read_ucdp(table(tmp_path / "actors.csv", *rows)), ours)


def test_a_long_name_in_the_same_country_matches(tmp_path: Path) -> None:
    ours = group("red-front", "RFX: Red Front of X", "ML")
    found = matching(tmp_path, [row(9001, "RFX-N", "Mali, Niger", "Red Front of X")], ours)
    assert [(r.id, a.id) for r, a in found.matched] == [(9001, "red-front")]


def test_an_alias_matches_as_the_name_does(tmp_path: Path) -> None:
    ours = group("red-front", "Red Front", "ML", aliases=("Front Rouge",))
    found = matching(tmp_path, [row(9001, "Front rouge", "Mali")], ours)
    assert len(found.matched) == 1


def test_the_same_name_in_another_country_is_another_group(tmp_path: Path) -> None:
    found = matching(tmp_path, [row(9001, "Red Front", "Peru")], group("red-front", "Red Front", "ML"))
    assert [r.id for r in found.unlisted] == [9001]


def test_a_short_acronym_counts_only_at_home(tmp_path: Path) -> None:
    ours = group("red-front", "RFX: Red Front", "ML", "NE")
    found = matching(tmp_path, [row(9001, "RFX", "Niger"), row(9002, "RFX", "Mali")], ours)
    assert ([r.id for r, _ in found.matched], [r.id for r in found.unlisted]) == ([9002], [9001])


def test_two_groups_of_one_name_are_ambiguous(tmp_path: Path) -> None:
    ours = (group("one", "Red Front", "ML"), group("two", "Red Front", "ML"))
    found = matching(tmp_path, [row(9001, "Red Front", "Mali")], *ours)
    assert [(r.id, [a.id for a in some]) for r, some in found.ambiguous] == [(9001, ["one", "two"])]


def test_two_rows_that_fit_one_group_are_ambiguous(tmp_path: Path) -> None:
    rows = [row(9001, "Red Front", "Mali"), row(9002, "Red Front", "Mali")]
    found = matching(tmp_path, rows, group("one", "Red Front", "ML"))
    assert ([r.id for r, _ in found.ambiguous], found.matched) == ([9001, 9002], ())


def test_a_group_with_another_id_keeps_it(tmp_path: Path) -> None:
    found = matching(tmp_path, [row(9001, "Red Front", "Mali")], group("one", "Red Front", "ML", ucdp=12))
    assert [r.id for r, _ in found.ambiguous] == [9001]


def test_an_id_that_the_registry_has_is_agreed(tmp_path: Path) -> None:
    found = matching(tmp_path, [row(9001, "Some Name", "Mali")], group("one", "Other Name", "ML", ucdp=9001))
    assert [(r.id, a.id) for r, a in found.agreed] == [(9001, "one")]


def test_governments_are_left_out(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", row(9001, "Government of Mali", "Mali", org="4"))
    assert read_ucdp(path) == ()


def test_the_two_congos_are_told_apart(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", row(1, "A", "Congo"), row(2, "B", "DR Congo (Zaire)"))
    assert [sorted(a.countries) for a in read_ucdp(path)] == [["CG"], ["CD"]]


def test_a_packed_table_reads_like_a_plain_one(tmp_path: Path) -> None:
    plain = table(tmp_path / "a.csv", row(1, "A", "Mali"))
    packed = tmp_path / "a.csv.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    assert read_ucdp(packed) == read_ucdp(plain)


def test_another_table_is_refused_with_the_missing_columns(tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_text("id,name\n1,x\n", encoding="utf-8")
    with pytest.raises(CodebookError, match="lacks the columns ActorId"):
        read_ucdp(path)


def test_a_missing_file_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "none.csv")]) == 2
    assert "none.csv" in capsys.readouterr().err


def test_the_command_ends_with_the_sums(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = table(tmp_path / "a.csv", row(999_999, "No Such Group", "Mali"))
    assert main([str(path)]) == 0
    assert capsys.readouterr().out.endswith("0 known already, 0 matched, 0 ambiguous, 1 not in the registry\n")


YAML = """# Head
- id: one
  name: One
  class: rebels
  countries: [ML]
  from: 1990
  aliases: [Uno]
- id: two
  name: Two
"""


def test_ids_are_written_before_the_aliases_and_nothing_else_changes() -> None:
    assert with_ids(YAML, {"one": 12}) == YAML.replace("1990\n", "1990\n  ucdp: 12\n")


def test_an_id_that_stands_is_not_written_again() -> None:
    once = with_ids(YAML, {"one": 12})
    assert with_ids(once, {"one": 13}) == once
