"""Reads the structure of a page out of its elements, in one pass."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.cleaning.html import element_forms
from index.cleaning.html.list_numbers import ListNumbers
from index.cleaning.html.roles import Role, role_of
from index.cleaning.html.structure import Aside, PageBlock, Structure, absolute, letters
from index.cleaning.plain_text.blocks import blocks
from index.model import BlockKind, HiddenReason
from index.text import normalise

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SILENT = frozenset("script style noscript template svg head iframe select option textarea object canvas".split())
"""Elements without text that is read."""
_MENUS = frozenset(("nav", "button"))
"""Elements that lead through the site: they are counted and left out."""
_BLOCKS = frozenset(
    "p div section article h1 h2 h3 h4 h5 h6 li ul ol dl dt dd hr tr td th table tbody thead tfoot caption "
    "blockquote header footer main aside figure figcaption pre form fieldset address details summary center".split()
)
"""Elements that begin and end a line."""
_HOMES = frozenset("div section article main aside body td th form center header footer fieldset".split())
"""Elements that hold blocks, and are none themselves."""
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
_MAIN = ("body", "main", "article", "html")
"""Elements that hold the article, and are nothing beside it whatever their class is."""
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CLIPPED = re.compile(r"clip\s*:\s*rect\(\s*0", re.IGNORECASE)
"""The style of words that are read out to those who do not see the page."""
_MOST_LINKS = 20_000
"""Links of a page that are kept."""
_MOST_ASIDES = 300
"""Captions and biographies of a page that are kept."""
_LONGEST_CAPTION = 900
"""Characters; what is longer and has the class of a caption is none."""
_LONGEST_BIO = 2500
"""Characters of a text about the author."""
_LAYOUT = frozenset("table h1 h2 h3 article section blockquote pre form".split())
"""Elements that are in the cells of a layout, and not in those of a table of figures."""
_MOST_OF_CELL = 2
"""Paragraphs or line ends for each cell of a row of figures."""


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
        self._words: list[str] = []
        self._length = self._block_start = self._block_linked = 0
        self._kinds: list[BlockKind] = []
        self._homes: list[tuple[str, str]] = [("", "")]
        self._named: list[tuple[HtmlElement, Role]] = []
        self._aside: tuple[HtmlElement, int, HiddenReason, list[str]] | None = None
        self._roles: list[tuple[HiddenReason, int]] = [(HiddenReason.SITE_CHROME, 0)]
        self._edges: list[HtmlElement] = []
        self._unseen: list[HtmlElement] = []
        self._mains = self._pre = self._serial = self._titles = self._decks = self._targets = 0
        self._closed_link = -1
        self._row: HtmlElement | None = None
        self._links: list[tuple[int, str | None]] = []
        self._starts: list[tuple[int, int]] = []
        self._numbers = ListNumbers()

    def read(self, body: HtmlElement) -> Structure:
        from lxml import etree

        walk = etree.iterwalk(body, events=("start", "end"))
        was_skipped = False
        for event, element in walk:
            if event == "start":
                tag = element.tag
                if isinstance(tag, str) and tag not in _SILENT and self._opens(element, tag):
                    if text := element.text:
                        self._say(text)
                else:
                    was_skipped = True
                    walk.skip_subtree()
            else:
                if was_skipped:
                    was_skipped = False
                else:
                    self._close(element, element.tag)
                if element is not body and (text := element.tail):
                    self._say(text)
        self._end_block()
        self._found.run = "".join(self._parts)
        self._found.links.sort()
        return self._found

    def _say(self, text: str) -> None:
        if text.isspace():
            self._words.append(text if self._pre else " ")
            if self._aside is not None:
                self._aside[3].append(" ")
            return
        if self._aside is not None:
            self._aside[3].append(text)
        self._words.append(text if self._pre or "\n" not in text else _in_one_line(text))
        key = letters(text)
        if key:
            self._parts.append(key)
            self._length += len(key)
            if self._targets:
                self._block_linked += len(key)

    def _opens(self, element: HtmlElement, tag: str) -> bool:
        """Note what begins with an element; false where nothing of it is read."""
        if tag == "a":
            words = self._words
            if words and (self._closed_link == len(words) or element_forms.is_labelled(element, words[-1])):
                words.append(" ")
            href = element.get("href")
            self._links.append((self._length, href))
            self._targets += bool(href)
            return True
        if tag == "br":
            self._words.append(" " if self._row is not None else "\n")
            return True
        is_text = tag == "button" and element_forms.is_text(element, is_edge=bool(self._edges))
        if (tag in _MENUS or element.get("role") == "navigation") and not is_text:
            self._end_block()
            self._found.menus += 1
            return False
        name, id, style = element.get("class"), element.get("id"), element.get("style")
        if name is not None and element_forms.is_line_end(element, name):
            self._words.append("\n")
            return True
        if self._words and element_forms.is_apart(element, tag, self._words[-1]):
            self._words.append(" ")
        role = role_of(f"{name} {id}" if name and id else name or id or "")
        if role == "read out" or (style is not None and _CLIPPED.search(style)):
            return False
        if tag in _BLOCKS:
            self._open_block(element, tag, name)
        if element.get("hidden") is not None or (style is not None and _UNSEEN.search(style)):
            self._unseen.append(element)
        if tag == "figcaption":
            role = HiddenReason.CAPTION
        elif tag == "amp-consent":
            role = HiddenReason.SITE_CHROME
        if role is not None and tag not in _MAIN:
            self._play(element, role)
        return True

    def _play(self, element: HtmlElement, role: Role) -> None:
        """Note that an element is something beside the body."""
        if role == "deck":
            self._decks += 1
        elif isinstance(role, HiddenReason) and not role.is_aside:
            self._serial += 1
            self._roles.append((role, self._serial))
        else:
            if isinstance(role, HiddenReason) and self._aside is None and len(self._found.asides) < _MOST_ASIDES:
                self._aside = (element, self._length, role, [])
            return
        self._named.append((element, role))

    def _open_block(self, element: HtmlElement, tag: str, name: str | None) -> None:
        if self._row is not None:
            self._words.append(" | " if tag in ("td", "th") and element.getprevious() is not None else " ")
        elif self._block_start != self._length:
            self._end_block()
        if tag in _KINDS:
            self._kinds.append(_KINDS[tag])
        elif tag in _HOMES:
            own = f"{tag}.{name or ''}"
            self._homes.append((own, f"{self._homes[-1][0]} {own}"))
        if tag in _WHOLE:
            self._starts.append((self._length, len(self._parts)))
        if self._aside is not None:
            self._aside[3].append(" ")
        self._numbers.open(element, tag)
        if tag in ("main", "article"):
            self._mains += 1
        elif tag in ("header", "footer") and not self._mains:
            self._edges.append(element)
        elif tag == "pre":
            self._pre += 1
        elif tag == "h1":
            self._titles += 1
        elif tag == "tr" and self._row is None:
            if _has_figures(element):
                self._row = element
            else:
                self._kinds[-1] = "paragraph"

    def _close(self, element: HtmlElement, tag: str) -> None:
        if tag == "a":
            self._link(*self._links.pop())
            return
        if tag in _BLOCKS:
            self._close_block(element, tag)
        if self._named and self._named[-1][0] is element:
            if self._named.pop()[1] == "deck":
                self._decks -= 1
            else:
                self._roles.pop()
        if self._unseen and self._unseen[-1] is element:
            self._unseen.pop()
        if self._aside is not None and self._aside[0] is element:
            self._end_block()
            _, start, reason, parts = self._aside
            self._aside = None
            text = normalise("".join(parts))
            longest = _LONGEST_CAPTION if reason is HiddenReason.CAPTION else _LONGEST_BIO
            if start < self._length and len(text) <= longest:
                self._found.asides.append(Aside(start, self._length, text, reason))

    def _close_block(self, element: HtmlElement, tag: str) -> None:
        if self._row is element or self._row is None:
            self._row = None
            if self._block_start != self._length:
                self._end_block()
        else:
            self._words.append(" ")
        if tag in _WHOLE:
            start, part = self._starts.pop()
            if start < self._length:
                self._found.wholes.setdefault("".join(self._parts[part:]), []).append(start)
        if tag in _KINDS:
            self._kinds.pop()
        elif tag in _HOMES:
            self._homes.pop()
        if self._aside is not None:
            self._aside[3].append(" ")
        self._numbers.close(tag)
        if tag in ("main", "article"):
            self._mains -= 1
        elif tag == "pre":
            self._pre -= 1
        elif tag == "h1":
            self._titles -= 1
        elif self._edges and self._edges[-1] is element:
            self._edges.pop()

    def _link(self, start: int, href: str | None) -> None:
        self._targets -= bool(href)
        self._closed_link = len(self._words)
        if href and start < self._length and len(self._found.links) < _MOST_LINKS:
            self._found.links.append((start, self._length, href))

    def _end_block(self) -> None:
        words, self._words, self._closed_link = self._words, [], -1
        start = self._block_start
        if start == self._length:
            return
        linked, self._block_linked = self._block_linked / (self._length - start), 0
        self._block_start = self._length
        kind: BlockKind = self._kinds[-1] if self._kinds else "paragraph"
        role, within = self._roles[-1]
        state = (
            self._decks > 0,
            self._homes[-1][1],
            role if within else None,
            within,
            bool(self._edges),
            bool(self._unseen),
            self._titles > 0,
            linked,
        )
        parts, size = len(self._parts), 0
        while size < self._length - start:
            parts -= 1
            size += len(self._parts[parts])
        whole = "".join(self._parts[parts:])
        self._found.wholes.setdefault(whole, []).append(start)
        lines = _lines("".join(words).strip(" |") if kind == "table row" else "".join(words))
        for number, (text, is_joined) in enumerate(lines, 1):
            end = self._length if number == len(lines) else min(start + len(letters(text)), self._length)
            if start == end:
                continue
            set_as: BlockKind = "paragraph" if is_joined and kind == "preformatted" else kind
            self._found.blocks.append(PageBlock(start, end, text, set_as, *state, self._numbers.take()))
            if end - start != size:
                line = whole[start - self._length + size : end - self._length + size]
                self._found.wholes.setdefault(line, []).append(start)
            start = end


def _in_one_line(text: str) -> str:
    """``text``, which is not only spaces, with one space in place of each run of them."""
    return f"{' ' * text[0].isspace()}{' '.join(text.split())}{' ' * text[-1].isspace()}"


def _lines(text: str) -> list[tuple[str, bool]]:
    """The lines of a block that have letters, and whether each was joined out of several of one width."""
    if "\n" not in text.strip():
        return [(normalise(text), False)]
    found = ((normalise(block.text), len(block.numbers) > 1) for block in blocks(text))
    return [(line, is_joined) for line, is_joined in found if letters(line)]


def _has_figures(row: HtmlElement) -> bool:
    """Whether a row is one of a table of figures or words, and not part of the layout of a page."""
    cells = sum(1 for cell in row if cell.tag in ("td", "th"))
    if cells < 2:
        return False
    breaks = 0
    for inner in row.iterdescendants():
        tag = inner.tag
        if tag in ("p", "br", "li"):
            breaks += 1
            if breaks > _MOST_OF_CELL * cells:
                return False
        elif tag in _LAYOUT:
            return False
    return True
