"""Two marked places of two articles that may differ on one fact, with the evidence for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from index.model import DifferenceKind, Span


@dataclass(frozen=True, slots=True)
class Mark:
    """The words of one sentence that state a value."""

    sentence: int
    """The number of the sentence in its :class:`Reading`."""
    span: Span
    """Into the sentence."""
    value: str = ""
    """The value written one way, so that equal values are equal."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two values that may be of one thing."""

    kind: DifferenceKind
    left: Mark
    right: Mark
    subject: str = ""
    """What both are of, in a few words of the texts; empty where that is not clear."""
    features: Mapping[str, float] = field(default_factory=dict)
    """Evidence by name, mostly 0 to 1, for the ranking."""
    reasons: tuple[str, ...] = ()
    """What speaks for one thing, for a reader."""
    missing: str = ""
    """What would have to be known to tell whether the two values differ; empty where nothing is missing."""
    doubts: tuple[str, ...] = ()
    """What keeps it from being a conflict however likely it is, for a reader: another scope, another time ..."""
    moves: bool = False
    """Whether the value is one that grows or falls with time, such as a toll, so that two days may have two values."""
