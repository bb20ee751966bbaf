"""The words of an annotated TEI text, in which each word and mark is an element, as a sentence has them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from index.formats.xml_news.xml_text import local_name

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_OPENING: Final = frozenset("([{„“‘«‹¿¡")
_CLOSING: Final = frozenset(")]}”’»›.,;:!?…%")
_TOKENS = ("w", "pc")
_ALTERNATIVES = {"corr": "sic", "reg": "orig", "expan": "abbr"}
"""Of two readings of the same words in a ``choice``, the editor's own, and the one that it replaces."""


def joined_words(text: Element) -> None:
    """Write spaces between the words of ``text`` as they are read, and keep one reading of each choice.

    ``join`` says where there is none; without it, marks are spaced as in running text. Texts without words as elements
    keep their own spaces.
    """
    _choose(text)
    tokens = [one for one in text.iter() if local_name(one) in _TOKENS and len(one) == 0]
    if len(tokens) < 2 or any(one.get("join") is None and (one.tail or "").strip() for one in tokens[:20]):
        return
    for one, following in zip(tokens, [*tokens[1:], None], strict=True):
        one.tail = "" if following is None or _is_joined(one, following) else " "


def _is_joined(one: Element, following: Element) -> bool:
    joins = (one.get("join") or "", following.get("join") or "")
    if joins[0] in ("right", "both") or joins[1] in ("left", "both"):
        return True
    if any(joins):
        return False
    words, next_words = (one.text or "").strip(), (following.text or "").strip()
    return words[-1:] in _OPENING or (local_name(following) == "pc" and next_words[:1] in _CLOSING)


def _choose(text: Element) -> None:
    for choice in [one for one in text.iter() if local_name(one) == "choice"]:
        names = {local_name(child): child for child in choice}
        for kept, replaced in _ALTERNATIVES.items():
            if kept in names and replaced in names:
                child = names[replaced]
                choice.remove(child)
