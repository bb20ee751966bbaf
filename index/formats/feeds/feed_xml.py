"""Feeds as files: RSS 0.9x, 1.0 and 2.0, and Atom.

https://www.rssboard.org/rss-specification, https://web.resource.org/rss/1.0/spec, RFC 4287 (Atom), RFC 5005, and the
modules that news sites use: content, Dublin Core, Media RSS, iTunes, FeedBurner.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urljoin

from lxml import etree

from index.errors import ListWithoutTexts
from index.formats.feeds.blog_exports import check_kind, with_paragraphs
from index.formats.feeds.entry import Entry, document, records
from index.formats.feeds.xml_tree import PROLOG, inner_markup, name, namespace, plain, text_of, tree
from index.formats.protocol import FileFormat, NotThisFormat
from index.formats.source import Head, Record, Source
from index.model import Address, DeclaredMetadata, FormatNames, SourceDocument

_SHORT_YEAR = re.compile(r"(?P<day>(?:[A-Za-z]{3},? )?\d{1,2} [A-Za-z]{3}) (?P<year>\d\d)(?= \d{1,2}:\d\d)")
"""A time of RFC 822, which the oldest feeds use, with two figures of its year."""
_NAMES = FormatNames(
    "RSS and Atom",
    (".rss", ".atom", ".rdf"),
    ("application/rss+xml", "application/atom+xml", "application/rdf+xml"),
)
_ENTRY_BYTES = 5_000
_ROOT = re.compile(PROLOG + r"<(?:\w+:)?(rss|feed|rdf)\b", re.IGNORECASE | re.DOTALL)
_CONTENT = "purl.org/rss/1.0/modules/content"
_MEDIA = "search.yahoo.com/mrss"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_IN_BRACKETS = re.compile(r"^\S+@\S+\s*\((.+)\)$")


def recognise(head: Head) -> float:
    """A root element of a feed."""
    found = _ROOT.match(head.beginning)
    if found is None:
        return 0
    if found.group(1).lower() == "rdf":
        return 0.9 if "purl.org/rss/1.0" in head.text or "my.netscape.com/rdf" in head.text else 0
    return 1 if found.group(1).lower() == "rss" or "atom" in head.text[:4096].lower() else 0.7


def read(source: Source) -> Iterator[Record]:
    """Each entry with its text as an article, by its number in the feed.

    Raises ListWithoutTexts where the feed has teasers alone.
    """
    root = tree(source.decoded.text)
    feed = next((child for child in root if name(child) == "channel"), root)
    entries = [child for child in (*root, *feed) if name(child) in ("item", "entry")] if feed is not root else []
    entries = entries or [child for child in root if name(child) in ("item", "entry")]
    single = not entries and name(root) == "entry"
    if not entries and not single and name(root) not in ("rss", "feed", "rdf"):
        raise NotThisFormat("not a feed")
    if not entries:
        raise ListWithoutTexts("a feed without entries")
    about = _about(feed)

    def article(address: Address, element: etree._Element) -> SourceDocument:
        own = etree.tostring(element, encoding="utf-8", with_tail=False)
        check_kind(element)
        return document(
            address, own, _entry(element, about), media_type=_NAMES.media_types[0], encoding=source.decoded.encoding
        )

    yield from records(source, entries, article)


@dataclass(frozen=True, slots=True)
class _Feed:
    title: str
    language: str
    base: str
    people: Mapping[str, str]
    """The names of authors by those under which they log in, in exports of WordPress."""


def _about(feed: etree._Element) -> _Feed:
    by_name = {name(child): child for child in reversed(feed) if not namespace(child).endswith("itunes-1.0.dtd")}
    link = by_name.get("link")
    base = feed.get(f"{_XML}base") or (link.get("href") or text_of(link) if link is not None else "")
    root = feed.getroottree().getroot()
    language = text_of(by_name.get("language")) or feed.get(f"{_XML}lang") or root.get(f"{_XML}lang") or ""
    people = [{name(value): text_of(value) for value in child} for child in feed if name(child) == "author"]
    return _Feed(
        title=plain(text_of(by_name.get("title"))),
        language=language,
        base=base or root.get(f"{_XML}base") or "",
        people={one["author_login"]: one.get("author_display_name", "") for one in people if "author_login" in one},
    )


def _entry(element: etree._Element, feed: _Feed) -> Entry:
    values: dict[str, str] = {}
    authors: dict[str, None] = {}
    tags: dict[str, None] = {}
    contents: list[str] = []
    summaries: list[str] = []
    links: dict[str, str] = {}
    has_media = False
    outlet = ""
    for child in element:
        kind, space = name(child), namespace(child)
        if not kind:
            continue
        if kind == "encoded" and _CONTENT in space:
            contents.append(with_paragraphs(text_of(child)))
        elif kind == "content" and _MEDIA not in space:
            contents.append(_atom_text(child))
        elif kind in ("body", "div") and "xhtml" in space:
            contents.append(inner_markup(child))
        elif kind in ("description", "summary", "abstract") and _MEDIA not in space:
            summaries.append(_atom_text(child))
        elif kind in ("creator", "author"):
            authors.update((one, None) for one in _authors(child))
        elif kind == "category" and (child.get("scheme") or "").endswith("g/2005#kind"):
            continue
        elif kind in ("category", "subject"):
            label = child.get("label") or child.get("term") or text_of(child)
            tags.update({plain(label): None} if label.strip() else {})
        elif kind == "link":
            rel = child.get("rel") or "alternate"
            if rel == "enclosure" and (child.get("type") or "").startswith(("audio", "video")):
                has_media = True
            links.setdefault(rel, child.get("href") or text_of(child))
        elif kind == "enclosure" or (kind == "content" and _MEDIA in space):
            medium = child.get("type") or child.get("medium") or ""
            has_media = has_media or medium.startswith(("audio", "video"))
        elif kind == "source":
            outlet = plain(child.text or "") or plain(text_of(child.find("{*}title")))
        elif kind == "title" and _MEDIA not in space:
            values.setdefault(kind, plain(text_of(child)))
        else:
            values.setdefault(kind, text_of(child))
    address = _address(values, links, element.get(f"{_XML}base") or feed.base, element)
    published = next(
        (values[key] for key in ("pubdate", "published", "issued", "created", "date") if values.get(key)), ""
    )
    updated = next((values[key] for key in ("updated", "modified") if values.get(key)), "")
    return Entry(
        content=max(contents, key=len, default=""),
        summary=max(summaries, key=len, default=""),
        declared=DeclaredMetadata(
            headline=values.get("title") or None,
            authors=tuple(dict.fromkeys(feed.people.get(author, author) for author in authors)),
            outlet=outlet or feed.title or None,
            published=_with_century(published or updated) or None,
            url=address or None,
            language=element.get(f"{_XML}lang") or values.get("language") or feed.language or None,
            tags=tuple(tags),
            updated=_with_century(updated) or None,
        ),
        has_media=has_media,
    )


def _atom_text(element: etree._Element) -> str:
    """The markup or text of an Atom text construct, or of a description."""
    kind = (element.get("type") or "").lower()
    if kind.endswith(("xhtml", "xhtml+xml")) or (len(element) and not kind.startswith("text/")):
        return inner_markup(element)
    return text_of(element)


def _authors(element: etree._Element) -> Iterator[str]:
    named = [child for child in element if name(child) == "name"]
    for written in [text_of(child) for child in named] or [text_of(element)]:
        bracketed = _IN_BRACKETS.match(written)
        author = plain(bracketed.group(1) if bracketed else written)
        if author and "@" not in author:
            yield author


def _address(values: dict[str, str], links: dict[str, str], base: str, element: etree._Element) -> str:
    """Where the article is on the web: FeedBurner's original, the link, or an identifier that is an address."""
    own = values.get("origlink") or links.get("alternate") or ""
    if not own:
        guid = values.get("guid") or values.get("id") or element.get(f"{{{_RDF}}}about") or ""
        own = guid if guid.startswith(("http://", "https://")) else ""
    try:
        return urljoin(base, own.strip()) if own else ""
    except ValueError:
        return ""


def _with_century(time: str) -> str:
    """A time with the whole year, as RFC 2822 reads two figures of one: 49 is 2049, and 50 is 1950."""
    found = _SHORT_YEAR.match(time)
    return (
        f"{found['day']} {'20' if found['year'] < '50' else '19'}{found['year']}{time[found.end() :]}"
        if found
        else time
    )


FORMAT = FileFormat(_NAMES, recognise, read, document_bytes=_ENTRY_BYTES)
