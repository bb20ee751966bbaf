"""What is shown of an article, and the reader's position in it. It does not depend on the size of the window."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from tui.rendering.article import blocks
from tui.rendering.article.gutter import Gutter
from tui.rendering.article.hidden_lines import ASIDES_ALONE, HiddenStop, HiddenView, kind_of
from tui.rendering.article.layout import ArticleBlock
from tui.rendering.article.passages import passage_at, stop_beside

if TYPE_CHECKING:
    from index.model import Article, Matches, Span


class ReadingState:
    """The article that is shown, its marked words and its current passage; at first there is none."""

    def __init__(self) -> None:
        self.article: Article | None = None
        self.matches: Matches | None = None
        self.source: str | None = None
        """The original, while it is shown in place of the article."""
        self.passage: Span | None = None
        self.hidden: HiddenStop | None = None
        """The hidden line, or the group of them, that is the current one, in place of a passage."""
        self.found_at = -1
        """Which of :attr:`found` is the current one; -1 for none."""
        self.hidden_view = ASIDES_ALONE
        """What can be seen of hidden lines."""
        self.origins_shown = False
        self.copies = ""
        """Who has the same text, for the rule below the byline."""
        self.gutter = Gutter()
        """Who else reports each passage."""

    @property
    def found(self) -> tuple[Span, ...]:
        """The marked words that a key can step through, as spans into the clean text."""
        return self.matches.text if self.matches is not None else ()

    @property
    def found_word(self) -> Span | None:
        """The found word that is the current one."""
        return self.found[self.found_at] if 0 <= self.found_at < len(self.found) else None

    def show(self, article: Article, matches: Matches | None, *, land: int | None, place: int | None) -> None:
        """Show an article with the passage at offset ``land``, else at ``place``, as the current one.

        In another version of the article that is shown, what was the current one still is, be it hidden by now or kept.
        """
        before = self.article if self.article is not None and self.article.id == article.id else None
        if before is None:
            self.copies, self.gutter = "", Gutter()
            self.hidden_view = HiddenView(self.hidden_view.shown)
        was_at = self._line_here()
        self.article, self.matches, self.source = article, matches, None
        self.go_to(land if land is not None else place or 0)
        if before is not None and land is None and was_at is not None:
            self._go_to_line(*was_at)
        self.found_at = -1
        if land is not None and land > 0:
            found = max(-1, bisect_left(self.found, (land, land)))
            self.found_at = found if found < len(self.found) else -1
        elif not place and self.found:
            self.found_at = 0

    def _line_here(self) -> tuple[str, int, bool] | None:
        """The line that is the current one, where it is in the clean text, and whether it is a group's first."""
        if self.article is None:
            return None
        content = self.article.content
        if self.hidden is not None:
            line = content.hidden[self.hidden.line]
            return line.text, line.at, bool(self.hidden.group)
        if self.passage is None:
            return None
        at = self.passage[0]
        start, end = next((span for span in reversed(content.paragraphs) if span[0] <= at), self.passage)
        return content.text[start:end], at, False

    def _go_to_line(self, text: str, at: int, is_group: bool) -> None:
        """Make the line with ``text`` that is nearest to the offset ``at`` the current one; else what is at ``at``."""
        assert self.article is not None
        content = self.article.content
        seen = [stop for _, stop in self.hidden_view.stops(content)]
        again = [stop for stop in seen if content.hidden[stop.line].text == text and bool(stop.group) == is_group]
        shown = [start for start, end in content.paragraphs if content.text[start:end] == text]
        if again:
            self.hidden = min(again, key=lambda stop: abs(content.hidden[stop.line].at - at))
        elif shown:
            nearest = min(shown, key=lambda start: abs(start - at))
            # A passage is a sentence of its line.
            self.go_to(at if nearest <= at < nearest + len(text) else nearest)
        else:
            self.go_to(min(at, max(0, len(content.text) - 1)))

    def show_nothing(self) -> None:
        """Show no article."""
        self.article, self.passage, self.hidden = None, None, None

    def mark(self, matches: Matches | None) -> None:
        """Replace the marked words by those of ``matches``; none of them is the current one."""
        self.matches, self.found_at = matches, -1

    @property
    def hidden_line(self) -> int | None:
        """The number of the hidden line that is the current one."""
        return self.hidden.line if self.hidden is not None and not self.hidden.group else None

    def stop_of(self, number: int, kind: str) -> HiddenStop | None:
        """What is at the block of a kind for a hidden line."""
        seen = self.hidden_view.stops(self.article.content) if self.article is not None else ()
        return next((stop for _, stop in seen if stop.line == number and kind_of(stop) == kind), None)

    def show_hidden(self, shown: bool) -> None:
        """Show hidden lines in their places, or take them away; asides are always shown."""
        self.hidden_view = self.hidden_view._replace(shown=shown)
        self._stay()

    def toggle_group(self) -> bool:
        """Open the current group of hidden lines, or close it; False where none is current."""
        if self.article is None or self.hidden is None or not self.hidden.group:
            return False
        self.hidden_view = self.hidden_view.toggled(self.article.content, self.hidden.group)
        return True

    def _stay(self) -> None:
        """Let no hidden line be the current one that cannot be seen any more."""
        if self.article is not None and self.hidden is not None:
            seen = [stop for _, stop in self.hidden_view.stops(self.article.content)]
            self.hidden = self.hidden if self.hidden in seen else None

    def go_to(self, offset: int) -> None:
        """Make the passage at ``offset`` of the clean text the current one."""
        self.passage = passage_at(self.article, offset) if self.article is not None else None
        self.hidden = None

    def step_passage(self, step: int) -> bool:
        """Make the next (1) or the previous (-1) passage, or hidden line in view, the current one; False for none."""
        if self.article is None or self.passage is None or self.source is not None:
            return False
        stops = self.hidden_view.stops(self.article.content)
        self.passage, self.hidden = stop_beside(self.article, self.passage, self.hidden, step, stops)
        return True

    def step_found(self, step: int, below: int) -> int | None:
        """Make the next (1) or previous (-1) found word the current one; where it starts, None for no found word.

        The last is followed by the first. Without a current one, the first at or after the offset ``below`` is next.
        """
        if not self.found or self.source is not None:
            return None
        if self.found_at < 0:
            first = bisect_left(self.found, (below, 0))
            self.found_at = (first if step > 0 else first - 1) % len(self.found)
        else:
            self.found_at = (self.found_at + step) % len(self.found)
        start = self.found[self.found_at][0]
        self.go_to(start)
        return start

    def blocks(self, measure: int, *, colophon: bool) -> list[ArticleBlock]:
        """What is shown, to be laid out in lines of ``measure`` cells."""
        if self.source is not None:
            return blocks.source_blocks(self.source)
        if self.article is None:
            return []
        return blocks.blocks(
            self.article,
            self.matches,
            measure=measure,
            view=self.hidden_view,
            origins_shown=self.origins_shown,
            copies=self.copies,
            colophon=colophon,
        )
