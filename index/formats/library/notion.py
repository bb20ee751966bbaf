"""Pages of Notion's Markdown export: a heading, lines of properties, and the text.

https://www.notion.com/help/export-your-content. The name of a file ends with the 32 digits of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.errors import NotAnArticle
from index.formats.documents import document
from index.formats.library.note_texts import clip_properties, has_prose
from index.formats.protocol import FileFormat
from index.formats.records.record_fields import metadata_of
from index.formats.source import Head, Source
from index.model import DeclaredMetadata, FormatNames, SourceDocument

_NAMES = FormatNames("Notion", (".md",), ("text/markdown",))
_ENDINGS = frozenset((".md", ".markdown", ".txt", ""))
_NAME = re.compile(r" [0-9a-f]{32}\.md\Z")
_PAGE = re.compile(r"\A\ufeff?# ([^\n]+)\n\n((?:[^\W\d_][\w /()-]{0,40}: [^\n]*\n)+)(?:\n|\Z)")
_KNOWN = re.compile(
    r"^(?:url|link|source|authors?|published|publisher|tags|created(?: time| by)?|last edited time|date): ",
    re.IGNORECASE | re.MULTILINE,
)


def recognise(head: Head) -> float:
    """A page with properties; without the name of an exported page, two of them are usual ones."""
    if head.other_kind is not None or head.suffix not in _ENDINGS:
        return 0
    found = _PAGE.match(head.beginning.replace("\r\n", "\n"))
    if found is None:
        return 0
    return 1 if _NAME.search(head.name) or len(_KNOWN.findall(found.group(2))) > 1 else 0


def read(source: Source) -> Iterator[SourceDocument]:
    """The page as an article; raises NotAnArticle where it has no prose."""
    text = source.decoded.text.replace("\r\n", "\n")
    found = _PAGE.match(text)
    body = text[found.end() :] if found else text
    if not has_prose(body):
        raise NotAnArticle("a note without a text to read")
    declared = DeclaredMetadata()
    if found:
        pairs = (line.partition(": ") for line in found.group(2).splitlines())
        values: dict[str, object] = {key: value for key, _, value in pairs}
        declared = metadata_of({"headline": found.group(1), **clip_properties(values)})
    yield document(source, form="markdown", media_type=_NAMES.media_types[0], text=body, declared=declared)


FORMAT = FileFormat(_NAMES, recognise, read)
