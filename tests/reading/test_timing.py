"""News or the past: one sentence, one expectation."""

from __future__ import annotations

import datetime as dt

import pytest

from harmattan.model import Published
from harmattan.reading.language_model import LanguageModel
from harmattan.reading.timing import TimingReading, timing_of, years_in
from tests import misses

DAY = dt.date(2023, 10, 10)
PUBLISHED = Published(date=DAY, earliest=DAY, latest=DAY, basis="given")

BACKGROUND = [
    ("Rebels had seized the town in 2012.", "seized"),
    ("In 2012, rebels seized the town.", "seized"),
    ("The rebels seized the town eleven years ago.", "seized"),
    ("In a previous attack, gunmen killed nine villagers.", "killed"),
    ("The group has attacked schools since 2014.", "attacked"),
    ("The massacre of 1995 still divides the country.", "massacre"),
    ("He fought in the civil war and lost two brothers in the siege of Grozny in 1995.", "siege"),
    ("The rebels had previously attacked the camp.", "attacked"),
    ("During the 1990s militias killed thousands of people.", "killed"),
    ("Two decades ago soldiers killed his father.", "killed"),
    ("The town was bombed by the air force in March 2021.", "bombed"),
    ("Last year militants abducted forty pupils from the school.", "abducted"),
    ("The decades-long conflict has killed 60,000 people.", "conflict"),
]

CURRENT = [
    ("Gunmen attacked the village on Monday.", "attacked"),
    ("The base had been targeted earlier this month.", "targeted"),
    ("Rebels attacked the town, which the army had lost in 2012.", "attacked"),
    ("The front, founded in 2012, attacked the barracks.", "attacked"),
    ("Some 2000 soldiers attacked the town.", "attacked"),
    ("Soldiers killed ten fighters on 3 October 2023.", "killed"),
    ("The army said it had repelled the attack.", "attack"),
    ("Two weeks ago gunmen burned the market.", "burned"),
    ("Shells hit the hospital overnight, doctors said.", "hit"),
    ("A veteran of the 1991 war was killed in the raid.", "killed"),
    ("It was the deadliest attack since 2015.", "attack"),
]


def read(text: str, word: str, resolved: tuple[dt.date, dt.date] | None, published: Published | None) -> TimingReading:
    sentences = LanguageModel.load().analyse(text)
    sentence = next(s for s in reversed(sentences) if any(t.text == word for t in s.tokens))
    trigger = next(t.i for t in sentence.tokens if t.text == word)
    return timing_of(sentence, trigger, resolved, published, sentences)


MISSES: dict[str, str] = {}


@pytest.mark.parametrize(("text", "word"), misses.rows(BACKGROUND, MISSES))
def test_it_is_background(text: str, word: str) -> None:
    assert read(text, word, None, PUBLISHED).timing == "background"


@pytest.mark.parametrize(("text", "word"), CURRENT, ids=[c[0][:60] for c in CURRENT])
def test_it_is_news(text: str, word: str) -> None:
    assert read(text, word, None, PUBLISHED).timing == "current"


def test_a_resolved_day_two_months_back_is_background() -> None:
    day = dt.date(2023, 7, 1)
    assert read("Gunmen attacked the village on 1 July.", "attacked", (day, day), PUBLISHED).timing == "background"


def test_a_resolved_day_of_last_month_is_news() -> None:
    day = dt.date(2023, 9, 7)
    assert read("Gunmen attacked the village on 7 September.", "attacked", (day, day), PUBLISHED).timing == "current"


def test_a_crawl_header_leaves_more_room() -> None:
    day = dt.date(2023, 8, 1)
    header = Published(latest=DAY, basis="header")
    assert read("Gunmen attacked the village on 1 August.", "attacked", (day, day), header).timing == "current"


def test_without_a_document_date_a_bare_year_is_background() -> None:
    assert read("In 2012, rebels seized the town.", "seized", None, None).timing == "background"


def test_without_a_document_date_the_newest_full_date_is_news() -> None:
    text = "In 2012, rebels seized Lere. On 3 October 2023, the army captured it."
    assert read(text, "captured", None, None).timing == "current"


def test_without_a_document_date_an_earlier_year_is_background() -> None:
    text = "On 4 May 2012, rebels seized Lere. On 3 October 2023, the army captured it."
    assert read(text, "seized", None, None).timing == "background"


def test_the_following_year_goes_on_with_the_past() -> None:
    text = "Rebels seized the region in 2012. The following year foreign troops recaptured the cities."
    assert read(text, "recaptured", None, PUBLISHED).timing == "background"


def test_a_new_paragraph_is_news_again() -> None:
    text = "Rebels seized the region in 2012.\n\nSoldiers recaptured a village on Sunday."
    assert read(text, "recaptured", None, PUBLISHED).timing == "current"


def test_numbers_of_people_are_no_years() -> None:
    sentence = LanguageModel.load().analyse("Some 2000 soldiers left the town in 2012.")[0]
    assert [t.text for t in years_in(sentence)] == ["2012"]
