"""How long an import will still take, from how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from index.model import Progress

LEAST_SHARE: Final = 0.05
"""Share of the documents of a stage that must be done before the time left is estimated."""
LEAST_SECONDS: Final = 1.0
"""Seconds that a stage must have taken before that."""
AFTER_READING: Final = 0.55
"""What grouping and looking for copies take after it, as a share of the time of reading and indexing: 0.3 in an archive
of real news, and 1.0 in one whose articles all share their stories with five others."""
AFTER_GROUPING: Final = 1.9
"""What describing the stories and looking for copies take, as a share of the time of finding the stories: 1.0 in an
archive of real news, and 3.5 in one whose articles all share their stories with five others."""
TRACING: Final = 0.6
"""What looking for copies takes, as a share of the time of finding the stories."""


class TimeLeft:
    """Seconds left of one import. Reading and indexing alternate, so both count as reading until that has ended."""

    def __init__(self) -> None:
        self._begun: float | None = None
        self._read = 0
        """Documents that were read when the clock began."""
        self._seconds: float | None = None
        self._stage = ""
        self._stage_begun = 0.0
        self._grouping = 0.0
        """Seconds that finding the stories took."""

    def after(self, progress: Progress, now: float) -> float | None:
        """Seconds left, by a progress at the time ``now``; None while that is not known.

        Call it with each progress, in order; ``now`` is in seconds of any clock that never goes back.
        """
        if progress.stage in ("finding", "done"):
            self._begun = None
            return None
        if progress.stage != self._stage:
            if self._stage == "grouping":
                self._grouping = now - self._stage_begun
            self._stage, self._stage_begun = progress.stage, now
        if progress.stage == "reading":
            # The first documents wait for libraries to load, so the clock begins after them.
            if self._begun is None and progress.done:
                self._begun, self._read = now, progress.done
            self._seconds = _rest(
                progress, self._read, now - (now if self._begun is None else self._begun), AFTER_READING
            )
        elif progress.stage == "grouping":
            self._seconds = _rest(progress, 0, now - self._stage_begun, AFTER_GROUPING)
        elif progress.stage == "describing":
            self._seconds = _rest(progress, 0, now - self._stage_begun, 0, TRACING * self._grouping)
        elif progress.stage == "tracing":
            self._seconds = _rest(progress, 0, now - self._stage_begun, 0)
        return self._seconds


def _rest(progress: Progress, before: int, passed: float, after: float, more: float = 0.0) -> float | None:
    """Seconds left of a stage that has taken ``passed``, of those ``after`` it, as a share of its own, and ``more``."""
    done, total = progress.done - before, progress.total - before
    if total <= 0 or done <= 0 or done < LEAST_SHARE * total or passed < LEAST_SECONDS:
        return None
    whole = passed * total / done
    return whole - passed + after * whole + more


def left_words(seconds: float | None) -> str:
    """``about 20 s left``, ``about 3 min left``, ``about 2 h left``; empty while that is not known."""
    if seconds is None:
        return ""
    if seconds < 90:
        return f"about {max(1, round(seconds))} s left"
    return f"about {round(seconds / 60)} min left" if seconds < 5400 else f"about {seconds / 3600:.1f} h left"
