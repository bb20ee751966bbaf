"""Whoosh's file storage with what it lacks: private files, checksums, and a publication that survives a crash."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, BinaryIO, cast

from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile

from index.errors import ArchiveDamaged
from index.fulltext import folder as folders
from index.fulltext.folder import Marker, Table


class GuardedStorage(FileStorage):
    """Opens nothing that the marker does not vouch for; publishes a table of contents only after the marker does.

    Before a commit renames its table into place, ``next_table`` says what that table needs.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))
        self._path = folder
        self._verified: set[str] = set()
        self.next_table: Table | None = None

    def create_file(self, name: str, excl: bool = False, mode: str = "wb", **kwargs: Any) -> StructFile:
        """Open a file for writing that only this user can read. What this object wrote it may also read."""
        self._verified.add(name)
        flags = os.O_CREAT | os.O_RDWR | (os.O_EXCL if excl else os.O_TRUNC) | getattr(os, "O_BINARY", 0)
        return StructFile(
            cast("BinaryIO", os.fdopen(os.open(self._path / name, flags, 0o600), mode)), name=name, **kwargs
        )

    def open_file(self, name: str, **kwargs: Any) -> StructFile:
        """Open a file for reading, once its checksum is the one that was published.

        Raises :class:`index.errors.ArchiveDamaged`; ``FileNotFoundError`` for a file that a later commit took away.
        """
        # An index made anew begins to count its tables of contents again; other names are never used twice.
        if name not in self._verified or name.endswith(".toc"):
            self.verify(name)
        opened: StructFile = super().open_file(name, **kwargs)
        return opened

    def verify(self, name: str) -> None:
        """Compare a published file with its checksum. Published files never change, so once is enough."""
        path = self._path / name
        try:
            folders.check_file(path)
            expected = folders.read_marker(self._path).files.get(name)
            if expected is None or folders.digest(path) != expected:
                raise folders.damaged(f"{name} is not as it was written")
        except ArchiveDamaged:
            if not path.exists():
                raise FileNotFoundError(path) from None
            raise
        self._verified.add(name)

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        """Rename a file; for a table of contents, after everything it needs is on the disk and in the marker."""
        if self.next_table is not None and newname.endswith(".toc"):
            self._vouch_for(oldname, newname, self.next_table)
        super().rename_file(oldname, newname, safe)
        folders.sync_folder(self._path)

    def lock(self, name: str) -> Any:
        """The lock of that name, its file readable by this user only."""
        os.close(os.open(self._path / name, os.O_CREAT | os.O_RDWR, 0o600))
        return super().lock(name)

    def _vouch_for(self, temporary: str, name: str, table: Table) -> None:
        before = folders.read_marker(self._path)
        kept = {old: needs for old, needs in before.tables.items() if (self._path / old).exists()}
        files = {old: sha for old, sha in before.files.items() if (self._path / old).exists()}
        for new in (*table.segments, table.words):
            if new not in files:
                folders.sync(self._path / new)
                files[new] = folders.digest(self._path / new)
        folders.sync(self._path / temporary)
        files[name] = folders.digest(self._path / temporary)
        folders.write_marker(self._path, Marker(before.born, files=files, tables={**kept, name: table}))
