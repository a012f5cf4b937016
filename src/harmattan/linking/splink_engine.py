"""Pairs scored by Splink, on DuckDB or on Spark, for the same clustering as pairs scored here.

Splink compares the rows and says which level each comparison takes; what the levels weigh is added up here, in one
order, so that both engines give the same scores to the last bit.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import log
from typing import Any

from harmattan.errors import HarmattanError
from harmattan.linking.agreements import Agreements
from harmattan.linking.items import Item
from harmattan.linking.levels import COMPARISONS
from harmattan.linking.report_table import report_rows
from harmattan.linking.rules import Weigh, rule, weights
from harmattan.linking.similarity import similarity
from harmattan.linking.splink_model import EXCLUDED, settings
from harmattan.linking.sql_levels import Engine
from harmattan.linking.wording import Wording


class EngineMissingError(HarmattanError):
    """Splink, DuckDB or Spark is not installed."""


class SplinkAgreements(Agreements):
    """Scores by an engine where it compared a pair, and by ``similarity``, which says the same, elsewhere."""

    def __init__(self, wording: Wording, engine: Engine = "duckdb", spark: Any = None, weigh: Weigh = weights) -> None:
        """``spark``: a session to use instead of a new one of this machine."""
        super().__init__(lambda a, b: similarity(a, b, wording=wording, weigh=weigh))
        self._weigh = weigh
        self._wording = wording
        self._engine: Engine = engine
        self._spark = spark

    def good(self, pairs: Iterable[tuple[int, int]], least: float) -> list[tuple[float, int, int]]:  # noqa: ARG002
        """The pairs that the engine's blocking brings together and that agree so well; ``pairs`` are not needed."""
        found = []
        size = len(self._items)
        for i, j, score in scored(self._items, self._wording, self._engine, self._spark, self._weigh):
            self._scores[i * size + j] = score
            if score is not None and score >= least:
                found.append((score, i, j))
        return sorted(found, key=lambda pair: pair[1:])


def scored(
    items: Sequence[Item],
    wording: Wording,
    engine: Engine = "duckdb",
    spark: Any = None,
    weigh: Weigh = weights,
) -> Iterator[tuple[int, int, float | None]]:
    """Pairs of indexes i < j that the engine compared, with the score that ``similarity`` gives, in no fixed order.

    Raises:
        EngineMissingError: what the engine needs is not installed.
    """
    if len(items) < 2:
        return
    table = predicted(report_rows(items, wording), settings(engine, wording.share, weigh), engine, spark)
    known = _weights_by_column(weigh(wording.share))
    enough = float(rule("enough"))
    columns = [[known[round(weight, 6)] for weight in table[f"mw_{name}"]] for name in (*COMPARISONS, "document")]
    for i, j, *parts in zip(table["unique_id_l"], table["unique_id_r"], *columns, strict=True):
        score: float | None = 0.0
        for weight in parts:
            score = None if score is None or weight is None else score + weight
        if items[i].document.id == items[j].document.id and score is not None and score < enough:
            score = None
        yield min(i, j), max(i, j), score


def _weights_by_column(table: Mapping[str, float | None]) -> dict[float, float | None]:
    """What a level weighs, by Splink's binary logarithm of the same: sums shall not depend on how it was rounded."""
    found: dict[float, float | None] = {round(EXCLUDED / log(2), 6): None, 0.0: 0.0}
    return found | {round(weight / log(2), 6): weight for weight in table.values() if weight is not None}


def linker(rows: Sequence[Mapping[str, Any]], model: Mapping[str, Any], engine: Engine, spark: Any = None) -> Any:
    """A Splink linker over the rows.

    Raises:
        EngineMissingError: what the engine needs is not installed.
    """
    try:
        import pyarrow as pa
        from splink import Linker
    except ImportError as error:
        raise EngineMissingError("Splink is not installed: pip install 'harmattan[scale]'") from error
    logging.getLogger("splink").setLevel(logging.ERROR)
    table = pa.Table.from_pylist(list(rows), schema=_schema(rows[0]))
    return Linker(_api(engine, spark).register(table), dict(model))


def predicted(
    rows: Sequence[Mapping[str, Any]], model: Mapping[str, Any], engine: Engine, spark: Any
) -> dict[str, list[Any]]:
    """Columns of the pairs that the model compared: ``unique_id_l``, ``unique_id_r`` and ``mw_`` of each comparison."""
    found = linker(rows, model, engine, spark).inference.predict()
    wanted = ["unique_id_l", "unique_id_r", *(f"mw_{name}" for name in (*COMPARISONS, "document"))]
    if engine == "duckdb":
        relation = found.as_duckdbpyrelation().select(", ".join(wanted))
        return dict(relation.to_arrow_table().to_pydict())
    return dict(found.as_spark_dataframe().select(*wanted).toArrow().to_pydict())


def _schema(row: Mapping[str, Any]) -> Any:
    """The types of the columns, also of lists that are empty in the first row."""
    import pyarrow as pa

    numbers = ("words", "weights", "names", "name_weights")
    plain = {bool: pa.bool_(), int: pa.int64(), float: pa.float64(), str: pa.string()}
    return pa.schema(
        [
            (name, pa.list_(pa.int64() if name in numbers else pa.string()))
            if isinstance(value, list)
            else (name, plain[type(value)])
            for name, value in row.items()
        ]
    )


def _api(engine: Engine, spark: Any) -> Any:
    if engine == "duckdb":
        try:
            from splink.backends.duckdb import DuckDBAPI
        except ImportError as error:
            raise EngineMissingError("DuckDB is not installed: pip install 'harmattan[scale]'") from error
        return DuckDBAPI()
    try:
        from splink.backends.spark import SparkAPI
    except ImportError as error:
        raise EngineMissingError("Spark is not installed: pip install 'harmattan[spark]' (it needs Java 17)") from error
    session, make = spark or local_spark(), SparkAPI
    return make(  # type: ignore[no-untyped-call,unused-ignore]
        spark_session=session,
        register_udfs_automatically=False,
        break_lineage_method="persist",
        repartition_after_blocking=True,
        num_partitions_on_repartition=session.sparkContext.defaultParallelism,
    )


def local_spark(cores: int = 2) -> Any:
    """A Spark session on this machine alone."""
    from pyspark.sql import SparkSession

    settings_of = {
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": str(cores),
        "spark.default.parallelism": str(cores),
        # The comparisons are long expressions: to run them as they are is faster than to compile them for a few rows.
        "spark.sql.codegen.wholeStage": "false",
        "spark.sql.codegen.factoryMode": "NO_CODEGEN",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
    }
    builder = SparkSession.builder.master(f"local[{cores}]").appName("harmattan")
    for key, value in settings_of.items():
        builder = builder.config(key, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session
