"""PAGE XML of PRImA, which Transkribus, eScriptorium and OCR-D write: scanned print, a page a file.

https://github.com/PRImA-Research-Lab/PAGE-XML. Where lines or regions say which article they are of, as those of
NewsEye do, each article is a document; otherwise the page is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from index.errors import NotAnArticle
from index.formats.protocol import FileFormat
from index.formats.source import Record, Source
from index.formats.xml_news.scanned_lines import SCANNED, joined
from index.formats.xml_news.xml_articles import XmlArticle, article, records, refused
from index.formats.xml_news.xml_text import attribute, children, descendants, local_name
from index.formats.xml_news.xml_tree import elements, has_root
from index.model import DeclaredMetadata, FormatNames

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_NAMES = FormatNames("PAGE XML", (".page", ".xml"), ("application/vnd.prima.page+xml",))
_FURNITURE = frozenset(("header", "footer", "page-number", "signature-mark", "catch-word", "marginalia", "caption"))
"""Types of regions that are not the text of a page."""
_TYPE = re.compile(r"structure\s*\{[^}]*?\btype:\s*([\w-]+)")
_ARTICLE = re.compile(r"structure\s*\{(?=[^}]*\btype:\s*article\b)[^}]*?\bid:\s*([\w.-]+)")
_INDEX = re.compile(r"readingOrder\s*\{[^}]*?\bindex:\s*(\d{1,6})")


def read(source: Source) -> Iterator[Record]:
    """The page, or its articles."""
    pages = (page for tree in elements(source, "PcGts") for page in descendants(tree, "Page"))
    yield from records(source, (one for page in pages for one in _articles(page)), _NAMES.media_types[0])


def _articles(page: Element) -> Iterator[XmlArticle]:
    groups: dict[str, list[str]] = {}
    regions = [region for region in _regions(page) if _type(region) not in _FURNITURE]
    for region in regions:
        lines: dict[str, list[str]] = {}
        of_region = _article_id(region)
        for line in sorted(children(region, "TextLine"), key=_index):
            lines.setdefault(_article_id(line) or of_region, []).append(_text(line))
        if not lines:
            lines[of_region] = _text(region).splitlines()
        for name, found in lines.items():
            if paragraph := joined(found):
                groups.setdefault(name, []).append(paragraph)
    if not groups:
        yield refused(page, NotAnArticle("a page of print without text"))
    elif set(groups) == {""}:
        yield article(page, groups[""], DeclaredMetadata(language=_language(page, regions)), (SCANNED,))
    else:
        for name, text in groups.items():
            if name:
                yield article(page, text, DeclaredMetadata(language=_language(page, regions)), (SCANNED,))


def _regions(page: Element) -> list[Element]:
    """The regions in reading order, those without a place in it after the others."""
    references = [
        reference
        for order in children(page, "ReadingOrder")
        for reference in order.iterdescendants()
        if local_name(reference) in ("RegionRefIndexed", "RegionRef", "OrderedGroupIndexed", "UnorderedGroupIndexed")
    ]
    places: dict[str, tuple[int, ...]] = {}
    for place, one in enumerate(references):
        if (name := attribute(one, "regionRef")) and name not in places:
            places[name] = (*_path(one), place)
    regions = list(descendants(page, "TextRegion"))
    return sorted(regions, key=lambda region: places.get(region.get("id") or "", (len(references) + 1,)))


def _path(reference: Element) -> tuple[int, ...]:
    """The indexes of a reference and of the groups around it, the outermost first."""
    found: list[int] = []
    node: Element | None = reference
    while node is not None and local_name(node) != "ReadingOrder":
        value = node.get("index") or ""
        if value.isdigit():
            found.append(int(value))
        node = node.getparent()
    return tuple(reversed(found))


def _text(element: Element) -> str:
    """The first of the readings of a line or region; the words of a line that has none."""
    readings = sorted(children(element, "TextEquiv"), key=_place)
    for one in readings:
        for text in children(one, "Unicode", "PlainText"):
            if (text.text or "").strip():
                return text.text or ""
    return " ".join(filter(None, (_text(word) for word in children(element, "Word", "Glyph"))))


def _place(reading: Element) -> int:
    value = reading.get("index") or "0"
    return int(value) if value.isdigit() else 0


def _type(region: Element) -> str:
    found = _TYPE.search(region.get("custom") or "")
    return region.get("type") or (found.group(1) if found else "")


def _article_id(element: Element) -> str:
    found = _ARTICLE.search(element.get("custom") or "")
    return found.group(1) if found else ""


def _index(line: Element) -> int:
    found = _INDEX.search(line.get("custom") or "")
    return int(found.group(1)) if found else 0


def _language(page: Element, regions: list[Element]) -> str | None:
    named = [name for one in (page, *regions) if (name := one.get("primaryLanguage"))]
    return named[0] if named else None


FORMAT = FileFormat(_NAMES, has_root("PcGts"), read)
