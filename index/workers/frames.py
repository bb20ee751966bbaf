"""Frames of bytes over a pipe: length, kind and data."""

from __future__ import annotations

from typing import IO, Final, NamedTuple

READY: Final = b"r"
"""The process has loaded its function."""
ANSWER: Final = b"a"
"""What the function made of a request."""
END: Final = b"e"
"""The function has made all of a request."""
FAILED: Final = b"f"
"""The function raised an exception, and the process ends; the data are the reason."""
LENGTH: Final = 8
"""Bytes of a number, such as the length before each frame, big-endian."""
FORK: Final = b"fork"
"""Asks a template for a copy of it; any other request is the number of a copy to end."""


class Frame(NamedTuple):
    """One message between processes."""

    kind: bytes
    """One byte."""
    data: bytes


def write(pipe: IO[bytes], data: bytes, kind: bytes = ANSWER) -> None:
    """Write one frame."""
    pipe.write(len(data).to_bytes(LENGTH, "big") + kind)
    pipe.write(data)
    pipe.flush()


def read(pipe: IO[bytes]) -> Frame:
    """The next frame; raises EOFError where the pipe ends before or in it."""
    length = int.from_bytes(_exactly(pipe, LENGTH), "big")
    return Frame(_exactly(pipe, 1), _exactly(pipe, length))


def _exactly(pipe: IO[bytes], count: int) -> bytes:
    data = pipe.read(count)
    if len(data) < count:
        raise EOFError
    return data
