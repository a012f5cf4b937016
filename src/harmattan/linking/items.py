"""A report with what linking needs to know about it."""

from __future__ import annotations

from dataclasses import dataclass

from harmattan.linking import windows
from harmattan.linking.windows import Window
from harmattan.model import Document, Report


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """A report with what linking needs to know about it."""

    report: Report
    document: Document
    story: str
    window: Window
    main: bool = False
    """Whether the document is mainly about it."""

    @classmethod
    def of(cls, report: Report, document: Document, story: str, *, main: bool = False) -> Item:
        """The item of a report."""
        return cls(report, document, story, windows.window(report, document), main)

    @property
    def affirms(self) -> bool:
        """Whether the report says that the event happened, rather than denying it."""
        return self.report.actuality == "happened" and self.report.assertion.stance != "denies"

    @property
    def makes_events(self) -> bool:
        """Whether the report alone is enough for an event."""
        return self.affirms and self.report.timing == "current"
