"""FictionBook, in which readers of e-books save texts: a file is one article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from index.errors import SourceError
from index.formats.office.package import local_name, parse_xml
from index.formats.office.paragraphs import Paragraph, Properties, document
from index.formats.protocol import FileFormat
from index.formats.source import Head, Record, Source
from index.model import DeclaredMetadata, FormatNames

_NAMES = FormatNames("FictionBook", (".fb2",), ("application/x-fictionbook+xml",))
_BEGINNING = 4096
"""Bytes in which the root of such a file is."""
_LINES = frozenset(("p", "v", "subtitle", "text-author", "date"))
_DEEPEST = 40
"""Sections inside each other."""


def recognise(head: Head) -> float:
    """By its root."""
    return 1 if head.signature is None and b"<FictionBook" in head.data[:_BEGINNING] else 0


def read(source: Source) -> Iterator[Record]:
    """The text as one article. Raises SourceError when the file is damaged or has no text."""
    root = parse_xml(source.data, "the file")
    bodies = [one for one in root if local_name(one) == "body" and one.get("name") != "notes"]
    if not bodies:
        raise SourceError("empty: there is no body in it")
    info = next((one for one in root.iter() if local_name(one) == "title-info"), None)
    found = _properties(info)
    paragraphs = [one for body in bodies for one in _blocks(body, 0)]
    made = document(source, source.data, paragraphs, found, media_type=_NAMES.media_types[0])
    published = DeclaredMetadata(published=_value(info, "date"))
    yield replace(made, declared=made.declared.completed_by(published))


def _blocks(parent: etree._Element, depth: int) -> Iterator[Paragraph]:
    if depth > _DEEPEST:
        return
    for child in parent:
        name = local_name(child)
        if name == "title":
            words = " ".join(_words(line) for line in child if _words(line))
            yield Paragraph(words, "title" if local_name(parent) == "body" else "heading", depth + 1)
        elif name in _LINES:
            yield Paragraph(_words(child), "heading" if name == "subtitle" else "text", depth + 1)
        elif name == "tr":
            yield Paragraph(" | ".join(_words(cell) for cell in child), "table row")
        elif name != "image":
            yield from _blocks(child, depth + 1)


def _properties(info: etree._Element | None) -> Properties:
    if info is None:
        return Properties()
    authors = [one for one in info if local_name(one) == "author"]
    parts = ("first-name", "middle-name", "last-name")
    names = [" ".join(word for part in parts if (word := _value(author, part))) for author in authors]
    return Properties(
        title=_value(info, "book-title"),
        authors=tuple(name for name in names if name),
        language=_value(info, "lang"),
    )


def _value(parent: etree._Element | None, name: str) -> str | None:
    if parent is None:
        return None
    return next((_words(one) for one in parent if local_name(one) == name), "") or None


def _words(element: etree._Element) -> str:
    """The text of an element without the marks of its notes."""
    pieces = [element.text or ""]
    for child in element:
        if not (local_name(child) == "a" and child.get("type") == "note"):
            pieces.append(_words(child))
        pieces.append(child.tail or "")
    return " ".join("".join(pieces).split())


FORMAT = FileFormat(_NAMES, recognise, read)
