"""Killed and injured, exact, from single articles of the incidents data, by combining all mentions of a document.

Every article is read alone, its title as its first paragraph. All casualty mentions of the article are taken for
one event; ``toll_of`` combines them, and a missing toll counts as 0. An answer is right when ``best`` equals the number
that the data gives for the incident. Figures: share of articles that are right, over all articles and over those where
the true number is two or more. This measures the reading of numbers alone: no event is found. Beside it stands a
plain pattern (``casualty_baseline``).
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from evaluation.casualty_baseline import first_numbers
from evaluation.shared import SharedDataMissing, read_rows
from harmattan.model import Toll
from harmattan.reading.casualties import find_casualties
from harmattan.reading.language_model import LanguageModel
from harmattan.reading.syntax import Sentence
from harmattan.reading.tolls import toll_of


@dataclass(frozen=True, slots=True)
class Answer:
    """What one article yields beside what the data says."""

    document_id: str
    killed: int
    injured: int
    true_killed: int
    true_injured: int
    plain_killed: int = 0
    """By a plain pattern, for comparison."""
    plain_injured: int = 0


def document_tolls(sentences: Iterable[Sentence], text: str) -> tuple[Toll | None, Toll | None]:
    """Killed and injured of a text that is taken to be about one event."""
    mentions = [m for s in sentences for m in find_casualties(s)]
    return toll_of(mentions, "killed", text), toll_of(mentions, "injured", text)


def answers(limit: int | None = None) -> list[Answer]:
    """Reads the articles: all, or ``limit`` of them spread evenly over the years."""
    rows = list(read_rows("incidents/documents.jsonl.gz"))
    step = max(1, len(rows) // limit) if limit else 1
    truth = {row["incident_id"]: row for row in read_rows("incidents/incidents.jsonl.gz")}
    model = LanguageModel.load()
    found = []
    for row in rows[::step][:limit]:
        text = f"{row['title'] or ''}\n\n{row['text']}"
        killed, injured = document_tolls(model.analyse(text), text)
        true = truth[row["incident_id"]]
        found.append(
            Answer(
                row["id"],
                killed.best if killed else 0,
                injured.best if injured else 0,
                true["killed"],
                true["injured"],
                *first_numbers(text),
            )
        )
    return found


def share(right: Sequence[bool]) -> float:
    """Share of true values, 0 for none."""
    return sum(right) / len(right) if right else 0.0


def scores(found: Sequence[Answer]) -> dict[str, float]:
    """The four figures, and the same for the plain pattern."""
    return {
        **_scores(found),
        **{
            f"baseline {name}": value
            for name, value in _scores(
                [replace(a, killed=a.plain_killed, injured=a.plain_injured) for a in found]
            ).items()
        },
    }


def _scores(found: Sequence[Answer]) -> dict[str, float]:
    return {
        "killed exact": share([a.killed == a.true_killed for a in found]),
        "killed exact, truth >= 2": share([a.killed == a.true_killed for a in found if a.true_killed >= 2]),
        "injured exact": share([a.injured == a.true_injured for a in found]),
        "injured exact, truth >= 2": share([a.injured == a.true_injured for a in found if a.true_injured >= 2]),
    }


def evaluate(limit: int | None = None) -> dict[str, float]:
    """The figures over all articles, or ``limit`` of them."""
    return scores(answers(limit))


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limit", type=int, default=None, help="number of articles, spread evenly")
    options = parser.parse_args()
    try:
        found = answers(options.limit)
    except SharedDataMissing as error:
        print(f"skipped: {error}")
        return
    print(f"{len(found)} articles")
    for name, value in scores(found).items():
        print(f"{name:34} {value:.3f}")


if __name__ == "__main__":
    main()
