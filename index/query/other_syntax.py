"""What other search engines write that is read as words here, and sentences that say how to write it.

It is never dropped silently: a reader who comes from Nexis, Factiva or Lucene sees what was not understood.
"""

from __future__ import annotations

import re
from typing import Final

from index.query.fields import BY_CALLED, BY_WRITTEN
from index.query.notes import shown

_NEAR: Final = re.compile(
    r"(?:NEAR|ADJ|ONEAR|PRE|SAME|W|N|P)(?:/?\d+|/[spSP])|[wnp](?:re)?/(?:\d+|[sp])|NEAR|ADJ|SAME"
    r"|(?:near|adj|onear)/?\d+|/(?:[nfNF]?\d+/?|[sp])"
)
"""Operators between two words that are to be near each other."""
_SUFFIX: Final = re.compile(r"~{1,2}(?:\d*|[spSP])\Z")
_WEIGHT: Final = re.compile(r"\^\d+(?:\.\d+)?\Z")
_SIMILARITY: Final = re.compile(r"(.*[^\W_])~0?\.\d+\Z")
_COMPARED: Final = re.compile(r"[^\W\d_]{2,}(?:[<>]=?|=)[^\W_].*\Z")
"""A field with another sign than a colon: ``hd=oil``, ``wc>200``."""
_FUNCTION: Final = re.compile(r"(?:atleast\d*|allcaps|caps|nocaps|singular|plural|hlead|lead)\Z", re.IGNORECASE)
_EXPRESSION: Final = re.compile(r"/[^/\s]*[*+?\[.|][^/\s]*/\Z")
_EXISTS: Final = re.compile(r"_(?:exists|missing)_:(\w+)\Z")
_IGNORED: Final = {"|": "OR", "||": "OR"}


def ignored(text: str, before: str) -> str:
    """Why ``text``, with the character ``before`` right before it, is left out; empty for what is searched for."""
    if text in _IGNORED:
        return f"{text} is ignored; for one or the other write {_IGNORED[text]}."
    if _SUFFIX.match(text):
        return f'{shown(text)} is ignored; for words near each other write "one two"~5.'
    if _WEIGHT.match(text) and not before.isspace() and before:
        return f"{text} is ignored: words have no weights."
    return ""


def read_as_words(text: str, after: str) -> str:
    """How to write what another engine means by ``text``, which is read as words; empty for what is no such thing.

    ``after`` is the query from the end of ``text`` on.
    """
    if _NEAR.fullmatch(text):
        return _near(text)
    if after.startswith("(") and not after.startswith("(s)"):
        return _function(text)
    if text.upper() == "ANDNOT" and text.isupper():
        return f"{text} is read as a word; to leave out a word write -word."
    if text.startswith("!") and text[1:2].isalnum():
        return f"The ! before {shown(text[1:])} is ignored; to leave out a word write -word."
    if text.endswith("!") and text[:-1].isalnum() and re.match(r" +(?:AND|OR|NOT)\b|\)", after):
        return f"The ! after {shown(text[:-1])} is ignored; for words that begin so write {shown(text[:-1])}*."
    if found := _SIMILARITY.match(text):
        return f"{shown(text)} is read as text; for words with one or two mistakes write {shown(found[1])}~ or ~2."
    if found := _EXISTS.match(text):
        return f"{shown(text)} is read as text; for articles with a value in a field write has:{found[1]}."
    if _COMPARED.match(text) and "://" not in text:
        return f"{shown(text)} is read as text; fields have a colon after them, such as {BY_WRITTEN['title'].written}."
    if _EXPRESSION.match(text):
        return f"{shown(text)} is read as text; regular expressions are for names and values: outlet:/ed(inburgh)?/."
    return ""


def _near(text: str) -> str:
    number = re.search(r"\d+", text)
    sign = text[-1].lower() if text[-2:-1] == "/" and text[-1].isalpha() else (number[0] if number else "5")
    ordered = "~" if not sign.isdigit() or text[:1].lower() == "p" else "~~"
    return f'{text} is read as a word; for words near each other write "one two"{ordered}{sign}.'


def _function(text: str) -> str:
    """The sentence about what is right before a parenthesis."""
    key = text.lower()
    field = BY_WRITTEN.get(key) or BY_CALLED.get(key)
    if field is not None:
        return f"{text}( is read as a word; as a field write {field.written}."
    return f"{text}( is read as a word; there is no such function." if _FUNCTION.match(text) else ""
