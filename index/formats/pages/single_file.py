"""Pages that SingleFile saved as one file which is HTML and a ZIP archive at once.

The page is in the archive, which a script in the HTML unpacks. ``manifest.json`` beside it says where it is from
(https://github.com/gildas-lormeau/SingleFile, its option "self-extracting file").
"""

from __future__ import annotations

import json
import zipfile
from typing import BinaryIO, cast

from index.errors import SourceError
from index.formats.packed_stream import unpacked as unpacked_bytes
from index.formats.source import Source
from index.model import DeclaredMetadata

_HEAD = 4096
"""Bytes at the top in which SingleFile names itself."""
_PAGE, _MANIFEST = "index.html", "manifest.json"
_MANIFEST_MOST = 4 * 1024 * 1024
"""Bytes of a manifest: it lists every image of the page."""


def is_packed(data: bytes) -> bool:
    """Whether a page that begins with ``data`` is packed in itself."""
    return b"<html data-sfz" in data[:_HEAD].lower()


def unpacked(source: Source) -> tuple[bytes, DeclaredMetadata]:
    """The bytes of the page, and where and when it was saved. Raises SourceError where it is not in the file."""
    source.stream.seek(0)
    try:
        with zipfile.ZipFile(source.stream) as archive:
            page = _member(source, archive, _PAGE, source.bounds.document)
            facts = json.loads(_member(source, archive, _MANIFEST, _MANIFEST_MOST)) if _has_manifest(archive) else None
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        raise SourceError("a page of SingleFile whose archive is damaged or cut off; save it once more") from error
    if not isinstance(facts, dict):
        return page, DeclaredMetadata()
    url, time = facts.get("originalUrl"), facts.get("archiveTime")
    return page, DeclaredMetadata(
        url=url if isinstance(url, str) and url.startswith(("http://", "https://")) else None,
        captured=time if isinstance(time, str) else None,
    )


def _has_manifest(archive: zipfile.ZipFile) -> bool:
    return _MANIFEST in archive.namelist()


def _member(source: Source, archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    with archive.open(name) as opened:
        data = unpacked_bytes(cast(BinaryIO, opened), most + 1, name, (zipfile.BadZipFile,))
    source.meter.count_bytes(len(data))
    if len(data) > most:
        raise SourceError(f"too large: its {name} has more than {most:,} bytes")
    return data
