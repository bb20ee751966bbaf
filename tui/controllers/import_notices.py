"""What every screen shows of an import, also of one that the inbox began."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import App

from index.text import printable
from tui import messages
from tui.controllers.inbox import Inbox
from tui.rendering.import_progress import counts_line
from tui.rendering.text.runs import Run
from tui.widgets.frame import Frame


class ImportNotices:
    """Passes the state of an import to every screen; the foot of those that show no imports shows its end."""

    def __init__(self, app: App[None], inbox: Inbox) -> None:
        self._app, self._inbox = app, inbox
        self.last: messages.ImportAdvanced | messages.JobFailed | None = None
        """The last message of an import."""

    def advanced(self, message: messages.ImportAdvanced) -> None:
        """Show how far it is."""
        report = message.progress.report
        words: Sequence[Run] = ()
        if report is not None and self._inbox.owns(message):
            words = self._inbox.done(report)
        elif report is not None:
            words = [Run("import done   ", "headline"), *counts_line(message.progress)]
        self._pass_on(message, words)
        if report is not None:
            self._app.post_message(messages.ArchiveChanged())

    def failed(self, message: messages.JobFailed) -> None:
        """Show that it ended early; an import of the inbox is tried again and reported once."""
        if self._inbox.owns(message) and not self._inbox.failed():
            return
        self._pass_on(message)
        if not isinstance(self._app.screen, Frame) or self._app.screen.WHERE != "import":
            words = printable(f"{message.message} {message.hint}".strip())
            self._app.notify(words, title="Import", severity="error", markup=False)
        self._app.post_message(messages.ArchiveChanged())

    def _pass_on(self, message: messages.ImportAdvanced | messages.JobFailed, words: Sequence[Run] = ()) -> None:
        self.last = message
        for screen in self._app.screen_stack:
            if isinstance(screen, Frame):
                screen.import_advanced(message)
                if words and screen.WHERE != "import":
                    screen.show_message(words)
