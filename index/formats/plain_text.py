"""Plain text: a file is one article."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from index.formats.documents import document
from index.model import SourceDocument
from index.text import Decoded

DAMAGED = "encoding damaged"
"""The flag of a document in which bytes had to be replaced."""


def read(path: Path, data: bytes, decoded: Decoded) -> Iterator[SourceDocument]:
    """The file as one article; raises SourceError when it is empty or too long."""
    yield document(
        path,
        data,
        decoded.text,
        form="plain",
        media_type="text/plain",
        encoding=decoded.encoding,
        flags=(DAMAGED,) if decoded.damaged else (),
    )
