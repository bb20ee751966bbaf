"""Feeds in JSON: JSON Feed, and the streams of Google Reader, in which FreshRSS, Inoreader, Feedly and others export.

https://www.jsonfeed.org/version/1.1/, https://feedhq.readthedocs.io/en/latest/api/ (Google Reader's stream contents).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from index.errors import ListWithoutTexts, SourceError
from index.formats.feeds.entry import Entry, document, records
from index.formats.protocol import FileFormat, NotThisFormat
from index.formats.source import Head, Record, Source
from index.model import Address, DeclaredMetadata, FormatNames, SourceDocument

_NAMES = FormatNames("JSON Feed", (".jsonfeed",), ("application/feed+json",))
_ENTRY_BYTES = 5_000
_VERSION = re.compile(r'"version"\s*:\s*"https?://(?:www\.)?jsonfeed\.org/')
_STREAM = re.compile(r'"(?:content|summary)"\s*:\s*\{[^{}"]{0,20}"(?:content|direction)"')
_STREAM_LINK = re.compile(r'"(?:alternate|canonical|origin)"\s*:\s*[\[{]')
_LABEL = re.compile(r"^user/[^/]+/label/(.+)$")

_CONTENTS = ("content", "fullContent", "summary")
"""FreshRSS and Inoreader write the whole text as the summary."""

Fields = Mapping[str, object]


def recognise(head: Head) -> float:
    """The version that a JSON Feed states, or entries whose content is a record with a content."""
    if head.beginning.lstrip()[:1] not in ("{", "["):
        return 0
    if _VERSION.search(head.beginning):
        return 1
    return 0.98 if _STREAM.search(head.text) and _STREAM_LINK.search(head.text) else 0


def read(source: Source) -> Iterator[Record]:
    """Each entry with its text as an article, by its place in the feed.

    Raises ListWithoutTexts where the feed has teasers alone.
    """
    try:
        value = json.loads(source.decoded.text.lstrip("\ufeff"))
    except (json.JSONDecodeError, RecursionError, ValueError) as error:
        raise NotThisFormat("not JSON that can be read") from error
    items = _items(value)
    if items is None:
        raise NotThisFormat("not a feed")
    if not items:
        raise ListWithoutTexts("a feed without entries")
    feed: Fields = value if isinstance(value, dict) else {}
    is_feed = "jsonfeed.org" in str(feed.get("version", ""))

    def article(address: Address, item: object) -> SourceDocument:
        own = json.dumps(item, ensure_ascii=False, sort_keys=True).encode("utf-8", "backslashreplace")
        if not isinstance(item, dict):
            raise SourceError("not an entry of a feed: not a JSON object")
        entry = _feed_entry(item, feed) if is_feed else _stream_entry(item)
        return document(address, own, entry, media_type=_NAMES.media_types[0], encoding="utf-8")

    yield from records(source, items, article)


def _items(value: object) -> list[object] | None:
    items = value.get("items") if isinstance(value, dict) else value
    return items if isinstance(items, list) else None


def _feed_entry(item: Fields, feed: Fields) -> Entry:
    attachments = item.get("attachments")
    media = attachments if isinstance(attachments, list) else []
    people = item.get("authors") or item.get("author") or feed.get("authors") or feed.get("author")
    return Entry(
        content=_string(item, "content_html") or _string(item, "content_text"),
        summary=_string(item, "summary"),
        declared=DeclaredMetadata(
            headline=_string(item, "title") or None,
            authors=tuple(name for one in _list(people) if (name := _string(one, "name"))),
            outlet=_string(feed, "title") or None,
            published=_string(item, "date_published") or None,
            updated=_string(item, "date_modified") or None,
            url=_string(item, "url") or _string(item, "external_url") or _http(_string(item, "id")) or None,
            language=_string(item, "language") or _string(feed, "language") or None,
            tags=tuple(one for one in _list(item.get("tags")) if isinstance(one, str)),
        ),
        has_media=any(_string(one, "mime_type").startswith(("audio", "video")) for one in media),
    )


def _stream_entry(item: Fields) -> Entry:
    origin = item.get("origin")
    links = [_string(one, "href") for name in ("canonical", "alternate") for one in _list(item.get(name))]
    enclosed = _list(item.get("enclosure"))
    labels = (_LABEL.match(label) for label in map(_label, _list(item.get("categories")) + _list(item.get("tags"))))
    keywords = [one for one in _list(item.get("keywords")) if isinstance(one, str)]
    return Entry(
        content=max((_string(item.get(name), "content") or _string(item, name) for name in _CONTENTS), key=len),
        keeps_apart=False,
        declared=DeclaredMetadata(
            headline=_string(item, "title") or None,
            authors=tuple(one for one in (_string(item, "author"),) if one),
            outlet=_string(origin, "title") or None,
            published=_time(item, "published", "crawled"),
            updated=None,
            url=next((link for link in links if _http(link)), None) or _http(_string(item, "originId")) or None,
            language=_string(item, "language") or None,
            tags=tuple(dict.fromkeys((*keywords, *(label.group(1) for label in labels if label)))),
        ),
        has_media=any(_string(one, "type").startswith(("audio", "video")) for one in enclosed),
    )


def _string(value: object, name: str) -> str:
    found = value.get(name) if isinstance(value, dict) else None
    return found.strip() if isinstance(found, str) else ""


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _label(value: object) -> str:
    return value if isinstance(value, str) else _string(value, "label") or _string(value, "id")


def _http(address: str) -> str:
    return address if address.startswith(("http://", "https://")) else ""


def _time(item: Fields, *names: str) -> str | None:
    """The first of some times, as the digits of its seconds since 1970 or as it is written."""
    for name in names:
        value = item.get(name)
        if isinstance(value, bool):
            continue
        if isinstance(value, int | float) and value > 0:
            return f"{value / 1000 if value > _MILLISECONDS else value:.0f}"
        if isinstance(value, str) and value.strip():
            return value.strip()
    return None


_MILLISECONDS = 10**11
"""Seconds since 1970 are below this until the year 5138; milliseconds are above it since 1973."""

FORMAT = FileFormat(_NAMES, recognise, read, document_bytes=_ENTRY_BYTES)
