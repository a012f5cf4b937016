"""What a plain pattern reaches on the casualties: the first number before a word for dead or hurt.

No parse and no list of people: a number, at most three words, and a word such as "killed". Where no number stands, a
word for dead or hurt is one person, and none is nobody.
"""

from __future__ import annotations

import re

_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
_WORDS = {word: value for value, word in enumerate(f"{_UNITS} seventeen eighteen nineteen twenty".split())}
_NUMBER = rf"(\d{{1,3}}|{'|'.join(_WORDS)})"
_KILLED = r"(?:killed|dead|died|dies|slain|fatally)"
_INJURED = r"(?:injured|wounded|hurt|injuring|wounding)"


def first_numbers(text: str) -> tuple[int, int]:
    """Killed and injured of a text by its first matches."""
    return _first(text, _KILLED), _first(text, _INJURED)


def _first(text: str, word: str) -> int:
    found = re.search(rf"\b{_NUMBER}\s+(?:[a-z-]+\s+){{0,3}}?{word}\b", text, re.I)
    if found is None:
        return 1 if re.search(rf"\b{word}\b", text, re.I) else 0
    number = found.group(1).lower()
    return _WORDS[number] if number in _WORDS else int(number)
