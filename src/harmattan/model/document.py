"""A document: one text with its metadata, and how far its date can be trusted."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from harmattan.model.base import Record, Span

PublishedBasis = Literal["given", "page", "dateline", "header", "inferred", "unknown"]
_FIRM: frozenset[PublishedBasis] = frozenset({"given", "page", "dateline", "inferred"})


class Published(Record):
    """When a document appeared. ``date`` is set only when one day is meant."""

    date: dt.date | None = None
    earliest: dt.date | None = None
    latest: dt.date | None = None
    basis: PublishedBasis = "unknown"
    """given: by the user; page: metadata of the web page; dateline: in the text; header: a crawl header, which is on or
    after the true date; inferred: settled by other documents; unknown."""
    doubts: tuple[str, ...] = ()

    @property
    def is_firm(self) -> bool:
        """Whether the dates can be relied on: not a crawl header's, and not unknown."""
        return self.basis in _FIRM


class Document(Record):
    """One text. ``text`` is the canonical form that all spans cut."""

    id: str
    title: str | None = None
    text: str
    url: str | None = None
    source: str | None = None
    """The outlet."""
    language: str = "und"
    """ISO 639-1 code, ``und`` where undetermined."""
    story_id: str | None = None
    published: Published = Published()
    spans: tuple[Span, ...] = ()
    """Gold spans that the input brought; ``inspect`` resolves exactly these."""
    skipped: str | None = None
    """Why the document was kept but not coded (a language that cannot be read, for instance)."""
