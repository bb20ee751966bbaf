"""Reads the structure of a page out of its elements, in one pass."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from index.cleaning.html.structure import Aside, PageBlock, Prose, Structure, absolute, letters
from index.model import BlockKind, HiddenReason
from index.text import normalise

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SILENT = frozenset(
    "script style noscript template svg head nav iframe select option button textarea object canvas".split()
)
"""Elements whose text is no part of a page that is read."""
_BLOCKS = frozenset(
    "p div section article h1 h2 h3 h4 h5 h6 li ul ol dl dt dd br hr tr td th table tbody thead tfoot caption "
    "blockquote header footer main aside nav figure figcaption pre form fieldset address details summary center".split()
)
"""Elements that begin and end a line."""
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
"""Elements that an extractor gives as one line, whatever blocks are in them."""
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
"""Elements that hold the article, and are no aside whatever their class is."""
_LONGEST_CLASS = 400
"""Characters of a class that is looked at."""
_MOST_LINKS = 20_000
"""Links of a page that are kept."""
_LEAST_PROSE = 40
"""Letters of a paragraph element that an extractor may have lost."""
_MOST_ASIDES = 300
"""Captions and biographies of a page that are kept."""
_LONGEST_CAPTION = 900
"""Characters; what is longer and has the class of a caption is none."""
_LONGEST_BIO = 2500
"""Characters of a text about the author."""


def read(tree: HtmlElement, url: str | None) -> Structure:
    """The structure of a page; links are resolved against its ``base`` element or ``url``."""
    body = tree.find("body")
    return _Reader(_base(tree, url)).read(tree if body is None else body)


def _base(tree: HtmlElement, url: str | None) -> str:
    declared = next((str(href) for href in tree.xpath("//base/@href")[:1]), "")
    return absolute(url or "", declared) or url or ""


class _Reader:
    """Walks through the elements of a page in their order."""

    def __init__(self, base: str) -> None:
        self._found = Structure(base=base)
        self._parts: list[str] = []
        self._length = 0
        self._block_start = 0
        self._kinds: list[BlockKind] = []
        self._decks: list[HtmlElement] = []
        self._aside: tuple[HtmlElement, int, HiddenReason, list[str]] | None = None
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
        reason = role if isinstance(role, HiddenReason) and tag not in _MAIN else None
        if tag == "figcaption":
            reason = HiddenReason.CAPTION
        if reason is not None and self._aside is None and len(self._found.asides) < _MOST_ASIDES:
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
            longest = _LONGEST_CAPTION if reason is HiddenReason.CAPTION else _LONGEST_BIO
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
        container = " ".join(f"{one.tag}.{one.get('class') or ''}" for one in (above, around) if one is not None)
        self._found.prose.append(Prose(start, self._length, container, parts))

    def _end_block(self) -> None:
        start = self._block_start
        if start == self._length:
            return
        self._block_start = self._length
        kind = self._kinds[-1] if self._kinds else "paragraph"
        self._found.blocks.append(PageBlock(start, kind, bool(self._decks)))
        parts, size = len(self._parts), 0
        while size < self._length - start:
            parts -= 1
            size += len(self._parts[parts])
        self._found.wholes.setdefault("".join(self._parts[parts:]), []).append(start)


@lru_cache(maxsize=4096)
def _role(name: str) -> HiddenReason | Literal["deck"] | None:
    """What an element of this class is beside the body: the deck, or an aside with its reason."""
    if not name or len(name) > _LONGEST_CLASS:
        return None
    if _CAPTION_CLASS.search(name):
        return HiddenReason.CAPTION
    if _BIO_CLASS.search(name):
        return HiddenReason.ABOUT_THE_AUTHOR
    return "deck" if _DECK_CLASS.search(name) else None
