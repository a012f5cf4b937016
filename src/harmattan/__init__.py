"""Harmattan: news reports about political violence in, a checkable event database out."""

__version__ = "0.1.0"
