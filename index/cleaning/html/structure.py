"""What the lines of a page are set as there: headings, quotes, lists, rows, captions, and the links inside them.

The page is read once, as one run of letters and digits in which each block, link and aside has its place. A line that
an extractor gave is looked up in that run, so that its structure is known whichever way the line was found.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin, urlsplit

from index.model import ASIDES, BlockKind, TextLink
from index.text import normalise

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NOT_ALNUM = re.compile(r"[\W_]+")
_ASCII_SIGNS = dict.fromkeys(code for code in range(0x80) if not chr(code).isalnum())
_SILENT = frozenset(
    "script style noscript template svg head nav iframe select option button textarea object canvas".split()
)
_BLOCKS = frozenset(
    "p div section article h1 h2 h3 h4 h5 h6 li ul ol dl dt dd br hr tr td th table tbody thead tfoot caption "
    "blockquote header footer main aside nav figure figcaption pre form fieldset address details summary center".split()
)
_KINDS: dict[str, BlockKind] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "subhead"),
    "blockquote": "quote",
    "li": "list item",
    "tr": "table row",
    "pre": "preformatted",
    "dt": "list item",
    "dd": "list item",
}
_WHOLE = frozenset(("li", "tr", "dd", "dt"))
_CAPTION_CLASS = re.compile(
    r"(?<![a-z])(?:wp-caption-text|(?:image|img|photo|picture|media|figure|gallery|video)[-_]{0,2}(?:caption|credit|legend)"
    r"|caption(?:[-_]{1,2}(?:text|credit|content))?|photo-?credit|figcaption)(?![a-z])",
    re.IGNORECASE,
)
_BIO_CLASS = re.compile(
    r"(?<![a-z])(?:(?:author|writer|contributor)s?[-_]{1,2}(?:bio|biography|description|about|box)|about[-_](?:the[-_])?author"
    r"|bio(?:graphy)?[-_](?:text|box|author))(?![a-z])",
    re.IGNORECASE,
)
_DECK_CLASS = re.compile(
    r"(?<![a-z])(?:standfirst|stand-first|dek|deck|sub-?headline|sub-?title|article[-_]{1,2}(?:summary|intro|lead|lede|description)"
    r"|strap-?line|chapo|vorspann)(?![a-z])",
    re.IGNORECASE,
)
_MAIN = ("body", "main", "article")
_LONGEST_CLASS = 400
_MOST_LINKS = 20_000
_LONGEST_URL = 2000
_SURE = 20
"""Letters from which on a line is found anywhere in the page, not only where a block begins and ends."""
_LEAST_PROSE = 40
_MOST_SEARCHED = 200_000_000
_MOST_ASIDES = 300
_LONGEST_CAPTION = 900
_LONGEST_BIO = 2500


class Place(NamedTuple):
    """Where something stands, in letters and digits of the page."""

    start: int
    end: int


class _Block(NamedTuple):
    start: int
    kind: BlockKind
    deck: bool


class Aside(NamedTuple):
    """A caption or the like."""

    start: int
    end: int
    text: str
    reason: str


class Prose(NamedTuple):
    """A paragraph element of the page."""

    start: int
    end: int
    home: str
    """What it stands in: names and classes of the two elements around it."""
    parts: list[str]
    """Its text, as the page has it in pieces."""

    @property
    def text(self) -> str:
        """Its words as one line."""
        return normalise("".join(self.parts))


@dataclass(slots=True)
class Structure:
    """The page as one run of letters and digits, and what stands where."""

    run: str = ""
    blocks: list[_Block] = field(default_factory=list)
    base: str = ""
    """What links are resolved against."""
    links: list[tuple[int, int, str]] = field(default_factory=list)
    """Where each begins and ends, and what it has for a target."""
    asides: list[Aside] = field(default_factory=list)
    prose: list[Prose] = field(default_factory=list)
    wholes: dict[str, list[int]] = field(default_factory=dict)
    """Where each text of a block, list item or row begins, by its letters."""
    _searched: int = 0

    def find(self, line: str, after: int) -> Place | None:
        """Where ``line`` stands in the page: the first time from ``after`` on, else the first time at all."""
        key = letters(line)
        if not key:
            return None
        if starts := self.wholes.get(key):
            start = next((start for start in starts if start >= after), starts[0])
            return Place(start, start + len(key))
        if len(key) < _SURE or self._searched > _MOST_SEARCHED:
            return None
        start = self.run.find(key, after)
        self._searched += len(self.run) - after if start < 0 else start - after
        if start < 0:
            start = self.run.find(key, 0, after)
            self._searched += after
        return Place(start, start + len(key)) if start >= 0 else None

    def block(self, place: Place) -> _Block | None:
        """The block in which a place begins."""
        at = bisect_right(self.blocks, place.start, key=lambda block: block.start) - 1
        return self.blocks[at] if at >= 0 else None

    def aside(self, place: Place) -> Aside | None:
        """The aside of which a place is part."""
        return next((one for one in self.asides if one.start <= place.start and place.end <= one.end), None)

    def links_in(self, text: str, place: Place) -> Iterator[TextLink]:
        """The links of the page at ``place`` as spans of ``text``, which has the same letters."""
        first = bisect_right(self.links, place.start, key=lambda link: link[1])
        offsets: Sequence[int] | None = None
        for start, end, target in self.links[first:]:
            if start >= place.end:
                return
            url = _absolute(self.base, target)
            if url is None:
                continue
            begin, finish = max(start, place.start) - place.start, min(end, place.end) - place.start
            if begin < finish:
                offsets = offsets or [i for i, c in enumerate(text) if c.isalnum()]
                if finish <= len(offsets):
                    yield TextLink(offsets[begin], offsets[finish - 1] + 1, url)

    def linked(self, part: Aside | Prose | Place) -> float:
        """The share of a part that leads elsewhere: a teaser's words do, a caption's do not."""
        first = bisect_right(self.links, part.start, key=lambda link: link[1])
        total = 0
        for start, end, _ in self.links[first:]:
            if start >= part.end:
                break
            total += max(0, min(end, part.end) - max(start, part.start))
        return total / (part.end - part.start)

    def asides_between(self, start: int, end: int) -> list[Aside]:
        """The captions and bios that begin inside a part of the page."""
        return [one for one in self.asides if start <= one.start < end]


def letters(text: str) -> str:
    """The letters and digits of ``text``, one for each of its own."""
    if text.isascii():
        return text.translate(_ASCII_SIGNS)
    return _NOT_ALNUM.sub("", text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text))


def read(tree: HtmlElement, url: str | None) -> Structure:
    """The structure of a page; links are resolved against its ``base`` element or ``url``."""
    body = tree.find("body")
    return _Reader(_base(tree, url)).read(tree if body is None else body)


def _base(tree: HtmlElement, url: str | None) -> str:
    declared = next((str(href) for href in tree.xpath("//base/@href")[:1]), "")
    return _absolute(url or "", declared) or url or ""


def _absolute(base: str, href: str) -> str | None:
    """The address that a link leads to; None where it is not one of the web."""
    href = href.strip()
    if not href or href.startswith("#") or len(href) > _LONGEST_URL:
        return None
    try:
        address = urljoin(base, href)
        parts = urlsplit(address)
    except ValueError:
        return None
    good = parts.scheme in ("http", "https") and parts.netloc and len(address) <= _LONGEST_URL
    return address if good and address.isprintable() else None


class _Reader:
    """Goes through the elements of a page in their order."""

    def __init__(self, base: str) -> None:
        self._found = Structure(base=base)
        self._parts: list[str] = []
        self._length = 0
        self._block_start = 0
        self._kinds: list[BlockKind] = []
        self._decks: list[HtmlElement] = []
        self._aside: tuple[HtmlElement, int, str, list[str]] | None = None
        self._links: list[tuple[int, str | None]] = []
        self._starts: list[tuple[int, int]] = []
        self._paragraph: tuple[int, list[str]] | None = None

    def read(self, body: HtmlElement) -> Structure:
        from lxml import etree

        walk = etree.iterwalk(body, events=("start", "end"))
        for event, element in walk:
            tag = element.tag
            if event == "start":
                if not isinstance(tag, str) or tag in _SILENT:
                    walk.skip_subtree()
                else:
                    self._open(element, tag)
                    if text := element.text:
                        self._say(text)
            else:
                if isinstance(tag, str) and tag not in _SILENT:
                    self._close(element, tag)
                if element is not body and (text := element.tail):
                    self._say(text)
        self._end_block()
        self._found.run = "".join(self._parts)
        self._found.links.sort()
        return self._found

    def _say(self, text: str) -> None:
        if text.isspace():
            if self._aside is not None:
                self._aside[3].append(" ")
            if self._paragraph is not None:
                self._paragraph[1].append(" ")
            return
        if self._aside is not None:
            self._aside[3].append(text)
        if self._paragraph is not None:
            self._paragraph[1].append(text)
        key = letters(text)
        if key:
            self._parts.append(key)
            self._length += len(key)

    def _open(self, element: HtmlElement, tag: str) -> None:
        if tag == "a":
            self._links.append((self._length, element.get("href")))
            return
        role = _role(name) if (name := element.get("class")) else None
        if tag in _BLOCKS:
            if self._block_start != self._length:
                self._end_block()
            if tag in _KINDS:
                self._kinds.append(_KINDS[tag])
            if tag in _WHOLE:
                self._starts.append((self._length, len(self._parts)))
            if self._aside is not None:
                self._aside[3].append(" ")
            self._paragraph = (self._length, []) if tag == "p" else None
        if role == "deck":
            self._decks.append(element)
        reason = "caption" if tag == "figcaption" else role if role in ASIDES and tag not in _MAIN else None
        if reason and self._aside is None and len(self._found.asides) < _MOST_ASIDES:
            self._aside = (element, self._length, reason, [])

    def _close(self, element: HtmlElement, tag: str) -> None:
        if tag == "a":
            if self._links:
                self._link(*self._links.pop())
            return
        if tag in _BLOCKS:
            if self._block_start != self._length:
                self._end_block()
            if tag == "p":
                self._end_paragraph(element)
            if tag in _WHOLE:
                start, part = self._starts.pop()
                if start < self._length:
                    self._found.wholes.setdefault("".join(self._parts[part:]), []).append(start)
            if tag in _KINDS:
                self._kinds.pop()
            if self._aside is not None:
                self._aside[3].append(" ")
        if self._decks and self._decks[-1] is element:
            self._decks.pop()
        if self._aside is not None and self._aside[0] is element:
            _, start, reason, parts = self._aside
            self._aside = None
            text = normalise("".join(parts))
            longest = _LONGEST_CAPTION if reason == "caption" else _LONGEST_BIO
            if start < self._length and len(text) <= longest:
                self._found.asides.append(Aside(start, self._length, text, reason))

    def _link(self, start: int, href: str | None) -> None:
        if href and start < self._length and len(self._found.links) < _MOST_LINKS:
            self._found.links.append((start, self._length, href))

    def _end_paragraph(self, element: HtmlElement) -> None:
        if self._paragraph is None or self._length - self._paragraph[0] < _LEAST_PROSE:
            return
        start, parts = self._paragraph
        around = element.getparent()
        above = around.getparent() if around is not None else None
        home = " ".join(f"{one.tag}.{one.get('class') or ''}" for one in (above, around) if one is not None)
        self._found.prose.append(Prose(start, self._length, home, parts))

    def _end_block(self) -> None:
        start = self._block_start
        if start == self._length:
            return
        self._block_start = self._length
        kind = self._kinds[-1] if self._kinds else "paragraph"
        self._found.blocks.append(_Block(start, kind, bool(self._decks)))
        parts, size = len(self._parts), 0
        while size < self._length - start:
            parts -= 1
            size += len(self._parts[parts])
        self._found.wholes.setdefault("".join(self._parts[parts:]), []).append(start)


@lru_cache(maxsize=4096)
def _role(name: str) -> str | None:
    """What an element of this class is beside the body: ``deck``, or the reason of an aside."""
    if not name or len(name) > _LONGEST_CLASS:
        return None
    if _CAPTION_CLASS.search(name):
        return "caption"
    if _BIO_CLASS.search(name):
        return "about the author"
    return "deck" if _DECK_CLASS.search(name) else None
