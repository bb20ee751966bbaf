"""An estimate of how many records an import will have, from the sizes of its files and from what was read so far."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from index.formats import FoundFile

_WHOLE: Final = 0.98
"""Share from which on a file that is so far with its first record was read ahead as a whole, which does not show how
many records it has."""
_DOUBT: Final = 2
"""Records for which the guess by size still counts, once files of the kind are counted."""


class Expected:
    """Estimates the number of records: by size first, then by what other files of the kind had for theirs.

    Of the file that is read, by how far it is read. A kind is the ending of a name.
    """

    def __init__(self) -> None:
        self._files: deque[tuple[str, int]] = deque()
        self._to_come = Counter[str]()
        """By kind, the records guessed of the files that are not done, the current one included."""
        self._guessed = Counter[str]()
        """By kind, those guessed of files that are done, and those counted in these."""
        self._counted = Counter[str]()
        self._finished = 0
        self._in_file = 0
        self._share: float | None = None
        """How far the current file is read; 0 where that shows nothing, None before it is known."""

    @property
    def done(self) -> int:
        """Records that are done; a file without records counts as one."""
        return self._finished + self._in_file

    @property
    def total(self) -> int:
        """Records that are done and estimated to come."""
        if not self._files:
            return self.done
        current, guess = self._files[0]
        to_come = self._to_come - Counter({current: guess})
        rest = sum(count * self._ratio(kind) for kind, count in to_come.items())
        return self._finished + max(self._in_file, self._of_current(current, guess)) + round(rest)

    def begin(self, files: Sequence[FoundFile]) -> None:
        """Estimate the records of ``files`` from their names and sizes."""
        from index.formats import expected_articles

        for file in files:
            kind, guess = file.path.suffix.lower(), expected_articles(file)
            self._files.append((kind, guess))
            self._to_come[kind] += guess

    def record(self) -> None:
        """One record is done."""
        self._in_file += 1

    def place(self, share: float) -> None:
        """The records that are done came out of this share of the current file."""
        if self._share is None and share >= _WHOLE:
            self._share = 0.0
        elif self._share != 0.0:
            self._share = share

    def file(self) -> None:
        """The next file is done: its count replaces its estimate."""
        kind, guess = self._files.popleft()
        count = max(self._in_file, 1)
        self._to_come[kind] -= guess
        self._guessed[kind] += guess
        self._counted[kind] += count
        self._finished += count
        self._in_file, self._share = 0, None

    def _ratio(self, kind: str) -> float:
        return (self._counted[kind] + _DOUBT) / (self._guessed[kind] + _DOUBT)

    def _of_current(self, kind: str, guess: int) -> int:
        if self._in_file and self._share:
            return round(self._in_file / self._share)
        return round(guess * self._ratio(kind))
