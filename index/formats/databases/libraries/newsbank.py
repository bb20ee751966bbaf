"""Articles of NewsBank (Access World News, America's News) as text: each ends with its record number and copyright.

Outlet and date are in fields of their own, in one line with a dash, or between bars, by the year of the export.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from index.formats.databases.libraries.labelled_text import Layout, Role, labels_of, records
from index.formats.protocol import FileFormat
from index.formats.source import Head, Record, Source
from index.model import FormatNames

_NAMES = FormatNames("NewsBank text", (".txt",), ("text/plain",))
_NUMBER = re.compile(r"[ \t]*Record(?: Number)?: ?[\w.:-]{4,60}[ \t\r]*")
_SIGN = re.compile(rf"^{_NUMBER.pattern}$", re.MULTILINE)
_COPYRIGHT = re.compile(r"\s*(?:Copyright\b|\(c\) |©)")
_BELOW = re.compile(
    r"\s*(?:Record(?: Number)?: ?\S+\s*$|Copyright(?::| \(c\)| ©| \d{4})|© |Available from\b|Citations?\b)"
)
_RIGHTS = re.compile(r"^[ \t]*(?:Copyright(?::| \(c\)| ©| \d{4})|©|\(c\) )", re.MULTILINE)
_HEAD = re.compile(
    r"^[ \t]*(?:Paper|Author/Byline|Readability|Edition|Section|Page)[ \t]*:|\|[ \t]*Page \S+"
    r"|^.{3,120}\) - .{3,60}\d{4}[ \t]*$",
    re.MULTILINE,
)
_LABELS: Final[Mapping[Role, str]] = {
    "title": "title headline",
    "outlet": "paper publication newspaper source",
    "author": "author author/byline byline",
    "date": "date",
    "section": "section",
    "page": "page",
    "language": "language",
    "correction": "correction",
    "other": "edition readability dateline column memo caption index_terms record record_number copyright location"
    " article_text lexile estimated_printed_pages zone",
}
_LAYOUT = Layout(labels_of(_LABELS), _BELOW, _NUMBER, _COPYRIGHT)


def recognise(head: Head) -> float:
    """A text with a record number, a copyright and a line of a head as NewsBank writes them."""
    if head.other_kind is not None or not _SIGN.search(head.text):
        return 0
    return 0.95 if _RIGHTS.search(head.text) and _HEAD.search(head.text) else 0


def read(source: Source) -> Iterator[Record]:
    """The documents of the file."""
    decoded = source.decoded
    lines = decoded.text.lstrip("\ufeff").split("\n")
    return records(source, decoded, lines, _LAYOUT, _NAMES.media_types[0])


FORMAT = FileFormat(_NAMES, recognise, read)
