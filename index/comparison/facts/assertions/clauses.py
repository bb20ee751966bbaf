"""Where a clause ends, as far as signs tell."""

from __future__ import annotations

from index.text import Token

_ENDS = frozenset(',;:.!?()\u2014\u2013\u201c\u201d"')


def joined(text: str, first: Token, second: Token) -> bool:
    """Whether no sign that ends a clause is between two words of ``text`` that follow each other."""
    return _ENDS.isdisjoint(text[first.end : second.start])
