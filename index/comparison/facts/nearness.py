"""The evidence that two facts are about one thing."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Nearness:
    """What the contexts of two facts, and their passages, have in common beside the facts."""

    nearby: int
    """Content words that are near both."""
    adjoining: int
    """Content words that are next to both."""
    agreement: float
    """The share of content words that the passages have in common, 0 to 1."""
    careful: bool
    """Whether the passages are only related, so that they may be about different things."""
