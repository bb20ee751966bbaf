"""A text in an archive's folder that says what the files are, and how to copy them."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Final

from index.disk import own_files

FILE: Final = "ABOUT-THIS-ARCHIVE.txt"
_TEXT: Final = """\
This folder is an archive of broadsheet, a reader for archives of news articles.

To copy it, also while it is in use:

    broadsheet --archive THIS-FOLDER backup OTHER-FOLDER

To copy it by hand, close broadsheet first, then copy the whole folder. archive.sqlite alone is enough only if

 - there is no archive.sqlite-wal beside it: the latest changes are in that file until broadsheet is closed, and
 - you made no synonyms: they are in synonyms.txt.

All other files follow from these and are made again where they are missing.

To have everything as files that need no broadsheet:   broadsheet --archive THIS-FOLDER export OTHER-FOLDER
If the archive is damaged, to save what still reads:    broadsheet salvage THIS-FOLDER OTHER-FOLDER
"""


def write_about(folder: Path) -> None:
    """Write the text to an archive's folder where it is missing; without effect where that cannot be done."""
    path = folder / FILE
    if os.path.lexists(path) or not os.access(folder, os.W_OK):
        return
    with suppress(OSError):
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | own_files.NO_LINK
        with os.fdopen(os.open(path, flags, 0o600), "w", encoding="utf-8") as file:
            try:
                file.write(_TEXT)
                file.flush()
            except OSError:
                path.unlink()
                raise
