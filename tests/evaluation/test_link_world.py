"""The synthetic war that linking is measured on."""

from __future__ import annotations

from evaluation.link_world import war
from evaluation.metrics import b_cubed
from harmattan.linking import link


def test_the_same_size_gives_the_same_war() -> None:
    one, other = war(60), war(60)
    assert one.documents == other.documents
    assert [c.reports for c in one.codings] == [c.reports for c in other.codings]


def test_every_report_has_a_true_event_and_some_share_one() -> None:
    made = war(120)
    assert set(made.truth) == {r.id for c in made.codings for r in c.reports}
    assert 1 < len(set(made.truth.values())) < len(made.truth) / 1.5


def test_linking_finds_most_of_the_events_of_a_small_war() -> None:
    made = war(150)
    makers = {r.id: r.event_id for r in link(made.documents, made.codings).reports if r.event_id}
    assert b_cubed({key: made.truth[key] for key in makers}, makers)[2] > 0.8
