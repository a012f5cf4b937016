from __future__ import annotations

import pytest

from harmattan.model import Statistic
from harmattan.reading.statistics import find_statistics
from tests.reading.saved_parses import saved, texts

SHARE = "The group is responsible for 40% of all attacks in the country this year, according to the Monitoring Centre."


def one(text: str) -> Statistic:
    (found,) = find_statistics(saved(text), text, "d-1")
    return found


@pytest.mark.parametrize(
    ("text", "metric", "value", "unit"),
    [
        (
            SHARE,
            "share of attacks by group",
            40,
            "percent",
        ),
        ("The militia accounts for 29% of attacks.", "share of attacks by militia", 29, "percent"),
        (
            "Attacks on schools rose by 25 percent in 2022, the Education Observatory said.",
            "change in Attacks on schools",
            25,
            "percent",
        ),
        (
            "Violence against civilians is down 12% compared with last year.",
            "change in Violence against civilians",
            -12,
            "percent",
        ),
        (
            "The organisation recorded 312 violent incidents in the first half of 2023.",
            "violent incidents",
            312,
            "events",
        ),
        (
            "A study that came out in May expects more than 700 incidents for the country in 2023.",
            "incidents",
            700,
            "events",
        ),
        (
            "Since January more than 400 people have been killed in the province, the UN says.",
            "people killed",
            400,
            "deaths",
        ),
        ("Hundreds of people have been killed in the war.", "people killed", 100, "deaths"),
        (
            "An estimated 200,000 people have been displaced since April.",
            "people displaced",
            200000,
            "displaced people",
        ),
        (
            "Over the past decade the insurgency has killed 35,000 people, according to the United Nations.",
            "people killed",
            35000,
            "deaths",
        ),
    ],
)
def test_what_is_counted(text: str, metric: str, value: float, unit: str) -> None:
    found = one(text)
    assert (found.metric, found.value, found.unit) == (metric, value, unit)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("The organisation recorded 312 violent incidents in the first half of 2023.", "in the first half of 2023"),
        ("Since January more than 400 people have been killed in the province, the UN says.", "Since January"),
        (
            "A study that came out in May expects more than 700 incidents for the country in 2023.",
            "in 2023",
        ),
        ("The militia accounts for 29% of attacks.", None),
    ],
)
def test_period(text: str, period: str | None) -> None:
    assert one(text).period == period


@pytest.mark.parametrize(
    ("text", "publisher"),
    [
        (
            SHARE,
            "Monitoring Centre",
        ),
        ("Attacks on schools rose by 25 percent in 2022, the Education Observatory said.", "Education Observatory"),
        ("Since January more than 400 people have been killed in the province, the UN says.", "UN"),
        ("Violence against civilians is down 12% compared with last year.", None),
    ],
)
def test_publisher(text: str, publisher: str | None) -> None:
    assert one(text).publisher == publisher


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen killed 12 villagers in the Mopti region on Tuesday.",
        "The death toll from the attack has risen to 15, officials said on Friday.",
        "Rebels seized 23 villages.",
        "The rebels said they had killed 80 soldiers, while the army said it lost 17.",
    ],
)
def test_numbers_of_one_event_are_no_statistics(text: str) -> None:
    assert find_statistics(saved(text), text, "d-1") == []


@pytest.mark.parametrize("text", texts())
def test_spans_cut_their_quotes(text: str) -> None:
    for found in find_statistics(saved(text), text, "d-1"):
        assert text[found.span.start : found.span.end] == found.span.quote
        assert found.metric
