"""The records of mutation testing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal

Outcome = Literal["killed", "timeout", "survived", "untested"]
"""``timeout`` counts as killed. ``untested``: no test runs the line, which counts as survived."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change of one file: bytes ``[start, end)`` are replaced."""

    path: str
    """Relative to the root of the project, with ``/``."""
    line: int
    start: int
    end: int
    replacement: str
    change: str
    """What was changed, for people: ``a < b  ->  a <= b``."""
    text: str = ""
    """The line as it is in the file."""
    name: str = ""
    """The module constant whose value this changes; else empty."""
    statement: int = 0
    """The first line of the statement it is in; for the default of a parameter, that of the function's body."""

    @property
    def folder(self) -> str:
        """The folder in ``index/`` that figures are given for, such as ``index/comparison``."""
        return "/".join(PurePosixPath(self.path).parts[:-1][:2])

    def applied(self, source: bytes) -> bytes:
        """``source`` with the change made."""
        return source[: self.start] + self.replacement.encode() + source[self.end :]


@dataclass(frozen=True, slots=True)
class Skipped:
    """A place that is not mutated, and why."""

    path: str
    line: int
    what: str
    reason: str


@dataclass(frozen=True, slots=True)
class Result:
    """How the tests took a mutant."""

    mutant: Mutant
    outcome: Outcome
    seconds: float
    killer: str = ""
    """The test that noticed."""

    @property
    def survived(self) -> bool:
        """Whether no test noticed the change."""
        return self.outcome in ("survived", "untested")
