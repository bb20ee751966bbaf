"""Other spellings, out of the archive's own words."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from index.fulltext.bounds import Budget
from index.fulltext.dictionary import Words

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_SHORTEST = 3
"""Letters of the shortest word that is taken for a misspelling."""

_LONG = 6
"""Letters from which on a word may have two mistakes."""

_COMPARED = 20_000
"""Words that are compared in search of one with two mistakes."""


def suggestion(word: str, words: Words, frequency: Callable[[str], int], budget: Budget) -> str | None:
    """The most frequent word of ``words`` that ``word`` may stand for; None where none is near.

    One letter missing, added, changed or swapped with its neighbour is one mistake; words of :data:`_LONG` letters and
    more may have two, if the first letter is right. ``frequency`` counts articles.
    """
    if not _SHORTEST <= len(word) <= 40 or any(character.isdigit() for character in word):
        return None
    candidates = {edit for edit in _edits(word) if edit in words}
    best = max(candidates, key=lambda other: (frequency(other), other), default=None)
    if (best is None or not frequency(best)) and len(word) >= _LONG:
        candidates = set(_two_mistakes(word, words, budget))
        best = max(candidates, key=lambda other: (frequency(other), other), default=None)
    return best if best is not None and frequency(best) else None


def _edits(word: str) -> Iterator[str]:
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        if tail:
            yield head + tail[1:]
            yield from (head + letter + tail[1:] for letter in _LETTERS if letter != tail[0])
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        yield from (head + letter + tail for letter in _LETTERS)


def _two_mistakes(word: str, words: Words, budget: Budget) -> Iterator[str]:
    for count, other in enumerate(words.beginning(word[0])[:_COMPARED]):
        if not count % 256:
            budget.check()
        if abs(len(other) - len(word)) <= 2 and distance(word, other, 2) <= 2:
            yield other


def distance(left: str, right: str, limit: int) -> int:
    """The edit distance with swaps of neighbours (optimal string alignment), or ``limit + 1`` where it is larger."""
    before: list[int] = []
    above = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        row = [i]
        for j, b in enumerate(right, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
        before, above = above, row
    return min(above[-1], limit + 1)
