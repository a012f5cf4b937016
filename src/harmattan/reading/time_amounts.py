"""Grammar of lengths of time and of repetition: "three hours", "a two-year siege", "for weeks", "every year"."""

from __future__ import annotations

from typing import cast

from harmattan.reading.time_atoms import Atoms
from harmattan.resolving.date_types import Amount, UnitName
from harmattan.resolving.date_words import mapping, words

_LASTING_BEFORE = frozenset(
    {"for", "in", "over", "of", "within", "after", "take", "took", "lasted", "takes", "just", "last"}
)
_LASTING_AFTER = frozenset({"of", "after", "before", "later", "earlier", "ago"})
_NO_RATE = ("ago", "after", "earlier", "later", "before", "and", "-")


def number_at(a: Atoms, i: int) -> tuple[float | None, int] | None:
    """A number in digits or words, "a", or a vague one (None): value and position after it."""
    n = a[i].number
    if n is not None:
        return _digits(a, i, n)
    word = a.word(i)
    if word in ("a", "an"):
        return _after_article(a, i)
    if word in words("vague_numbers"):
        j = i + 1
        if word in ("dozens", "hundreds"):
            j = j + 1 if a.word(j) == "of" else j
        return None, j
    numbers = mapping("numbers")
    if word not in numbers:
        return None
    value, j = float(numbers[word]), i + 1
    if word == "half":
        return 0.5, j + 1 if a.is_(j, "a", "an") else j
    k = j + 1 if a.word(j) == "-" and a[j].glued else j
    if value >= 20 and value < 100 and 0 < float(numbers.get(a.word(k), 0)) < 10:
        value, j = value + float(numbers[a.word(k)]), k + 1
    if a.word(j) == "hundred":
        value, j = value * 100, j + 1
    return _and_a_half(a, value, j)


def _digits(a: Atoms, i: int, n: int) -> tuple[float | None, int] | None:
    if a[i].glued and a.word(i - 1) in (".", ",", "$", "€", "£", ":", "/"):
        return None
    value, j = float(n), i + 1
    if a.word(j) in (".", ",") and a[j].glued and a[j + 1].glued and a[j + 1].number is not None:
        text = f"{n}.{a.word(j + 1)}" if a.word(j) == "." else f"{n}{a.word(j + 1)}"
        value, j = float(text), j + 2
    return _and_a_half(a, value, j)


def _after_article(a: Atoms, i: int) -> tuple[float | None, int] | None:
    j = i + 1
    if a.is_(j, "few"):
        return None, j + 1
    if a.is_(j, "couple"):
        return 2.0, j + 2 if a.word(j + 1) == "of" else j + 1
    if a.is_(j, "dozen"):
        return 12.0, j + 1
    if a.is_(j, "half"):
        return 0.5, j + 1
    if a.is_(j, "number") and a.word(j + 1) == "of":
        return None, j + 2
    if a.is_(j, "full", "whole", "single", "mere"):
        j += 1
    inner = number_at(a, j) if a[j].number is not None or a.word(j) in mapping("numbers") else None
    if inner is not None:
        return inner
    return 1.0, j


def _and_a_half(a: Atoms, value: float, j: int) -> tuple[float | None, int]:
    if a.word(j) == "and" and a.is_(j + 1, "a") and a.is_(j + 2, "half"):
        return value + 0.5, j + 3
    return value, j


def unit_at(a: Atoms, i: int) -> tuple[UnitName, int, bool] | None:
    """A unit of time, the position after it, and whether it stands in the plural."""
    unit = mapping("units").get(a.word(i))
    if unit is None:
        return None
    return cast("UnitName", unit), i + 1, a.word(i).endswith("s")


def amount_at(a: Atoms, i: int) -> tuple[Amount, int] | None:
    """A number with a unit: "three hours", "two-and-a-half years", "27-year", "several consecutive days"."""
    found = number_at(a, i)
    if found is None:
        return None
    count, j = found
    k = j + 1 if a.word(j) == "-" else j
    while a.is_(
        k, "consecutive", "straight", "full", "successive", "whole", "more", "long", "calendar", "trading", "working"
    ):
        k += 1
    unit = unit_at(a, k)
    if unit is None or _is_age(a, unit[1]) or _is_seconds_word(a, i, k):
        return None
    name, end, plural = unit
    if plural and count == 1 and a.word(i) in ("a", "an"):
        return None
    if a.word(end) == "-" and a.is_(end + 1, "long"):
        end += 2
    if a.word(end) == "and" and a.is_(end + 1, "a") and a.is_(end + 2, "half"):
        return Amount((count or 0) + 0.5, name), end + 3
    return Amount(count, name), end


def bare_amount_at(a: Atoms, i: int) -> tuple[Amount, int] | None:
    """Units in the plural without a number: "for weeks", "decades-long", "in minutes"."""
    unit = unit_at(a, i)
    if unit is None:
        return None
    name, end, plural = unit
    long = a.word(end) == "-" and a.is_(end + 1, "long")
    if long or a.is_(end, "long"):
        return Amount(None if plural else 1.0, name), end + 2 if long else end + 1
    if (
        plural
        and name not in ("second", "quarter")
        and (a.word(i - 1) in _LASTING_BEFORE or a.word(end) in _LASTING_AFTER)
    ):
        if a.is_(i - 1, "of", "in") and a.is_(i - 2, "number", "numbers"):
            return None
        return Amount(None, name), end
    return None


def set_at(a: Atoms, i: int) -> tuple[Amount, int] | None:
    """Every year, each day, daily, annual, twice a week (the rate's unit)."""
    word = a.word(i)
    if word in words("sets") and not (a[i].title and i > 0 and not a.shouting):
        from_table = str(mapping("sets")[word])
        return _amount_of(from_table), i + 1
    if word in words("set_words"):
        found = number_at(a, i + 1) or (1.0, i + 1)
        unit = unit_at(a, found[1])
        if unit is not None:
            return Amount(found[0], unit[0]), unit[1]
    unit = unit_at(a, i + 1) if word in ("a", "an", "per") else None
    if unit is None or unit[2] or a.is_(unit[1], *_NO_RATE):
        return None
    counted = a[i - 1].number is not None and a.is_(i - 2, "of", "to", "than")
    if word == "per" or counted or a.is_(i - 1, "once", "twice", "times"):
        return Amount(1.0, unit[0]), unit[1]
    return None


def _amount_of(iso: str) -> Amount:
    letters: dict[str, UnitName] = {"D": "day", "W": "week", "M": "month", "Q": "quarter", "Y": "year", "H": "hour"}
    return Amount(float(iso.strip("PTDWMQYH") or 1), letters[iso[-1]])


def _is_age(a: Atoms, i: int) -> bool:
    k = i + 1 if a.word(i) == "-" else i
    return a.word(k) in words("age_after") or (a.word(i) == "of" and a.is_(i + 1, "age"))


def _is_seconds_word(a: Atoms, i: int, k: int) -> bool:
    # "a second attack", "one second"; "a quarter of the people"; "a single night" is fine.
    word = a.word(k)
    if word == "second":
        return True
    if word == "quarter":
        return a.word(k - 1) != "-"
    return word == "quarters" and a.word(i) in ("three", "3")
