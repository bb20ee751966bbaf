"""Other spellings, out of the archive's own words."""

from __future__ import annotations

from collections.abc import Callable, Iterable

_SHORTEST = 4
"""Letters of the shortest word that is taken for a misspelling; a shorter one is near to too many others."""

_LONG = 6
"""Letters from which on a word may have two mistakes."""

_LONGEST = 40

_RARE = 0.1
"""A spelling with another first letter needs so many times the frequency of the best with the same one."""


def suggestion(word: str, near: Callable[[str, int], Iterable[str]], frequency: Callable[[str], int]) -> str | None:
    """The word of the archive that ``word`` may stand for; None where none is near, or where it is too short to tell.

    ``near`` gives the archive's words with up to so many mistakes, ``frequency`` counts articles. Fewer mistakes go
    before more, the same first letter before another, then the more frequent word; a word of :data:`_LONG` letters may
    have two mistakes, after its first letter.
    """
    if not _SHORTEST <= len(word) <= _LONGEST or any(character.isdigit() for character in word):
        return None
    counted = {other: frequency(other) for other in near(word, 1) if len(other) >= _SHORTEST and other != word}
    best = max(counted, key=lambda other: (_likeliness(word, other, counted[other]), other), default=None)
    if best is not None and counted[best]:
        return best
    if len(word) < _LONG:
        return None
    far = {other: frequency(other) for other in near(word, 2) if other[0] == word[0] and other != word}
    best = max(far, key=lambda other: (far[other], other), default=None)
    return best if best is not None and far[best] else None


def _likeliness(word: str, other: str, frequency: int) -> float:
    return frequency * (1.0 if other[0] == word[0] else _RARE)
