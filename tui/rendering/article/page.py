"""An article laid out in columns: its rows as they are drawn, and what is in view of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.rendering.article.columns import GAP, Sheet
from tui.rendering.article.hidden_lines import kind_of
from tui.rendering.article.layout import ArticleLayout, Place
from tui.rendering.article.lines import left_of, styled_line
from tui.rendering.article.reading_state import ReadingState
from tui.rendering.text.cells import padded
from tui.rendering.text.row import justify
from tui.rendering.text.runs import InkSpan, Run, offset_at

if TYPE_CHECKING:
    from index.model import Span

_BETWEEN = "│".center(GAP)


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """One layout in its columns; ``plain`` shows no current passage or word, as beside the results."""

    state: ReadingState
    layout: ArticleLayout
    sheet: Sheet
    plain: bool

    # --- In view ------------------------------------------------------------------------------------------------------

    def top_offset(self, row: int) -> int:
        """The offset in the clean text of the first character in view, ``row`` being at the top."""
        return self.layout.offset_of(row) if self.layout.blocks else 0

    def share_read(self, row: int) -> float:
        """How much of what there is to read is above the lower edge, 0 to 1, ``row`` being at the top."""
        height = self.layout.text_height
        return min(1.0, (row + self.sheet.rows) / height) if height else 1.0

    def characters_left(self, row: int) -> int:
        """Characters below the lower edge, ``row`` being at the top."""
        bottom = row + self.sheet.rows
        if self.state.article is None or bottom >= self.layout.height:
            return 0
        return max(0, len(self.state.article.text) - self.layout.offset_of(bottom))

    @property
    def current_row(self) -> int:
        """Where the current hidden line or passage begins."""
        state = self.state
        stop = state.hidden
        block = self.layout.hidden_block(stop.line, kind_of(stop)) if stop is not None else None
        if block is not None:
            return self.layout.top(block)
        return self.layout.row_of(state.passage[0]) if state.passage is not None else 0

    def has_current_in_view(self, row: int) -> bool:
        """Whether any part of the current passage or hidden line is in view, ``row`` being at the top."""
        first = last = self.current_row
        if self.state.hidden is None and self.state.passage is not None:
            last = self.layout.row_of(self.state.passage[1] - 1)
        return last >= row and first < row + self.sheet.rows

    # --- Drawing ------------------------------------------------------------------------------------------------------

    def line(self, row: int) -> list[Run]:
        """The line of the window that begins with ``row`` of the layout: a part of each column."""
        first = self.sheet.lefts[0] - self.sheet.beside
        drawn = [Run(" " * first, "ink"), *self._row(row)]
        for column in range(1, len(self.sheet.lefts)):
            drawn += [Run(_BETWEEN, "hairline"), *self._row(row + column * self.sheet.height)]
        return drawn

    def _row(self, row: int) -> list[Run]:
        """One row of one column, as wide as the column with what is beside it."""
        measure, beside = self.sheet.measure, self.sheet.beside
        place = self.layout.place(row)
        if place is None:
            return [Run(" " * (measure + beside), "ink")]
        line = styled_line(self.layout, place, measure, self._current_word(place))
        return [*self._beside(row, place), *justify(line, (), measure)]

    def _current_word(self, place: Place) -> tuple[InkSpan, ...]:
        block, word = self.layout.blocks[place.block], self.state.found_word
        if self.plain or word is None or block.at is None or block.kind != "paragraph":
            return ()
        start, end = word
        if start >= block.at + len(block.text) or end <= block.at:
            return ()
        return (InkSpan(max(0, start - block.at), min(len(block.text), end - block.at), "marker-current"),)

    def _beside(self, row: int, place: Place) -> list[Run]:
        if self.state.source is not None:
            return [Run(" " * self.sheet.beside, "ink")]
        sign = self._sign(row, place)
        bar = "▌ " if self._is_current(place) else "  "
        return [Run(padded(sign.text, self.sheet.beside - 2), sign.ink), Run(bar, "accent")]

    def _is_current(self, place: Place) -> bool:
        if (stop := self.state.hidden) is not None:
            block = self.layout.blocks[place.block]
            return place.line is not None and (block.number, block.kind) == (stop.line, kind_of(stop))
        span, passage = self.extent(place), self.state.passage
        if self.plain or span is None or passage is None:
            return False
        return span[0] < passage[1] and span[1] > passage[0]

    def _sign(self, row: int, place: Place) -> Run:
        line = self.extent(place)
        sign = self.state.gutter.sign(line, self.extent(self.layout.place(row - 1)))
        if sign is None and line is not None and place.line == 0:
            block = self.layout.blocks[place.block]
            if self.state.gutter.nothing_on((line[0], line[0] + len(block.text))):
                sign = Run("·", "dim")
        return sign or Run("", "dim")

    def extent(self, place: Place | None) -> Span | None:
        """What of the clean text is on a line; None for what is not of it."""
        if place is None or place.line is None:
            return None
        block = self.layout.blocks[place.block]
        if block.at is None or block.kind != "paragraph":
            return None
        line = self.layout.lines(place.block)[place.line]
        return block.at + line.start, block.at + line.end

    def offset_at(self, place: Place, cell: int) -> int | None:
        """The offset in the clean text of the character at ``cell`` of the line at ``place``; None for other text."""
        if place.line is None or self.extent(place) is None:
            return None
        line, text = self.layout.lines(place.block)[place.line], self.layout.text(place.block)
        inside = offset_at(text, line, cell - left_of(self.layout, place, self.sheet.measure))
        return (self.layout.blocks[place.block].at or 0) + inside
