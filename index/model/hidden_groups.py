"""Groups of hidden lines: those in one place of an article, which stand or fall together."""

from __future__ import annotations

from bisect import bisect_left
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.model.articles import CleanArticle


def hidden_groups(article: CleanArticle) -> tuple[tuple[int, ...], ...]:
    """The numbers of the hidden lines, a tuple for each run between the same two paragraphs, in the order of the text.

    Asides are in no group: they are shown in their places, and part the lines around them.
    """
    lines, starts = article.hidden, [start for start, _ in article.paragraphs]
    numbers = sorted(range(len(lines)), key=lambda number: lines[number].at)
    runs = groupby(numbers, key=lambda number: (bisect_left(starts, lines[number].at), lines[number].is_aside))
    return tuple(tuple(run) for (_, is_aside), run in runs if not is_aside)
