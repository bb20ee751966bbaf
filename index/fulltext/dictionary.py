"""The words of an archive as they are written: what a prefix can stand for, and what can be suggested."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Protocol

from index.text import stem

_LAST = "\U0010ffff"


class Words(Protocol):
    """Distinct folded words in order. Words of articles that were removed may be among them; they find nothing."""

    def __contains__(self, word: object) -> bool: ...

    def beginning(self, prefix: str) -> Sequence[str]:
        """The words that begin with ``prefix``, in order."""
        ...

    def stems(self, prefix: str) -> set[str]:
        """The stems of all words that begin with ``prefix``, and of ``prefix`` itself.

        Those that begin with ``prefix`` themselves may be left out.
        """
        ...


class Dictionary:
    """Words in memory."""

    def __init__(self, words: Sequence[str] = ()) -> None:
        self._words = sorted(set(words))

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
