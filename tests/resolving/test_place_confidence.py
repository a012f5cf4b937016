"""The probability that a resolved place is right: what raises it, what lowers it, and what follows from too little."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from harmattan.resolving.gazetteer import Place
from harmattan.resolving.place_confidence import FEATURES, confidence, evidence, probability
from tests.resolving.test_places import explained

NEAR, FAR = (10.0, 10.0), (40.0, 40.0)


def town(key: int, at: tuple[float, float] = NEAR, *, people: int = 5_000, quality: int = 0) -> Place:
    return Place(key, f"t:{key}", "Abora", *at, "NG", "", "", "", "town", "PPL", people, quality)


def test_a_close_rival_far_away_lowers_it() -> None:
    alone = probability([(town(1), 6.0)], tied=False, others=2)
    rivalled = probability([(town(1), 6.0), (town(2, FAR), 5.8)], tied=False, others=2)
    assert rivalled < alone


def test_a_candidate_beside_the_best_is_no_rival() -> None:
    beside = [(town(1), 6.0), (town(2, (10.1, 10.1)), 5.9)]
    assert probability(beside, tied=False, others=0) == probability(beside[:1], tied=False, others=0)


def test_another_name_of_a_place_lowers_it() -> None:
    own, other = ([(town(1, quality=q), 6.0)] for q in (0, 1))
    assert probability(other, tied=False, others=0) < probability(own, tied=False, others=0)


@given(
    scores=st.lists(st.floats(-20, 40), min_size=1, max_size=5),
    tied=st.booleans(),
    others=st.integers(0, 50),
    people=st.integers(0, 30_000_000),
)
def test_it_is_a_probability_of_bounded_evidence(scores: list[float], *, tied: bool, others: int, people: int) -> None:
    places = [town(i, FAR if i % 2 else NEAR, people=people) for i in range(len(scores))]
    ranked = list(zip(places, sorted(scores, reverse=True), strict=True))
    found = evidence(ranked, tied=tied, others=others)
    assert len(found) == len(FEATURES)
    assert all(0.0 <= x <= 1.0 for x in found)
    assert 0.0 <= probability(ranked, tied=tied, others=others) <= 1.0


def test_a_name_with_a_likely_place_says_so_and_an_unlikely_one_has_no_answer() -> None:
    sure = explained("Traders left Gao for Timbuktu and Kidal in Mali.", "Gao", "Timbuktu", "Kidal", "Mali")["Gao"]
    assert sure.place is not None
    assert sure.place.probability == sure.probability
    assert (sure.probability or 0.0) > 0.9
    for name in ("Salem", "Santa Rosa", "San Antonio", "Liberty", "Clinton", "Union"):
        found = explained(f"Traders left {name}.", name)[name]
        least = confidence().least
        assert found.probability is None or found.place is None or found.probability >= least
