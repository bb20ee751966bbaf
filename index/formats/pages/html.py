"""HTML pages, saved whole or in part: a file is one article."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.errors import NotAnArticle, SourceError
from index.formats.documents import document, with_data
from index.formats.limits import MAX_TEXT, size_text
from index.formats.pages import no_article, provenance, single_file
from index.formats.protocol import FileFormat
from index.formats.signatures import has_tags, is_page
from index.formats.source import Head, Source
from index.model import DeclaredMetadata, FormatNames, SourceDocument

_NAMES = FormatNames("HTML", (".html", ".htm", ".xhtml", ".shtml"), ("text/html", "application/xhtml+xml"))
_INDEX = re.compile(r"index\.html?(?:\.\d{1,4})?", re.IGNORECASE)
_MARKUP = re.compile(r"<(?:script|style)\b[^<]*(?:<(?!/script|/style)[^<]*)*|<[^<>]*>", re.IGNORECASE)


def recognise(head: Head) -> float:
    """A page begins with markup; a piece of one has its name and some tags."""
    if single_file.is_packed(head.data):
        return 1
    if head.other_kind is not None:
        return 0
    if is_page(head.beginning):
        return 0.9
    return 0.6 if head.has_name(_NAMES) and has_tags(head.text) else 0


def read(source: Source) -> Iterator[SourceDocument]:
    """The page as one article.

    Raises NotAnArticle where it surely is none, and SourceError when it is empty, or its text too long.
    """
    if single_file.is_packed(source.head.data):
        page, declared = single_file.unpacked(source)
        read_from = source.part(page)
    else:
        read_from, declared = source, DeclaredMetadata()
    text = read_from.decoded.text
    if len(text) > MAX_TEXT and (length := _text_length(text)) > MAX_TEXT:
        raise SourceError(f"too long for one article: {size_text(length)} of text, {size_text(MAX_TEXT)} at most")
    origin = provenance.origin(source.location, text)
    if reason := no_article.reason(text):
        raise NotAnArticle(reason)
    if no_article.is_front_page(text, origin.url or _address_of_index(source, text)):
        raise NotAnArticle("the front page of a website")
    found = document(
        read_from, form="html", media_type=_NAMES.media_types[0], declared=origin.declared(text).completed_by(declared)
    )
    yield found if read_from is source else with_data(found, source.data)


def _address_of_index(source: Source, text: str) -> str | None:
    """The address that a page gives for itself, where its file is called as the front page of a folder is."""
    is_index = source.location is not None and _INDEX.fullmatch(source.location.name)
    return provenance.own_address(text) if is_index else None


def _text_length(page: str) -> int:
    """About how many characters of a page are text and not markup."""
    return len(page) - sum(found.end() - found.start() for found in _MARKUP.finditer(page))


FORMAT = FileFormat(_NAMES, recognise, read)
