"""Places in texts as positions of words: how many words begin before each.

A text that is cut at its spaces is pieces of bytes; a piece is mostly one word, and a place is mostly where one begins.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from index.search.whoosh_engine.segments.pieces import SPACE
from index.text import tokens

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Codes = NDArray[np.int64]

_KEPT = 1 << 14
"""Beginnings of pieces whose words are remembered."""

_CONTINUED = 0x80
"""In UTF-8 a byte with this bit and not the next one goes on with a character."""


class Marked:
    """Places of several texts, which are handed over as they are cut into pieces."""

    def __init__(self, starts: Codes, marks: Codes) -> None:
        """``marks`` are places, one text after the other; those of each text begin at ``starts``."""
        self._starts = starts.tolist()
        self._marks = marks
        self._pieces = np.zeros(len(marks), np.int64)
        self._more = np.zeros(len(marks), np.int64)
        self._waiting: list[Codes] = []

    def _of(self, text: int) -> slice:
        return slice(self._starts[text], self._starts[text + 1])

    def in_tokens(self, text: int, content: str) -> None:
        """Text number ``text`` is ``content``, cut into its tokens."""
        if len(marks := self._marks[self._of(text)]):
            starts = [token.start for token in tokens(content)]
            self._more[self._of(text)] = np.array([bisect_left(starts, mark) for mark in marks.tolist()], np.int64)

    def in_bytes(self, text: int, data: bytes, begin: int, size: int) -> None:
        """Text number ``text``, of ``size`` characters, is ``data`` that begins at ``begin`` among others."""
        marks = self._marks[self._of(text)]
        if len(marks) and len(data) != size:
            values = np.frombuffer(data, np.uint8)
            marks = np.append(np.flatnonzero(values & 0xC0 != _CONTINUED), len(data))[marks]
        self._waiting.append(marks + begin)

    def in_pieces(self, texts: Sequence[int], data: bytes, begins: Codes, counts: Codes) -> None:
        """The ``texts`` handed over last are ``data``, whose pieces begin at ``begins``, ``counts`` of each text."""
        marks = np.concatenate(self._waiting)
        sizes = [len(each) for each in self._waiting]
        self._waiting = []
        if not len(marks):
            return
        before = np.searchsorted(begins, marks)
        more = np.zeros(len(marks), np.int64)
        values = np.frombuffer(data, np.uint8)
        inside = np.flatnonzero((before > 0) & (values[marks - 1] != SPACE))
        before[inside] -= 1
        for at in inside.tolist():
            begin = int(begins[before[at]])
            end = data.find(b" ", begin)
            more[at] = _begun(data[begin : end if end >= 0 else None], int(marks[at]) - begin)
        first, done = 0, 0
        for text, size, count in zip(texts, sizes, counts.tolist(), strict=True):
            its = self._of(text)
            self._pieces[its] = before[done : done + size] - first
            self._more[its] = more[done : done + size]
            first += count
            done += size

    def words_before(self, starts: Codes, words: Codes | None) -> Codes:
        """How many words begin before each place, one text after the other.

        The pieces of each text begin at ``starts``, the words of each piece at ``words``; None where each is one word.
        """
        if words is None:
            alone: Codes = self._pieces + self._more
            return alone
        texts = np.repeat(starts[:-1], np.diff(self._starts))
        found: Codes = words[texts + self._pieces] - words[texts] + self._more
        return found


@lru_cache(_KEPT)
def _begun(piece: bytes, before: int) -> int:
    """How many words of ``piece`` begin in its first ``before`` bytes."""
    text = piece.decode(errors="surrogatepass")
    head = len(piece[:before].decode(errors="ignore"))
    return sum(token.start < head for token in tokens(text))
