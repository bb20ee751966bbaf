"""The XML of Reuters Corpus Volume 1 (RCV1, RCV2, TRC2): a file is one ``newsitem``.

https://trec.nist.gov/data/reuters/reuters.html
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from index.formats.protocol import FileFormat
from index.formats.source import Record, Source
from index.formats.xml_news.xml_articles import XmlArticle, article, names_of, records
from index.formats.xml_news.xml_text import at, attribute, children, descendants, first_words, paragraphs, words
from index.formats.xml_news.xml_tree import elements, has_root
from index.model import DeclaredMetadata, FormatNames

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_NAMES = FormatNames("Reuters RCV1", (".xml",), ("application/xml",))


def read(source: Source) -> Iterator[Record]:
    """The article of each ``newsitem``."""
    yield from records(source, (_article(item) for item in elements(source, "newsitem")), _NAMES.media_types[0])


def _article(item: Element) -> XmlArticle:
    fields = {one.get("element"): attribute(one, "value") for one in descendants(item, "dc")}
    declared = DeclaredMetadata(
        headline=first_words([*children(item, "headline"), *children(item, "title")]),
        authors=names_of(words(at(item, "byline"))),
        outlet=fields.get("dc.publisher") or fields.get("dc.source"),
        published=fields.get("dc.date.published") or attribute(item, "date"),
        language=attribute(item, "lang"),
    )
    return article(item, paragraphs(at(item, "text")), declared)


FORMAT = FileFormat(_NAMES, has_root("newsitem"), read)
