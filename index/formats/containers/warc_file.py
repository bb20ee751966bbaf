"""Web archives in WARC files: each page that a server answered with is a member, with its address and its time.

Every capture of an address is a document of its own; which one is the newest version of an article, the archive sees by
their times.
"""

from __future__ import annotations

import io
import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from index.errors import NotAnArticle, SourceError
from index.formats.containers import http_messages
from index.formats.containers.member_names import MemberNames
from index.formats.containers.warc_records import (
    BEGINNING,
    GZIP,
    WARC,
    DamagedRecord,
    GzipBytes,
    PlainBytes,
    RecordForm,
    WarcRecord,
    WarcRecords,
)
from index.formats.location import Location
from index.formats.pages import no_article, provenance, roles
from index.formats.protocol import FileFormat
from index.formats.signatures import is_page
from index.formats.source import Head, Record, Source, skipped
from index.model import DeclaredMetadata, FormatNames, SkippedSource, SourceDocument

_NAMES = FormatNames("WARC", (".warc",), ("application/warc",))
_ARTICLE_BYTES: Final = 30_000
"""What a page is taken to have until the pages are counted: plain 60 KB, packed a quarter."""
PARTIAL: Final = "partial"
"""The flag of a page that was not captured to its end."""
_SNIFFED: Final = 64 * 1024
"""Packed bytes of which the first record is unpacked to recognise it."""
_PAGES: Final = frozenset(("text/html", "application/xhtml+xml"))
_TEXTS: Final = frozenset(
    "text/plain text/markdown text/rtf text/xml application/xml application/rss+xml application/atom+xml "
    "application/feed+json application/pdf application/rtf application/msword application/epub+zip "
    "application/vnd.oasis.opendocument.text "
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document".split()
)
"""Types beside pages that hold articles; what they really are the formats see."""
_KINDS: Final = {
    "image": "an image",
    "font": "a font",
    "audio": "sound",
    "video": "a film",
    "text/css": "a stylesheet",
    "text/javascript": "a script",
    "application/javascript": "a script",
    "application/x-javascript": "a script",
    "application/json": "data",
}
_PAGE_LISTS: Final = ("pages/pages.jsonl", "pages/extraPages.jsonl")
"""The pages that a WACZ file is made of (WACZ 1.1.1, section 5.3)."""


@dataclass(frozen=True, slots=True)
class _Capture:
    """One page as a server answered with it."""

    url: str
    captured: str | None
    body: bytes
    charset: str | None
    is_page: bool
    is_whole: bool


def recognise(head: Head) -> float:
    """By the first bytes of the first record."""
    return 1 if begins_with(head, BEGINNING) else 0


def begins_with(head: Head, beginning: bytes) -> bool:
    """Whether a file, packed with gzip or not, begins with these bytes."""
    data = head.data
    if data.startswith(GZIP):
        try:
            data = zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(data[:_SNIFFED], len(beginning))
        except zlib.error:
            return False
    return data.startswith(beginning)


def read(source: Source) -> Iterator[Record]:
    """The pages, each as a member that is called by its time and address; a row for each other answer.

    A damaged record is a row, and the rest goes on.
    """
    yield from pages(source, WARC)


def pages(source: Source, form: RecordForm) -> Iterator[Record]:
    """The pages of a file whose records have that form. Raises NotAnArticle where there is no answer in it."""
    stream, count = source.stream, source.meter.count_bytes
    is_packed = source.head.data.startswith(GZIP)
    records = WarcRecords(GzipBytes(stream, count, form) if is_packed else PlainBytes(stream, source.size), form)
    names, listed = MemberNames(), _listed(source.location)
    is_empty = True
    while True:
        record: WarcRecord | None = None
        try:
            if (record := records.next()) is None:
                break
            found = _capture(record, records, source.bounds.document)
            records.end()
        except DamagedRecord as error:
            is_empty = False
            name = _name(record.headers) if record is not None else ""
            yield skipped(source.address.member(names.distinct(name)) if name else source.address, error)
            records.recover()
            continue
        if found is not None:
            is_empty = False
            yield from _member(source, names.distinct(_name(record.headers)), found, listed)
    if is_empty:
        raise NotAnArticle("a web archive without an answer of a server in it")


def _member(source: Source, name: str, found: _Capture | SourceError, listed: frozenset[str]) -> Iterator[Record]:
    if isinstance(found, SourceError):
        yield skipped(source.address.member(name), found)
        return
    declared = DeclaredMetadata(url=found.url, captured=found.captured)
    body = io.BytesIO(found.body)
    for one in source.member(name, body, size=len(found.body), encoding=found.charset, declared=declared):
        if not isinstance(one, SourceDocument):
            yield one
            continue
        if one.form == "html" and found.is_page:
            if no_article.is_front_page(one.text, found.url):
                yield SkippedSource(str(one.address), "the front page of a website", "not an article")
                continue
            if listed and _bare(found.url) not in listed and not no_article.says_article(one.text):
                yield SkippedSource(str(one.address), "a frame inside a page", "not an article")
                continue
            url = provenance.wanted_address(found.url, one.text)
            one = replace(one, declared=replace(one.declared, url=url))
        yield one if found.is_whole else replace(one, flags=(*one.flags, PARTIAL))


def _capture(record: WarcRecord, records: WarcRecords, most: int) -> _Capture | SourceError | None:
    """The page of a record, why it has none, or None for a record that is no answer. Raises DamagedRecord."""
    headers = record.headers
    kind, url = headers.get("warc-type", "").lower(), _url(headers)
    if kind not in ("response", "resource", "conversion", "revisit") or url is None:
        return None
    if kind == "revisit":
        return NotAnArticle("the same as in an earlier capture")
    answer = http_messages.head(records.line) if kind == "response" else http_messages.Answer(200, _as_http(headers))
    if answer is None:
        return SourceError("damaged: it is no answer of a web server")
    if reason := _refusal(answer, url, headers):
        return NotAnArticle(reason)
    try:
        body, is_whole = http_messages.body(records.rest(most), answer.headers, most)
    except DamagedRecord:
        raise
    except SourceError as error:
        return error
    if not body:
        return NotAnArticle("an empty answer")
    if not answer.media_type and not is_page(body[:4096].decode("latin-1")):
        return NotAnArticle("an answer of no stated type that is no page")
    is_whole = is_whole and "warc-truncated" not in headers
    charset = answer.charset
    return _Capture(url, headers.get("warc-date"), body, charset, answer.media_type not in _TEXTS, is_whole)


def _as_http(headers: dict[str, str]) -> dict[str, str]:
    return {"content-type": headers.get("content-type", "")}


def _refusal(answer: http_messages.Answer, url: str, headers: dict[str, str]) -> str | None:
    """Why an answer is no page; None where it may be one."""
    if 300 <= answer.status < 400:
        return f"a redirect ({answer.status})"
    if answer.status not in (200, 203):
        return f"an answer of the server that is no page ({answer.status})"
    if reason := roles.site_file(provenance.path_of(url).rpartition("/")[2]):
        return reason
    kind = answer.media_type
    if kind and kind not in _PAGES and kind not in _TEXTS:
        return _KINDS.get(kind) or _KINDS.get(kind.partition("/")[0]) or f"no page ({kind[:60]})"
    fetched_by = headers.get("warc-resource-type", "document").lower()
    return None if fetched_by in ("document", "other") else f"a part of a page ({fetched_by[:40]})"


def _url(headers: dict[str, str]) -> str | None:
    """The address of a page; wget 1.19 to 1.21 wrote it between ``<`` and ``>``."""
    url = headers.get("warc-target-uri", "").strip().removeprefix("<").removesuffix(">")
    return url if url.lower().startswith(("http://", "https://")) else None


def _name(headers: dict[str, str]) -> str:
    """What a capture is called: its time as web archives write it, and its address."""
    digits = re.sub(r"\D", "", headers.get("warc-date", ""))[:14]
    url = _url(headers) or headers.get("warc-record-id", "")
    return f"{digits}/{url}" if digits else url


def _listed(location: Location | None) -> frozenset[str]:
    """The pages that a WACZ file lists, where the file is in one; what its frames were, it does not list."""
    if location is None or not location.folders[0].endswith("archive/"):
        return frozenset()
    top = location.folders[0].removesuffix("archive/")
    found: set[str] = set()
    for name in _PAGE_LISTS:
        for line in (location.read(top + name) or b"").splitlines():
            try:
                page = json.loads(line)
            except (ValueError, RecursionError):
                continue
            if isinstance(page, dict) and isinstance(url := page.get("url"), str):
                found.add(_bare(url))
    return frozenset(found)


def _bare(url: str) -> str:
    return url.partition("#")[0].partition("://")[2].rstrip("/")


FORMAT = FileFormat(_NAMES, recognise, read, document_bytes=_ARTICLE_BYTES)
