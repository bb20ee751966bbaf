"""ALTO: the text of scanned print with the places of its words. A page is one document.

Pages whose articles a METS file beside them describes are read by :mod:`index.formats.xml_news.mets`; of others it says
newspaper and day.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from index.errors import NotAnArticle
from index.formats.protocol import FileFormat
from index.formats.source import Record, Source
from index.formats.xml_news.alto_page import block_text, language_of, page_blocks
from index.formats.xml_news.mets import issue_of
from index.formats.xml_news.scanned_lines import SCANNED
from index.formats.xml_news.xml_articles import XmlArticle, article, records, refused
from index.formats.xml_news.xml_text import descendants
from index.formats.xml_news.xml_tree import elements, has_root
from index.model import DeclaredMetadata, FormatNames

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_NAMES = FormatNames("ALTO", (".alto", ".xml"), ("application/alto+xml",))


def read(source: Source) -> Iterator[Record]:
    """Each page of the file; raises NotAnArticle where a METS file beside it has the articles of the page."""
    issue = issue_of(source.location)
    if issue is not None and issue.has_articles:
        raise NotAnArticle(f"a page whose articles are read from {issue.name}")
    paper = issue.paper if issue is not None else DeclaredMetadata()
    pages = ((alto, page) for alto in elements(source, "alto", "ALTO") for page in descendants(alto, "Page"))
    yield from records(source, (_page(alto, page, paper) for alto, page in pages), _NAMES.media_types[0])


def _page(alto: Element, page: Element, paper: DeclaredMetadata) -> XmlArticle:
    blocks = page_blocks(alto, page)
    text = [line for block in blocks if (line := block_text(block))]
    if not text:
        return refused(page, NotAnArticle("a page of print without text"))
    return article(page, text, DeclaredMetadata(language=language_of(blocks)).completed_by(paper), (SCANNED,))


FORMAT = FileFormat(_NAMES, has_root("alto", "ALTO"), read)
