"""Commits to the full-text index: each is published as a whole or not at all."""

from __future__ import annotations

import errno
import secrets
from collections.abc import Callable, Iterable, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from whoosh.codec.whoosh3 import W3Codec
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex, LockError
from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

from index.errors import ArchiveFull, ArchiveLocked, NotAnArchive
from index.fulltext import folder as folders
from index.fulltext.dictionary import Dictionary
from index.fulltext.folder import INDEX_NAME, Marker, Table
from index.fulltext.schema import document, schema
from index.fulltext.storage import GuardedStorage
from index.model import Article

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whoosh.codec.base import Segment

    from index.fulltext.snapshot import Snapshot

_MERGE_FACTOR = 12
"""Segments of about one size that are merged into one."""

_SMALLEST_TIER = 64
"""Segments of fewer articles count as being of one size."""

_MEMORY = 64
"""Megabytes of postings that a commit holds before it sorts them on disk."""

_BLOCK = 1024
"""Postings that are decoded at once."""


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
    folders.state(folder)
    (folder / folders.MARKER).unlink(missing_ok=True)
    for path in sorted(folder.iterdir()):
        if folders.is_ours(path.name):
            _delete(path)
    with _disk():
        marker = Marker(secrets.randbits(31))
        folders.write_marker(folder, marker)
        words = _words_name()
        Dictionary().write(folder / words)
        storage = GuardedStorage(folder)
        storage.next_table = Table((), words)
        FileIndex.create(storage, schema(), INDEX_NAME)


def commit(
    storage: GuardedStorage,
    folder: Path,
    latest: Callable[[], Snapshot],
    *,
    added: Sequence[Article] = (),
    removed: Iterable[str] = (),
) -> None:
    """Add articles in place of their earlier versions and remove others, in one commit.

    ``latest`` opens the latest generation; it is called while no other process can write. Raises
    :class:`ArchiveLocked`, :class:`ArchiveFull`.
    """
    with _disk():
        try:
            index = FileIndex(storage, schema(), INDEX_NAME)
            writer = SegmentWriter(index, limitmb=_MEMORY, codec=W3Codec(blocklimit=_BLOCK, compression=1))
        except LockError as error:
            raise ArchiveLocked(
                "Another process is writing to the full-text index.", hint="Wait until it is done."
            ) from error
        try:
            snapshot = latest()
            for id in {*(article.id for article in added), *removed}:
                if (number := snapshot.documents.get(id)) is not None:
                    writer.delete_document(number)
            new_words: set[str] = set()
            for article in added:
                values, written = document(article)
                new_words |= written
                writer.add_document(**values)
            _publish(writer, storage, folder, snapshot.words.having(new_words), snapshot.words)
        except BaseException:
            if not writer.is_closed:
                writer.cancel()
            raise
    _sweep(folder)


def _publish(
    writer: SegmentWriter, storage: GuardedStorage, folder: Path, words: Dictionary, before: Dictionary
) -> None:
    marker = folders.read_marker(folder)
    name = marker.tables[folders.latest_table(folder)].words
    if words is not before:
        name = _words_name()
        words.write(folder / name)

    def merge(writer: SegmentWriter, segments: list[Segment]) -> list[Segment]:
        kept = _merged(writer, segments)
        files = [f"{segment.segment_id()}.seg" for segment in kept]
        if writer.doc_count():
            files.append(f"{writer.newsegment.segment_id()}.seg")
        storage.next_table = Table(tuple(files), name)
        return kept

    writer.commit(mergetype=merge)


def _merged(writer: SegmentWriter, segments: list[Segment]) -> list[Segment]:
    """Merge policy: the segments that stay, the others having been added to ``writer``.

    A tier holds segments within a factor of :data:`_MERGE_FACTOR` in articles; a full tier is merged together with
    all smaller segments. So there are fewer than that factor of segments in each tier, and an article is rewritten once
    for each tier that it rises through. A segment of which most articles are gone is rewritten too.
    """
    tiers: dict[int, list[Segment]] = {}
    for segment in segments:
        tiers.setdefault(_tier(segment.doc_count()), []).append(segment)
    full = max((tier for tier, members in tiers.items() if len(members) >= _MERGE_FACTOR), default=-1)
    kept = []
    for segment in segments:
        if not segment.doc_count():
            continue
        if _tier(segment.doc_count()) <= full or segment.deleted_count() * 2 > segment.doc_count_all():
            with SegmentReader(writer.storage, writer.schema, segment) as reader:
                writer.add_reader(reader)
        else:
            kept.append(segment)
    return kept


def _tier(articles: int) -> int:
    tier, limit = 0, _SMALLEST_TIER
    while articles >= limit:
        tier, limit = tier + 1, limit * _MERGE_FACTOR
    return tier


def _sweep(folder: Path) -> None:
    """Delete what crashed commits left, and the words that no table of contents needs."""
    marker = folders.read_marker(folder)
    needed = marker.tables[folders.latest_table(folder)].words
    for path in folder.iterdir():
        is_old_words = path.name.startswith("words_") and path.name != needed
        is_half_table = path.name.startswith("_") and ".toc." in path.name
        if is_old_words or is_half_table:
            _delete(path)


def _delete(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        FileStorage(str(path)).destroy()
    else:
        path.unlink(missing_ok=True)


def _words_name() -> str:
    return f"words_{secrets.token_hex(6)}.txt"


@contextmanager
def _disk() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise ArchiveFull(
                "The disk is full; the index stands as it was before.", hint="Free some space, then run it again."
            ) from error
        raise
