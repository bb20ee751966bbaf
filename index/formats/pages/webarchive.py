"""Pages saved by Safari as one file: a property list with the page and what belongs to it.

https://developer.apple.com/documentation/webkit/wkwebview/createwebarchivedata(completionhandler:)
"""

from __future__ import annotations

import plistlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Final
from xml.parsers.expat import ExpatError

from index.errors import NotAnArticle, SourceError
from index.formats.documents import with_data
from index.formats.pages import html
from index.formats.protocol import FileFormat
from index.formats.source import Head, Source
from index.model import DeclaredMetadata, FormatNames, SourceDocument

_NAMES = FormatNames("Safari web archive", (".webarchive",), ("application/x-webarchive",))
_MAIN: Final = b"WebMainResource"
_BINARY: Final = b"bplist00"
_DAMAGE = (plistlib.InvalidFileException, ExpatError, ValueError, TypeError, LookupError, RecursionError, OverflowError)


def recognise(head: Head) -> float:
    """A property list, binary or in XML, with a page in it or the usual name: the page may be behind large pictures."""
    if not head.data.startswith(_BINARY) and "<plist" not in head.beginning:
        return 0
    return 0.9 if head.has_name(_NAMES) or _MAIN in head.data else 0


def read(source: Source) -> Iterator[SourceDocument]:
    """The page as one article. Raises SourceError where the file is damaged, NotAnArticle where its page is none."""
    page, encoding, url = _page_of(source.data)
    for found in html.read(replace(source.part(page, encoding), location=None)):
        declared = found.declared.completed_by(DeclaredMetadata(url=url))
        yield with_data(replace(found, media_type=_NAMES.media_types[0], declared=declared), source.data)


def _page_of(data: bytes) -> tuple[bytes, str | None, str | None]:
    """The bytes of the page, the name of their encoding, and the address that it was saved from."""
    try:
        values = plistlib.loads(data)
    except _DAMAGE as error:
        raise SourceError("damaged: the property list of Safari cannot be read") from error
    main = values.get(_MAIN.decode()) if isinstance(values, dict) else None
    if not isinstance(main, dict):
        raise NotAnArticle("settings of a Mac (property list)")

    def text(name: str) -> str | None:
        value = main.get(name)
        return value if isinstance(value, str) and value else None

    kind, page = text("WebResourceMIMEType") or "text/html", main.get("WebResourceData")
    if kind not in html.FORMAT.names.media_types:
        raise NotAnArticle(f"a saved web archive of no page ({kind[:60]})")
    if not isinstance(page, bytes) or not page.strip():
        raise SourceError("a saved page without a page in it")
    url = text("WebResourceURL")
    is_address = url is not None and url.startswith(("http://", "https://"))
    return page, text("WebResourceTextEncodingName"), url if is_address else None


FORMAT = FileFormat(_NAMES, recognise, read)
