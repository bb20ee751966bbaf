"""JSON-LD: the objects of a page, the one that is its article, and their values as text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import unescape
from typing import TYPE_CHECKING, Any

from index.cleaning.plain_text.header import plain_form
from index.text import normalise

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Object = Mapping[str, Any]

_ARTICLES = re.compile(r"Article|BlogPosting|Posting|Report|Review|Recipe|LiveBlog")
_WRAPPED = re.compile(r"^(?:\s|//|/\*|\*/|<!--|<!\[CDATA\[)+|(?:\s|//|/\*|\*/|-->|\]\]>)+$")
"""What hides a script from old parsers: comments of HTML and JavaScript, and CDATA."""
_MOST_JSON = 2 << 20
"""Characters of one script that is read."""
_MOST_SCRIPTS = 40
"""Scripts of one page that are read."""
_DEEPEST = 6
"""Objects inside each other."""
_MOST_ITEMS = 200
"""Items of one list."""
_LONGEST_TEXT = 4000
"""Characters of one value that is a line."""
_MOST_NODES = 2000
"""Objects of one page."""


def linked_data(tree: HtmlElement) -> list[Object]:
    """All objects of all JSON-LD of the page, nested ones included."""
    found: list[Object] = []
    for script in tree.xpath("//script[contains(@type, 'ld+json')]")[:_MOST_SCRIPTS]:
        source = script.text or ""
        if len(source) <= _MOST_JSON:
            found.extend(_objects(_lenient(source)))
    return found[:_MOST_NODES]


def _lenient(source: str) -> object:
    source = _WRAPPED.sub("", source.strip().rstrip(";")).rstrip(";")
    for attempt in (source, re.sub(r",\s*([}\]])", r"\1", source)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _objects(value: object, depth: int = 0) -> Iterator[Object]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value[:_MOST_ITEMS]:
            yield from _objects(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for name in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart"):
            if isinstance(value.get(name), dict | list):
                yield from _objects(value[name], depth + 1)


def types(value: Object) -> str:
    """The types of an object, separated by spaces."""
    kind = value.get("@type")
    return " ".join(map(str, kind)) if isinstance(kind, list) else str(kind or "")


def article_of(linked: Iterable[Object], shown: Sequence[str] = ()) -> Object:
    """The object of an article's type that has most of an article's properties; empty where there is none.

    Where several have a headline, only those count whose headline is in one of ``shown``, the page's title and
    headings: the others are teasers.
    """
    wanted = ("headline", "datePublished", "author", "articleBody", "description", "publisher")
    articles = [value for value in linked if _ARTICLES.search(types(value)) and any(k in value for k in wanted)]
    named = [(value, plain_form(name)) for value in articles if (name := text(value.get("headline")))]
    if len(named) > 1:
        forms = [plain_form(one) for one in shown]
        own = [value for value, name in named if any(name and (name in form or form in name) for form in forms if form)]
        articles = own or articles
    return max(articles, key=lambda value: sum(k in value for k in wanted), default={})


def text(value: object, *, lines: bool = False) -> str | None:
    """A string value as clean text; None for an empty one and for other types."""
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value")
    if not isinstance(value, str):
        return None
    value = unescape(unescape(value)) if "&" in value else value
    if lines:
        return value.strip() or None
    return normalise(re.sub(r"<[^<>]{1,200}>", " ", value[:_LONGEST_TEXT])) or None


def resolved(value: object, linked: Iterable[Object]) -> object:
    """``value``, or the object that it refers to by its ``@id``."""
    if isinstance(value, dict) and "@id" in value and "name" not in value:
        return next((one for one in linked if one.get("@id") == value["@id"] and "name" in one), value)
    return value
