"""Answers of web servers as web archives keep them: status, headers, and the body as the browser had it."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from index.errors import SourceError
from index.formats.extras import needing
from index.formats.limits import size_text

_HEADER_LINES: Final = 1000
_BROTLI_PIECE: Final = 64
"""Bytes that are unpacked at a time: each few of them may stand for 16 MB."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The head of an answer."""

    status: int
    headers: dict[str, str]
    """By their names in lower case."""

    @property
    def media_type(self) -> str:
        """Such as ``text/html``; empty where none is stated."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str | None:
        """The encoding of the text that is stated."""
        for part in self.headers.get("content-type", "").split(";")[1:]:
            name, _, value = part.partition("=")
            if name.strip().lower() == "charset":
                return value.strip().strip("\"'")[:40] or None
        return None


def head(line: Callable[[], bytes]) -> Answer | None:
    """The head of an answer, read line by line; None where it does not begin as one."""
    parts = line().split(None, 2)
    if len(parts) < 2 or not parts[0].startswith(b"HTTP/") or not parts[1].isdigit():
        return None
    headers: dict[str, str] = {}
    for _ in range(_HEADER_LINES):
        name, colon, value = line().decode("latin-1").partition(":")
        if not colon:
            break
        headers[name.strip().lower()] = value.strip()
    return Answer(int(parts[1][:6]), headers)


def body(data: bytes, headers: dict[str, str], most: int) -> tuple[bytes, bool]:
    """The body of an answer without its transfer and content encodings, and whether it is whole.

    Archives often keep a body decoded and the headers as they came: what is not encoded as they say is taken as it is.
    Raises SourceError for more than ``most`` bytes, and for an encoding that nothing here reads.
    """
    is_whole = True
    if "chunked" in headers.get("transfer-encoding", "").lower():
        data, is_whole = _without_chunks(data)
    encodings = [name.strip().lower() for name in headers.get("content-encoding", "").split(",")]
    for encoding in reversed(encodings):
        data, was_whole = _decoded(data, encoding, most)
        is_whole = is_whole and was_whole
    return data, is_whole


def _without_chunks(data: bytes) -> tuple[bytes, bool]:
    """The chunks joined (RFC 9112, section 7.1), and whether the last one is there."""
    parts: list[bytes] = []
    place = 0
    while True:
        end = data.find(b"\n", place, place + 1024)
        size = _chunk_size(data[place:end]) if end >= 0 else None
        if size is None:
            return (b"".join(parts), False) if parts else (data, True)
        if size == 0:
            return b"".join(parts), True
        parts.append(data[end + 1 : end + 1 + size])
        place = end + 1 + size
        place += 2 if data.startswith(b"\r\n", place) else 1


def _chunk_size(line: bytes) -> int | None:
    try:
        return int(line.partition(b";")[0].strip() or b"x", 16)
    except ValueError:
        return None


def _decoded(data: bytes, encoding: str, most: int) -> tuple[bytes, bool]:
    if not data or encoding in ("", "identity", "none", "utf-8"):
        return data, True
    if encoding in ("gzip", "x-gzip"):
        return _inflated(data, (16 + zlib.MAX_WBITS,), most) if data.startswith(b"\x1f\x8b") else (data, True)
    if encoding == "deflate":
        return _inflated(data, (zlib.MAX_WBITS, -zlib.MAX_WBITS), most)
    if encoding == "br":
        return _from_brotli(data, most)
    if encoding == "zstd":
        return _from_zstd(data, most)
    raise SourceError(f"packed with {encoding[:40]}, which broadsheet does not read")


def _inflated(data: bytes, windows: tuple[int, ...], most: int) -> tuple[bytes, bool]:
    for window in windows:
        unpacker = zlib.decompressobj(window)
        try:
            found = unpacker.decompress(data, most + 1)
        except zlib.error:
            continue
        return _bounded(found, most), unpacker.eof
    return data, True


def _from_brotli(data: bytes, most: int) -> tuple[bytes, bool]:
    with needing("warc", "pages packed with Brotli"):
        import brotli
    unpacker = brotli.Decompressor()
    parts: list[bytes] = []
    length = 0
    for start in range(0, len(data), _BROTLI_PIECE):
        try:
            part = unpacker.process(data[start : start + _BROTLI_PIECE])
        except brotli.error:
            return (b"".join(parts), False) if length else (data, True)
        length += len(part)
        parts.append(part)
        if length > most:
            break
    return _bounded(b"".join(parts), most), unpacker.is_finished()


def _from_zstd(data: bytes, most: int) -> tuple[bytes, bool]:
    with needing("warc", "pages packed with Zstandard"):
        import zstandard
    unpacker = zstandard.ZstdDecompressor(max_window_size=1 << 27)
    try:
        with unpacker.stream_reader(data) as reader:
            return _bounded(reader.read(most + 1), most), True
    except zstandard.ZstdError:
        return data, True


def _bounded(data: bytes, most: int) -> bytes:
    if len(data) > most:
        raise SourceError(f"too large: more than {size_text(most)}, which is the most for one document")
    return data
