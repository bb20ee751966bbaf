"""Spelling suggestions from the words of the archive."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

from index.query.limits import Budget
from index.query.parser import ParsedQuery, parse
from index.query.syntax import Fuzzy
from index.search.engine import SearchEngine
from index.search.statistics import word_frequencies

_SHORTEST = 4
"""Letters of the shortest word that is corrected, and of its correction: shorter words are like too many others."""

_LONG = 6
"""Letters from which on a word may have two mistakes."""

_LONGEST = 40
"""Letters of the longest word that is corrected: longer ones are data, not words."""

_OTHER_INITIAL = 0.1
"""How much the frequency of a word with another first letter counts beside one with the same."""


def respelled(engine: SearchEngine, parsed: ParsedQuery, query: str, budget: Budget) -> str | None:
    """``query`` with the words that the archive lacks replaced by ones it has; None if that finds nothing either."""

    def frequencies(words: Iterable[str]) -> Mapping[str, int]:
        return word_frequencies(engine, words, budget)

    def near(word: str, distance: int) -> Collection[str]:
        return engine.matching(Fuzzy(word, distance), budget)

    known = frequencies({spelled.word for spelled in parsed.spelled})
    another = query
    for spelled in reversed(parsed.spelled):
        if known[spelled.word]:
            continue
        better = suggestion(spelled.word, near, frequencies)
        if better is not None:
            another = another[: spelled.start] + better + another[spelled.end :]
    if another == query or not engine.counts([parse(another).tree], budget)[0]:
        return None
    return another


def suggestion(
    word: str, near: Callable[[str, int], Iterable[str]], frequencies: Callable[[Iterable[str]], Mapping[str, int]]
) -> str | None:
    """The word of the archive that ``word`` may be a misspelling of; None if there is none, or ``word`` is too short.

    ``near`` gives the words of the archive with up to so many mistakes, ``frequencies`` counts articles. Fewer mistakes
    win over more, the same first letter over another, then the more frequent word; a word of :data:`_LONG` letters may
    have two mistakes, after its first letter.
    """
    if not _SHORTEST <= len(word) <= _LONGEST or any(character.isdigit() for character in word):
        return None
    counted = frequencies([other for other in near(word, 1) if len(other) >= _SHORTEST and other != word])
    best = max(counted, key=lambda other: (_likeliness(word, other, counted[other]), other), default=None)
    if best is not None and counted[best]:
        return best
    if len(word) < _LONG:
        return None
    far = frequencies([other for other in near(word, 2) if other[0] == word[0] and other != word])
    best = max(far, key=lambda other: (far[other], other), default=None)
    return best if best is not None and far[best] else None


def _likeliness(word: str, other: str, frequency: int) -> float:
    return frequency * (1.0 if other[0] == word[0] else _OTHER_INITIAL)
