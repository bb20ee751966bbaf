"""Words within written words: the parts of a compound, and what follows an article, ``and`` or a preposition.

German, Dutch and the Nordic languages write compounds as one word, Arabic and Hebrew write short words together with
the one after them. A search for ``Wahl`` finds ``Bundestagswahl``, a search for the compound finds no ``Wahl``.
"""

from __future__ import annotations

import gzip
from collections.abc import Collection, Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from index.text.tokens import fold
from index.text.word_forms import word_forms

WORDS: Final = Path(__file__).parent / "compound_words"
"""Lists of words that compounds are made of, made by ``tests/quality/make_compound_words.py``."""

LINKS: Final[Mapping[str, Mapping[str, int]]] = {
    "de": {"": 0, "s": 0, "es": 60, "n": 60, "en": 60, "er": 60, "e": 60, "ens": 60},
    "nl": {"": 0, "s": 0, "en": 40, "e": 60},
    "sv": {"": 0, "s": 0, "e": 80, "o": 80},
    "da": {"": 0, "s": 0, "e": 60},
    "no": {"": 0, "s": 0, "e": 60},
}
"""What joins two parts by language, and how many lines rarer a split with it counts than its words are."""

SHORTEST_COMPOUND: Final = 8
"""Letters of the shortest word that is split."""

SHORT_PART: Final = 3
"""Letters of the shortest part."""

_SHORT_COST: Final = 100
"""Lines that a split counts rarer for each part of :data:`SHORT_PART` letters: many words end in ``rat`` by chance."""

_MOST_PARTS: Final = 4

_ARABIC: Final = (("\u0648\u0641", 3), ("\u0628\u0644\u0643", 4))
"""Arabic letters that are words of their own before another, and the letters that must follow: and, so; in, to, as."""

_HEBREW_AFTER: Final[Mapping[str, str]] = {
    "": "\u05d5\u05d4\u05d1\u05dc\u05de\u05e9\u05db",
    "\u05d5": "\u05d4\u05d1\u05dc\u05de\u05e9\u05db",
    "\u05e9": "\u05d4\u05d1\u05dc\u05de\u05db",
    "\u05de": "\u05d4",
    "\u05db": "\u05e9",
}
"""Hebrew letters that are words before another (and, the, in, to, from, that, as), by the letter they follow."""

_HEBREW_ARTICLE: Final = "\u05d4"

_HEBREW_LEFT: Final = 3
"""Letters of the shortest Hebrew word that is looked for after such letters; one less after the article alone."""


class _Words(NamedTuple):
    """The words of one language that can be parts, with the line of each in the list: a rare word has a high one."""

    lines: Mapping[str, int]
    no_begin: frozenset[str]
    no_end: frozenset[str]


def has_parts(language: str) -> bool:
    """Whether words of ``language`` can have parts."""
    return language in LINKS or language in ("ar", "he")


@lru_cache(maxsize=1 << 16)
def parts(word: str, language: str) -> tuple[str, ...]:
    """The folded words that are written within the folded ``word``, without the word itself."""
    if language == "ar":
        return tuple(_after_arabic(word))
    if language == "he":
        return tuple(_after_hebrew(word, ""))
    return _split(word, language) if language in LINKS else ()


def known_words(language: str) -> Collection[str]:
    """The more frequent words of a language of which :data:`LINKS` says how it makes compounds, folded."""
    return _words(language).lines.keys()


def _after_arabic(word: str) -> Iterator[str]:
    for letters, left in _ARABIC:
        if word[:1] in letters and word and len(word) > left:
            yield word[1:]
            if letters is _ARABIC[0][0]:
                yield from _after_arabic(word[1:])


def _after_hebrew(word: str, before: str) -> Iterator[str]:
    shortest = _HEBREW_LEFT - (not before and word[:1] == _HEBREW_ARTICLE)
    if len(word) > shortest and word[0] in _HEBREW_AFTER.get(before, ""):
        yield word[1:]
        yield from _after_hebrew(word[1:], word[0])


def _split(word: str, language: str) -> tuple[str, ...]:
    """The parts of a compound, the parts of these, and what neighbours of them are together."""
    spans = list(_spans(word, 0, language, _MOST_PARTS))
    if len(spans) < 2:
        return ()
    whole = len(spans)
    runs = [
        (first, last) for size in range(1, whole) for first in range(whole - size + 1) for last in [first + size - 1]
    ]
    return tuple(dict.fromkeys(word[spans[first][0] : spans[last][1]] for first, last in runs))


def _spans(word: str, at: int, language: str, most: int) -> Iterator[tuple[int, int]]:
    """Where the smallest parts of ``word`` are, which begins ``at`` in a longer one; itself if it has none."""
    cut = _cut(word, language, most)
    if cut is None:
        yield at, at + len(word)
        return
    first, second = cut
    yield from _spans(word[:first], at, language, most - 1)
    yield from _spans(word[second:], at + second, language, most - 1)


def _cut(word: str, language: str, most: int) -> tuple[int, int] | None:
    """Where the first of two parts ends and the second begins; None for a word that has none.

    They are the two most frequent words, or the longest known word at the end after what has parts itself.
    """
    if len(word) < SHORTEST_COMPOUND or most < 2:
        return None
    known = _words(language)
    best: tuple[int, int, int] | None = None
    for cut in range(len(word) - SHORT_PART, SHORT_PART - 1, -1):
        end = word[cut:]
        if end not in known.lines or end in known.no_end:
            continue
        for link, cost in LINKS[language].items():
            begin = word[: cut - len(link)]
            if word[:cut].endswith(link) and begin in known.lines and begin not in known.no_begin:
                short = sum(len(part) == SHORT_PART for part in (begin, end))
                total = known.lines[begin] + known.lines[end] + cost + _SHORT_COST * short
                best = min(best or (total, len(begin), cut), (total, len(begin), cut))
    return best[1:] if best is not None else _cut_before_last(word, language, most)


def _cut_before_last(word: str, language: str, most: int) -> tuple[int, int] | None:
    known = _words(language)
    for cut in range(SHORTEST_COMPOUND, len(word) - SHORT_PART + 1):
        if word[cut:] in known.lines and word[cut:] not in known.no_end:
            for link in LINKS[language]:
                if word[:cut].endswith(link) and _cut(word[: cut - len(link)], language, most - 1) is not None:
                    return cut - len(link), cut
    return None


@cache
def _words(language: str) -> _Words:
    lines: dict[str, int] = {}
    text = gzip.decompress((WORDS / f"{language}.txt.gz").read_bytes()).decode()
    for at, line in enumerate(text.split("\n")):
        lines.update(dict.fromkeys(line.split(), at))
    forms = word_forms(language)
    return _Words(lines, forms.no_begin, forms.no_end | {fold(form) for form in forms.bases})
