"""Going from link to link, and from conflict to conflict, in a comparison."""

from __future__ import annotations

from tui.controllers.comparison.captions import ComparisonCaptions
from tui.controllers.comparison.view import ComparisonView
from tui.rendering.comparison.cursor import step_link, to_partner
from tui.rendering.numbers import counted
from tui.rendering.text.runs import Run
from tui.widgets.frame import Frame


class LinkWalk:
    """Moves the cursor so that both ends of a link are in view."""

    def __init__(self, page: Frame, view: ComparisonView, captions: ComparisonCaptions) -> None:
        self._page, self._view, self._captions = page, view, captions

    def _walk(self, step: int, *, conflicts: bool) -> None:
        columns, elsewhere = self._view.columns, self._captions.elsewhere
        if columns.arranged is None:
            return
        cursor = step_link(columns.arranged, columns.cursor, step, conflicts=conflicts)
        if cursor is not None:
            columns.move_to(cursor, align=True)
        elif not conflicts:
            self._page.show_message([Run("No passage here is linked.", "accent")])
        elif elsewhere:
            self._page.show_message(
                [Run(f"{counted(elsewhere, 'conflict')} in other columns; tab shows them.", "accent")]
            )
        else:
            self._page.show_message([Run("There is no conflict here.", "accent")])

    def action_next_link(self) -> None:
        """Go to the next link."""
        self._walk(1, conflicts=False)

    def action_previous_link(self) -> None:
        """Go to the link before."""
        self._walk(-1, conflicts=False)

    def action_next_conflict(self) -> None:
        """Go to the next link whose sides are in conflict."""
        self._walk(1, conflicts=True)

    def action_previous_conflict(self) -> None:
        """Go to the conflict before."""
        self._walk(-1, conflicts=True)

    def action_partner(self) -> None:
        """Go to the other end of the link."""
        columns = self._view.columns
        if columns.arranged is None:
            return
        cursor = to_partner(columns.arranged, columns.cursor)
        if cursor is not None:
            columns.move_to(cursor, align=True)
        else:
            self._page.show_message([Run("This passage has no link to another column.", "accent")])

    def action_scroll_lock(self) -> None:
        """Scroll all columns together, or each on its own; then links bring their ends level."""
        columns = self._view.columns
        wanted = not columns.free
        columns.set_free(wanted)
        if wanted and not columns.free:
            text = "There is room for one column only; nothing can scroll on its own."
        elif columns.free:
            text = "Each column scrolls on its own; n and m bring both ends of a link level; = ties them again."
        else:
            text = "The columns scroll together."
        self._page.show_message([Run(text, "accent")])
