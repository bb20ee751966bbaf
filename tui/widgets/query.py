"""The query line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input

from tui import keys

LONGEST_QUERY = 500


class QueryLine(Input):
    """Where queries are typed; every letter asks. ``ctrl+r`` walks back through the earlier ones."""

    # With priority, and so carried out at once: the key after enter must not land here any more.
    BINDINGS: ClassVar[list[BindingType]] = [
        replace(binding, priority=True)
        for binding in (*keys.bindings("query"), Binding("escape", "leave_query", show=False))
    ]

    class Left(Message):
        """The reader is done typing and wants the results."""

    def __init__(self, value: str = "", *, then: str, id: str | None = None) -> None:
        """``then`` selects what has the focus after the query line."""
        super().__init__(value, id=id, max_length=LONGEST_QUERY, select_on_focus=False, compact=True)
        self._then = then
        self._earlier: Sequence[str] = ()
        self._back = 0
        self._typed = ""

    def remember(self, queries: Sequence[str]) -> None:
        """These were asked before, the latest last."""
        self._earlier = tuple(queries)

    def put(self, text: str) -> None:
        """Replace what is typed."""
        self._back = 0
        self.value = text
        self.cursor_position = len(text)

    def action_leave_query(self) -> None:
        """To the results."""
        self._back = 0
        self.screen.focus_next(self._then)
        self.post_message(self.Left())

    def action_query_history(self) -> None:
        """The query before; after the oldest, what was typed."""
        if not self._back:
            self._typed = self.value
        self._back = (self._back + 1) % (len(self._earlier) + 1)
        self.value = self._earlier[-self._back] if self._back else self._typed
        self.cursor_position = len(self.value)
