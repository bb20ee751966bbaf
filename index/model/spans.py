"""Spans of text, the same in every record."""

Span = tuple[int, int]
"""``(start, end)``, half-open, in code points."""
