"""The folder of the full-text index: whose it is, what was published in it, and whether it is sound.

Whoosh's files hold pickles, so that reading them can run code. They are read only from a folder and files that belong
to this user and that nobody else can write to, and only with the SHA-256 that the marker, ``fulltext.json``, gives::

    {"format": 1, "engine": "3.54.0", "born": 123, "files": {name: sha256},
     "tables": {"_MAIN_4.toc": {"segments": [name], "words": name}}}

A table of contents is published by renaming it, after the marker lists it beside the one before: a crash at any point
leaves a marker that covers whichever is the latest.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Literal

import whoosh

from index.errors import ArchiveDamaged, ArchiveTooNew

FORMAT = 1
"""Raised when fields, terms or files change their meaning."""

MARKER = "fulltext.json"
INDEX_NAME = "MAIN"
ENGINE = whoosh.versionstring()

_TABLE = re.compile(rf"_{INDEX_NAME}_(\d+)\.toc")
_OURS = re.compile(
    rf"{re.escape(MARKER)}(\.new)?|_?{INDEX_NAME}[._][\w.]*|words_\w+\.txt",
    re.ASCII,
)
_LARGEST_MARKER = 4 * 1024 * 1024
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH

State = Literal["sound", "missing", "outdated", "damaged"]


@dataclass(frozen=True, slots=True)
class Table:
    """What one table of contents needs: files of segments, and of the words as written."""

    segments: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Marker:
    """What the folder says about itself."""

    born: int
    """Drawn at creation, so that an index made anew is not taken for the one before."""
    format: int = FORMAT
    engine: str = ENGINE
    files: Mapping[str, str] = field(default_factory=dict)
    tables: Mapping[str, Table] = field(default_factory=dict)


def state(folder: Path) -> State:
    """What opening ``folder`` would find, without reading more than the marker. Raises :class:`ArchiveTooNew`."""
    if not os.path.lexists(folder / MARKER):
        return "missing"
    try:
        marker = read_marker(folder)
        if marker.format < FORMAT or marker.engine != ENGINE:
            return "outdated"
        table = latest_table(folder)
        needed = marker.tables[table]
        for name in (table, needed.words, *needed.segments):
            check_file(folder / name)
    except (ArchiveDamaged, KeyError):
        return "damaged"
    return "sound"


def read_marker(folder: Path) -> Marker:
    """The marker of ``folder``. Raises :class:`ArchiveDamaged`, and :class:`ArchiveTooNew` for a later format."""
    check_folder(folder)
    path = folder / MARKER
    check_file(path)
    try:
        if path.stat().st_size > _LARGEST_MARKER:
            raise damaged("its marker is too large")
        return _marker(json.loads(path.read_bytes()))
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise damaged("its marker cannot be read") from error


def _marker(said: dict[str, object]) -> Marker:
    format_, engine, born = said["format"], said["engine"], said["born"]
    if not isinstance(format_, int) or not isinstance(born, int):
        raise TypeError(format_, born)
    if format_ > FORMAT:
        raise ArchiveTooNew(
            "The full-text index was written by a later broadsheet.",
            hint="Use that one, or delete the archive's folder fulltext to have it made anew.",
        )
    if format_ < FORMAT:
        return Marker(born, format_, str(engine))
    files, tables = said["files"], said["tables"]
    if not isinstance(files, dict) or not isinstance(tables, dict):
        raise TypeError(files, tables)
    read = {str(name): Table(tuple(map(str, table["segments"])), str(table["words"])) for name, table in tables.items()}
    return Marker(born, format_, str(engine), {str(name): str(digest) for name, digest in files.items()}, read)


def write_marker(folder: Path, marker: Marker) -> None:
    """Publish ``marker`` in place of the one before, durably."""
    new = folder / f"{MARKER}.new"
    descriptor = os.open(new, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(asdict(marker), file)
        file.flush()
        os.fsync(file.fileno())
    new.replace(folder / MARKER)
    sync_folder(folder)


def latest_table(folder: Path) -> str:
    """The file name of the latest table of contents. Raises :class:`ArchiveDamaged` where there is none."""
    return f"_{INDEX_NAME}_{latest_generation(folder)}.toc"


def latest_generation(folder: Path) -> int:
    """The number of the latest table of contents. Raises :class:`ArchiveDamaged` where there is none."""
    try:
        found = [int(match.group(1)) for path in folder.iterdir() if (match := _TABLE.fullmatch(path.name))]
    except OSError as error:
        raise damaged("its folder cannot be read") from error
    if not found:
        raise damaged("it has no table of contents")
    return max(found)


def check_folder(folder: Path) -> None:
    """Raise :class:`ArchiveDamaged` unless ``folder`` is a real one that only this user can write to."""
    _check(folder, stat.S_IFDIR)


def check_file(path: Path) -> None:
    """Raise :class:`ArchiveDamaged` unless ``path`` is a regular file that only this user can write to."""
    _check(path, stat.S_IFREG)


def _check(path: Path, kind: int) -> None:
    try:
        found = path.lstat()
    except OSError as error:
        raise damaged(f"{path.name} is missing") from error
    if stat.S_IFMT(found.st_mode) != kind:
        raise damaged(f"{path.name} is not what it should be")
    if os.name == "posix" and (found.st_uid != os.geteuid() or found.st_mode & _OTHERS_WRITE):
        raise damaged(f"{path.name} can be written by others")


def digest(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sync(path: Path) -> None:
    """Have the contents of a file on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on the disk, where the platform can."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def is_ours(name: str) -> bool:
    """Whether a file of this name is one of the index's."""
    return _OURS.fullmatch(name) is not None


def damaged(what: str) -> ArchiveDamaged:
    """The error for an index that has to be made anew."""
    return ArchiveDamaged(f"The full-text index is damaged: {what}.", hint="Run: broadsheet rebuild")
