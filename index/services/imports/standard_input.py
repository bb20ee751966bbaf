"""Standard input as a file, since other processes read it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, BinaryIO

from index.model.addresses import STANDARD_INPUT

if TYPE_CHECKING:
    from index.formats import FoundFile


@contextmanager
def copied(stream: BinaryIO) -> Iterator[FoundFile]:
    """A temporary file with all that a stream yields, whose documents have the address ``stdin``."""
    from index.formats import FoundFile

    with TemporaryDirectory(prefix="broadsheet-") as folder:
        path = Path(folder, STANDARD_INPUT)
        with path.open("wb") as file:
            shutil.copyfileobj(stream, file)
        found = path.stat()
        yield FoundFile(path, found.st_size, found.st_mtime_ns, STANDARD_INPUT)
