"""Commits to the full-text index: each is published as a whole or not at all."""

from __future__ import annotations

import errno
import secrets
from collections.abc import Iterable, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.errors import ArchiveDamaged, ArchiveFull, ArchiveLocked, NotAnArchive
from index.fulltext.folder import damaged
from index.fulltext.segments import contents as tables
from index.fulltext.segments.build import build
from index.fulltext.segments.contents import Contents, Entry
from index.fulltext.segments.merge import Source, merge
from index.fulltext.segments.policy import Size, is_worn, plan
from index.fulltext.segments.vocabulary import Vocabulary
from index.fulltext.segments.write import write
from index.model import Article

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.fulltext.segments.layout import Array
    from index.fulltext.segments.shelf import Shelf

_NO_SPACE = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)

_MOST = 4096
"""Articles that are built into a segment at once."""

_LARGEST = 24_000_000
"""Code points of the bodies that are built into a segment at once, unless a single one is longer."""


def create(folder: Path) -> None:
    """Make an empty index in ``folder`` in place of the one that is there.

    Only files named as the index names them are deleted. Raises :class:`NotAnArchive` where the folder is a link or
    another user's, :class:`ArchiveTooNew` where a later broadsheet made it.
    """
    if folder.is_symlink():
        raise NotAnArchive(f"{folder} is a link, and no folder of broadsheet's.", hint="Choose another archive.")
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
    except PermissionError as error:
        raise NotAnArchive(f"{folder} belongs to somebody else.", hint="Choose another archive.") from error
    tables.state(folder)
    with _disk(), _alone(folder):
        (folder / tables.TABLE).unlink(missing_ok=True)
        tables.sweep(folder, None)
        tables.publish(folder, Contents(secrets.randbits(31), 0))


class Writer:
    """Makes commits to the index in ``folder``; remembers words from one to the next."""

    def __init__(self, folder: Path, shelf: Shelf) -> None:
        self._folder = folder
        self._shelf = shelf
        self._vocabulary = Vocabulary()

    def commit(self, added: Sequence[Article] = (), removed: Iterable[str] = ()) -> None:
        """Add articles in place of their earlier versions and remove others, in one commit.

        Raises :class:`ArchiveLocked`, :class:`ArchiveFull`, :class:`ArchiveDamaged`.
        """
        with _disk(), _alone(self._folder):
            before = tables.read(self._folder)
            if before is None:
                raise damaged("it is of an earlier format")
            try:
                entries = self._without(before.segments, {*(article.id for article in added), *removed})
                entries += map(self._built, portions(added))
                merged = self._merged(entries, len(added))
                after = Contents(before.born, before.generation + 1, tuple(merged))
                tables.publish(self._folder, after)
            except BaseException:
                self._make_room()
                raise
            self._shelf.keep(after.segments)
            tables.sweep(self._folder, after)

    def _without(self, entries: Iterable[Entry], ids: Iterable[str]) -> list[Entry]:
        gone = np.array([id.encode() for id in ids] or [b""], "S")
        kept = []
        for entry in entries:
            numbers = self._shelf.segment(entry).numbers(gone)
            if len(numbers):
                known = entry.gone_mask()
                mask = np.zeros(entry.articles, np.bool_) if known is None else known.copy()
                mask[numbers] = True
                entry = entry.without(mask)
            kept.append(entry)
        return kept

    def _built(self, articles: Sequence[Article]) -> Entry:
        if self._vocabulary.is_large:
            self._vocabulary = Vocabulary()
        return write(self._folder, build(articles, self._vocabulary))

    def _merged(self, entries: Sequence[Entry], added: int) -> list[Entry]:
        masks = [entry.gone_mask() for entry in entries]
        sizes = [_size(entry, mask) for entry, mask in zip(entries, masks, strict=True)]
        merged = []
        for group in plan(sizes, added):
            if len(group) == 1 and not is_worn(sizes[group[0]]):
                merged.append(entries[group[0]])
                continue
            sources = [Source(self._shelf.segment(entries[at]), masks[at]) for at in group]
            merged.append(write(self._folder, merge(sources)))
        return merged

    def _make_room(self) -> None:
        """Delete what was written and not published, half a file too."""
        with suppress(OSError, ArchiveDamaged):
            present = tables.read(self._folder)
            if present is not None:
                tables.sweep(self._folder, present)


def portions(articles: Sequence[Article]) -> Iterator[Sequence[Article]]:
    """``articles`` in runs of which each is built at once, so that memory is bounded."""
    start, size = 0, 0
    for at, article in enumerate(articles):
        if at > start and (at - start == _MOST or size + len(article.text) > _LARGEST):
            yield articles[start:at]
            start, size = at, 0
        size += len(article.text)
    if articles:
        yield articles[start:]


def _size(entry: Entry, mask: Array | None) -> Size:
    return Size(entry.articles, entry.articles - (0 if mask is None else int(mask.sum())))


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    # Not at the top: its asyncio part takes longer to load than opening an index.
    from filelock import FileLock, Timeout

    lock = FileLock(folder / tables.LOCK, timeout=0, mode=0o600)
    try:
        lock.acquire()
    except Timeout as error:
        raise ArchiveLocked(
            "Another process is writing to the full-text index.", hint="Wait until it is done."
        ) from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _disk() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in _NO_SPACE:
            raise ArchiveFull(
                "The disk is full; the index stands as it was before.", hint="Free some space, then run it again."
            ) from error
        raise
