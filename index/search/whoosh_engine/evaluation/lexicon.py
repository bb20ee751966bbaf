"""The distinct words of a segment, searched by their letters: which words are spelled nearly like another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from index.search.whoosh_engine.segments.string_table import Strings

if TYPE_CHECKING:
    from numpy.typing import NDArray

_TAIL = 4
"""Bytes of a word's end that are kept as a number."""

_HALVED = 4
"""Letters from which on the halves of a word tell enough."""

_WIDEST = 4
"""Bytes of a letter in UTF-8, at most."""


def having(data: NDArray[np.uint8], ends: NDArray[np.unsignedinteger], letters: bytes) -> NDArray[np.int64]:
    """The places of the words that have ``letters``; without letters all.

    The words are in ``data`` up to each of ``ends``, one after the other.
    """
    if not letters:
        return np.arange(len(ends))
    lasts = ends.astype(np.int64)
    first, *others = letters
    at = np.flatnonzero(data[: max(len(data) - len(others), 0)] == first)
    for further, letter in enumerate(others, 1):
        at = at[data[at + further] == letter]
    words = np.searchsorted(lasts, at, side="right")
    return np.unique(words[at + len(letters) <= lasts[words]])


class Endings:
    """How words end: the last bytes of each as a number, so that those that end alike are found by one comparison."""

    def __init__(self, data: NDArray[np.uint8], ends: NDArray[np.unsignedinteger]) -> None:
        self._data, self._ends = data, ends
        lengths = np.diff(ends.astype(np.int64), prepend=0)
        before = np.concatenate([np.zeros(_TAIL, np.uint8), data])
        # What is read at any byte is the number of that byte and those after it.
        numbers = np.ndarray(len(data) + 1, "<u4", before, strides=(1,))
        self._tails: NDArray[np.uint32] = numbers[ends].astype(np.uint32, copy=False)
        short = np.flatnonzero(lengths < _TAIL)
        unread = (8 * (_TAIL - lengths[short])).astype(np.uint32)
        self._tails[short] = self._tails[short] >> unread << unread

    def alike(self, letters: bytes) -> NDArray[np.int64]:
        """The places of the words that end with ``letters``, of which there is one at least."""
        tail = letters[-_TAIL:]
        # Of the number, the last bytes of a word are the highest.
        unasked = np.uint32(8 * (_TAIL - len(tail)))
        asked = np.uint32(int.from_bytes(tail, "little"))
        words = np.flatnonzero((self._tails >> unasked if unasked else self._tails) == asked)
        if others := letters[:-_TAIL]:
            at = self._ends[words].astype(np.int64) - len(letters)
            starts = np.where(words > 0, self._ends[words - 1], 0)
            words, at = words[at >= starts], at[at >= starts]
            for further, letter in enumerate(others):
                there = self._data[at + further] == letter
                words, at = words[there], at[there]
        return words


class Lexicon:
    """Distinct words that can be searched by their letters.

    Of each it keeps its letters as a set of 32 bits: a letter that is missing, added, changed or swapped changes two of
    them at most, so that most words need no comparison. And it keeps its last four bytes: a word with one mistake
    begins or ends as it should, unless the mistake is two letters swapped in its middle.
    """

    def __init__(self, data: NDArray[np.uint8], ends: NDArray[np.unsignedinteger]) -> None:
        self._words = Strings(data, ends)
        self._data = data.tobytes()
        self._in_order = ends.astype(np.uint32)
        starts = np.concatenate([np.zeros(1, np.uint32), self._in_order])[:-1]
        lengths = self._in_order - starts
        by_length = np.argsort(lengths, kind="stable")
        self._starts, self._ends, self._lengths = starts[by_length], self._in_order[by_length], lengths[by_length]
        if len(ends):
            letters = np.bitwise_or.reduceat(np.uint32(1) << (data & 31).astype(np.uint32), starts)
            wide = np.bitwise_or.reduceat(data, starts) > 127
            self._letters_in_order, self._wide_in_order = letters, wide
            self._letters, self._wide = letters[by_length], wide[by_length]
            before = np.concatenate([np.zeros(_TAIL, np.uint8), data]).astype(np.uint32)
            self._tails = np.zeros(len(ends), np.uint32)
            for at in range(_TAIL):
                self._tails |= before[self._ends.astype(np.int64) + at] << np.uint32(8 * at)
        else:
            self._letters = self._letters_in_order = self._tails = np.zeros(0, np.uint32)
            self._wide = self._wide_in_order = np.zeros(0, np.bool_)
        self._wide_places = np.flatnonzero(self._wide)

    def near(self, word: str, limit: int) -> list[str]:
        """The words that differ from ``word`` by up to ``limit`` letters."""
        if limit == 1 and len(word) >= _HALVED:
            return [other for other in self._halves_alike(word) if _is_next(word, other)]
        candidates = self._candidates(word, limit)
        places = zip(self._starts[candidates].tolist(), self._ends[candidates].tolist(), strict=True)
        others = [self._data[start:end].decode() for start, end in places]
        if limit == 1:
            return [other for other in others if _is_next(word, other)]
        by_length: dict[int, list[str]] = {}
        for other in others:
            if abs(len(other) - len(word)) <= limit:
                by_length.setdefault(len(other), []).append(other)
        found: list[str] = []
        for alike in by_length.values():
            chosen = np.flatnonzero(_distances(word, alike, limit) <= limit)
            found += [alike[at] for at in chosen.tolist()]
        return found

    def _halves_alike(self, word: str) -> set[str]:
        """Words that begin as the first half of ``word``, end as the second, or have its middle letters swapped."""
        middle = len(word) // 2
        head, tail = (half.encode(errors="replace") for half in (word[:middle], word[middle:]))
        letters = _letters_of(head + tail)
        shortest, longest = len(head + tail) - _WIDEST, len(head + tail) + _WIDEST
        first, last = self._words.beginning(head)
        alike = (_bits(self._letters_in_order[first:last] ^ letters) <= 2) | self._wide_in_order[first:last]
        found = {self._words[at] for at in (first + np.flatnonzero(alike)).tolist()}
        first, last = np.searchsorted(self._lengths, [shortest, longest + 1]).tolist()
        size = min(_TAIL, len(tail))
        # Of the number, the last bytes of a word are the highest.
        unasked = np.uint32(8 * (_TAIL - size))
        asked = np.uint32(int.from_bytes(tail[-size:], "little"))
        places = first + np.flatnonzero(self._tails[first:last] >> unasked == asked)
        places = places[(_bits(self._letters[places] ^ letters) <= 2) | self._wide[places]]
        spans = zip(self._starts[places].tolist(), self._ends[places].tolist(), strict=True)
        found.update(self._data[start:end] for start, end in spans)
        swapped = word[: middle - 1] + word[middle] + word[middle - 1] + word[middle + 1 :]
        if self._words.find(swapped.encode(errors="replace")) >= 0:
            found.add(swapped.encode(errors="replace"))
        return {other.decode() for other in found}

    def _candidates(self, word: str, limit: int) -> NDArray[np.int64]:
        """Places of words that can be so near; bytes are letters in ASCII only."""
        if not word.isascii():
            return np.flatnonzero(self._wide | (self._lengths <= len(word) + limit))
        letters = _letters_of(word.encode())
        first, last = np.searchsorted(self._lengths, [len(word) - limit, len(word) + limit + 1]).tolist()
        alike = (_bits(self._letters[first:last] ^ letters) <= 2 * limit) & ~self._wide[first:last]
        return np.concatenate([first + np.flatnonzero(alike), self._wide_places])


def _letters_of(word: bytes) -> np.uint32:
    """The bytes of a word as a set of 32 bits."""
    letters = 0
    for letter in word:
        letters |= 1 << (letter & 31)
    return np.uint32(letters)


def _bits(numbers: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """How many bits are set in each number: added up in pairs, fours, and bytes."""
    pairs = numbers - ((numbers >> 1) & np.uint32(0x55555555))
    fours = (pairs & np.uint32(0x33333333)) + ((pairs >> 2) & np.uint32(0x33333333))
    eights = (fours + (fours >> 4)) & np.uint32(0x0F0F0F0F)
    bits: NDArray[np.uint32] = (eights * np.uint32(0x01010101)) >> 24
    return bits


def _is_next(word: str, other: str) -> bool:
    """Whether words are the same or one letter is missing, added, changed or swapped with its neighbour."""
    if word == other:
        return True
    if abs(len(word) - len(other)) > 1:
        return False
    at = 0
    for one, two in zip(word, other, strict=False):
        if one != two:
            break
        at += 1
    if len(word) != len(other):
        return word[at + 1 :] == other[at:] if len(word) > len(other) else word[at:] == other[at + 1 :]
    if word[at + 1 :] == other[at + 1 :]:
        return True
    return word[at : at + 2] == other[at : at + 2][::-1] and word[at + 2 :] == other[at + 2 :]


def _distances(word: str, others: Sequence[str], limit: int) -> NDArray[np.int8]:
    """The edit distances (optimal string alignment) of ``word`` to words of one length; those over ``limit`` are so.

    One cell of the table after the other, for all words at once, near its diagonal only.
    """
    length = len(others[0])
    letters = np.array(others, f"<U{length}").view(np.uint32).reshape(len(others), length).T.copy()
    far = np.full(len(others), limit + 1, np.int8)
    rows = [[np.full(len(others), min(j, limit + 1), np.int8) for j in range(length + 1)]]
    for i, letter in enumerate(map(ord, word), 1):
        above = rows[-1]
        row = [far] * (length + 1)
        if i <= limit:
            row[0] = np.full(len(others), i, np.int8)
        for j in range(max(1, i - limit), min(length, i + limit) + 1):
            cost = np.minimum(above[j], row[j - 1]) + np.int8(1)
            np.minimum(cost, above[j - 1] + (letters[j - 1] != letter), out=cost)
            if i > 1 and j > 1:
                swapped = (letters[j - 2] == letter) & (letters[j - 1] == ord(word[i - 2]))
                np.minimum(cost, np.where(swapped, rows[-2][j - 2] + np.int8(1), far), out=cost)
            row[j] = np.minimum(cost, far)
        rows = [above, row]
    return rows[-1][length]


def distance(left: str, right: str, limit: int) -> int:
    """The edit distance with swaps of neighbours (optimal string alignment), or ``limit + 1`` where it is larger."""
    if not left or not right:
        return min(len(left) + len(right), limit + 1)
    return int(_distances(left, [right], limit)[0])
