"""The table of contents: which segments make up the present generation, and which of their articles are gone.

``fulltext.json`` holds one object in JSON::

    {"format": 10, "born": 123, "generation": 7, "digest": "...",
     "segments": [{"name": "...", "articles": 100, "bytes": 65536, "tail": 900, "digest": "", "gone": ""}]}

``bytes`` are those of a segment's arrays, ``tail`` those that follow; ``gone`` has a bit for each article that was
taken out, in base64, and is empty where none was. ``digest`` covers the rest. Published files never change: a commit
writes new ones, then renames a new table into place. Where several processes make segments, they do so in a folder
``building_...`` beside the table; a commit moves them out of it. An index that is rebuilt is made in such a folder,
with a table of its own; at the end its segments are moved beside those in use, and its table takes the place of theirs.
So a crash at any point leaves the generation before, and files that no table names, which the next commit deletes.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import os
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from index.disk import own_files
from index.errors import ArchiveDamaged, ArchiveTooNew
from index.search.whoosh_engine.folder import check_file, check_folder, damaged

if TYPE_CHECKING:
    from numpy.typing import NDArray

FORMAT: Final = 11
"""Raised when fields, terms or files change their meaning."""

TABLE: Final = "fulltext.json"
LOCK: Final = "fulltext.lock"
PREFIX: Final = "segment_"
SUFFIX: Final = ".columns"
BUILDING: Final = "building_"
"""How folders are called in which segments are made that no generation has yet."""

_SEGMENT: Final = re.compile(rf"{PREFIX}[0-9a-f]{{16}}{re.escape(SUFFIX)}")
_BUILDING: Final = re.compile(rf"{BUILDING}[0-9a-f]{{16}}")
_FORMER: Final = re.compile(r"_?MAIN[._][\w.]*|words_\w+\.txt", re.ASCII)
"""Files of indexes of the first format."""

State = Literal["sound", "missing", "outdated", "damaged"]

_LARGEST: Final = 64 * 1024 * 1024
"""Bytes of the largest table of contents that is read."""
_GENERATION_BITS: Final = 24
"""Bits of the number of a generation that count the commits; those above are the folder's."""
_FIRST_BYTES: Final = 128
"""Bytes of a table of contents in which its generation is looked for before all of it is read."""
_BEGINNING: Final = re.compile(rb'\{"format": (\d+), "born": (\d+), "generation": (\d+),')


@dataclass(frozen=True, slots=True)
class Entry:
    """What the table says of one segment."""

    name: str
    articles: int
    bytes: int
    tail: int
    digest: str
    gone: str = ""

    def gone_mask(self) -> NDArray[Any] | None:
        """Which articles were taken out; None where none was."""
        import numpy as np

        if not self.gone:
            return None
        bits = np.frombuffer(base64.b64decode(self.gone), np.uint8)
        return np.unpackbits(bits, count=self.articles).view(np.bool_)

    def without(self, mask: NDArray[Any]) -> Entry:
        """The same segment with the articles of ``mask`` taken out."""
        import numpy as np

        return replace(self, gone=base64.b64encode(np.packbits(mask).tobytes()).decode()) if mask.any() else self


@dataclass(frozen=True, slots=True)
class Contents:
    """One generation of the index."""

    born: int
    """A random number from its creation, so that a rebuilt index is not taken for the one before."""
    generation: int
    segments: tuple[Entry, ...] = ()

    @property
    def number(self) -> int:
        """What tells this generation from every other of the folder."""
        return _number(self.born, self.generation)


def _number(born: int, generation: int) -> int:
    return (born << _GENERATION_BITS) + generation


def state(folder: Path) -> State:
    """What opening ``folder`` would find, without reading more than the table. Raises :class:`ArchiveTooNew`."""
    if not os.path.lexists(folder / TABLE):
        return "missing"
    try:
        contents = read(folder)
        if contents is None:
            return "outdated"
        for entry in contents.segments:
            check_file(folder / entry.name)
            if (folder / entry.name).stat().st_size != entry.bytes + entry.tail:
                return "damaged"
    except (ArchiveDamaged, FileNotFoundError):
        return "damaged"
    return "sound"


def read(folder: Path) -> Contents | None:
    """The table of ``folder``; None for one of an earlier format.

    Raises :class:`index.errors.ArchiveDamaged`, and :class:`index.errors.ArchiveTooNew` for one of a later format.
    """
    path = folder / TABLE
    check_folder(folder)
    check_file(path)
    try:
        if path.stat().st_size > _LARGEST:
            raise damaged("its table of contents is too large")
        return _contents(path.read_bytes())
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise damaged("its table of contents cannot be read") from error


def generation(folder: Path) -> int:
    """The number of the present generation, read from the beginning of the table only.

    Raises as :func:`read` does; an index of an earlier format is damaged.
    """
    try:
        descriptor = os.open(folder / TABLE, os.O_RDONLY | own_files.NO_LINK)
        try:
            found = _BEGINNING.match(os.read(descriptor, _FIRST_BYTES))
        finally:
            os.close(descriptor)
    except OSError:
        found = None
    if found is not None and int(found[1]) == FORMAT:
        return _number(int(found[2]), int(found[3]))
    contents = read(folder)
    if contents is None:
        raise damaged("it is of an earlier format")
    return contents.number


def _contents(data: bytes) -> Contents | None:
    stored = json.loads(data)
    format_ = stored["format"]
    if not isinstance(format_, int):
        raise TypeError(format_)
    if format_ > FORMAT:
        raise ArchiveTooNew(
            "The full-text index was written by a later broadsheet.",
            hint="Use that version, or delete the folder fulltext of the archive: the index is then rebuilt.",
        )
    if format_ < FORMAT:
        return None
    contents = Contents(_whole(stored["born"]), _whole(stored["generation"]), tuple(map(entry, stored["segments"])))
    if data != _written(contents).encode():
        raise ValueError("not as it was written")
    return contents


def entry(stored: Mapping[str, Any]) -> Entry:
    """An entry out of JSON. Raises ``ValueError`` or ``TypeError`` for what is none."""
    found = Entry(**stored)
    if not _SEGMENT.fullmatch(found.name):
        raise ValueError(found.name)
    try:
        if len(base64.b64decode(found.gone, validate=True)) not in (0, (_whole(found.articles) + 7) // 8):
            raise ValueError(found.gone)
    except binascii.Error as error:
        raise ValueError(found.gone) from error
    return found


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(value)
    return value


_NAMES: Final = tuple(field.name for field in fields(Entry))


def _written(contents: Contents) -> str:
    about = {"format": FORMAT, "born": contents.born, "generation": contents.generation}
    segments = [{name: getattr(entry, name) for name in _NAMES} for entry in contents.segments]
    digest = hashlib.blake2b(json.dumps([about, segments]).encode(), digest_size=16).hexdigest()
    return json.dumps(about | {"digest": digest, "segments": segments})


def publish(folder: Path, contents: Contents) -> None:
    """Make ``contents`` the present generation, durably. Its segments are on the disk already."""
    new = folder / f"{TABLE}.new"
    with os.fdopen(own_files.created(new), "w", encoding="ascii") as file:
        file.write(_written(contents))
        file.flush()
        os.fsync(file.fileno())
    new.replace(folder / TABLE)
    own_files.sync_folder(folder)


def sweep(folder: Path, contents: Contents | None, building: Path | None = None) -> None:
    """Delete files of ours that ``contents`` does not need; all of them but the lock where it is None.

    So are folders in which segments were made, but for ``building``. A file that another process has open may have to
    stay for now where the platform wants it so.
    """
    sweep_building(folder, building)
    needed = {LOCK} if contents is None else {LOCK, TABLE, *(entry.name for entry in contents.segments)}
    for path in folder.iterdir():
        if path.name not in needed and is_ours(path.name) and not path.is_dir():
            try:
                path.unlink(missing_ok=True)
            except PermissionError:
                if os.name == "posix":
                    raise


def sweep_building(folder: Path, building: Path | None = None) -> None:
    """Delete the folders in which segments were made, but for ``building``."""
    for path in _buildings(folder):
        if path != building:
            discard(path)


def discard(building: Path) -> None:
    """Delete a folder in which segments were made, unless it has anything else."""
    # Where a worker that lost its parent is still at it, the rest goes with the next commit.
    with suppress(OSError):
        sweep_building(building)
        for path in building.iterdir():
            if path.name == LOCK or is_ours(path.name):
                path.unlink(missing_ok=True)
        building.rmdir()


def articles_aside(folder: Path) -> int | None:
    """Articles of the index that is being made in a folder below ``folder``; None where there is none."""
    with suppress(OSError, ArchiveDamaged, ArchiveTooNew):
        for path in _buildings(folder):
            if (path / TABLE).exists():
                made = read(path)
                return sum(entry.articles for entry in made.segments) if made is not None else None
    return None


def _buildings(folder: Path) -> list[Path]:
    """The folders below ``folder`` in which segments are made."""
    named = (path for path in folder.iterdir() if _BUILDING.fullmatch(path.name))
    return [path for path in named if path.is_dir() and not path.is_symlink()]


def is_ours(name: str) -> bool:
    """Whether a file of this name is one of the index's."""
    return name in (TABLE, f"{TABLE}.new") or bool(_SEGMENT.fullmatch(name) or _FORMER.fullmatch(name))
