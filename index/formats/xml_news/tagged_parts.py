"""Files that are no XML as a whole, or too large to be parsed: what is between two tags, one part at a time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO, Final

_CHUNK: Final = 1 << 20


def chunks(stream: BinaryIO) -> Iterator[bytes]:
    """The stream in pieces of a megabyte."""
    while chunk := stream.read(_CHUNK):
        yield chunk


def without(pieces: Iterable[bytes], name: bytes) -> Iterator[bytes]:
    """The pieces without the elements ``name``, whatever their size."""
    opening, closing = re.compile(rb"<" + name + rb"(?=[\s>])"), b"</" + name + b">"
    held = b""
    inside = False
    for piece in pieces:
        held += piece
        kept: list[bytes] = []
        while True:
            if inside:
                end = held.find(closing)
                if end < 0:
                    held = held[-len(closing) :]
                    break
                held, inside = held[end + len(closing) :], False
            found = opening.search(held)
            if found is None:
                split = max(0, len(held) - len(closing))
                kept.append(held[:split])
                held = held[split:]
                break
            kept.append(held[: found.start()])
            held, inside = held[found.end() :], True
        yield b"".join(kept)
    if not inside:
        yield held


def parts(pieces: Iterable[bytes], name: bytes, most: int) -> Iterator[bytes | int]:
    """The elements ``name``, from their tag to their end tag; of one over ``most`` bytes its size alone.

    The last is given as far as it goes where the file ends within it.
    """
    opening, closing = re.compile(rb"<" + name + rb"(?=[\s>])"), b"</" + name + b">"
    held = b""
    dropped = 0
    inside = False
    for piece in pieces:
        held += piece
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
            yield dropped + end if dropped or end > most else held[:end]
            held, inside, dropped = held[end:], False, 0
    if inside:
        yield dropped + len(held) if dropped else held
