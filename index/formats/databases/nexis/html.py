"""LexisNexis and Nexis as HTML: one page, many documents, each field a block of its own, or a line of its text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.formats.databases.html_blocks import blocks, page_of
from index.formats.databases.nexis import exports, labels
from index.formats.databases.text_blocks import blocks_of_lines
from index.formats.protocol import FileFormat
from index.formats.source import Head, Record, Source
from index.model import FormatNames

_NAMES = FormatNames("LexisNexis HTML", (".html", ".htm"), ("text/html",))
_BLOCK = re.compile(rb">\s*(?:" + labels.SIGN.pattern + rb")\s*?[<\r\n]")
_COMMENTS = (b"<DOC NUMBER=", b"LXNComment")
"""What the database writes into the comments of its pages."""


def recognise(head: Head) -> float:
    """A page with a block that numbers a document."""
    if head.signature is not None or b"<" not in head.data[:512]:
        return 0
    return 0.97 if any(one in head.data for one in _COMMENTS) or _BLOCK.search(head.data) else 0


def read(source: Source) -> Iterator[Record]:
    """The documents of the page."""
    page = page_of(source)
    set_as_text = ["".join(each.itertext()) for each in page.iter("pre")]
    if any(labels.SIGN_LINE.search(text) for text in set_as_text):
        found = [block for text in set_as_text for block in blocks_of_lines(text)]
    else:
        found = blocks(page)
    yield from exports.read_blocks(source, found, _NAMES.media_types[0], source.decoded)


FORMAT = FileFormat(_NAMES, recognise, read)
