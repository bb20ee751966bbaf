"""Web archives in ARC files, which the Internet Archive wrote before WARC: its captures from 1996 to about 2008.

A record has one line of fields before what the server answered:
https://archive.org/web/researcher/ArcFileFormat.php
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from index.formats.containers import warc_file
from index.formats.containers.warc_records import Headers, RecordForm
from index.formats.protocol import FileFormat
from index.formats.source import Head, Record, Source
from index.model import FormatNames

_NAMES = FormatNames("ARC", (".arc",), ("application/x-arc",))
_BEGINNING: Final = b"filedesc:"
"""The first record is about the file itself."""
_FIRST_LINE: Final = re.compile(
    rb"(?P<url>[a-zA-Z][\w+.-]{0,20}:[^\r\n]{0,8000}?) (?P<ip>[\da-fA-F.:-]+) (?P<date>\d{12,17})"
    rb" (?P<type>[^\r\n]{0,200}?)"
    rb"(?: (?:\d{3}|-) \S+ \S+ \d+ \S+)? (?P<length>\d{1,15})[ \t]*\r?(?:\n|\Z)"
)
"""Version 1 has five fields. Version 2 has five more between the type and the length: status, checksum, the address of
a redirect, offset and file."""


def recognise(head: Head) -> float:
    """By the record about the file, packed or not."""
    return 1 if warc_file.begins_with(head, _BEGINNING) else 0


def read(source: Source) -> Iterator[Record]:
    """The pages as those of a WARC file."""
    yield from warc_file.pages(source, _FORM)


def _headers(first_line: bytes, _: Callable[[], bytes]) -> Headers:
    found = _FIRST_LINE.match(first_line)
    assert found is not None, "only such a line begins a record"
    digits = found["date"].decode("ascii").ljust(14, "0")
    return {
        "warc-type": "response",
        "warc-target-uri": found["url"].decode("utf-8", "replace"),
        "warc-date": f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}T{digits[8:10]}:{digits[10:12]}:{digits[12:14]}Z",
        "content-length": found["length"].decode("ascii"),
    }


_FORM: Final = RecordForm(_FIRST_LINE, _headers)

FORMAT = FileFormat(_NAMES, recognise, read)
