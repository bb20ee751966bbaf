"""Web archives in WACZ files: ZIP archives of WARC files, with an index and a list of their pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from index.formats.containers import zip_file
from index.formats.protocol import FileFormat, NotThisFormat
from index.formats.source import Head, Record, Source
from index.model import FormatNames

_NAMES = FormatNames("WACZ", (".wacz",), ("application/wacz",))


def recognise(head: Head) -> float:
    """By its name or first members. Any other ZIP archive may be one too, which is seen where that is read."""
    if zip_file.recognise(head) == 0:
        return 0
    first = zip_file.first_names(head.data)
    if head.has_name(_NAMES) or any(name == "datapackage.json" or zip_file.is_warc(name) for name in first):
        return 0.9
    return 0.7


def read(source: Source) -> Iterator[Record]:
    """The WARC files in it; what else is in it describes these."""
    yield from zip_file.read_members(source, _wanted)


def _wanted(names: frozenset[str]) -> Callable[[str], bool]:
    if not zip_file.is_wacz(names):
        raise NotThisFormat("no WACZ file")
    return zip_file.is_warc


FORMAT = FileFormat(_NAMES, recognise, read)
