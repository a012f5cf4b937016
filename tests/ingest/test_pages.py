"""Web pages and web archives."""

from __future__ import annotations

import datetime as dt
import gzip
from pathlib import Path

from harmattan.ingest import Rejected, read_documents
from harmattan.model import Document

META = '<meta property="article:published_time" content="2023-10-06T08:00:00+00:00">'
PAGE = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Raid on customs post | River Post</title>
<meta property="og:site_name" content="River Post">
{META}
<link rel="canonical" href="https://riverpost.example/raid"></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article><h1>Raid on customs post</h1>
<p>Gunmen raided a customs post near the river on Sunday, the governor said in a statement on the radio.</p>
<p>Four officers were killed in the raid, which lasted less than an hour, and two lorries were burnt.</p>
<p>Nobody has said who was behind it, but the region has seen many raids of the kind since the spring.</p></article>
<aside><h3>Related</h3><a href="/x">Minister opens bridge</a></aside>
<section id="comments"><p>Great article, thanks for it!</p></section></body></html>"""


def read(path: Path) -> list[Document | Rejected]:
    return list(read_documents([path]))


def page(tmp_path: Path, html: str | bytes) -> Document:
    (tmp_path / "a.html").write_bytes(html if isinstance(html, bytes) else html.encode())
    (document,) = read(tmp_path)
    assert isinstance(document, Document)
    return document


def test_a_page_gives_its_article_without_what_is_around_it(tmp_path: Path) -> None:
    text = page(tmp_path, PAGE).text
    assert "Four officers were killed" in text
    assert not any(word in text for word in ("Sport", "bridge", "Great article"))


def test_a_page_gives_its_metadata(tmp_path: Path) -> None:
    document = page(tmp_path, PAGE)
    assert (document.title, document.source, document.url) == (
        "Raid on customs post",
        "River Post",
        "https://riverpost.example/raid",
    )
    assert (document.published.date, document.published.basis) == (dt.date(2023, 10, 6), "page")


def test_the_first_publication_counts_not_the_last_change(tmp_path: Path) -> None:
    changed = '<meta property="article:modified_time" content="2024-02-01T08:00:00+00:00">'
    assert page(tmp_path, PAGE.replace("<link", changed + "<link")).published.date == dt.date(2023, 10, 6)


def test_a_page_without_a_date_gets_none_from_years_in_its_text(tmp_path: Path) -> None:
    html = PAGE.replace(META, "").replace("since the spring", "since the war of 2012")
    assert page(tmp_path, html).published.date is None


def test_a_page_in_a_declared_legacy_encoding_is_read(tmp_path: Path) -> None:
    html = PAGE.replace("utf-8", "windows-1252").replace("governor", "gouverneur Rémy")
    assert "Rémy" in page(tmp_path, html.encode("cp1252")).text


def warc(*records: tuple[str, str, str]) -> bytes:
    """A web archive of responses (address, status line, HTML) fetched on 7 November 2023, one gzip member each."""
    parts = []
    for url, status, html in records:
        body = f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{html}".encode()
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2023-11-07T10:00:00Z\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        parts.append(gzip.compress(head.encode() + body + b"\r\n\r\n"))
    return b"".join(parts)


def test_an_archive_gives_its_pages_and_passes_over_errors(tmp_path: Path) -> None:
    data = warc(("https://a.example/1", "404 Not Found", PAGE), ("https://a.example/2", "200 OK", PAGE))
    (tmp_path / "a.warc.gz").write_bytes(data)
    (document,) = read(tmp_path)
    assert isinstance(document, Document)
    assert document.url == "https://a.example/2"


def test_the_day_of_the_crawl_bounds_the_publication_of_a_page_without_date(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(warc(("https://a.example/1", "200 OK", PAGE.replace(META, ""))))
    (document,) = read(tmp_path)
    assert isinstance(document, Document)
    assert (document.published.latest, document.published.basis) == (dt.date(2023, 11, 7), "header")


def test_a_page_without_text_in_an_archive_is_named_by_its_record(tmp_path: Path) -> None:
    data = warc(
        ("https://a.example/1", "200 OK", "<html><body></body></html>"), ("https://a.example/2", "200 OK", PAGE)
    )
    (tmp_path / "a.warc.gz").write_bytes(data)
    problem, document = read(tmp_path)
    assert isinstance(problem, Rejected)
    assert problem.record == 1
    assert isinstance(document, Document)


def test_the_pages_before_the_damage_of_an_archive_are_kept(tmp_path: Path) -> None:
    data = warc(("https://a.example/1", "200 OK", PAGE))
    (tmp_path / "a.warc.gz").write_bytes(data + b"\x1f\x8b\x08\x00garbage")
    found = read(tmp_path)
    assert isinstance(found[0], Document)
