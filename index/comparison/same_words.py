"""Whether two passages have equal words, which is what a link that is called verbatim claims.

Words are equal if they differ in nothing but case, typography (quotation marks, dashes, ligatures, spaces that do not
break, hyphens that do not show), hyphenation and white space. Accents, figures, signs such as ``%`` and question marks
are no typography; all other punctuation is.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Final

_HYPHENS: Final = frozenset("-\u2010\u2011\u2012\u2013\u2043\u058a\u2212\ufe63\uff0d")
"""Also the dashes that are used as a minus, and between figures."""
_APOSTROPHES: Final = frozenset("'\u2018\u2019\u02bc\u02b9\uff07\u00b4`\u2032")
_QUESTION_MARKS: Final = frozenset("?\uff1f\u061f\u037e")
_SIGNS: Final = frozenset("%\u2030&@#\u00a7/\\")
"""Punctuation that is read aloud, as are the signs of currencies, of mathematics and of measures."""
_KEPT: Final = frozenset(".,:")
_LIGATURES: Final = {"\u0153": "oe", "\u00e6": "ae"}
_TATWEEL: Final = "\u0640"
"""Lengthens an Arabic word on its line."""
_MINUS: Final = "\u2212"
_AT_LINE_END: Final = re.compile(r"(?<=\w)[-\u2010\u00ad][ \t]*\r?\n\s*(?=\w)")
"""A hyphen at the end of a line, and the white space before the rest of its word."""
_INITIALS: Final = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_NO_POINT: Final = re.compile(r"(?<!\d)\.(?!\d)|(?<=\w)\.(?!\d)|(?<=[^\W\d])\.(?=\d)")
"""A point that neither divides a figure nor begins one."""
_BETWEEN_FIGURES: Final = re.compile(r"(?<!\d)[,:]|[,:](?!\d)")
_NO_APOSTROPHE: Final = re.compile(r"(?<![^\s.,:'-])'|'(?![^\s.,:'-])")
_BEFORE_FIGURE: Final = re.compile(r"(?<=\d)\s*-\s*(?=\d)|(?<![^\s.,:])-(?=\.?\d)")
"""A hyphen or dash in a range or a score, and a minus."""
_SPACED: Final = re.compile(r"--+|(?<![^\s.,:'])-|-(?![^\s.,:'-])")
"""Hyphens and dashes that join no words."""
_WORD: Final = re.compile(r"[^ -]+")
_APART: Final = frozenset(
    "cover covered covering creation dress form formed forming lease leased leasing lay mark press presented sent serve"
    " sign signed signing signs sort sound treat treated".split()
)
"""English words that mean another thing without the hyphen after ``re``: who re-signed has not resigned."""
_RE: Final = re.compile(r"\bre-(\w+)")


def same_words(left: str, right: str) -> bool:
    """Whether the words are equal; False where there are none."""
    one, other = _folded(left), _folded(right)
    if one == other:
        return bool(one)
    if _letters(one) != _letters(other):
        return False
    # A hyphen may also be a space, or be left out; a space against nothing makes other words.
    mine, theirs = _joints(one), _joints(other)
    return all("-" in (mine.get(at), theirs.get(at)) or mine.get(at) == theirs.get(at) for at in {*mine, *theirs})


def letters_of(text: str) -> str:
    """The folded words without what is between them: different for two texts, their words are not equal."""
    return _letters(_folded(text))


def _letters(folded: str) -> str:
    return folded.replace("-", "").replace(" ", "")


@lru_cache(maxsize=8192)
def _folded(text: str) -> str:
    """The words, separated by single spaces, with hyphens inside them."""
    text = unicodedata.normalize("NFC", _AT_LINE_END.sub("-", text)).translate(_CHARACTERS)
    text = _INITIALS.sub(lambda found: found.group().replace(".", ""), text)
    text = _BETWEEN_FIGURES.sub(" ", _NO_POINT.sub(" ", text))
    text = _BEFORE_FIGURE.sub(f" {_MINUS} ", _NO_APOSTROPHE.sub("", text))
    text = _RE.sub(lambda found: f"re {found.group(1)}" if found.group(1) in _APART else found.group(), text)
    found = " ".join(_SPACED.sub(" ", text).split())
    return found if any(map(str.isalnum, found)) else ""


def _joints(folded: str) -> dict[int, str]:
    """What is between two words or parts of a word, a space or a hyphen, by the number of letters before it."""
    found: dict[int, str] = {}
    letters = 0
    for word in _WORD.finditer(folded):
        if letters:
            found[letters] = folded[word.start() - 1]
        letters += len(word.group())
    return found


@cache
def _character(char: str) -> str:
    """What becomes of one character; a sign is made a word of its own."""
    sort = unicodedata.category(char)
    if char in _HYPHENS:
        return "-"
    if char in _APOSTROPHES:
        return "'"
    if char in _KEPT:
        return char
    if char in _QUESTION_MARKS:
        return " ? "
    if sort == "Cf" or char == _TATWEEL:
        return ""
    if sort[0] == "L":
        folded = unicodedata.normalize("NFKC", char).casefold()
        return _LIGATURES.get(folded, folded)
    if sort[0] == "M":
        return char
    if sort == "Nd":
        return str(unicodedata.decimal(char))
    if sort[0] == "N" or char in _SIGNS or (sort[0] == "S" and sort != "Sk"):
        return f" {char} "
    return " "


class _Characters(dict[int, str]):
    """A table for ``str.translate`` that is filled as characters are met."""

    def __missing__(self, code: int) -> str:
        return self.setdefault(code, _character(chr(code)))


_CHARACTERS: Final = _Characters()
