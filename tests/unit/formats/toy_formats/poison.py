"""A format whose reader does what the second line of a file says, after one record: crash, loop, fill the memory ..."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator

from index.formats.documents import record_document
from index.formats.protocol import FileFormat
from index.formats.source import Head, Record, Source
from index.model import FormatNames

_ENDLESS = 1 << 62


def recognise(head: Head) -> float:
    return 1 if head.data.startswith(b"POISON\n") else 0


def read(source: Source) -> Iterator[Record]:
    _, what, *texts = source.decoded.text.splitlines()
    for number, text in enumerate(texts, 1):
        decoded = source.decoded._replace(text=text)
        address = source.address.document(number)
        yield record_document(address, text.encode(), decoded, form="plain", media_type="text/x-poison")
    if what == "exit":
        os._exit(7)
    if what == "abort":
        os.abort()
    if what == "raise":
        raise ZeroDivisionError("a library divides by zero")
    if what == "recurse":
        _recurse(0)
    if what == "allocate":
        held = [bytes(range(256)) * 40_000]
        for _ in range(_ENDLESS):
            held.append(bytes(held[-1]) + b"x")
    if what == "loop":
        for _ in range(_ENDLESS):
            time.sleep(0.01)


def _recurse(depth: int) -> int:
    return _recurse(depth + 1) + 1


FORMAT = FileFormat(FormatNames("poison", (".poison",), ("text/x-poison",)), recognise, read)
