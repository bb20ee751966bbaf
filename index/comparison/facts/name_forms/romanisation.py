"""How Slavic names are spelled in English, German and French: ``Zhukov``, ``Schukow``, ``Joukov``.

Each language has its own letters for one Cyrillic letter. A word is read by the rules of each; two words are one name
if any two readings are equal. Only words with a Slavic ending are read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

_SHORTEST = 5
"""Letters from which a word is read as a Slavic name."""
_LONG = 7
"""Letters from which a German ``s`` may be an English ``z``."""
_SLAVIC = re.compile(
    r".*(?:[oei][vw]|[oe]ff|sk(?:y|i|ij|yj|yy|iy|ii|yi|a|aya|aja|aia)|enko|[ivwy](?:t?ch|tsch)|[iy]ne?|(?:y|j|io)u?k"
    r"|n(?:y|yj|iy|ij))a?"
)
"""Endings of Slavic names in Latin letters, in all three languages."""
_FRENCH = re.compile(r"ou|ch|j|kh|ts")
"""What a French spelling has whose last ``e`` is silent."""

_Rules = Sequence[tuple[re.Pattern[str], str]]


def _rules(written: str) -> _Rules:
    """From ``letters=sound`` pairs, divided by spaces."""
    return [(re.compile(left), right) for left, right in (pair.split("=") for pair in written.split())]


_ENGLISH = _rules("shch=щ t?ch=č dzh=ǯ j=ǯ zh=ž sh=š kh=х t[sz]=c w=v")
_GERMAN = _rules("schtsch=щ tsch=č dsch=ǯ sch=š ch=х t?z=c w=v j=")
_VOICED = _rules("schtsch=щ tsch=č dsch=ǯ sch=ž ch=х t?z=c w=v j=")
"""German writes ``sch`` for two Cyrillic letters."""
_FRANCOPHONE = _rules("chtch=щ tch=č dj=ǯ ch=š j=ž kh=х ts=c ou=u w=v")
_COMMON: _Rules = (
    (re.compile(r"(?:[yi]?[eo]|i|yi)(?:ff|v)(?=a?$)"), "ov"),
    (re.compile(r"^[yi](?=[aeou])|y(?=[aeou])|(?<=[aeou])i(?=[aeou])"), ""),
    (re.compile(r"y"), "i"),
    (re.compile(r"(.)\1+"), r"\1"),
)


def same_romanised(first: str, second: str) -> bool:
    """Whether the folded words spell one Slavic name; symmetric."""
    return not readings(first).isdisjoint(readings(second))


@lru_cache(maxsize=1 << 14)
def readings(word: str) -> frozenset[str]:
    """What the folded ``word`` sounds like, read by each of the languages; empty if it is no Slavic name."""
    if len(word) < _SHORTEST or not _SLAVIC.fullmatch(word):
        return frozenset()
    german = {_read(word, rules) for rules in (_GERMAN, _VOICED)}
    found = {_read(word, _ENGLISH), *german}
    if len(word) >= _LONG:
        found |= {re.sub(r"s(?=[aeiou])", "z", reading) for reading in german}
    if _FRENCH.search(word):
        found.add(_read(re.sub(r"(?<=[iy]n)e$", "", word), _FRANCOPHONE))
    return frozenset(found)


def _read(word: str, rules: _Rules) -> str:
    for pattern, sound in (*rules, *_COMMON):
        word = pattern.sub(sound, word)
    return word
