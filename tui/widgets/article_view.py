"""An article in columns with a gutter: what others report, the current passage, the words that were found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from index.text import printable
from tui.rendering.article.columns import Sheet, sheet
from tui.rendering.article.layout import ArticleLayout
from tui.rendering.article.page import ArticlePage
from tui.rendering.article.reading_state import ReadingState
from tui.rendering.text.runs import Run
from tui.widgets.paged_view import PagedView

if TYPE_CHECKING:
    from index.model import Article, Matches

GUTTER = 7
"""Cells at the left for the number of other outlets and their sign."""
_SOURCE_MEASURE = 100
"""Cells of a line of the original."""


class ArticleView(PagedView):
    """One article; ``preview`` for the one beside results: no colophon, flush left, not to be focused."""

    class Moved(Message):
        """Another part is in view, or another passage or found word is the current one."""

    def __init__(self, *, measure: int = 68, preview: bool = False, id: str | None = None) -> None:
        super().__init__(id=id)
        self.can_focus = not preview
        self.measure = measure
        self.state = ReadingState()
        self._preview = preview
        self._beside_text = (GUTTER - 1 if preview else GUTTER) + 2
        self._notice: tuple[tuple[Run, ...], ...] = ()
        self._text = ArticleLayout((), measure)
        self._land: int | None = None
        self._left_at = 0
        self.sheet = sheet(0, 1, measure, self._beside_text, 0)

    @property
    def article(self) -> Article | None:
        """The article, once there is one."""
        return self.state.article

    # --- Content ------------------------------------------------------------------------------------------------------

    def show(
        self,
        article: Article,
        matches: Matches | None = None,
        *,
        land: int | None = None,
        place: int | None = None,
    ) -> None:
        """Show an article, landing on the passage at offset ``land``, else with ``place`` on top, else at its top."""
        self.state.show(article, matches, land=land, place=place)
        self._notice = ()
        self._lay_out()
        if land is not None and land > 0:
            self.reveal(land, eagerly=True)
        else:
            self.go(self._text.row_of(place) if place else 0)
        self.tell_moved()

    def say(self, lines: Sequence[Sequence[Run]]) -> None:
        """Show these lines instead of an article."""
        self.state.show_nothing()
        self._notice = tuple(tuple(Run(printable(r.text), r.ink) for r in line) for line in lines)
        self._lay_out()
        self.go(0)

    def show_source(self, text: str | None) -> None:
        """Show the original in place of the article; None goes back to where the reader was."""
        if self.state.source is None:
            self._left_at = self.scroll_offset.y
        self.state.source = text
        self._lay_out()
        self.go(self._left_at if text is None else 0)
        self.tell_moved()

    # --- Layout -------------------------------------------------------------------------------------------------------

    def _columns(self, rows: int) -> Sheet:
        room, height = self.scrollable_content_region.width, max(1, self.size.height)
        if self.state.source is not None:
            return sheet(room, height, _SOURCE_MEASURE, 2, 0)
        return sheet(room, height, self.measure, self._beside_text, rows, flush=self._preview)

    def _lay_out(self) -> None:
        measure = self._columns(0).measure
        self._text = ArticleLayout(self.state.blocks(measure, colophon=not self._preview), measure)
        self._grow()

    def lay_out_again(self) -> None:
        """Lay out what was changed in :attr:`state`, keeping the line at the top where it is."""
        at_top = self.scroll_offset.y == 0
        kept = self.page.top_offset(self.scroll_offset.y)
        self._lay_out()
        if not at_top:
            self.go(self._text.row_of(kept))
        self.refresh()

    def _grow(self) -> None:
        layout = self._text
        self.sheet = self._columns(layout.height)
        # A third of a page of white below the end, so that the last passage can be where the eye is.
        below = 1 if self._preview else max(1, self.size.height // 3)
        beyond = self.sheet.rows - self.sheet.height
        self.virtual_size = Size(self.size.width, max(1, layout.height + below - beyond))
        self.refresh()

    def on_resize(self, event: events.Resize) -> None:
        """The column may have another width."""
        layout = self._text
        if layout.measure != self._columns(0).measure and layout.blocks:
            self.lay_out_again()
        else:
            self._grow()
        if self._land is not None:
            land, self._land = self._land, None
            self.reveal(land, eagerly=True)

    # --- Where the reader is ------------------------------------------------------------------------------------------

    @property
    def page(self) -> ArticlePage:
        """The article as it is laid out."""
        return ArticlePage(self.state, self._text, self.sheet, self._preview)

    def move_passage(self, step: int) -> None:
        """Make the next (1) or the previous (-1) passage, or hidden line in view, the current one."""
        if self.state.step_passage(step):
            self._reveal_row(self.page.current_row)
            self.tell_moved()

    def walk_found(self, step: int) -> None:
        """Go to the next (1) or previous (-1) found word; the last is followed by the first."""
        start = self.state.step_found(step, self.page.top_offset(self.scroll_offset.y))
        if start is not None:
            self.reveal(start)
            self.tell_moved()

    def reveal(self, offset: int, *, eagerly: bool = False) -> None:
        """Scroll so that ``offset`` is in view, a third from the top; ``eagerly`` to the top where that will do."""
        if not self.size.height:
            self._land = offset
            return
        self._reveal_row(self._text.row_of(offset), eagerly=eagerly)

    def _reveal_row(self, row: int, *, eagerly: bool = False) -> None:
        top = 0 if eagerly else self.scroll_offset.y
        if not top <= row < top + self.sheet.rows - 3:
            self.go(max(0, row - self.size.height // 3))
        elif eagerly:
            self.go(0)
        self.refresh()

    def go(self, row: int) -> None:
        """Scroll ``row`` to the top, as far as there are rows below it."""
        self.scroll_to(y=row, animate=False, force=True)
        self._settle()

    def _settle(self) -> None:
        """Set what has come into view; in long articles that can move what is below."""
        if not self.size.height:
            return
        before = self._text.height
        moved = self._text.wrap_rows(self.scroll_offset.y, self.sheet.rows)
        if self._text.height != before:
            self._grow()
        if moved:
            self.scroll_to(y=self.scroll_offset.y + moved, animate=False, force=True)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Draw again, and take the current passage along."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) == round(new_value):
            return
        self._settle()
        state, page, row = self.state, self.page, self.scroll_offset.y
        if state.source is None and state.passage is not None and not page.has_current_in_view(row):
            state.go_to(page.top_offset(row))
        self.tell_moved()

    def tell_moved(self) -> None:
        """Draw, and post that something else is current or in view."""
        self.refresh()
        self.post_message(self.Moved())

    # --- Drawing, and the mouse ---------------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """Gutter, bar and one line of text, for each column."""
        row, width = y + self.scroll_offset.y, self.scrollable_content_region.width
        if self._notice:
            return self.strip(self._notice[row] if row < len(self._notice) else (), width)
        return self.strip(self.page.line(row), width)

    def on_click(self, event: events.Click) -> None:
        """The passage that is clicked becomes the current one."""
        at = event.get_content_offset(self)
        if self._preview or at is None or self.state.source is not None:
            return
        row, cell = self.sheet.row_at(at.x, at.y)
        place = self._text.place(row + self.scroll_offset.y)
        if place is None or place.line is None:
            return
        block, offset = self._text.blocks[place.block], self.page.offset_at(place, cell)
        if block.number is not None:
            self._stop_at(block.number, block.kind)
        elif offset is not None:
            self.state.go_to(offset)
        else:
            return
        self.tell_moved()

    def _stop_at(self, number: int, kind: str) -> None:
        """Make hidden lines the current ones; a second click on a group opens or closes it."""
        before, self.state.hidden = self.state.hidden, self.state.stop_of(number, kind)
        if self.state.hidden == before and self.state.toggle_group():
            self.lay_out_again()

    def rows_in_view(self) -> int:
        """Rows of text that are seen at once, in all columns."""
        return self.sheet.rows

    def last_top(self) -> int:
        """The row to have at the top so that the end is in view."""
        return max(0, self._text.height - self.sheet.rows)
