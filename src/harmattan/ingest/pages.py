"""Web pages: the article, its title, date, address and outlet, through trafilatura."""

from __future__ import annotations

import re
from typing import Any

from harmattan.errors import InputError
from harmattan.ingest.dates import parse_day
from harmattan.ingest.decoding import decode
from harmattan.ingest.drafts import Draft

# Only dates that the page states are taken: the extensive search also turns years in running text into days. The last
# day is fixed because the library would ask the clock.
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2100-12-31"}
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE)


def read_page(data: bytes, *, url: str | None = None, charset: str | None = None, lenient: bool = False) -> Draft:
    """The article on a page.

    Args:
        data: the page as it lies on disk or came over the wire.
        url: its address, where known.
        charset: the encoding that the server named.
        lenient: replace broken bytes, as browsers do, instead of refusing the page.

    Raises:
        InputError: the data is empty, binary or wrongly encoded, or the page holds no article text.
    """
    html = _decode(data, charset, lenient)
    page = _extract(html, url)
    text = (page.text or "").strip() if page is not None else ""
    if page is None or not text:
        raise InputError("the page holds no article text")
    address = page.url or url
    return Draft(
        text=text,
        title=page.title or None,
        url=address,
        source=page.sitename or page.hostname or None,
        page_date=parse_day(page.date) if page.date else None,
    )


def _extract(html: str, url: str | None) -> Any:
    import trafilatura

    try:
        return trafilatura.bare_extraction(
            html,
            url=url,
            with_metadata=True,
            include_comments=False,
            include_tables=False,
            date_extraction_params=dict(_DATES),
        )
    except Exception as error:  # whatever a parser raises on a hostile page, the other documents go on
        raise InputError(f"the page cannot be parsed: {error or type(error).__name__}") from error


def _decode(data: bytes, charset: str | None, lenient: bool) -> str:
    declared = charset or _declared(data)
    if declared and declared.lower() not in ("utf-8", "utf8"):
        try:
            return data.decode(declared)
        except (UnicodeDecodeError, LookupError):
            pass  # pages often declare what they are not
    try:
        return decode(data)
    except InputError:
        if not lenient or b"\x00" in data or not data.strip():
            raise
        return data.decode("utf-8", "replace")


def _declared(data: bytes) -> str | None:
    found = _CHARSET.search(data[:4096])
    return found[1].decode("ascii", "replace") if found else None
