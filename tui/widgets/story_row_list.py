"""One story as a list: its lead passages, its articles, and the stories of its saga."""

from __future__ import annotations

from collections.abc import Sequence

from index.model import Lead, RelatedStory
from tui.rendering.lists.story_rows import StoryRow, Teller, is_same_row, lead_line, related_line, teller_line
from tui.rendering.text.runs import Run
from tui.widgets.row_list import RowList

_MARGIN = 12
"""Cells at the left for what the rows from here on are."""
_SECTIONS = {Lead: "leads", Teller: "articles", RelatedStory: "same saga"}


class StoryRows(RowList):
    """A passage with who has it; an article with outlet and day; a story with why it is of the same saga."""

    ROW_HEIGHT = 4

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self.rows: Sequence[StoryRow] = ()

    def show(self, rows: Sequence[StoryRow]) -> None:
        """List these rows."""
        current = self.rows[self.current] if self.count and self.current < len(self.rows) else None
        self.rows = rows
        self.fill(len(rows), next((number for number, row in enumerate(rows) if is_same_row(row, current)), 0))

    def is_lit(self, line: int) -> bool:
        """The blank line below a row is not part of it."""
        return line < self.ROW_HEIGHT - 1

    def draw(self, index: int, line: int, width: int) -> list[Run]:
        """Three lines: what it is, and what it says; in the margin of the first of its kind, of which kind it is."""
        if not self.is_lit(line):
            return []
        row = self.rows[index]
        opens = line == 0 and (index == 0 or type(self.rows[index - 1]) is not type(row))
        margin = f" {_SECTIONS[type(row)] if opens else ''}".ljust(_MARGIN)
        width -= 1 + _MARGIN + 1
        match row:
            case Lead() as lead:
                runs = lead_line(lead, line, width)
            case Teller() as teller:
                runs = teller_line(teller, line, width)
            case RelatedStory() as related:
                runs = related_line(related, line, width)
        return [Run("▌" if index == self.current else " ", "accent"), Run(margin, "dim"), *runs]
