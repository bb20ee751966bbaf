"""Above an article: which one it is of the results, and how much of it is left to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.rendering.numbers import minutes, number
from tui.rendering.text.runs import Run

if TYPE_CHECKING:
    from index.model import Article

_BAR = 10
"""Cells of the bar."""
_CHARACTERS_A_WORD = 6
"""Characters of a word with its space, on average."""
_FEWEST_WORDS = 20
"""Words up to which no time is given for the rest."""


def position(article: Article | None, query: str, rank: int, total: int, *, original: bool) -> list[Run]:
    """Outlet, and number ``rank`` of ``total`` for ``query``; in the ``original``, the way back to the article."""
    left = [Run((article.outlet or article.headline or "") if article else "", "dim")]
    if original:
        return [
            *left,
            Run("   as it was imported", "accent"),
            Run("   r", "headline"),
            Run(" back to the article", "dim"),
        ]
    if total:
        left.append(Run(f"   {number(rank)} of {number(total)}", "dim"))
        left += [Run(" for  ", "dim"), Run(query, "ink")] if query else []
    return left


def progress(share: float, characters_left: int) -> list[Run]:
    """The minutes that are left, a bar, and the ``share`` read, 0 to 1."""
    done = round(share * _BAR)
    words = characters_left // _CHARACTERS_A_WORD
    left = f"{minutes(words)} left" if words > _FEWEST_WORDS else ""
    return [
        Run(f"{left}   ", "dim"),
        Run("━" * done, "dim"),
        Run("─" * (_BAR - done), "hairline"),
        Run(f" {round(share * 100):>3} %", "dim"),
    ]
