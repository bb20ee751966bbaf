"""The files that were read to their end, and the articles and skipped records of each."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from index.model import Address, FieldNames, ImportedArticle, SkippedSource
from index.model.addresses import possible_files, ranges_inside


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file that was read to its end."""

    path: str
    size: int
    modified_ns: int
    sha256: str


class Files:
    """The files in the store of a connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def sha256(self, path: str) -> str | None:
        """The SHA-256 of a file when it was last read to its end, or None."""
        row = self._db.execute("SELECT sha256 FROM files WHERE path = ?", (path,)).fetchone()
        return None if row is None else str(row[0])

    def articles(self, path: str) -> list[ImportedArticle]:
        """The articles that a file holds, members of containers in it included, in its order."""
        where, values = _inside(path)
        rows = self._db.execute(
            "SELECT id, path, record, headline, format, EXISTS (SELECT 1 FROM captures other"
            " WHERE other.article = id AND other.number < captures.number)"
            " FROM captures JOIN articles ON id = article"
            f" WHERE {where} AND import >= (SELECT import FROM files WHERE path = ?) ORDER BY record, number",
            (*values, path),
        )
        return [
            ImportedArticle(
                id, str(Address(place, record or None)), headline, "same as another" if again else "unchanged",
                format, path,
            )
            for id, place, record, headline, format, again in rows
        ]  # fmt: skip

    def skips(self, path: str) -> list[SkippedSource]:
        """The records of a file that could not become articles, with the reasons."""
        rows = self._db.execute(
            "SELECT path, reason, kind, file, format FROM skips WHERE file = ? ORDER BY number", (path,)
        )
        return [SkippedSource(*row) for row in rows]

    def finish(self, file: ReadFile, skipped: Iterable[SkippedSource], number: int, now: str) -> None:
        """Store that a file was read to its end and what was skipped; delete captures that it no longer holds."""
        self._mark_read(file, skipped, number, now)
        self._db.execute("DELETE FROM failures WHERE path = ?", (file.path,))
        here, values = _inside(file.path, "captures.path")
        there, _ = _inside(file.path, "other.path")
        self._db.execute(
            f"DELETE FROM captures WHERE {here} AND import < ? AND EXISTS (SELECT 1 FROM captures other"
            " WHERE other.article = captures.article AND other.number <> captures.number"
            f" AND (NOT {there} OR other.import >= ?))",
            (*values, number, *values, number),
        )

    def break_off(self, file: ReadFile, skipped: Sequence[SkippedSource], number: int, now: str) -> None:
        """Store why a file could not be read to its end: the last of ``skipped``.

        The next import reads it again. Where it fails as before, it counts as read, so that not every import takes the
        time to find that out; what was known to be in it stays.
        """
        failure = (file.path, file.sha256, skipped[-1].reason)
        if self._db.execute("SELECT 1 FROM failures WHERE path = ? AND sha256 = ? AND reason = ?", failure).fetchone():
            self._mark_read(file, skipped, number, now)
        else:
            self._db.execute("INSERT OR REPLACE INTO failures VALUES (?, ?, ?)", failure)
            self._db.execute("DELETE FROM files WHERE path = ?", (file.path,))

    def _mark_read(self, file: ReadFile, skipped: Iterable[SkippedSource], number: int, now: str) -> None:
        self._db.execute("DELETE FROM skips WHERE file = ?", (file.path,))
        self._db.execute(
            "INSERT INTO files VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (path) DO UPDATE SET size = excluded.size,"
            " modified = excluded.modified, sha256 = excluded.sha256, imported = excluded.imported,"
            " import = excluded.import",
            (file.path, file.size, file.modified_ns, file.sha256, now, number),
        )
        self._db.executemany(
            "INSERT INTO skips (file, path, reason, kind, format) VALUES (?, ?, ?, ?, ?)",
            [(file.path, row.path, row.reason, row.kind, row.format) for row in skipped],
        )

    def field_names(self) -> FieldNames:
        """What the reader calls the fields of records."""
        return tuple(self._db.execute("SELECT field, name FROM field_names ORDER BY number"))

    def set_field_names(self, names: FieldNames) -> None:
        """Keep what the reader calls the fields of records; files of which something was skipped are read again."""
        if names == self.field_names():
            return
        self._db.execute("DELETE FROM field_names")
        self._db.executemany("INSERT INTO field_names (field, name) VALUES (?, ?)", names)
        self._db.execute("DELETE FROM files WHERE path IN (SELECT file FROM skips)")

    def forget(self, ids: Iterable[str]) -> None:
        """Have the next import read the files of these articles again, which repairs damaged versions."""
        for id in list(ids):
            places = self._db.execute("SELECT path FROM captures WHERE article = ?", (id,)).fetchall()
            files = {(file,) for (place,) in places for file in possible_files(place)}
            self._db.executemany("DELETE FROM files WHERE path = ?", list(files))


def _inside(file: str, path: str = "path") -> tuple[str, tuple[str, ...]]:
    """A condition on the column ``path`` of captures, and its values: the place is ``file``, or is inside it.

    A path that has been read as a file of its own is not inside another, whatever it looks like.
    """
    ranges = ranges_inside(file)
    within = " OR ".join([f"{path} >= ? AND {path} < ?"] * len(ranges))
    values = (file, *chain.from_iterable(ranges))
    return f"({path} = ? OR ({within}) AND {path} NOT IN (SELECT path FROM files))", values
