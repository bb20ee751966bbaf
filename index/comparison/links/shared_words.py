"""The words that two linked sentences share, and the reason for the link in a few words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from index.comparison.facts.names import ARTICLES
from index.comparison.passages import words
from index.model import Span
from index.text import Token, stem

_TELLING = 3.0
"""Weight from which a single word is named in a reason."""
_FUNCTION_WORD = 1.2
"""Weight below which a word is a function word: it neither begins nor ends a run."""
_NAMED = 3
"""Runs that a reason names, at most."""
_NAME_BONUS = 4.0
"""Weight that a name or figure has beyond its own when things are chosen to be named."""
_FIGURE, _NAME, _PHRASE = range(3)
"""The sorts of words in the order in which a reason names them; a phrase is neither a figure nor a name."""
_PARTS = frozenset(":/-\u2013")
"""Signs between the parts of a time, a date or a score."""
_LONGEST = 48
"""Characters of a phrase that are shown in a reason."""
_LONG_RUN = 4
"""Words from which a run counts even if all of them are common."""


_AS_WRITTEN = ("", "")
"""No language: words are compared by their folded forms."""
_ENGLISH = ("en", "en")


@dataclass(frozen=True, slots=True)
class Common:
    """A run of words on both sides, with spans into the two sentences."""

    left: Span
    right: Span
    weight: float


@dataclass(frozen=True, slots=True)
class Wording:
    """What two sentences share word by word, and the runs of words that only one of them has, as spans into it."""

    common: tuple[Common, ...]
    left_only: tuple[Span, ...]
    right_only: tuple[Span, ...]


def common_runs(
    left: str, right: str, weigh: Callable[[str], float], same: Mapping[str, str] | None = None
) -> list[Common]:
    """The common runs that :func:`wording` finds."""
    return list(wording(left, right, weigh, same).common)


def wording(
    left: str,
    right: str,
    weigh: Callable[[str], float],
    same: Mapping[str, str] | None = None,
    languages: tuple[str, str] = _ENGLISH,
) -> Wording:
    """The longest runs of words in common, each word used once, in the order of ``left``; and the words left over.

    ``weigh`` gives the weight of a stem; ``same`` maps stems of variant spellings to one of them; ``languages`` are
    those of the two sentences: between different languages, words are compared as they are written. An Arabic article
    before a name is ignored. Function words at the ends of a run, and runs of function words, are not reported; they
    count as shared all the same, except for a single one between words that are not shared.
    """
    mine, theirs = _without_articles(left), _without_articles(right)
    of_left, of_right = languages if languages[0] == languages[1] else _AS_WRITTEN
    stems, other = _stems(mine, same or {}, of_left), _stems(theirs, same or {}, of_right)
    runs, used, used_right = _matched(stems, other)
    found = []
    for size, i, j in runs:
        weights = [_weight(left, mine[i + n], weigh(stems[i + n])) for n in range(size)]
        if run := _trimmed(mine, theirs, (size, i, j), weights):
            found.append(run)
        elif size == 1 and _alone(i, used, len(mine)) and _alone(j, used_right, len(theirs)):
            used.discard(i)
            used_right.discard(j)
    common = sorted(found, key=lambda run: run.left)
    return Wording(tuple(common), _left_over(mine, used), _left_over(theirs, used_right))


def _matched(stems: Sequence[str], other: Sequence[str]) -> tuple[list[tuple[int, int, int]], set[int], set[int]]:
    """Runs (length, left, right) that use no word twice, longest first; and the words they use on each side."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for j, word in enumerate(other):
        places[word].append(j)
    runs = []
    for i, word in enumerate(stems):
        for j in places.get(word, ()):
            if i and j and stems[i - 1] == other[j - 1]:
                continue
            size = 1
            while i + size < len(stems) and j + size < len(other) and stems[i + size] == other[j + size]:
                size += 1
            runs.append((size, i, j))
    runs.sort(key=lambda run: (-run[0], run[1], run[2]))
    used: set[int] = set()
    used_right: set[int] = set()
    kept = []
    for size, i, j in runs:
        if used.isdisjoint(range(i, i + size)) and used_right.isdisjoint(range(j, j + size)):
            used.update(range(i, i + size))
            used_right.update(range(j, j + size))
            kept.append((size, i, j))
    return kept, used, used_right


def _alone(n: int, used: set[int], count: int) -> bool:
    return (n == 0 or n - 1 not in used) and (n == count - 1 or n + 1 not in used)


def _left_over(row: Sequence[Token], used: set[int]) -> tuple[Span, ...]:
    """The runs of words that are not used, as spans."""
    found: list[Span] = []
    for n, word in enumerate(row):
        if n in used:
            continue
        if found and n - 1 not in used and n > 0:
            found[-1] = (found[-1][0], word.end)
        else:
            found.append((word.start, word.end))
    return tuple(found)


def _without_articles(sentence: str) -> list[Token]:
    return [
        token for token in words(sentence) if token.word not in ARTICLES or sentence[token.end : token.end + 1] != "-"
    ]


def _stems(row: Sequence[Token], same: Mapping[str, str], language: str) -> list[str]:
    return [same.get(found, found) for found in (stem(token.word, language) for token in row)]


def _weight(sentence: str, word: Token, weight: float) -> float:
    """The weight of a word in a run.

    A common word inside a name, such as ``State``, is no function word, and every figure is named, but not a part of
    one, such as the hour of a time.
    """
    beside = sentence[max(0, word.start - 1) : word.start] + sentence[word.end : word.end + 1]
    if word.word[0].isdigit() and len(word.word) > 1 and _PARTS.isdisjoint(beside):
        return max(weight, _TELLING)
    named = word.start > 0 and sentence[word.start].isupper() and weight > _FUNCTION_WORD / 2
    return max(weight, _FUNCTION_WORD) if named else weight


def _trimmed(
    mine: Sequence[Token], theirs: Sequence[Token], run: tuple[int, int, int], weights: list[float]
) -> Common | None:
    size, i, j = run
    first = next((n for n in range(size) if weights[n] >= _FUNCTION_WORD), size)
    last = next((n for n in range(size - 1, -1, -1) if weights[n] >= _FUNCTION_WORD), -1)
    if first > last or (first == last and weights[first] < _TELLING):
        if size < _LONG_RUN:
            return None
        first, last = 0, size - 1
    return Common(
        (mine[i + first].start, mine[i + last].end),
        (theirs[j + first].start, theirs[j + last].end),
        sum(weights[first : last + 1]),
    )


def reason(left: str, shared: Sequence[Common], *, identical: bool) -> str:
    """Why two sentences are linked: ``shares 20,000, Mustafa Bali, 'final battle'``; ``left`` holds the words."""
    if identical:
        return "word for word the same"
    if not shared:
        return "similar wording"
    sorts = {run: _sort(left[slice(*run.left)], opens=run.left[0] == 0) for run in shared}
    ranked = sorted(shared, key=lambda run: (-run.weight - (_NAME_BONUS if sorts[run] < _PHRASE else 0), run.left))
    distinct = {left[slice(*run.left)].casefold(): run for run in reversed(ranked)}
    named = sorted([run for run in ranked if run in distinct.values()][:_NAMED], key=lambda run: sorts[run])
    return "shares " + ", ".join(_quoted(left[slice(*run.left)], sorts[run]) for run in named)


def _sort(words: str, *, opens: bool) -> int:
    """The sort of ``words``; one word that opens a sentence is no name by its capital."""
    if words[:1].isdigit():
        return _FIGURE
    parts = words.split()
    named = words[:1].isupper() and all(any(map(str.isupper, part)) or len(part) < 4 for part in parts)
    return _NAME if named and not (opens and len(parts) == 1 and not words.isupper()) else _PHRASE


def _quoted(words: str, sort: int) -> str:
    words = re.sub(r"['\u2019]s$", "", words)
    short = words if len(words) <= _LONGEST else words[: _LONGEST - 1].rsplit(" ", 1)[0] + "\u2026"
    return f"'{short}'" if sort == _PHRASE else short
