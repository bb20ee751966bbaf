"""How XML from strangers is parsed: nothing is fetched, no entity expanded, and no tree larger than lxml allows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html.entities import html5
from typing import Final

UNTRUSTED: Final[Mapping[str, bool]] = {
    "resolve_entities": False,
    "load_dtd": False,
    "no_network": True,
    "huge_tree": False,
}
"""Arguments of every XMLParser and iterparse."""

_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31};)")
_BARE_AMPERSAND = re.compile(r"&(?![A-Za-z][A-Za-z0-9]{0,31};|#\d{1,7};|#[xX][0-9A-Fa-f]{1,6};)")
_KEPT = frozenset("<>&\"'")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def mended(text: str) -> str:
    """XML without what ends a parser's reading: characters that XML does not have, and ampersands that begin nothing.

    Entities of HTML, which many programs use without declaring them, become their characters.
    """
    return "".join(_with_known_entities(_NOT_XML.sub("", text)))


def _with_known_entities(text: str) -> Iterator[str]:
    """``text`` in pieces, with entities and ampersands as XML has them; CDATA sections are as they were."""
    place = 0
    while place < len(text):
        start = text.find("<![CDATA[", place)
        end = text.find("]]>", start) + 3 if start >= 0 else 0
        start, end = (start, end) if end > 2 else (len(text), len(text))
        yield _BARE_AMPERSAND.sub("&amp;", _ENTITY.sub(_character, text[place:start]))
        yield text[start:end]
        place = end


def _character(found: re.Match[str]) -> str:
    character = html5.get(found.group(1))
    return found.group() if character is None or character in _KEPT else character
