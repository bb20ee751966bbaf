"""Reads a file in a worker process, and sends its records one by one to the process that asked for it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from index.model import Address, FieldNames, SkippedSource, SourceDocument
from index.services.imports.steps import Place
from index.store.records import document_bytes, document_from_bytes
from index.workers import Failed

if TYPE_CHECKING:
    from index.formats import FoundFile

_DOCUMENT: Final = b"D"
_SKIPPED: Final = b"S"
_BEGUN: Final = b"B"
_PLACE: Final = b"P"
"""What a message is: a record, a row of the report, the address of a member that is read next, or how far the file is
read."""
_BETWEEN_PLACES: Final = 0.002
"""Share of a file from one message of how far it is read to the next."""

_HEAVY: Final = frozenset((".docx", ".epub", ".odt", ".pdf", ".rtf"))
"""Endings of files that take longer to read than their articles take to clean."""


def is_heavy(file: FoundFile) -> bool:
    """Whether it is worth a process of its own to read a file while another one is read."""
    return file.path.suffix.lower() in _HEAVY


def request(file: FoundFile, fields: FieldNames) -> bytes:
    """What the worker is asked: where the file is, the address of its documents, and what records call their fields."""
    return json.dumps([os.fsencode(file.path).hex(), file.address, fields]).encode()


def send_records(request: bytes, send: Callable[[bytes], None]) -> None:
    """The function that the worker runs: send all records of a file."""
    from index.cleaning import articles_of
    from index.formats import read_file

    path, name, named = json.loads(request)
    fields = tuple((field, called) for field, called in named)
    place = _ReadingPlace()

    def begun(address: Address) -> None:
        send(_BEGUN + str(address).encode("utf-8", "surrogatepass"))

    file = Path(os.fsdecode(bytes.fromhex(path)))
    for record in read_file(file, name, fields=fields, begun=begun, opened=place.watch):
        if isinstance(record, SkippedSource):
            send(_SKIPPED + json.dumps(asdict(record)).encode())
        else:
            for document in articles_of(record):
                send(_DOCUMENT + document_bytes(document))
        share = place.next()
        if share is not None:
            send(_PLACE + json.dumps(share).encode())


class _ReadingPlace:
    """How far a file is read, now and then."""

    def __init__(self) -> None:
        self._file: BinaryIO | None = None
        self._size = 0
        self._shown = 0.0

    def watch(self, file: BinaryIO) -> None:
        """Look at this file, which is open."""
        self._file, self._size = file, os.fstat(file.fileno()).st_size

    def next(self) -> float | None:
        """The share of its bytes, 0 to 1, where it is further by enough than when this was last asked."""
        share = self._file.tell() / self._size if self._file is not None and self._size else 0.0
        if share < self._shown + _BETWEEN_PLACES:
            return None
        self._shown = share
        return share


def records(
    answers: Iterator[bytes | Failed], file: str
) -> Iterator[SourceDocument | SkippedSource | Place | tuple[str, Failed]]:
    """The records of a file out of what a worker sends, and how far it is read; the last may be where it failed."""
    at = file
    for answer in answers:
        if isinstance(answer, Failed):
            yield at, answer
        elif answer.startswith(_DOCUMENT):
            yield document_from_bytes(answer[1:])
        elif answer.startswith(_SKIPPED):
            yield SkippedSource(**json.loads(answer[1:]))
        elif answer.startswith(_PLACE):
            yield Place(json.loads(answer[1:]))
        else:
            at = answer[1:].decode("utf-8", "surrogatepass")
