"""The numbers that a browser shows before the items of ordered lists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BARE_LIST = re.compile(r"unstyled|list-?none|no-?bullet|no-?list|list-style(?:-type)?\s*:\s*none", re.IGNORECASE)
"""The class or style of an ordered list that shows no numbers."""
_MOST_DIGITS = 4
"""Digits of a number that a page gives to an item of a list."""


class ListNumbers:
    """Counts the items of the lists of a page, whose elements are opened and closed in the order of the page."""

    def __init__(self) -> None:
        self._next: list[int | None] = []
        """For each list around, the number of its next item; None where it shows none."""
        self._shown = ""

    def open(self, element: HtmlElement, tag: str) -> None:
        """Note that an element with this tag begins, which may be a list or an item."""
        if tag == "li":
            number = self._next[-1] if self._next else None
            if number is None:
                self._shown = ""
            else:
                number = _number(element.get("value"), number)
                self._next[-1] = number + 1
                self._shown = f"{number}. "
        elif tag in ("ol", "ul"):
            self._next.append(_first(element) if tag == "ol" else None)

    def close(self, tag: str) -> None:
        """Note that the innermost element with this tag, which may be a list or an item, ends."""
        if tag == "li":
            self._shown = ""
        elif tag in ("ol", "ul"):
            self._next.pop()

    def take(self) -> str:
        """What is shown before the text that comes now: the number of its item and a space, once; or nothing."""
        shown, self._shown = self._shown, ""
        return shown


def _first(ordered: HtmlElement) -> int | None:
    """The number of the first item of an ordered list; None where it shows no figures that grow."""
    if ordered.get("type", "1") != "1" or ordered.get("reversed") is not None:
        return None
    if _BARE_LIST.search(f"{ordered.get('class', '')} {ordered.get('style', '')}"):
        return None
    return _number(ordered.get("start"), 1)


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) <= _MOST_DIGITS else otherwise
