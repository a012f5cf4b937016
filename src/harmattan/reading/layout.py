"""Where paragraphs begin and end in plain text, hard-wrapped or not."""

from __future__ import annotations

import re
from collections.abc import Iterator

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_LEAST_WIDTH = 45
_GREATEST_WIDTH = 120
_SLACK = 0.9


def blocks(text: str) -> Iterator[tuple[int, int]]:
    """Offsets of every paragraph: lines that belong together, because the text was wrapped at a fixed width."""
    paragraph: list[tuple[int, int]] = []
    for start, end, after_blank in _lines(text):
        if after_blank and paragraph:
            yield from _joined(text, paragraph)
            paragraph = []
        paragraph.append((start, end))
    if paragraph:
        yield from _joined(text, paragraph)


def _lines(text: str) -> Iterator[tuple[int, int, bool]]:
    """Lines that hold something, and whether an empty line stands before each."""
    last = 0
    for match in _LINE.finditer(text):
        start, end = match.span()
        content = match.group()
        if not content.strip():
            continue
        gap = text[last:start].replace("\r\n", "\n")
        breaks = sum(1 for c in gap if not c.isspace() or c in "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")
        yield start, start + len(content.rstrip()), breaks > 1
        last = end
    return


def _joined(text: str, lines: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Joins the lines of one block where the next line's first word would not have fitted on the line before."""
    width = max(end - start for start, end in lines)
    wrapped = _LEAST_WIDTH <= width <= _GREATEST_WIDTH
    first, last = lines[0]
    for start, end in lines[1:]:
        word = text[start:end].split(maxsplit=1)[0]
        line_start = text.rfind("\n", 0, last) + 1
        if wrapped and last - max(line_start, first) + 1 + len(word) >= _SLACK * width:
            last = end
        else:
            yield first, last
            first, last = start, end
    yield first, last
