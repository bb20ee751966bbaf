"""Import: the path, the progress, the report. Reading continues meanwhile."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input

from tui import keys, messages
from tui.controllers.import_progress import ImportProgress, formats_hint
from tui.controllers.path_completion import complete, typed_path
from tui.jobs import Jobs
from tui.rendering.import_report import refused_address
from tui.rendering.text.runs import Run
from tui.settings import Settings
from tui.widgets.frame import Frame
from tui.widgets.frame_parts import Foot, Hairline, TextRow
from tui.widgets.report_list import ReportList
from tui.widgets.row_list import RowMoved


class ImportScreen(Frame):
    """Asks for a path, or imports ``paths`` at once; ``last_import`` is the last message of an earlier import."""

    WHERE = "import"
    BINDINGS: ClassVar[list[BindingType]] = list(keys.bindings("import"))

    def __init__(
        self,
        jobs: Jobs,
        settings: Settings,
        paths: tuple[Path, ...] = (),
        last_import: messages.ImportAdvanced | messages.JobFailed | None = None,
    ) -> None:
        super().__init__(jobs, settings)
        self._paths, self._last_import = paths, last_import
        self._progress = ImportProgress(self)

    def body(self) -> Iterable[Widget]:
        """The path, the progress, the report."""
        with Horizontal(id="path-line"):
            yield TextRow(id="path-prompt")
            yield Input(placeholder="a folder or file of saved articles", id="path", compact=True)
        yield TextRow(id="path-hint")
        yield Hairline(id="path-rule")
        yield TextRow(id="stage")
        yield TextRow(id="counts")
        yield TextRow(id="current-path")
        yield ReportList(id="report")

    @property
    def listing(self) -> ReportList:
        """The report."""
        return self.query_one("#report", ReportList)

    def on_mount(self) -> None:
        """Ask, or begin at once."""
        super().on_mount()
        self.masthead([Run("Import", "headline")], [Run("into ", "dim"), Run(str(self.jobs.path), "ink")])
        self.query_one("#path-prompt", TextRow).say([Run("import ", "accent")])
        self._hint(formats_hint())
        if self._paths:
            self._begin(self._paths)
        elif self._last_import is not None and self.jobs.imports.running:
            self.import_advanced(self._last_import)
            self.listing.focus()
        else:
            self.query_one("#path", Input).focus()

    def _hint(self, text: str, ink: str = "dim") -> None:
        self.query_one("#path-hint", TextRow).say([Run(text, ink)])

    # --- The path -------------------------------------------------------------------------------------------------

    def on_descendant_focus(self) -> None:
        """Show the keys that work: while typing, letters do not."""
        self._keys()

    def on_descendant_blur(self) -> None:
        """Show the keys that work without a text field."""
        self._keys()

    def _keys(self) -> None:
        typing = isinstance(self.focused, Input)
        useless = {"another path"} if typing else {"import", "complete"}
        if not self.jobs.imports.running:
            useless.add("stop")
        shown = [pair for pair in keys.foot("import", typing=typing) if pair[1] not in useless]
        self.query_one("#foot", Foot).show_keys(shown, self.foot_right())

    def action_edit_path(self) -> None:
        """Go to the text field of the path."""
        self.query_one("#path", Input).focus()

    def action_complete_path(self) -> None:
        """Complete what is typed, and show how it may continue."""
        field = self.query_one("#path", Input)
        completion = complete(field.value)
        with self.prevent(Input.Changed):
            field.value = completion.text
        field.cursor_position = len(completion.text)
        if not completion.names:
            self._hint("Nothing there starts with that.")
        elif len(completion.names) > 1:
            self._hint("   ".join(completion.names[:40]))

    def on_input_changed(self, _: Input.Changed) -> None:
        """Show the hint again."""
        self._hint(formats_hint())

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Import what was typed."""
        if not event.value.strip():
            return
        if refusal := refused_address(event.value):
            self._hint(refusal, "conflict")
            return
        path = typed_path(event.value)
        if not path.exists():
            self._hint(f"There is no file or folder {path}", "conflict")
            return
        self._begin((path,))

    def action_start(self) -> None:
        """Go to the path: that is where an import is started."""
        self.action_edit_path()

    # --- The import -----------------------------------------------------------------------------------------------

    def _begin(self, paths: tuple[Path, ...]) -> None:
        if self.jobs.imports.running:
            self._hint("An import is running; start this one when that is done.", "conflict")
            return
        self._progress.begin()
        # The app hears how it goes on, because this screen may be left meanwhile.
        self.jobs.imports.start(self.app, paths)
        self.listing.focus()

    def action_stop(self) -> None:
        """Stop a running import."""
        if self.jobs.imports.running:
            self.jobs.imports.stop()
            self._progress.stopped()
            self.app.post_message(messages.ArchiveChanged())

    def on_row_moved(self, _: RowMoved) -> None:
        """Show the whole reason of the row."""
        self._progress.show_row()

    def import_advanced(self, message: messages.ImportAdvanced | messages.JobFailed) -> None:
        """Show how far it is, or why it ended; where the archive was to be opened with these paths, go to it."""
        self._progress.show(message)
        self._keys()
        report = message.progress.report if isinstance(message, messages.ImportAdvanced) else None
        failed = report is None or any(report.kinds[kind] for kind in ("failed", "list"))
        if report is not None and report.articles and not failed and self._paths and self.is_current:
            self.call_later(self.app.action_back)
