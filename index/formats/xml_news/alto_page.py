"""The words of an ALTO page: its blocks in reading order, and the lines of each.

https://www.loc.gov/standards/alto/ (versions 1 to 4). A word that is cut at a line end carries the whole word in
``SUBS_CONTENT`` on both of its parts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from index.formats.xml_news.scanned_lines import joined
from index.formats.xml_news.xml_text import attribute, children, descendants, local_name

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_MARGINS: Final = ("TopMargin", "BottomMargin", "LeftMargin", "RightMargin")
_FURNITURE: Final = frozenset(("header", "footer", "page-number", "pagenumber", "page number", "running title",
                               "advertisement", "advert", "ad"))  # fmt: skip
"""Labels of blocks that are not the text of a page."""


def page_blocks(alto: Element, page: Element) -> list[Element]:
    """The text blocks of a page in the order in which they are read; margins only where there is no other text."""
    space = [block for one in children(page, "PrintSpace") for block in descendants(one, "TextBlock")]
    blocks = space or [block for one in children(page, *_MARGINS) for block in descendants(one, "TextBlock")]
    labels = {one.get("ID"): (one.get("LABEL") or one.get("TYPE") or "").lower() for tags in children(alto, "Tags")
              for one in tags}  # fmt: skip
    blocks = [
        one for one in blocks if not any(labels.get(tag) in _FURNITURE for tag in (one.get("TAGREFS") or "").split())
    ]
    return _ordered(alto, blocks)


def _ordered(alto: Element, blocks: list[Element]) -> list[Element]:
    """By the reading order of version 4.3, else by the chains of ``IDNEXT``, else as they are in the file."""
    orders = [one for order in descendants(alto, "ReadingOrder") for one in descendants(order, "ElementRef")]
    places = {attribute(one, "REF") or "": place for place, one in enumerate(orders)}
    if places:
        last = len(places)
        return sorted(blocks, key=lambda block: _place(block, places, last))
    following = {one.get("ID"): one.get("IDNEXT") for one in blocks if one.get("IDNEXT")}
    if not following:
        return blocks
    by_id = {one.get("ID"): one for one in blocks}
    continued = set(following.values())
    ordered: dict[str | None, Element] = {}
    for block in blocks:
        if block.get("ID") in continued and block.get("ID") in by_id:
            continue
        current: str | None = block.get("ID")
        while current in by_id and current not in ordered:
            ordered[current] = by_id[current]
            current = following.get(current)
    return [*ordered.values(), *(one for one in blocks if one.get("ID") not in ordered)]


def _place(block: Element, places: dict[str, int], last: int) -> int:
    node: Element | None = block
    while node is not None:
        if (place := places.get(node.get("ID") or "")) is not None:
            return place
        node = node.getparent()
    return last


def block_text(block: Element) -> str:
    """The words of a block on one line."""
    return joined([_line(line) for line in descendants(block, "TextLine")])


def _line(line: Element) -> str:
    pieces: list[str] = []
    for part in line:
        name = local_name(part)
        if name == "String":
            kind, whole = part.get("SUBS_TYPE") or "", part.get("SUBS_CONTENT") or ""
            if kind == "HypPart2" and whole:
                # The whole word is where its first part is.
                continue
            pieces.append(whole if kind == "HypPart1" and whole else part.get("CONTENT") or "")
        elif name == "SP":
            pieces.append(" ")
        elif name == "HYP" and not _is_whole(part):
            pieces.append("\u00ad")
    # Some programs leave the spaces out: then two words follow each other.
    spaced = any(piece == " " for piece in pieces)
    return "".join(pieces) if spaced else " ".join(pieces).replace(" \u00ad", "\u00ad")


def _is_whole(hyphen: Element) -> bool:
    before = hyphen.getprevious()
    while before is not None and local_name(before) != "String":
        before = before.getprevious()
    return before is not None and before.get("SUBS_TYPE") == "HypPart1" and bool(before.get("SUBS_CONTENT"))


def language_of(blocks: list[Element]) -> str | None:
    """The language that most of the blocks name."""
    named = [name for one in blocks if (name := one.get("LANG") or one.get("language"))]
    return max(set(named), key=named.count) if named else None
