"""An SQLite database from strangers, opened so that nothing in it is run and nothing in it is changed.

https://www.sqlite.org/security.html: no schema is trusted, views and virtual tables are not queried, and nothing but
reading of tables is allowed.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from urllib.parse import quote

from index.errors import SourceError
from index.formats.limits import size_text
from index.formats.source import Source

MOST_COPIED: Final = 8 * 1024**3
"""Bytes of a database inside a container, or with changes beside it, that are copied to read it."""

MOST_TABLES: Final = 2000
"""Tables of one database that are looked at."""

MOST_NAMES: Final = 200_000
"""Rows of a table of feeds, authors or outlets whose names are held in memory."""

_CHUNK = 1 << 20
_PAGE = 500
"""Rows whose numbers are read at once."""
_PATIENCE = 20_000
"""Steps of SQLite between two looks at how many there were."""
_MOST_STEPS = 50_000
"""Such looks for one statement, about 10 seconds: none takes long that reads one row by its number."""

Value = str | bytes | int | float | None


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a database, and its columns in their order."""

    name: str
    columns: tuple[str, ...]


class Database:
    """The tables of a database."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._steps = 0
        connection.set_progress_handler(self._is_too_long, _PATIENCE)
        self.tables: Mapping[str, Table] = {table.name.lower(): table for table in self._tables()}

    def _is_too_long(self) -> bool:
        self._steps += 1
        return self._steps > _MOST_STEPS

    def _tables(self) -> Iterator[Table]:
        rows = self._run(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
            f" AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name LIMIT {MOST_TABLES}"
        )
        for (name,) in rows:
            if isinstance(name, str):
                columns = tuple(str(row[1]) for row in self._run(f"PRAGMA table_info({quoted(name)})"))
                yield Table(name, columns)

    def _run(self, statement: str, values: Sequence[Value] = ()) -> list[tuple[Value, ...]]:
        self._steps = 0
        try:
            return self._connection.execute(statement, values).fetchall()
        except (sqlite3.Error, OverflowError) as error:
            raise SourceError(f"the database cannot be read: {error}") from error

    def names(self, table: str, key: str, name: str, condition: str = "") -> dict[Value, list[Value]]:
        """The values of a column for each key, of the first rows of a table; empty where it has no such columns.

        ``condition`` is of our own, never of the file.
        """
        named: dict[Value, list[Value]] = {}
        for one, value in self.values(table, key, name, condition=condition):
            if value not in (None, ""):
                named.setdefault(one, []).append(value)
        return named

    def values(self, table: str, *columns: str, condition: str = "") -> list[tuple[Value, ...]]:
        """The values of columns in the first rows of a table; none where it has no such columns.

        ``condition`` is of our own, never of the file.
        """
        found = self.tables.get(table.lower())
        if found is None or not {name.lower() for name in columns} <= {name.lower() for name in found.columns}:
            return []
        where = f" WHERE {condition}" if condition else ""
        return self._run(f"SELECT {', '.join(map(quoted, columns))} FROM {quoted(table)}{where} LIMIT {MOST_NAMES}")

    def rows(self, table: Table, where: str = "") -> Iterator[tuple[int, dict[str, Value] | SourceError]]:
        """Each row with its number, by its columns; or why it cannot be read. One row is held at a time.

        ``where`` is a condition of our own, never of the file. Raises SourceError where the rest cannot be read.
        """
        columns = ", ".join(map(quoted, table.columns))
        chosen = f" AND ({where})" if where else ""
        last, page = -(2**63), _PAGE
        while True:
            try:
                numbers = self._run(
                    f"SELECT rowid FROM {quoted(table.name)} WHERE rowid > ?{chosen} ORDER BY rowid LIMIT ?",
                    (last, page),
                )
            except SourceError:
                if page == 1:
                    raise
                page = 1
                continue
            for (number,) in numbers:
                if not isinstance(number, int):
                    raise SourceError("the database cannot be read: a row without a number")
                last = number
                try:
                    found = self._run(f"SELECT {columns} FROM {quoted(table.name)} WHERE rowid = ?", (number,))
                except SourceError as error:
                    yield number, error
                    continue
                yield from ((number, dict(zip(table.columns, row, strict=True))) for row in found)
            if len(numbers) < page:
                return


def quoted(name: str) -> str:
    """A name of a table or column in a statement."""
    return '"' + name.replace('"', '""').replace("\x00", "") + '"'


@contextmanager
def opened(source: Source) -> Iterator[Database]:
    """The database that a source is: the file itself, or a copy where it is a member or has changes beside it.

    Raises SourceError when it is none, damaged, or too large to copy.
    """
    path = _file_of(source)
    waiting = Path(f"{path}-wal") if path is not None else None
    if path is not None and not (waiting is not None and waiting.is_file() and waiting.stat().st_size):
        with connected(path, "mode=ro&immutable=1", source.bounds.document) as database:
            yield database
        return
    with TemporaryDirectory(prefix="broadsheet-") as folder:
        copy = Path(folder) / "copy.db"
        _copy(source, copy)
        if waiting is not None:
            shutil.copyfile(waiting, f"{copy}-wal")
        with connected(
            copy, "mode=rw" if waiting is not None else "mode=ro&immutable=1", source.bounds.document
        ) as database:
            yield database


def _file_of(source: Source) -> Path | None:
    """The path of the file that the source is; None for a member, standard input, or a file that was moved since."""
    if source.depth:
        return None
    path = Path(source.address.path)
    try:
        own, named = os.fstat(source.stream.fileno()), path.stat()
    except (OSError, ValueError):
        return None
    return path if (own.st_dev, own.st_ino) == (named.st_dev, named.st_ino) else None


def _copy(source: Source, target: Path) -> None:
    source.stream.seek(0)
    size = 0
    with target.open("wb") as copy:
        while chunk := source.stream.read(_CHUNK):
            size += len(chunk)
            if size > MOST_COPIED:
                raise SourceError(f"too large: a database of more than {size_text(MOST_COPIED)} inside a container")
            copy.write(chunk)


@contextmanager
def connected(path: Path, mode: str, longest: int) -> Iterator[Database]:
    """The database in a file, opened in a ``mode`` of SQLite; ``longest`` is how many bytes one value may have.

    Raises SourceError where it cannot be opened.
    """
    try:
        connection = sqlite3.connect(f"file:{quote(os.fsencode(path.absolute()))}?{mode}", uri=True, timeout=0)
    except sqlite3.Error as error:
        raise SourceError(f"the database cannot be opened: {error}") from error
    with closing(connection):
        connection.text_factory = lambda data: data.decode("utf-8", "replace")
        try:
            for setting in ("trusted_schema = OFF", "query_only = ON", "cell_size_check = ON", "mmap_size = 0"):
                connection.execute(f"PRAGMA {setting}")
            connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, longest)
            connection.set_authorizer(_authorised)
        except sqlite3.Error as error:
            raise SourceError(f"the database cannot be read: {error}") from error
        yield Database(connection)


def _authorised(action: int, first: str | None, second: str | None, database: str | None, inside: str | None) -> int:
    """Only what reads tables; ``inside`` names a view or trigger."""
    if inside is not None:
        return sqlite3.SQLITE_DENY
    if action == sqlite3.SQLITE_PRAGMA:
        return sqlite3.SQLITE_OK if first == "table_info" else sqlite3.SQLITE_DENY
    if action == sqlite3.SQLITE_FUNCTION:
        return sqlite3.SQLITE_OK if second in ("like", "coalesce") else sqlite3.SQLITE_DENY
    return sqlite3.SQLITE_OK if action in (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ) else sqlite3.SQLITE_DENY
