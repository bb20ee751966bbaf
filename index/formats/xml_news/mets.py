"""METS of scanned newspapers: its articles, whose text is in the ALTO files beside it, in the folder or container."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from index.errors import NotAnArticle, SourceError
from index.formats.location import Location
from index.formats.protocol import FileFormat
from index.formats.source import Record, Source
from index.formats.xml_news.alto_page import block_text
from index.formats.xml_news.mets_structure import MetsArticle, articles, issue, page_files
from index.formats.xml_news.scanned_lines import SCANNED
from index.formats.xml_news.xml_articles import XmlArticle, article, records, refused
from index.formats.xml_news.xml_text import descendants
from index.formats.xml_news.xml_tree import elements, has_root, parsed
from index.model import DeclaredMetadata, FormatNames

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_NAMES = FormatNames("METS", (".mets", ".xml"), ("application/mets+xml",))
_PAGE_BYTES: Final = 16 * 1024 * 1024
"""Bytes of one ALTO file beside a METS file; a larger one is not read."""
_PAGES_HELD: Final = 64
"""Pages whose blocks are held in memory while articles are put together."""
_FOLDERS: Final = 2
"""Folders above a page in which its METS file is looked for, its own among them."""
_PAGE_NUMBER = re.compile(r"(?:[-_.]?(?:alto|page|p))?[-_.]?\d*(?:[-_.]alto)?\Z", re.IGNORECASE)

Blocks = dict[str, list[str]]


def read(source: Source) -> Iterator[Record]:
    """The articles of the logical structure; raises NotAnArticle where there are none, or their pages are not there."""
    source.check_size()
    for mets in elements(source, "mets"):
        found = articles(mets)
        if not found or source.location is None:
            count = page_files(mets)
            pages = "1 page" if count == 1 else f"{count} pages"
            raise NotAnArticle(f"the structure of {pages}, whose text is in the files of the pages themselves")
        yield from records(source, _read(source, found), _NAMES.media_types[0])


def _read(source: Source, found: list[MetsArticle]) -> Iterator[XmlArticle]:
    pages: dict[str, Blocks | None] = {}
    for one in found:
        paragraphs: list[str] = []
        missing: list[str] = []
        for pointer in one.pointers:
            if pointer.file not in pages:
                if len(pages) >= _PAGES_HELD:
                    del pages[next(iter(pages))]
                pages[pointer.file] = _blocks(source, pointer.file)
            blocks = pages[pointer.file]
            if blocks is None:
                missing.append(pointer.file)
            elif pointer.block and not (pointer.is_head and one.declared.headline):
                paragraphs += blocks.get(pointer.block, [])
        if paragraphs:
            yield article(one.element, paragraphs, one.declared, (SCANNED, "partial") if missing else (SCANNED,))
        elif missing:
            yield refused(one.element, SourceError(f"the page of this article is not there: {missing[0]}"))
        else:
            yield refused(one.element, NotAnArticle("an article of print without text"))


def _blocks(source: Source, path: str) -> Blocks | None:
    """The paragraphs of each block of a page by its ``ID``; None where the page cannot be read."""
    location = source.location
    data = location.read(location.folders[0] + path, _PAGE_BYTES) if location is not None else None
    if data is None:
        return None
    source.meter.count_bytes(len(data))
    found: Blocks = {}
    for alto in elements(source.part(data), "alto", "ALTO"):
        for block in descendants(alto, "TextBlock"):
            if text := block_text(block):
                for name in _names(block):
                    found.setdefault(name, []).append(text)
    return found


def _names(block: Element) -> Iterator[str]:
    """The ``ID`` of a block, and those of the composed blocks around it."""
    node: Element | None = block
    while node is not None:
        if name := node.get("ID"):
            yield name
        node = node.getparent()


@dataclass(frozen=True, slots=True)
class PageIssue:
    """What the METS file beside a page says of it."""

    name: str
    """That of the METS file."""
    has_articles: bool
    """Whether its articles are put together from this page."""
    paper: DeclaredMetadata
    """Newspaper and day of the issue."""


def issue_of(location: Location | None) -> PageIssue | None:
    """The issue that a page belongs to, by a METS file beside it that names the page; None where there is none."""
    if location is None:
        return None
    for folder in location.folders[:_FOLDERS]:
        for name in _mets_names(folder, location.name):
            data = location.read(folder + name, _PAGE_BYTES)
            known = _known(data) if data is not None else None
            page = location.path.removeprefix(folder)
            if known is not None and page in known.pages:
                return PageIssue(name, page in known.pages_of_articles, known.paper)
    return None


def _mets_names(folder: str, page: str) -> Iterator[str]:
    """What libraries call the METS file of an issue."""
    stems = (_PAGE_NUMBER.sub("", page.rpartition(".")[0]), folder.rstrip("/").rpartition("/")[2])
    yield from ("mets.xml", "METS.xml")
    for stem in dict.fromkeys(filter(None, stems)):
        yield from (f"{stem}{mark}.xml" for mark in ("-METS", "_METS", "-mets", "_mets", ".mets", "mets", ""))


@dataclass(frozen=True, slots=True)
class _Known:
    pages: frozenset[str]
    pages_of_articles: frozenset[str]
    paper: DeclaredMetadata


@lru_cache(maxsize=4)
def _known(data: bytes) -> _Known | None:
    try:
        mets = parsed(data)
    except SourceError:
        return None
    pages, paper = issue(mets)
    return _Known(pages, frozenset(pointer.file for one in articles(mets) for pointer in one.pointers), paper)


FORMAT = FileFormat(_NAMES, has_root("mets"), read)
