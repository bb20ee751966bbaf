"""What elements show besides their words: line ends and values set apart; and buttons that are text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6 dt summary".split())
"""Elements in which a button is the heading of a part that it opens."""
_LEAST_QUESTION, _LEAST_FOLD = 3, 4
"""Words of a question, and of anything else, on a button that opens a part of the text."""
_LEAST_INSIDE = 2
"""Words on a button inside a sentence that are part of it, such as a name: one word is what the button does."""
_FOLDS = ("aria-expanded", "aria-controls")
"""Attributes of a button that opens a part of the page."""
_FOLD = re.compile(r"faq|accordion|question|collaps", re.IGNORECASE)
"""The class of such a button."""
_LINE_END = re.compile(r"(?:^|\s)br(?:\s|$)")
"""The class of an empty element that a page uses as a line end."""
_LABELS = frozenset("b strong span em i".split())
"""Elements that hold a label."""
_LEAST_OF_LABEL = 4
"""Characters of a label: fewer may be the large first letters of a text."""
_FLOAT = re.compile(r"float\s*:\s*(?:left|right)", re.IGNORECASE)
"""The style of words that are set apart from those beside them."""


def is_line_end(element: HtmlElement, name: str) -> bool:
    """Whether an element of the class ``name`` has no text, and ends a line."""
    return "br" in name and not len(element) and not element.text and _LINE_END.search(name) is not None


def is_apart(element: HtmlElement, tag: str, before: str) -> bool:
    """Whether a page shows an element apart from the text ``before`` it: as a value beside its label, or afloat."""
    style = element.get("style")
    if style is not None and _FLOAT.search(style):
        return True
    if tag != "span":
        return False
    text = _first_text(element)
    if text[:1].isdecimal():
        return before[-1:].isalpha() and bool(element.get("class"))
    return text[:1].isupper() and before[-1:].islower() and _is_item(element)


def _is_item(element: HtmlElement) -> bool:
    """Whether an element is one of several in a row, with nothing between them and no other text beside them."""
    above, around = element.getprevious(), element.getparent()
    beside = above is not None and above.tag == element.tag and not above.tail
    return beside and around is not None and not _has_words(around.text)


def is_labelled(link: HtmlElement, before: str) -> bool:
    """Whether a label in an element of its own, whose end ``before`` is, is right before a link: ``READ ALSO``."""
    if not before[-1:].isalnum():
        return False
    label = link.getprevious()
    if label is None or label.tail or label.tag not in _LABELS:
        return False
    around = link.getparent()
    is_first = label.getprevious() is None and around is not None and not _has_words(around.text)
    is_long = len(before) >= _LEAST_OF_LABEL
    return is_first and is_long and not _first_text(link)[:1].islower()


def _first_text(element: HtmlElement) -> str:
    """The text with which an element or the first one inside it begins."""
    inner = element if element.text or not len(element) else element[0]
    return inner.text or ""


def is_text(button: HtmlElement, *, is_edge: bool) -> bool:
    """Whether a button is text: the heading of a part that it opens, or words of a sentence.

    ``is_edge`` is whether it is in the head or foot of the page, where buttons open menus.
    """
    around = button.getparent()
    if around is None or around.tag in _HEADINGS:
        return around is not None
    text = "".join(button.itertext()).strip()
    words = len(text.split())
    if around.tag == "p" and _has_words(around.text) and _has_words(button.tail) and words >= _LEAST_INSIDE:
        return True
    opens = any(name in button.attrib for name in _FOLDS) or _FOLD.search(button.get("class", ""))
    return (
        bool(opens) and not is_edge and words >= (_LEAST_QUESTION if text.endswith(("?", "？", "؟")) else _LEAST_FOLD)
    )


def _has_words(text: str | None) -> bool:
    return text is not None and any(map(str.isalnum, text))
