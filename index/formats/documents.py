"""Making one source document out of the bytes and text of one article."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace

from index.errors import SourceError
from index.formats.limits import MAX_LINES, MAX_TEXT, size_text
from index.formats.source import Source
from index.model import Address, DeclaredMetadata, Form, SourceDocument
from index.text import Decoded

DAMAGED = "encoding damaged"
"""The flag of a document in which bytes had to be replaced."""

_LAST_PART = re.compile(r"(?P<first>\S.*\S)\s+[-–—|·:]\s+(?P<last>\S.*?)\s*\Z", re.DOTALL)
"""A headline and what is behind its last dash or bar."""
_ARTICLE = re.compile(r"\AThe\s+", re.IGNORECASE)
_SURROGATES = re.compile("[\ud800-\udfff]")


def document(
    source: Source,
    *,
    form: Form,
    media_type: str,
    text: str | None = None,
    declared: DeclaredMetadata | None = None,
    flags: tuple[str, ...] = (),
) -> SourceDocument:
    """A source that is one article; ``text`` is its body, where that is not all of it.

    Raises SourceError when there is no text in it, or too much.
    """
    decoded = source.decoded
    return record_document(
        source.address,
        source.data,
        decoded if text is None else decoded._replace(text=text),
        form=form,
        media_type=media_type,
        declared=declared,
        flags=(DAMAGED, *flags) if decoded.damaged else flags,
    )


def record_document(
    address: Address,
    data: bytes,
    decoded: Decoded,
    *,
    form: Form,
    media_type: str,
    declared: DeclaredMetadata | None = None,
    flags: tuple[str, ...] = (),
) -> SourceDocument:
    """One article out of several in a source; raises SourceError when there is no text in it, or too much."""
    text = decoded.text
    if not text.strip("\ufeff\x00 \t\n\r\f\v"):
        raise SourceError("empty: there is no text in it")
    if form != "html" and len(text) > MAX_TEXT:
        raise SourceError(f"too long for one article: {size_text(len(text))} of text, {size_text(MAX_TEXT)} at most")
    if form != "html" and text.count("\n") > MAX_LINES:
        raise SourceError(f"too long for one article: more than {MAX_LINES:,} lines")
    return SourceDocument(
        path=address.path,
        record=address.record,
        media_type=media_type,
        data=data,
        sha256=hashlib.sha256(data).hexdigest(),
        encoding=decoded.encoding,
        form=form,
        text=_without_surrogates(text),
        declared=_without_outlet(declared or DeclaredMetadata()),
        flags=flags,
    )


def _without_outlet(declared: DeclaredMetadata) -> DeclaredMetadata:
    """The same without the outlet at the end of the headline, where services such as NewsAPI put it."""
    headline, outlet = declared.headline, declared.outlet
    if not headline or not outlet:
        return declared
    found = _LAST_PART.match(headline)
    if found is None or _ARTICLE.sub("", found["last"]).casefold() != _ARTICLE.sub("", outlet).casefold():
        return declared
    return replace(declared, headline=found["first"])


def with_data(document: SourceDocument, data: bytes) -> SourceDocument:
    """The document, whose text was taken out of ``data``, with these bytes as what was found."""
    return replace(document, data=data, sha256=hashlib.sha256(data).hexdigest())


def _without_surrogates(text: str) -> str:
    """``text`` with U+FFFD for each lone surrogate, so that every encoder takes it."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return _SURROGATES.sub("\ufffd", text)
    return text
