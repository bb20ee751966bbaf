"""Making one source document out of one record's bytes and text."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from index.errors import SourceError
from index.formats.limits import MAX_LINES, MAX_TEXT, size_text
from index.formats.walk import path_text
from index.model import Form, Metadata, SourceDocument

_SURROGATES = re.compile("[\ud800-\udfff]")


def document(
    path: Path,
    data: bytes,
    text: str,
    *,
    form: Form,
    media_type: str,
    encoding: str,
    record: int | None = None,
    declared: Metadata | None = None,
    flags: tuple[str, ...] = (),
) -> SourceDocument:
    """The record as a source document; raises SourceError when there is no text in it, or too much."""
    if not text.strip("\ufeff\x00 \t\n\r\f\v"):
        raise SourceError("empty: there is no text in it")
    if form != "html" and len(text) > MAX_TEXT:
        raise SourceError(f"too long for one article: {size_text(len(text))} of text, {size_text(MAX_TEXT)} at most")
    if form != "html" and text.count("\n") > MAX_LINES:
        raise SourceError(f"too long for one article: more than {MAX_LINES:,} lines")
    return SourceDocument(
        path=path_text(path),
        record=record,
        media_type=media_type,
        data=data,
        sha256=hashlib.sha256(data).hexdigest(),
        encoding=encoding,
        form=form,
        text=without_surrogates(text),
        declared=declared or Metadata(),
        flags=flags,
    )


def without_surrogates(text: str) -> str:
    """``text`` with U+FFFD for each lone surrogate, so that every encoder takes it."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return _SURROGATES.sub("\ufffd", text)
    return text
