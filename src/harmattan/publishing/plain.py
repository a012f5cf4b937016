"""Makes text from strangers harmless where it is shown or opened.

Documents may hold terminal escapes, text direction overrides, and cells that a spreadsheet would run as a formula.
"""

from __future__ import annotations

import re

# C0 and C1 controls, DEL, and the characters that turn the direction of the text around them (Unicode UAX #9), which
# can make a line read otherwise than it is stored.
_ESCAPE_SEQUENCE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-_])")
_HARMFUL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_SPACE = re.compile(r"[\s\u2028\u2029]+")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_JSON_HARMFUL = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]|<(?=[/!])")


def one_line(text: str) -> str:
    """``text`` without controls and escapes, each run of white space as one blank."""
    return _SPACE.sub(" ", _HARMFUL.sub("", _ESCAPE_SEQUENCE.sub("", text))).strip()


def cell(text: str) -> str:
    """``text`` for a CSV cell: one line, led by an apostrophe where a spreadsheet would take it for a formula."""
    plain = one_line(text)
    risky = plain.startswith(_FORMULA) or text.startswith(("\t", "\r", "\n"))
    return f"'{plain}" if risky and plain else plain


def json_line(dumped: str) -> str:
    """JSON as dumped without ASCII escapes, with what could harm a terminal or a web page escaped the JSON way."""
    return _JSON_HARMFUL.sub(lambda found: f"\\u{ord(found[0]):04x}", dumped)
