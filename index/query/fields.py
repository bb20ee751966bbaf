"""The table of query fields: everything that is particular to a field is in its record.

Parser, completion, facets, ``has:``, error messages, help and README derive from :data:`FIELDS`. To add a field, add a
record, and raise the format of the index if the record has a column that the index does not hold yet.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from index.model import HiddenReason, iso_of
from index.text.languages import code_of, language_of_code

if TYPE_CHECKING:
    from index.model import Article

TEXT_FIELDS: Final = ("headline", "deck", "body")
"""The columns in which a word without a field is looked for."""


NAME_FIELDS: Final = ("author", "outlet", "section", "url", "caption", "earlier")
"""The columns in which a word without a field is looked for as well: what is around the text on a page,
and what was in it before.

A match there finds an article, and adds nothing to its score: articles with the word in their text come first.
"""

_HOST: Final = re.compile(r"(?:\w+:)?(?://)?(?:[^/?#@\s]*@)?(?:\*\.)?(?:www\.)?([^/?#:\s]+)", re.ASCII | re.IGNORECASE)
"""The name of a web site in an address, after what is before it."""

LEAST_BEGINNING: Final = 3
"""Letters of a word being typed, from which on it is looked for in these; fewer begin half of all names."""


class Kind(Enum):
    """What the values of a field are, and so what can be written after its colon."""

    TEXT = "text"
    """Running text: words in any of their forms."""
    WORDS = "words"
    """Words as they are written."""
    NAME = "name"
    """A name: its words as they are written, or between quotation marks the whole name."""
    VALUE = "value"
    """Whole values, compared without case and accents."""
    DATE = "date"
    """A day, month, year or span of time."""
    BEFORE = "before"
    """A day, month or year that a date is earlier than."""
    AFTER = "after"
    """A day, month or year that a date is later than."""
    SINCE = "since"
    """A day, month or year that a date is in, or later."""
    UNTIL = "until"
    """A day, month or year that a date is in, or earlier."""
    PRESENCE = "presence"
    """The name of another field."""


class Offered(Enum):
    """Where completion takes the values of a field from."""

    COUNTS = "counts"
    """All values of the archive, the most frequent first."""
    ARTICLES = "articles"
    """The values of the latest articles that match."""
    DAYS = "days"
    """The years of the archive, then spans such as ``last month``."""
    FIELDS = "fields"
    """The names of fields."""


@dataclass(frozen=True, slots=True)
class QueryField:
    """A field of the query language."""

    name: str
    """What is written before the colon."""
    kind: Kind
    column: str
    """The field's name in syntax trees and in the index."""
    help: str
    """What it finds, in a few words: ``words of the headline``."""
    example: str
    """A value to write after the colon."""
    offered: Offered
    aliases: tuple[str, ...] = ()
    also_called: tuple[str, ...] = ()
    """What other programs call it: not read as a field, but a sign that it may have been meant."""
    values: Callable[[Article], Sequence[str]] = lambda article: ()
    """The values that an article has in it; of :attr:`Kind.DATE` an ISO 8601 date."""
    offered_values: Callable[[Article], Sequence[str]] | None = None
    """What of an article's values completion offers, where it is not ``values``."""
    is_facet: bool = False
    """Whether results are counted by its values."""
    read: Callable[[str, bool], str] = lambda text, begun: text
    """The value that a reader means by what is written; ``begun`` if only the beginning is written. It is asked of
    :attr:`Kind.VALUE` and :attr:`Kind.WORDS`."""
    also_offered: Callable[[str], Sequence[str]] = lambda value: ()
    """Other ways to write a value, offered to a reader who has begun to write one."""

    @property
    def is_of_articles(self) -> bool:
        """Whether articles have values in it: whether ``has:`` and ``*`` mean something for it."""
        return self.kind not in (Kind.BEFORE, Kind.AFTER, Kind.SINCE, Kind.UNTIL, Kind.PRESENCE)

    @property
    def takes_expressions(self) -> bool:
        """Whether ``/.../`` after the colon is a regular expression: whether its values are kept whole."""
        return self.kind in (Kind.NAME, Kind.VALUE)

    @property
    def written(self) -> str:
        """The name with its colon and an example."""
        return f"{self.name}:{self.example}"


def _single(value: str | None) -> Sequence[str]:
    return (value,) if value else ()


def _language_names(code: str) -> Sequence[str]:
    language = language_of_code(code)
    return language.names if language is not None else ()


def _host(address: str) -> str:
    """The name of the web site of an address, which may be written without ``https://``; without ``www.``."""
    found = _HOST.match(address)
    return found[1] if found is not None else ""


def _hidden(article: Article, reason: str | None = None) -> Sequence[str]:
    """The hidden lines, of all reasons or of one."""
    return [line.text for line in article.content.hidden if reason is None or line.reason == reason]


def _path_parts(article: Article) -> Sequence[str]:
    """The folders and file names of an article's paths."""
    parts = {part for path in article.paths for part in PurePath(path.partition("#")[0]).parts}
    return sorted(parts - {"/", "\\"})


_RECORDS: Final = (
    QueryField(
        "title",
        Kind.TEXT,
        "headline",
        "words of the headline",
        "election",
        Offered.ARTICLES,
        aliases=("headline", "intitle", "allintitle"),
        also_called=("heading", "subject"),
        values=lambda article: _single(article.content.metadata.headline),
    ),
    QueryField(
        "outlet",
        Kind.NAME,
        "outlet",
        'the outlet by words of its name, or "its whole name"',
        "tribune",
        Offered.COUNTS,
        also_called=("source", "publisher", "publication", "newspaper"),
        values=lambda article: _single(article.content.metadata.outlet),
        is_facet=True,
    ),
    QueryField(
        "section",
        Kind.NAME,
        "section",
        'the section of the outlet by words of its name, or "its whole name"',
        "politics",
        Offered.COUNTS,
        also_called=("category", "rubric"),
        values=lambda article: _single(article.content.metadata.section),
        is_facet=True,
    ),
    QueryField(
        "author",
        Kind.NAME,
        "author",
        'an author by words of the name, or "the whole name"',
        "smith",
        Offered.COUNTS,
        also_called=("byline", "writer", "reporter", "journalist"),
        values=lambda article: article.content.metadata.authors,
        is_facet=True,
    ),
    QueryField(
        "date",
        Kind.DATE,
        "published",
        'a year, month or day of publication: 2017, "june 2017", 30/6/2017, 2016..2017, >2017, "last month", 7d',
        "2017-06",
        Offered.DAYS,
        also_called=("published", "year", "month", "daterange"),
        values=lambda article: _single(iso_of(article.published)),
        is_facet=True,
    ),
    QueryField(
        "before",
        Kind.BEFORE,
        "published",
        "published before a year, month or day",
        "2017-06",
        Offered.DAYS,
    ),
    QueryField(
        "after",
        Kind.AFTER,
        "published",
        "published after a year, month or day",
        "2017-06-06",
        Offered.DAYS,
    ),
    QueryField(
        "since",
        Kind.SINCE,
        "published",
        "published in a year, month or day, or later",
        "2017-06",
        Offered.DAYS,
    ),
    QueryField(
        "until",
        Kind.UNTIL,
        "published",
        "published in a year, month or day, or earlier",
        "2017-06",
        Offered.DAYS,
    ),
    QueryField(
        "lang",
        Kind.VALUE,
        "lang",
        "the language by its code or English name",
        "en",
        Offered.COUNTS,
        aliases=("language",),
        values=lambda article: _single(article.content.metadata.language),
        is_facet=True,
        read=lambda text, begun: code_of(text, begun=begun),
        also_offered=_language_names,
    ),
    QueryField(
        "tag",
        Kind.VALUE,
        "tag",
        "one of your tags",
        "toread",
        Offered.COUNTS,
        also_called=("tags", "label"),
        values=lambda article: article.tags,
        is_facet=True,
    ),
    QueryField(
        "path",
        Kind.WORDS,
        "path",
        "words of a file's path",
        "2019",
        Offered.ARTICLES,
        also_called=("file", "filename", "folder"),
        values=lambda article: article.paths,
        offered_values=_path_parts,
    ),
    QueryField(
        "url",
        Kind.WORDS,
        "url",
        "words of the web address",
        "sport",
        Offered.ARTICLES,
        aliases=("inurl",),
        values=lambda article: _single(article.content.metadata.url),
    ),
    QueryField(
        "site",
        Kind.WORDS,
        "site",
        "the web site, with all below it",
        "tribune.example",
        Offered.ARTICLES,
        also_called=("host", "domain"),
        values=lambda article: _single(_host(article.content.metadata.url or "")),
        read=lambda text, begun: _host(text),
    ),
    QueryField(
        "caption",
        Kind.WORDS,
        "caption",
        "words of captions and picture credits",
        "harbour",
        Offered.ARTICLES,
        values=lambda article: _hidden(article, HiddenReason.CAPTION),
    ),
    QueryField(
        "hidden",
        Kind.WORDS,
        "hidden",
        "words of hidden lines",
        "subscribe",
        Offered.ARTICLES,
        values=_hidden,
    ),
    QueryField(
        "earlier",
        Kind.WORDS,
        "earlier",
        "words that only earlier versions have",
        "denied",
        Offered.ARTICLES,
        values=lambda article: [each.text for each in article.earlier],
    ),
    QueryField("has", Kind.PRESENCE, "has", "articles that have a value in a field", "date", Offered.FIELDS),
)

FIELDS: Final[Mapping[str, QueryField]] = {field.name: field for field in _RECORDS}
"""All query fields by name, in the order in which they are listed."""

BY_CALLED: Final[Mapping[str, QueryField]] = {called: field for field in _RECORDS for called in field.also_called}
"""Query fields by what other programs call them."""

BY_WRITTEN: Final[Mapping[str, QueryField]] = {
    written: field for field in _RECORDS for written in (field.name, *field.aliases)
}
"""All query fields by what can be written before the colon: their names and aliases."""

ARTICLE_FIELDS: Final = tuple(field for field in _RECORDS if field.is_of_articles)
"""The fields in which articles have values."""


def presence_names() -> list[str]:
    """What can be written after ``has:``."""
    return [field.name for field in ARTICLE_FIELDS]
