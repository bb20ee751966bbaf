"""The query line, with the fields and values that complete what is typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input

from index.text import printable
from tui import keys, messages
from tui.jobs import Jobs

LONGEST_QUERY = 500
"""Characters of a query that can be typed."""


class QueryLine(Input):
    """Where queries are typed; every letter starts a search. ``ctrl+r`` goes back through the earlier queries.

    What the typed text may be completed to is dim behind the cursor; ``tab`` takes it.
    """

    # With priority, and so carried out at once: the key after enter must not land here any more.
    BINDINGS: ClassVar[list[BindingType]] = [
        replace(binding, priority=True)
        for binding in (*keys.bindings("query"), Binding("escape", "leave_query", show=False))
    ]

    class Left(Message):
        """The reader has finished typing and goes to the results."""

    class Completing(Message):
        """The completions have changed: :attr:`QueryLine.completions`."""

    def __init__(self, value: str, jobs: Jobs, *, then: str, id: str | None = None) -> None:
        """``then`` selects what has the focus after the query line."""
        super().__init__(value, id=id, max_length=LONGEST_QUERY, select_on_focus=False, compact=True)
        self._then = then
        self._earlier: Sequence[str] = ()
        self._back = 0
        self._typed = ""
        self._jobs = jobs
        self.completions: Sequence[str] = ()
        """What the text may be completed to, the likeliest first."""

    def remember(self, queries: Sequence[str]) -> None:
        """Keep earlier queries, the latest last, for ``ctrl+r``."""
        self._earlier = tuple(queries)

    def put(self, text: str) -> None:
        """Replace what is typed."""
        self._back = 0
        self.value = text
        self.cursor_position = len(text)

    # --- Completing ---------------------------------------------------------------------------------------------------

    @on(Input.Changed)
    def _complete_later(self, event: Input.Changed) -> None:
        self._offer(())
        if event.value and self.has_focus:
            self._jobs.queries.completions(self, event.value)

    def on_completions_ready(self, message: messages.CompletionsReady) -> None:
        """Offer them, unless another letter has come since."""
        if message.text == self.value and self.has_focus:
            more = (each for each in message.completions if each.strip() != self.value.strip())
            self._offer([each for each in more if each == printable(each)])

    def on_blur(self) -> None:
        """Offer no completions without the focus."""
        self._offer(())

    def _offer(self, completions: Sequence[str]) -> None:
        if completions or self.completions:
            self.completions = tuple(completions)
            first = self.completions[0] if self.completions else ""
            self._suggestion = first if first.startswith(self.value) and self.cursor_at_end else ""
            self.post_message(self.Completing())

    def action_complete_word(self) -> None:
        """Take the first completion."""
        if self.completions:
            self.value = self.completions[0]
            self.cursor_position = len(self.value)

    # --- Keys ---------------------------------------------------------------------------------------------------------

    def action_leave_query(self) -> None:
        """Go to the results."""
        self._back = 0
        self.screen.focus_next(self._then)
        self.post_message(self.Left())

    def action_query_history(self) -> None:
        """Put the query before in the field; after the oldest, what was typed."""
        if not self._back:
            self._typed = self.value
        self._back = (self._back + 1) % (len(self._earlier) + 1)
        self.value = self._earlier[-self._back] if self._back else self._typed
        self.cursor_position = len(self.value)
