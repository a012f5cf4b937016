"""Where a document's outlet is at home, as far as its address tells."""

from __future__ import annotations

import re
from functools import lru_cache

from harmattan.codebook.countries import countries
from harmattan.model import Document

_HOST = re.compile(r"^(?:[a-z][a-z0-9+.-]*://)?(?:[^/@\s]*@)?([a-z0-9.-]+\.[a-z]{2,})(?:[:/?#]|$)", re.IGNORECASE)
_GENERIC = frozenset(("tv", "me", "io", "co", "ai", "fm", "cc", "ws", "to", "la", "ly", "st", "su"))
"""Country domains that are sold to anybody."""


def outlet_country(document: Document) -> str | None:
    """ISO 3166-1 alpha-2 of the outlet's country by the domain of its address, None where that says nothing."""
    for address in (document.url, document.source):
        country = _country(address) if address else None
        if country:
            return country
    return None


@lru_cache(maxsize=4096)
def _country(address: str) -> str | None:
    host = _HOST.match(address.strip())
    if host is None:
        return None
    ending = host[1].rsplit(".", 1)[-1].lower()
    if ending in _GENERIC or len(ending) != 2:
        return None
    code = "GB" if ending == "uk" else ending.upper()
    return code if code in countries() else None
