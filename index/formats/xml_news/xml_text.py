"""The words of XML elements: one line of a value, and the paragraphs of a body."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING, Final

from index.text import normalise

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

BLOCKS: Final = frozenset(
    "p hl2 h1 h2 h3 h4 h5 h6 head title li item tr row blockquote bq block div div1 div2 div3 section sec list table "
    "pre lg l ab sp speaker dd dt dl ul ol article body body.content disp-quote hr speech statement verse-group "
    "verse-line dateline byline opener closer salute signed trailer nitf-table caption cit tbody thead figcaption "
    "figure aside footer header address postscript epigraph floatingtext text abstract".split()
)
"""Elements of NITF, HTML, JATS and TEI that begin a paragraph of their own."""
_CELLS = frozenset(("td", "th", "cell", "entry"))
_BREAKS = frozenset(("br", "lb", "break"))
_INDENT = 3
"""Spaces at the beginning of a line of wrapped text that begin a paragraph."""
_BREAK, _CELL = "\x0b", "\x0c"
# Characters that XML 1.0 cannot hold, so no text has them.
_TWO_BREAKS = re.compile(rf"{_BREAK}\s*{_BREAK}")
_AROUND_CELL = re.compile(rf"\s*{_CELL}\s*")
_INDENTED = re.compile(rf"\n(?=[ ]{{{_INDENT},}}|\t)|\n[ \t]*\n")


def local_name(element: Element) -> str:
    """The name of an element without its namespace; empty for a comment or instruction."""
    tag = element.tag
    return tag.rpartition("}")[2].rpartition(":")[2] if isinstance(tag, str) else ""


def descendants(element: Element | None, *names: str) -> Iterator[Element]:
    """The elements below ``element`` with one of these names, in the order of the document."""
    if element is not None:
        for name in names if len(names) == 1 else ():
            yield from element.iterfind(f".//{{*}}{name}")
        if len(names) > 1:
            yield from (one for one in element.iterdescendants() if local_name(one) in names)


def children(element: Element | None, *names: str) -> list[Element]:
    """The children of ``element`` with one of these names."""
    return [] if element is None else [child for child in element if local_name(child) in names]


def at(element: Element | None, path: str) -> Element | None:
    """The first element at ``path`` below ``element``, such as ``head/docdata``."""
    for name in path.split("/"):
        element = next(iter(children(element, name)), None)
    return element


def words(element: Element | None, without: Collection[str] = ()) -> str:
    """The text of an element on one line."""
    return normalise(" ".join(paragraphs(element, without))) if element is not None else ""


def first_words(elements: Iterable[Element]) -> str | None:
    """The text of the first of these elements that has one."""
    return next((text for element in elements if (text := words(element))), None)


def attribute(element: Element | None, name: str) -> str | None:
    """An attribute whatever its namespace; None where it is missing or blank."""
    if element is None:
        return None
    value = element.get(name)
    if value is None:
        value = next((value for key, value in element.items() if key.rpartition("}")[2].rpartition(":")[2] == name), "")
    return normalise(str(value)) or None


def paragraphs(element: Element | None, without: Collection[str] = ()) -> list[str]:
    """The paragraphs in an element, each one line; elements named in ``without`` are left out.

    A table's row is a paragraph, its cells with `` | `` between them. Two line breaks end a paragraph, one is a space.
    """
    pieces: list[str] = []
    found: list[str] = []
    if element is not None:
        _collect(element, frozenset(without), pieces, found)
        _flush(pieces, found)
    return found


def _collect(element: Element, without: frozenset[str], pieces: list[str], found: list[str]) -> None:
    """Recursive: the parser refuses more than 256 elements inside each other."""
    name = local_name(element).lower()
    block = name in BLOCKS
    if block:
        _flush(pieces, found)
    if name in _CELLS:
        pieces.append(_CELL)
    elif name in _BREAKS:
        pieces.append("" if element.get("break") == "no" else _BREAK)
    if name == "pre" and len(element) == 0:
        found.extend(wrapped_paragraphs(element.text or ""))
    else:
        pieces.append(element.text or "")
        for child in element:
            child_name = local_name(child)
            if child_name and child_name not in without:
                _collect(child, without, pieces, found)
            pieces.append(child.tail or "")
    if block:
        _flush(pieces, found)


def _flush(pieces: list[str], found: list[str]) -> None:
    text = "".join(pieces).strip(_CELL + " \n\t")
    pieces.clear()
    for part in _TWO_BREAKS.split(text):
        if line := normalise(_AROUND_CELL.sub(" | ", part.strip(_CELL + " \n\t")).replace(_BREAK, " ")):
            found.append(line)


def wrapped_paragraphs(text: str) -> list[str]:
    """The paragraphs of text in lines of one width: a blank line or an indented line begins one."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return [line for part in _INDENTED.split(text) if (line := normalise(part.replace("\n", " ")))]
