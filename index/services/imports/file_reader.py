"""Reads a file in a worker process, and sends its records one by one to the process that asked for it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

from index.model import Address, FieldNames, SkippedSource, SourceDocument
from index.store.records import document_bytes, document_from_bytes
from index.workers import Failed

if TYPE_CHECKING:
    from index.formats import FoundFile

_DOCUMENT: Final = b"D"
_SKIPPED: Final = b"S"
_BEGUN: Final = b"B"
"""What a message is: a record, a row of the report, or the address of a member that is read next."""


def request(file: FoundFile, fields: FieldNames) -> bytes:
    """What the worker is asked: where the file is, the address of its documents, and what records call their fields."""
    return json.dumps([os.fsencode(file.path).hex(), file.address, fields]).encode()


def send_records(request: bytes, send: Callable[[bytes], None]) -> None:
    """The function that the worker runs: send all records of a file."""
    from index.formats import read_file

    path, name, named = json.loads(request)
    fields = tuple((field, called) for field, called in named)

    def begun(address: Address) -> None:
        send(_BEGUN + str(address).encode("utf-8", "surrogatepass"))

    for record in read_file(Path(os.fsdecode(bytes.fromhex(path))), name, fields=fields, begun=begun):
        if isinstance(record, SkippedSource):
            send(_SKIPPED + json.dumps(asdict(record)).encode())
        else:
            send(_DOCUMENT + document_bytes(record))


def records(
    answers: Iterator[bytes | Failed], file: str
) -> Iterator[SourceDocument | SkippedSource | tuple[str, Failed]]:
    """The records of a file out of what a worker sends; the last may be where it failed, and why."""
    at = file
    for answer in answers:
        if isinstance(answer, Failed):
            yield at, answer
        elif answer.startswith(_DOCUMENT):
            yield document_from_bytes(answer[1:])
        elif answer.startswith(_SKIPPED):
            yield SkippedSource(**json.loads(answer[1:]))
        else:
            at = answer[1:].decode("utf-8", "surrogatepass")
