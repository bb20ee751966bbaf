"""When the source of an article was retrieved from the web, where its file, its page or its address says so."""

from __future__ import annotations

import re
from typing import Final

from index.cleaning.metadata import dates
from index.model import PartialDate, SourceDocument
from index.text.web_archives import capture_in_address

_HEAD, _TAIL = 8192, 4096
"""Characters at the top and at the end of a page in which the program that saved it writes a comment."""
_SAVED: Final = re.compile(
    r"<!--\s{0,9}Page saved with SingleFile[^>]{0,2400}?\bsaved date:\s{0,9}([^\r\n>]{8,80})", re.I
)
_FROM: Final = re.compile(
    r"<!--[^>]{0,2200}?\bsaved from\b[^>]{0,2200}?\b(?:on|date|at):?\s{1,3}([^\r\n>]{8,60}?)\s{0,9}-->", re.I
)
_ARCHIVED: Final = re.compile(r"FILE ARCHIVED ON (\d\d:\d\d:\d\d) ([A-Z][a-z]{2} \d\d?, \d{4})\b")
"""What the Wayback Machine writes at the end of a page; its times are UTC."""


def captured(document: SourceDocument, url: str | None) -> PartialDate | None:
    """When ``document`` was retrieved; ``url`` is the address of its article.

    Taken from what the container declares, from a comment of the program that saved the page, from the address of a web
    archive, or from such an address in the document's path, in this order. None where nothing says it.
    """
    if document.declared.captured and (found := dates.read(document.declared.captured)):
        return found
    if document.form == "html" and (found := _in_page(document.text)):
        return found
    for address in (url, document.declared.url, document.path):
        if address and (found := capture_in_address(address)):
            return found
    return None


def _in_page(source: str) -> PartialDate | None:
    head = source[:_HEAD]
    if (saved := _SAVED.search(head) or _FROM.search(head)) and (found := dates.read(saved[1])):
        return found
    archived = _ARCHIVED.search(source, max(0, len(source) - _TAIL))
    return dates.read(f"{archived[2]} {archived[1]} UTC") if archived else None
