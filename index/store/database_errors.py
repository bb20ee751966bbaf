"""Errors of SQLite as errors of the archive.

SQLite reports several failures of a disk as one: a quota that is used up, a broken disk and a folder that went
read-only are all an "input/output error". A file of 64 KB, written to the archive's folder and gone again, shows which.
"""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path
from typing import Final

from index.disk.failures import RESTORE, failed, refused
from index.errors import ArchiveDamaged, ArchiveError, ArchiveLocked

_SQLITE: Final = {
    sqlite3.SQLITE_FULL: errno.ENOSPC,
    sqlite3.SQLITE_NOLFS: errno.EFBIG,
    sqlite3.SQLITE_PROTOCOL: errno.ENOLCK,
    sqlite3.SQLITE_PERM: errno.EACCES,
    sqlite3.SQLITE_READONLY: None,
    sqlite3.SQLITE_IOERR: None,
    sqlite3.SQLITE_CANTOPEN: None,
}
"""By the basic code of SQLite, what the operating system said; None where that has to be found out."""
_DAMAGED: Final = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_UNDECODED: Final = "Could not decode to UTF-8"
"""What the sqlite3 module says of a text whose bytes are none, with no code of SQLite's."""
_BUSY: Final = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


def database_error(error: sqlite3.Error, path: Path) -> ArchiveError:
    """An error of SQLite as an error of the archive whose database is at ``path``."""
    code = getattr(error, "sqlite_errorcode", None)
    basic = code & 0xFF if code is not None else None
    if basic in _DAMAGED or _UNDECODED in str(error):
        return ArchiveDamaged(f"The archive's store {path} is damaged ({error}).", hint=RESTORE)
    if basic in _BUSY:
        return ArchiveLocked(f"The archive {path.parent} is busy.", hint="Try again after the other import.")
    if basic in _SQLITE:
        number = _SQLITE[basic] or refused(path)
        if number is None and basic == sqlite3.SQLITE_IOERR:
            number = errno.EIO
        found = failed(number, path)
        if found is not None:
            return found
    return ArchiveError(
        f"The archive's store {path} cannot be used: {error}.", hint="Check the folder and its permissions."
    )
