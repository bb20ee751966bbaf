"""HTML pages: the body by trafilatura, looked over line by line; metadata from what the page declares."""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from html import unescape
from typing import TYPE_CHECKING

from index.cleaning import markdown
from index.cleaning.assembly import SHOWN_WHOLE, assemble
from index.cleaning.html import body as page_body
from index.cleaning.html import metadata as page_metadata
from index.cleaning.html import source as page_source
from index.cleaning.html import structure_reader
from index.cleaning.html.structure import Structure
from index.model import CleanArticle, Metadata
from index.text import normalise

if TYPE_CHECKING:
    from lxml.html import HtmlElement

SIMPLY = "simple extraction"
"""The flag of a page too large or too deep for the extractor, of which all text was taken."""

_MOST_TEXT = 16 * 1024 * 1024
"""Characters; of a page that cannot be parsed four times as many are read as plain text."""
_MUCH_MORE = 1.8
"""How much longer than what was extracted the body in JSON-LD must be to stand in for it."""
_MARKDOWN = re.compile(r"\]\((?:https?://|/)[^()\s]{1,2000}\)|^#{1,6} \S", re.MULTILINE)
_ATTRIBUTES = re.compile(r"\{:[^{}\n]{0,200}\}")


def clean_page(source: str, declared: Metadata) -> CleanArticle:
    """The article of the page; what ``declared`` says goes before what the page says. Never raises."""
    tree = _tree(source)
    facts = page_metadata.read(tree) if tree is not None else page_metadata.PageFacts(Metadata())
    known = page_metadata.known(facts, declared)
    metadata = known.metadata
    if metadata.url is None:
        metadata = replace(metadata, url=page_source.saved_from(source))
    outline = structure_reader.read(tree, metadata.url) if tree is not None else Structure()
    text = _extracted(tree) if tree is not None else None
    if facts.article_body and _is_better(facts.article_body, text or ""):
        text = _without_markup(facts.article_body)
    if text is None:
        return known.told(_simply(source, metadata))
    return known.told(page_body.article(text, metadata, outline))


def _is_better(body: str, extracted: str) -> bool:
    """Whether JSON-LD carries much more of the article than the page shows, or its paragraphs where those are lost."""
    return len(body) > _MUCH_MORE * len(extracted) or (
        "\n" not in extracted and "\n" in body and len(body) >= len(extracted)
    )


def _without_markup(body: str) -> str:
    """A body in JSON-LD as plain lines: some outlets put tags into it, some Markdown."""
    lines = page_source.as_lines(body).split("\n")
    if not _MARKDOWN.search(body):
        return "\n".join(lines)
    return markdown.plain_text([_ATTRIBUTES.sub("", line) for line in lines])


def _tree(source: str) -> HtmlElement | None:
    """The page as lxml reads it; None where it is too large for it."""
    from lxml import etree, html

    fitted = page_source.fitted(source)
    if fitted is None:
        return None
    # A declared encoding is not for text that is decoded.
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(fitted, parser=parser)
        if any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log):
            tree = html.document_fromstring(page_source.flattened(fitted), parser=parser)
        # No browser shows what stands in a template, but the extractor would take it.
        for template in tree.xpath("//template"):
            template.drop_tree()
        return tree
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def _extracted(tree: HtmlElement) -> str | None:
    import trafilatura
    from lxml import etree

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found = trafilatura.extract(tree, include_comments=False, include_tables=True, deduplicate=False)
    # Whatever a hostile page makes the extractor trip over, the page is still shown.
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
    """All text of the page, block by block; for pages that the extractor cannot take or finds nothing in."""
    text = page_source.as_lines(page_source.without_hidden_parts(source[: 4 * _MOST_TEXT]))
    found = [normalise(unescape(line)) for line in text.split("\n")]
    paragraphs = [line for line in found if any(c.isalnum() for c in line)]
    flags = (SIMPLY, SHOWN_WHOLE) if paragraphs else ("no text",)
    return assemble(page_body.with_deck(metadata, paragraphs), paragraphs, (), None, flags)
