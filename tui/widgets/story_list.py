"""Stories as rows: title and days, outlets, and lead passage."""

from __future__ import annotations

from collections.abc import Sequence

from index.model import Story
from index.text import printable
from tui.rendering.dates import span_of_days
from tui.rendering.lists.story_rows import quoted
from tui.rendering.numbers import counted, outlets_and_texts
from tui.rendering.text.row import justify
from tui.rendering.text.runs import Run
from tui.widgets.row_list import RowList


class StoryList(RowList):
    """One story: its title and days, its outlets, and its first lead passage."""

    ROW_HEIGHT = 4

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self.stories: Sequence[Story] = ()

    def show(self, stories: Sequence[Story], current: int = 0) -> None:
        """List these stories."""
        self.stories = stories
        self.fill(len(stories), current)

    def complete(self, stories: Sequence[Story]) -> None:
        """Show those of ``stories`` that are listed as they are now known."""
        known = {story.id: story for story in stories}
        self.stories = [known.get(story.id, story) for story in self.stories]
        self.refresh()

    def in_view(self) -> Sequence[Story]:
        """The stories that can be seen."""
        top = self.scroll_offset.y // self.ROW_HEIGHT
        return self.stories[top : top + self.size.height // self.ROW_HEIGHT + 2] if self.count else ()

    def is_lit(self, line: int) -> bool:
        """The blank line below a story is not part of it."""
        return line < self.ROW_HEIGHT - 1

    def draw(self, index: int, line: int, width: int) -> list[Run]:
        """Title and days; articles and outlets; lead and saga."""
        story, bar = self.stories[index], Run("▌" if index == self.current else " ", "accent")
        if line == 0:
            days = span_of_days((story.first, story.last)) or "no date"
            return [bar, *justify([Run(printable(story.title), "headline")], [Run(days, "dim")], width - 1)]
        if line == 1:
            counts = [Run(counted(len(story.articles), "article"), "dim")]
            if len(story.outlets) > 1:
                counts += [Run("   ", "dim"), Run(f"◆ {outlets_and_texts(len(story.outlets), story.texts)}", "link")]
            counts += [Run(f"   {printable(', '.join(story.outlets))}", "dim")] if story.outlets else []
            return [bar, *justify(counts, [], width - 1)]
        if line == 2:
            lead = [Run(printable(quoted(story.lead[0].passage.text)), "ink")] if story.lead else []
            saga = [Run(f"↔ {len(story.saga)} in its saga", "link")] if story.saga else []
            return [bar, *justify(lead, saga, width - 1)]
        return []
