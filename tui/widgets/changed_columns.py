"""Two versions of an article side by side."""

from __future__ import annotations

from rich.style import Style

from tui.rendering.comparison.changes import ChangedPage
from tui.rendering.comparison.layout import Layout
from tui.widgets.comparison_columns import Columns


class ChangedColumns(Columns):
    """Both versions side by side."""

    def _set(self, layout: Layout) -> None:
        super()._set(layout)
        if self._page_set is not None:
            self._page_set = ChangedPage.of(self._page_set)

    def _style(self, ink: str) -> Style:
        if ink in ("gone", "come"):
            return self.inks["conflict" if ink == "gone" else "only"] + Style(underline=True)
        return super()._style(ink)
