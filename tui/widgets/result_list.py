"""The results: one row a text, fetched page by page as they come into view; what shares a row unfolds below it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar, Literal

from textual.geometry import Size
from textual.message import Message

from tui import keys
from tui.rendering.lists.folded_rows import Place
from tui.rendering.lists.hit_row import SNIPPET_LINES
from tui.rendering.lists.hit_rows import HitRows
from tui.rendering.text.runs import Run
from tui.widgets.row_list import RowList, RowMoved

if TYPE_CHECKING:
    from index.model import Edition, Hit, ResultPage

PAGE = 20
"""Hits that are asked for at a time."""


class PageWanted(Message):
    """Rows from ``offset`` on have come into view and are not there yet."""

    def __init__(self, offset: int) -> None:
        super().__init__()
        self.offset = offset


class SameTextsWanted(Message):
    """Articles with the text of a hit have come into view and are not there yet."""

    def __init__(self, ids: tuple[str, ...]) -> None:
        super().__init__()
        self.ids = ids


class _Underway:
    """What was asked for, and need not be asked for again."""

    def __init__(self, ranks: Iterable[int] = ()) -> None:
        self._pages = {rank // PAGE * PAGE for rank in ranks}
        self._same = set[str]()

    def asking(self, place: Place, same: tuple[str, ...]) -> Iterator[Message]:
        """What to ask for where a row lacks its page, or articles below its hit: ``same``."""
        if same and not self._same.issuperset(same):
            self._same.update(same)
            yield SameTextsWanted(same)
        offset = place.rank // PAGE * PAGE
        if offset not in self._pages:
            self._pages.add(offset)
            yield PageWanted(offset)


class ResultList(RowList):
    """Hits with headline, source and best passage; where there are none, offers that the same keys walk through."""

    ROW_HEIGHT: ClassVar[int] = 3 + SNIPPET_LINES

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.rows = HitRows()
        self._underway = _Underway()
        self._offers: Sequence[Sequence[Sequence[Run]]] = ()
        self.choice: int | None = None
        """Which offer is chosen, from 0; None while there are rows, or nothing is offered."""
        self.stale = False

    # --- Content ------------------------------------------------------------------------------------------------------

    def begin(self, page: ResultPage, *, keep: str | None = None) -> None:
        """Show a result from its first page; the article ``keep`` stays the current row if it is on it."""
        self.rows.begin(page)
        self._underway = _Underway((0,))
        self.choice, self.stale = None, False
        self.fill(self.rows.folds.count, self.rows.folds.row_of(self.rows.rank_of(keep)))

    def offer(self, notices: Sequence[Sequence[Sequence[Run]]], *, choosing: bool) -> None:
        """Show in place of rows the first of ``notices``; with ``choosing`` there is one for each offer to choose."""
        self._offers, self.choice = notices, 0 if choosing else None
        self.notify_in_place(notices[0])

    def action_move(self, motion: keys.Motion) -> None:
        """Choose the next or previous offer; where there are rows, as in every list."""
        if self.choice is None:
            super().action_move(motion)
        elif motion in ("move_down", "move_up"):
            self.choice = max(0, min(self.choice + (1 if motion == "move_down" else -1), len(self._offers) - 1))
            self.notify_in_place(self._offers[self.choice])

    def more(self, page: ResultPage, offset: int) -> None:
        """Put a later page in place; what is in view stays there, whatever is folded above it."""
        here, above = self._place(), self.rows.folds.at(self._first_in_view())
        self.rows.add(page, offset, here.rank)
        # Of many pages asked for in a hurry only the last ones come; what is in view is asked for again.
        self.forget_what_was_asked()
        self._lay_again(here, above)
        if offset <= self._place().rank < offset + len(page.hits):
            self.post_message(RowMoved(self, self.current))

    def forget_what_was_asked(self) -> None:
        """Pages that have not come may be asked for again."""
        self._underway = _Underway(self.rows.ranks)

    def draw_again(self) -> None:
        """Draw what was changed in :attr:`rows`."""
        self.rows.draw_again()
        self.refresh()

    def make_stale(self, stale: bool) -> None:
        """Dim the rows while they answer an earlier query."""
        if stale != self.stale:
            self.stale = stale
            self.refresh()

    def hit(self, index: int | None = None) -> Hit | None:
        """The hit of a row, by default the current one; None while it is being fetched."""
        index = self.current if index is None else index
        return self.rows.hit(self.rows.folds.at(index)) if 0 <= index < self.count else None

    @property
    def rank(self) -> int:
        """The place of the current row in the whole result, from 1."""
        return self.rows.number(self._place())

    def in_view(self) -> list[Hit]:
        """The hits that can be seen."""
        top = self._first_in_view()
        rows = range(top, top + self.size.height // self.ROW_HEIGHT + 2)
        return [hit for hit in map(self.hit, rows) if hit is not None]

    @property
    def fold(self) -> Literal["fold", "unfold"] | None:
        """What would be done to the current row by :meth:`unfold`; None where nothing shares it."""
        return self.rows.folds.next_fold(self._place().rank) if self.count else None

    def _place(self) -> Place:
        return self.rows.folds.at(self.current)

    def _first_in_view(self) -> int:
        return self.scroll_offset.y // self.ROW_HEIGHT

    def unfold(self) -> tuple[Edition, ...] | None:
        """List what shares the current row below it, or fold it again: the editions; None where nothing does."""
        here, above = self._place(), self.rows.folds.at(self._first_in_view())
        editions = self.rows.unfold(here.rank)
        if editions is not None:
            self._lay_again(Place(here.rank), above)
            self.post_message(RowMoved(self, self.current))
        return editions

    def _lay_again(self, here: Place, above: Place) -> None:
        """Rows have changed: keep the row ``here`` the current one, and ``above`` where it is on the screen."""
        top = self.scroll_offset.y - self._first_in_view() * self.ROW_HEIGHT
        count, row = self.rows.folds.count, self.rows.row_of(here)
        self.count = count
        self.virtual_size = Size(self.size.width, count * self.ROW_HEIGHT)
        self.set_reactive(RowList.current, max(0, min(row, count - 1)))
        self.scroll_to(y=top + self.rows.row_of(above) * self.ROW_HEIGHT, animate=False, force=True)
        self.show_current()
        self.refresh()

    # --- Drawing ------------------------------------------------------------------------------------------------------

    def is_lit(self, line: int) -> bool:
        """The blank line between rows is not part of the current one."""
        return line < self.ROW_HEIGHT - 1

    def draw(self, index: int, line: int, width: int) -> list[Run]:
        """Headline, source, two lines of the passage, a blank one."""
        if line == self.ROW_HEIGHT - 1:
            return self.rows.below(index, width)
        bar = Run("▌ " if index == self.current else "  ", "dim" if self.stale else "accent")
        lines = self.rows.lines(index, width - 3)
        if lines is None:
            self.want(index)
            return [bar, Run("· · ·" if line == 0 else "", "hairline")]
        return [bar, *([Run(r.text, "dim") for r in lines[line]] if self.stale else lines[line])]

    def want(self, index: int) -> None:
        """Ask for what row ``index`` lacks, unless it is there or on its way."""
        place = self.rows.folds.at(index)
        for message in self._underway.asking(place, self.rows.lacking(place)):
            self.post_message(message)
