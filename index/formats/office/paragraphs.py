"""A document of a word processor as a list of paragraphs, and the article that it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from index.errors import NotAnArticle, SourceError
from index.formats.documents import record_document
from index.formats.limits import MAX_LINES
from index.formats.source import Source
from index.model import DeclaredMetadata, SourceDocument
from index.text import Decoded, normalise

Kind = Literal["title", "subtitle", "author", "date", "heading", "list item", "table row", "text"]

TOP: Final = 12
"""Paragraphs at the top in which the headline, the byline and the date are."""
_LEAST_TEXT = 16
"""Characters of an article: a form, or the end of an export, may have fewer."""
_LONGEST_HEADLINE = 300
"""Characters of a headline."""
_MARKUP = re.compile(r"([\\`*_\[\]~|!#<>])")
_LINE_MARK = re.compile(r"^(\s*)([-+=])|^(\s*\d{1,3})([.)])(?=\s)", re.MULTILINE)
_BULLET = re.compile(r"[•◦▪‣●∙]\s+")
_BYLINE = re.compile(r"(?:by|von|par|por|di|door|av|af|przez|text|autor|author|автор)[: ]\s*\w", re.IGNORECASE)
_NO_AUTHOR = re.compile(
    r"(?:python-docx|user|admin\w*|owner|author|unknown|microsoft.*|libre ?office.*|apache.*|openpyxl|pandoc|default"
    r"|windows.*|office.*|(?:dr\.?|mr\.?)|.*@.*|.*\d.*|\W*)",
    re.IGNORECASE,
)
"""What programs write for an author when they know none."""
_NO_TITLE = re.compile(
    r"(?:untitled.*|(?:new )?document\d*|microsoft word - .*|word document|title|.*\.(?:docx?|rtf|odt|pdf|indd|txt|qxd)"
    r"|untitled|unbenannt.*|sans titre.*|\W*)",
    re.IGNORECASE,
)
"""What programs write for a title when they know none."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, heading, item of a list, or row of a table with `` | `` between its cells."""

    text: str
    """Lines of one paragraph are kept apart."""
    kind: Kind = "text"
    level: int = 0
    """Of a heading, from 1."""


@dataclass(frozen=True, slots=True)
class Properties:
    """What a file says about itself; any of it may be the program's own default."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    created: str | None = None
    """ISO 8601."""
    language: str | None = None
    subject: str | None = None
    keywords: tuple[str, ...] = ()


def document(
    source: Source, data: bytes, paragraphs: Sequence[Paragraph], properties: Properties, *, media_type: str
) -> SourceDocument:
    """The article in a document. Raises SourceError when there is no text in it."""
    paragraphs = [one for one in paragraphs if one.text.strip()]
    if not paragraphs:
        raise SourceError("empty: there is no text in it")
    text = "".join(one.text for one in paragraphs)
    if len(text) < _LEAST_TEXT:
        raise NotAnArticle(f"not an article: {len(text)} characters of text")
    if len(paragraphs) > MAX_LINES:
        raise SourceError(f"too long for one article: more than {MAX_LINES:,} paragraphs")
    text = "\n\n".join(_markdown(one) for one in _body(paragraphs))
    return record_document(
        source.address,
        data,
        Decoded(text or paragraphs[-1].text, "utf-8", damaged=False),
        form="markdown",
        media_type=media_type,
        declared=declared(paragraphs, properties),
    )


def declared(paragraphs: Sequence[Paragraph], properties: Properties) -> DeclaredMetadata:
    """Headline, authors and date: as the document shows them at its top, else as its properties have them."""
    top = paragraphs[:TOP]
    authors = tuple(name for one in top if one.kind == "author" for name in _names(one.text))
    if not authors and not any(_BYLINE.match(one.text.strip()) for one in top):
        authors = tuple(name for name in properties.authors if not _NO_AUTHOR.fullmatch(name.strip()))
    return DeclaredMetadata(
        headline=headline(top, properties.title),
        deck=next((normalise(one.text) for one in top if one.kind == "subtitle"), None),
        authors=authors,
        published=next((normalise(one.text) for one in top if one.kind == "date"), None),
        language=properties.language,
        tags=properties.keywords,
        captured=properties.created,
    )


def headline(top: Sequence[Paragraph], title: str | None) -> str | None:
    """The headline: the title of the document's layout, its property where that is in the text, its first heading."""
    shown = next((one for one in top if one.kind == "title"), None)
    title = normalise(title) if title and not _NO_TITLE.fullmatch(title.strip()) else None
    if shown is None and title is not None and any(normalise(one.text) == title for one in top):
        return title
    heading = shown or next((one for one in top if one.kind == "heading"), None)
    if heading is not None and (shown is not None or heading is top[0]):
        return normalise(heading.text)[:_LONGEST_HEADLINE]
    return title


def _names(text: str) -> list[str]:
    names = (normalise(name) for name in re.split(r"\n|;| & | and ", text))
    return [re.sub(r"(?i)^by\s+", "", name) for name in names if name]


def _body(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs without what was taken as metadata: a title block names it by its styles."""
    shown = {"title", "subtitle", "author", "date"}
    kept = [one for place, one in enumerate(paragraphs) if place >= TOP or one.kind not in shown]
    return kept or [replace(one, kind="text") for one in paragraphs]


def _markdown(paragraph: Paragraph) -> str:
    if paragraph.kind == "table row":
        cells = (normalise(_MARKUP.sub(r"\\\1", cell)) for cell in paragraph.text.split(" | "))
        return f"| {' | '.join(cells)} |"
    text = _LINE_MARK.sub(r"\1\3\\\2\4", _MARKUP.sub(r"\\\1", paragraph.text.strip()))
    if paragraph.kind == "heading":
        return f"{'#' * min(6, max(2, paragraph.level))} {normalise(text)}"
    if paragraph.kind == "list item" or (paragraph.kind == "text" and _BULLET.match(text)):
        return f"- {normalise(_BULLET.sub('', text))}"
    return text
