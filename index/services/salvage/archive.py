"""Makes a sound archive in a new folder of what still reads of a damaged one, which is never changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from index.desk.synonyms import copy_file
from index.disk.new_folder import check_new, new_folder
from index.errors import ArchiveError, NotAnArchive, UsageError
from index.model import Progress, SalvageReport
from index.services.copies.detection import trace_copies
from index.services.imports.cleaning_pool import in_order
from index.services.imports.processes import borrowed
from index.services.imports.record_cleaner import clean_here
from index.services.imports.steps import Cleaned, Kept, Record, Step, batches
from index.services.index_manager import IndexManager
from index.store import Store
from index.store.connection import FILE, with_helpers
from index.store.salvage.copy import Copied, copy_rows
from index.store.salvage.mending import Due, Mending

Notify = Callable[[Progress], None]


def save(source: Path, target: Path, notify: Notify) -> SalvageReport:
    """Save what still reads of the archive in the folder ``source``, or of a store by itself, to the folder ``target``.

    ``source`` is only read, no link in it is followed, and nothing that its schema says is run. ``target`` is there in
    the end, whole, or not at all. Raises UsageError unless that is new or empty, NotAnArchive, ArchiveFull.
    """
    source, store = _store_of(source)
    check_new(target)
    if target.resolve().is_relative_to(source.resolve()):
        raise UsageError(f"{target} is inside the archive itself.", hint="Give another folder, best on another disk.")
    with new_folder(target) as aside:
        copied = copy_rows(store, aside / FILE, lambda done, total: notify(Progress("salvaging", done, total)))
        copy_file(source, aside)
        with closing(Store.open(aside, create=False)) as new:
            with new.lock():
                mending = _mend(new, copied, notify)
            with closing(IndexManager(new)) as index:
                for step in index.rebuild():
                    notify(step)
            with new.lock():
                for step in trace_copies(new):
                    notify(step)
            with new.reading() as reader:
                articles = reader.count("articles")
                wrong = next(reader.damages(), None)
        if wrong is not None:
            # It was written a moment ago.
            raise ArchiveError(
                f"What was saved does not read back: {wrong.id} {wrong.what}.", hint="Give a folder on another disk."
            )
    saved = tuple(sorted(copied.rows.items()))
    return SalvageReport(articles, saved, tuple(mending.again.values()), mending.losses, copied.uncertain)


def _store_of(source: Path) -> tuple[Path, Path]:
    """The folder of an archive, and the file of its store."""
    if not source.exists():
        raise UsageError(f"There is nothing at {source}.", hint="Give the folder of an archive.")
    folder, store = (source, source / FILE) if source.is_dir() else (source.parent, source)
    if not any(path.exists() or path.is_symlink() for path in with_helpers(store)[:2]):
        raise NotAnArchive(
            f"{source} has no {FILE}, so there is nothing to save.", hint="Give the folder of an archive."
        )
    return folder, store


def _mend(new: Store, copied: Copied, notify: Notify) -> Mending:
    """Have the new store be one whole; what is missing is made from the rest."""
    with new.writing() as writer:
        mending = writer.mending(copied)
        mending.begin()
    for due in (mending.due, mending.strays):
        done = 0
        for batch in batches(_cleaned(due())):
            with new.writing():
                for step in batch:
                    if isinstance(step, Cleaned):
                        mending.put(Due(step.file or None, step.document), step.clean or clean_here(step.document))
            done += len(batch)
            notify(Progress("reading", done, 0))
    with new.writing():
        mending.finish()
    return mending


def _cleaned(due: Iterator[Due]) -> Iterator[Kept]:
    with borrowed() as processes:
        steps: Iterator[Step] = (Record(each.document, known=False, file=each.article or "") for each in due)
        yield from in_order(steps, processes.cleaning)
