"""Files that are no XML as a whole, or too large to be parsed: what is between two tags, one part at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO, Final

_CHUNK: Final = 1 << 20


def parts(stream: BinaryIO, name: bytes, most: int) -> Iterator[bytes | int]:
    """The elements ``name`` of a stream, from their tag to their end tag; of one over ``most`` bytes its size alone.

    The last is given as far as it goes where the file ends within it.
    """
    opening, closing = re.compile(rb"<" + name + rb"(?=[\s>])"), b"</" + name + b">"
    held = b""
    dropped = 0
    inside = False
    while chunk := stream.read(_CHUNK):
        held += chunk
        while True:
            if not inside:
                found = opening.search(held)
                if found is None:
                    held = held[-len(closing) :]
                    break
                held, inside = held[found.start() :], True
            end = held.find(closing)
            if end < 0:
                if len(held) > most:
                    dropped += len(held) - len(closing)
                    held = held[-len(closing) :]
                break
            end += len(closing)
            yield dropped + end if dropped else held[:end]
            held, inside, dropped = held[end:], False, 0
    if inside:
        yield dropped + len(held) if dropped else held
