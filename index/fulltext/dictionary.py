"""The words of an archive as they are written, in order: what a prefix can stand for, and what can be suggested.

A sorted text file, one folded word a line. Words of articles that were removed stay in it: they have no postings, so
they find nothing.
"""

from __future__ import annotations

import os
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from pathlib import Path

from index.text import stem

_LAST = "\U0010ffff"


class Dictionary:
    """An immutable sorted list of distinct folded words."""

    def __init__(self, words: Sequence[str] = ()) -> None:
        self._words = words

    def __len__(self) -> int:
        return len(self._words)

    def __contains__(self, word: object) -> bool:
        if not isinstance(word, str):
            return False
        at = bisect_left(self._words, word)
        return at < len(self._words) and self._words[at] == word

    def beginning(self, prefix: str) -> Sequence[str]:
        """The words that begin with ``prefix``, in order."""
        start = bisect_left(self._words, prefix)
        return self._words[start : bisect_left(self._words, prefix + _LAST, start)]

    def stems(self, prefix: str) -> set[str]:
        """The stems of all words that begin with ``prefix``, and of ``prefix`` itself."""
        return {stem(word) for word in self.beginning(prefix)} | {stem(prefix)}

    def having(self, words: Iterable[str]) -> Dictionary:
        """A dictionary with ``words`` in it as well; this one where they all are."""
        new = {word for word in words if word not in self}
        return Dictionary(sorted({*self._words, *new})) if new else self

    @classmethod
    def read(cls, path: Path) -> Dictionary:
        """The dictionary in a file that :meth:`write` made."""
        return cls(path.read_text(encoding="utf-8").split("\n")[:-1])

    def write(self, path: Path) -> None:
        """Write the words to a new file that only this user can read."""
        descriptor = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            file.writelines(f"{word}\n" for word in self._words)
