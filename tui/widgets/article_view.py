"""An article in columns with a gutter: what others report, where one is, which words were found."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from index.text import printable
from tui.rendering.article import blocks
from tui.rendering.article.columns import GAP, Sheet, sheet
from tui.rendering.article.gutter import Gutter
from tui.rendering.article.layout import Block, Galley, Place
from tui.rendering.article.lines import left_of, set_line
from tui.rendering.article.passages import passage_at, stop_beside
from tui.rendering.text.cells import cells
from tui.rendering.text.row import justify
from tui.rendering.text.runs import Mark, Run, offset_at
from tui.widgets.paged_view import Paged

if TYPE_CHECKING:
    from index.model import Article, Coverage, Matches, Span


GUTTER = 7
"""Cells at the left for the number of other outlets and their sign."""

_SOURCE_MEASURE = 100
_BETWEEN = "│".center(GAP)


class ArticleView(Paged):
    """One article; ``preview`` for the quiet one beside results: no colophon, flush left, not to be focused."""

    class Moved(Message):
        """Another part is in view, or another passage or found word is the current one."""

    def __init__(self, *, measure: int = 68, preview: bool = False, id: str | None = None) -> None:
        super().__init__(id=id)
        self.can_focus = not preview
        self.preview = preview
        self._beside_text = (GUTTER - 1 if preview else GUTTER) + 2
        self.measure = measure
        self.article: Article | None = None
        self.matches: Matches | None = None
        self.hidden_shown = False
        self.origins_shown = False
        self.source: str | None = None
        self.passage: Span | None = None
        self.hidden_line: int | None = None
        """Which hidden line is the current one, in place of a passage."""
        self.found_at = -1
        self._gutter = Gutter()
        self._copies = ""
        self._said: tuple[tuple[Run, ...], ...] = ()
        self._galley = Galley((), measure)
        self._land: int | None = None
        self._left_at = 0
        self.sheet = sheet(0, 1, measure, self._beside_text, 0)

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
        if self.article is None or self.article.id != article.id:
            self._gutter, self._copies = Gutter(), ""
        self.article, self.matches, self.source, self._said = article, matches, None, ()
        self.found_at, self.hidden_line = -1, None
        self.passage = self._passage_at(land if land is not None else place or 0)
        self._set()
        if land is not None and land > 0:
            self.found_at = max(-1, bisect_left(self.found, (land, land)))
            self.found_at = self.found_at if self.found_at < len(self.found) else -1
            self.reveal(land, eagerly=True)
        elif place:
            self.go(self._galley.row_of(place))
        else:
            self.go(0)
            self.found_at = 0 if self.found else -1
        self._tell()

    def say(self, lines: Sequence[Sequence[Run]]) -> None:
        """Show these lines instead of an article."""
        self.article, self.passage, self.hidden_line = None, None, None
        self._said = tuple(tuple(Run(printable(r.text), r.ink) for r in line) for line in lines)
        self._set()
        self.go(0)

    def cover(self, coverage: Sequence[Coverage]) -> None:
        """Fill the gutter."""
        self._gutter = Gutter(coverage)
        self.refresh()

    def tell_copies(self, said: str) -> None:
        """Say in the rule below the byline who has its text; nothing where that is empty."""
        if said != self._copies:
            self._copies = said
            self._set_again()

    def mark(self, matches: Matches | None) -> None:
        """Set other words on the marker."""
        self.matches = matches
        self.found_at = -1
        self._set_again()

    def show_hidden(self, shown: bool) -> None:
        """Show hidden lines in their places, or take them away."""
        self.hidden_shown = shown
        if self.article is not None and self.hidden_line is not None and not shown:
            aside = self.article.content.hidden[self.hidden_line].is_aside
            self.hidden_line = self.hidden_line if aside else None
        self._set_again()
        self._tell()

    def show_origins(self, shown: bool) -> None:
        """Tell where what is said of the article came from, or no longer."""
        self.origins_shown = shown
        self._set_again()

    def show_source(self, text: str | None) -> None:
        """Show the original in place of the article; None goes back to where one was."""
        if self.source is None:
            self._left_at = self.scroll_offset.y
        self.source = text
        self._set()
        self.go(self._left_at if text is None else 0)
        self._tell()

    def set_measure(self, measure: int) -> None:
        """Set it in lines of at most ``measure`` cells."""
        self.measure = measure
        self._set_again()

    @property
    def found(self) -> tuple[Span, ...]:
        """The found words that can be walked, as spans into the clean text."""
        return self.matches.text if self.matches is not None else ()

    # --- Setting ------------------------------------------------------------------------------------------------------

    def _lay(self, rows: int) -> Sheet:
        room, height = self.scrollable_content_region.width, max(1, self.size.height)
        if self.source is not None:
            return sheet(room, height, _SOURCE_MEASURE, 2, 0)
        return sheet(room, height, self.measure, self._beside_text, rows, flush=self.preview)

    def _set(self) -> None:
        made: list[Block] = []
        measure = self._lay(0).measure
        if self.source is not None:
            made = blocks.source_blocks(self.source)
        elif self.article is not None:
            made = blocks.blocks(
                self.article,
                self.matches,
                measure=measure,
                hidden_shown=self.hidden_shown,
                origins_shown=self.origins_shown,
                copies=self._copies,
                colophon=not self.preview,
            )
        self._galley = Galley(made, measure)
        self._grow()

    def _set_again(self) -> None:
        """Set everything anew, keeping the line at the top where it is."""
        at_top = self.scroll_offset.y == 0
        kept = self.top_offset
        self._set()
        if not at_top:
            self.go(self._galley.row_of(kept))
        self.refresh()

    def _grow(self) -> None:
        self.sheet = self._lay(self._galley.height)
        # A third of a page of white below the end, so that the last passage can stand where the eye is.
        below = 1 if self.preview else max(1, self.size.height // 3)
        beyond = self.sheet.rows - self.sheet.height
        self.virtual_size = Size(self.size.width, max(1, self._galley.height + below - beyond))
        self.refresh()

    def on_resize(self, event: events.Resize) -> None:
        """The column may have another width."""
        if self._galley.measure != self._lay(0).measure and self._galley.blocks:
            self._set_again()
        else:
            self._grow()
        if self._land is not None:
            land, self._land = self._land, None
            self.reveal(land, eagerly=True)

    # --- Where one is -------------------------------------------------------------------------------------------------

    @property
    def top_offset(self) -> int:
        """The offset in the clean text of the first character in view."""
        return self._galley.offset_of(self.scroll_offset.y) if self._galley.blocks else 0

    @property
    def share_read(self) -> float:
        """How much of what there is to read stands above the lower edge, 0 to 1."""
        height = self._galley.text_height
        return min(1.0, (self.scroll_offset.y + self.sheet.rows) / height) if height else 1.0

    @property
    def characters_left(self) -> int:
        """Characters below the lower edge."""
        if self.article is None:
            return 0
        bottom = self.scroll_offset.y + self.sheet.rows
        return max(0, len(self.article.text) - self._galley.offset_of(bottom)) if bottom < self._galley.height else 0

    def move_passage(self, step: int) -> None:
        """Make the next (1) or the previous (-1) passage, or hidden line in view, the current one."""
        if self.article is None or self.passage is None or self.source is not None:
            return
        self.passage, self.hidden_line = stop_beside(
            self.article, self.passage, self.hidden_line, step, all_shown=self.hidden_shown
        )
        self._reveal_row(self._current_row())
        self._tell()

    def _current_row(self) -> int:
        """Where the current hidden line or passage begins."""
        block = self._galley.hidden_block(self.hidden_line) if self.hidden_line is not None else None
        if block is not None:
            return self._galley.top(block)
        return self._galley.row_of(self.passage[0]) if self.passage is not None else 0

    def _passage_at(self, offset: int) -> Span | None:
        return passage_at(self.article, offset) if self.article is not None else None

    def walk_found(self, step: int) -> None:
        """Go to the next (1) or previous (-1) found word, round and round."""
        if not self.found or self.source is not None:
            return
        if self.found_at < 0:
            first = bisect_left(self.found, (self.top_offset, 0))
            self.found_at = (first if step > 0 else first - 1) % len(self.found)
        else:
            self.found_at = (self.found_at + step) % len(self.found)
        start = self.found[self.found_at][0]
        self.passage, self.hidden_line = self._passage_at(start), None
        self.reveal(start)
        self._tell()

    def reveal(self, offset: int, *, eagerly: bool = False) -> None:
        """Scroll so that ``offset`` is in view, a third from the top; ``eagerly`` to the top where that will do."""
        if not self.size.height:
            self._land = offset
            return
        self._reveal_row(self._galley.row_of(offset), eagerly=eagerly)

    def _reveal_row(self, row: int, *, eagerly: bool = False) -> None:
        height = self.size.height
        top = 0 if eagerly else self.scroll_offset.y
        if not top <= row < top + self.sheet.rows - 3:
            self.go(max(0, row - height // 3))
        elif eagerly:
            self.go(0)
        self.refresh()

    def go(self, row: int) -> None:
        """Have ``row`` at the top, as far as there are rows below it."""
        self.scroll_to(y=row, animate=False, force=True)
        self._settle()

    def _settle(self) -> None:
        """Set what has come into view; in long articles that can move what is below."""
        if not self.size.height:
            return
        before = self._galley.height
        moved = self._galley.set_rows(self.scroll_offset.y, self.sheet.rows)
        if self._galley.height != before:
            self._grow()
        if moved:
            self.scroll_to(y=self.scroll_offset.y + moved, animate=False, force=True)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Draw anew, and take the current passage along."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) == round(new_value):
            return
        self._settle()
        if self.source is None and self.passage is not None and not self._current_in_view():
            self.passage, self.hidden_line = self._passage_at(self.top_offset), None
        self._tell()

    def _current_in_view(self) -> bool:
        if self.hidden_line is not None:
            return self.scroll_offset.y <= self._current_row() < self.scroll_offset.y + self.sheet.rows
        return self.passage is not None and self._in_view(self.passage)

    def _in_view(self, span: Span) -> bool:
        """Whether any part of a span of the clean text is in view."""
        first, last = self._galley.row_of(span[0]), self._galley.row_of(span[1] - 1)
        return last >= self.scroll_offset.y and first < self.scroll_offset.y + self.sheet.rows

    def _tell(self) -> None:
        self.refresh()
        self.post_message(self.Moved())

    # --- Drawing ------------------------------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """Gutter, bar and one line of text, for each column."""
        row = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        if self._said:
            return self.strip(self._said[row] if row < len(self._said) else (), width)
        first = self.sheet.lefts[0] - self.sheet.beside
        drawn = [Run(" " * first, "ink"), *self._row(row)]
        for column in range(1, len(self.sheet.lefts)):
            drawn += [Run(_BETWEEN, "hairline"), *self._row(row + column * self.sheet.height)]
        return self.strip(drawn, width)

    def _row(self, row: int) -> list[Run]:
        """One row of one column, as wide as the column with what stands beside it."""
        measure, beside = self.sheet.measure, self.sheet.beside
        place = self._galley.place(row)
        if place is None:
            return [Run(" " * (measure + beside), "ink")]
        return [
            *self._beside(row, place),
            *justify(set_line(self._galley, place, measure, self._current_mark(place)), (), measure),
        ]

    def _current_mark(self, place: Place) -> tuple[Mark, ...]:
        block = self._galley.blocks[place.block]
        if self.preview or block.at is None or block.kind != "paragraph" or not 0 <= self.found_at < len(self.found):
            return ()
        start, end = self.found[self.found_at]
        if start >= block.at + len(block.text) or end <= block.at:
            return ()
        return (Mark(max(0, start - block.at), min(len(block.text), end - block.at), "marker-current"),)

    def _beside(self, row: int, place: Place) -> list[Run]:
        if self.source is not None:
            return [Run(" " * self.sheet.beside, "ink")]
        sign = self._sign(row, place)
        bar = "▌ " if self._is_current(place) else "  "
        return [Run(sign.text + " " * max(0, self.sheet.beside - 2 - cells(sign.text)), sign.ink), Run(bar, "accent")]

    def _is_current(self, place: Place) -> bool:
        if self.hidden_line is not None:
            return place.line is not None and self._galley.blocks[place.block].number == self.hidden_line
        span = self._extent(place)
        return (
            not self.preview
            and span is not None
            and self.passage is not None
            and span[0] < self.passage[1]
            and span[1] > self.passage[0]
        )

    def _extent(self, place: Place | None) -> Span | None:
        """What of the clean text stands on a line; None for what is not of it."""
        if place is None or place.line is None:
            return None
        block = self._galley.blocks[place.block]
        if block.at is None or block.kind != "paragraph":
            return None
        line = self._galley.lines(place.block)[place.line]
        return block.at + line.start, block.at + line.end

    def _sign(self, row: int, place: Place) -> Run:
        line = self._extent(place)
        said = self._gutter.sign(line, self._extent(self._galley.place(row - 1)))
        if said is None and line is not None and place.line == 0:
            block = self._galley.blocks[place.block]
            if self._gutter.nothing_on((line[0], line[0] + len(block.text))):
                said = Run("·", "dim")
        return said or Run("", "dim")

    # --- The mouse, and how far keys move ----------------------------------------------------------------------------

    def on_click(self, event: events.Click) -> None:
        """The passage that is clicked becomes the current one."""
        at = event.get_content_offset(self)
        if self.preview or at is None or self.source is not None:
            return
        row, cell = self.sheet.row_at(at.x, at.y)
        place = self._galley.place(row + self.scroll_offset.y)
        if place is None or place.line is None:
            return
        block = self._galley.blocks[place.block]
        if block.number is not None:
            self.hidden_line = block.number
        elif self._extent(place) is not None:
            line, text = self._galley.lines(place.block)[place.line], self._galley.text(place.block)
            offset = offset_at(text, line, cell - left_of(self._galley, place, self.sheet.measure))
            self.passage, self.hidden_line = self._passage_at((block.at or 0) + offset), None
        else:
            return
        self._tell()

    def rows_in_view(self) -> int:
        """Rows of text that are seen at once, in all columns."""
        return self.sheet.rows

    def last_top(self) -> int:
        """The row to have at the top so that the end is in view."""
        return max(0, self._galley.height - self.sheet.rows)
