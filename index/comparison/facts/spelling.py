"""Whether two words can be spellings of one name, as transliteration varies them.

A word is read as consonants and groups of vowels. Digraphs, doubled letters and silent ``h`` are levelled; vowels
fall into classes between which scripts without vowels (Arabic, Hebrew) and Slavic endings are known to waver.
"""

from __future__ import annotations

import re
from functools import lru_cache

from index.comparison.facts.name_forms.romanisation import same_romanised
from index.text import fold

_LEVELLED = (
    (re.compile(r"dsch"), "j"),
    (re.compile(r"t?sch"), "š"),
    (re.compile(r"tch|ch"), "č"),
    (re.compile(r"sh"), "š"),
    (re.compile(r"zh|dzh|dj"), "j"),
    (re.compile(r"(?<=[nl])j(?=[aou])"), "y"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"qu(?=[aeiou])"), "kv"),
    (re.compile(r"ck|kh|q"), "k"),
    (re.compile(r"c(?=[eiy])"), "s"),
    (re.compile(r"c"), "k"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"gh"), "g"),
    (re.compile(r"(?<=[dtsz])h"), ""),
    (re.compile(r"(?<=.)h(?![aeiouy])|(?<=[^aeiouy])h"), ""),
    (re.compile(r"t[sz]"), "z"),
    (re.compile(r"w(?=[aeiouy])"), "v"),
    (re.compile(r"(.)\1+"), r"\1"),
)
_TRANSLITERATED = re.compile(r"q|kh|gh|dh|dd|aa|'")
"""What spelling of English names hardly has, and transliteration has often."""
_GROUPS = re.compile(r"[aeiouyw]+|[^aeiouyw]")
_VOWELS = frozenset("aeiouyw")
_SLAVIC_ENDING = re.compile(r"(?:y?e|o|i|yi|ie)(?:v|w|ff)$")
_WAVERING = {"g": "k", "š": "s", "č": "k"}
_UMLAUTS = {"ä": "ae", "æ": "ae", "ö": "oe", "ø": "oe", "ü": "ue", "å": "aa", "đ": "dj"}
_SOFT = {"ć": "ch", "č": "ch", "ç": "ch"}
_HISSED = {"š": "sh", "ş": "sh", "ș": "sh", "ž": "zh"}
_SPELLED_OUT = tuple(str.maketrans(letters) for letters in (_UMLAUTS, _UMLAUTS | _SOFT, _UMLAUTS | _SOFT | _HISSED))
"""Letters that are written as two where a keyboard lacks them; some texts do so with some of them only."""
_SHORTEST_VARIED = 4
"""Letters from which on a word may be spelled in two ways."""
_LONG = 7
"""Letters from which on ``s`` and ``sh`` are taken for one sound."""
_CH_IS_KH = 6
"""Letters from which on ``ch`` and ``kh`` are taken for one sound, as German and English write it."""


@lru_cache(maxsize=1 << 16)
def same_spelling(a: str, b: str, *, shortest: int = _SHORTEST_VARIED) -> bool:
    """Whether the single words ``a`` and ``b`` are ways to write one name; symmetric.

    Words of fewer than ``shortest`` letters have to be equal: in them, one letter is a different name.
    """
    first, second = fold(a), fold(b)
    if first == second or first in spelled_out(b) or second in spelled_out(a):
        return True
    if min(len(first), len(second)) < shortest or first[:1].isdigit() or second[:1].isdigit():
        return False
    transliterated = any(_TRANSLITERATED.search(word.lower()) for word in (a, b))
    left, right = sounds(first), sounds(second)
    letters = min(len(first), len(second))
    alike = len(left) == len(right) and all(
        _alike(x, y, initial=n == 0, transliterated=transliterated, letters=letters)
        for n, (x, y) in enumerate(zip(left, right, strict=True))
    )
    return alike or same_romanised(first, second)


def spelled_out(word: str) -> tuple[str, ...]:
    """``mueller`` for ``Müller``; nothing for a word in plain letters."""
    if word.isascii():
        return ()
    low = word.lower()
    return tuple(fold(out) for letters in _SPELLED_OUT if (out := low.translate(letters)) != low)


@lru_cache(maxsize=1 << 14)
def outline(word: str) -> str:
    """What all spellings of the folded ``word`` have in common: its sounds, those levelled that waver."""
    return "".join("a" if sound[0] in _VOWELS else _WAVERING.get(sound, sound) for sound in sounds(word))


@lru_cache(maxsize=1 << 14)
def sounds(word: str) -> tuple[str, ...]:
    """The consonants and vowel groups of a folded word, levelled."""
    word = _SLAVIC_ENDING.sub("ev", word) if len(word) >= _SHORTEST_VARIED else word
    for pattern, replacement in _LEVELLED:
        word = pattern.sub(replacement, word)
    return tuple(_GROUPS.findall(word))


def _alike(x: str, y: str, *, initial: bool, transliterated: bool, letters: int) -> bool:
    if x == y:
        return True
    if x[0] in _VOWELS and y[0] in _VOWELS:
        classes = {_vowel(x), _vowel(y)}
        return len(classes) == 1 or (classes == {"a", "e"} and len(x) == len(y) == 1 and not initial)
    if {x, y} == {"g", "k"}:
        return transliterated
    if {x, y} == {"k", "č"}:
        return transliterated and letters >= _CH_IS_KH
    return {x, y} == {"s", "š"} and letters >= _LONG and not initial


def _vowel(group: str) -> str:
    """``a``, ``e`` (all that is spoken in front: e, i, ai, ey), ``ia``, ``io``, or ``o`` (o, u, ou, ow)."""
    letters = set(group)
    if letters <= {"a"}:
        return "a"
    if letters <= set("eiya"):
        return "ia" if group.endswith("a") else "e"
    if {"o"} < letters <= set("eiyo") and group.endswith("o"):
        return "io"
    return "o" if letters <= set("ouw") else group
