"""The reader's own synonyms: a text file in the archive's folder, one set a line, such as ``Kiev = Kyiv``.

The file may come from anywhere: no link is followed, and no more of it is read than :data:`MOST_BYTES`.
"""

from __future__ import annotations

import io
import os
import stat
from pathlib import Path
from typing import Final, NamedTuple

from index.disk import own_files
from index.text import sought

FILE: Final = "synonyms.txt"
"""Its name in the archive's folder."""
MOST_BYTES: Final = 256_000
"""A larger file is not read: some ten thousand sets."""
MOST_FORMS: Final = 16
"""Forms of one set: each of them is searched for wherever one is asked for."""
MOST_WORDS: Final = 6
"""Words of one form."""
_REMARK: Final = "#"
_BETWEEN: Final = "="

Form = tuple[str, ...]
"""The folded words of one way to write it."""


class SynonymSets(NamedTuple):
    """What the file says."""

    sets: tuple[tuple[Form, ...], ...] = ()
    errors: tuple[str, ...] = ()
    """What of it cannot be used, each with its line; the other lines count."""


NONE: Final = SynonymSets()


class SynonymFile:
    """The file of one archive, read again when it has changed. Several threads may ask."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE
        self._kept: tuple[tuple[int, ...], SynonymSets] | None = None

    def sets(self) -> SynonymSets:
        """The sets as the file has them now; none where there is no file."""
        try:
            about = os.lstat(self.path)
        except OSError:
            return NONE
        state = (about.st_ino, about.st_mtime_ns, about.st_size, about.st_mode)
        kept = self._kept
        if kept is None or kept[0] != state:
            kept = self._kept = (state, _read(self.path))
        return kept[1]


def copy_file(folder: Path, target: Path) -> None:
    """Copy the file, where it can be used, to the archive in the folder ``target``; without one that gets none."""
    try:
        data = _data(folder / FILE)
    except FileNotFoundError:
        (target / FILE).unlink(missing_ok=True)
        return
    except (OSError, ValueError):
        return
    with os.fdopen(own_files.created(target / FILE), "wb") as file:
        file.write(data)


def file_data(folder: Path) -> bytes | None:
    """The file of the archive in ``folder`` as it is; None where there is none that can be used."""
    try:
        return _data(folder / FILE)
    except (OSError, ValueError):
        return None


def _read(path: Path) -> SynonymSets:
    try:
        data = _data(path)
    except OSError as error:
        return SynonymSets(errors=(f"{FILE} is not used: {error.strerror}.",))
    except ValueError as error:
        return SynonymSets(errors=(f"{FILE} is not used: {error}.",))
    return synonym_sets(data)


def _data(path: Path) -> bytes:
    """All that the file has; raises OSError, or ValueError with the reason why it is not used."""
    with io.FileIO(str(path), opener=_opened) as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise ValueError("it is no file")
        data = io.BufferedReader(file).read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise ValueError(f"it is larger than {MOST_BYTES // 1000} KB")
    return data


def _opened(path: str, flags: int) -> int:
    # Without waiting for the writer of a pipe, in case it is one.
    return os.open(path, flags | own_files.NO_LINK | getattr(os, "O_NONBLOCK", 0))


def synonym_sets(data: bytes) -> SynonymSets:
    """The sets of a file: forms with ``=`` between them, one set a line; a form may be in several sets."""
    sets: list[tuple[Form, ...]] = []
    errors: list[str] = []
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        try:
            text = line.decode("utf-8").strip()
        except UnicodeDecodeError:
            errors.append(f"{FILE}, line {number}: it is not UTF-8.")
            continue
        if not text or text.startswith(_REMARK):
            continue
        written = text.split(_BETWEEN)
        forms = tuple(dict.fromkeys(_form(each) for each in written))
        if wrong := _wrong(forms):
            errors.append(f"{FILE}, line {number}: {wrong}.")
        else:
            sets.append(forms)
    return SynonymSets(tuple(sets), tuple(errors))


def _form(text: str) -> Form:
    return tuple(token.word for token in sought(text.strip().strip("\"'")))


def _wrong(forms: tuple[Form, ...]) -> str:
    if () in forms:
        return "a form has no words"
    if len(forms) < 2:
        return "it needs two forms with = between them, as in Kiev = Kyiv"
    if len(forms) > MOST_FORMS:
        return f"it has more than {MOST_FORMS} forms"
    if any(len(form) > MOST_WORDS for form in forms):
        return f"a form has more than {MOST_WORDS} words"
    return ""
