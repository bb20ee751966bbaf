"""HTML pages, saved whole or in part: a file is one article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from index.errors import SourceError
from index.model import SourceDocument
from index.sources.documents import document
from index.sources.limits import MAX_TEXT, size_text
from index.sources.plain import DAMAGED
from index.text import Decoded

_HEAD = 4096
_DECLARED = re.compile(
    rb"""<meta\b[^>]{0,200}?\bcharset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]{0,100}?\bencoding\s*=\s*["']([\w.:-]+)""",
    re.IGNORECASE,
)

_MARKUP = re.compile(r"<(?:script|style)\b[^<]*(?:<(?!/script|/style)[^<]*)*|<[^<>]*>", re.IGNORECASE)


def declared_encoding(data: bytes) -> str | None:
    """The encoding that the page names in its first lines, if it does."""
    found = _DECLARED.search(data[:_HEAD])
    if found is None:
        return None
    return (found.group(1) or found.group(2)).decode("ascii", "replace")


def _text_length(page: str) -> int:
    """About how many characters of a page are text and not markup."""
    return len(page) - sum(found.end() - found.start() for found in _MARKUP.finditer(page))


def read(path: Path, data: bytes, decoded: Decoded) -> Iterator[SourceDocument]:
    """The page as one article; raises SourceError when it is empty, or its text too long."""
    if len(decoded.text) > MAX_TEXT and (length := _text_length(decoded.text)) > MAX_TEXT:
        raise SourceError(f"too long for one article: {size_text(length)} of text, {size_text(MAX_TEXT)} at most")
    yield document(
        path,
        data,
        decoded.text,
        form="html",
        media_type="text/html",
        encoding=decoded.encoding,
        flags=(DAMAGED,) if decoded.damaged else (),
    )
