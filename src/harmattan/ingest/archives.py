"""Web archives (WARC): every page in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from harmattan.errors import InputError
from harmattan.ingest.decoding import MAX_BYTES, check_size
from harmattan.ingest.drafts import Draft
from harmattan.ingest.pages import read_page

_HTML = frozenset({"text/html", "application/xhtml+xml"})


def read_archive(path: Path) -> Iterator[tuple[int, Draft | InputError]]:
    """The pages of an archive with their record numbers from 1; images, redirects and error pages are passed over.

    The day of the crawl bounds the day of publication from above.

    Raises:
        InputError: the archive is damaged; the pages before the damage have come.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    number, seen = 0, False
    with path.open("rb") as stream:
        try:
            records = ArchiveIterator(stream, parse_http=True, auto_decode="all")
            for number, record in enumerate(records, 1):
                seen = True
                if record.record_type == WarcRecordType.response and _is_page(record):
                    yield number, _page(record)
        except (OSError, EOFError, ValueError, RuntimeError) as error:
            raise InputError(f"the archive is damaged after record {number}: {error}") from error
    if not seen:
        raise InputError("not a web archive, or an empty one")


def _is_page(record: Any) -> bool:
    headers = record.http_headers
    if headers is None or headers.status_code != 200:
        return False
    return (record.http_content_type or "").lower() in _HTML


def _page(record: Any) -> Draft | InputError:
    try:
        body = record.reader.read(MAX_BYTES + 1)
        check_size(len(body))
        url = record.headers.get("WARC-Target-URI")
        draft = read_page(body, url=url, charset=record.http_charset, lenient=True)
    except InputError as error:
        return error
    crawled = record.record_date
    return replace(draft, url=url or draft.url, crawl_date=crawled.date() if crawled else None)
