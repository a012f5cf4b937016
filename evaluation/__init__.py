"""Measures Harmattan against gold data. See docs/accuracy.md for the definitions."""
