"""Anything outside becomes a Document: text, HTML, JSON Lines; cleaning, language, publication date."""
