"""NewsML-G2 of the IPTC: one item a file, or a message of several.

https://iptc.org/std/NewsML-G2/guidelines/. The text is in the item as NITF, XHTML or plain text (``inlineXML``,
``inlineData``); an item that only refers to a file elsewhere (``remoteContent``) has none.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from typing import TYPE_CHECKING

from index.errors import ListWithoutTexts, NotAnArticle
from index.formats.protocol import FileFormat
from index.formats.source import Record, Source
from index.formats.xml_news.nitf import NOT_BODY, body_of, declared_by
from index.formats.xml_news.xml_articles import XmlArticle, article, iso_date, names_of, records, refused
from index.formats.xml_news.xml_text import (
    at,
    attribute,
    children,
    descendants,
    first_words,
    local_name,
    paragraphs,
    words,
    wrapped_paragraphs,
)
from index.formats.xml_news.xml_tree import elements, has_root
from index.model import DeclaredMetadata, FormatNames

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_NAMES = FormatNames("NewsML-G2", (".xml", ".newsml"), ("application/vnd.iptc.g2.newsitem+xml",))
_ITEMS = ("newsItem", "packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem")
_KINDS = {
    "packageItem": "a package that lists other items",
    "conceptItem": "a concept, not an article",
    "knowledgeItem": "a vocabulary, not an article",
    "planningItem": "planned coverage, not an article",
    "catalogItem": "a catalogue of vocabularies, not an article",
}
_TEXTS = frozenset(("text", "composite"))
"""News item classes (NewsCode ``ninat``) whose items have words of their own."""


def read(source: Source) -> Iterator[Record]:
    """The text items of the file, and why the other items are no articles."""
    yield from records(source, (_article(item) for item in elements(source, *_ITEMS)), _NAMES.media_types[0])


def _article(item: Element) -> XmlArticle:
    kind = local_name(item)
    if kind == "packageItem":
        return refused(item, ListWithoutTexts(_KINDS[kind]))
    if kind != "newsItem":
        return refused(item, NotAnArticle(_KINDS[kind]))
    item_class = (attribute(at(item, "itemMeta/itemClass"), "qcode") or "").rpartition(":")[2]
    content = at(item, "contentSet")
    declared = _declared(item)
    for one in children(content, "inlineXML", "inlineData"):
        nitf = next(descendants(one, "nitf"), None)
        body = body_of(nitf) if nitf is not None else _text_of(one)
        if body and (item_class in _TEXTS or not item_class or len(body) > 1):
            inner = declared_by(nitf) if nitf is not None else DeclaredMetadata(headline=_html_headline(one))
            return article(item, body, declared.completed_by(inner))
    if item_class and item_class not in _TEXTS:
        return refused(item, NotAnArticle(f"a news item of the class {item_class}, not an article"))
    if children(content, "remoteContent"):
        reason = "a news item whose text is in another file: import that file"
        return refused(item, ListWithoutTexts(reason))
    return refused(item, NotAnArticle("a news item without content"))


def _text_of(content: Element) -> list[str]:
    if local_name(content) == "inlineXML":
        body = next(descendants(content, "body"), None)
        return paragraphs(content if body is None else body, NOT_BODY | {"head"})
    text = content.text or ""
    if attribute(content, "encoding") or "base64" in (content.get("contenttype") or ""):
        try:
            text = base64.b64decode(text, validate=False).decode("utf-8", "replace")
        except (binascii.Error, ValueError):
            return []
    if "html" in (content.get("contenttype") or ""):
        return _html_paragraphs(text)
    return wrapped_paragraphs(text) or paragraphs(content)


def _html_paragraphs(markup: str) -> list[str]:
    from lxml import etree, html

    parser = html.HTMLParser(no_network=True, huge_tree=False)
    try:
        return paragraphs(html.document_fromstring(markup, parser=parser), NOT_BODY | {"head"})
    except (etree.ParserError, ValueError):
        return []


def _html_headline(content: Element) -> str | None:
    return first_words([*descendants(content, "h1"), *descendants(content, "title")])


def _declared(item: Element) -> DeclaredMetadata:
    management, content = at(item, "itemMeta"), at(item, "contentMeta")
    created = attribute_words(management, "firstCreated") or attribute_words(content, "contentCreated")
    version = attribute_words(management, "versionCreated")
    return DeclaredMetadata(
        headline=first_words(_main_first(children(content, "headline"))) or first_words(children(management, "title")),
        deck=first_words(one for one in children(content, "description") if "summary" in (one.get("role") or "")),
        authors=_authors(content),
        outlet=_outlet(item, management),
        published=iso_date(created or version),
        url=_address(management, content),
        language=attribute(at(content, "language"), "tag") or attribute(item, "lang"),
        tags=tuple(
            name for one in children(content, "subject", "keyword")
            if (name := words(at(one, "name")) if children(one, "name") else words(one))
        )[:64],
        updated=iso_date(version) if created and version and version != created else None,
        section=first_words(at_all(children(management, "service"), "name")),
    )  # fmt: skip


def _main_first(headlines: list[Element]) -> list[Element]:
    """The headlines, those first that have no part of their own or that of the main one; sub-headlines come last."""
    roles = [(one.get("role") or "").rpartition(":")[2].lower() for one in headlines]
    order = {"main": 0, "": 1}
    return [
        one
        for _, one in sorted(
            zip(roles, headlines, strict=True), key=lambda pair: order.get(pair[0], 2 + ("sub" in pair[0]))
        )
    ]


def attribute_words(element: Element | None, name: str) -> str | None:
    """The text of a child of ``element``."""
    return words(at(element, name)) or None


def at_all(found: list[Element], name: str) -> list[Element]:
    """The children with a name of each of the elements."""
    return [child for one in found for child in children(one, name)]


def _authors(content: Element | None) -> tuple[str, ...]:
    if by := first_words(children(content, "by")):
        return names_of(by)
    people = [one for one in children(content, "creator") if "org" not in (one.get("type") or "")]
    return tuple(name for one in people if (name := words(at(one, "name")) or attribute(one, "literal")))


def _outlet(item: Element, management: Element | None) -> str | None:
    provider = at(management, "provider")
    code = (attribute(provider, "qcode") or "").rpartition(":")[2] or None
    holder = first_words(at_all(children(at(item, "rightsInfo"), "copyrightHolder"), "name"))
    return words(at(provider, "name")) or attribute(provider, "literal") or holder or code


def _address(management: Element | None, content: Element | None) -> str | None:
    for one in [*children(management, "link"), *children(content, "link", "altId")]:
        address = one.get("href") or (one.text or "").strip()
        relation = (one.get("rel") or one.get("type") or "").rpartition(":")[2].lower()
        if address.startswith(("http://", "https://")) and relation in (
            "canonical",
            "alternate",
            "url",
            "webcanonical",
        ):
            return address
    return None


FORMAT = FileFormat(_NAMES, has_root("newsItem", "newsMessage", *_KINDS), read)
