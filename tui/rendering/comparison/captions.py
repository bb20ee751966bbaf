"""The rows around a comparison: its title, the current link, the conflicts. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePath

from index.model import Article, Comparison, Link, Story
from index.text import printable
from tui.rendering import dates, labels
from tui.rendering.comparison.disputes import Dispute, Side, disputes
from tui.rendering.comparison.layout import Cell
from tui.rendering.comparison.page import Head
from tui.rendering.comparison.selection import Selection
from tui.rendering.dates import day
from tui.rendering.numbers import counted
from tui.rendering.signs import CONFLICT, LINK_SIGNS, MOVED, NOTHING, ONLY, OPEN
from tui.rendering.text.cells import cells, cut
from tui.rendering.text.runs import Run

_MOST_SHARED = 8
_LONGEST_NAME = 32
"""Cells that a name takes among others: an article of an unknown outlet goes by its headline."""
_ROOMY = 100
"""Cells from which words stand where numbers would do."""
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
    title = story.title if story is not None and whole else labels.headline(base)
    counts = counted(len(articles), "article")
    of = max(len(ids), len(story.articles) if story is not None and whole else 0)
    if of > len(articles):
        counts = f"{len(articles)} of {counted(of, 'article')}"
    found = disputes(compared, compared.links, ids)
    left_open = sum(dispute.open for dispute in found)
    conflicts = len(found) - left_open
    days = dates.span_of_days(article.published for article in articles)
    facts = [Run(counts, "dim"), Run(counted(len(compared.links), "link"), "dim")]
    if conflicts:
        facts.append(Run(f"{CONFLICT} {counted(conflicts, 'conflict')}", "conflict"))
    if left_open:
        facts.append(Run(f"{OPEN} {left_open} open", "conflict"))
    modes = [Run(view, "accent-bold")] if view != "all" else []
    modes += [Run("as printed", "accent-bold")] if order == "printed" else []
    dated = [Run(days, "dim"), *facts] if days else facts
    based = [*modes, Run(f"base {labels.outlet(base)}", "dim")] if order == "base" else modes
    brief = [Run(run.text.removesuffix(" conflicts").removesuffix(" articles"), run.ink) for run in facts]
    if of <= len(articles):
        brief = brief[1:]
    for some, right in ((dated, based), (dated, modes), (facts, modes), (brief, modes)):
        left, room = _spaced(some), width - sum(cells(run.text) for run in (*_spaced(some), *_spaced(right))) - 2
        if cells(title) <= room:
            break
    return [Run(cut(printable(title), max(room, _SHORTEST_TITLE)), "headline"), *left], _spaced(right)[1:]


def _spaced(runs: Sequence[Run]) -> list[Run]:
    return [piece for run in runs for piece in (Run("   ", "dim"), run)]


def about_link(link: Link, columns: Sequence[str], width: int) -> list[Run]:
    """The current link: kind and similarity, who is quoted with what it disagrees on, what both sides share."""
    kind = f"{LINK_SIGNS[link.kind]} {link.kind} {labels.similarity(link.similarity)}"
    moved = f" {MOVED} moved" if link.moved else ""
    said = [Run("this link  " if width >= _ROOMY else "", "dim"), Run(f"{kind}{moved}", "accent")]
    words = list(dict.fromkeys(shared.text for shared in link.shared))[:_MOST_SHARED]
    shares = [Run("   shares  ", "dim"), Run(", ".join(words), "ink")] if words else []
    return [*said, *_speakers(link, columns), *shares]


def _speakers(link: Link, columns: Sequence[str]) -> list[Run]:
    """Who is given as saying the one and the other, in the order of the columns."""
    left = list(dict.fromkeys(conflict.left_by for conflict in link.conflicts if conflict.left_by))
    right = list(dict.fromkeys(conflict.right_by for conflict in link.conflicts if conflict.right_by))
    if columns.index(link.left.article) > columns.index(link.right.article):
        left, right = right, left
    if not left and not right:
        return []
    return [Run("   said by  ", "dim"), Run(" / ".join(", ".join(side) or "–" for side in (left, right)), "conflict")]


def about_cell(cell: Cell | None, name: str) -> list[Run]:
    """The current passage, when no link of it is in view."""
    if cell is None:
        return [Run(f"{NOTHING} {name} has nothing here", "dim")]
    if cell.standing == "only":
        return [Run(f"{ONLY} only {name} reports this", "only")]
    return [Run("linked to an article that has no column here; tab brings it", "dim")]


def about_conflicts(
    found: Sequence[Dispute], current: Link | None, names: Mapping[str, str], width: int, lines: int, elsewhere: int = 0
) -> list[list[Run]]:
    """What is in conflict in view, in at most ``lines`` lines: who says what, as far as there is room.

    The current one comes first and is shown in full where a line has room for it, the others in brief where
    not all can be. ``elsewhere`` are those between articles that have no column at the moment.
    """
    more = [Run(f"{elsewhere} more in other columns", "dim")] if elsewhere else []
    if not found:
        hidden = f"; {elsewhere} between other columns" if elsewhere else ""
        return [[Run(f"no conflict in view{hidden}", "dim")]]
    here = [number for number, dispute in enumerate(found) if current in dispute.links]
    first = here[0] if here else 0
    if here:
        head = f"conflict {first + 1} of {len(found)}  " if width >= _ROOMY else f"conflict {first + 1}/{len(found)}  "
    else:
        head = f"{counted(len(found), 'conflict')}  "
    full = [_told(dispute, names, "accent-bold" if n in here else "conflict-bold") for n, dispute in enumerate(found)]
    brief = [_briefly(dispute, "accent-bold" if n in here else "conflict") for n, dispute in enumerate(found)]
    in_full = [n for n in here if cells(head) + _width(full[n]) <= width]
    mixed = [full[n] if n in in_full else brief[n] for n in range(len(found))]
    placed = _placed(full[first:], width - cells(head), lines, more)
    if len(placed) > lines:
        for number in range(first, len(found)):
            fuller = [*mixed[:number], full[number], *mixed[number + 1 :]]
            mixed = fuller if len(_placed(fuller[first:], width - cells(head), lines, more)) <= lines else mixed
        placed = _placed(mixed[first:], width - cells(head), lines, more, cutting=True)
    indent = Run(" " * cells(head), "dim")
    return [[indent if number else Run(head, "dim"), *line] for number, line in enumerate(placed)]


def _placed(
    entries: Sequence[list[Run]], width: int, lines: int, more: list[Run], *, cutting: bool = False
) -> list[list[Run]]:
    """``entries`` on lines of ``width`` cells; with ``cutting`` on no more than ``lines``, the rest being counted."""
    placed: list[list[Run]] = [[]]
    for number, entry in enumerate([*entries, *([more] if more else [])]):
        taken, wanted = _width(placed[-1]), _width(entry)
        if placed[-1] and taken + 3 + wanted > width - (6 if cutting and len(placed) == lines else 0):
            if cutting and len(placed) == lines:
                left = len(entries) - number
                placed[-1] += [Run(f"   +{left}", "dim")] if left > 0 else []
                break
            placed.append([])
        placed[-1] += [*([Run("   ", "dim")] if placed[-1] else []), *entry]
    return placed


def _width(runs: Sequence[Run]) -> int:
    return sum(cells(run.text) for run in runs)


def _told(dispute: Dispute, names: Mapping[str, str], ink: str) -> list[Run]:
    """Every side with who says so; the subject that is counted is beside the first one."""
    runs = [Run(f"{sign(dispute)} ", ink)]
    for number, side in enumerate(dispute.sides):
        runs += [Run(" / ", "dim")] if number else []
        subject = f" {dispute.subject}" if dispute.subject and not number else ""
        runs += [Run(f"{side.value}{subject}", ink), Run(f" {tellers(side, names)}", "dim")]
    return [*runs, Run(", a date is missing", "dim")] if dispute.open else runs


def _briefly(dispute: Dispute, ink: str) -> list[Run]:
    said = " / ".join(side.value for side in dispute.sides)
    return [Run(f"{sign(dispute)} {said} {dispute.subject}".rstrip(), ink)]


def sign(dispute: Dispute) -> str:
    """The sign of a dispute: another one where a missing date leaves it open."""
    return OPEN if dispute.open else CONFLICT


def tellers(side: Side, names: Mapping[str, str]) -> str:
    """Who states it."""
    return ", ".join(cut(names[id].removeprefix("The "), _LONGEST_NAME) for id in side.articles if id in names)


def about_names(compared: Comparison, room: int) -> list[Run]:
    """The spellings taken for one name; empty where they have no room."""
    said = _names(compared)
    return said if _width(said) <= room else []


def _names(compared: Comparison) -> list[Run]:
    if not compared.names:
        return []
    variants = min(compared.names, key=lambda names: sum(map(len, names)))
    more = len(compared.names) - 1
    said = [Run("one name ", "dim"), Run(" = ".join(variants[:3]), "link")]
    return [*said, Run(f" +{more}", "dim")] if more else said


def names_of(articles: Sequence[Article]) -> Mapping[str, str]:
    """What each article is called beside its passages, by id.

    Two of one outlet are distinguished by their headlines, or where these are alike, by their days.
    """
    outlets = [labels.outlet(article) for article in articles]
    headlines = [labels.headline(article) for article in articles]
    names = {}
    for article, outlet, headline in zip(articles, outlets, headlines, strict=True):
        on = day(article.published, short=True)
        apart = f"{outlet}, {on}" if headlines.count(headline) > 1 and on else headline
        names[article.id] = apart if outlets.count(outlet) > 1 else outlet
    return names


def head_of(article: Article) -> Head:
    """The head of a column; an article of an unknown outlet goes by its headline and its file."""
    days = tuple(dict.fromkeys((day(article.published), day(article.published, short=True))))
    if article.outlet:
        return Head(article.outlet.upper(), labels.headline(article), days)
    path = "/".join(PurePath(article.paths[0]).parts[-2:]) if article.paths else article.short_id
    return Head(labels.headline(article), path, days)
