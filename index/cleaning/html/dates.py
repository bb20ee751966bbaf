"""The dates of publication and of the last change of a page's article."""

from __future__ import annotations

import copy
import logging
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final

from index.cleaning import lines
from index.cleaning.html import authors, json_ld
from index.cleaning.html.authors import BelowHeadline
from index.cleaning.metadata import bylines, dates, day_order
from index.cleaning.metadata.dates import Order
from index.cleaning.metadata.origins import UNCERTAIN
from index.model import PartialDate
from index.text import normalise

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Meta = Mapping[str, Sequence[str]]
Written = tuple[str, str]
"""A date as it is written, and its origin."""
Found = tuple[PartialDate, str]
"""A date, and its origin."""

_PUBLISHED: Final = tuple(
    "article:published_time og:published_time article:published og:article:published_time parsely-pub-date "
    "sailthru.date datepublished publishdate publish-date published_time published-date pubdate "
    "cxenseparse:recs:publishtime dc.date.issued dc.date dcterms.created dcterms.date article.published "
    "rnews:datepublished iso-8601-publish-date ptime date".split()
)
_UPDATED: Final = tuple(
    "article:modified_time og:updated_time article:modified og:article:modified_time datemodified dcterms.modified "
    "dc.date.modified parsely-updated-date article.updated last-modified lastmod modified updated revised".split()
)
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/-]|$)")
_MOST_MARKED = 4
"""Marked dates of a page that are looked at."""
_PARTS = re.compile(r"\s*[|·•–—]\s*")
_EPOCH = date(1970, 1, 1)
"""What a page declares as its day when its database has none."""
_LONGEST = 120
"""Characters of a line with a date."""


@dataclass(frozen=True, slots=True)
class PageDates:
    """The dates of a page, and their origins by field."""

    published: PartialDate | None = None
    updated: PartialDate | None = None
    origins: Mapping[str, str] = field(default_factory=dict)
    flags: tuple[str, ...] = ()


def read(
    tree: HtmlElement,
    below: BelowHeadline,
    article: json_ld.Object,
    linked: Sequence[json_ld.Object],
    meta: Meta,
    url: str | None,
) -> PageDates:
    """What the page declares, else what it shows beside its headline or in its address, else what htmldate finds."""
    reader = _Reader(tree, below, url)
    # Most pages have it in their first declaration, so that the others need not be looked for.
    published = reader.first(_declared(tree, article, linked, meta))
    if published is None:
        shown = reader.shown(False) or reader.above() or _by_address(url)
        published, partial = shown, _month_or_year(_declared(tree, article, linked, meta))
        if partial and not (published and partial[0].covers(published[0])):
            published = partial
    updated = (
        reader.first(_declared_updates(tree, article, meta))
        or reader.shown(True)
        or _month_or_year(_declared_updates(tree, article, meta))
    )
    # A page that declares only its last change has that among its dates.
    if published is None and (guess := _guessed(tree)) and (not updated or guess[0].day != updated[0].day):
        published = guess
    origins = {}
    if published:
        origins["published"] = published[1]
    if updated and published and not published[0].is_before(updated[0], same_clock=True):
        updated = None
    if updated:
        origins["updated"] = updated[1]
    flags = reader.flags + day_order.flags(reader.orders)
    return PageDates(published[0] if published else None, updated[0] if updated else None, origins, flags)


def _declared(
    tree: HtmlElement, article: json_ld.Object, linked: Sequence[json_ld.Object], meta: Meta
) -> Iterator[Written]:
    for name in ("datePublished", "dateCreated"):
        if isinstance(article.get(name), str):
            yield article[name], "JSON-LD"
    for name in _PUBLISHED:
        if name in meta:
            yield meta[name][0], name if ":" in name else f"meta {name}"
    for value in linked:
        if "WebPage" in json_ld.types(value) and isinstance(value.get("datePublished"), str):
            yield value["datePublished"], "JSON-LD"
    yield from _marked(tree, "datePublished")


def _declared_updates(tree: HtmlElement, article: json_ld.Object, meta: Meta) -> Iterator[Written]:
    if isinstance(article.get("dateModified"), str):
        yield article["dateModified"], "JSON-LD"
    for name in _UPDATED:
        if name in meta:
            yield meta[name][0], name if ":" in name else f"meta {name}"
    yield from _marked(tree, "dateModified")


def _marked(tree: HtmlElement, name: str) -> Iterator[Written]:
    """Dates that the page marks by microdata."""
    for element in tree.xpath(f"//*[@itemprop='{name}']")[:_MOST_MARKED]:
        yield element.get("datetime") or element.get("content") or authors.text_of(element), "marked date"


class _Reader:
    """Reads the dates of one page, with what the page shows of the order of day and month."""

    def __init__(self, tree: HtmlElement, below: BelowHeadline, url: str | None) -> None:
        self._tree = tree
        self._below_headline = below
        self._url = url
        self.flags: tuple[str, ...] = ()
        self.orders: set[Order] = set()
        """The order of day and month in what was read, where the figures show it."""

    def first(self, values: Iterable[Written]) -> Found | None:
        """The first value that is a date, with its origin."""
        for value, origin in values:
            self.orders |= dates.orders(value[:200])
            found = dates.read(value)
            if found and found.day != _EPOCH:
                return found, origin
            if found_in_order := self._in_order(value, origin):
                return found_in_order
        return None

    def shown(self, updated: bool) -> Found | None:
        """The date below the headline: of the last change where ``updated``, else of publication."""
        for text in self._below():
            self.orders |= dates.orders(text)
            for found in dates.find_all(text):
                if found.updated == updated and found.date.day != _EPOCH:
                    return found.date, "shown date"
            if dates.is_of_change(text) == updated and (found_in_order := self._in_order(text, "shown date")):
                return found_in_order
        return None

    def above(self) -> Found | None:
        """The date that is alone on a line above the headline, beside it: that of a masthead is far above."""
        for text in authors.above_headline(self._tree):
            if lines.is_dated(text) and not dates.is_of_change(text):
                for found in dates.find_all(text):
                    return found.date, "shown date"
        return None

    def _below(self) -> Iterator[str]:
        for text in self._below_headline:
            if len(text) <= _LONGEST and any(c.isdigit() for c in text):
                # A sentence with a date in it is of the story.
                parts = _PARTS.split(text)
                if any(lines.is_dated(part) for part in (text, *parts)) or bylines.authors_beside_date(text):
                    yield text

    def _in_order(self, value: str, origin: str) -> Found | None:
        if dates.readings(value[:200]) is None:
            return None
        text = normalise(" ".join(self._tree.xpath("//body//text()[not(parent::script or parent::style)]"))[:200_000])
        language = str(self._tree.xpath("string(/html/@lang)") or "")
        address = _by_address(self._url)
        found = day_order.dated(value[:200], origin, text, language, (address[0],) if address else ())
        if found is None:
            return None
        if not found.certain:
            self.flags = (UNCERTAIN,)
        return found.date, found.origin


def _by_address(url: str | None) -> Found | None:
    found = _IN_ADDRESS.search(url or "")
    day = dates.read("-".join(found.groups())) if found else None
    return (day, "address") if day else None


def _month_or_year(values: Iterable[Written]) -> Found | None:
    """The first value that is a month or a year without a day."""
    return next(((found, origin) for value, origin in values if (found := dates.read_month_or_year(value))), None)


def _guessed(tree: HtmlElement) -> Found | None:
    """The day that htmldate finds on a page that declares none, apart from teasers, comments and the article's text."""
    from htmldate import find_date
    from lxml import etree

    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    page = copy.deepcopy(tree)
    for element in page.xpath("//p | //li | //blockquote"):
        text = authors.text_of(element)
        if element.find(".//time") is None and not (lines.is_dated(text) or bylines.authors_beside_date(text)):
            element.drop_tree()
    for element in page.xpath("//time | //*[contains(@class, 'date')] | //*[contains(@class, 'time')]"):
        if not authors.is_inside(element) or authors.is_of_teaser(element):
            element.drop_tree()
    try:
        found = find_date(page, original_date=True, extensive_search=False)
    except (etree.LxmlError, ValueError, TypeError, AttributeError, OverflowError, RecursionError):
        return None
    day = dates.read(found) if found else None
    return (day, "dates of the page") if day and day.day != _EPOCH else None
