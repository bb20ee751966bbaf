"""The home screen: a query line, results, a live preview of the best passage, facets."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from tui import keys
from tui.jobs import Jobs
from tui.settings import Settings
from tui.widgets.frame import Frame
from tui.widgets.typesetting import Run


class SearchScreen(Frame):
    """Search as you type."""

    WHERE = "results"
    BINDINGS: ClassVar[list[BindingType]] = list(keys.bindings("moving", "results"))

    def __init__(self, jobs: Jobs, settings: Settings, first_query: str = "") -> None:
        super().__init__(jobs, settings)
        self._first_query = first_query

    def ask_for(self, query: str) -> None:
        """Ask ``query``."""

    def on_mount(self) -> None:
        """Show the frame."""
        super().on_mount()
        self.masthead([Run("broadsheet", "headline")], [Run("412 articles", "dim")])
