"""Finds every mention of time in a sentence.

The grammar works on the words alone, so that a wrong tag, a wrong parse or a text in capitals costs nothing; tags and
entities only settle what words cannot ("May", "March", "2000 people").
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from harmattan.reading.syntax import Sentence
from harmattan.reading.time_atoms import Atoms
from harmattan.reading.time_grammar import expression_at
from harmattan.resolving.date_types import Between, Calendar, Kind, Meaning, Relation, TimeExpression
from harmattan.resolving.date_words import feast_phrases, local_months, mapping, phrases, words

_REACH = 8
"""In atoms; the longest way from the first word of an expression to one that is in ``_cores``."""
_BEHIND_NUMBERS = frozenset({"-", "/", ".", ":", "s", "h", "'", "a", "p", "am", "pm", "o", "st", "nd", "rd", "th"})


@cache
def _starters() -> frozenset[str]:
    names = (
        "months",
        "month_abbreviations",
        "weekdays",
        "weekday_abbreviations",
        "seasons",
        "units",
        "numbers",
        "ordinals",
        "days",
        "nights",
        "parts_of_day",
        "which",
        "parts",
        "sets",
    )
    found: set[str] = {"the", "a", "an", "'", "q", "fy", "fiscal", "financial", "per", "these", "those", "tonight"}
    for name in names:
        found |= set(mapping(name))
    for name in ("vague_numbers", "set_words"):
        found |= words(name)
    return frozenset(found | set(phrases("references")) | set(feast_phrases()) | set(local_months()))


@cache
def _cores() -> frozenset[str]:
    names = (
        "months",
        "month_abbreviations",
        "weekdays",
        "weekday_abbreviations",
        "seasons",
        "units",
        "decade_words",
        "days",
        "nights",
        "parts_of_day",
        "sets",
        "weekday_plurals",
    )
    found: set[str] = {"fy"}
    for name in names:
        found |= set(mapping(name))
    groups = [*phrases("references").values(), *feast_phrases().values()]
    found |= {phrase[-1] for group in groups for phrase in group}
    return frozenset(found | {month[0][0] for group in local_months().values() for month in group})


def find_times(sentence: Sentence, text: str | None = None) -> list[TimeExpression]:
    """Time expressions of one sentence in text order; they never overlap. Offsets are those of the document.

    ``text`` is the document's text, from which the quotes are cut; without it, white space between tokens that is not
    a plain space cannot be told, and stands in ``TimeExpression.text`` as spaces.
    """
    a = Atoms(sentence)
    reachable = _reachable(a)
    if not any(reachable):
        return []
    blocked = _blocked(a)
    starters = _starters()
    found: list[tuple[int, int, Meaning, Kind]] = []
    i = 0
    while i < len(a):
        hit = None
        if reachable[i] and not blocked[i] and (a[i].number is not None or a[i].word in starters):
            hit = expression_at(a, i)
        if hit is None or any(blocked[i : hit[1]]):
            weekly = mapping("weekday_plurals").get(a[i].word)
            if weekly is not None and hit is None:
                found.append((i, i + 1, Calendar(weekday=int(weekly)), "set"))
            i += 1
            continue
        found.append((i, hit[1], hit[0], hit[2]))
        i = max(hit[1], i + 1)
    found = _share_years(a, found)
    made = [_expression(a, text, *item) for item in found]
    return [e for e in made if not _inside_name(sentence, e)]


def _reachable(a: Atoms) -> list[bool]:
    """Whether a word or number that can carry a time stands at each atom or shortly behind it."""
    cores = _cores()
    near, out = 0, [False] * len(a)
    for i in range(len(a) - 1, -1, -1):
        atom = a.items[i]
        if atom.word in cores or (atom.number is not None and _may_be_time(a, i)):
            near = _REACH
        out[i] = near > 0
        near -= 1
    return out


def _may_be_time(a: Atoms, i: int) -> bool:
    atom, after = a.items[i], a[i + 1]
    if atom.end - atom.start == 4:
        return True
    return after.word in _BEHIND_NUMBERS and (after.glued or after.word.isalpha())


def _blocked(a: Atoms) -> list[bool]:
    blocked = [False] * len(a)
    for i, atom in enumerate(a.items):
        for phrase in phrases("not_times").get(atom.word, ()):
            end = a.phrase(i, phrase)
            if end is not None and (
                a[end - 1].title
                or atom.title
                or a.shouting
                or (len(phrase) > 1 and phrase[0] in ("at", "one", "some", "day", "march", "last", "world"))
            ):
                if phrase[0] == "march" and a.word(i - 1) in words("before_a_date"):
                    continue
                blocked[i:end] = [True] * (end - i)
                break
    return blocked


def _share_years(a: Atoms, found: list[tuple[int, int, Meaning, Kind]]) -> list[tuple[int, int, Meaning, Kind]]:
    """ "in March and April 2022": the year at the end of a list holds for the whole list."""
    out = list(found)
    for k in range(len(out) - 2, -1, -1):
        i, end, meaning, kind = out[k]
        following = out[k + 1]
        gap = [a.word(j) for j in range(end, following[0])]
        if (
            not gap
            or any(word not in (",", "and", "or", "on", "in", "to") for word in gap)
            or ("," in gap and "and" not in gap and len(gap) > 1)
        ):
            continue
        year = _year_of(following[2])
        if (
            isinstance(meaning, Calendar)
            and meaning.year is None
            and meaning.month is not None
            and meaning.inside is None
            and year
            and _month_of(following[2])
        ):
            out[k] = (i, end, replace(meaning, year=year), kind)
    return out


def _year_of(meaning: Meaning) -> int | None:
    if isinstance(meaning, Between):
        return _year_of(meaning.first)
    return meaning.year if isinstance(meaning, Calendar) else None


def _month_of(meaning: Meaning) -> int | None:
    if isinstance(meaning, Between):
        return _month_of(meaning.first)
    return meaning.month if isinstance(meaning, Calendar) else None


def _expression(a: Atoms, text: str | None, i: int, end: int, meaning: Meaning, kind: Kind) -> TimeExpression:
    sentence = a.sentence
    start, stop = a[i].start, a[end - 1].end
    words_from = sentence.tokens[a[i].token]
    cut = text[start:stop] if text is not None else _cut(sentence, start, stop)
    return TimeExpression(
        sentence=sentence.index,
        first=words_from.i,
        last=a[end - 1].token + 1,
        start=start,
        end=stop,
        text=cut,
        kind=kind,
        meaning=meaning,
        relation=_relation(a, i, end) if kind in ("date", "time") else None,
        dateline=_is_dateline(a, i, end, meaning),
    )


def _is_dateline(a: Atoms, i: int, end: int, meaning: Meaning) -> bool:
    """ "BOGOTA, 3 JAN 90 --", "Some Outlet, October 6, 2023 (Agency) -", a line with nothing but a date."""
    if (
        a.sentence.index > 2
        or i > 14
        or not isinstance(meaning, Calendar)
        or meaning.month is None
        or meaning.day is None
    ):
        return False
    before, after = a.items[:i], a.word(end)
    if any(atom.word.isalpha() and not atom.title and atom.word not in ("of", "de", "del", "and") for atom in before):
        return len(before) == 1 and before[0].word == "date"
    opened = (
        i == 0 or a.word(i - 1) in (",", ".", "-", "(", ")", "|", ":", "/", "]") or a.word(i - 1) in mapping("weekdays")
    )
    return opened and (
        after in ("", "-", "(", "[", "|", ")", ":")
        or (after == "." and end + 1 >= len(a))
        or a[end].start > a[end - 1].end + 1
    )


def _cut(sentence: Sentence, start: int, end: int) -> str:
    """The document's text between two offsets, put together from the tokens (one space for any white space)."""
    pieces: list[str] = []
    at = start
    for token in sentence.tokens:
        if token.end <= start or token.start >= end:
            continue
        if token.start > at:
            pieces.append(" " * (token.start - at))
        pieces.append(token.text[max(0, start - token.start) : end - token.start])
        at = token.end
    return "".join(pieces)


def _relation(a: Atoms, i: int, end: int) -> Relation | None:
    if a.word(end) == "'" and a.word(end + 1) == "s":
        # "after Monday's attack": the relation is the noun's
        return None
    j = i - 1
    while a.is_(j, "about", "around", "roughly", "approximately", "at", "on", "least", "late", "early", "-"):
        j -= 1
    table = mapping("relations")
    pair = f"{a.word(j - 1)} {a.word(j)}"
    found = table.get(pair) or table.get(a.word(j))
    if found == "by" and j == i - 1 and a.word(j) != "by":
        return None
    relation: Relation | None = found
    return relation


def _inside_name(sentence: Sentence, e: TimeExpression) -> bool:
    """Part of the name of a person or a group: "Sunday Adeyemi", "the 9 December Brigade"."""
    weekday_only = isinstance(e.meaning, Calendar) and e.meaning.weekday is not None and e.meaning.day is None
    for entity in sentence.entities:
        inside = entity.first <= e.first and e.last <= entity.last and entity.last - entity.first > e.last - e.first
        if not inside:
            continue
        if entity.label == "PER" and not any(c.isdigit() for c in e.text):
            return True
        if entity.label == "ORG" and not weekday_only and e.last < entity.last and not e.text.isdecimal():
            return True
    return False
