"""One sentence, a document date, and the interval or day that the words mean."""

from __future__ import annotations

import datetime as dt
import re
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmattan.model import Published
from harmattan.reading.syntax import Sentence, Token
from harmattan.reading.time_expressions import find_times
from harmattan.resolving import calendars
from harmattan.resolving.dates import (
    ResolvedTime,
    attach,
    document_time,
    inspect_times,
    is_background,
    resolve_times,
)
from tests.parses import parsed

FRIDAY = dt.date(2023, 10, 6)
_WORD = re.compile(r"\d+(?:[.,:/-]\d+)*|[^\W\d_]+(?:-[^\W\d_]+)*|'s|\S")
Basis = Literal["given", "header", "unknown"]


def published(day: dt.date | None, basis: Basis = "given") -> Published:
    return Published(date=day, basis=basis) if day else Published()


def sentences_of(*texts: str, paragraphs: tuple[int, ...] | None = None) -> list[Sentence]:
    out, offset = [], 0
    for index, text in enumerate(texts):
        tokens = tuple(
            Token(i, offset + m.start(), offset + m.end(), m.group(), m.group().lower(), "", "", -1, "")
            for i, m in enumerate(_WORD.finditer(text))
        )
        paragraph = paragraphs[index] if paragraphs else 0
        out.append(Sentence(index, paragraph, offset, offset + len(text), tokens))
        offset += len(text) + 1
    return out


def times_of(*texts: str, day: dt.date | None = FRIDAY, basis: Basis = "given") -> list[ResolvedTime]:
    sentences = sentences_of(*texts)
    return resolve_times([find_times(s) for s in sentences], sentences, published(day, basis))


def last(*texts: str, day: dt.date | None = FRIDAY, basis: Basis = "given") -> ResolvedTime:
    return times_of(*texts, day=day, basis=basis)[-1]


def span(text: str) -> tuple[str | None, str | None]:
    t = last(text)
    return (t.start.isoformat() if t.start else None, t.end.isoformat() if t.end else None)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Gunmen attacked on Sunday.", "2023-10-01", "2023-10-01"),
        ("Gunmen attacked on Friday.", "2023-10-06", "2023-10-06"),
        ("Gunmen attacked last Friday.", "2023-09-29", "2023-09-29"),
        ("Gunmen attacked on Sunday, October 1.", "2023-10-01", "2023-10-01"),
        ("Gunmen attacked today.", "2023-10-06", "2023-10-06"),
        ("Gunmen attacked yesterday.", "2023-10-05", "2023-10-05"),
        ("Gunmen attacked the day before yesterday.", "2023-10-04", "2023-10-04"),
        ("Gunmen attacked last night.", "2023-10-05", "2023-10-05"),
        ("Gunmen attacked yesterday morning.", "2023-10-05", "2023-10-05"),
        ("Gunmen attacked overnight Saturday to Sunday.", "2023-09-30", "2023-10-01"),
        ("Gunmen attacked on the night of Saturday to Sunday.", "2023-09-30", "2023-10-01"),
        ("Gunmen attacked on 7 September.", "2023-09-07", "2023-09-07"),
        ("Gunmen attacked on 12 December.", "2022-12-12", "2022-12-12"),
        ("Gunmen attacked last week.", "2023-09-25", "2023-10-01"),
        ("Gunmen attacked this week.", "2023-10-02", "2023-10-08"),
        ("Gunmen attacked last month.", "2023-09-01", "2023-09-30"),
        ("Gunmen attacked last year.", "2022-01-01", "2022-12-31"),
        ("Gunmen attacked earlier in September.", "2023-09-01", "2023-09-30"),
        ("Gunmen attacked earlier this month.", "2023-10-01", "2023-10-06"),
        ("Gunmen attacked in early September.", "2023-09-01", "2023-09-10"),
        ("Gunmen attacked in mid-August 2021.", "2021-08-11", "2021-08-20"),
        ("Gunmen attacked in late August 2021.", "2021-08-21", "2021-08-31"),
        ("Gunmen attacked in May of this year.", "2023-05-01", "2023-05-31"),
        ("Gunmen attacked in November.", "2022-11-01", "2022-11-30"),
        ("Gunmen attacked in the third quarter of last year.", "2022-07-01", "2022-09-30"),
        ("Gunmen attacked in the last week of March.", "2023-03-25", "2023-03-31"),
        ("Gunmen attacked on the first Sunday of October.", "2023-10-01", "2023-10-01"),
        ("Gunmen attacked in the summer of 2014.", "2014-06-01", "2014-08-31"),
        ("Gunmen attacked last winter.", "2022-12-01", "2023-02-28"),
        ("Gunmen attacked three days ago.", "2023-10-03", "2023-10-03"),
        ("Gunmen attacked two weeks ago.", "2023-09-19", "2023-09-25"),
        ("Gunmen attacked from Monday to Wednesday.", "2023-10-02", "2023-10-04"),
        ("Gunmen attacked between 3 and 5 May.", "2023-05-03", "2023-05-05"),
        ("Gunmen attacked between 28 December and 3 January 2023.", "2022-12-28", "2023-01-03"),
        ("Gunmen attacked in March and April 2022.", "2022-04-01", "2022-04-30"),
        ("Gunmen have struck since August.", "2023-08-01", "2023-10-06"),
        ("Gunmen attacked in the past three days.", "2023-10-03", "2023-10-06"),
        ("Gunmen attacked over the weekend.", "2023-09-30", "2023-10-01"),
        ("Gunmen attacked last weekend.", "2023-09-30", "2023-10-01"),
        ("Gunmen attacked on 3 JAN 90.", "1990-01-03", "1990-01-03"),
        ("Gunmen attacked on 10/01/2023.", "2023-10-01", "2023-10-01"),
        ("Gunmen attacked on 13/09/2023.", "2023-09-13", "2023-09-13"),
        ("Gunmen attacked on Christmas Eve.", "2022-12-24", "2022-12-24"),
        ("Gunmen attacked on Orthodox Easter.", "2023-04-16", "2023-04-16"),
        ("Gunmen attacked during Ramadan 2023.", "2023-03-22", "2023-04-22"),
        ("Gunmen attacked in Mizan 1402.", "2023-09-23", "2023-10-22"),
        ("Gunmen attacked three days after 7 October 2022.", "2022-10-10", "2022-10-10"),
        ("The army will strike on Sunday.", "2023-10-08", "2023-10-08"),
        ("Talks are due on 10 October.", "2023-10-10", "2023-10-10"),
        ("Gunmen attacked on 30 February.", None, None),
        ("Gunmen fought for weeks.", None, None),
        ("Gunmen attacked recently.", None, None),
    ],
)
def test_interval(text: str, start: str | None, end: str | None) -> None:
    assert span(text) == (start, end)


@pytest.mark.parametrize(
    ("texts", "value"),
    [
        (("In 2012 the rising began.", "It was crushed the following year."), "2013"),
        (("The mission ended in February 2022.", "All had left by May of that year."), "2022-05"),
        (("On 5 May 2012 rebels took a post.", "Two days later they left."), "2012-05-07"),
        (("On 5 May 2012 rebels took a post.", "On 7 May they left."), "2012-05-07"),
        (("On 5 May rebels took a post.", "A shell had hit it the previous day."), "2023-05-04"),
        (("On Monday rebels took a post.", "They left the next day."), "2023-10-03"),
        (("On Monday rebels took a post at 06:00.",), "2023-10-02T06:00"),
    ],
)
def test_times_lean_on_those_before(texts: tuple[str, ...], value: str) -> None:
    assert last(*texts).value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The siege lasted three hours.", "PT3H"),
        ("The siege lasted two and a half years.", "P2.5Y"),
        ("They fought for weeks.", "PXW"),
        ("Convoys leave daily.", "P1D"),
        ("Convoys leave every two weeks.", "P2W"),
        ("Shelling began at 8 p.m. on Tuesday.", "2023-10-03T20:00"),
        ("Shelling began on Tuesday evening.", "2023-10-03TEV"),
        ("Exports fell in the 1980s.", "198"),
        ("Exports fell in fiscal year 2007.", "FY2007"),
        ("Exports fell in the fourth quarter of 2005.", "2005-Q4"),
        ("Exports are falling now.", "PRESENT_REF"),
    ],
)
def test_value_is_timex3(text: str, value: str) -> None:
    assert last(text).value == value


@pytest.mark.parametrize("text", ["Gunmen attacked on Sunday.", "Gunmen attacked on Sunday night."])
@pytest.mark.parametrize(("day", "basis"), [(dt.date(2023, 11, 16), "header"), (None, "unknown")])
def test_a_weekday_without_its_week_stays_a_weekday(text: str, day: dt.date | None, basis: Basis) -> None:
    found = last(text, day=day, basis=basis)
    assert (found.weekday, found.start, found.end, found.reported()) == (6, None, None, None)


@pytest.mark.parametrize(
    "text", ["Gunmen attacked today.", "Gunmen attacked last week.", "Gunmen attacked earlier this month."]
)
@pytest.mark.parametrize(("day", "basis"), [(dt.date(2023, 11, 16), "header"), (None, "unknown")])
def test_no_day_is_invented_without_a_firm_date(text: str, day: dt.date | None, basis: Basis) -> None:
    assert last(text, day=day, basis=basis).start is None


def test_a_named_day_behind_a_crawl_header_keeps_its_year() -> None:
    assert last("On September 7th the base was hit.", day=dt.date(2023, 11, 6), basis="header").start == dt.date(
        2023, 9, 7
    )


def test_month_and_day_without_any_year_stay_open() -> None:
    found = last("Gunmen attacked on 7 September.", day=None)
    assert (found.start, found.month_day, found.value) == (None, (9, 7), "XXXX-09-07")


def test_weekday_and_day_fix_the_year_of_an_undated_text() -> None:
    found = last("The coup of 2021 changed much.", "Gunmen attacked on Sunday, October 1.", day=None)
    assert found.start == dt.date(2023, 10, 1)


def test_weekday_and_day_alone_do_not_fix_a_year() -> None:
    assert last("Gunmen attacked on Sunday, October 1.", day=None).start is None


def test_a_full_date_in_the_lead_gives_the_year_of_an_undated_text() -> None:
    found = last("Rebels took the town on 1 October 2023.", "A base was hit on 7 September.", day=None)
    assert found.start == dt.date(2023, 9, 7)


def test_an_old_year_in_an_undated_text_gives_no_year() -> None:
    found = last("The war began in 2012.", "Gunmen attacked on 7 September.", day=None)
    assert found.start is None


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("Rebels burned a bus before dawn today.", 1),
        ("Rebels burned a bus shortly after noon on Tuesday.", 1),
        ("Rebels burned a bus before Tuesday.", None),
        ("Gunmen attacked on Sunday.", 1),
        ("Gunmen attacked last week.", 2),
        ("Gunmen attacked last month.", 3),
        ("Gunmen attacked last year.", None),
        ("Gunmen have struck since Sunday.", None),
    ],
)
def test_time_precision(text: str, precision: int | None) -> None:
    assert last(text).time_precision == precision


def test_a_longer_time_is_reported_only_on_request() -> None:
    found = last("Gunmen attacked last year.")
    assert found.reported() is None
    assert (long := found.reported(long=True)) is not None
    assert long.time_precision == 3


# Attachment, over parses.


def attached(notation: str, word: str, day: dt.date = FRIDAY) -> str | None:
    sentence = parsed(notation)
    times = resolve_times([find_times(sentence)], [sentence], published(day))
    token = next(t.i for t in sentence.tokens if t.text == word)
    found = attach(sentence, token, times)
    return found.expression.text if found else None


def test_a_time_below_the_verb_dates_it() -> None:
    notation = (
        "Gunmen//NOUN//2/nsubj attacked/attack/VERB//0/root Dara//PROPN//2/obj on//ADP//5/case "
        "Sunday//PROPN//2/obl ./././/2/punct"
    )
    assert attached(notation.replace("./././/2/punct", ".//PUNCT//2/punct"), "attacked") == "Sunday"


def test_a_time_beside_the_subject_noun_dates_it() -> None:
    notation = (
        "Clashes//NOUN//4/nsubj on//ADP//3/case Sunday//PROPN//1/nmod left/leave/VERB//0/root "
        "six//NUM//6/nummod dead//ADJ//4/xcomp"
    )
    assert attached(notation, "Clashes") == "Sunday"


def test_the_day_of_saying_does_not_date_the_event() -> None:
    notation = (
        "Officials//NOUN//2/nsubj said/say/VERB//0/root on//ADP//4/case Monday//PROPN//2/obl that//SCONJ//7/mark "
        "rebels//NOUN//7/nsubj attacked/attack/VERB//2/ccomp Dara//PROPN//7/obj"
    )
    assert attached(notation, "attacked") is None


def test_the_day_of_the_event_wins_over_the_day_of_saying() -> None:
    notation = (
        "Officials//NOUN//2/nsubj said/say/VERB//0/root on//ADP//4/case Monday//PROPN//2/obl that//SCONJ//7/mark "
        "rebels//NOUN//7/nsubj attacked/attack/VERB//2/ccomp Dara//PROPN//7/obj on//ADP//10/case Sunday//PROPN//7/obl"
    )
    assert attached(notation, "attacked") == "Sunday"


def test_behind_that_a_time_is_of_what_was_said_even_if_the_parse_slips() -> None:
    notation = (
        "Police//NOUN//2/nsubj reported/report/VERB//0/root today//NOUN//2/obl that//SCONJ//8/mark on//ADP//6/case "
        "Monday//PROPN//2/obl gunmen//NOUN//8/nsubj murdered/murder/VERB//2/ccomp four//NUM//8/obj"
    )
    assert attached(notation, "murdered") == "Monday"


def test_a_day_before_the_event_noun_dates_it_even_if_the_parse_slips() -> None:
    notation = (
        "Talks//NOUN//2/nsubj stopped/stop/VERB//0/root after//ADP//7/case the//DET//7/det Sunday//PROPN//6/compound "
        "dynamite//NOUN//7/compound attack//NOUN//2/obl"
    )
    assert attached(notation, "attack") == "Sunday"


def test_a_trailing_said_on_monday_does_not_leak() -> None:
    notation = (
        "Rebels//NOUN//2/nsubj attacked/attack/VERB//0/root Dara//PROPN//2/obj +,//PUNCT//7/punct the//DET//6/det "
        "army//NOUN//7/nsubj said/say/VERB//2/parataxis on//ADP//9/case Monday//PROPN//7/obl"
    )
    assert attached(notation, "attacked") is None


def test_a_relative_clause_of_another_noun_does_not_leak() -> None:
    notation = (
        "Fighters//NOUN//7/nsubj who//PRON//3/nsubj fled/flee/VERB//1/acl:relcl in//ADP//5/case 2012//NUM//3/obl "
        "have/have/AUX//7/aux attacked/attack/VERB/VBN/0/root Dara//PROPN//7/obj"
    )
    assert attached(notation, "attacked") is None


def test_a_relative_clause_that_says_when_it_took_place_dates_the_noun() -> None:
    notation = (
        "The//DET//2/det attack//NOUN//8/nsubj that//PRON//4/nsubj took/take/VERB//2/acl:relcl place//NOUN//4/obj "
        "on//ADP//7/case Sunday//PROPN//4/obl killed/kill/VERB//0/root six//NUM//8/obj"
    )
    assert attached(notation, "attack") == "Sunday"


def test_a_year_before_another_noun_dates_that_noun_only() -> None:
    notation = (
        "Rebels//NOUN//2/nsubj broke/break/VERB//0/root the//DET//6/det 2015//NUM//6/nummod "
        "peace//NOUN//6/compound accord//NOUN//2/obj"
    )
    assert attached(notation, "broke") is None


def test_the_first_verb_gives_its_day_to_the_second() -> None:
    notation = (
        "On//ADP//2/case Sunday//PROPN//4/obl gunmen//NOUN//4/nsubj attacked/attack/VERB//0/root Dara//PROPN//4/obj "
        "and//CCONJ//7/cc killed/kill/VERB//4/conj six//NUM//7/obj"
    )
    assert attached(notation, "killed") == "Sunday"


def test_a_participle_takes_the_day_of_its_main_verb() -> None:
    notation = (
        "Gunmen//NOUN//2/nsubj attacked/attack/VERB//0/root Dara//PROPN//2/obj on//ADP//5/case Sunday//PROPN//2/obl "
        "+,//PUNCT//7/punct killing/kill/VERB/VBG/2/advcl six//NUM//7/obj"
    )
    assert attached(notation, "killing") == "Sunday"


def test_a_clause_of_when_shares_its_day_with_the_main_verb() -> None:
    notation = (
        "Six//NUM//3/nsubj:pass were/be/AUX//3/aux:pass killed/kill/VERB/VBN/0/root when//SCONJ//6/mark "
        "gunmen//NOUN//6/nsubj struck/strike/VERB//3/advcl on//ADP//8/case Sunday//PROPN//6/obl"
    )
    assert attached(notation, "killed") == "Sunday"


def test_a_clause_of_after_lies_at_another_time() -> None:
    notation = (
        "Gunmen//NOUN//2/nsubj struck/strike/VERB//0/root on//ADP//4/case Sunday//PROPN//2/obl after//SCONJ//7/mark "
        "shelling//NOUN//7/nsubj killed/kill/VERB//2/advcl six//NUM//7/obj"
    )
    assert attached(notation, "killed") is None


def test_a_slip_of_the_parse_under_a_plain_noun_is_forgiven() -> None:
    notation = (
        "Gunmen//NOUN//2/nsubj attacked/attack/VERB//0/root a//DET//4/det convoy//NOUN//2/obj "
        "on//ADP//6/case Sunday//PROPN//4/nmod"
    )
    assert attached(notation, "attacked") == "Sunday"


def test_a_duration_dates_nothing() -> None:
    notation = (
        "Gunmen//NOUN//2/nsubj attacked/attack/VERB//0/root for//ADP//5/case three//NUM//5/nummod hours//NOUN//2/obl"
    )
    assert attached(notation, "attacked") is None


def test_without_a_parse_the_day_of_saying_is_passed_over() -> None:
    sentences = sentences_of("Rebels attacked Dara on Sunday, the army said on Monday.")
    times = resolve_times([find_times(sentences[0])], sentences, published(FRIDAY))
    found = attach(sentences[0], 1, times)
    assert found is not None
    assert found.expression.text == "Sunday"


# The discourse.


def test_an_undated_event_takes_the_day_told_just_before() -> None:
    sentences = sentences_of("Rebels attacked Dara on Sunday.", "They burnt six houses.")
    times = resolve_times([find_times(s) for s in sentences], sentences, published(FRIDAY))
    found = document_time(sentences[1], times, published(FRIDAY), sentences=sentences, dated={0: times[0]})
    assert found is not None
    assert (found.start, found.end, found.basis, found.span) == (
        dt.date(2023, 10, 1),
        dt.date(2023, 10, 1),
        "document",
        None,
    )


def test_an_undated_report_lies_in_the_week_before_its_document() -> None:
    sentences = sentences_of("They burnt six houses.")
    found = document_time(sentences[0], [], published(FRIDAY), sentences=sentences)
    assert found is not None
    assert (found.start, found.end, found.time_precision) == (dt.date(2023, 9, 30), FRIDAY, 2)


def test_an_event_told_elsewhere_never_lies_after_its_document() -> None:
    sentences = sentences_of("Rebels attacked Dara today.", "They burnt six houses.", paragraphs=(0, 1))
    times = resolve_times([find_times(s) for s in sentences], sentences, published(FRIDAY))
    found = document_time(sentences[1], times, published(FRIDAY), sentences=sentences, dated={0: times[0]})
    assert found is not None
    assert (found.start, found.end) == (dt.date(2023, 10, 5), FRIDAY)


@pytest.mark.parametrize(("day", "basis"), [(None, "unknown"), (dt.date(2023, 11, 16), "header")])
def test_nothing_dates_an_event_of_an_undated_document(day: dt.date | None, basis: Basis) -> None:
    sentences = sentences_of("They burnt six houses.")
    assert document_time(sentences[0], [], published(day, basis), sentences=sentences) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [("It began in 2012.", True), ("It began on Sunday.", False), ("It has gone on since 2012.", False)],
)
def test_background(text: str, expected: bool) -> None:
    assert is_background(last(text), published(FRIDAY)) is expected


def test_inspection_shows_the_words_and_the_value() -> None:
    text = "Gunmen attacked on Sunday."
    rows = inspect_times(times_of(text), text)
    assert [(r["span"]["quote"], r["value"], r["time_precision"]) for r in rows] == [("Sunday", "2023-10-01", 1)]


@given(st.dates(dt.date(1930, 1, 1), dt.date(2060, 12, 31)), st.sampled_from(["Monday", "Thursday", "Sunday"]))
def test_a_weekday_of_the_past_lies_in_the_seven_days_before(day: dt.date, weekday: str) -> None:
    found = last(f"Gunmen attacked on {weekday}.", day=day)
    assert found.start is not None
    assert found.start.strftime("%A") == weekday
    assert 0 <= (day - found.start).days < 7


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (calendars.easter(2024), dt.date(2024, 3, 31)),
        (calendars.orthodox_easter(2024), dt.date(2024, 5, 5)),
        (calendars.from_hijri(1445, 9, 1), dt.date(2024, 3, 11)),
        (calendars.from_hebrew(5784, 7, 10), dt.date(2023, 9, 25)),
        (calendars.from_solar_hijri(1403, 1, 1), dt.date(2024, 3, 20)),
        (calendars.from_ethiopian(2016, 1, 1), dt.date(2023, 9, 12)),
    ],
)
def test_calendars_agree_with_almanacs(found: dt.date, expected: dt.date) -> None:
    assert found == expected
