"""A draft is what a reader got out of one file or record; it becomes a Document here."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from harmattan.errors import InputError
from harmattan.ingest.cleaning import clean
from harmattan.ingest.datelines import Dateline, is_head_line, read_head
from harmattan.ingest.decoding import check_length, storable
from harmattan.ingest.language import identify, why_skipped
from harmattan.ingest.published import Evidence, settle
from harmattan.model import Document, Published, Span, content_id

_OPENING = 400
"""Characters in which a title that the text repeats is looked for (a byline may stand before it)."""
_HEADLINE_WORDS = range(3, 26)
_SENTENCE_END = re.compile(r"[.!?:;,…—–-][\"'”’)\]]*$")


@dataclass(frozen=True, slots=True)
class Draft:
    """Text and metadata as a reader found them; every field but ``text`` may be unknown."""

    text: str
    id: str | None = None
    title: str | None = None
    url: str | None = None
    source: str | None = None
    language: str | None = None
    published: Published | None = None
    """What the user gave; it beats all other evidence."""
    page_date: dt.date | None = None
    crawl_date: dt.date | None = None
    spans: tuple[tuple[int, int], ...] | None = None
    """Offsets into ``text`` that the input brought; the text is then kept exactly."""


def finish(draft: Draft) -> Document:
    """The document of a draft: cleaned, dated, its language told, identified by its text.

    Raises:
        InputError: no text is left, it is too long, or a span does not lie in it.
    """
    text, crawled = _text_of(draft)
    head = read_head(text)
    language = draft.language or identify(text)
    if draft.spans is None:
        text = _with_title(draft.title, text)
    return Document(
        id=draft.id or content_id("d", text),
        title=draft.title or headline(text),
        text=text,
        url=draft.url,
        source=draft.source or head.source,
        language=language,
        published=_published(draft, head, crawled),
        spans=_spans(text, draft.spans or ()),
        skipped=why_skipped(language, text),
    )


def headline(text: str) -> str | None:
    """The first line where it clearly is a headline: short, no full stop, no date, and a longer text below it."""
    first, _, rest = text.partition("\n")
    first = first.strip()
    if len(rest.strip()) < 2 * len(first) or len(first.split()) not in _HEADLINE_WORDS or len(first) > 200:
        return None
    if _SENTENCE_END.search(first) or (not first[0].isalnum() and first[0] not in "\"'“‘") or is_head_line(first):
        return None
    # In wrapped text the first line ends anywhere; a headline is followed by a blank line or a much longer one.
    following = rest.split("\n", 1)[0].strip()
    return first if not following or len(following) > 1.5 * len(first) else None


def _text_of(draft: Draft) -> tuple[str, dt.date | None]:
    check_length(draft.text)
    text, crawled = storable(draft.text), None
    if draft.spans is None:
        text, crawled = clean(text)
    if not text.strip():
        raise InputError("the text is empty")
    return text, crawled or draft.crawl_date


def _with_title(title: str | None, text: str) -> str:
    """The text with its title as first paragraph: a headline often says what the text takes for granted.

    A title that the text already begins with is not repeated.
    """
    line = " ".join(title.split()) if title else ""
    opening = " ".join(text[: len(line) + _OPENING].split()).casefold()
    if not line or line.casefold() in opening:
        return text
    return f"{line}\n\n{text}"


def _published(draft: Draft, head: Dateline, crawled: dt.date | None) -> Published:
    return settle(Evidence(draft.published, draft.page_date, head.date, head.quote, crawled))


def _spans(text: str, offsets: tuple[tuple[int, int], ...]) -> tuple[Span, ...]:
    for start, end in offsets:
        if not 0 <= start < end <= len(text):
            raise InputError(f"span {start}..{end} does not lie in the text of {len(text)} characters")
    return tuple(Span.cut(text, start, end) for start, end in offsets)
