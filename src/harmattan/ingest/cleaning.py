"""Takes off a text what is not the article: mojibake, crawl headers, and the tails that web pages leave.

The patterns are in ``codebook/data/boilerplate.yaml``. Tails are cut from the end only and line by line, so that no
sentence of an article is lost: the first line from below that could be a sentence ends the cutting.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from functools import cache

from harmattan.codebook.load import read_yaml

_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")
_LINE_END = re.compile("\r\n?|[\u2028\u2029\x85]")
_CLEAN = re.compile(r"[\t -%'-~]*")
"""A line of plain ASCII without an ampersand, which may open an HTML entity, needs no repair."""
_LONGEST_LINK = 140
_LONGEST_NOTICE = 400


def clean(text: str) -> tuple[str, dt.date | None]:
    """The article in ``text`` and the day that a crawl header names, if it has one."""
    body, crawled = cut_header(_normalise(text))
    return cut_tail(body.strip("\n").strip()), crawled


def cut_header(text: str) -> tuple[str, dt.date | None]:
    """``text`` without a leading crawl header, and the header's day."""
    for pattern in _patterns("crawl_headers"):
        found = pattern.match(text)
        if found is None:
            continue
        try:
            day = dt.date.fromisoformat(found["date"])
        except ValueError:
            continue
        return text[found.end() :], day
    return text, None


def cut_tail(text: str) -> str:
    """``text`` without comment forms, link lists, newsletter and cookie notices at its end."""
    lines = text.split("\n")
    start = len(lines)
    while start and _may_go(lines[start - 1]):
        start -= 1
    cut = _first_cut(lines, start)
    kept = "\n".join(lines[:cut]).rstrip()
    return kept or text


def _first_cut(lines: list[str], start: int) -> int:
    """Index of the first line from which everything to the end is boilerplate."""
    for i in range(start, len(lines)):
        if (_is("headings", lines[i]) or _is("lines", lines[i])) and _all_go(lines, i):
            return i
    return len(lines)


def _all_go(lines: list[str], first: int) -> bool:
    below_heading = False
    for line in lines[first:]:
        if _is("headings", line):
            below_heading = True
        elif line.strip() and not _is("lines", line) and not below_heading:
            return False
    return True


def _may_go(line: str) -> bool:
    return not line.strip() or _is("headings", line) or _is("lines", line) or _is_link(line)


def _is_link(line: str) -> bool:
    """Whether a line could be the title of another article: short and no sentence."""
    words = line.strip()
    return len(words) <= _LONGEST_LINK and not _SENTENCE_END.search(words)


def _is(kind: str, line: str) -> bool:
    words = line.strip()
    return 0 < len(words) <= _LONGEST_NOTICE and any(p.fullmatch(words) for p in _patterns(kind))


@cache
def _patterns(kind: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(p, re.IGNORECASE) for p in read_yaml("boilerplate.yaml")[kind])


def _normalise(text: str) -> str:
    """Repairs wrongly decoded text and line ends; a clean text comes back unchanged but for line ends."""
    fix = _fixer("<" not in text)
    lines = _LINE_END.sub("\n", text).split("\n")
    return "\n".join(line if _CLEAN.fullmatch(line) else fix(line) for line in lines)


@cache
def _fixer(entities: bool) -> Callable[[str], str]:
    """Repairs one line; HTML entities only in texts without mark-up, where they can only be leftovers."""
    import ftfy

    # Quotes, character widths and composed forms are the writer's; only what decoding damaged is put right.
    config = ftfy.TextFixerConfig(
        unescape_html=entities,
        remove_terminal_escapes=True,
        fix_encoding=True,
        restore_byte_a0=True,
        replace_lossy_sequences=True,
        decode_inconsistent_utf8=True,
        fix_c1_controls=True,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        fix_surrogates=True,
        remove_control_chars=True,
        normalization=None,
        explain=False,
    )
    return lambda line: ftfy.fix_text(line, config)
