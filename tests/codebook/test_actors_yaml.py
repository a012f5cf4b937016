"""What the actors files promise to everybody who edits and reads them."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations, pairwise

import pytest

from harmattan.codebook.actor_nouns import actor_classes, actor_nouns, plural
from harmattan.codebook.actors import Actor, actors, listed_actors
from harmattan.codebook.countries import countries
from harmattan.codebook.normal import key
from harmattan.resolving.actors_lexicon import actor_names


def one_by_one() -> list[Actor]:
    return [a for a in listed_actors() if a.id == a.lineage]


ARMED = {"rebels", "jihadists", "militia", "communal", "vigilantes", "settlers", "gang", "cartel", "mercenaries"}


def test_the_registry_holds_800_armed_groups_of_60_countries_without_counting_state_forces() -> None:
    groups = [a for a in one_by_one() if a.actor_class in ARMED]
    assert len(groups) >= 800
    assert len({a.home for a in groups if a.home}) >= 60


def test_every_minor_group_has_a_home() -> None:
    assert [a.id for a in one_by_one() if a.minor and a.home is None] == []


def test_acronyms_of_two_letters_belong_to_few_groups() -> None:
    short = {a.id for a in one_by_one() for n in actor_names(a) if len(n) == 2 and n.isupper()}
    assert len(short) <= 20


def test_state_forces_are_told_apart_by_regime_in_at_least_60_countries() -> None:
    assert len({a.home for a in listed_actors() if a.id != a.lineage}) >= 60


def test_every_country_has_a_military_a_police_and_a_government() -> None:
    for iso2 in countries():
        for force in ("military", "police", "government"):
            assert f"{force}-{iso2.lower()}" in actors()


@pytest.mark.parametrize("field", ["parent", "successor", "affiliation"])
def test_actors_that_others_point_to_exist(field: str) -> None:
    assert [a.id for a in actors().values() if (x := getattr(a, field)) is not None and x not in actors()] == []


def test_home_and_other_countries_exist() -> None:
    assert [a.id for a in actors().values() if not set(a.countries) <= set(countries())] == []


def test_no_actor_ends_before_it_begins() -> None:
    assert [a.id for a in actors().values() if a.start and a.end and a.start >= a.end] == []


def test_no_successor_ends_before_its_predecessor() -> None:
    ends = [(a, actors()[a.successor]) for a in actors().values() if a.successor and a.end]
    assert [a.id for a, after in ends if after.end is not None and a.end is not None and after.end < a.end] == []


def test_nobody_is_its_own_ancestor() -> None:
    for actor in actors().values():
        seen, at = {actor.id}, actor.parent
        while at is not None:
            assert at not in seen
            seen.add(at)
            at = actors()[at].parent


def test_no_name_means_two_actors_of_one_country_at_one_time() -> None:
    holders: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for actor in actors().values():
        for name in actor_names(actor):
            holders[key(name)].add(actor.id)
    clashes = [
        (" ".join(name), a.id, b.id)
        for name, ids in holders.items()
        for a, b in combinations([actors()[i] for i in sorted(ids)], 2)
        if a.lineage != b.lineage and set(a.countries) & set(b.countries) and a.overlaps(b)
    ]
    assert clashes == []


def test_descriptors_are_in_lower_case() -> None:
    assert [a.id for a in actors().values() if any(d != d.lower() for d in a.descriptors)] == []


def test_regime_labels_say_the_years() -> None:
    for actor in listed_actors():
        if actor.id != actor.lineage and actor.start is not None:
            assert f"({actor.start.year}-" in actor.name


def test_ucdp_ids_are_used_once() -> None:
    ids = [a.ucdp for a in actors().values() if a.ucdp is not None]
    assert len(ids) == len(set(ids)) >= 200


def test_regime_periods_follow_each_other_without_a_gap() -> None:
    lines: dict[str, list[Actor]] = defaultdict(list)
    for actor in actors().values():
        lines[actor.lineage].append(actor)
    for periods in lines.values():
        ordered = sorted(periods, key=lambda a: (a.start is not None, a.start))
        for before, after in pairwise(ordered):
            assert before.end == after.start
            assert before.successor == after.id


def test_classes_cover_only_classes() -> None:
    assert all(c.covers <= set(actor_classes()) for c in actor_classes().values())


def test_loaded_words_name_no_kind_of_group() -> None:
    assert {n.actor_class for n in actor_nouns() if n.loaded} <= {"armed", "government"}


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("gunman", "gunmen"),
        ("rebel army", "rebel armies"),
        ("child", "children"),
        ("death squad", "death squads"),
        ("coach", "coaches"),
    ],
)
def test_plural(one: str, many: str) -> None:
    assert plural(one) == many
