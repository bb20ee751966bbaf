"""The kinds and links of the paragraphs of a Markdown text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from index.model import BlockKind, CleanArticle, TextLink
from index.text import normalise

_LINK = re.compile(
    r"(?<!!)\[([^\[\]\n]{1,1000})\](?:\(\s{0,9}<?(https?://[^\s<>()]{1,2000}(?:\([^\s<>()]{0,500}\)[^\s<>()]{0,500})?)>?"
    r"(?:\s[^()\n]{0,500})?\)|\[([^\]\n]{0,200})\])|<(https?://[^<>\s]{1,2000})>"
)
_REFERENCE = re.compile(r"^\s{0,3}\[([^\]\n]{1,200})\]:\s+<?(https?://[^\s<>]{1,2000})", re.MULTILINE)
_MOST_LINKS = 2000
"""Links of one article."""


class MarkdownBlock(NamedTuple):
    """A line of the text and those that continue it, with their markup."""

    source: str
    kind: BlockKind


def structured(
    article: CleanArticle, blocks: Sequence[MarkdownBlock], text: str, inline: Callable[[str], str]
) -> CleanArticle:
    """``article`` with the kinds and links of its paragraphs, which are ``blocks`` in their order, without markup.

    ``text`` is the whole source, for its link references; ``inline`` removes the markup of a line.
    """
    addresses = {name.casefold(): url for name, url in _REFERENCE.findall(text)}
    kinds: list[BlockKind] = []
    links: list[TextLink] = []
    following = 0
    plain = [normalise(inline(block.source)) for block in blocks]
    places: dict[str, list[int]] = {}
    for number, words in enumerate(plain):
        places.setdefault(words, []).append(number)
    for start, end in article.paragraphs:
        at = next((n for n in places.get(article.text[start:end], ()) if n >= following), None)
        kinds.append("paragraph" if at is None else blocks[at].kind)
        if at is not None:
            following = at + 1
            links.extend(_links(blocks[at].source, article.text, start, end, addresses, inline))
    set_apart = any(kind != "paragraph" for kind in kinds)
    return replace(article, kinds=tuple(kinds) if set_apart else (), links=tuple(links[:_MOST_LINKS]))


def _links(
    source: str, text: str, start: int, end: int, addresses: Mapping[str, str], inline: Callable[[str], str]
) -> Iterator[TextLink]:
    """The links of the paragraph ``text[start:end]``, as spans of ``text``."""
    for found in _LINK.finditer(source):
        named, url, reference, bare = found.groups()
        words = normalise(inline(named)) if named else bare
        address = bare or url or addresses.get((reference or named or "").casefold())
        place = text.find(words, start, end) if words else -1
        if place >= 0:
            start = place + len(words)
            if address and address.isprintable():
                yield TextLink(place, start, address)
