"""The lines around a comparison on the screen: its title, the current link, the conflicts. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePath

from index.model import Article, Comparison, Link, Story
from index.text import printable
from tui.rendering import dates, labels, words
from tui.rendering.comparison.disputes import Dispute, DisputeSide
from tui.rendering.comparison.heads import Head
from tui.rendering.comparison.layout import Cell
from tui.rendering.comparison.rows import ComparisonRows, Counts, kind_and_similarity, shared_words
from tui.rendering.comparison.selection import Selection
from tui.rendering.dates import day
from tui.rendering.numbers import counted
from tui.rendering.signs import NOTHING
from tui.rendering.text.cells import cells, cut
from tui.rendering.text.runs import Run

_MOST_SHARED = 8
_LONGEST_NAME = 32
"""Cells that a name takes among others: an article of an unknown outlet goes by its headline."""
_ROOMY = 100
"""Cells from which words stand where numbers would do."""
_SHORTEST_TITLE = 16


def title_of(
    compared: Comparison,
    numbers: Counts,
    selection: Selection,
    story: Story | None,
    width: int,
    shown: Sequence[str] = (),
) -> tuple[list[Run], list[Run]]:
    """The masthead: title, days, articles, links and conflicts at the left, the base at the right.

    ``numbers`` are the counts of what is disputed, ``shown`` the articles that have a column. Where ``width`` is short
    the base, which is the first column anyway, gives way to the title, and then the days.
    """
    ids, view, order = selection.ids, selection.view, selection.order
    articles = [article for article in compared.articles if article.id in ids]
    base = next((article for article in articles if article.id == ids[0]), articles[0])
    whole = story is not None and set(ids) <= set(story.articles)
    title = story.title if story is not None and whole else labels.headline(base)
    number = counted(len(articles), "article")
    of = max(len(ids), len(story.articles) if story is not None and whole else 0)
    if of > len(articles):
        number = f"{len(articles)} of {counted(of, 'article')}"
    days = dates.span_of_days(article.published for article in articles)
    links, here = _counted_links(compared, shown)
    facts = [Run(number, "dim"), Run(links, "dim")]
    facts += [Run(f"{entry.sign} {entry.counted(count)}", "conflict") for entry, count in numbers]
    modes = [Run(view, "accent-bold")] if view != "all" else []
    modes += [Run("as printed", "accent-bold")] if order == "printed" else []
    dated = [Run(days, "dim"), *facts] if days else facts
    based = [*modes, Run(f"base {labels.outlet(base)}", "dim")] if order == "base" else modes
    shorter = [facts[0], Run(here, "dim"), *facts[2:]]
    brief = [Run(number.removesuffix(" articles"), "dim"), Run(here, "dim")]
    brief += [Run(f"{entry.sign} {count}", "conflict") for entry, count in numbers]
    if of <= len(articles):
        brief = brief[1:]
    for some, right in ((dated, based), (dated, modes), (facts, modes), (shorter, modes), (brief, modes)):
        left, room = _spaced(some), width - sum(cells(run.text) for run in (*_spaced(some), *_spaced(right))) - 2
        if cells(title) <= room:
            break
    return [Run(cut(printable(title), max(room, _SHORTEST_TITLE)), "headline"), *left], _spaced(right)[1:]


def _counted_links(compared: Comparison, shown: Sequence[str]) -> tuple[str, str]:
    """How many links there are, and how many of them between the columns that are shown; the same in brief."""
    beside, total = set(shown), counted(len(compared.links), "link")
    here = sum(link.left.article in beside and link.right.article in beside for link in compared.links)
    if not shown or here == len(compared.links):
        return f"{total} among them", total
    return f"{total} among them, {here:,} in these columns", f"{here:,} of {total} here"


def _spaced(runs: Sequence[Run]) -> list[Run]:
    return [piece for run in runs for piece in (Run("   ", "dim"), run)]


def about_link(rows: ComparisonRows, link: Link, width: int) -> list[Run]:
    """The current link: kind and similarity, who was earlier, who is quoted with a conflicting value, shared words."""
    source = rows.earlier_of(link)
    kind = f"{words.of_link(link.kind, link.differs).sign} {kind_and_similarity(link)}"
    moved = f" {words.MOVED.sign} {words.MOVED.word}" if link.moved else ""
    found = [Run("this link  " if width >= _ROOMY else "", "dim"), Run(f"{kind}{moved}", "accent")]
    differing = [Run(f"   {each}", "conflict") for each in words.changed(link.differs)]
    earlier = [Run(f"   {words.EARLIER}  ", "dim"), Run(printable(source.name), "ink")] if source else []
    shared = shared_words(link)[:_MOST_SHARED]
    shares = [Run(f"   {words.SHARES}  ", "dim"), Run(", ".join(shared), "ink")] if shared else []
    return [*found, *differing, *_speakers(link, rows.layout.articles), *earlier, *shares]


def _speakers(link: Link, columns: Sequence[str]) -> list[Run]:
    """Who is quoted with the one value and with the other, in the order of the columns."""
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
        return [Run(f"{words.ONLY_HERE.sign} only {name} reports this", "only")]
    return [Run("linked to an article that has no column here; tab brings it", "dim")]


def about_conflicts(
    found: Sequence[Dispute],
    current: Link | None,
    names: Mapping[str, str],
    width: int,
    lines: int,
    elsewhere: int = 0,
    place: int | None = None,
    differing: int = 0,
) -> list[list[Run]]:
    """What is in conflict in view, in at most ``lines`` lines: who says what, as far as there is room.

    The one that is looked at comes first, in full where a line has room for it; the others are in brief where not all
    have room. ``elsewhere`` are those between articles that have no column at the moment; ``place`` is the number of
    the one looked at among all, these included, from 0. ``differing`` are the links in view in which single words
    differ, though no fact that is compared.
    """
    more = [Run(f"{elsewhere} more in other columns", "dim")] if elsewhere else []
    if not found:
        hidden = f"; {elsewhere} between other columns" if elsewhere else ""
        if differing:
            said = f"{words.DIFFERS.sign} single words differ in {words.links_between(differing)}"
            return [[Run(said, "conflict"), Run(f" in these columns{hidden}", "dim")]]
        return [[Run(f"no difference found in these columns{hidden}", "dim")]]
    here = [number for number, dispute in enumerate(found) if current in dispute.links]
    first = here[0] if here else 0
    if here:
        number, total = (first if place is None else place) + 1, len(found) + elsewhere
        of = f"{number} of {total}" if width >= _ROOMY else f"{number}/{total}"
        head = f"{words.CONFLICT.word if _only_conflicts(found) else 'difference'} {of}  "
    else:
        head = f"{_counted_claims(found)}  "
    inks = ["accent-bold" if n in here else "conflict-bold" for n in range(len(found))]
    full = [_in_full(dispute, names, ink) for dispute, ink in zip(found, inks, strict=True)]
    if len(_placed(full[first:], width - cells(head), lines, more)) > lines:
        full = [_in_full(dispute, names, ink, quoted=False) for dispute, ink in zip(found, inks, strict=True)]
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


def _only_conflicts(found: Sequence[Dispute]) -> bool:
    return all(dispute.claim == "conflict" for dispute in found)


def _counted_claims(found: Sequence[Dispute]) -> str:
    """``2 conflicts, 1 differs``: a value that differs is not counted as a conflict."""
    numbers = [(entry, sum(dispute.finding is entry for dispute in found)) for entry in words.DISPUTES.values()]
    return ", ".join(entry.counted(number) for entry, number in numbers if number)


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


def _in_full(dispute: Dispute, names: Mapping[str, str], ink: str, *, quoted: bool = True) -> list[Run]:
    """Every value with the articles that state it, and with ``quoted`` whom they quote."""
    runs = [Run(f"{dispute.finding.sign} ", ink)]
    for number, (value, side) in enumerate(zip(dispute.values, dispute.sides, strict=True)):
        runs += [Run(" / ", "dim")] if number else []
        runs += [Run(value, ink), Run(f" {stated_by(side, names, quoted=quoted)}", "dim")]
    return [*runs, Run(f", {words.OPEN.meaning}", "dim")] if dispute.open else runs


def _briefly(dispute: Dispute, ink: str) -> list[Run]:
    values = " / ".join(side.value for side in dispute.sides)
    return [Run(f"{dispute.finding.sign} {values} {dispute.subject}".rstrip(), ink)]


def stated_by(side: DisputeSide, names: Mapping[str, str], *, quoted: bool = True) -> str:
    """The articles that state a value, by short names, and with ``quoted`` whom they quote."""
    short = {id: cut(name.removeprefix("The "), _LONGEST_NAME) for id, name in names.items()}
    return side.stated_by(short) if quoted else ", ".join(short[id] for id in side.articles if id in short)


def about_names(compared: Comparison, room: int) -> list[Run]:
    """The spellings taken for one name; empty where they have no room."""
    names = _names(compared)
    return names if _width(names) <= room else []


def _names(compared: Comparison) -> list[Run]:
    if not compared.names:
        return []
    variants = min(compared.names, key=lambda names: sum(map(len, names)))
    more = len(compared.names) - 1
    runs = [Run("one name ", "dim"), Run(" = ".join(variants[:3]), "link")]
    return [*runs, Run(f" +{more}", "dim")] if more else runs


def head_of(article: Article, remarks: Sequence[str] = ()) -> Head:
    """The head of a column; an article of an unknown outlet goes by its headline and its file."""
    days = tuple(dict.fromkeys((day(article.published), day(article.published, short=True))))
    if article.outlet:
        return Head(article.outlet.upper(), " · ".join((*remarks, labels.headline(article))), days)
    path = "/".join(PurePath(article.paths[0]).parts[-2:]) if article.paths else article.short_id
    return Head(labels.headline(article), " · ".join((*remarks, path)), days)
