"""Splink compares reports as Python does, on DuckDB and on Spark, and the same clusters follow.

The reports are those of ``evaluation/link_world.py``, a synthetic war that follows from its size alone. Both tests skip
where Splink or DuckDB is not installed, the one of Spark also where pyspark or Java is missing.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import pytest

from evaluation.link_world import war
from harmattan.linking import link
from harmattan.linking.candidates import candidate_pairs
from harmattan.linking.events import join
from harmattan.linking.items import Item
from harmattan.linking.linker import items_of
from harmattan.linking.rules import compatible
from harmattan.linking.similarity import similarity
from harmattan.linking.splink_engine import SplinkAgreements, local_spark, scored
from harmattan.linking.wording import Wording

pytest.importorskip("splink", reason="Splink is not installed (extra 'scale')")
pytest.importorskip("duckdb", reason="DuckDB is not installed (extra 'scale')")
pytestmark = pytest.mark.filterwarnings("default")


def collection(size: int) -> tuple[list[Item], Wording]:
    """The reports of a synthetic war that make events; every second copy of a text is told to be one story with it."""
    made = war(size)
    stories = {d.id: f"{d.id[:-2]}{int(d.id[-2:]) // 2}" for d in made.documents}
    documents = {d.id: d.model_copy(update={"story_id": stories[d.id]}) for d in made.documents}
    reports = dict(sorted((r.id, r) for coding in made.codings for r in coding.reports))
    wording = Wording([documents[key] for key in sorted(documents)], stories)
    return [item for item in items_of(reports, documents) if item.makes_events], wording


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    pytest.importorskip("pyspark", reason="pyspark is not installed (extra 'spark')")
    if shutil.which("java") is None:
        pytest.skip("Java is not installed: Spark needs Java 17")
    session = local_spark(cores=2)
    yield session
    session.stop()


def test_duckdb_compares_the_pairs_that_python_compares_with_the_same_scores() -> None:
    items, wording = collection(400)
    compared = {(i, j): score for i, j, score in scored(items, wording)}
    wanted = {
        (i, j): similarity(items[i], items[j], wording=wording)
        for i, j in candidate_pairs(items, wording)
        if compatible(items[i].report.sub_event_type, items[j].report.sub_event_type)
    }
    assert compared == wanted


def test_python_and_duckdb_and_spark_give_the_same_clusters_of_five_thousand_reports(spark: Any) -> None:
    items, wording = collection(5000)
    by_python = join(items, wording)
    by_duckdb = join(items, wording, scores=SplinkAgreements(wording, "duckdb"))
    by_spark = join(items, wording, scores=SplinkAgreements(wording, "spark", spark))
    assert by_spark == by_duckdb == by_python


def test_scores_do_not_depend_on_the_order_of_the_rows() -> None:
    items, wording = collection(200)
    last = len(items) - 1
    backwards = {(last - j, last - i, score) for i, j, score in scored(items[::-1], wording)}
    assert backwards == set(scored(items, wording))


def test_linking_through_duckdb_gives_the_same_events() -> None:
    made = war(60)
    assert link(made.documents, made.codings, engine=SplinkAgreements) == link(made.documents, made.codings)
