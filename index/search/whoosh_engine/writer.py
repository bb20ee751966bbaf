"""Commits to the full-text index: each is published as a whole or not at all."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.disk import own_files
from index.disk.failures import FULL
from index.errors import ArchiveDamaged, ArchiveFull, ArchiveLocked, NotAnArchive
from index.model import Article
from index.search.whoosh_engine.folder import damaged
from index.search.whoosh_engine.segments import contents as tables
from index.search.whoosh_engine.segments.builder import build
from index.search.whoosh_engine.segments.contents import Contents, Entry
from index.search.whoosh_engine.segments.file_writer import write
from index.search.whoosh_engine.segments.merge_policy import Size, is_worn, plan
from index.search.whoosh_engine.segments.merger import merge
from index.search.whoosh_engine.segments.postings_merger import Source
from index.search.whoosh_engine.segments.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.search.whoosh_engine.segments.layout import Array
    from index.search.whoosh_engine.segments.open_segments import OpenSegments


_MOST = 4096
"""Articles that are built into a segment at once."""

_LARGEST = 24_000_000
"""Code points of the bodies that are built into a segment at once, unless a single one is longer."""


def make_folder(folder: Path) -> None:
    """Make the folder of an index, or see to it that only this user can write to the one that is there.

    Raises :class:`NotAnArchive` where it is a link or another user's, :class:`ArchiveTooNew` where a later broadsheet
    made the index in it.
    """
    if folder.is_symlink():
        raise NotAnArchive(f"{folder} is a symbolic link, not a folder.", hint="Choose another archive.")
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
    except PermissionError as error:
        raise NotAnArchive(f"{folder} belongs to another user.", hint="Choose another archive.") from error
    tables.state(folder)


@contextmanager
def made_aside(folder: Path) -> Iterator[Path]:
    """A folder below ``folder`` with an empty index, which replaces that of ``folder`` when the context ends.

    Until then, and for good where the context ends with an error, the index of ``folder`` stays as it is. Raises as
    :func:`make_folder`.
    """
    make_folder(folder)
    with disk_errors(), alone(folder):
        # What a process that died has left takes as much room as an index.
        tables.sweep_building(folder)
        aside = new_building(folder)
        tables.publish(aside, Contents(secrets.randbits(31), 0))
    try:
        yield aside
        with disk_errors(), alone(folder):
            made = tables.read(aside)
            assert made is not None
            for entry in made.segments:
                (aside / entry.name).replace(folder / entry.name)
            own_files.sync_folder(folder)
            tables.publish(folder, made)
            tables.sweep(folder, made, aside)
    finally:
        tables.discard(aside)


def new_building(folder: Path) -> Path:
    """A new folder in which segments are made."""
    building = folder / f"{tables.BUILDING}{secrets.token_hex(8)}"
    building.mkdir(mode=0o700)
    return building


class Maker:
    """Makes segments out of articles; remembers words from one to the next."""

    def __init__(self) -> None:
        self._vocabulary = Vocabulary()

    def made(self, folder: Path, articles: Sequence[Article]) -> list[Entry]:
        """Segments of ``articles``, in files of ``folder`` that no generation has yet."""
        return [self._segment(folder, some) for some in portions(articles)]

    def _segment(self, folder: Path, articles: Sequence[Article]) -> Entry:
        if self._vocabulary.is_large:
            self._vocabulary = Vocabulary()
        return write(folder, build(articles, self._vocabulary))


class Writer:
    """Makes commits to the index in ``folder``."""

    def __init__(self, folder: Path, segments: OpenSegments) -> None:
        self._folder = folder
        self._segments = segments
        self._maker = Maker()
        self._building: Path | None = None

    def forget(self) -> None:
        """Release the words that are remembered from one segment to the next."""
        self._maker = Maker()

    def commit(self, added: Sequence[Article] = (), removed: Iterable[str] = ()) -> None:
        """Add articles in place of their earlier versions and remove others, in one commit.

        Raises :class:`ArchiveLocked`, :class:`ArchiveFull`, :class:`ArchiveDamaged`.
        """
        replaced = {*(article.id for article in added), *removed}
        self._publish(replaced, len(added), lambda: self._maker.made(self._folder, added))

    @contextmanager
    def building(self) -> Iterator[Path]:
        """A folder in which other processes may make segments for :meth:`adopt`; then it is deleted."""
        with disk_errors():
            folder = new_building(self._folder)
        self._building = folder
        try:
            yield folder
        finally:
            self._building = None
            tables.discard(folder)

    def adopt(self, made: Sequence[Entry], ids: Iterable[str]) -> None:
        """Publish segments made in :meth:`building` in place of the articles ``ids``, in one commit.

        Raises as :meth:`commit` does.
        """
        self._publish(ids, sum(entry.articles for entry in made), lambda: self._moved(made))

    def _publish(self, replaced: Iterable[str], added: int, segments: Callable[[], list[Entry]]) -> None:
        with disk_errors(), alone(self._folder):
            before = tables.read(self._folder)
            if before is None:
                raise damaged("it is of an earlier format")
            try:
                entries = self._without(before.segments, replaced)
                entries += segments()
                merged = self._merged(entries, added)
                own_files.sync_folder(self._folder)
                after = Contents(before.born, before.generation + 1, tuple(merged))
                tables.publish(self._folder, after)
            except BaseException:
                self._make_room()
                raise
            self._segments.keep(after.segments)
            tables.sweep(self._folder, after, self._building)

    def _moved(self, made: Sequence[Entry]) -> list[Entry]:
        assert self._building is not None
        for entry in made:
            (self._building / entry.name).replace(self._folder / entry.name)
        return list(made)

    def _without(self, entries: Iterable[Entry], ids: Iterable[str]) -> list[Entry]:
        gone = np.array([id.encode() for id in ids] or [b""], "S")
        kept = []
        for entry in entries:
            numbers = self._segments.segment(entry).numbers(gone)
            if len(numbers):
                known = entry.gone_mask()
                mask = np.zeros(entry.articles, np.bool_) if known is None else known.copy()
                mask[numbers] = True
                entry = entry.without(mask)
            kept.append(entry)
        return kept

    def _merged(self, entries: Sequence[Entry], added: int) -> list[Entry]:
        masks = [entry.gone_mask() for entry in entries]
        sizes = [_size(entry, mask) for entry, mask in zip(entries, masks, strict=True)]
        merged = []
        for group in plan(sizes, added):
            if len(group) == 1 and not is_worn(sizes[group[0]]):
                merged.append(entries[group[0]])
                continue
            sources = [Source(self._segments.segment(entries[at]), masks[at]) for at in group]
            merged.append(write(self._folder, merge(sources)))
        return merged

    def _make_room(self) -> None:
        """Delete what was written and not published, also incomplete files."""
        with suppress(OSError, ArchiveDamaged):
            present = tables.read(self._folder)
            if present is not None:
                tables.sweep(self._folder, present, self._building)


def portions(articles: Sequence[Article]) -> Iterator[Sequence[Article]]:
    """``articles`` in batches, each of which is built at once, so that memory is bounded."""
    start, size = 0, 0
    for at, article in enumerate(articles):
        if at > start and (at - start == _MOST or size + len(article.text) > _LARGEST):
            yield articles[start:at]
            start, size = at, 0
        size += len(article.text)
    if articles:
        yield articles[start:]


def _size(entry: Entry, mask: Array | None) -> Size:
    return Size(entry.articles, entry.articles - (0 if mask is None else int(mask.sum())), entry.bytes)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep other writers of the index in ``folder`` out. Raises :class:`ArchiveLocked` while there is one."""
    with ExitStack() as stack:
        try:
            stack.enter_context(own_files.locked(folder / tables.LOCK, wait=0))
        except own_files.Busy as error:
            raise ArchiveLocked(
                "Another process is writing to the full-text index.", hint="Wait until it is done."
            ) from error
        yield


@contextmanager
def disk_errors() -> Iterator[None]:
    """A full disk as :class:`ArchiveFull`."""
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise ArchiveFull(
                "The disk is full; the index is as it was before.", hint="Free some space, then run the command again."
            ) from error
        raise
