"""The differences of a story as a list, and the sentence of the current value."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.strip import Strip

from index.model import DisputedFact, StatedValue, StoryDifferences
from index.text import printable
from tui import keys
from tui.rendering import signs
from tui.rendering.dates import day
from tui.rendering.labels import headline, outlet
from tui.rendering.lists.difference_lines import (
    Columns,
    DifferenceLine,
    Heading,
    ValueLine,
    difference_lines,
    drawn,
    line_of,
    next_value,
    remarks,
)
from tui.rendering.stated_facts import decisions
from tui.rendering.text.cells import cut
from tui.rendering.text.row import justify
from tui.rendering.text.runs import Run
from tui.rendering.text.wrap import wrap
from tui.widgets.frame_parts import ThemedWidget
from tui.widgets.row_list import RowList


class DifferenceList(RowList, inherit_bindings=False):
    """A line for each value, or more; headings and further lines of a value are skipped."""

    BINDINGS: ClassVar[list[BindingType]] = list(keys.moving("differences"))

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self.lines: Sequence[DifferenceLine] = ()
        self._found: StoryDifferences | None = None
        self._columns = Columns(0, 0, 0)

    @property
    def line(self) -> ValueLine | None:
        """The current line."""
        line = self.lines[self.current] if self.count else None
        return line if isinstance(line, ValueLine) else None

    def show(self, found: StoryDifferences, at: tuple[DisputedFact, int] | None = None) -> None:
        """List these; ``at`` is the fact, and which of its values, on which the cursor is to be."""
        self._found = found
        self._columns = Columns.fitting(found, self.scrollable_content_region.width - 1)
        self.lines = difference_lines(found, self._columns)
        self.fill(len(self.lines), next_value(self.lines, line_of(self.lines, *at) if at else 0, 1))

    def on_resize(self, event: events.Resize) -> None:
        """Break the lines again."""
        if self._found is not None and self.count:
            line = self.line
            self.show(self._found, (line.fact, line.place) if line else None)
        super().on_resize(event)

    def validate_current(self, index: int) -> int:
        """Keep the cursor on a value."""
        index = super().validate_current(index)
        return max(0, next_value(self.lines, index, 1 if index >= self.current else -1))

    def draw(self, index: int, line: int, width: int) -> list[Run]:
        """A heading, or a value with who states it."""
        row, current = self.lines[index], self.line
        if isinstance(row, Heading):
            return [Run(" ", "ink"), *justify([Run(row.text, "dim")], [], width - 1)]
        here = current is not None and row.fact is current.fact
        return [Run(signs.BAR if here else " ", "accent"), *justify(drawn(row, self._columns), [], width - 1)]

    def show_current(self) -> None:
        """Scroll so that the current value is in view, with the headings above the first one."""
        if self.count and next_value(self.lines, 0, 1) == self.current:
            self.scroll_to(y=0, animate=False, force=True)
        super().show_current()


class DifferenceCaption(ThemedWidget):
    """Where the current value is stated: outlet, speaker, day, headline, the sentence; why the fact is listed."""

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._found: StoryDifferences | None = None
        self._line: ValueLine | None = None
        self._place = 0

    def show(self, found: StoryDifferences | None, line: ValueLine | None, place: int = 0) -> None:
        """Show the statement of this value that has the number ``place``."""
        self._found, self._line, self._place = found, line, place
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Who states it; three lines of the sentence; why it is listed and how it was settled."""
        width = self.size.width
        if self._found is None or self._line is None:
            return self.strip([], width)
        stated = self._line.value.stated[self._place % len(self._line.value.stated)]
        if y == 0:
            return self.strip(self._who(stated, width), width)
        if y == self.size.height - 1:
            return self.strip(justify([Run("    ", "dim"), *self._about(self._line.fact)], [], width), width)
        return self.strip([Run("    ", "ink"), *_sentence_line(stated, y - 1, self.size.height - 2, width - 5)], width)

    def _who(self, stated: StatedValue, width: int) -> list[Run]:
        assert self._found is not None
        assert self._line is not None
        article = next(each for each in self._found.articles if each.id == stated.article)
        about = " · ".join((day(article.published) or "no date", printable(headline(article))))
        of = len(self._line.value.stated)
        number = [Run(f"{self._place % of + 1} of {of} ", "dim")] if of > 1 else []
        speaker = [Run(f"   {printable(stated.speaker)}", "link")] if stated.speaker else []
        left = [Run(f"    {printable(outlet(article))}", "headline"), *speaker, Run(f"   {about}", "dim")]
        return justify(left, number, width)

    @staticmethod
    def _about(fact: DisputedFact) -> list[Run]:
        settled = decisions(fact)
        why = "; ".join(dict.fromkeys([*settled, *remarks(fact)]))
        return [Run(printable(why), "accent" if settled else "dim")]


def _sentence_line(stated: StatedValue, line: int, lines: int, width: int) -> list[Run]:
    """One line of the sentence, with the words of the value marked."""
    shift = stated.span[0] - stated.sentence[0]
    text = printable(stated.sentence_text)
    marked = (shift, shift + stated.span[1] - stated.span[0])
    broken = wrap(text.replace("\n", " "), max(1, width))
    # The value is in view also where the sentence is longer than the lines.
    at = next((number for number, each in enumerate(broken) if each.end > marked[0]), 0)
    first = max(0, min(at - lines // 2, len(broken) - lines))
    if first + line >= len(broken):
        return []
    start, end, _ = broken[first + line]
    if line == lines - 1 and first + lines < len(broken):
        end = start + len(cut(text[start:end] + "…", width)) - 1
    pieces = (
        (start, min(end, marked[0]), "ink"),
        (max(start, marked[0]), min(end, marked[1]), "marker"),
        (max(start, marked[1]), end, "ink"),
    )
    runs = [Run(text[begin:stop], ink) for begin, stop, ink in pieces if begin < stop]
    return [*runs, Run("…", "dim")] if line == lines - 1 and first + lines < len(broken) else runs
