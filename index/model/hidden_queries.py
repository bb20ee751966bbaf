"""The same query over hidden lines, which are searched apart: what a page has besides its text."""

from __future__ import annotations

import re

_BEGUN = re.compile(r"(?:^|[\s(])[^\W_]{3,}\Z")
"""A word at the cursor that is long enough to be looked for as a beginning."""


def in_hidden_lines(query: str, *, as_typed: bool = False) -> str:
    """The query for articles that have in hidden lines what ``query`` asks for, and not in their texts.

    The last word is a beginning if the query is read ``as_typed``. Empty where the query cannot be put in parentheses.
    """
    text = query.strip()
    if not text or not _closes(text):
        return ""
    star = "*" if as_typed and _BEGUN.search(query) else ""
    return f"hidden:({text}{star}) -({text}{star})"


def _closes(text: str) -> bool:
    """Whether each parenthesis and straight quotation mark has its partner."""
    depth = 0
    for character in text:
        depth += {"(": 1, ")": -1}.get(character, 0)
        if depth < 0:
            return False
    return not depth and text.count('"') % 2 == 0
