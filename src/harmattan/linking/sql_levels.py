"""The levels of ``levels`` as SQL conditions over two rows of ``report_table``.

Within a comparison the first level whose condition holds is taken; the last has none. Columns of the first row end in
``_l``, those of the second in ``_r``. All but the sums over lists are written alike for every engine.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from math import sin
from typing import Literal

from harmattan.linking.levels import steps
from harmattan.linking.report_table import AREA, COUNTRY, NO_END, NO_START, TOWN
from harmattan.linking.rules import rule
from harmattan.linking.wording import UNIT
from harmattan.resolving.geometry import EARTH_RADIUS_KM

Engine = Literal["duckdb", "spark"]
ELSE = "ELSE"
Levels = dict[str, str]

_TWO_DOCUMENTS = "document_l <> document_r"
_MAIN = f"(main_l AND main_r AND {_TWO_DOCUMENTS})"
_ONE_STORY = f"(story_l = story_r AND {_TWO_DOCUMENTS})"


def sql_levels(engine: Engine) -> Mapping[str, Levels]:
    """The conditions of each level by comparison, in the order in which they are tried."""
    return {
        "type": _type(),
        "time": _time(),
        "place": _place(),
        "sides": _sides(),
        "killed": _toll("killed"),
        "injured": _toll("injured"),
        "story": {"same_story": _ONE_STORY, "other_story": ELSE},
        "wording": _reached("wording", _dot(engine), UNIT**2 // 100, "weights"),
        "names": _reached("names", _least(engine), 100, "name_weights"),
        "appeared": _appeared(),
        "outlet": {
            "outlet_silent": f"NOT {_MAIN}",
            "same_outlet": "outlet_l <> '' AND outlet_l = outlet_r",
            "other_outlet": ELSE,
        },
        "document": _document(),
    }


def _type() -> Levels:
    captures = "territory_l AND territory_r AND initiator_kind_l <> '' AND initiator_kind_r <> ''"
    holders = _relation("initiator", "initiator")
    return {
        "other_type": "NOT array_contains(goes_with_l, type_r)",
        "rival_captures": f"{captures} AND {holders} = {_points('other')}",
        "same_capture": f"{captures} AND type_l = type_r AND {holders} = {_points('same')}",
        "same_type": "type_l = type_r",
        "akin_type": ELSE,
    }


_BOUNDED = f"(start_day_l > {NO_START} AND start_day_r > {NO_START} AND end_day_l < {NO_END} AND end_day_r < {NO_END})"
_GAP = "greatest(start_day_l - end_day_r, start_day_r - end_day_l)"
_FIRST = "greatest(start_day_l, start_day_r)"
_LAST = "least(end_day_l, end_day_r)"
_WEEKDAY = "greatest(weekday_l, weekday_r)"
# The ordinal 1 is a Monday.
_ON_WEEKDAY = f"{_FIRST} + ({_WEEKDAY} + 7 - ({_FIRST} + 6) % 7) % 7 <= {_LAST}"
_MEET = f"""({_FIRST} <= {_LAST} AND (weekday_l = -1 OR weekday_r = -1 OR weekday_l = weekday_r)
 AND ({_WEEKDAY} = -1 OR {_FIRST} = {NO_START} OR {_LAST} = {NO_END} OR {_ON_WEEKDAY}))"""
_APART = f"(NOT {_MEET} AND {_BOUNDED} AND {_GAP} >= 1 AND NOT (explicit_l AND explicit_r))"
_ONE_DAY = "days_l = 1 AND days_r = 1"


def _time() -> Levels:
    dated, fresh = "dated_l AND dated_r", "fresh_l AND fresh_r"
    longest = "greatest(days_l, days_r)"
    week, month = (int(rule("days_apart")[name]) for name in ("week_apart", "month_apart"))
    slipped = f"({_GAP} = 1 AND {dated})"
    excused = f"({_MAIN} AND ({_GAP} = 1 OR {_GAP} > {week})) OR (NOT {_MAIN} AND {slipped})"
    return {
        "same_day": f"{_MEET} AND {_ONE_DAY}",
        "same_week": f"{_MEET} AND {dated} AND {longest} <= 7",
        "same_month": f"{_MEET} AND {dated} AND {longest} <= 31",
        "open_time": f"{_MEET} AND {dated}",
        "same_weekday": f"{_MEET} AND any_weekday_l >= 0 AND any_weekday_r >= 0",
        "one_dated": f"{_MEET} AND (dated_l OR dated_r)",
        "story_time": f"{_ONE_STORY} AND ({_MEET} OR ({_APART} AND ({excused})))",
        "undated": _MEET,
        "next_day_told": f"{_APART} AND {_MAIN} AND {_GAP} = 1",
        "week_apart": f"{_APART} AND {_MAIN} AND {_GAP} <= {week}",
        "month_apart": f"{_APART} AND {_MAIN} AND {_GAP} <= {month} AND {fresh}",
        "month_apart_later": f"{_APART} AND {_MAIN} AND {_GAP} <= {month}",
        "long_apart": f"{_APART} AND {_MAIN} AND {fresh}",
        "long_apart_later": f"{_APART} AND {_MAIN}",
        "next_day": f"{_APART} AND {slipped}",
        "other_time": ELSE,
    }


_SAME_COUNTRY = "(country_l = '' OR country_r = '' OR country_l = country_r)"
_OTHER_REGION = "(admin1_l <> '' AND admin1_r <> '' AND admin1_l <> admin1_r)"
_SAME_ENTRY = f"""(CASE WHEN entry_l <> '' AND entry_r <> '' THEN entry_l = entry_r
 ELSE plain_l = plain_r AND NOT {_OTHER_REGION} END)"""
_CHORD = "((x_l - x_r) * (x_l - x_r) + (y_l - y_r) * (y_l - y_r) + (z_l - z_r) * (z_l - z_r))"


def _place() -> Levels:
    near, far = (_square_of_chord(float(rule(name))) for name in ("near_km", "apart_km"))
    # How near two places are, from other places (0) to the same town (4).
    nearness = f"""(CASE WHEN pin_l <= {COUNTRY} OR pin_r <= {COUNTRY} THEN CASE WHEN {_SAME_COUNTRY} THEN 1 ELSE 0 END
 WHEN NOT {_SAME_COUNTRY} THEN 0
 WHEN {_SAME_ENTRY} THEN CASE WHEN pin_l = {AREA} OR pin_r = {AREA} THEN 2 ELSE 4 END
 WHEN pin_l = {AREA} OR pin_r = {AREA} THEN
 CASE WHEN {_OTHER_REGION} THEN 0 WHEN admin1_l <> '' AND admin1_r <> '' THEN 2 ELSE 1 END
 WHEN NOT (has_point_l AND has_point_r) THEN CASE WHEN NOT listed_l AND NOT listed_r AND NOT {_OTHER_REGION}
 AND substr(plain_l, 1, 3) = substr(plain_r, 1, 3) THEN 1 ELSE 0 END
 WHEN {_CHORD} <= {near!r} THEN 3
 WHEN {_CHORD} <= {far!r} AND NOT precise_l AND NOT precise_r THEN 1 ELSE 0 END)"""
    told = "(array_contains(speaks_of_r, town_l) OR array_contains(speaks_of_l, town_r))"
    guessed = f"({_MAIN} AND (guessed_l OR guessed_r))"
    vague_told = f"({_MAIN} AND NOT (guessed_l OR guessed_r) AND (vague_l OR vague_r) AND {told})"
    return {
        "same_place": f"{nearness} = 4 AND NOT {guessed}",
        "near_place": f"{nearness} = 3 AND NOT {guessed}",
        "within_place_told": f"{nearness} = 2 AND {vague_told}",
        "within_place": f"{nearness} >= 2",
        "open_place_told": f"{nearness} = 1 AND {vague_told}",
        "open_place": f"{nearness} = 1",
        "place_apart_told": f"{_MAIN} AND (guessed_l OR guessed_r OR {told})",
        "place_apart": _MAIN,
        "other_place": ELSE,
    }


def _square_of_chord(km: float) -> float:
    """The square of the straight distance of two points of the unit sphere that are so far apart on its surface."""
    return (2 * sin(km / EARTH_RADIUS_KM / 2)) ** 2


def _sides() -> Levels:
    least = rule("sides")["levels"]
    return {
        name: ELSE if name == list(least)[-1] else f"{_agreement()} >= {round(100 * float(least[name]))}"
        for name in least
    }


def _agreement() -> str:
    straight = f"{_relation('initiator', 'initiator')} + {_relation('target', 'target')}"
    crossed = f"{_relation('initiator', 'target')} + {_relation('target', 'initiator')}"
    return f"greatest({straight}, {crossed} + ({_points('crossed')}))"


def _points(relation: str) -> int:
    return round(100 * float(rule("sides")[relation]))


def _relation(first: str, second: str) -> str:
    """Hundredths that two sides count, 0 where one is missing."""

    def a(name: str) -> str:
        return f"{first}_{name}_l"

    def b(name: str) -> str:
        return f"{second}_{name}_r"

    return f"""(CASE WHEN {a("kind")} = '' OR {b("kind")} = '' THEN 0
 WHEN {a("actor")} <> '' AND {b("actor")} <> '' THEN
 CASE WHEN array_contains({a("same")}, {b("actor")}) THEN {_points("same")}
 WHEN array_contains({a("related")}, {b("actor")}) THEN {_points("related")} ELSE {_points("other")} END
 WHEN {a("name")} <> '' AND {a("name")} = {b("name")} THEN {_points("same")}
 WHEN {a("named")} AND {b("named")} THEN CASE WHEN {a("kind")} = 'Civilians' AND {b("kind")} = 'Civilians'
 THEN {_points("kin")} ELSE {_points("other")} END
 WHEN NOT array_contains({a("kin")}, {b("kind")}) THEN {_points("unlike")}
 WHEN {a("named")} OR {b("named")} THEN {_points("kin")} ELSE {_points("unnamed")} END)"""


def _toll(name: str) -> Levels:
    a, b = f"{name}_best_l", f"{name}_best_r"
    overlap = f"{name}_low_r <= {name}_high_l AND {name}_low_l <= {name}_high_r"
    return {
        f"{name}_silent": f"{a} < 0 OR {b} < 0",
        f"{name}_same_high": f"{a} = {b} AND {a} >= 5",
        f"{name}_same": f"{a} = {b} AND {a} > 0",
        f"{name}_meet": f"{a} = {b} OR ({overlap})",
        f"{name}_contrary": f"greatest({a}, {b}) > 3 * least({a}, {b}) + 5",
        f"{name}_other": ELSE,
    }


def _appeared() -> Levels:
    days = "abs(appeared_l - appeared_r)"
    silent = f"NOT {_MAIN} OR appeared_l < 0 OR appeared_r < 0"
    steps_of = {name: f"{days} <= {int(most)}" for name, most in rule("appeared").items()}
    return {"appeared_silent": silent, **steps_of, "appeared_apart": ELSE}


def _reached(comparison: str, value: str, unit: int, weights: str) -> Levels:
    """From the lowest level up, as most pairs have little in common."""
    upward = list(reversed(steps(comparison)))
    # Splink does not see columns that only a lambda uses.
    levels = {f"{comparison}_silent": f"NOT {_MAIN} OR {weights}_l IS NULL OR {weights}_r IS NULL"}
    for (_, name), (least, _) in pairwise(upward):
        levels[name] = f"{value} < {least * unit}"
    return levels | {upward[-1][1]: ELSE}


def _dot(engine: Engine) -> str:
    """Sum over the words of both documents of the product of their weights."""
    return _sum(engine, "words", "{a} * {b}", "weights")


def _least(engine: Engine) -> str:
    """Sum over the rare names of both documents of the lesser of what they tell."""
    return _sum(engine, "names", "least({a}, {b})", "name_weights")


def _sum(engine: Engine, of: str, term: str, values: str) -> str:
    if engine == "duckdb":
        at = {s: f"{values}_{x}[list_position({of}_{x}, w)]" for s, x in (("a", "l"), ("b", "r"))}
        return f"coalesce(list_sum(list_transform(list_intersect({of}_l, {of}_r), lambda w: {term.format(**at)})), 0)"
    at = {s: f"element_at({values}_{x}, int(array_position({of}_{x}, w)))" for s, x in (("a", "l"), ("b", "r"))}
    return f"aggregate(array_intersect({of}_l, {of}_r), 0L, (total, w) -> total + {term.format(**at)})"


def _document() -> Levels:
    against = {name: list(_toll(name).values()) for name in ("killed", "injured")}
    other = {name: f"NOT ({' OR '.join(f'({c})' for c in tests[:4])})" for name, tests in against.items()}
    killed_same = "(killed_best_l = killed_best_r AND killed_best_l > 0)"
    agree = f"NOT ({other['killed']} OR ({other['injured']} AND NOT {killed_same}))"
    again = f"pin_l = {TOWN} AND pin_r = {TOWN} AND {_SAME_COUNTRY} AND {_SAME_ENTRY} AND {agree}"
    return {
        "other_document": _TWO_DOCUMENTS,
        "told_again": f"{again} AND type_l = type_r AND {_MEET} AND {_ONE_DAY}",
        "fight_and_capture": f"{again} AND type_l <> type_r AND (territory_l OR territory_r)"
        f" AND (days_l = 1 OR days_r = 1) AND {_agreement()} > 0",
        "one_document": ELSE,
    }
