"""The rows on one page of a table or index, with what of them is on overflow pages."""

from __future__ import annotations

import struct
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from index.store.salvage.pages import HEADER_SIZE, Pages

Value = None | int | float | str | bytes

_KINDS: Final[dict[int, tuple[bool, bool]]] = {
    0x02: (False, False),
    0x05: (True, False),
    0x0A: (False, True),
    0x0D: (True, True),
}
"""By the first byte of a page: whether it is of a table with rowids, and whether it is a leaf."""
_LARGEST: Final = 1 << 29
"""Bytes of a row: more than a record of the largest file can come to."""
_MOST_USES: Final = 3
"""How often an overflow page is read: by its own row, and by damaged ones that lead to it. A file that leads all of its
rows to one long chain would never end."""
_SIZES: Final = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8, 7: 8, 8: 0, 9: 0}
"""Bytes of a value by its serial type, where that is a number."""


class Row(NamedTuple):
    """One row as it is stored."""

    number: int | None
    """Its rowid; None in a table without."""
    values: tuple[Value, ...]


class Broken(NamedTuple):
    """A row that cannot be read to its end."""

    number: int | None = None
    """Its rowid, where that reads."""
    values: tuple[Value, ...] = ()
    """Those that read, from the first on."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a tree."""

    kind: Literal["table", "index"]
    is_leaf: bool
    children: tuple[int, ...]
    """The pages below it."""
    rows: tuple[Row | Broken, ...]


class PageReader:
    """Reads pages of trees; safe with whatever they hold."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        self._uses: Counter[int] = Counter()

    def page(self, number: int) -> Page | None:
        """The page with that number; None where it is none of a tree."""
        data = self._pages.read(number)
        at = HEADER_SIZE if number == 1 else 0
        if data[at] not in _KINDS:
            return None
        has_rowid, is_leaf = _KINDS[data[at]]
        count = int.from_bytes(data[at + 3 : at + 5], "big")
        first = at + (8 if is_leaf else 12)
        if first + 2 * count > self._pages.usable:
            return None
        places = struct.unpack(f">{count}H", data[first : first + 2 * count])
        below = [] if is_leaf else [int.from_bytes(data[at + 8 : at + 12], "big")]
        rows: list[Row | Broken] = []
        for place in places:
            if not first + 2 * count <= place < self._pages.usable - 3:
                rows.append(Broken())
                continue
            if not is_leaf:
                below.append(int.from_bytes(data[place : place + 4], "big"))
                place += 4
            if is_leaf or not has_rowid:
                rows.append(self._row(data, place, has_rowid=has_rowid))
        return Page("table" if has_rowid else "index", is_leaf, tuple(below), tuple(rows))

    def _row(self, data: bytes, at: int, *, has_rowid: bool) -> Row | Broken:
        number, payload, is_whole = None, b"", False
        with suppress(ValueError, IndexError):
            size, at = _varint(data, at)
            if has_rowid:
                number, at = _varint(data, at)
                number -= (number >> 63) << 64
            here, following = self._here(data, at, size, has_rowid=has_rowid)
            payload = data[at : at + here]
            if here < size:
                payload += self._rest(following, size - here)
            is_whole = True
        values: list[Value] = []
        try:
            for value in _values(payload):
                values.append(value)
        except (ValueError, IndexError):
            is_whole = False
        return Row(number, tuple(values)) if is_whole else Broken(number, tuple(values))

    def _here(self, data: bytes, at: int, size: int, *, has_rowid: bool) -> tuple[int, int]:
        """How many bytes of a row are on its page, and which page has more. Raises ValueError."""
        usable = self._pages.usable
        most = usable - 35 if has_rowid else (usable - 12) * 64 // 255 - 23
        least = (usable - 12) * 32 // 255 - 23
        here = least + (size - least) % (usable - 4)
        here = size if size <= most else least if here > most else here
        if size > _LARGEST or at + here + 4 * (here < size) > usable:
            raise ValueError("beyond the page")
        return here, int.from_bytes(data[at + here : at + here + 4], "big") if here < size else 0

    def _rest(self, following: int, size: int) -> bytes:
        """The bytes of a row that are on overflow pages. Raises ValueError where they are not there."""
        usable = self._pages.usable
        parts = []
        while size > 0:
            self._uses[following] += 1
            if not self._pages.is_used(following) or self._uses[following] > _MOST_USES:
                raise ValueError("its rest is gone")
            page = self._pages.read(following)
            following = int.from_bytes(page[:4], "big")
            parts.append(page[4 : min(usable, size + 4)])
            size -= usable - 4
        if following:
            raise ValueError("its rest is longer than it says")
        return b"".join(parts)


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """A number of one to nine bytes, and where it ends. Raises IndexError."""
    value = 0
    for place in range(at, at + 8):
        value = value << 7 | data[place] & 0x7F
        if data[place] < 0x80:
            return value, place + 1
    return value << 8 | data[at + 8], at + 9


def _values(payload: bytes) -> Iterator[Value]:
    """The values of a record. Raises ValueError or IndexError for what is none."""
    end, at = _varint(payload, 0)
    types = []
    while at < end:
        type, at = _varint(payload, at)
        types.append(type)
    if at != end:
        raise ValueError("no record")
    for type in types:
        size = _SIZES.get(type, 0) if type < 12 else (type - 12) // 2
        value = payload[at : at + size]
        if len(value) != size or type in (10, 11):
            raise ValueError("cut short")
        at += size
        yield _value(type, value)
    if at != len(payload):
        raise ValueError("longer than it says")


def _value(type: int, data: bytes) -> Value:
    if type == 0:
        return None
    if type == 7:
        found: float = struct.unpack(">d", data)[0]
        return found
    if type in (8, 9):
        return type - 8
    if type < 7:
        return int.from_bytes(data, "big", signed=True)
    # A UnicodeDecodeError is a ValueError.
    return data.decode("utf-8") if type & 1 else data
