"""One published segment, read: arrays over the mapped file, verified before they are handed out."""

from __future__ import annotations

import json
import mmap
import os
import re
import weakref
from bisect import bisect_left
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zlib import crc32

import numpy as np

from index.disk import own_files
from index.search.whoosh_engine.folder import check_file, damaged
from index.search.whoosh_engine.segments.file_writer import digest
from index.search.whoosh_engine.segments.layout import (
    BLOCK,
    HALF,
    NARROW,
    SUMS,
    ragged,
    smallest,
    strings_of,
    sums,
    whole,
)
from index.search.whoosh_engine.segments.string_table import Strings

if TYPE_CHECKING:
    from index.search.whoosh_engine.segments.contents import Entry
    from index.search.whoosh_engine.segments.layout import Array

_MOST_READ: Final = 1 << 21
"""Bytes that are read of a segment before their memory is given back to the system."""

_KINDS: Final = re.compile(r"<u[248]|\|u1|<i4|\|S\d+")


class Segment:
    """A segment as long as it is referred to; its file may be deleted meanwhile. Safe for several threads.

    Whatever hands out values raises :class:`index.errors.ArchiveDamaged` where the file is not as it was written.
    """

    def __init__(self, folder: Path, entry: Entry) -> None:
        self.name = entry.name
        self.articles = entry.articles
        self._data, self._file, tail = _mapped(folder / entry.name, entry)
        weakref.finalize(self, os.close, self._file)
        self._written = _written(self._file)
        blocks = -(-entry.bytes // BLOCK)
        self._end = entry.bytes
        self._sums = np.frombuffer(tail, "<u4", blocks)
        self._verified = bytearray(blocks)
        self._read = 0
        self._header = _header(entry.name, tail[4 * blocks :])
        self._views: dict[str, Array] = {}
        self._whole: dict[str, Array] = {}
        self._strings: dict[str, Strings] = {}
        self._offsets: dict[str, memoryview] = {}
        self._doubled: dict[str, frozenset[int]] = {}

    # --- Arrays -------------------------------------------------------------------------------------------------

    def array(self, name: str) -> Array:
        """All values of an array as they are stored, but for those of ``SUMS``."""
        found = self._whole.get(name)
        if found is None:
            found = self.part(name, 0, len(self._view(name)))
            if name.rpartition(".")[2] in SUMS:
                if len(self._view(f"{name}.at")):
                    found = found.astype(np.int64)
                    found[self.array(f"{name}.at")] += self.array(f"{name}.more").astype(np.int64)
                found = smallest(np.cumsum(found, dtype=np.int64))
            self._whole[name] = found
        return found

    def part(self, name: str, start: int, end: int) -> Array:
        """The stored values of an array from ``start`` up to ``end``; only their blocks are looked at."""
        values = self._view(name)
        if start < end:
            size, offset = values.itemsize, self._header[name][1]
            self._verify(offset + start * size, offset + end * size)
            self._count((end - start) * size)
        return values[start:end]

    def _count(self, size: int) -> None:
        """Note that so many bytes are read."""
        self._read += size
        if self._read > _MOST_READ:
            self._read = 0
            self.forget()

    def among(self, name: str, first: Array, last: Array) -> Array:
        """An array, of which no values are asked for but those from each of ``first`` up to each of ``last``."""
        values = self._view(name)
        offset, size = self._header[name][1], values.itemsize
        self._count(int((last - first).sum()) * size)
        if name not in self._whole and len(first):
            low, high = (offset + first * size) // BLOCK, (offset + last * size - 1) // BLOCK
            asked = np.zeros(len(self._verified), np.bool_)
            asked[low] = asked[high] = True
            for start, end in zip(low[high > low + 1].tolist(), high[high > low + 1].tolist(), strict=True):
                asked[start:end] = True
            for block in np.flatnonzero(asked & (np.frombuffer(self._verified, np.uint8) == 0)).tolist():
                self._verify(block * BLOCK, block * BLOCK + 1)
        return values

    def _view(self, name: str) -> Array:
        found = self._views.get(name)
        if found is None:
            kind, offset, count = self._header[name]
            if not _KINDS.fullmatch(str(kind)):
                raise damaged(f"{self.name} has an array of no known type")
            type_ = np.dtype(kind)
            if min(offset, count) < 0 or offset + count * type_.itemsize > self._end:
                raise damaged(f"{self.name} has an array beyond its end")
            found = np.frombuffer(self._data, type_, count, offset) if count else np.zeros(0, type_)
            self._views[name] = found
        return found

    def _verify(self, start: int, end: int) -> None:
        for block in range(start // BLOCK, -(-end // BLOCK)):
            if not self._verified[block]:
                at = block * BLOCK
                with memoryview(self._data) as view, view[at : min(at + BLOCK, self._end)] as part:
                    if crc32(part) != self._sums[block]:
                        raise damaged(f"{self.name} is not as it was written")
                self._verified[block] = 1

    def check_unchanged(self) -> None:
        """Raise ArchiveDamaged where the file is shorter, or other than it was written, since it was opened.

        Reading beyond the end of a mapped file ends the process. Between this and the reading of a value there is
        still a moment in which another program could shorten the file.
        """
        now = _written(self._file)
        if now == self._written:
            return
        if now[0] != self._written[0]:
            raise damaged(f"{self.name} is not as long as it was written")
        # Perhaps it was only touched.
        self._verified = bytearray(len(self._verified))
        self.verify()
        self._written = now

    def verify(self) -> None:
        """Verify every block."""
        self._verify(0, self._end)

    def forget(self) -> None:
        """Have the system take back the memory of what was read; it is read again where it is needed."""
        if hasattr(mmap, "MADV_DONTNEED"):
            self._data.madvise(mmap.MADV_DONTNEED)

    def strings(self, name: str) -> Strings:
        """The strings called ``name``."""
        found = self._strings.get(name)
        if found is None:
            found = self._strings[name] = Strings(self.array(f"{name}.bytes"), self.array(f"{name}.ends"))
        return found

    def narrow(self, name: str, start: int, end: int) -> Array:
        """Values of an array of narrow numbers, with what they need more."""
        if NARROW[name.rpartition(".")[2]] == HALF:
            values = whole(self.part(name, start // 2, -(-end // 2)))[start % 2 :][: end - start]
        else:
            values = self.part(name, start, end)
        at = self._offset(f"{name}.at")
        first = bisect_left(at, start)
        if first < len(at) and at[first] < end:
            last = bisect_left(at, end, first)
            values = values.astype(np.int64)
            places = self.array(f"{name}.at")[first:last].astype(np.int64) - start
            values[places] += self.array(f"{name}.more")[first:last].astype(np.int64)
        return values

    # --- Terms and postings ---------------------------------------------------------------------------------------

    def terms(self, field: str) -> Strings:
        """The terms by which ``field`` has its postings; a term may be one of another text field."""
        return self.strings(strings_of(field))

    def _offset(self, name: str) -> memoryview:
        found = self._offsets.get(name)
        if found is None:
            values = self.array(name)
            native = np.ascontiguousarray(values.astype(values.dtype.newbyteorder("="), copy=False))
            found = self._offsets[name] = native.data
        return found

    def has_postings(self, field: str) -> bool:
        """Whether any article has words in ``field``; the text fields share their terms."""
        return len(self.terms(field)) > 0 and self._offset(f"{field}.starts")[-1] > 0

    def count(self, field: str, term: int) -> int:
        """How many articles have a term in ``field``, with those that are gone."""
        starts = self._offset(f"{field}.starts")
        return int(starts[term + 1] - starts[term])

    def documents(self, field: str, first: int, last: int) -> Array:
        """The articles that have the terms from ``first`` up to ``last``, term by term, each in order."""
        starts = self._offset(f"{field}.starts")
        return self.part(f"{field}.documents", starts[first], starts[last])

    def often(self, field: str, first: int, last: int) -> Array:
        """For each of :meth:`documents`, how often it has the term."""
        starts = self._offset(f"{field}.starts")
        return self.often_of(field, starts[first], starts[last])

    def often_of(self, field: str, start: int, end: int) -> Array:
        """As :meth:`often`, for the postings from ``start`` up to ``end``."""
        if f"{field}.often" not in self._header:
            return np.ones(end - start, np.uint8)
        return self.narrow(f"{field}.often", start, end)

    def places(self, field: str, term: int) -> Array:
        """The positions of a term in all of its articles, one article after the other."""
        firsts = self._offset(f"{field}.firsts")
        return self.narrow(f"{field}.places", firsts[term], firsts[term + 1])

    def occurrences(self, field: str, term: int) -> int:
        """How many positions a term has in all articles."""
        firsts = self._offset(f"{field}.firsts")
        return int(firsts[term + 1] - firsts[term])

    def forms(self, field: str, term: int) -> Array | None:
        """Which of a stem's words is at each of :meth:`places`, by ``words.form``. None for a stem of only one."""
        firsts = self.forms_firsts(field)
        start, end = firsts[term], firsts[term + 1]
        return self.narrow(f"{field}.forms", start, end) if start < end else None

    def forms_firsts(self, field: str) -> memoryview:
        """Where the forms of each stem begin, and where those of the last one end."""
        found = self._offsets.get(f"{field}.forms")
        if found is None:
            counts = np.diff(self.array(f"{field}.firsts").astype(np.int64)) * (self.words_of_stems > 1)
            native = smallest(sums(counts))
            found = self._offsets[f"{field}.forms"] = native.astype(native.dtype.newbyteorder("=")).data
        return found

    @cached_property
    def words_of_stems(self) -> Array:
        """How many words each stem has."""
        counts = np.bincount(self.array("words.stem"), minlength=len(self.strings("stems")))
        return smallest(counts)

    def doubled(self, field: str) -> frozenset[int]:
        """The terms of ``field`` that two words at one position have."""
        found = self._doubled.get(field)
        if found is None:
            found = self._doubled[field] = frozenset(self.array(f"{field}.doubled").tolist())
        return found

    def passages(self, field: str, kind: str, articles: Array) -> tuple[Array, Array]:
        """How many passages of ``kind`` begin in ``field`` of each of ``articles``, and at which words.

        The first one of each article begins at 0, also where it has no words.
        """
        starts = self.array(f"{field}.{kind}s")
        first, last = starts[articles].astype(np.int64), starts[articles + 1].astype(np.int64)
        counts = last - first
        found = np.zeros(len(articles) + int(counts.sum()), np.int64)
        begins = sums(counts + 1)[:-1]
        if len(articles):
            low, high = int(first.min()), int(last.max())
            stored = self.narrow(f"{field}.{kind}", low, high)
            found[ragged(begins + 1, counts)] = stored[ragged(first - low, counts)]
        return counts + 1, found

    # --- Ids ------------------------------------------------------------------------------------------------------

    def numbers(self, ids: Array) -> Array:
        """The articles among this segment's whose ids are in ``ids`` (bytes), in no order."""
        order = self.array("id.order")
        if not len(order) or not len(ids):
            return np.zeros(0, np.int64)
        stored = self.array("id")
        at = np.searchsorted(stored, ids, sorter=order)
        found = order[np.minimum(at, len(order) - 1)].astype(np.int64)
        there: Array = found[stored[found] == ids]
        return there


def _header(name: str, data: bytes) -> dict[str, tuple[str, int, int]]:
    """The type, place and length of each array."""
    try:
        return {key: (kind, int(offset), int(count)) for key, (kind, offset, count) in json.loads(data).items()}
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise damaged(f"the header of {name} cannot be read") from error


def _written(file: int) -> tuple[int, int]:
    """The length of an open file in bytes, and when it was last written, in nanoseconds."""
    found = os.fstat(file)
    return found.st_size, found.st_mtime_ns


def _mapped(path: Path, entry: Entry) -> tuple[mmap.mmap, int, bytes]:
    """The mapped file, its descriptor and its tail. ``FileNotFoundError`` for one that a later commit took away."""
    if not os.path.lexists(path):
        raise FileNotFoundError(path)
    check_file(path)
    file = os.open(path, os.O_RDONLY | own_files.NO_LINK | getattr(os, "O_BINARY", 0))
    try:
        if os.fstat(file).st_size != entry.bytes + entry.tail or entry.tail <= 0:
            raise damaged(f"{path.name} is not as long as it was written")
        data = mmap.mmap(file, 0, access=mmap.ACCESS_READ)
        tail = data[entry.bytes :]
        if digest(tail) != entry.digest:
            raise damaged(f"{path.name} is not as it was written")
    except BaseException:
        os.close(file)
        raise
    return data, file, tail
