"""NITF, the News Industry Text Format of the IPTC (3.x and earlier): a file is one article.

https://www.iptc.org/std/NITF/3.6/documentation/nitf-documentation.html; the archive of The New York Times that
linguists use (LDC2008T19) is in it, with the lead paragraph twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from index.formats.protocol import FileFormat
from index.formats.source import Record, Source
from index.formats.xml_news.xml_articles import XmlArticle, article, iso_date, names_of, person, records
from index.formats.xml_news.xml_text import at, attribute, children, descendants, first_words, paragraphs, words
from index.formats.xml_news.xml_tree import elements, has_root
from index.model import DeclaredMetadata, FormatNames

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_NAMES = FormatNames("NITF", (".nitf", ".xml"), ("application/nitf+xml", "text/vnd.IPTC.NITF"))
NOT_BODY = frozenset(("media", "media-caption", "media-metadata", "media-producer", "nitf-table-metadata", "note", "fn",
                      "object", "script", "style", "iframe", "hedline", "figure", "figcaption"))  # fmt: skip
"""Elements within the body that are not its words."""
_DATES = (("date.issue", "norm"), ("date.release", "norm"), ("story.date", "norm"), ("pubdata", "date.publication"))


def read(source: Source) -> Iterator[Record]:
    """The articles of the file: one, or several where a producer has put them in a list."""
    yield from records(source, (nitf_article(one) for one in elements(source, "nitf")), _NAMES.media_types[0])


def nitf_article(nitf: Element) -> XmlArticle:
    """The article of a ``nitf`` element, of this format or inside NewsML."""
    return article(nitf, body_of(nitf), declared_by(nitf))


def body_of(nitf: Element) -> list[str]:
    """The paragraphs of the body."""
    content = at(nitf, "body/body.content")
    if content is None:
        return paragraphs(at(nitf, "body"), {*NOT_BODY, "body.head", "body.end"})
    blocks = {block.get("class"): block for block in children(content, "block")}
    whole = blocks.get("full_text") if "lead_paragraph" in blocks else None
    return paragraphs(content if whole is None else whole, NOT_BODY)


def declared_by(nitf: Element) -> DeclaredMetadata:
    """What the head of the file and that of the body say of the article."""
    head, top = at(nitf, "head"), at(nitf, "body/body.head")
    publication = next(descendants(head, "pubdata"), None)
    headline = at(top, "hedline")
    return DeclaredMetadata(
        headline=first_words([*children(headline, "hl1"), *descendants(headline, "hl1"), *children(head, "title")]),
        deck=first_words(deck for deck in children(headline, "hl2") if deck.get("class") != "online_headline"),
        authors=_authors(top),
        outlet=attribute(publication, "name") or first_words(children(top, "distributor")),
        published=_date(nitf),
        url=_address(publication),
        language=attribute(nitf, "lang") or attribute(at(nitf, "body"), "lang"),
        tags=tuple(key for one in descendants(head, "keyword") if (key := attribute(one, "key")))[:64],
        updated=iso_date(_revised(head)),
        section=attribute(publication, "position.section")
        or _meta(head, "online_sections", "print_section", "section"),
    )


def _authors(top: Element | None) -> tuple[str, ...]:
    bylines = children(top, "byline")
    printed = [one for one in bylines if one.get("class") != "normalized_byline"] or bylines
    found: list[str] = []
    for byline in printed:
        people = [person(name) for one in descendants(byline, "person") if (name := words(one, {"function"}))]
        found += people or names_of(words(byline, {"byttl", "location", "virtloc"}))
    return tuple(dict.fromkeys(found))


def _date(nitf: Element) -> str | None:
    for name, key in _DATES:
        for one in descendants(nitf, name):
            if date := iso_date(attribute(one, key) or words(one)):
                return date
    return None


def _revised(head: Element | None) -> str | None:
    norms = [norm for one in children(head, "revision-history") if (norm := attribute(one, "norm"))]
    return norms[-1] if norms else None


def _address(publication: Element | None) -> str | None:
    address = attribute(publication, "ex-ref") or ""
    return address if address.startswith(("http://", "https://")) else None


def _meta(head: Element | None, *names: str) -> str | None:
    metas = {one.get("name"): attribute(one, "content") for one in children(head, "meta")}
    return next((value.split(";")[0].strip() for name in names if (value := metas.get(name))), None)


FORMAT = FileFormat(_NAMES, has_root("nitf"), read)
