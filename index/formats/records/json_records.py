"""One JSON object as an article, whatever names its scraper gave the fields."""

from __future__ import annotations

import json

from index.errors import SourceError
from index.formats.documents import record_document
from index.formats.records.record_fields import PAGE, TEXT, fields_of, metadata_of
from index.formats.signatures import has_tags
from index.model import Address, Form, SourceDocument
from index.text import Decoded

MEDIA_TYPE = "application/json"

_DEEPEST = 6
"""Lists and objects inside each other in which paragraphs of one body are looked for."""
_MOST_PIECES = 20_000
"""Paragraphs of one body."""


def parse(text: str) -> object:
    """The JSON value of ``text``; raises SourceError when it is not JSON."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise SourceError(f"not JSON: {error.msg} at column {error.colno}") from error
    # Nesting beyond the stack, and numbers of more digits than Python converts.
    except (RecursionError, ValueError) as error:
        raise SourceError("not JSON that can be read: nested too deep or a number too long") from error


def article(address: Address, data: bytes, value: object, *, encoding: str) -> SourceDocument:
    """The object as a source document; raises SourceError when it has no text of an article."""
    if not isinstance(value, dict):
        raise SourceError("not an article: not a JSON object")
    fields = fields_of(value)
    text = next((found for name in TEXT if (found := _text(fields.get(name)))), "")
    form: Form = "html" if has_tags(text) else "plain"
    if not text:
        text = next((found for name in PAGE if (found := _text(fields.get(name)))), "")
        form = "html"
    if not text:
        raise SourceError("not an article: no text, body or content in it")
    return record_document(
        address,
        data,
        Decoded(text, encoding, damaged=False),
        form=form,
        media_type=MEDIA_TYPE,
        declared=metadata_of(value),
    )


def _text(value: object) -> str:
    """Body text out of a string, a list of paragraphs, or a record of sections."""
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n") if value.strip() else ""
    pieces: list[str] = []
    _collect(value, pieces, 0)
    return "\n\n".join(pieces)


def _collect(value: object, pieces: list[str], depth: int) -> None:
    if depth > _DEEPEST or len(pieces) >= _MOST_PIECES:
        return
    if isinstance(value, str):
        if value.strip():
            pieces.append(value.strip())
    elif isinstance(value, list):
        for item in value:
            _collect(item, pieces, depth + 1)
    elif isinstance(value, dict):
        for key in ("summary", "headline", "text", "content", "value", "paragraphs", "sections", "body"):
            if key in value:
                _collect(value[key], pieces, depth + 1)
