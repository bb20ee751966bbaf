"""Text from outside as Markdown that shows it as it is, and addresses that are safe in a link. Pure."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from index.text import printable

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&$#])")
_LINE_START = re.compile(r"^([^\S\n]*(?:\d+(?=[.)]))?)([+\-=.)])", re.MULTILINE)
_LONGEST_ADDRESS = 4096
"""Characters of an address that is a link in an export."""


def plain(text: str, *, starts: bool = True) -> str:
    """``text`` escaped so that Markdown shows it literally.

    ``starts`` is whether it begins a line: what follows on a line that is begun needs no more than signs escaped.
    """
    text = _SPECIAL.sub(r"\\\1", printable(text, lines=True))
    begun = 0 if starts else len(text.split("\n", 1)[0])
    return text[:begun] + _LINE_START.sub(r"\1\\\2", text[begun:])


def escaped_line(text: str) -> str:
    """The same on one line."""
    return plain(" ".join(printable(text).split()))


def web_address(url: str | None) -> str | None:
    """``url`` so that it is safe in a link; None where it is no address on the web."""
    try:
        parts = urlsplit(url) if url and len(url) <= _LONGEST_ADDRESS else None
    except ValueError:
        return None
    if url is None or parts is None or parts.scheme not in ("http", "https") or not parts.netloc:
        return None
    return quote(url, safe=":/?#@!$&()*+,;=%[]~", errors="replace")


def link_target(url: str) -> str | None:
    """An address as the target of a link; None where it is none of the web. A reference to a character is none."""
    address = web_address(url)
    return None if address is None else f"<{address.replace('&', '&amp;')}>"
