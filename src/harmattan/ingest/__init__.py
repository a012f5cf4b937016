"""Anything outside becomes documents: text, HTML, JSON Lines, web archives; cleaned, dated, their language told."""

from harmattan.ingest.sources import Rejected, read_documents

__all__ = ["Rejected", "read_documents"]
