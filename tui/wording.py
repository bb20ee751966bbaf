"""How spans of days, articles and links are called on the screen and in exports. Pure; English throughout."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.model import Article, LinkKind


SIGNS: Mapping[LinkKind, str] = {"verbatim": "≡", "reworded": "≈", "related": "~"}
"""The sign that stands for each kind of link, everywhere."""

OUT = "\u00b7"
"""The sign that stands where an article leaves a passage out."""

ONLY = "\u254e"
"""The sign that stands beside what only one article has."""

LEGEND = (*(f"{sign} {kind}" for kind, sign in SIGNS.items()), f"{ONLY} only here", f"{OUT} left out")
"""What the signs of a matrix mean."""


def column(place: int) -> str:
    """The letter of a column: ``A`` for the first."""
    return chr(ord("A") + place)


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def day(published: str | None) -> date | None:
    """The day of an ISO 8601 time; None for none, and for what is none."""
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def long_day(published: str | None) -> str:
    """``12 March 2019``; empty without a day."""
    found = day(published)
    return f"{found.day} {_MONTHS[found.month - 1]} {found.year}" if found else ""


def month_number(name: str) -> int:
    """``March`` is 3; 0 for what is no month."""
    return _MONTHS.index(name) + 1 if name in _MONTHS else 0


def span_of_days(days: Iterable[str | None]) -> str:
    """From the first to the last of some ISO 8601 times: ``12 – 14 March 2019``; empty when none has a day."""
    known = sorted(found for found in map(day, days) if found)
    if not known:
        return ""
    first, last = known[0], known[-1]
    end = long_day(last.isoformat())
    if first == last:
        return end
    begin = str(first.day)
    if (first.month, first.year) != (last.month, last.year):
        begin += f" {_MONTHS[first.month - 1]}"
    if first.year != last.year:
        begin += f" {first.year}"
    return f"{begin} – {end}"


def headline(article: Article) -> str:
    """The headline; the name of the file where there is none."""
    return article.headline or PurePath(article.paths[0] if article.paths else article.short_id).name


def outlet(article: Article) -> str:
    """The outlet; the headline, or the file, of an article whose outlet is unknown."""
    return article.outlet or headline(article)


def similarity(value: float) -> str:
    """0.74 as ``.74``, as it stands beside a link; 1 as ``1``."""
    return "1" if value >= 0.995 else f"{max(0.0, value):.2f}".removeprefix("0")
