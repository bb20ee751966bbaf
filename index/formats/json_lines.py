"""JSON Lines, read as a stream: a line is one article."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from index.errors import SourceError
from index.formats.json_records import article, parse
from index.formats.limits import MAX_FILE, size_text
from index.formats.walk import path_text
from index.model import SkippedSource, SourceDocument
from index.text import decode

_WIDE = ((codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"),
         (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip


def read(path: Path, file: BinaryIO) -> Iterator[SourceDocument | SkippedSource]:
    """Each line of ``file`` as an article, or why it is none; one line is held at a time."""
    for number, line in enumerate(_lines(file), 1):
        if isinstance(line, int):
            reason = f"line too long: {size_text(line)}, {size_text(MAX_FILE)} at most"
            yield SkippedSource(line_name(path, number), reason)
        elif record := line.strip():
            yield read_line(path, record, number)


def read_line(path: Path, record: bytes, number: int) -> SourceDocument | SkippedSource:
    """One line's bytes as an article, or why it is none."""
    decoded = decode(record)
    try:
        return article(path, record, parse(decoded.text.lstrip("\ufeff")), encoding=decoded.encoding, record=number)
    except SourceError as error:
        return SkippedSource(line_name(path, number), error.message)


def line_name(path: Path, number: int) -> str:
    """How a line of a file is named: ``news.jsonl#L7``."""
    return f"{path_text(path)}#L{number}"


def _lines(file: BinaryIO) -> Iterator[bytes | int]:
    """The lines as bytes; the size alone of one that is too long."""
    head = file.read(4)
    file.seek(0)
    wide = next((name for mark, name in _WIDE if head.startswith(mark)), None)
    if wide is not None:
        # Line ends cannot be found in the bytes: the records are those of the same text in UTF-8.
        with io.TextIOWrapper(file, wide, errors="replace", newline="\n") as text:
            while piece := text.readline(MAX_FILE):
                yield piece.encode("utf-8", "replace")
        return
    while line := file.readline(MAX_FILE):
        if len(line) < MAX_FILE or line.endswith(b"\n"):
            yield line
            continue
        size = len(line)
        while (more := file.readline(MAX_FILE)) and not more.endswith(b"\n"):
            size += len(more)
        yield size + len(more)
