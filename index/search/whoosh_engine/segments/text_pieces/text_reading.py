"""Texts read into the codes of their words, with their passages: many texts at once, piece by piece.

What is known of a piece decides nearly all: its words, and with the beginning of the next one whether a sentence ends
after it. The text itself is asked for the rest, as ``index.text`` reads it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from index.search.whoosh_engine.segments.layout import ragged, sums
from index.search.whoosh_engine.segments.text_pieces import piece_signs as signs
from index.search.whoosh_engine.segments.text_pieces.piece_table import (
    COUNT_BITS,
    ROW,
    PieceTable,
    RowArrays,
)
from index.search.whoosh_engine.segments.text_pieces.pieces import LINE, Found, Pieces
from index.text import sentence_end_at, tokens

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Mask = NDArray[np.bool_]

_AT_ONCE: Final = 1 << 20
"""Bytes that are read at once: few enough for the processor's cache."""

_COUNT: Final = (1 << COUNT_BITS) - 1
_CONTINUED: Final = 0x80
"""In UTF-8 a byte with this bit and not the next one goes on with a character."""


class Reading(NamedTuple):
    """Some texts, as numbers. The words of each text are in order; positions are counted from its first word."""

    texts: Numbers
    """The numbers of the texts that were read."""
    codes: NDArray[np.int32]
    lengths: Numbers
    """How many words each text has."""
    further: tuple[Numbers, Numbers, Numbers]
    """Words at the positions of others: their codes, the numbers of their texts, their positions."""
    sentences: tuple[Numbers, Numbers]
    paragraphs: tuple[Numbers, Numbers]
    """Ends: the number of the text, and how many of its words are before."""


def read(pieces: Pieces, table: PieceTable, places: Sequence[int], texts: Sequence[str]) -> Iterator[Reading]:
    """The texts with the numbers ``places``, all in the language of ``table``, as many at once as is sensible."""
    first, size = 0, 0
    data: list[bytes] = []
    for at, place in enumerate(places, 1):
        data.append(texts[place].encode(errors="surrogatepass"))
        size += len(data[-1]) + 1
        if size > _AT_ONCE or at == len(places):
            some = places[first:at]
            yield _Part(pieces, table, some, [texts[each] for each in some], data).reading()
            table.forget()
            first, size, data = at, 0, []


class _Part:
    """Texts that are read at once, joined by line ends."""

    def __init__(
        self, pieces: Pieces, table: PieceTable, places: Sequence[int], texts: Sequence[str], data: Sequence[bytes]
    ) -> None:
        self._table = table
        self._places = np.array(places, np.int64)
        self._texts = texts
        joined = b"\n".join(data)
        self._found: Found = pieces.find(joined, table.learn, table.number)
        self._bytes = np.frombuffer(joined, np.uint8)
        self._ends = np.cumsum(np.fromiter(map(len, data), np.int64, len(data)) + 1)
        """Where the line end after each text ends."""
        known = self._found.known.view("<u4")
        self._low, high = np.ascontiguousarray(known[::2]), known[1::2]
        self._signs = np.append(high >> COUNT_BITS, np.uint32(signs.UNLIKE << signs.FOLLOWER))
        """Those of each piece, and of one that is not there."""
        self._counts = (high & _COUNT).astype(np.int64)
        self._rows = np.flatnonzero(self._counts == ROW)
        self._arrays: RowArrays = table.rows()
        self._row_numbers = self._low[self._rows]
        starts = self._arrays.words
        self._counts[self._rows] = starts[self._row_numbers + 1] - starts[self._row_numbers]
        self._before = sums(self._counts)
        """How many words are before each piece, and before the end."""
        self._first = np.searchsorted(self._found.starts, self._ends)
        """The piece after each text."""
        self._begins = np.concatenate([np.zeros(1, np.int64), self._before[self._first]])
        """How many words are before each text, and before the end."""

    def reading(self) -> Reading:
        """All of it."""
        lines = np.flatnonzero(self._bytes == LINE)
        after = np.searchsorted(self._found.starts, lines)
        connected = self._connected(after)
        return Reading(
            self._places,
            self._codes(),
            np.diff(self._begins),
            self._further(connected),
            self._placed(np.concatenate([self._before[after], self._sentence_ends(after)])),
            self._placed(self._before[after[self._blank_lines(after)]]),
        )

    def _placed(self, before: Numbers) -> tuple[Numbers, Numbers]:
        """Numbers of texts with positions, of places that have so many words ``before`` them.

        Between two texts a place may be that of either: it ends none.
        """
        owners = np.searchsorted(self._begins, before, side="right") - 1
        inside = owners < len(self._places)
        owners = owners[inside]
        return self._places[owners], before[inside] - self._begins[owners]

    def _codes(self) -> NDArray[np.int32]:
        codes = np.repeat(self._low.view("<i4"), self._counts)
        counts = self._counts[self._rows]
        if len(counts):
            its = self._arrays.words[self._row_numbers]
            codes[ragged(self._before[self._rows], counts)] = self._arrays.codes[ragged(its, counts)]
        return codes

    # --- Passages -------------------------------------------------------------------------------------------------

    def _blank_lines(self, after: Numbers) -> Mask:
        """Which line ends have only white space up to another one; ``after`` are the pieces after them."""
        visible = sums(self._signs & signs.VISIBLE)[after]
        blank: Mask = np.append(visible, -1)[1:] == visible
        return blank

    def _next(self, pieces: Numbers, after: Numbers) -> Numbers:
        """How many spaces are between each of ``pieces`` and the next one, 0 where there is a line end."""
        starts = np.append(self._found.starts, len(self._bytes))
        begins_line = np.zeros(len(starts), np.bool_)
        begins_line[after] = begins_line[-1] = True
        spaces: Numbers = starts[pieces + 1] - self._found.ends[pieces]
        spaces[begins_line[pieces + 1]] = 0
        return spaces

    def _sentence_ends(self, after: Numbers) -> Numbers:
        """How many words are before each end of a sentence, but for those at line ends."""
        stops = np.flatnonzero(self._signs & (signs.STOPPED | signs.ASKED) > 0)
        its = self._signs[stops]
        spaces = self._next(stops, after)
        kind = (self._signs[stops + 1] >> signs.FOLLOWER) & ((1 << signs.FOLLOWER_BITS) - 1)
        near = (spaces > 0) & (spaces <= signs.MOST_SPACES) & (kind != signs.UNLIKE)
        decided = near & (its & signs.ASKED == 0)
        ends = stops[decided & (its >> (signs.ENDS + kind) & 1 > 0)]
        asked = stops[~decided & ((its & signs.ASKED > 0) | (spaces > 0))]
        return np.concatenate([self._before[ends + 1], self._asked(asked)])

    def _asked(self, pieces: Numbers) -> Numbers:
        """How many words are before the ends of sentences that the stops of ``pieces`` make, as the texts say it."""
        owners = np.searchsorted(self._first, pieces, side="right")
        borders = np.flatnonzero(np.diff(owners)) + 1
        found = [
            before
            for its in np.split(pieces, borders)
            if len(its)
            for before in self._asked_of(int(np.searchsorted(self._first, its[0], side="right")), its)
        ]
        return np.array(found, np.int64)

    def _asked_of(self, number: int, pieces: Numbers) -> Iterator[int]:
        """The same for pieces of one text."""
        text = self._texts[number]
        first, last = int(self._ends[number - 1]) if number else 0, int(self._ends[number]) - 1
        # How many characters are before each byte, where they differ in number.
        before = None if last - first == len(text) else sums(self._bytes[first:last] & 0xC0 != _CONTINUED)
        starts, ends = self._found.starts[pieces] - first, self._found.ends[pieces] - first
        if before is not None:
            starts, ends = before[starts], before[ends]
        for span in zip(starts.tolist(), ends.tolist(), strict=True):
            for stop in signs.stops_of(text, *span):
                place = sentence_end_at(text, stop, len(text))
                if place is not None:
                    byte = place if before is None else int(np.searchsorted(before, place, side="right")) - 1
                    yield self._words_before(first + byte)

    def _words_before(self, byte: int) -> int:
        """How many words begin before a byte."""
        piece = int(np.searchsorted(self._found.starts, byte)) - 1
        if piece < 0:
            return 0
        start, end = int(self._found.starts[piece]), int(self._found.ends[piece])
        if byte >= end:
            return int(self._before[piece + 1])
        text = self._bytes[start:end].tobytes().decode(errors="surrogatepass")
        head = len(self._bytes[start:byte].tobytes().decode(errors="surrogatepass"))
        return int(self._before[piece]) + sum(token.start < head for token in tokens(text))

    # --- Further words ----------------------------------------------------------------------------------------------

    def _connected(self, after: Numbers) -> Mask:
        """Which pieces may be written as one word with the piece after them."""
        belongs = signs.ENDS_INITIAL | signs.ENDS_DIGIT
        may = (self._signs[:-1] & self._signs[1:] >> signs.BEGINS & belongs) > 0
        at = np.flatnonzero(may)
        connected = np.zeros(len(may), np.bool_)
        connected[at[self._next(at, after) == 1]] = True
        return connected

    def _further(self, connected: Mask) -> tuple[Numbers, Numbers, Numbers]:
        joined = np.flatnonzero(connected)
        alone = self._rows
        if len(joined):
            covered = connected.copy()
            covered[joined + 1] = True
            alone = alone[~covered[alone]]
        numbers = self._low[alone]
        starts = self._arrays.others
        counts = starts[numbers + 1] - starts[numbers]
        at = ragged(starts[numbers], counts)
        codes, before = (
            self._arrays.other_codes[at],
            self._arrays.other_places[at] + np.repeat(self._before[alone], counts),
        )
        more = np.array([row for run in _runs(joined) for row in self._of_run(*run)], np.int64).reshape(-1, 2)
        codes, before = np.concatenate([codes, more[:, 0]]), np.concatenate([before, more[:, 1]])
        return codes, *self._placed(before)

    def _of_run(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        """The further words of connected pieces, each with how many words are before it."""
        data = self._bytes[self._found.starts[first] : self._found.ends[last]].tobytes()
        text = data.decode(errors="surrogatepass")
        starts = [token.start for token in tokens(text)]
        for code, at in self._table.further(text):
            yield code, int(self._before[first]) + bisect_left(starts, at)


def _runs(joined: Numbers) -> Iterator[tuple[int, int]]:
    """The first and the last piece of each run, of pieces each of which is ``joined`` with the next one."""
    if len(joined):
        for run in np.split(joined, np.flatnonzero(np.diff(joined) > 1) + 1):
            yield int(run[0]), int(run[-1]) + 1
