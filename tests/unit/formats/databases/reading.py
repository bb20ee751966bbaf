"""Reading an export in a test: its articles, and the rows for what is none."""

from __future__ import annotations

import io

from index import formats
from index.model import SkippedSource, SourceDocument


def read(data: bytes, name: str = "export") -> list[SourceDocument]:
    """The articles of an export in which there is nothing else."""
    found, skipped = read_all(data, name)
    assert not skipped
    return found


def read_all(data: bytes, name: str = "export") -> tuple[list[SourceDocument], list[SkippedSource]]:
    """The articles of an export, and the rows for what is none."""
    rows = list(formats.read_stream(io.BytesIO(data), name))
    return (
        [row for row in rows if isinstance(row, SourceDocument)],
        [row for row in rows if isinstance(row, SkippedSource)],
    )


def paragraphs(document: SourceDocument) -> list[str]:
    """The paragraphs of an article."""
    return document.text.split("\n\n")
