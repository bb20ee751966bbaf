"""HTML pages: the body by trafilatura, looked over line by line; metadata from what the page declares."""

from __future__ import annotations

import logging
import re
from html import unescape
from typing import TYPE_CHECKING

from index.cleaning import bylines, dates, markdown, pagebody, pagemetadata, structure
from index.cleaning.assemble import SHOWN_WHOLE, assemble
from index.model import CleanArticle, LineEvidence, Metadata
from index.text import normalise

if TYPE_CHECKING:
    from lxml.html import HtmlElement

SIMPLY = "simple extraction"
"""The flag of a page too large or too deep for the extractor, of which all text was taken."""

_MOST = 4_000_000
_MOST_TEXT = 16 * 1024 * 1024
_DEEPEST = 250
_MOST_TAGS = 150_000
_MUCH_MORE = 1.8
"""How much longer than what was extracted the body in JSON-LD must be to stand in for it."""
_NO_TEXT = re.compile(r"<(?:(script|style|svg|noscript|template)\b|!--)", re.IGNORECASE)
_BLOCK = re.compile(
    r"<(?:/?(?:p|div|section|article|h[1-6]|li|ul|ol|br|tr|td|th|table|blockquote|header|footer|main|aside|figcaption|title|pre)\b"
    r"[^<>]{0,2000})>",
    re.IGNORECASE,
)
_MARKDOWN = re.compile(r"\]\((?:https?://|/)[^()\s]{1,2000}\)|^#{1,6} \S", re.MULTILINE)
_ATTRIBUTES = re.compile(r"\{:[^{}\n]{0,200}\}")
_TAG = re.compile(r"</?[a-zA-Z!?][^<>]{0,4000}>")


def clean(source: str, declared: Metadata, evidence: LineEvidence | None = None) -> CleanArticle:
    """The article of the page; what ``declared`` says goes before what the page says. Never raises."""
    tree = _tree(source)
    facts = pagemetadata.read(tree) if tree is not None else pagemetadata.PageFacts(Metadata())
    metadata = _metadata(facts.metadata, declared, tree)
    outline = structure.read(tree, metadata.url) if tree is not None else structure.Structure()
    text = _extracted(tree) if tree is not None else None
    if facts.article_body and _is_better(facts.article_body, text or ""):
        text = _without_markup(facts.article_body)
    if text is None:
        return _simply(source, metadata)
    return pagebody.article(text, metadata, outline, evidence)


def _is_better(body: str, extracted: str) -> bool:
    """Whether JSON-LD carries much more of the article than the page shows, or its paragraphs where those are lost."""
    return len(body) > _MUCH_MORE * len(extracted) or (
        "\n" not in extracted and "\n" in body and len(body) >= len(extracted)
    )


def _without_markup(body: str) -> str:
    """A body in JSON-LD as plain lines: some outlets put tags into it, some Markdown."""
    lines = _TAG.sub("", _BLOCK.sub("\n", body)).split("\n")
    if not _MARKDOWN.search(body):
        return "\n".join(lines)
    return markdown.plain_text([_ATTRIBUTES.sub("", line) for line in lines])


def _tree(source: str) -> HtmlElement | None:
    """The page as lxml reads it; None where it is too large for it or nested deeper than lxml goes."""
    from lxml import etree, html

    if len(source) > _MOST or source.count("<") > _MOST_TAGS or _depth_over(source, _DEEPEST):
        return None
    try:
        # A declared encoding is not for text that is decoded.
        parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        return html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def _depth_over(source: str, limit: int) -> bool:
    """Whether elements that must be closed are left open more than ``limit`` deep."""
    depth = 0
    for tag in re.finditer(
        r"<(/?)(?:div|span|section|article|b|i|em|strong|font|ul|ol|table|td|blockquote|a|p)\b", source, re.IGNORECASE
    ):
        depth = max(0, depth - 1) if tag.group(1) else depth + 1
        if depth > 4 * limit:
            return True
    return False


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


def _metadata(found: Metadata, declared: Metadata, tree: HtmlElement | None) -> Metadata:
    outlet = declared.outlet or found.outlet
    return Metadata(
        headline=declared.headline or found.headline,
        deck=declared.deck or found.deck,
        authors=bylines.people(declared.authors, outlet) or found.authors,
        outlet=outlet,
        published=(dates.read(declared.published) if declared.published else None) or found.published or _dated(tree),
        url=declared.url or found.url,
        language=declared.language or found.language,
        tags=declared.tags or found.tags,
    )


def _dated(tree: HtmlElement | None) -> str | None:
    """The day that htmldate finds, for a page that declares none."""
    if tree is None:
        return None
    from htmldate import find_date
    from lxml import etree

    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        found = find_date(tree, original_date=True, extensive_search=False)
    except (etree.LxmlError, ValueError, TypeError, AttributeError, OverflowError, RecursionError):
        return None
    return dates.read(found) if found else None


def _simply(source: str, metadata: Metadata) -> CleanArticle:
    """All text of the page, block by block; for pages that the extractor cannot take or finds nothing in."""
    text = _TAG.sub("", _BLOCK.sub("\n", _without_hidden_parts(source[: 4 * _MOST_TEXT])))
    found = [normalise(unescape(line)) for line in text.split("\n")]
    paragraphs = [line for line in found if any(c.isalnum() for c in line)]
    flags = (SIMPLY, SHOWN_WHOLE) if paragraphs else ("no text",)
    return assemble(pagebody.with_deck(metadata, paragraphs), paragraphs, (), None, flags)


def _without_hidden_parts(source: str) -> str:
    """The page without scripts, styles and comments; one pass, even where one of them is left open."""
    kept: list[str] = []
    place = 0
    low = source.lower()
    while found := _NO_TEXT.search(source, place):
        kept.append(source[place : found.start()])
        mark = f"</{found.group(1).lower()}" if found.group(1) else "-->"
        end = low.find(mark, found.end())
        if end < 0:
            place = found.end()
            break
        place = end + (0 if found.group(1) else len(mark))
    kept.append(source[place:])
    return "".join(kept)
