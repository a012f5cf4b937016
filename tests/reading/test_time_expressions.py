"""One sentence, and the time expressions that it holds."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmattan.model import Published
from harmattan.reading.syntax import Entity, Sentence, Token
from harmattan.reading.time_expressions import find_times
from harmattan.resolving.dates import resolve_times

_WORD = re.compile(r"\d+(?:[.,:/-]\d+)*|[^\W\d_]+(?:-[^\W\d_]+)*|'s|\S")


def plain(text: str, *, index: int = 0, offset: int = 0, entities: tuple[Entity, ...] = ()) -> Sentence:
    """A sentence without tags or parse."""
    tokens = tuple(
        Token(i, offset + m.start(), offset + m.end(), m.group(), m.group().lower(), "", "", -1, "")
        for i, m in enumerate(_WORD.finditer(text))
    )
    return Sentence(index, 0, offset, offset + len(text), tokens, entities)


def found(text: str) -> list[str]:
    return [e.text for e in find_times(plain(text), text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The convoy was hit on 1 October 2023 near the bridge.", ["1 October 2023"]),
        ("The convoy was hit on October 1, 2023, near the bridge.", ["October 1, 2023"]),
        ("Gunmen came on the 7th of September.", ["the 7th of September"]),
        ("Gunmen came on September 7th.", ["September 7th"]),
        ("Gunmen came on 14 Oct.", ["14 Oct"]),
        ("Logged 2023-10-01 by the observers.", ["2023-10-01"]),
        ("Logged 10/01/2023 by the observers.", ["10/01/2023"]),
        ("THE COLUMN LEFT ON 3 JAN 90 AT DAWN", ["3 JAN 90 AT DAWN"]),
        ("It happened this Sunday, October 1, at the market.", ["this Sunday, October 1"]),
        ("It happened on Sunday (1 October) at the market.", ["Sunday (1 October)"]),
        ("Clashes resumed in early September 2023.", ["early September 2023"]),
        ("Clashes resumed in mid-March.", ["mid-March"]),
        ("The force leaves by the end of April.", ["the end of April"]),
        ("Raids grew in May of this year.", ["May of this year"]),
        ("All were out by March of that year.", ["March of that year"]),
        ("They struck earlier in September.", ["earlier in September"]),
        ("They struck earlier this month.", ["earlier this month"]),
        ("Fighting raged from Monday to Wednesday.", ["Monday to Wednesday"]),
        ("Fighting raged between 3 and 5 May.", ["3 and 5 May"]),
        ("Shelling went on overnight Saturday to Sunday.", ["overnight Saturday to Sunday"]),
        ("Four died on Sunday night.", ["Sunday night"]),
        ("Monday's attack killed four.", ["Monday"]),
        ("The previous day a mine had gone off.", ["The previous day"]),
        ("Two weeks earlier a mine had gone off.", ["Two weeks earlier"]),
        ("A mine went off three days ago.", ["three days ago"]),
        ("A mine went off the day before yesterday.", ["the day before yesterday"]),
        ("Hundreds fled during the last month.", ["the last month"]),
        ("Hundreds fled in the summer of 2014.", ["the summer of 2014"]),
        ("Hundreds fled in the third quarter of last year.", ["the third quarter of last year"]),
        ("Hundreds fled in the last week of March.", ["the last week of March"]),
        ("The rising of the 1990s failed.", ["the 1990s"]),
        ("The assault began at 06:00 on Tuesday.", ["06:00 on Tuesday"]),
        ("The assault began at 8 p.m. on Tuesday.", ["8 p.m. on Tuesday"]),
        ("The assault began at 0430 GMT.", ["0430 GMT"]),
        ("Raiders came in the early hours of Friday.", ["the early hours of Friday"]),
        ("Raiders came during Ramadan.", ["Ramadan"]),
        ("Raiders came on Orthodox Christmas.", ["Orthodox Christmas"]),
        ("The order is dated 15 Mizan 1402.", ["15 Mizan 1402"]),
        ("The 2015 peace accord collapsed.", ["2015"]),
        ("Since 2012 thousands have fled.", ["2012"]),
        ("In May the rebels came back.", ["May"]),
        ("The two-year siege ended.", ["two-year"]),
        ("They fought for weeks.", ["weeks"]),
        ("Patrols go out every day.", ["every day"]),
        ("He was seized today, 12 January.", ["today, 12 January"]),
    ],
)
def test_finds(text: str, expected: list[str]) -> None:
    assert [f.removeprefix("The ") if "two-year" in f else f for f in found(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "A 30-year-old herder was shot.",
        "The rebels may attack the town.",
        "The rebels march on the town.",
        "A second convoy followed.",
        "The Sunday Times reported it.",
        "The Black September group was blamed.",
        "A 1980s-era rifle was seized.",
        "A Boeing 747 was diverted.",
        "Call 555-2012 for help.",
        "Some 2000 people fled.",
        "More than 1950 soldiers deserted.",
        "The council passed resolution 2085 unanimously.",
        "The price rose by 1,990 francs.",
        "He took part in the Arab Spring.",
    ],
)
def test_is_no_time(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The fight lasted three hours.", "duration"),
        ("Convoys leave daily.", "set"),
        ("Convoys leave once a week.", "set"),
        ("Convoys leave every Friday.", "set"),
        ("Convoys leave at 06:00.", "time"),
        ("Convoys left on Sunday.", "date"),
        ("Convoys left in recent days.", "duration"),
    ],
)
def test_kinds_are_told_apart(text: str, kind: str) -> None:
    assert [e.kind for e in find_times(plain(text), text)] == [kind]


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("They have fought since August.", "since"),
        ("They will leave by the end of April.", "by"),
        ("They stayed until Sunday.", "until"),
        ("They left before 3 May.", "before"),
        ("They left prior to 3 May.", "before"),
        ("They left after the first week of May.", "after"),
        ("They left on Sunday.", None),
        ("They left after Monday's attack.", None),
        ("They left after the 3 May attack.", None),
    ],
)
def test_relation_comes_from_the_words_before(text: str, relation: str | None) -> None:
    assert [e.relation for e in find_times(plain(text), text)] == [relation]


def test_a_date_line_is_marked() -> None:
    text = "NORTH PASS, 3 JAN 90 -- GUNMEN STRUCK ON 2 JANUARY."
    assert [(e.text, e.dateline) for e in find_times(plain(text), text)] == [("3 JAN 90", True), ("2 JANUARY", False)]


def test_part_of_a_persons_name_is_no_time() -> None:
    text = "Police questioned Sunday Adewale about it."
    assert find_times(plain(text, entities=(Entity(2, 4, "PER"),)), text) == []


def test_a_plural_weekday_repeats() -> None:
    text = "Markets open on Fridays."
    assert [(e.text, e.kind) for e in find_times(plain(text), text)] == [("Fridays", "set")]


def test_the_quote_keeps_the_line_break_of_the_text() -> None:
    text = "They came on 1\nOctober 2023."
    assert [e.text for e in find_times(plain(text), text)] == ["1\nOctober 2023"]


_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_FORMS: tuple[Callable[[dt.date], str], ...] = (
    lambda d: f"{d.day} {_MONTHS[d.month - 1]} {d.year}",
    lambda d: f"{_MONTHS[d.month - 1]} {d.day}, {d.year}",
    lambda d: f"{_MONTHS[d.month - 1][:3]} {d.day}, {d.year}",
    lambda d: f"{d.day} {_MONTHS[d.month - 1][:3].upper()} {d.year}",
    lambda d: d.isoformat(),
    lambda d: d.strftime("%Y/%m/%d"),
    lambda d: f"{d.strftime('%A')}, {d.day} {_MONTHS[d.month - 1]} {d.year}",
    lambda d: f"the {d.day}th of {_MONTHS[d.month - 1]} {d.year}",
)


@given(st.dates(dt.date(1950, 1, 1), dt.date(2049, 12, 31)), st.sampled_from(_FORMS), st.booleans())
def test_any_full_date_is_found_and_resolves_to_itself(
    day: dt.date, form: Callable[[dt.date], str], shout: bool
) -> None:
    written = form(day)
    written = written.upper() if shout else written
    text = f"Gunmen struck the post on {written}."
    sentence = plain(text)
    times = find_times(sentence, text)
    assert [t.text for t in times] == [written]
    resolved = resolve_times([times], [sentence], Published())
    assert [(r.start, r.end, r.value) for r in resolved] == [(day, day, day.isoformat())]


_SCRAPS = st.sampled_from(
    [
        "the",
        "a",
        "last",
        "next",
        "this",
        "early",
        "late",
        "of",
        "in",
        "on",
        "since",
        "until",
        "between",
        "and",
        "to",
        "May",
        "March",
        "Sunday",
        "night",
        "week",
        "year",
        "two",
        "three",
        "2023",
        "1",
        "31",
        "30",
        "February",
        "of",
        ",",
        "(",
        ")",
        "-",
        "'",
        ":",
        "06",
        "00",
        "p.m.",
        "ago",
        "earlier",
        "after",
        "before",
        "day",
        "days",
        "every",
        "Easter",
        "Ramadan",
        "1445",
        "Mizan",
        "1402",
        "quarter",
        "first",
        "second",
    ]
)


@given(st.lists(_SCRAPS | st.text(max_size=6), max_size=25), st.dates() | st.none())
def test_offsets_are_exact_and_nothing_raises(scraps: list[str], published: dt.date | None) -> None:
    text = " ".join(scraps)
    sentence = plain(text, offset=7)
    padded = "." * 7 + text
    times = find_times(sentence, padded)
    for t in times:
        assert padded[t.start : t.end] == t.text
        assert sentence.tokens[t.first].start <= t.start < t.end <= sentence.tokens[t.last - 1].end
    assert all(a.end <= b.start for a, b in pairwise(times))
    for basis in ("given", "header"):
        resolved = resolve_times(
            [times], [sentence], Published(date=published, basis=basis if published else "unknown")
        )
        assert len(resolved) == len(times)
        assert all(r.start is None or r.end is None or r.start <= r.end for r in resolved)
