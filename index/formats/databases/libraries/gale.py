"""Articles of Gale (OneFile, In Context, Academic) as text: each ends with its ``Gale Document Number``.

The newer ones have ``From`` and ``Body``, the older ones ``Source`` and ``Full Text``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from index.formats.databases.libraries.labelled_text import Layout, Role, labels_of, records
from index.formats.protocol import FileFormat
from index.formats.source import Head, Record, Source
from index.model import FormatNames

_NAMES = FormatNames("Gale text", (".txt",), ("text/plain",))
_NUMBER = re.compile(r"[ \t]*Gale Document Number: ?\S{0,40}\d\S{0,40}[ \t\r]*")
_SIGN = re.compile(rf"^{_NUMBER.pattern}$", re.MULTILINE)
_BELOW = re.compile(
    r"\s*(?:Source Citation\b|Full Text:\s*(?:COPYRIGHT|\(c\)|©) ?\d{4}|Gale Document Number:|Copyright:"
    r"|COPYRIGHT \d{4} |\(c\) \d{4} )"
)
_RULE = re.compile(r"\s*[-=_*~]{5,}\s*")
_LABELS: Final[Mapping[Role, str]] = {
    "author": "author author(s) authors byline",
    "source": "source from publication",
    "date": "date",
    "section": "section",
    "length": "length",
    "deck": "abstract",
    "correction": "correction",
    "body": "body full_text text",
    "other": "publisher document_type copyright content_level issn doi topics issue volume edition lexile_measure"
    " article_type geographic_code product_code accession_number publication_format isbn",
}
_LAYOUT = Layout(labels_of(_LABELS), _BELOW, _NUMBER)


def recognise(head: Head) -> float:
    """A text with the number that Gale gives a document."""
    return 0.96 if head.other_kind is None and _SIGN.search(head.text) else 0


def read(source: Source) -> Iterator[Record]:
    """The documents of the file."""
    decoded = source.decoded
    lines = [line for line in decoded.text.lstrip("\ufeff").split("\n") if not _RULE.fullmatch(line)]
    return records(source, decoded, lines, _LAYOUT, _NAMES.media_types[0])


FORMAT = FileFormat(_NAMES, recognise, read)
