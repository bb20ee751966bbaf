"""Records as bytes and back: JSON for what is structured, deflated for the disk."""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any, Final, cast

from index.model import (
    ChangedWords,
    CleanArticle,
    DeclaredMetadata,
    Form,
    HiddenLine,
    Metadata,
    OtherReport,
    PartialDate,
    SourceDocument,
    Span,
    TextLink,
    as_json,
)
from index.text import decode, fold, fold_text

_WINDOW: Final = 32 * 1024
"""As far back as deflating looks."""
_WORDS: Final = re.compile(r"\w+")
_LEAST_WORDS: Final = 20
"""Words of a text from which it is no form that an outlet fills in, and equal words are one article."""
_LARGEST: Final = 1 << 29
"""More than a record of the largest file can come to, clean text, hidden lines and all."""


def dumped(value: object) -> str:
    """``value`` as JSON, always written alike; a record is an object of its fields."""
    return _ENCODER.encode(value)


def _json_value(value: object) -> object:
    """What JSON has in place of a record or a date; unlike ``asdict``, without a copy of everything in it."""
    if is_dataclass(value):
        return {each.name: getattr(value, each.name) for each in fields(value)}
    return as_json(value)


_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_json_value)


def digest(data: bytes) -> str:
    """The SHA-256 of ``data``, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def inflated(packed: bytes, dictionary: bytes = b"") -> bytes:
    """The bytes that were deflated; raises zlib.error for others, and for more than any record has."""
    unpacker = zlib.decompressobj(zdict=dictionary) if dictionary else zlib.decompressobj()
    data = unpacker.decompress(packed, _LARGEST)
    if not unpacker.eof:
        raise zlib.error("cut short or too large")
    return data


def matches(packed: bytes, sha256: str) -> bool:
    """Whether deflated bytes are still those that the checksum was taken over."""
    try:
        return digest(inflated(packed)) == sha256
    except (zlib.error, TypeError):
        # No bytes at all are no sound ones either.
        return False


# --- Clean articles -----------------------------------------------------------------------------------------------


def article_json(article: CleanArticle) -> bytes:
    """A clean article as JSON in UTF-8; equal articles give equal bytes."""
    return dumped(article).encode("utf-8", "surrogatepass")


def article_from_json(data: bytes) -> CleanArticle:
    """The inverse of :func:`article_json`."""
    found: dict[str, Any] = json.loads(data.decode("utf-8", "surrogatepass"))
    kept: Sequence[int] | None = found["kept"]
    return CleanArticle(
        metadata=metadata_from(found["metadata"]),
        text=found["text"],
        paragraphs=tuple(cast(Span, tuple(span)) for span in found["paragraphs"]),
        hidden=tuple(HiddenLine(**line) for line in found["hidden"]),
        kept=None if kept is None else tuple(kept),
        flags=tuple(found["flags"]),
        kinds=tuple(found.get("kinds", ())),
        links=tuple(TextLink(**link) for link in found.get("links", ())),
        origins=tuple((field, origin) for field, origin in found.get("origins", ())),
    )


def metadata_from(found: Mapping[str, Any]) -> Metadata:
    """Metadata out of the object that JSON made of it."""
    dates = {name: PartialDate.parse(found.get(name)) for name in ("published", "updated", "captured")}
    return Metadata(**{**found, **_lists(found), **dates})


def declared_from(found: Mapping[str, Any]) -> DeclaredMetadata:
    """Declared metadata out of the object that JSON made of it."""
    return DeclaredMetadata(**{**found, **_lists(found)})


def _lists(found: Mapping[str, Any]) -> dict[str, Any]:
    return {"authors": tuple(found["authors"]), "tags": tuple(found["tags"])}


def fingerprint(article: CleanArticle) -> str:
    """A SHA-256 over what a reader sees of an article: two articles that share it are one.

    Not over what the source says of its own (tags, language), nor over what was hidden.
    """
    data = article.metadata
    seen = (data.headline, data.deck, data.authors, data.outlet, data.published, data.url, article.text)
    return digest(dumped(seen).encode("utf-8", "surrogatepass"))


def words_digest(text: str) -> str | None:
    """A SHA-256 over the words of a text, which one article has in all formats; None for few words."""
    words = _WORDS.findall(fold_text(text))
    return None if len(words) < _LEAST_WORDS else digest(dumped(words).encode("utf-8", "surrogatepass"))


def same_text(article: CleanArticle) -> str | None:
    """A SHA-256 over outlet and words alone, which one article has in two formats; None for few words or no outlet."""
    outlet, words = article.metadata.outlet, _WORDS.findall(fold_text(article.text))
    if not outlet or len(words) < _LEAST_WORDS:
        return None
    return digest(dumped((fold(outlet), words)).encode("utf-8", "surrogatepass"))


# --- Links --------------------------------------------------------------------------------------------------------


def report_from(found: Mapping[str, Any]) -> OtherReport:
    """How an outlet reports a passage, from its object."""
    differs = tuple(ChangedWords(**each) for each in found["differs"])
    return OtherReport(found["outlet"], found["kind"], differs)


# --- Source documents ---------------------------------------------------------------------------------------------


def document_header(document: SourceDocument) -> tuple[str, str, str, str, str]:
    """Media type, encoding, form, declared metadata and flags, as the store has them."""
    declared, flags = dumped(document.declared), dumped(document.flags)
    return document.media_type, document.encoding, document.form, declared, flags


def deflated_text(document: SourceDocument) -> bytes | None:
    """The decoded text of a document, or None where its bytes say it themselves."""
    if decode(document.data, document.encoding).text == document.text:
        return None
    packer = zlib.compressobj(zdict=document.data[-_WINDOW:]) if document.data else zlib.compressobj()
    return packer.compress(document.text.encode("utf-8", "surrogatepass")) + packer.flush()


def document_from(
    place: tuple[str, int], sha256: str, header: tuple[str, str, str, str, str], text: bytes | None, data: bytes
) -> SourceDocument:
    """A source document out of its row; ``text`` and ``data`` are deflated, ``place`` is path and record (0: none)."""
    media_type, encoding, form, declared, flags = header
    raw = inflated(data)
    if text is None:
        decoded = decode(raw, encoding).text
    else:
        decoded = inflated(text, raw[-_WINDOW:]).decode("utf-8", "surrogatepass")
    return SourceDocument(
        path=place[0],
        record=place[1] or None,
        media_type=media_type,
        data=raw,
        sha256=sha256,
        encoding=encoding,
        form=cast(Form, form),
        text=decoded,
        declared=declared_from(json.loads(declared)),
        flags=tuple(json.loads(flags)),
    )


def document_bytes(document: SourceDocument) -> bytes:
    """A whole source document in one run of bytes, for another process."""
    text = document.text.encode("utf-8", "surrogatepass")
    header = dumped(
        [document.path, document.record, document.sha256, *document_header(document), document.format, len(text)]
    )
    return header.encode("utf-8", "surrogatepass") + b"\n" + text + document.data


def document_from_bytes(data: bytes) -> SourceDocument:
    """The inverse of :func:`document_bytes`."""
    end = data.index(b"\n")
    path, record, sha256, media_type, encoding, form, declared, flags, format, length = json.loads(data[:end])
    body = end + 1 + length
    return SourceDocument(
        path=path,
        record=record,
        media_type=media_type,
        data=data[body:],
        sha256=sha256,
        encoding=encoding,
        form=form,
        text=data[end + 1 : body].decode("utf-8", "surrogatepass"),
        declared=declared_from(json.loads(declared)),
        flags=tuple(json.loads(flags)),
        format=format,
    )
