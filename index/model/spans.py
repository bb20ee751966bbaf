"""Spans of text and the fields that they lie in, the same in every record."""

from __future__ import annotations

from typing import Literal

Span = tuple[int, int]
"""``(start, end)``, half-open, in code points."""

Field = Literal["headline", "deck", "text"]
"""The part of an article in which something is stated."""
