"""Acronyms and the names that they are short for, by their letters or because a text says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from index.text import fold

_BY_LETTERS = re.compile(r"[A-Z]{3,6}")
"""Acronyms that are known by their letters; two letters are the initials of too many names."""
_DEFINED = re.compile(r"\s\((?:[Tt]he )?(?P<acronym>(?=\w*[A-Z]\w*[A-Z])[A-Za-z]{2,8})\)")
"""An acronym in brackets, as in ``Harbour Safety Board (HSB)``: letters, two of them capitals."""
_WORD = re.compile(r"[^\W\d_][\w'\u2019]*")
_GAP = re.compile(r"[ \u00a0\-\u2010\u2011]")
_SMALL = 3
"""Letters up to which a word in small letters may have no letter in the acronym."""
_LOOK_BACK = 160
"""Characters before the brackets among which the name is."""


def acronym_of(short: str, full: str) -> bool:
    """Whether ``short`` has the initials of the words in capitals of ``full``, three to six of them."""
    letters = acronym(short)
    return bool(letters) and initials(full) == letters


def acronym(name: str) -> str:
    """The letters of ``name`` without dots if it is an acronym of three to six capitals; else empty."""
    if not name.isupper():
        return ""
    letters = name.replace(".", "")
    return letters if _BY_LETTERS.fullmatch(letters) else ""


@lru_cache(maxsize=1 << 14)
def initials(name: str) -> str:
    """The first letters of the words of ``name`` that begin with a capital; empty if no acronym can be made of them.

    Single letters are no words.
    """
    if len(name.split()) < 2:
        return ""
    return acronym("".join(found[0] for found in _WORD.findall(name) if found[0].isupper() and len(found) > 1))


def defined(text: str) -> Iterator[tuple[str, str]]:
    """The names in ``text`` after which an acronym is given in brackets, and the acronym.

    Every letter has to begin a word of the name, in order; small words may be left out.
    """
    for match in _DEFINED.finditer(text):
        short, end = match["acronym"], match.start()
        start = _begin(text, list(_WORD.finditer(text, max(0, end - _LOOK_BACK), end)), short)
        if start is not None:
            yield text[start:end], short


def bracketed_forms(text: str) -> Mapping[str, str]:
    """The other form of a name that ``text`` gives with it in brackets, by each of both forms, folded.

    A form that the text gives with several others is left out.
    """
    found: dict[str, str] = {}
    several: set[str] = set()
    for name, short in defined(text):
        for one, other in ((fold(name), short), (fold(short), name)):
            if fold(found.setdefault(one, other)) != fold(other):
                several.add(one)
    return {one: other for one, other in found.items() if one not in several}


def _begin(text: str, words: list[re.Match[str]], short: str) -> int | None:
    """Where the name begins whose words have the letters of ``short`` and which the last of ``words`` ends."""
    letters = list(fold(short))
    for n, word in reversed(list(enumerate(words))):
        if n + 1 < len(words) and not _GAP.fullmatch(text[word.end() : words[n + 1].start()]):
            return None
        if fold(word.group())[:1] == letters[-1]:
            letters.pop()
            if not letters:
                return word.start() if word.group()[0].isupper() else None
        elif not word.group().islower() or len(word.group()) > _SMALL:
            return None
    return None
