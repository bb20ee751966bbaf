"""The comparison: articles side by side, level where they report the same; four of them at a time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.widget import Widget

from tui import keys, messages
from tui.controllers.comparison.captions import ComparisonCaptions
from tui.controllers.comparison.column_actions import ColumnActions
from tui.controllers.comparison.link_walk import LinkWalk
from tui.controllers.comparison.session import ComparisonSession
from tui.controllers.comparison.state import ComparisonState
from tui.controllers.comparison.view import ComparisonView
from tui.controllers.export_file import write_export
from tui.controllers.passage_actions import Here, PassageActions
from tui.export import files, formats
from tui.jobs import Jobs
from tui.rendering.comparison.cursor import cell_at
from tui.rendering.comparison.layout import Key
from tui.rendering.labels import headline
from tui.rendering.stated_pair import StatedPair
from tui.rendering.text.runs import Run
from tui.settings import Settings
from tui.widgets.comparison_columns import Columns
from tui.widgets.frame import Frame

ROOMY = 32
"""Rows from which blank lines are affordable."""
_NOTHING_HERE = "This article has nothing here; tab goes to another."


class CompareScreen(Frame):
    """Lays the articles ``ids``, or the story of one article, beside each other.

    Of an id with a span (``id:start-end``) just that passage is compared at first. ``start`` is an offset in the first
    article to begin at, ``beside`` one in the second that is to be in view with it, ``pair`` the values stated there.
    """

    WHERE = "compare"
    BINDINGS: ClassVar[list[BindingType]] = list(keys.bindings("compare"))

    def __init__(
        self,
        jobs: Jobs,
        settings: Settings,
        ids: Iterable[str] = (),
        start: int | None = None,
        beside: int | None = None,
        pair: StatedPair | None = None,
        *,
        story_of: str = "",
    ) -> None:
        super().__init__(jobs, settings)
        self.state = ComparisonState(ids or ([story_of] if story_of else []))
        self.state.go_to = (self.ids[0], start) if start is not None and self.ids else None
        self.state.beside = (self.ids[1], beside) if beside is not None and len(self.ids) > 1 else None
        self.state.pair = pair
        self.captions = ComparisonCaptions(self, self.state)
        self._view = ComparisonView(self, self.state, self.captions)
        self._session = ComparisonSession(self, self.state, self._view, self.captions, story_of)
        self._column_actions = ColumnActions(self, self.state, self._view, self._session)
        self._passages = PassageActions(self, self._here, _NOTHING_HERE)
        walk = LinkWalk(self, self.state, self._view)
        self.controllers = (self._session, self._column_actions, walk, self._passages)

    def body(self) -> Iterable[Widget]:
        """The columns, with the rows of the current link and the conflicts."""
        return self.captions.compose()

    @property
    def ids(self) -> tuple[str, ...]:
        """What is compared, the base first."""
        return self.state.ids

    @property
    def columns(self) -> Columns:
        """The widget that draws the comparison."""
        return self._view.columns

    def place(self) -> Key | None:
        """The passage under the cursor."""
        return self._view.place()

    def _here(self) -> Here | None:
        layout = self.columns.arranged
        cell = cell_at(layout, self.columns.cursor) if layout is not None else None
        if cell is None:
            return None
        return Here(self.state.article(cell.passage.article), (cell.passage.start, cell.passage.end))

    def on_mount(self) -> None:
        """Ask for the comparison."""
        super().on_mount()
        self.captions.remark("")
        self.columns.focus()
        self._session.ask()

    def on_unmount(self) -> None:
        """Cancel the comparison, if it is still being made."""
        self.jobs.withdraw(self)

    def on_resize(self, event: events.Resize) -> None:
        """Lay out again: more or fewer columns may fit."""
        super().on_resize(event)
        self.set_class(event.size.height < ROOMY, "-low")
        if self.state.comparison is not None:
            self.call_after_refresh(self._view.refit)

    def on_columns_cursor_moved(self, _: Columns.CursorMoved) -> None:
        """Show the link, or the passage, under the cursor."""
        self.captions.show()

    def on_columns_passage_chosen(self, _: Columns.PassageChosen) -> None:
        """Open what was clicked twice."""
        self.action_open()

    def on_article_added(self, message: messages.ArticleAdded) -> None:
        """Add the article that was chosen on another page."""
        self._column_actions.add(message.id)

    # --- Keys ---------------------------------------------------------------------------------------------------------

    def action_open(self) -> None:
        """Read on in the article; coming back finds this place again."""
        if (here := self._passages.here()) is not None:
            self.post_message(messages.OpenArticle(here.article.id, start=here.span[0], neighbours=self.ids))

    def action_show_matrix(self) -> None:
        """Show who has what of the story, from this passage on."""
        if (story := self.state.story) is not None:
            self.post_message(messages.ShowMatrix(story.id, self.place()))
        else:
            self.show_message([Run("This article is in no story, so that there is no matrix.", "accent")])

    def action_export(self) -> None:
        """Write the comparison to a Markdown file."""
        self._export("markdown")

    def action_export_page(self) -> None:
        """Write the comparison to an HTML page."""
        self._export("html")

    def _export(self, format: formats.Format) -> None:
        compared = self.state.comparison
        if compared is None:
            return
        if self.state.unfinished:
            self.show_message(
                [Run("The articles are still being compared; press e again when that is done.", "accent")]
            )
            return
        story = self.state.story
        title = story.title if story is not None else headline(self.state.article(self.ids[0]))
        name = files.file_name("compare", title, suffix=formats.FORMATS[format].suffix)
        write_export(self, name, formats.comparison_as(format, compared))
