"""All that a store holds, row by row, as others can read it."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from index.model import Damage
from index.store.records import digest, inflated
from index.store.whole.tables import tables

_UNREADABLE = (zlib.error, ValueError, RecursionError)
_CLEAN_TEXT: Final = ("versions", "content")
"""The column that has clean texts: JSON, deflated."""


class Original(NamedTuple):
    """The bytes that a source document was found with."""

    sha256: str
    media_type: str
    data: bytes


class StoredContents:
    """What is in the store of a connection, in the order of its keys."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def tables(self) -> tuple[str, ...]:
        """The tables that hold what follows from nothing else."""
        return tuple(table.name for table in tables() if not table.is_derived)

    def rows(self, name: str) -> Iterator[dict[str, Any] | Damage]:
        """The rows of one of these tables, by column; clean texts as the record they are, other binary values left out.

        A text that does not match its checksum is a damage.
        """
        table = next(table for table in tables() if table.name == name and not table.is_derived)
        columns = [each.name for each in table.columns if each.type != "BLOB" or (name, each.name) == _CLEAN_TEXT]
        order = ", ".join(table.key)
        for row in self._db.execute(f'SELECT {", ".join(columns)} FROM "{name}" ORDER BY {order}'):
            found = dict(zip(columns, row, strict=True))
            yield found if name != _CLEAN_TEXT[0] else _with_text(found)

    def ids(self, after: str, limit: int) -> list[str]:
        """The ids of the next articles after an id."""
        asked = "SELECT id FROM articles WHERE id > ? ORDER BY id LIMIT ?"
        return [id for (id,) in self._db.execute(asked, (after, limit))]

    def document_of(self, id: str) -> tuple[str, str]:
        """The SHA-256 and the media type of the original that the current text of an article was made from."""
        row: tuple[str, str] | None = self._db.execute(
            "SELECT d.sha256, media_type FROM articles JOIN versions v ON article = id AND v.version = articles.version"
            " JOIN documents d ON d.sha256 = document WHERE id = ?",
            (id,),
        ).fetchone()
        return row or ("", "")

    def originals(self) -> Iterator[Original | Damage]:
        """Every source document, once."""
        article = "(SELECT min(article) FROM versions WHERE document = documents.sha256)"
        rows = self._db.execute(f"SELECT sha256, media_type, data, {article} FROM documents ORDER BY sha256")
        for sha256, media_type, packed, id in rows:
            try:
                data = inflated(packed)
            except zlib.error:
                data = b""
            if digest(data) == sha256:
                yield Original(sha256, media_type, data)
            else:
                yield Damage(id or "", "source document")


def _with_text(row: dict[str, Any]) -> dict[str, Any] | Damage:
    try:
        content = inflated(row[_CLEAN_TEXT[1]])
        if digest(content) != row["sha256"]:
            raise ValueError("it does not match its checksum")
        return {**row, _CLEAN_TEXT[1]: json.loads(content.decode("utf-8", "surrogatepass"))}
    except _UNREADABLE:
        return Damage(str(row["article"]), f"clean text, version {row['version']}")
