"""Prepares the source of a page for the parser: removes what only makes it large, and what no parser can take."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

MOST = 4_000_000
"""Characters of a page that is parsed; more than any article has beside its scripts and images."""
_MOST_TAGS = 150_000
"""Tags of a page that is parsed."""
_DEEPEST = 160
"""Elements inside each other; libxml2 cuts a page at 255, and an extractor recurses."""
_CONTROLS = bytes((*range(0x09), 0x0B, *range(0x0E, 0x20), 0x7F))
_LONG_TAG = 20_000
"""Characters of a tag."""
_ENDLESS = re.compile(rf"<([a-zA-Z][\w:-]{{0,60}})\s[^<>]{{{_LONG_TAG},}}>")
"""A tag with so many attributes that libxml2, which compares each with all others, takes minutes."""
_QUOTED = 15_000
"""Quoted attributes of a page from which on tags with too many of them are searched for."""
_CROWDED = re.compile(
    r"<([a-zA-Z][\w:-]{0,60}+)(?:\s++[^\s\"'<>=]++(?:=(?:\"[^\"]*+\"|'[^']*+'|[^\s\"'<>]++))?+){400,}+[^<>]*+>"
)
"""The same where ``<`` or ``>`` is inside the quotes."""
_DATA = re.compile(r"data:[^\"'\s<>)]{256,}")
_NO_TEXT = re.compile(r"<(?:(script|style|svg|noscript|template)\b|!--)", re.IGNORECASE)
_SHADOW = re.compile(r"<template\b([^<>]{0,500})>|</template\s*>", re.IGNORECASE)
_WRAPPER = re.compile(
    r"<(/?)(div|span|section|article|main|center|font|b|i|u|em|strong|big|small|ul|ol|dl|table|blockquote|a|q|"
    r"header|footer|aside|nav|figure|form|fieldset|label|ins|del|sub|sup|details|object|abbr|cite|code)\b[^<>]{0,4000}>",
    re.IGNORECASE,
)
_INLINE = frozenset("span font b i u em strong big small a q label ins del sub sup abbr cite code".split())
_SAVED = re.compile(r"<!--\s{0,9}(?:Page saved with SingleFile|saved from url=\(\d{1,9}\))", re.IGNORECASE)
_SAVED_URL = re.compile(r"\burl(?:=\(\d{1,9}\)|:)\s{0,9}(https?://[^\s<>\"]{1,2000})", re.IGNORECASE)
_BLOCK = re.compile(
    r"<(?:/?(?:p|div|section|article|h[1-6]|li|ul|ol|br|tr|td|th|table|blockquote|header|footer|main|aside|figcaption|title|pre)\b"
    r"[^<>]{0,2000})>",
    re.IGNORECASE,
)
_TAG = re.compile(r"</?[a-zA-Z!?][^<>]{0,4000}>")


def fitted(source: str) -> bytes | None:
    """The page in UTF-8 without embedded data and broken tags; None where it is still too large."""
    if "data:" in source:
        source = _DATA.sub("data:,", source)
    if "shadowroot" in source:
        source = _opened(source)
    if len(source) > MOST:
        source = without_hidden_parts(source, keep=_is_linked_data)
    if _may_have_long_tag(source):
        source = _ENDLESS.sub(r"<\1>", source)
    if source.count("=") > _QUOTED and source.count('="') + source.count("='") > _QUOTED:
        source = _CROWDED.sub(r"<\1>", source)
    if len(source) > MOST:
        return None
    if source.count("<") > _MOST_TAGS:
        source = "".join(_pieces(source))
        if source.count("<") > _MOST_TAGS:
            return None
    return source.encode("utf-8", "replace").translate(None, _CONTROLS)


def _may_have_long_tag(source: str) -> bool:
    """Whether more characters than a tag may have are without ``>``, and hold ``<`` before so many of them.

    Such a run holds a whole window of half that size, so that of most pages only a few characters are looked at.
    """
    half = _LONG_TAG // 2
    if all(source.find(">", start, start + half) >= 0 for start in range(0, len(source) - half, half)):
        return False
    parts = (part for part in source.split(">") if len(part) > _LONG_TAG)
    return any(0 <= part.rfind("<") < len(part) - _LONG_TAG for part in parts)


def saved_from(source: str) -> str | None:
    """The address that a browser or SingleFile writes at the top of a page that it saves."""
    head = source[:8192]
    found = _SAVED.search(head)
    address = _SAVED_URL.search(head, found.start(), found.start() + 2400) if found else None
    return address.group(1) if address else None


def as_lines(source: str) -> str:
    """The text of a page or a piece of one, each block on its own line; entities are not replaced."""
    return _TAG.sub("", _BLOCK.sub("\n", source))


def without_hidden_parts(source: str, keep: Callable[[str], bool] = lambda opening: False) -> str:
    """The page without scripts, styles and comments, except those for whose first characters ``keep`` is true.

    This takes one pass, even where one of them is not closed.
    """
    kept: list[str] = []
    place = 0
    low = source.lower()
    while found := _NO_TEXT.search(source, place):
        mark = f"</{found.group(1).lower()}" if found.group(1) else "-->"
        end = low.find(mark, found.end())
        if end < 0:
            kept.append(source[place : found.start()])
            place = found.end()
            break
        after = end + (0 if found.group(1) else len(mark))
        wanted = keep(source[found.start() : found.start() + 200])
        kept.append(source[place : after if wanted else found.start()])
        place = after
    kept.append(source[place:])
    return "".join(kept)


def _is_linked_data(opening: str) -> bool:
    return "ld+json" in opening


def _opened(source: str) -> str:
    """The page with declared shadow roots as ordinary elements: browsers show these, and no other templates."""
    are_shadows: list[bool] = []

    def opened(found: re.Match[str]) -> str:
        if found.group(1) is not None:
            are_shadows.append("shadowroot" in found.group(1).lower())
            return "<div>" if are_shadows[-1] else found.group()
        return "</div>" if are_shadows and are_shadows.pop() else found.group()

    return _SHADOW.sub(opened, source)


class _Open(NamedTuple):
    name: str
    is_kept: bool


def flattened(page: bytes) -> bytes:
    """The page without the tags of wrappers that are nested too deep; their text stays in place."""
    return "".join(_pieces(page.decode("utf-8"))).encode("utf-8")


def _pieces(source: str) -> Iterator[str]:
    stack: list[_Open] = []
    kept = place = 0
    for found in _WRAPPER.finditer(source):
        name = found.group(2).lower()
        stays = True
        if not found.group(1):
            stays = kept < _DEEPEST
            stack.append(_Open(name, stays))
            kept += stays
        elif stack and stack[-1].name == name:
            stays = stack.pop().is_kept
            kept -= stays
        elif len(stack) > _DEEPEST:
            stays = False
        if not stays:
            words = source[place : found.start()]
            yield words
            if words and not words.isspace():
                yield " " if name in _INLINE else "<br>"
            place = found.end()
    yield source[place:]
