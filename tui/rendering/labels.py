"""How articles, columns and similarities are named on the screen and in exports."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from index.text import printable
from tui.rendering.dates import day, in_figures

if TYPE_CHECKING:
    from index.model import Article, Aside, Hit, PartialDate


def label(outlet: str | None, published: PartialDate | None, title: str) -> str:
    """How an article is called in a list: ``Harbour Post · Tue 12 Mar 2019 · Bridge gives way``."""
    return " · ".join(part for part in (outlet, day(published), title) if part)


def column(place: int) -> str:
    """The letter of a column: ``A`` for the first."""
    return chr(ord("A") + place)


def headline(article: Article) -> str:
    """The headline; the name of the file where there is none."""
    return article.headline or PurePath(article.paths[0] if article.paths else article.short_id).name


def outlet(article: Article) -> str:
    """The outlet; the headline, or the file, of an article whose outlet is unknown."""
    return article.outlet or headline(article)


def similarity(value: float) -> str:
    """0.74 as ``.74``, as it is shown beside a link; 1 as ``1``."""
    return "1" if value >= 0.995 else f"{max(0.0, value):.2f}".removeprefix("0")


def hit_title(hit: Hit) -> str:
    """The headline, or the file's name where there is none."""
    return hit.headline or PurePath(hit.path).name or hit.short_id


def aside_label(aside: Aside) -> str:
    """Where something was found outside a text: ``in an earlier version of 3 Mar 2019``, ``in a hidden line``."""
    if aside.version is not None:
        of = f" of {day(aside.date, short=True)}" if aside.date is not None else ""
        return f"in an earlier version{of}"
    return f"in a hidden line ({printable(aside.reason)})" if aside.reason else "in a hidden line"


def outlet_and_date(outlet: str | None, published: PartialDate | None, *more: str | None) -> str:
    """Outlet and date on one line, as far as they are known."""
    parts = (outlet or "unknown outlet", in_figures(published), *more)
    return printable(" · ".join(part for part in parts if part))
