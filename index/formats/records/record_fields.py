"""The names under which scrapers and front matter keep what they know about an article.

These are the names of newspaper3k, news-please, trafilatura, fundus, readability, the usual items of scrapy, and
schema.org. Values only become strings here, a date as it is written, an epoch as its digits. Cleaning reads them.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from index.model import DeclaredMetadata
from index.text import normalise

TEXT = ("text", "body", "maintext", "articlebody", "articletext", "fulltext", "plaintext", "cleanedtext", "textcontent",
        "content", "paragraphs", "story", "article")  # fmt: skip
PAGE = ("html", "rawhtml", "contenthtml", "bodyhtml", "articlehtml", "htmlcontent", "pagehtml", "rawpage", "page")
_HEADLINE = ("headline", "title", "articletitle", "ogtitle", "heading", "name", "titlepage")
_DECK = ("deck", "dek", "subtitle", "subheadline", "subheading", "standfirst", "description", "summary", "excerpt",
         "abstract", "teaser", "metadescription")  # fmt: skip
_AUTHORS = ("authors", "author", "byline", "bylines", "creator", "creators", "writers", "writer", "journalists")
_OUTLET = ("outlet", "publisher", "publishername", "sitename", "site", "publication", "publicationname", "newspaper",
           "sourcename", "source", "website", "provider", "media", "sourcedomain", "domain", "hostname", "host",
           "sourceurl")  # fmt: skip
_PUBLISHED = ("published", "datepublished", "datepublish", "publishdate", "publisheddate", "publishedat",
              "publishedon", "publicationdate", "publishingdate", "publishedtime", "publishtime", "pubdate", "date",
              "firstpublished", "releasedate", "datetime", "timestamp", "created", "createdat", "datecreated",
              "time")  # fmt: skip
_UPDATED = ("updated", "datemodified", "datemodify", "modified", "dateupdated", "updatedat", "modifiedat", "updatedon",
            "lastupdated", "lastmodified", "modifieddate", "updateddate", "modifiedtime", "updatedtime")  # fmt: skip
_CAPTURED = ("captured", "capturedat", "capturetime", "datecaptured", "retrieved", "retrievedat", "dateretrieved",
             "fetched", "fetchedat", "fetchdate", "crawled", "crawledat", "crawldate", "datecrawled", "datedownload",
             "downloaddate", "downloadedat", "scrapedat", "scrapedate", "datescraped", "snapshotdate",
             "accessed", "accessdate", "archivedat", "archiveddate")  # fmt: skip
_SECTION = ("section", "articlesection", "sectionname", "category", "rubric", "ressort", "desk")
_URL = ("canonicalurl", "canonicallink", "canonical", "url", "link", "articleurl", "permalink", "finalurl", "uri",
        "originalurl", "href", "mainentityofpage")  # fmt: skip
_LANGUAGE = ("language", "lang", "inlanguage", "languagecode", "metalang", "locale")
_TAGS = ("tags", "keywords", "topics", "metakeywords")
_WITHIN = ("metadata", "meta", "article", "source", "data", "item", "doc", "document", "fields")
"""Names of nested records that have fields of the article."""
_NAMED = ("name", "headline", "title", "text", "value", "label", "content", "url", "@id", "$date", "date")
"""Names of the text in a record that is a value."""
_MOST_ITEMS = 64
"""Values of one field."""
_LONGEST = 4000
"""Characters of one value."""
_DEEPEST = 3
"""Lists and records inside each other in which a value is looked for."""
_LARGEST_NUMBER = 1e15
"""Numbers from which a value is an error of the scraper, not an id or a time in milliseconds; it is ignored."""

Fields = Mapping[str, object]


def fields_of(values: Mapping[str, object]) -> dict[str, object]:
    """``values`` under lower-case names without separators; what is missing comes from a nested ``metadata``."""
    plain = {_plain_name(key): value for key, value in values.items()}
    fields = {key: value for key, value in plain.items() if not _is_nothing(value)}
    for name in _WITHIN:
        inner = plain.get(name)
        if isinstance(inner, dict):
            for key, value in inner.items():
                if not _is_nothing(value):
                    fields.setdefault(_plain_name(str(key)), value)
    return fields


def metadata_of(values: Mapping[str, object]) -> DeclaredMetadata:
    """What ``values`` declare about an article; each field is one line of text without control characters."""
    fields = fields_of(values)
    return DeclaredMetadata(
        headline=_first(fields, _HEADLINE),
        deck=_first(fields, _DECK),
        authors=tuple(_strings(_value(fields, _AUTHORS))),
        outlet=_outlet(fields),
        published=_first(fields, _PUBLISHED),
        url=next((url for url in _candidates(fields, _URL) if url.startswith(("http://", "https://"))), None),
        language=_first(fields, _LANGUAGE),
        tags=_tags(fields),
        updated=_first(fields, _UPDATED),
        section=_first(fields, _SECTION),
        captured=_first(fields, _CAPTURED),
    )


def _plain_name(key: str) -> str:
    return re.sub(r"[\s_\-.:]", "", key).lower()


def _is_nothing(value: object) -> bool:
    return value is None or value in ("", [], {}) or (isinstance(value, str) and value.strip() in ("", "null", "None"))


def _value(fields: Fields, names: tuple[str, ...]) -> object:
    return next((fields[name] for name in names if name in fields and any(_strings(fields[name]))), None)


def _first(fields: Fields, names: tuple[str, ...]) -> str | None:
    return next(_candidates(fields, names), None)


def _candidates(fields: Fields, names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        if name in fields:
            yield from _strings(fields[name])


def _strings(value: object, depth: int = 0) -> Iterator[str]:
    """The strings in a scalar, a list, or a record with a name, bounded in number and length."""
    if depth > _DEEPEST or value is None or isinstance(value, bool):
        return
    if isinstance(value, str):
        if text := normalise(value[:_LONGEST]):
            yield text
    elif isinstance(value, int | float):
        if abs(value) < _LARGEST_NUMBER:
            yield f"{value:.0f}"
    elif isinstance(value, datetime.date | datetime.time):
        yield value.isoformat()
    elif isinstance(value, dict):
        named = next((value[name] for name in _NAMED if name in value), None)
        yield from _strings(named, depth + 1)
    elif isinstance(value, list | tuple):
        for item in value[:_MOST_ITEMS]:
            yield from _strings(item, depth + 1)


def _outlet(fields: Fields) -> str | None:
    for candidate in _candidates(fields, _OUTLET):
        if "://" not in candidate:
            return candidate
        if host := _host(candidate):
            return host
    return None


def _host(url: str) -> str | None:
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return None
    return host.removeprefix("www.") or None


def _tags(fields: Fields) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for name in _TAGS:
        for value in _strings(fields.get(name)):
            parts = re.split(r"[,;|]", value) if isinstance(fields[name], str) else [value]
            found.update((part.strip(), None) for part in parts if part.strip())
    return tuple(found)[:_MOST_ITEMS]
