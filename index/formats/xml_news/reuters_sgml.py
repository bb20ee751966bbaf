"""The SGML of Reuters-21578: a file holds a thousand stories of the wire, each a ``REUTERS`` element.

http://www.daviddlewis.com/resources/testcollections/reuters21578/readme.txt. A story of the type BRIEF is a headline,
one of the type UNPROC a text that nobody has divided into headline and body.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Final

from index.errors import SourceError
from index.formats.documents import record_document
from index.formats.limits import size_text
from index.formats.protocol import FileFormat
from index.formats.source import Head, Record, Source, skipped
from index.formats.xml_news.tagged_parts import chunks, parts
from index.formats.xml_news.xml_articles import names_of
from index.formats.xml_news.xml_text import wrapped_paragraphs
from index.model import Address, DeclaredMetadata, FormatNames, SkippedSource
from index.text import Decoded, decode, normalise

_NAMES = FormatNames("Reuters SGML", (".sgm", ".sgml"), ("text/sgml",))
_STORY = re.compile(r"<REUTERS\s+[A-Z]+=")
_DATE = re.compile(r"\s*(\d{1,2})-([A-Z]{3})-(\d{4})(?:\s+(\d\d):(\d\d):(\d\d))?", re.IGNORECASE)
_MONTHS: Final = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_SIGNATURE = re.compile(r"\n\s*(?:Reuters?|REUTERS?)\s*\Z")
_CONTROL = re.compile(r"&#\d{1,2};|[\x00-\x08\x0e-\x1f]")
_UNDIVIDED: Final = 60
"""Words from which on an undivided text is an article and no table or notice."""
_STORY_BYTES = 1300


def recognise(head: Head) -> float:
    """A file whose beginning has a story."""
    return 1 if head.signature is None and _STORY.search(head.beginning) else 0


def read(source: Source) -> Iterator[Record]:
    """Each story with a body, and why the others are no articles."""
    for number, story in enumerate(parts(chunks(source.stream), b"REUTERS", source.bounds.document), 1):
        address = source.address.at_record(number)
        if isinstance(story, int):
            yield SkippedSource(str(address), f"too large: a story of {size_text(story)}")
            continue
        try:
            yield _article(address, story)
        except SourceError as error:
            yield skipped(address, error)


def _article(address: Address, data: bytes) -> Record:
    decoded = decode(data)
    story = decoded.text
    whole = re.search(r"<TEXT\b([^>]*)>(.*?)(?:</TEXT>|\Z)", story, re.DOTALL)
    content = whole.group(2) if whole else ""
    body = _element(content, "BODY")
    flags: tuple[str, ...] = ()
    if not body.strip():
        body = _CONTROL.sub("", unescape(re.sub(r"<(TITLE|DATELINE|AUTHOR)>.*?</\1>", "", content, flags=re.DOTALL)))
        kind = whole.group(1) if whole else ""
        if "BRIEF" in kind or len(body.split()) < _UNDIVIDED:
            return SkippedSource(str(address), "a headline or notice of the wire without a text", "not an article")
    elif not story.rstrip().endswith("</REUTERS>"):
        flags = ("partial",)
    text = "\n\n".join(wrapped_paragraphs(_SIGNATURE.sub("", body.rstrip())))
    return record_document(
        address,
        data,
        Decoded(text, decoded.encoding, decoded.damaged),
        form="article",
        media_type=_NAMES.media_types[0],
        declared=_declared(story, content),
        flags=flags,
    )


def _element(text: str, name: str) -> str:
    found = re.search(rf"<{name}\b[^>]*>(.*?)(?:</{name}>|\Z)", text, re.DOTALL)
    return _CONTROL.sub("", unescape(_CONTROL.sub("", found.group(1)))) if found else ""


def _declared(story: str, content: str) -> DeclaredMetadata:
    author = normalise(_element(content, "AUTHOR")).removesuffix(", Reuters")
    inside = [found for name in ("TOPICS", "PLACES") for found in re.findall(rf"<{name}>(.*?)</{name}>", story)]
    return DeclaredMetadata(
        headline=normalise(_element(content, "TITLE")) or None,
        authors=names_of(author) if author else (),
        outlet="Reuters",
        published=_iso_date(_element(story, "DATE")),
        language="en",
        tags=tuple(normalise(tag) for list_of in inside for tag in re.findall(r"<D>(.*?)</D>", list_of))[:64],
    )


def _iso_date(text: str) -> str | None:
    found = _DATE.match(text)
    if found is None or found.group(2).upper() not in _MONTHS:
        return None
    month = _MONTHS.index(found.group(2).upper()) + 1
    day = f"{found.group(3)}-{month:02}-{int(found.group(1)):02}"
    return f"{day}T{found.group(4)}:{found.group(5)}:{found.group(6)}" if found.group(4) else day


FORMAT = FileFormat(_NAMES, recognise, read, document_bytes=_STORY_BYTES)
