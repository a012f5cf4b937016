"""What is cut from a text, and what never is."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harmattan.ingest.cleaning import clean, cut_tail

STORY = (
    "Fighters entered the village at dawn.\n\nThe mayor counted eleven dead.\n\n"
    "Related news from the region worries him, he said."
)


@pytest.mark.parametrize(
    "tail",
    [
        "Leave a Reply\n\nYour email address will not be published. Required fields are marked *",
        "Recent Articles\n\nRelated News\n\nLeave A Comment\n\nPlease enter your name here",
        "Related stories:\n\nMinister opens bridge\n\nRains delay harvest in the south",
        "Copyright 2023 The River Post. All rights reserved.",
        "Sign up for our daily newsletter and never miss a story\n\nFollow us on X",
        "This website uses cookies to improve your experience. You can opt out if you wish.",
        "Share this:\nFacebook\nX\nWhatsApp\n\n3 Comments",
        "Subscribe\n\n***\n\n-----",
    ],
)
def test_a_tail_is_cut(tail: str) -> None:
    assert cut_tail(f"{STORY}\n\n{tail}") == STORY


@pytest.mark.parametrize(
    "end",
    [
        "He left a reply at the desk of the paper.",
        "Comments by the minister followed in the evening.",
        "(With reporting from the capital)",
        "Related news: the bridge was closed on Friday, the army said.",
        "Leave a reply\n\nThe army then shelled the village for an hour.",
        "Read more\n\nThe convoy was attacked again on Monday, killing two.",
    ],
)
def test_a_sentence_of_the_article_is_never_cut(end: str) -> None:
    assert cut_tail(f"{STORY}\n\n{end}") == f"{STORY}\n\n{end}"


def test_a_text_of_boilerplate_alone_is_left_as_it_is() -> None:
    assert cut_tail("Leave a reply") == "Leave a reply"


def test_a_crawl_header_is_cut_and_its_day_kept() -> None:
    assert clean(f" date 2023-11-16 {STORY}") == (STORY, dt.date(2023, 11, 16))


def test_a_date_inside_a_sentence_is_no_crawl_header() -> None:
    text = "The date 2023-11-16 was named by the court."
    assert clean(text) == (text, None)


def test_mojibake_is_repaired() -> None:
    assert (
        clean("The rebels\u00e2\u20ac\u2122 camp at M\u00c3\u00a9naka fell.")[0]
        == "The rebels\u2019 camp at M\u00e9naka fell."
    )


@pytest.mark.parametrize(
    "text",
    [
        "“Jama’at” – said to be in Ménaka…",
        "Ｆｕｌｌ width",
        "cafe\u0301",
        "ﬁghters",
        "5 € for 3 ½ kg",
        "Ségou\u00a0: 12",
    ],
)
def test_clean_text_stays_as_it_is(text: str) -> None:
    assert clean(text)[0] == text


def test_line_ends_become_newlines() -> None:
    assert clean("One line.\r\nAnother.\rA third.")[0] == "One line.\nAnother.\nA third."


@settings(deadline=None)
@given(st.lists(st.sampled_from([*STORY.split("\n"), "Leave a reply", "Related news", "A short title", "Share", ""])))
def test_cutting_a_tail_again_changes_nothing_and_cuts_only_the_end(lines: list[str]) -> None:
    text = "\n".join(lines)
    once = cut_tail(text)
    assert cut_tail(once) == once
    assert text.startswith(once)
