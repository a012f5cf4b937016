"""Dates and outlets in the first lines, and how far they are trusted."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harmattan.ingest.dates import parse_day, parse_month
from harmattan.ingest.drafts import Draft, finish, headline
from harmattan.model import Published

BODY = "Gunmen raided a customs post near the river, the governor said. Four officers were killed in the raid."


def document(head: str, **fields: object) -> tuple[str | None, str, str | None]:
    found = finish(Draft(f"{head}{BODY}", **fields))  # type: ignore[arg-type]
    day = found.published.date
    return day.isoformat() if day else None, found.published.basis, found.source


@pytest.mark.parametrize(
    ("head", "day", "source"),
    [
        ("Reuters, 6 October 2023 - ", "2023-10-06", "Reuters"),
        ("River Tribune, October 6, 2023 —\n\n", "2023-10-06", "River Tribune"),
        ("VALLE HONDO, 4 MAR 91 -- [REPORT] ", "1991-03-04", None),
        ("VALLE HONDO (NORTH PROVINCE), 4 MAR 91 (RADIO\nDEL VALLE)-- [TEXT] ", "1991-03-04", "RADIO DEL VALLE"),
        ("BAMAKO, Mali, Oct. 2, 2023 (AFP) – ", "2023-10-02", "AFP"),
        ("Gao (Reuters), 2 October 2023: ", "2023-10-02", "Reuters"),
        ("GAO, Sunday, October 1, 2023 (AP) — ", "2023-10-01", "AP"),
        ("GAO, JUNE 11 89 (AFP) -- ", "1989-06-11", "AFP"),
        ("GAO (AFP) - ", None, "AFP"),
        ("A raid on the river\n\nGao, 2 October 2023\n\n", "2023-10-02", None),
        ("October 6, 2023\n\n", "2023-10-06", None),
        ("Published: 6th October 2023\nUpdated: 8 October 2023\n\n", "2023-10-06", None),
        ("Last updated on Sunday, 8 October 2023 at 10:15 GMT\n\n", "2023-10-08", None),
        ("January 1, 2013 7:18 PM  GAO (AFP) — ", "2013-01-01", None),
        ("2023-10-06\n", "2023-10-06", None),
        ("By A. Writer | October 6, 2023\n\n", "2023-10-06", None),
        ("On Sunday, October 1, 2023 - a day of mourning - ", None, None),
        ("In Gao, 2 October 2023 was a day of mourning. ", None, None),
        ("The raid of 2 October 2023\n\n", None, None),
        ("GAO, 31 Feb 2023 - ", None, None),
    ],
)
def test_a_dateline_gives_day_and_outlet(head: str, day: str | None, source: str | None) -> None:
    assert document(head) == (day, "dateline" if day else "unknown", source)


def test_a_dateline_without_year_gives_no_day_but_a_doubt() -> None:
    published = finish(Draft(f"GAO, Oct 2 (Reuters) - {BODY}")).published
    assert published.date is None
    assert published.doubts == ("the dateline 'GAO, Oct 2 (Reuters) -' gives no year",)


@pytest.mark.parametrize(("crawl", "day"), [("2023-11-16", "2023-10-02"), ("2023-09-01", "2022-10-02")])
def test_a_crawl_header_gives_the_year_of_a_dateline(crawl: str, day: str) -> None:
    assert document(f"date {crawl} GAO, Oct 2 (Reuters) - ") == (day, "dateline", "Reuters")


def test_a_crawl_header_bounds_the_date_and_says_so() -> None:
    published = finish(Draft(f" date 2023-11-16 {BODY}")).published
    assert (published.date, published.earliest, published.latest) == (
        dt.date(2023, 11, 16),
        None,
        dt.date(2023, 11, 16),
    )
    assert published.basis == "header"
    assert published.doubts == ("the crawl header says 2023-11-16; the text appeared on that day or before",)


def test_a_dateline_beats_a_crawl_header() -> None:
    assert document(" date 2023-11-16 Reuters, 6 October 2023 - ")[0] == "2023-10-06"


def test_a_page_date_near_the_dateline_counts() -> None:
    assert document("GAO, 2 October 2023 - ", page_date=dt.date(2023, 10, 3))[:2] == ("2023-10-03", "page")


def test_a_page_date_far_from_the_dateline_is_doubted() -> None:
    published = finish(Draft(f"GAO, 2 October 2023 - {BODY}", page_date=dt.date(2024, 5, 1))).published
    assert (published.date, published.basis) == (dt.date(2023, 10, 2), "dateline")
    assert published.doubts == ("the page date 2024-05-01 lies 212 days from the dateline 'GAO, 2 October 2023 -'",)


def test_what_the_user_gives_counts_and_a_contradiction_is_told() -> None:
    day = dt.date(2023, 1, 1)
    given_date = Published(date=day, earliest=day, latest=day, basis="given")
    published = finish(Draft(f"GAO, 2 October 2023 - {BODY}", published=given_date)).published
    assert (published.date, len(published.doubts)) == (day, 1)


def test_a_headline_becomes_the_title_and_stays_in_the_text() -> None:
    found = finish(Draft(f"Raid on customs post leaves four dead\n\n{BODY}"))
    assert found.title == "Raid on customs post leaves four dead"
    assert found.text.startswith("Raid on customs post")


@pytest.mark.parametrize(
    "text",
    [
        f"{BODY}\n\nThe army came later.",
        f"GAO, 2 October 2023\n\n{BODY}",
        f"Raid kills four.\n\n{BODY}",
        "Gunmen raided a customs post near\nthe river, the governor said, and\nfour officers were killed.",
        "Raid kills four",
    ],
)
def test_a_first_line_that_is_no_headline_gives_no_title(text: str) -> None:
    assert headline(text) is None


@given(
    st.dates(dt.date(1950, 1, 1), dt.date(2049, 12, 31)),
    st.sampled_from(["%d %B %Y", "%B %d, %Y", "%d %b %y", "%Y-%m-%d"]),
)
def test_every_day_is_read_back_from_a_dateline(day: dt.date, form: str) -> None:
    assert document(f"GAO, {day.strftime(form)} - ")[0] == day.isoformat()


@pytest.mark.parametrize(
    "words",
    [
        "2023-10-06",
        "20231006",
        "2023-10-06T23:59:00Z",
        "6 October 2023",
        "Oct 6, 2023",
        "Friday, October 6, 2023",
        "Fri, 06 Oct 2023 10:00:00 GMT",
    ],
)
def test_a_given_day_is_read(words: str) -> None:
    assert parse_day(words) == dt.date(2023, 10, 6)


@pytest.mark.parametrize("words", ["", "soon", "2023-13-01", "31 February 2023", "06/10/2023", "2023"])
def test_what_is_no_day_gives_none(words: str) -> None:
    assert parse_day(words) is None


def test_a_month_gives_its_bounds() -> None:
    assert parse_month("2024-02") == (dt.date(2024, 2, 1), dt.date(2024, 2, 29))


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read_without_failing(text: str) -> None:
    if text.strip():
        headline(text.strip())
        parse_day(text)
        parse_month(text)
