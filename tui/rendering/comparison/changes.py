"""Two versions of an article as the columns of a comparison: what was kept is dim, what was changed is marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Literal, Self

from index.model import Comparison, Link, PartialDate, Passage
from index.text import printable
from tui.rendering import words
from tui.rendering.comparison.arrangement import arrange
from tui.rendering.comparison.cells import WrappedCell
from tui.rendering.comparison.cursor import Cursor
from tui.rendering.comparison.heads import Head
from tui.rendering.comparison.layout import Cell, Layout
from tui.rendering.comparison.page import ComparisonPage
from tui.rendering.dates import day
from tui.rendering.labels import headline
from tui.rendering.lists.versions import ORDERED_BY, correction_labels
from tui.rendering.signs import CHANGE_SIGNS, LINK_SIGNS, MOVED
from tui.rendering.text.cells import cells
from tui.rendering.text.runs import InkSpan, Run, runs

if TYPE_CHECKING:
    from index.model import Article, Changes, OrderEvidence, Span, Version


OLD, NEW = "old", "new"
"""What the two columns are called: versions of one article have one id."""

Kind = Literal["kept", "reworded", "moved", "dropped", "added"]
_INKS: dict[Kind, str] = {"kept": "dim", "reworded": "ink", "moved": "link", "dropped": "conflict", "added": "only"}


def laid_out(found: Changes, *, whole: bool) -> Layout:
    """The old version and the new one in rows, ``whole`` or what was changed alone.

    Headline and deck, where they were changed, stand before the text, at offsets below 0.
    """
    heads = list(_heads(found))
    links = [*heads, *(_between(link) for link in found.links)]
    if not whole:
        links = [link for link in links if link.kind != "verbatim" or link.moved]
    kept = {(passage.start, passage.end) for link in found.links for passage in (link.left,) if _is_kept(link)}
    stayed = {(link.right.start, link.right.end) for link in found.links if _is_kept(link)}
    columns = {
        OLD: [replace(p, article=OLD) for p in found.passages[0] if whole or (p.start, p.end) not in kept],
        NEW: [replace(p, article=NEW) for p in found.passages[1] if whole or (p.start, p.end) not in stayed],
    }
    passages = {
        OLD: (*(link.left for link in heads if link.left.text), *columns[OLD]),
        NEW: (*(link.right for link in heads if link.right.text), *columns[NEW]),
    }
    links = [link for link in links if link.left.text and link.right.text]
    linked = {(p.article, p.start) for link in links for p in (link.left, link.right)}
    only = {name: tuple(p for p in some if (name, p.start) not in linked) for name, some in passages.items()}
    return arrange(Comparison((), passages, tuple(links), only, ()), (OLD, NEW))


def _is_kept(link: Link) -> bool:
    return link.kind == "verbatim" and not link.moved


def _between(link: Link) -> Link:
    return replace(link, left=replace(link.left, article=OLD), right=replace(link.right, article=NEW))


def _heads(found: Changes) -> Iterator[Link]:
    """Headline and deck as sentences that were reworded; the text of one that was not there is empty."""
    before, after = found.old.content.metadata, found.new.content.metadata
    at = -1
    for name, one, other, changes in (
        ("Deck: ", before.deck, after.deck, found.deck),
        ("Headline: ", before.headline, after.headline, found.headline),
    ):
        if changes:
            at -= 1 + len(name) + max(len(one or ""), len(other or ""))
            left, right = (_head(side, at, name, text) for side, text in ((OLD, one), (NEW, other)))
            gone, come = (
                _spans([c.old for c in changes], at + len(name)),
                _spans([c.new for c in changes], at + len(name)),
            )
            yield Link(left, right, "strong", "reworded", False, 0.5, "", left_only=gone, right_only=come)


def _head(side: str, at: int, name: str, text: str | None) -> Passage:
    whole = name + text if text else ""
    return Passage(side, 0, at, at + len(whole), whole)


def _spans(spans: Sequence[Span], by: int) -> tuple[Span, ...]:
    return tuple((start + by, end + by) for start, end in spans if end > start)


# --- What was done to a passage ---------------------------------------------------------------------------------------


def kind_of(cell: Cell) -> Kind:
    """What became of a passage of the old version, or how one came into the new one."""
    if cell.link is None:
        return "dropped" if cell.passage.article == OLD else "added"
    if cell.link.moved:
        return "moved"
    return "reworded" if cell.link.kind == "reworded" else "kept"


def changed_rows(layout: Layout) -> list[int]:
    """The rows on which something was changed."""
    return [
        number
        for number, row in enumerate(layout.rows)
        if any(cell is not None and kind_of(cell) != "kept" for cell in row.cells)
    ]


def change_label(cell: Cell | None) -> list[Run]:
    """What was done to the current passage, in a line."""
    if cell is None:
        return []
    kind, link = kind_of(cell), cell.link
    sign = {"kept": LINK_SIGNS["verbatim"], "moved": MOVED}.get(kind) or CHANGE_SIGNS[kind]
    ink = {"kept": "dim", "reworded": "accent"}.get(kind, _INKS[kind])
    if kind != "reworded" or link is None:
        done = {"kept": "kept word for word", "moved": "moved; its words are the same"}.get(kind, kind)
        return [Run(f"{sign} {done}", ink)]
    shown = [Run(f"{sign} reworded", ink), *(Run(f"   {said}", "conflict") for said in words.changed(link.differs))]
    for name, passage, spans in (("−", link.left, link.left_only), ("+", link.right, link.right_only)):
        text = " … ".join(passage.text[a - passage.start : b - passage.start] for a, b in spans)
        shown += [Run(f"   {name} {text}", "conflict" if name == "−" else "only")] if text else []
    return shown


def counts_label(found: Changes) -> str:
    """How much was changed: ``2 reworded, 1 added``; empty where only headline or deck were, or nothing."""
    linked = [{link.left.start for link in found.links}, {link.right.start for link in found.links}]
    reworded = sum(link.kind == "reworded" and not link.moved for link in found.links)
    moved = sum(link.moved for link in found.links)
    dropped, added = (
        sum(passage.start not in some for passage in passages)
        for passages, some in zip(found.passages, linked, strict=True)
    )
    numbers = ((reworded, "reworded"), (moved, "moved"), (dropped, "dropped"), (added, "added"))
    passages = [f"{number} {what}" for number, what in numbers if number]
    heads = [name for name, changes in (("headline", found.headline), ("deck", found.deck)) if changes]
    return ", ".join([*(f"another {name}" for name in heads), *passages]) or "the same words"


# --- Above them -------------------------------------------------------------------------------------------------------


def version_head(article: Article, versions: Sequence[Version], place: int) -> Head:
    """The head of the column of ``versions[place]``: its day, and which of several texts of that day it is."""
    version = versions[place]
    name = day(article.published) or f"seen {day(PartialDate.parse(version.made))}"
    if sum(each.article == version.article for each in versions) > 1:
        name += " · as it is now" if version.current else f" · before it was changed ({version.number})"
    return Head(name, headline(article))


def title_of(
    found: Changes, number: int, versions: int, width: int, ordered_by: OrderEvidence | None = "published"
) -> tuple[list[Run], list[Run]]:
    """The masthead: headline and outlet at the left, how much was changed and ``number`` of ``versions`` at the right.

    ``versions`` is 0 for two different articles. ``ordered_by`` is the evidence that this version is the later one, or
    None; a figure that this one corrected comes before the counts. The outlet, then the counts beside a correction are
    left out where ``width`` cells do not hold them.
    """
    left, right = [Run(headline(found.new), "headline")], [Run(counts_label(found), "accent")]
    corrected = correction_labels(found) if versions and ordered_by is not None else []
    if versions and ordered_by is None:
        right.insert(0, Run("order not known   ", "conflict"))
    elif corrected:
        right.insert(0, Run(f"{printable(corrected[0])}   ", "conflict"))
    if versions:
        by = f", {ORDERED_BY[ordered_by]}" if ordered_by is not None else ""
        right.append(Run(f"   version {number} of {versions}{by}", "dim"))
        left.append(Run(f"   {found.new.outlet or ''}", "dim"))
    if sum(cells(run.text) for run in (*left, *right)) + 2 > width:
        del left[1:]
    if corrected and sum(cells(run.text) for run in (*left, *right)) + 2 > width:
        del right[1]
    return left, right


# --- On the screen ----------------------------------------------------------------------------------------------------


class ChangedPage(ComparisonPage):
    """A comparison in which words that went and words that came are marked wherever they stand."""

    @classmethod
    def of(cls, page: ComparisonPage) -> Self:
        """The same page, drawn so."""
        return cls(**{field.name: getattr(page, field.name) for field in fields(page)})

    def _cell_runs(self, cell: WrappedCell, number: int, cursor: Cursor, *, current: bool) -> list[Run]:
        kind = kind_of(cell.cell)
        ink = _INKS[kind] if kind != "moved" else "ink"
        lead = [Run(f"{CHANGE_SIGNS[kind] if not number else ' '} ", ink)] if kind in ("dropped", "added") else []
        if number >= len(cell.lines):
            return [*lead, Run(cell.note if kind == "moved" else kind, "link" if kind == "moved" else ink)]
        ink = "ink" if current and kind == "kept" else ink
        return [*lead, *runs(cell.text, cell.lines[number], _marks(cell.cell), ink)]


def _marks(cell: Cell) -> list[InkSpan]:
    link, passage = cell.link, cell.passage
    if link is None:
        return []
    spans, ink = (link.left_only, "gone") if passage.article == OLD else (link.right_only, "come")
    return [InkSpan(start - passage.start, end - passage.start, ink) for start, end in spans]
