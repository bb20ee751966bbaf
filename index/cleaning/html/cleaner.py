"""HTML pages: the body as trafilatura extracts it, judged line by line; metadata from what the page declares."""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from html import unescape
from typing import TYPE_CHECKING

from index.cleaning import markdown
from index.cleaning.assembly import SHOWN_WHOLE, assemble
from index.cleaning.html import body as page_body
from index.cleaning.html import candidates, letter_head, structure_reader
from index.cleaning.html import metadata as page_metadata
from index.cleaning.html import source as page_source
from index.cleaning.html.structure import Structure
from index.cleaning.metadata import datelines
from index.cleaning.metadata.origins import with_origin
from index.model import CleanArticle, DeclaredMetadata, Metadata
from index.text import normalise

if TYPE_CHECKING:
    from lxml.html import HtmlElement

SIMPLY = "simple extraction"
"""The flag of a page that is too large or too deep for the extractor: all its text is shown."""

_MOST_SOURCE = 64 * 1024 * 1024
"""Characters of a page's source that are read where the extractor is not used."""
_LITTLE = 1000
"""Characters of an extracted text below which the extractor's fallbacks are asked, too: they take half of its time."""
_MOST_OF_PAGE = 0.8
"""The share of the letters in sentences of a page that it has otherwise."""
_MARKDOWN = re.compile(r"\]\((?:https?://|/)[^()\s]{1,2000}\)|^#{1,6} \S", re.MULTILINE)
_ATTRIBUTES = re.compile(r"\{:[^{}\n]{0,200}\}")


def clean_page(source: str, declared: DeclaredMetadata) -> CleanArticle:
    """The article of the page; what ``declared`` says goes before what the page says. Raises for no page."""
    tree = _tree(source)
    facts = page_metadata.read(tree) if tree is not None else page_metadata.PageFacts(Metadata())
    known = page_metadata.known(facts, declared)
    metadata = known.metadata
    if metadata.url is None:
        metadata = replace(metadata, url=page_source.saved_from(source))
    outline = structure_reader.read(tree, metadata.url) if tree is not None else Structure()
    text = _extracted(_lightened(tree), outline) if tree is not None else None
    spoken = _without_markup(facts.article_body) if facts.article_body else ""
    article = page_body.article(text or "", metadata, outline, spoken)
    if not article.text:
        return known.with_origins(_simply(source, metadata))
    if article.metadata.published is None:
        for day, origin in (
            (letter_head.day(outline.blocks), "head of the letter"),
            (datelines.day(article.text), "dateline"),
        ):
            if day is not None:
                published = replace(article.metadata, published=day)
                return with_origin(known.with_origins(replace(article, metadata=published)), "published", origin)
    return known.with_origins(article)


def _without_markup(body: str) -> str:
    """A body in JSON-LD as plain lines: it may have tags or Markdown in it."""
    lines = page_source.as_lines(body).split("\n")
    if not _MARKDOWN.search(body):
        return "\n".join(lines)
    return markdown.plain_text([_ATTRIBUTES.sub("", line) for line in lines])


def _tree(source: str) -> HtmlElement | None:
    """The page as lxml parses it; None where it is too large, or cannot be parsed."""
    from lxml import etree, html

    fitted = page_source.fitted(source)
    if fitted is None:
        return None
    # The declared encoding is not that of text which is decoded already.
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    # Form fields need no class of their own; the lookup of lxml.html asks for one whenever an element is touched.
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=html.HtmlElement))
    try:
        tree = html.document_fromstring(fitted, parser=parser)
        if any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log):
            tree = html.document_fromstring(page_source.flattened(fitted), parser=parser)
        # No browser shows templates, but the extractor would take their text.
        for template in tree.xpath("//template"):
            template.drop_tree()
        return tree
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def _lightened(tree: HtmlElement) -> HtmlElement:
    """The page without what holds no text, now that all else was read: an extractor copies and searches it often."""
    from lxml import etree

    for script in tree.iter("script"):
        if "ld+json" not in script.get("type", ""):
            script.tag = "style"
    etree.strip_elements(tree, "style", "svg", "link", "meta", with_tail=False)
    return tree


def _extracted(tree: HtmlElement, outline: Structure) -> str | None:
    """What the extractor takes for the article; only where that is little, what it and its fallbacks take together."""
    found = _extract(tree, fast=True)
    if found and len(found) >= max(_LITTLE, _MOST_OF_PAGE * candidates.sentence_letters(outline)):
        return found
    return _extract(tree, fast=False) or found


def _extract(tree: HtmlElement, *, fast: bool) -> str | None:
    import trafilatura
    from lxml import etree

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found = trafilatura.extract(tree, fast=fast, include_comments=False, include_tables=True, deduplicate=False)
    # A hostile page may break the extractor in many ways; the page is shown all the same.
    except (
        etree.LxmlError,
        ValueError,
        TypeError,
        AttributeError,
        KeyError,
        IndexError,
        RecursionError,
        AssertionError,
    ):
        return None
    return found or None


def _simply(source: str, metadata: Metadata) -> CleanArticle:
    """All text of the page, block by block, for a page in which the extractor finds nothing or fails."""
    text = page_source.as_lines(page_source.without_hidden_parts(source[:_MOST_SOURCE]))
    found = [normalise(unescape(line)) for line in text.split("\n")]
    paragraphs = [line for line in found if any(c.isalnum() for c in line)]
    flags = (SIMPLY, SHOWN_WHOLE) if paragraphs else ("no text",)
    return assemble(page_body.with_deck(metadata, paragraphs), paragraphs, (), None, flags)
