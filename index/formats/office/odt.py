"""ODT, the files of LibreOffice and OpenOffice, packed or flat: a document is one article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from index.errors import SourceError
from index.formats.office.package import local_name, media_type, opened, parse_xml
from index.formats.office.paragraphs import Kind, Paragraph, Properties, document
from index.formats.protocol import FileFormat
from index.formats.source import Head, Record, Source
from index.model import FormatNames

_NAMES = FormatNames("ODT", (".odt", ".fodt", ".ott"), ("application/vnd.oasis.opendocument.text",))
_OASIS = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_TEXT, _STYLE, _OFFICE = _OASIS % "text", _OASIS % "style", _OASIS % "office"
_META = _OASIS % "meta"
_DC = "{http://purl.org/dc/elements/1.1/}"
_FLAT = b"application/vnd.oasis.opendocument.text"
_KINDS: dict[str, Kind] = {"title": "title", "subtitle": "subtitle", "author": "author", "date": "date"}
_SKIPPED = frozenset(("tracked-changes", "annotation", "annotation-end", "note", "table-of-content", "forms", "title",
                      "desc", "sequence-decls", "illustration-index", "alphabetical-index", "ruby-text"))  # fmt: skip
"""Elements whose words are not the document's: deleted ones, remarks, notes, its table of contents."""
_MOST_SPACES = 1000
"""Spaces that one element makes."""
_DEEPEST = 40
"""Sections, lists and tables inside each other."""


def recognise(head: Head) -> float:
    """By its media type: in the first part of a package, or on the root of a flat document."""
    if media_type(head).startswith(_FLAT):
        return 1
    return 1 if head.signature is None and b"<office:document" in head.data[:4096] and _FLAT in head.data[:8192] else 0


def read(source: Source) -> Iterator[Record]:
    """The document as one article. Raises SourceError when it is encrypted or damaged, or has no text."""
    data = source.data
    if source.head.signature is None:
        root = parse_xml(data, "the document")
        content, styles, meta = root, root, root
    else:
        with opened(source) as package:
            if b"encryption-data" in (package.data("META-INF/manifest.xml") or b""):
                raise SourceError("encrypted: save it without a password")
            found = package.tree("content.xml")
            if found is None:
                raise SourceError("damaged: it has no content.xml in it")
            content = found
            common, described = package.tree("styles.xml"), package.tree("meta.xml")
        styles = content if common is None else common
        meta = content if described is None else described
    names = _Styles.of(styles, content)
    body = content.find(f".//{_OFFICE}body/{_OFFICE}text")
    paragraphs = list(_blocks(body, names, 0)) if body is not None else []
    yield document(source, data, paragraphs, _properties(meta), media_type=_NAMES.media_types[0])


@dataclass(frozen=True)
class _Styles:
    """What the styles of a document mean."""

    parents: dict[str, str]
    hidden: frozenset[str]

    @classmethod
    def of(cls, *roots: etree._Element) -> _Styles:
        parents: dict[str, str] = {}
        hidden: set[str] = set()
        for root in roots:
            for style in root.iter(f"{_STYLE}style"):
                name = style.get(f"{_STYLE}name", "")
                parents[name] = style.get(f"{_STYLE}parent-style-name", "")
                properties = style.find(f"{_STYLE}text-properties")
                if properties is not None and properties.get(f"{_TEXT}display") == "none":
                    hidden.add(name)
        return cls(parents, frozenset(hidden))

    def kind(self, name: str) -> Kind:
        """The kind of a paragraph with that style, which it may have from the style that this one is made of."""
        for _ in range(4):
            if (kind := _KINDS.get(name.lower())) is not None:
                return kind
            name = self.parents.get(name, "")
        return "text"


def _blocks(parent: etree._Element, styles: _Styles, depth: int, *, item: bool = False) -> Iterator[Paragraph]:
    if depth > _DEEPEST:
        return
    for child in parent:
        name = local_name(child)
        if name in _SKIPPED:
            continue
        if name == "h":
            level = child.get(f"{_TEXT}outline-level", "1")
            yield Paragraph(_words(child, styles), "heading", int(level) if level.isdigit() else 1)
        elif name == "p":
            kind = styles.kind(child.get(f"{_TEXT}style-name", ""))
            yield Paragraph(_words(child, styles), "list item" if item and kind == "text" else kind)
            for box in child.iter():
                if local_name(box) == "text-box":
                    yield from _blocks(box, styles, depth + 1)
        elif name == "table-row":
            cells = [" ".join(one.text for one in _blocks(cell, styles, depth + 1)).strip() for cell in child]
            if any(cells):
                yield Paragraph(" | ".join(cells), "table row" if len(cells) > 1 else "text")
        else:
            yield from _blocks(child, styles, depth + 1, item=item or name == "list-item")


def _words(element: etree._Element, styles: _Styles) -> str:
    """The text of a paragraph without what is hidden, deleted, or in a box or note of it."""
    pieces: list[str] = [element.text or ""]
    stack = list(reversed(element))
    tails: list[etree._Element] = []
    while stack:
        child = stack.pop()
        if tails and child is tails[-1]:
            tails.pop()
            pieces.append(child.tail or "")
            continue
        name = local_name(child)
        if name == "s":
            count = child.get(f"{_TEXT}c", "1")
            pieces.append(" " * min(_MOST_SPACES, int(count) if count.isdigit() else 1))
        elif name == "tab":
            pieces.append("\t")
        elif name == "line-break":
            pieces.append("\n")
        elif name and name not in _SKIPPED and name != "text-box" and not _is_hidden(child, styles):
            pieces.append(child.text or "")
            stack.append(child)
            tails.append(child)
            stack.extend(reversed(child))
            continue
        pieces.append(child.tail or "")
    return "".join(pieces)


def _is_hidden(element: etree._Element, styles: _Styles) -> bool:
    return local_name(element) == "hidden-text" or element.get(f"{_TEXT}style-name") in styles.hidden


def _properties(root: etree._Element) -> Properties:
    meta = root.find(f".//{_OFFICE}meta")
    if meta is None:
        return Properties()

    def value(name: str) -> str | None:
        return (meta.findtext(name) or "").strip() or None

    author = value(f"{_META}initial-creator") or value(f"{_DC}creator")
    return Properties(
        title=value(f"{_DC}title"),
        authors=(author,) if author else (),
        created=value(f"{_META}creation-date"),
        language=value(f"{_DC}language"),
        keywords=tuple(word.text.strip() for word in meta.iter(f"{_META}keyword") if word.text and word.text.strip()),
    )


FORMAT = FileFormat(_NAMES, recognise, read)
