"""Containers made in code, for the tests of the formats that read them."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile

import zstandard

PAGE = b"<!DOCTYPE html><html><head><title>Ferry</title></head><body><p>The ferry sails again.</p></body></html>"


def zipped(members: dict[str, bytes], *, packed: bool = True) -> bytes:
    """A ZIP archive."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return made.getvalue()


def tarred(members: dict[str, bytes], *more: tarfile.TarInfo) -> bytes:
    """A tar archive with members and with what has no bytes, such as links."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        for info in more:
            archive.addfile(info)
    return made.getvalue()


def zstd(data: bytes) -> bytes:
    """Packed with Zstandard."""
    return zstandard.ZstdCompressor().compress(data)


EXAMPLES = {
    "bzip2": bz2.compress(PAGE),
    "gzip": gzip.compress(PAGE),
    "tar": tarred({"page.html": PAGE}),
    "xz": lzma.compress(PAGE),
    "ZIP": zipped({"page.html": PAGE}),
    "Zstandard": zstd(PAGE),
}
"""One of each format."""
