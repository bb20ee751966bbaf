"""Names in Arabic and Cyrillic letters as Latin ones: the consonants, which survive most transliterations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import product
from typing import Final

from index.text import fold

_ARABIC: Final = ("بتثجحخدذرزسشصضطظعغفقكلمنهپچژگڤک", "b t t j h h d d r z s s s d t z - g f k k l m n h b s z g f k")
_CYRILLIC: Final = ("бвгґджзклмнпрстфхцчшщ", "b v g g d z z k l m n b r s t f h ts s s s")
_LETTERS: Final = {
    letter: latin.strip("-")
    for letters, all_latin in (_ARABIC, _CYRILLIC)
    for letter, latin in zip(letters, all_latin.split(), strict=True)
}
_DIGRAPHS: Final = (
    ("sch", "s"), ("tch", "s"), ("sh", "s"), ("ch", "s"), ("kh", "h"), ("gh", "g"), ("ph", "f"), ("th", "t"),
    ("zh", "z"), ("dh", "d"), ("ck", "k"), ("qu", "k"), ("x", "ks"), ("q", "k"), ("c", "k"), ("p", "b"), ("v", "f"),
)  # fmt: skip
_CH: Final = "ch"
_SOUNDS_OF_CH: Final = ("k", "h")
"""What ``ch`` sounds like beside what it does in English."""
_VOWELS: Final = re.compile("[aeiouwy]")
_DOUBLED: Final = re.compile(r"(.)\1+")
_PREFIXES: Final = ("وال", "بال", "كال", "فال", "ال", "لل", "و", "ب", "ل", "ف", "ك")
"""The Arabic article and what is written together with the word after it."""
SHORTEST: Final = 3
"""Consonants that a name needs: shorter ones are like too many other words."""


def other_script(text: str) -> bool:
    """Whether most of the letters are Arabic or Cyrillic."""
    letters = [char for char in text if char.isalpha()]
    return 2 * sum("\u0400" <= char <= "\u052f" or "\u0600" <= char <= "\u06ff" for char in letters) > len(letters)


def outlines(names: Iterable[str]) -> Mapping[str, str]:
    """By the consonants of a name in Latin letters, the name; only names with enough consonants."""
    found = {sound: name for name in names if name.isascii() and name.isalpha() for sound in _outlines(name)}
    return {consonants: name for consonants, name in found.items() if len(consonants) >= SHORTEST}


def written_as(word: str, known: Mapping[str, str]) -> str:
    """The name among ``known``, as :func:`outlines` gives them, that the Arabic or Cyrillic ``word`` is; else empty."""
    for prefix in ("", *_PREFIXES):
        if word.startswith(prefix) and (name := known.get(outline(word[len(prefix) :]))):
            return name
    return ""


def pair_outlines(pairs: Iterable[tuple[str, str]]) -> Mapping[tuple[str, str], tuple[str, str]]:
    """By the consonants of both words of a name, the words: together they need no more consonants than one word."""
    found = {
        both: (one, other)
        for one, other in pairs
        if (one + other).isascii()
        for both in product(_outlines(one), _outlines(other))
    }
    return {both: pair for both, pair in found.items() if all(both) and len("".join(both)) >= SHORTEST}


def pair_written_as(
    first: str, second: str, known: Mapping[tuple[str, str], tuple[str, str]]
) -> tuple[str, str] | None:
    """The name of two words, of those that :func:`pair_outlines` gives, that two Arabic or Cyrillic words are."""
    other = outline(second)
    for prefix in ("", *_PREFIXES):
        if first.startswith(prefix) and (pair := known.get((outline(first[len(prefix) :]), other))):
            return pair
    return None


def _outlines(name: str) -> Sequence[str]:
    """The outlines of a Latin name, the usual one last: its ``ch`` is that of Marchetti, of Bach, or of Chavez."""
    folded = fold(name)
    if _CH not in folded:
        return (outline(name),)
    return (*(outline(folded.replace(_CH, sound)) for sound in _SOUNDS_OF_CH), outline(name))


@lru_cache(maxsize=1 << 14)
def outline(word: str) -> str:
    """The consonants of a word, those that transliterations confuse being one, and none doubled."""
    latin = "".join(char if char.isascii() else _LETTERS.get(char, "") for char in fold(word))
    for letters, sound in _DIGRAPHS:
        latin = latin.replace(letters, sound)
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", latin))
