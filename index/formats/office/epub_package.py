"""What an EPUB says of itself: its metadata, the order of its pages, and its contents.

https://www.w3.org/TR/epub-33/ and, for books of version 2, the NCX of http://idpf.org/epub/20/spec/OPF_2.0_final_spec.html
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

from index.errors import SourceError
from index.formats.office.package import Package, local_name

_NAMESPACES = {"c": "urn:oasis:names:tc:opendocument:xmlns:container", "dc": "http://purl.org/dc/elements/1.1/"}
_DC = f"{{{_NAMESPACES['dc']}}}"
_PAGES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")
_MOST_PAGES = 20_000
"""Pages of a book."""
_DEEPEST = 8
"""Levels of its contents."""
_ASIDE = frozenset(("cover", "toc", "title-page", "titlepage", "copyright-page", "copyright", "colophon", "dedication",
                    "index", "glossary", "loi", "lot", "acknowledgements", "imprint", "imprimatur"))  # fmt: skip
"""Roles of pages that are no articles, as the guide and the landmarks call them."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents."""

    label: str
    page: str
    fragment: str
    section: str | None
    """The line above it that it belongs to."""


@dataclass(frozen=True)
class Book:
    """An EPUB as its package document describes it."""

    title: str | None
    creators: tuple[str, ...]
    publisher: str | None
    published: str | None
    address: str | None
    """On the web, where the book names it as its source."""
    language: str | None
    pages: tuple[str, ...]
    """Names of the parts that are read one after the other."""
    asides: frozenset[str]
    """Those that are the cover, the contents and the like."""
    entries: tuple[Entry, ...]
    """Its contents; of a line with lines below it only these."""
    is_periodical: bool
    """Whether it is an issue of a newspaper or magazine."""


def book_of(package: Package) -> Book:
    """The description of a book. Raises SourceError when there is none."""
    name = _root_name(package)
    root = package.tree(name)
    if root is None:
        raise SourceError("damaged: it has no description of the book in it")
    folder = posixpath.dirname(name)
    items = {
        item.get("id", ""): item for item in root.iter() if local_name(item) == "item" and item.get("href") is not None
    }
    spine = [item for item in root.iter() if local_name(item) == "itemref"][:_MOST_PAGES]
    pages, asides = [], set()
    for reference in spine:
        item = items.get(reference.get("idref", ""))
        if item is None or item.get("media-type") not in _PAGES:
            continue
        page = _joined(folder, item.get("href", ""))
        pages.append(page)
        if "nav" in item.get("properties", "").split():
            asides.add(page)
    for reference in root.iter():
        if local_name(reference) == "reference" and reference.get("type", "").lower() in _ASIDE:
            asides.add(_joined(folder, reference.get("href", "")))
    entries, landmarks = _contents(package, folder, items)
    title = _first(root, "title")
    kinds = " ".join(meta.get("content", "") for meta in root.iter() if meta.get("name") == "calibre:publication_type")
    return Book(
        title=title,
        creators=tuple(_all(root, "creator")),
        publisher=_first(root, "publisher"),
        published=_published(root),
        address=_web_address(root),
        language=_first(root, "language"),
        pages=tuple(dict.fromkeys(pages)),
        asides=frozenset(asides | landmarks),
        entries=entries,
        is_periodical=kinds.startswith("periodical"),
    )


def _root_name(package: Package) -> str:
    container = package.tree("META-INF/container.xml")
    if container is not None:
        for file in container.iter():
            if local_name(file) == "rootfile" and file.get("full-path"):
                return unquote(file.get("full-path", ""))
    return next((name for name in sorted(package.names) if name.endswith(".opf")), "")


def _contents(
    package: Package, folder: str, items: dict[str, etree._Element]
) -> tuple[tuple[Entry, ...], frozenset[str]]:
    """The lines of the contents, and the pages that its landmarks call cover, contents and the like."""
    for item in items.values():
        if "nav" in item.get("properties", "").split():
            name = _joined(folder, item.get("href", ""))
            root = package.tree(name)
            if root is not None:
                return _navigation(root, posixpath.dirname(name))
    for item in items.values():
        if item.get("media-type") == "application/x-dtbncx+xml":
            name = _joined(folder, item.get("href", ""))
            root = package.tree(name)
            points = next((one for one in root.iter() if local_name(one) == "navMap"), None) if root is not None else ()
            if points is not None:
                return tuple(_ncx(points, posixpath.dirname(name), None, 0)), frozenset()
    return (), frozenset()


def _navigation(root: etree._Element, folder: str) -> tuple[tuple[Entry, ...], frozenset[str]]:
    entries: tuple[Entry, ...] = ()
    landmarks: set[str] = set()
    for nav in root.iter():
        if local_name(nav) != "nav":
            continue
        kind = next((value for name, value in nav.attrib.items() if name.endswith("}type")), "toc")
        listed = next((one for one in nav.iter() if local_name(one) == "ol"), None)
        if kind == "landmarks":
            for link in nav.iter():
                role = next((value for name, value in link.attrib.items() if name.endswith("}type")), "")
                if local_name(link) == "a" and role.split(":")[-1] in _ASIDE:
                    landmarks.add(_split(folder, link.get("href", ""))[0])
        elif listed is not None and not entries and kind != "page-list":
            entries = tuple(_listed(listed, folder, None, 0))
    return entries, frozenset(landmarks)


def _listed(parent: etree._Element, folder: str, section: str | None, depth: int) -> Iterator[Entry]:
    for line in parent:
        label = next((one for one in line if local_name(one) in ("a", "span")), None)
        below = next((one for one in line if local_name(one) == "ol"), None)
        words = _words(label)
        if below is not None and depth < _DEEPEST:
            yield from _listed(below, folder, words, depth + 1)
        if label is not None and label.get("href"):
            page, fragment = _split(folder, label.get("href", ""))
            if below is None or not any(_split(folder, one.get("href", ""))[0] == page for one in below.iter()):
                yield Entry(words, page, fragment, section)


def _ncx(parent: etree._Element, folder: str, section: str | None, depth: int) -> Iterator[Entry]:
    for point in parent:
        if local_name(point) != "navPoint":
            continue
        label = next((_words(one) for one in point if local_name(one) == "navLabel"), "")
        target = next((one.get("src", "") for one in point if local_name(one) == "content"), "")
        below = list(_ncx(point, folder, label, depth + 1)) if depth < _DEEPEST else []
        page, fragment = _split(folder, target)
        if target and all(entry.page != page for entry in below):
            yield Entry(label, page, fragment, section)
        yield from below


def _words(element: etree._Element | None) -> str:
    return " ".join("".join(str(text) for text in element.itertext()).split()) if element is not None else ""


def _split(folder: str, href: str) -> tuple[str, str]:
    page, _, fragment = href.partition("#")
    return _joined(folder, page), unquote(fragment)


def _joined(folder: str, href: str) -> str:
    return posixpath.normpath(posixpath.join(folder, unquote(href.partition("#")[0])))


def _all(root: etree._Element, name: str) -> list[str]:
    return [text for one in root.iter(f"{_DC}{name}") if (text := _words(one))]


def _first(root: etree._Element, name: str) -> str | None:
    return next(iter(_all(root, name)), None)


def _web_address(root: etree._Element) -> str | None:
    source = _first(root, "source")
    return source if source is not None and source.startswith(("http://", "https://")) else None


def _published(root: etree._Element) -> str | None:
    """The date of publication: the one that is called so, else the first that is not of a change."""
    dates = list(root.iter(f"{_DC}date"))
    events = [next((value for name, value in one.attrib.items() if name.endswith("event")), "") for one in dates]
    named = zip(dates, events, strict=True)
    found = [(event != "publication", _words(one)) for one, event in named if event not in ("modification", "creation")]
    date = min(found, default=(False, ""), key=lambda one: one[0])[1]
    # Programs write the year 101 where they know no date.
    return date if re.match(r"(?:1[5-9]|20)\d\d", date) else None
