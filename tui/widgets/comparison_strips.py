"""What is said around a comparison: its title, the current link, the conflicts. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import NamedTuple

from index.model import Article, Comparison, Conflict, Link, Story
from index.text import printable
from tui import wording
from tui.widgets.comparison_layout import Cell, Layout
from tui.widgets.comparison_page import Head
from tui.widgets.comparison_selection import Selection
from tui.widgets.comparison_setting import CONFLICT, MOVED, NOTHING, ONLY, OPEN, SIGNS
from tui.widgets.figures import counted, day
from tui.widgets.typesetting import Run, cells, cut

_MOST_SHARED = 8
_ROOMY = 96
_SHORTEST_TITLE = 16


def title_of(
    compared: Comparison, selection: Selection, story: Story | None, width: int
) -> tuple[list[Run], list[Run]]:
    """The masthead: title, days, articles, links and conflicts at the left, the base at the right.

    Where ``width`` is short the base, which is the first column anyway, gives way to the title, and then the days.
    """
    ids, view, order = selection.ids, selection.view, selection.order
    articles = [article for article in compared.articles if article.id in ids]
    base = next((article for article in articles if article.id == ids[0]), articles[0])
    whole = story is not None and set(ids) <= set(story.articles)
    title = story.title if story is not None and whole else wording.headline(base)
    counts = counted(len(articles), "article")
    of = max(len(ids), len(story.articles) if story is not None and whole else 0)
    if of > len(articles):
        counts = f"{len(articles)} of {counted(of, 'article')}"
    stated = {statement(conflict): conflict.open for link in compared.links for conflict in link.conflicts}
    left_open = sum(stated.values())
    conflicts = len(stated) - left_open
    days = wording.span_of_days(article.published for article in articles)
    facts = [Run(counts, "dim"), Run(counted(len(compared.links), "link"), "dim")]
    if conflicts:
        facts.append(Run(f"{CONFLICT} {counted(conflicts, 'conflict')}", "conflict"))
    if left_open:
        facts.append(Run(f"{OPEN} {left_open} open", "conflict"))
    modes = [Run(view, "accent-bold")] if view != "all" else []
    modes += [Run("as printed", "accent-bold")] if order == "printed" else []
    dated = [Run(days, "dim"), *facts] if days else facts
    based = [*modes, Run(f"base {wording.outlet(base)}", "dim")] if order == "base" else modes
    brief = [Run(run.text.removesuffix(" conflicts").removesuffix(" articles"), run.ink) for run in facts]
    for some, right in ((dated, based), (dated, modes), (facts, modes), (brief, modes)):
        left, room = _spaced(some), width - sum(cells(run.text) for run in (*_spaced(some), *_spaced(right))) - 2
        if cells(title) <= room:
            break
    return [Run(cut(printable(title), max(room, _SHORTEST_TITLE)), "headline"), *left], _spaced(right)[1:]


def _spaced(runs: Sequence[Run]) -> list[Run]:
    return [piece for run in runs for piece in (Run("   ", "dim"), run)]


def about_link(link: Link, columns: Sequence[str], width: int) -> list[Run]:
    """The current link: kind and similarity, what both sides share, what differs between them."""
    kind = f"{SIGNS[link.kind]} {link.kind} {wording.similarity(link.similarity)}"
    moved = f" {MOVED} moved" if link.moved else ""
    said = [Run("this link  " if width >= 100 else "", "dim"), Run(f"{kind}{moved}", "accent")]
    differs = [Run("   differs ", "dim")] if link.conflicts else []
    for conflict in link.conflicts:
        sign, left_open = (OPEN, ", a date is missing") if conflict.open else (CONFLICT, "")
        differs.append(Run(f" {sign} {sides(conflict, link, columns)}{left_open} ", "conflict"))
    words = list(dict.fromkeys(shared.text for shared in link.shared))[:_MOST_SHARED]
    shares = [Run("   shares  ", "dim"), Run(", ".join(words), "ink")] if words else []
    # What differs must not fall victim to what is alike.
    return [*said, *differs, *shares] if width < 120 else [*said, *shares, *differs]


def about_cell(cell: Cell | None, name: str) -> list[Run]:
    """The current passage, when no link of it is in view."""
    if cell is None:
        return [Run(f"{NOTHING} {name} has nothing here", "dim")]
    if cell.standing == "only":
        return [Run(f"{ONLY} only {name} reports this", "only")]
    return [Run("linked to an article that has no column here; tab brings it", "dim")]


def sides(conflict: Conflict, link: Link, columns: Sequence[str]) -> str:
    """Both statements, in the order of the columns."""
    swapped = columns.index(link.left.article) > columns.index(link.right.article)
    return f"{conflict.right} / {conflict.left}" if swapped else f"{conflict.left} / {conflict.right}"


def about_conflicts(
    compared: Comparison, layout: Layout, current: Link | None, width: int
) -> tuple[list[Run], list[Run]]:
    """What is in conflict in view, from the current one on, and at the right the spellings of one name.

    The same two statements against each other, in however many links, are one conflict.
    """
    said = statements(layout)
    looked_at = {statement(conflict) for conflict in current.conflicts} if current is not None else set()
    before = next((number for number, key in enumerate(said) if key in looked_at), 0)
    names = _names(compared) if width >= _ROOMY - 20 else []
    room = width - sum(cells(run.text) for run in names) - 20
    left = [Run("conflicts " if said else "no conflict in view", "dim")]
    left += [Run(f" +{before} ", "dim")] if before else []
    for number, (key, (sign, text)) in enumerate([*said.items()][before:]):
        room -= cells(text) + 4
        if room < 0 and number:
            left.append(Run(f" +{len(said) - before - number}", "dim"))
            break
        left.append(Run(f" {sign} {text} ", "accent-bold" if key in looked_at else "conflict"))
    return left, names


class Statement(NamedTuple):
    """What is in conflict, in words."""

    sign: str
    said: str
    """Both sides in the order of the columns."""


def statements(layout: Layout) -> dict[frozenset[str], Statement]:
    """What is in conflict in view, from top to bottom, each once."""
    said: dict[frozenset[str], Statement] = {}
    for link in layout.links:
        for conflict in link.conflicts:
            told = Statement(OPEN if conflict.open else CONFLICT, sides(conflict, link, layout.articles))
            said.setdefault(statement(conflict), told)
    return said


def statement(conflict: Conflict) -> frozenset[str]:
    """What tells a conflict from another: the two statements, whoever made which."""
    return frozenset((conflict.left.casefold(), conflict.right.casefold()))


def _names(compared: Comparison) -> list[Run]:
    if not compared.names:
        return []
    variants = min(compared.names, key=lambda names: sum(map(len, names)))
    more = len(compared.names) - 1
    said = [Run("one name ", "dim"), Run(" = ".join(variants[:3]), "link")]
    return [*said, Run(f" +{more}", "dim")] if more else said


def names_of(articles: Sequence[Article]) -> Mapping[str, str]:
    """What each article is called beside its passages, by id; two of one outlet are told apart by their headlines."""
    outlets = [wording.outlet(article) for article in articles]
    return {
        article.id: wording.headline(article) if outlets.count(outlet) > 1 else outlet
        for article, outlet in zip(articles, outlets, strict=True)
    }


def head_of(article: Article) -> Head:
    """What stands above a column; an article of an unknown outlet goes by its headline and its file."""
    if article.outlet:
        about = [day(article.published), wording.headline(article)]
        return Head(article.outlet.upper(), " · ".join(part for part in about if part))
    path = "/".join(PurePath(article.paths[0]).parts[-2:]) if article.paths else article.short_id
    about = [day(article.published), path]
    return Head(wording.headline(article), " · ".join(part for part in about if part))
