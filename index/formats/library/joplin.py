"""Joplin's notes as they are in its RAW export and its JEX archive (a tar): Markdown with properties after the text.

https://joplinapp.org/help/dev/spec/serialization. Notebooks, tags, resources and their links are files of the same
kind; ``type_`` says which one each is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.errors import NotAnArticle, SourceError
from index.formats.documents import document
from index.formats.library.note_texts import has_prose
from index.formats.protocol import FileFormat, NotThisFormat
from index.formats.source import HEAD, Head, Source
from index.formats.xml_news.xml_articles import names_of
from index.model import DeclaredMetadata, FormatNames, SourceDocument

_NAMES = FormatNames("Joplin", (".md",), ("text/markdown",))
_TAIL = 8 * 1024
"""Bytes at the end in which the properties are looked for."""
_LINE = re.compile(r"([a-z_]+):(?: (.*))?\Z")
_ID = re.compile(rb"(?:^|\n)id: [0-9a-f]{32}\r?\n")
_TYPE = re.compile(rb"\ntype_: \d+\s*\Z")
_NOTE = "1"
_KINDS = {
    "2": "a notebook of Joplin",
    "4": "the description of an attachment in Joplin",
    "5": "a tag of Joplin",
    "6": "the tag of a note in Joplin",
    "13": "an earlier revision of a note in Joplin",
}
_HTML = "2"


def recognise(head: Head) -> float:
    """A text whose last lines are the properties of an item of Joplin."""
    if head.signature is not None or len(head.data) >= HEAD:
        return 0
    tail = head.data[-_TAIL:]
    return 1 if _TYPE.search(tail) and _ID.search(tail) else 0


def read(source: Source) -> Iterator[SourceDocument]:
    """The note as an article; raises NotAnArticle for an item of another kind, or a note without prose."""
    text, properties = split_properties(source.decoded.text)
    kind = properties.get("type_")
    if kind is None:
        raise NotThisFormat("no properties of Joplin at its end")
    if kind != _NOTE:
        raise NotAnArticle(_KINDS.get(kind, "an item of Joplin that is no note"))
    if properties.get("encryption_applied") == "1":
        raise SourceError("the note is encrypted: decrypt it in Joplin and export it again")
    title, _, body = text.partition("\n")
    if not has_prose(body):
        raise NotAnArticle("a note without a text to read")
    address = properties.get("source_url", "")
    is_page = address.startswith(("http://", "https://"))
    yield document(
        source,
        form="html" if properties.get("markup_language") == _HTML else "markdown",
        media_type=_NAMES.media_types[0],
        text=body.strip("\n"),
        declared=DeclaredMetadata(
            headline=title.strip() or None,
            authors=names_of(properties.get("author")),
            url=address if is_page else None,
            # The day of clipping; when the page was published is not stated.
            captured=properties.get("user_created_time") or properties.get("created_time") if is_page else None,
        ),
    )


def split_properties(text: str) -> tuple[str, dict[str, str]]:
    """The text of an item, and the properties in the lines after its last blank one."""
    lines = text.lstrip("\ufeff").replace("\r\n", "\n").rstrip().split("\n")
    properties: dict[str, str] = {}
    while lines and (found := _LINE.match(lines[-1])):
        properties[found.group(1)] = (found.group(2) or "").strip()
        lines.pop()
    return "\n".join(lines).rstrip(), properties


FORMAT = FileFormat(_NAMES, recognise, read)
