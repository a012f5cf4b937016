"""Tells what a number is: a count, a percentage, an age, a year, a house number ..."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Literal

from harmattan.codebook.load import read_yaml
from harmattan.reading.number_words import Found

Kind = Literal[
    "count", "percent", "money", "measure", "duration", "age", "ordinal", "year", "date", "time", "score", "identifier"
]

_AGE_AFTER = re.compile(
    r"[\s\-–‑]*(?:and[\s-]a[\s-]half[\s-])?(?:(?:year|month|week|day|yr|mo)s?[\s\-–‑]*old|y/?o\b)", re.I
)
_AGE_BEFORE = re.compile(r"\b(?:aged?|ages)\s*(?:between\s*)?$|\bages?\s+\d+\s+(?:and|to)\s*$", re.I)
_NAME_BEFORE = re.compile(r"(?:\b(?P<word>[A-Z][\w'’.-]*)[\"”’]?,|\()\s*$")
_AGE_ENDS = re.compile(r"\s*(?:[,;)]|\.\s*$|(?:and|was|is|has)\b)")
_TIME_AFTER = re.compile(r"(?::\d\d|\s*(?:[ap]\.?\s?m\b)|\s*o['’]clock|\s*(?:hours\s+)?gmt\b|h\d\d\b)", re.I)
_TIME_BEFORE = re.compile(r"\d\s*:\s*$")
_DATE = re.compile(r"\d\s*[/.]\s*$|\d{4}-(?:\d\d-)?$")
_DATE_AFTER = re.compile(r"(?:[/]\d|-\d\d-\d)")
_YEAR_BEFORE = re.compile(
    r"\b(?:in|since|by|of|from|until|till|during|before|after|early|late|mid|year|years|summer|spring|autumn|winter|fall|between"
    r"|and|to)[\s-]*$|,\s*$|\(\s*$",
    re.I,
)
_YEARS = re.compile(r"(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)?\d\d)?")
_PLURAL_AFTER = re.compile(r"\s+(?:[\w-]+\s+){0,2}?(?:people|men|women|children|police|[a-z]{2,}s)\b", re.I)
_FRACTION = re.compile(r"[\s-]*(?:thirds?|quarters?|fifths?|tenths?)\b", re.I)
_ORDINAL_AFTER = re.compile(r"(?:st|nd|rd|th)\b", re.I)
_GLUED_BEFORE = re.compile(r"[^\W\d_][-–‑]?$|[#№]\s*$|(?<!\d)\.$|\d-$|\d\.$")
_PHONE_AFTER = re.compile(r"-\d{3}")


@cache
def _words() -> dict[str, Any]:
    data = read_yaml("vague_numbers.yaml")
    units = data["units"]
    return {
        "percent": _starts(units["percent"]),
        "money_before": tuple(units["money_before"]),
        "money_after": _starts(units["money_after"]),
        "measure": _starts(units["measure"]),
        "duration": _starts(units["duration"]),
        "ordinals": frozenset(data["ordinals"]),
        "months": re.compile(rf"\b(?:{'|'.join(data['months'])})\.?", re.I),
        "identifier_before": _ends(data["identifier_before"]),
        "identifier_after": _starts(data["identifier_after"]),
        "score": frozenset(data["score_words"]),
    }


def _starts(words: list[str]) -> re.Pattern[str]:
    options = "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))
    return re.compile(rf"[\s\u00a0\-‑]*({options})(?!\w)", re.I)


def _ends(words: list[str]) -> re.Pattern[str]:
    options = "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))
    return re.compile(rf"(?<![\w])(?:{options})\s*$", re.I)


def classify(text: str, item: Found) -> tuple[Kind, str | None]:
    """The kind of a number wording in its text and, for measures, the unit in lower case."""
    before, after = text[: item.core_start], text[item.core_end :]
    if item.bound == "vague" and not item.digits:
        return _by_unit(before, after) or ("count", None)
    if _AGE_AFTER.match(after) or _AGE_BEFORE.search(before):
        return "age", None
    if item.digits and (kind := _by_shape(text, item, before, after)) is not None:
        return kind, None
    if item.spelled and _FRACTION.match(after):
        return "measure", "fraction"
    return _by_unit(before, after) or (_late(text, item, before, after), None)


def _by_unit(before: str, after: str) -> tuple[Kind, str | None] | None:
    words = _words()
    for kind in ("percent", "money_after", "measure", "duration"):
        if (match := words[kind].match(after)) is not None:
            name: Kind = "money" if kind == "money_after" else kind  # type: ignore[assignment]
            return name, match.group(1).lower()
    tail = before[-4:].lower().rstrip()
    for sign in words["money_before"]:
        if tail.endswith(sign):
            return "money", sign
    return None


def _by_shape(text: str, item: Found, before: str, after: str) -> Kind | None:
    """Kinds that digits show by their neighbours: clock times, dates, ordinals, house and phone numbers."""
    words = _words()
    raw = text[item.core_start : item.core_end]
    if _TIME_AFTER.match(after) or _TIME_BEFORE.search(before):
        return "time"
    if _DATE.search(before) or _DATE_AFTER.match(after):
        return "date"
    if item.best <= 31 and _by_month(words["months"], before, after):
        return "date"
    if _ORDINAL_AFTER.match(after):
        return "ordinal"
    if after[:1] in ("s", "S") and not after[1:2].isalpha():
        return "year" if item.best >= 1000 else "age"
    if item.high_end is None and _PHONE_AFTER.match(after):
        return "identifier"
    money = before[-1:] in ("$", "€", "£")
    if not money and (_GLUED_BEFORE.search(before) or words["identifier_before"].search(before)):
        return "identifier"
    if (len(raw) >= 7 and raw.isdigit()) or (raw.startswith("0") and len(raw) > 1 and raw.isdigit()):
        return "identifier"
    street = words["identifier_after"].match(after)
    if street is not None and (street.group(1).lower() == "block" or street.group(1).istitle()):
        return "identifier"
    return None


def _by_month(months: re.Pattern[str], before: str, after: str) -> bool:
    """Whether a number stands beside a month's name ("7 September", "September 7", "the 7th of September")."""
    ahead = re.match(r"(?:st|nd|rd|th)?\s*(?:of\s+)?", after)
    offset = ahead.end() if ahead else 0
    follows = months.match(after, offset)
    if follows is not None and not after[follows.end() : follows.end() + 1].isalnum():
        return True
    near = before.rstrip()[-12:]
    return any(m.end() == len(near) for m in months.finditer(near)) and before.rstrip()[-1:] != ","


def _late(text: str, item: Found, before: str, after: str) -> Kind:
    """What is left: years, ages behind a name, scores, counts."""
    raw = text[item.core_start : item.core_end]
    if item.digits and _YEARS.fullmatch(raw) and (_dates_something(before) or not _PLURAL_AFTER.match(after)):
        return "year"
    if item.digits and item.high_end is None and 0 < item.best <= 110 and _age_of_name(before, after):
        return "age"
    if item.digits and re.match(r"\s*[-–]\s*\d", after) and item.high_end is None:
        return "score"
    if item.high_end is not None and item.digits and not re.search(r"\b(?:to|or|and)\b", raw, re.I):
        recent = re.findall(r"[a-z]+", before.lower())[-3:]
        if any(word in _words()["score"] for word in recent):
            return "score"
    return "count"


def _dates_something(before: str) -> bool:
    return bool(_YEAR_BEFORE.search(before) or _words()["months"].search(before[-6:]))


def _age_of_name(before: str, after: str) -> bool:
    """ "Anna Person, 34," - a number in commas or brackets behind a capitalised word that is no month."""
    match = _NAME_BEFORE.search(before)
    if match is None or not _AGE_ENDS.match(after):
        return False
    word = match.group("word")
    return word is None or not _words()["months"].fullmatch(word)
