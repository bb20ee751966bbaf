"""Making source documents of the articles of one XML file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.errors import SourceError
from index.formats.documents import record_document
from index.formats.source import Record, Source, skipped
from index.formats.xml_news.xml_tree import numbered
from index.model import DeclaredMetadata
from index.text import Decoded, fold_text

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?(?:[.,]\d+)?(Z|[+-]\d\d:?\d\d)?)?\Z")
_BY = re.compile(r"\A(?:by|von|par|por|di|door|av|af)\b[\s:]+", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:;|,(?!\s*(?:jr|sr)\b)|\band\b|\bund\b|\bet\b|&)\s*", re.IGNORECASE)
_MOST_WORDS = 6
"""Words of a name: what is longer in a byline is none."""


@dataclass(frozen=True, slots=True)
class XmlArticle:
    """One article of a file, before it has its number; or why a part of the file is none."""

    data: bytes
    """The part of the file that it is made of."""
    paragraphs: Sequence[str] = ()
    declared: DeclaredMetadata = DeclaredMetadata()  # noqa: RUF009 - frozen
    refusal: SourceError | None = None
    flags: tuple[str, ...] = ()


def article(
    element: Element, paragraphs: Sequence[str], declared: DeclaredMetadata, flags: tuple[str, ...] = ()
) -> XmlArticle:
    """An article made of one element; a first paragraph that only repeats the headline is left out."""
    if declared.headline and paragraphs and fold_text(paragraphs[0]) == fold_text(declared.headline):
        paragraphs = paragraphs[1:]
    return XmlArticle(markup(element), paragraphs, declared, flags=flags)


def refused(element: Element, error: SourceError) -> XmlArticle:
    """An element that is no article."""
    return XmlArticle(markup(element), refusal=error)


def markup(element: Element) -> bytes:
    """The element as XML."""
    from lxml import etree

    return bytes(etree.tostring(element, encoding="utf-8", with_tail=False))


def records(source: Source, articles: Iterable[XmlArticle], media_type: str) -> Iterator[Record]:
    """The documents of ``articles``, numbered where there are several; a single refusal is raised."""
    for number, one in numbered(articles):
        address = source.address if number is None else source.address.at_record(number)
        try:
            if one.refusal is not None:
                raise one.refusal
            text = "\n\n".join(one.paragraphs)
            yield record_document(
                address,
                source.data if number is None and source.size is not None and source.size <= len(source.head.data)
                else one.data,
                Decoded(text, "utf-8", damaged=False),
                form="article",
                media_type=media_type,
                declared=one.declared,
                flags=one.flags,
            )  # fmt: skip
        except SourceError as error:
            if number is None:
                raise
            yield skipped(address, error)


def iso_date(text: str | None) -> str | None:
    """A date with ISO 8601's separators where it is written without: ``20240314T0810Z``; any other as it is."""
    found = _COMPACT.match((text or "").strip())
    if found is None:
        return (text or "").strip() or None
    year, month, day, hour, minute, second, zone = found.groups()
    time = f"T{hour}:{minute}:{second or '00'}{zone or ''}" if hour else ""
    return f"{year}-{month}-{day}{time}"


def person(name: str) -> str:
    """A name as it is spoken: ``Brekke, Ada`` is Ada Brekke."""
    last, comma, first = name.partition(", ")
    return f"{first} {last}" if comma and first and "," not in first and len(name.split()) <= _MOST_WORDS else name


def names_of(byline: str | None) -> tuple[str, ...]:
    """The names in a byline such as ``By Ada Brekke and Joren Vask``."""
    parts = _BETWEEN.split(_BY.sub("", (byline or "").strip()))
    return tuple(part for part in parts if part and len(part.split()) <= _MOST_WORDS)
