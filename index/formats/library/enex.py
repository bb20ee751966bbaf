"""ENEX, the export of Evernote, which others write too: many notes a file, each a document of its own markup.

https://evernote.com/blog/how-evernotes-xml-export-format-works. What is attached to a note is left out unread.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from index.errors import NotAnArticle, SourceError
from index.formats.documents import record_document
from index.formats.library.note_texts import has_prose
from index.formats.limits import size_text
from index.formats.protocol import FileFormat
from index.formats.source import Record, Source, skipped
from index.formats.xml_news.tagged_parts import chunks, parts, without
from index.formats.xml_news.xml_articles import iso_date, names_of
from index.formats.xml_news.xml_text import at, children, words
from index.formats.xml_news.xml_tree import has_root
from index.formats.xml_settings import UNTRUSTED, mended
from index.model import Address, DeclaredMetadata, FormatNames, SkippedSource
from index.text import Decoded, decode

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_NAMES = FormatNames("Evernote", (".enex",), ("application/enex+xml",))
_NOTE_BYTES = 8000
_NOTE = re.compile(r"<en-note\b[^>]*>(.*?)(?:</en-note>|\Z)", re.DOTALL)
_MEDIA = re.compile(r"<(?:en-media|en-todo|en-crypt)\b[^>]*/>|<(en-media|en-crypt)\b.*?</\1>", re.DOTALL)


def read(source: Source) -> Iterator[Record]:
    """Each note with prose as an article."""
    pieces = without(chunks(source.stream), b"resource")
    for number, note in enumerate(parts(pieces, b"note", source.bounds.document), 1):
        address = source.address.at_record(number)
        if isinstance(note, int):
            yield SkippedSource(str(address), f"too large: a note of {size_text(note)}")
            continue
        try:
            yield _article(address, note)
        except SourceError as error:
            yield skipped(address, error)


def _article(address: Address, data: bytes) -> Record:
    note = _parsed(data)
    content = at(note, "content")
    if content is None:
        raise SourceError("a note without content: the file is cut or damaged")
    if content.get("encoding"):
        raise SourceError("the note is encrypted: decrypt it in Evernote and export it again")
    markup = content.text or ""
    found = _NOTE.search(markup)
    body = _MEDIA.sub("", found.group(1) if found else markup)
    if not has_prose(body):
        raise NotAnArticle("a note without a text to read")
    decoded = decode(data)
    return record_document(
        address,
        data,
        Decoded(f"<html><body><article>{body}</article></body></html>", decoded.encoding, decoded.damaged),
        form="html",
        media_type=_NAMES.media_types[0],
        declared=_declared(note),
        flags=() if data.endswith(b"</note>") else ("partial",),
    )


def _parsed(data: bytes) -> Element:
    from lxml import etree

    parser = etree.XMLParser(recover=True, encoding="utf-8", **UNTRUSTED)
    try:
        note = etree.fromstring(mended(decode(data).text).encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise SourceError(f"a note that cannot be read: {error.msg}") from error
    if note is None:
        raise SourceError("a note that cannot be read")
    return note


def _declared(note: Element) -> DeclaredMetadata:
    attributes = at(note, "note-attributes")
    address = words(at(attributes, "source-url"))
    is_page = address.startswith(("http://", "https://"))
    return DeclaredMetadata(
        headline=words(at(note, "title")) or None,
        authors=names_of(words(at(attributes, "author"))),
        url=address if is_page else None,
        tags=tuple(filter(None, map(words, children(note, "tag"))))[:64],
        # The day of clipping; when the page was published is not stated.
        captured=iso_date(words(at(note, "created"))) if is_page else None,
    )


FORMAT = FileFormat(_NAMES, has_root("en-export"), read, document_bytes=_NOTE_BYTES)
