"""How much speaks for it that two facts are told of one thing."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Nearness:
    """What the surroundings of two facts, and their passages, have in common beside the facts."""

    nearby: int
    """Telling words that stand near both."""
    adjoining: int
    """Those of them that are the next ones."""
    agreement: float
    """The share of telling words that the passages have in common."""
    careful: bool
    """Whether the passages are only related, so that they may well speak of different things."""
