"""The tree of an XML file from strangers: nothing is expanded, fetched, or nested beyond the stack.

lxml is used because it comes with the package already, mends what is not well-formed, and is ten times as fast as
feedparser, which would bring a parser of its own and clean markup that cleaning reads later.
"""

from __future__ import annotations

import html
import re
from typing import Final

from lxml import etree

from index.errors import SourceError
from index.formats.xml_settings import UNTRUSTED, mended

_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,200}\?>")
_DOCTYPE = re.compile(r"<!DOCTYPE\b[^\[>]*(?:\[.*?\]\s*)?>", re.IGNORECASE | re.DOTALL)
_DOCTYPE_START = re.compile(r"<!DOCTYPE\b", re.IGNORECASE)
PROLOG: Final = r"(?>\s+|<\?[^>]*\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>)*+"
"""What may be before the root element, as part of a regular expression with DOTALL."""
_PROLOG: Final = 64 * 1024
"""Characters at the beginning in which a document type may be declared."""


def tree(text: str) -> etree._Element:
    """The root of a document; raises SourceError when there is none.

    Entities of HTML, which feeds use without declaring them, become their characters. A document type is dropped with
    all entities that it declares.
    """
    text = _DECLARATION.sub("", text.lstrip("\ufeff \t\r\n"), count=1)
    head = text[:_PROLOG]
    if (start := _DOCTYPE_START.search(head)) and (found := _DOCTYPE.match(head, start.start())):
        text = text[: found.start()] + text[found.end() :]
    parser = etree.XMLParser(recover=True, encoding="utf-8", **UNTRUSTED)
    try:
        root = etree.fromstring(mended(text).encode(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise SourceError(f"not XML that can be read: {error}") from error
    if root is None:
        raise SourceError("not XML that can be read: there is no element in it")
    return root


def name(element: etree._Element) -> str:
    """The name of an element in lower case, without its namespace; empty for a comment."""
    return etree.QName(element).localname.lower() if isinstance(element.tag, str) else ""


def namespace(element: etree._Element) -> str:
    """The namespace of an element; empty where it has none."""
    return (etree.QName(element).namespace or "") if isinstance(element.tag, str) else ""


def text_of(element: etree._Element | None) -> str:
    """All text in an element, without markup."""
    return "".join(str(piece) for piece in element.itertext()).strip() if element is not None else ""


def plain(markup: str) -> str:
    """A title that may have tags and entities in it, as one line."""
    return " ".join(html.unescape(re.sub(r"<[^<>]{1,500}>", " ", html.unescape(markup))).split())


def inner_markup(element: etree._Element) -> str:
    """What is inside an element, as markup."""
    pieces = [html.escape(element.text or "", quote=False)]
    pieces += [
        etree.tostring(child, encoding="unicode", method="html") for child in element if isinstance(child.tag, str)
    ]
    return re.sub(r"(</?)\w+:(?=\w)", r"\1", "".join(pieces)).strip()
