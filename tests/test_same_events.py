"""The same documents give the same files byte for byte, however often, in which order and in how many runs they come.

On our example wars, through a project and the shipped linking. Each article is coded once and remembered, since what a
document says does not depend on the others.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evaluation.examples import NAMES, example_files
from harmattan.model import Document, Scope
from harmattan.pipeline import Stages, code, code_to_folder, published
from harmattan.publishing.folder import write_folder
from harmattan.reading.coder import Coder
from harmattan.reading.coding import Coding
from harmattan.store import Project

Files = dict[str, bytes]
_CODED: dict[str, Coding] = {}


class RememberingCoder:
    """The shipped coder, which reads no text twice."""

    def __init__(self, scope: Scope, threads: int) -> None:
        self._coder = Coder(scope, threads)

    def code_many(self, documents: Sequence[Document]) -> list[Coding]:
        fresh = [d for d in documents if d.id not in _CODED]
        _CODED.update(zip((d.id for d in fresh), self._coder.code_many(fresh), strict=True))
        return [_CODED[d.id] for d in documents]


STAGES = Stages(make_coder=RememberingCoder)


@pytest.fixture(scope="module", params=[*NAMES, "both"])
def war(request: pytest.FixtureRequest) -> list[Path]:
    """The articles of one war, or of both together."""
    names = NAMES if request.param == "both" else [request.param]
    return [file for name in names for file in example_files(name)]


@pytest.fixture(scope="module")
def at_once(war: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Files:
    """The files of one run over all articles, through the shipped coder alone."""
    folder = tmp_path_factory.mktemp("at-once")
    code_to_folder(war, folder / "out", "political", jobs=1)
    return _bytes(folder / "out")


def _bytes(folder: Path) -> Files:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def _in_runs(folder: Path, *runs: Sequence[Path]) -> Files:
    """What a project publishes after these runs."""
    folder.mkdir(exist_ok=True)
    place, out = folder / "war.sqlite", folder / "out"
    place.unlink(missing_ok=True)
    with Project.create(str(place), "political") as project:
        for files in runs:
            if files:
                code(files, project, jobs=1, stages=STAGES)
        out.mkdir(exist_ok=True)
        write_folder(published(project), out)
    return _bytes(out)


def _differences(found: Files, wanted: Files) -> list[str]:
    return [name for name in wanted if found.get(name) != wanted[name]]


def test_there_is_something_to_compare(at_once: Files) -> None:
    assert at_once["events.jsonl"].count(b"\n") >= 10


def test_adding_everything_again_changes_no_byte(war: list[Path], at_once: Files, tmp_path: Path) -> None:
    assert _differences(_in_runs(tmp_path / "p", war, war), at_once) == []


def test_adding_some_again_changes_no_byte(war: list[Path], at_once: Files, tmp_path: Path) -> None:
    assert _differences(_in_runs(tmp_path / "p", war, war[::3], war[1::2]), at_once) == []


def test_one_run_a_file_gives_the_same_bytes(war: list[Path], at_once: Files, tmp_path: Path) -> None:
    assert _differences(_in_runs(tmp_path / "p", *([file] for file in war)), at_once) == []


def test_one_run_a_file_from_the_last_gives_the_same_bytes(war: list[Path], at_once: Files, tmp_path: Path) -> None:
    assert _differences(_in_runs(tmp_path / "p", *([file] for file in reversed(war))), at_once) == []


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.randoms(use_true_random=False), share=st.floats(0, 1))
def test_any_order_in_two_runs_gives_the_same_bytes(
    war: list[Path], at_once: Files, tmp_path: Path, order: random.Random, share: float
) -> None:
    mixed = order.sample(war, len(war))
    cut = round(share * len(mixed))
    assert _differences(_in_runs(tmp_path / "p", mixed[:cut], mixed[cut:]), at_once) == []


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.randoms(use_true_random=False), share=st.floats(0, 1))
def test_runs_that_overlap_give_the_same_bytes(
    war: list[Path], at_once: Files, tmp_path: Path, order: random.Random, share: float
) -> None:
    mixed = order.sample(war, len(war))
    cut = round(share * len(mixed))
    assert _differences(_in_runs(tmp_path / "p", mixed[: cut + 3], mixed[max(cut - 3, 0) :]), at_once) == []
