"""hOCR: the text of scanned print as HTML whose classes name pages, paragraphs, lines and words.

http://kba.github.io/hocr-spec/1.2/. A page is one document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from index.errors import NotAnArticle, SourceError
from index.formats.protocol import FileFormat
from index.formats.source import Head, Record, Source
from index.formats.xml_news.scanned_lines import SCANNED, joined
from index.formats.xml_news.xml_articles import XmlArticle, article, records, refused
from index.model import DeclaredMetadata, FormatNames

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_NAMES = FormatNames("hOCR", (".hocr", ".html"), ("text/vnd.hocr+html",))
_PAGE = re.compile(r"""\bclass\s*=\s*["']?(?:[\w-]+\s+)*ocr_page\b""")
_PARAGRAPHS = ("ocr_par", "ocrx_block", "ocr_carea")
_LINES = frozenset(("ocr_line", "ocrx_line", "ocr_header", "ocr_footer", "ocr_caption", "ocr_textfloat"))
_FURNITURE = frozenset(("ocr_header", "ocr_footer", "ocr_pageno", "ocr_noise", "ocr_separator"))
"""Parts of a page that are not its text."""


def recognise(head: Head) -> float:
    """A page of HTML in which there is a page of print."""
    return 1 if head.signature is None and _PAGE.search(head.text) else 0


def read(source: Source) -> Iterator[Record]:
    """Each page of print in the file."""
    from lxml import etree

    parser = etree.HTMLParser(no_network=True, huge_tree=False, recover=True, encoding="utf-8")
    try:
        tree = etree.fromstring(source.decoded.text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise SourceError(f"hOCR that cannot be read: {error.msg}") from error
    found = [] if tree is None else [one for one in tree.iter("*") if "ocr_page" in _classes(one)]
    pages = [one for one in found if not any("ocr_page" in _classes(above) for above in one.iterancestors())]
    if not pages:
        raise NotAnArticle("hOCR without a page in it")
    yield from records(source, (_page(page) for page in pages), _NAMES.media_types[0])


def _page(page: Element) -> XmlArticle:
    text = [line for part in _paragraphs(page) if (line := joined(_lines(part)))]
    if not text:
        return refused(page, NotAnArticle("a page of print without text"))
    languages = [name for one in page.iter("*") if (name := one.get("lang"))]
    language = max(set(languages), key=languages.count) if languages else None
    return article(page, text, DeclaredMetadata(language=language), (SCANNED,))


def _paragraphs(page: Element) -> list[Element]:
    """The smallest blocks that the file has, in its order."""
    for name in _PARAGRAPHS:
        if found := [one for one in page.iter("*") if name in _classes(one)]:
            return found
    return [page]


def _lines(part: Element) -> list[str]:
    lines = [one for one in part.iter("*") if _LINES & _classes(one)]
    kept = [one for one in lines if not _FURNITURE & _classes(one)]
    return [_words(line) for line in kept] if lines else [_words(part)]


def _words(line: Element) -> str:
    found = [one for one in line.iter("*") if "ocrx_word" in _classes(one) or "ocr_word" in _classes(one)]
    if not found:
        return " ".join("".join(line.itertext()).split())
    return " ".join(filter(None, ("".join(word.itertext()).strip() for word in found)))


def _classes(element: Element) -> frozenset[str]:
    return frozenset((element.get("class") or "").split())


FORMAT = FileFormat(_NAMES, recognise, read)
