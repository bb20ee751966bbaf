"""The structure of a page: where its headings, quotes, lists, rows and captions are, and the links inside them.

A page is one run of letters and digits in which each block, link and aside has its place. A line that an extractor gave
is looked up in that run, so that its structure is known whichever way the line was found.
:mod:`index.cleaning.html.structure_reader` makes it.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from index.cleaning import lines as reading
from index.cleaning.lines import Line
from index.model import BlockKind, HiddenReason, TextLink

_ASCII_SIGNS = dict.fromkeys(code for code in range(0x80) if not chr(code).isalnum())
_LONGEST_URL = 2000
"""Characters of the longest address that a link may have."""
_SURE = 20
"""Letters from which on a line is found anywhere in the page, not only where a block begins and ends."""
_MARKS: dict[BlockKind, str] = {"list item": "- ", "table row": "| "}
_MOST_SEARCHED = 200_000_000
"""Letters of the page that are looked through for lines of a page, all searches together."""


class Place(NamedTuple):
    """A half-open span of the letters and digits of a page."""

    start: int
    end: int


class PageBlock(NamedTuple):
    """A block of the page: what is on a line of its own, without what only leads through the site."""

    start: int
    end: int
    text: str
    """Its words as one line; the cells of a row are parted by ``|``."""
    kind: BlockKind
    deck: bool
    """Whether the page marks it as the deck."""
    home: str
    """Names and classes of the two elements around it that hold blocks."""
    role: HiddenReason | None
    """What the page calls the element around it, as a reason for hiding it."""
    within: int
    """The number of the element that is called so; 0 for none."""
    edge: bool
    """Whether it is in the head or foot of the page."""
    unseen: bool
    """Whether a browser shows it only after a click, or not at all."""
    is_title: bool
    """Whether it is a heading of the first order."""
    linked: float
    """The share of its letters that are links: most of a teaser is, hardly any of a paragraph."""
    number: str = ""
    """The number that a browser shows before it, with a space behind: of the first block of an ordered list's item."""

    @property
    def place(self) -> Place:
        """Where it is among the letters of the page."""
        return Place(self.start, self.end)


class Aside(NamedTuple):
    """A caption, or words about the author."""

    start: int
    end: int
    text: str
    reason: HiddenReason


@dataclass(slots=True)
class Structure:
    """The letters and digits of a page, and what is where among them."""

    run: str = ""
    blocks: list[PageBlock] = field(default_factory=list)
    base: str = ""
    """The address against which links are resolved."""
    links: list[tuple[int, int, str]] = field(default_factory=list)
    """Where each begins and ends, and its target as the page has it; in order."""
    asides: list[Aside] = field(default_factory=list)
    menus: int = 0
    """Menus, buttons and the like of the page, which are left out."""
    wholes: dict[str, list[int]] = field(default_factory=dict)
    """Where each text of a block, list item or row begins, by its letters."""
    _searched: int = 0
    _read: dict[int, Line] = field(default_factory=dict)

    def line(self, at: int) -> Line:
        """A block as a line, read once; items and rows have the marks that they have in plain text."""
        if (line := self._read.get(at)) is None:
            block = self.blocks[at]
            line = self._read[at] = reading.read(_MARKS.get(block.kind, "") + block.text)
        return line

    def find(self, line: str, after: int) -> Place | None:
        """The place of ``line`` on the page: the first from ``after`` on, else the first of all."""
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

    def block(self, place: Place) -> PageBlock | None:
        """The block in which a place begins."""
        at = bisect_right(self.blocks, place.start, key=lambda block: block.start) - 1
        return self.blocks[at] if at >= 0 else None

    def aside(self, place: Place) -> Aside | None:
        """The aside of which a place is part."""
        at = bisect_right(self.asides, place.start, key=lambda one: one.start) - 1
        return self.asides[at] if at >= 0 and place.end <= self.asides[at].end else None

    def links_in(self, text: str, place: Place) -> Iterator[TextLink]:
        """The links of the page at ``place`` as spans of ``text``, which has the same letters."""
        first = bisect_right(self.links, place.start, key=lambda link: link[1])
        offsets: Sequence[int] | None = None
        for start, end, target in islice(self.links, first, None):
            if start >= place.end:
                return
            url = absolute(self.base, target)
            if url is None:
                continue
            begin, finish = max(start, place.start) - place.start, min(end, place.end) - place.start
            if begin < finish:
                offsets = offsets or [i for i, c in enumerate(text) if c.isalnum()]
                if finish <= len(offsets):
                    yield TextLink(offsets[begin], offsets[finish - 1] + 1, url)

    def linked(self, part: Aside | Place) -> float:
        """The share of a part that is links: most of a teaser is, hardly any of a caption."""
        first = bisect_right(self.links, part.start, key=lambda link: link[1])
        total = 0
        for start, end, _ in islice(self.links, first, None):
            if start >= part.end:
                break
            total += max(0, min(end, part.end) - max(start, part.start))
        return total / (part.end - part.start)

    def asides_between(self, start: int, end: int) -> list[Aside]:
        """The captions and bios that begin inside a part of the page."""
        return [one for one in self.asides if start <= one.start < end]


def letters(text: str) -> str:
    """The letters and digits of ``text``, composed, one for each of its own."""
    if text.isascii():
        return text.translate(_ASCII_SIGNS)
    return "".join(filter(str.isalnum, unicodedata.normalize("NFC", text)))


def absolute(base: str, href: str) -> str | None:
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
