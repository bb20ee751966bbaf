"""Lists of addresses: bookmarks, subscriptions, sitemaps, annotations. They name articles and hold none."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NoReturn

from index.errors import ListWithoutTexts
from index.formats.feeds.xml_tree import PROLOG
from index.formats.protocol import FileFormat
from index.formats.source import Head, Source
from index.model import FormatNames

_NAMES = FormatNames("address list", (".opml", ".xbel", ".urls"), ("text/x-opml",))

_OPML = re.compile(PROLOG + r"<opml\b", re.IGNORECASE | re.DOTALL)
_XBEL = re.compile(PROLOG + r"<xbel\b", re.IGNORECASE | re.DOTALL)
_SITEMAP = re.compile(PROLOG + r"<(?:\w+:)?(?:urlset|sitemapindex)\b", re.IGNORECASE | re.DOTALL)
_BOOKMARKS = re.compile(r"\s*<!DOCTYPE NETSCAPE-Bookmark-file", re.IGNORECASE)
_POSTS = re.compile(PROLOG + r"<posts\b[^>]*>\s*<post\b[^>]*\bhref=", re.IGNORECASE | re.DOTALL)
_PUBMED = re.compile(r"\s*PMID- *\d+\s*\n[A-Z]{2,4} *- ")
_POCKET = re.compile(r"<title>\s*(?:Pocket|Instapaper:?) Export\s*</title>", re.IGNORECASE)
_ADDRESS_LINE = re.compile(
    r"(?:https?|ftp|feed|gopher|file|exec|filter|query):\S.*\Z|\"(?:exec|filter|query):.*\Z", re.IGNORECASE
)
_TITLE_WORDS = 3
"""Words that newsboat's tags after an address may have on average; more are prose."""

_ANNOTATIONS = re.compile(r"^Number of annotations: \d+\s*$", re.MULTILINE)
"""A line at the top of what the client of Hypothesis exports as text."""

_Test = Callable[[Head], bool]


def _is_address_lines(head: Head) -> bool:
    """Whether each line is an address, with newsboat's tags after it, or a comment."""
    lines = [line.strip() for line in head.text.lstrip("\ufeff").split("\n")]
    if len(head.data) > len(head.text.encode()):
        lines = lines[:-1]
    lines = [line for line in lines if line and not line.startswith("#")]
    if not lines or not all(_ADDRESS_LINE.match(line) for line in lines):
        return False
    words = sum(len(line.split()) - 1 for line in lines if not line.startswith(('"', "query", "filter", "exec")))
    return words <= _TITLE_WORDS * len(lines)


_KINDS: tuple[tuple[_Test, str], ...] = (
    (lambda head: _OPML.match(head.beginning) is not None, "subscriptions to feeds (OPML), without articles"),
    (lambda head: _XBEL.match(head.beginning) is not None, "bookmarks (XBEL), without texts of articles"),
    (lambda head: _SITEMAP.match(head.beginning) is not None, "a sitemap: addresses of pages, without their texts"),
    (lambda head: _BOOKMARKS.match(head.beginning) is not None, "bookmarks, without texts of articles"),
    (
        lambda head: _POSTS.match(head.beginning) is not None,
        "bookmarks (Delicious, Pinboard), without texts of articles",
    ),
    (lambda head: _PUBMED.match(head.beginning) is not None, "references of PubMed, without texts of articles"),
    (lambda head: _POCKET.search(head.beginning) is not None, "a reading list, without texts of articles"),
    (
        lambda head: _ANNOTATIONS.search(head.beginning) is not None,
        "annotations of Hypothesis, without the texts of the pages",
    ),
    (_is_address_lines, "addresses, without texts of articles"),
)
_ADVICE = "save the pages themselves, for instance with wget or ArchiveBox"


def recognise(head: Head) -> float:
    """A file of one of the kinds."""
    return 1 if head.signature is None and _kind(head) else 0


def read(source: Source) -> NoReturn:
    """Raise ListWithoutTexts, with what it is and what to do."""
    raise ListWithoutTexts(f"{_kind(source.head)}; {_ADVICE}")


def _kind(head: Head) -> str:
    return next((words for test, words in _KINDS if test(head)), "")


FORMAT = FileFormat(_NAMES, recognise, read)
