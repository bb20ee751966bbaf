"""EndNote's XML, which Zotero, Mendeley, Citavi and databases write too: references with the styles of their words.

https://support.clarivate.com/Endnote (the DTD is RSXML.dtd).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from index.formats.library.references import Reference, day, people, records, web_address
from index.formats.protocol import FileFormat
from index.formats.source import Head, Record, Source
from index.formats.xml_news.xml_articles import markup
from index.formats.xml_news.xml_text import at, descendants, first_words, paragraphs, words
from index.formats.xml_news.xml_tree import elements, root_of
from index.model import DeclaredMetadata, FormatNames

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_NAMES = FormatNames("EndNote XML", (".xml",), ("application/x-endnote-library+xml", "application/xml"))


def recognise(head: Head) -> float:
    """An ``xml`` or ``records`` element with records that have a type of reference."""
    root = root_of(head)
    if root is None or root.name not in ("xml", "records"):
        return 0
    return 1 if "<record>" in head.text and ("<ref-type" in head.text or "<source-app" in head.text) else 0


def read(source: Source) -> Iterator[Record]:
    """The references that have a text."""
    yield from records(source, map(_reference, elements(source, "record")), _NAMES.media_types[0])


def _reference(record: Element) -> Reference:
    year = words(at(record, "dates/year"))
    date = first_words(descendants(at(record, "dates/pub-dates"), "date")) or ""
    titles = [at(record, path) for path in ("titles/secondary-title", "periodical/full-title", "titles/alt-title",
                                            "publisher")]  # fmt: skip
    texts = ("full-text", "fulltext", "body")
    declared = DeclaredMetadata(
        headline=words(at(record, "titles/title")) or None,
        authors=people(map(words, descendants(at(record, "contributors/authors"), "author"))),
        outlet=first_words(title for title in titles if title is not None),
        published=day(date if year in date else f"{date} {year}".strip()) if date else day(year),
        url=web_address(*map(words, descendants(at(record, "urls"), "url"))),
        language=words(at(record, "language")) or None,
        tags=tuple(filter(None, map(words, descendants(record, "keyword"))))[:64],
        section=words(at(record, "section")) or None,
        captured=day(words(at(record, "access-date"))),
    )
    notes = ["\n\n".join(_lines(one)) for one in descendants(record, "notes", "research-notes")]
    full = "\n\n".join(line for name in texts for one in descendants(record, name) for line in _lines(one))
    return Reference(markup(record), declared, full, notes)


def _lines(element: Element) -> list[str]:
    """The paragraphs of a field, in which a line end ends one."""
    text = "".join(element.itertext()).replace("\r\n", "\n").replace("\r", "\n")
    return [line.strip() for line in text.split("\n") if line.strip()] or paragraphs(element)


FORMAT = FileFormat(_NAMES, recognise, read, document_bytes=3000)
