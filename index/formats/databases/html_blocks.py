"""The blocks of text of a page or of a part of it, in their order, without scripts and images."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from index.errors import SourceError
from index.formats.source import Source

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BLOCKS: Final = frozenset(
    "address article aside blockquote body center dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6"
    " header hr li main nav ol p pre section small table tbody td th thead tr ul".split()
)
"""Elements that begin and end a block. ``small`` is one in the exports of Europresse."""
_LEFT_OUT: Final = frozenset("script style head noscript img button input select option textarea svg iframe".split())
_SPACE = re.compile(r"[^\S\n]+")
_DEEPEST = 200
"""Elements inside each other that are followed; libxml2 itself reads up to 256."""


def page_of(source: Source) -> HtmlElement:
    """The page as a tree; raises SourceError when there is no markup in it."""
    return tree(source.decoded.text)


def tree(text: str) -> HtmlElement:
    """The page ``text`` as a tree; raises SourceError when there is no markup in it."""
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        return document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise SourceError("damaged: the page cannot be read as HTML") from error


def blocks(
    element: HtmlElement,
    *,
    mark: Callable[[HtmlElement], str | None] | None = None,
    leave_out: Callable[[HtmlElement], bool] | None = None,
    pre: bool = False,
) -> list[str]:
    """The blocks of text in ``element``; a line break stays in its block as ``\\n``.

    ``mark`` gives a block of its own for an element that begins something; what ``leave_out`` names is left out.
    With ``pre`` the line breaks of the source are kept.
    """
    made: list[str] = []
    inline: list[str] = []

    def close() -> None:
        lines = (_SPACE.sub(" ", line).strip() for line in "".join(inline).split("\n"))
        text = "\n".join(lines).strip("\n")
        inline.clear()
        if text:
            made.append(text)

    def add(text: str | None) -> None:
        if text:
            inline.append(text if pre else re.sub(r"[ \t\r\n\f]+", " ", text))

    def walk(one: HtmlElement, depth: int) -> None:
        if not isinstance(one.tag, str) or one.tag in _LEFT_OUT or (leave_out is not None and leave_out(one)):
            return
        if mark is not None and (marked := mark(one)) is not None:
            close()
            made.append(marked)
        block = one.tag in _BLOCKS
        if block:
            close()
        if one.tag == "br":
            inline.append("\n")
        add(one.text)
        for child in one if depth < _DEEPEST else ():
            walk(child, depth + 1)
            add(child.tail)
        if block:
            close()

    walk(element, 0)
    close()
    return made


def inline_text(element: HtmlElement | None) -> str:
    """All text of ``element`` on one line."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def has_class(element: HtmlElement, *names: str) -> bool:
    """Whether one of the classes of ``element`` is one of ``names``."""
    return not set(names).isdisjoint((element.get("class") or "").split())
