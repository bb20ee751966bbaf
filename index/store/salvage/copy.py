"""Copies the rows that read of a damaged store to a new one, each text compared with its checksum."""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from index.disk import own_files
from index.errors import ArchiveError, NotAnArchive
from index.store import schema
from index.store.connection import translated
from index.store.records import matches
from index.store.salvage.pages import opened
from index.store.salvage.rows import Value
from index.store.salvage.search import Found, Lost, RowSearch
from index.store.whole.tables import Table

_CONTENTS: Final = {"versions": ("content", "sha256"), "documents": ("data", "sha256")}
"""Columns of tables that have a checksum, and the column with it."""
_PAGES_AT_ONCE: Final = 200
"""Pages between two reports of progress."""

Steps = Callable[[int, int], None]
"""Is called with the pages that were looked at, and how many there are."""


@dataclass(slots=True)
class Copied:
    """What was read of a damaged store."""

    rows: Counter[str] = field(default_factory=Counter)
    """Rows that were copied, by table."""
    lost: list[tuple[str, dict[str, Value]]] = field(default_factory=list)
    """Rows that do not read: the table, and what reads of the row by column."""
    pages: Counter[str] = field(default_factory=Counter)
    """Pages that do not read, by table; ``""`` where that is not known."""
    uncertain: int = 0
    """Rows that may be ones that were deleted."""


def copy_rows(source: Path, target: Path, steps: Steps) -> Copied:
    """Copy what reads of the store at ``source`` to a new one at ``target``; references in it may lead nowhere.

    Raises NotAnArchive where nothing of a store is found, ArchiveError where ``source`` changes meanwhile, ArchiveFull.
    """
    with translated(source), opened(source) as pages:
        before = pages.state()
        search = RowSearch(pages)
        copied = Copied()
        os.close(own_files.created(target))
        with translated(target), closing(sqlite3.connect(target, isolation_level=None)) as db:
            schema.create(db, search.version)
            # Nobody reads it before it is whole.
            db.executescript("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF;")
            db.execute("BEGIN")
            for each in _followed(search, pages.count, steps):
                if isinstance(each, Lost):
                    copied.lost.append((each.table.name, each.key))
                elif not _is_sound(each):
                    copied.lost.append((each.table.name, _by_name(each)))
                elif _insert(db, each):
                    copied.rows[each.table.name] += 1
                    copied.uncertain += not each.certain
            _count_on(db)
            db.execute("COMMIT")
            db.executescript("PRAGMA synchronous = FULL; PRAGMA journal_mode = WAL;")
        copied.pages = search.damaged
        if pages.state() != before:
            raise ArchiveError(
                f"{source} changed while it was read.", hint="End the program that writes to it, and try again."
            )
    if not copied.rows.total() - copied.rows["state"]:
        raise NotAnArchive(
            f"Nothing in {source} reads as a store of broadsheet.", hint="Give the folder of an archive."
        )
    return copied


def _followed(search: RowSearch, total: int, steps: Steps) -> Iterator[Found | Lost]:
    for each in search.rows():
        if each is None:
            if search.done % _PAGES_AT_ONCE == 0:
                steps(min(search.done, total), total)
        else:
            yield each


def _by_name(found: Found) -> dict[str, Value]:
    return {column.name: value for column, value in zip(found.table.stored, found.values, strict=True)}


def _is_sound(found: Found) -> bool:
    """Whether what a row holds matches its checksum, where it has one."""
    if found.table.name not in _CONTENTS:
        return True
    values = _by_name(found)
    content, checksum = (values[name] for name in _CONTENTS[found.table.name])
    return isinstance(content, bytes) and isinstance(checksum, str) and matches(content, checksum)


def _insert(db: sqlite3.Connection, found: Found) -> bool:
    """Insert a row unless one with its key is there, which has a place in the file; whether that was done."""
    names = ", ".join(column.name for column in found.table.stored)
    marks = ", ".join("?" * len(found.values))
    # The counters are there from the beginning.
    done = "REPLACE" if found.table.name == "state" else "IGNORE"
    made = db.execute(f"INSERT OR {done} INTO {_quoted(found.table)} ({names}) VALUES ({marks})", found.values)
    return made.rowcount > 0


def _quoted(table: Table) -> str:
    return f'"{table.name}"'


def _count_on(db: sqlite3.Connection) -> None:
    """Have the counters go on from where they were, also where they are lost."""
    counted = {
        "generation": "SELECT max(value) FROM (SELECT max(generation) AS value FROM arrivals"
        " UNION ALL SELECT max(read) FROM saved_searches)",
        "imports": "SELECT max(value) FROM (SELECT max(import) AS value FROM captures"
        " UNION ALL SELECT max(import) FROM files)",
    }
    has = {name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    for name, asked in counted.items():
        if name == "imports" or {"arrivals", "saved_searches"} <= has:
            db.execute(f"UPDATE state SET value = max(value, coalesce(({asked}), 0)) WHERE name = ?", (name,))
