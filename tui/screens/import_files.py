"""Import: which folder, how far, what was left out and why. Reading goes on meanwhile."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from time import monotonic
from typing import ClassVar

from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input

from index.model import Progress, SkippedSource
from index.text import printable
from tui import keys, messages
from tui.controllers.path_completion import complete, typed_path
from tui.jobs import Jobs
from tui.rendering.import_progress import counts_line, stage_line
from tui.rendering.numbers import counted
from tui.rendering.text.cells import cells, cut
from tui.rendering.text.runs import Run
from tui.rendering.text.wrap import wrap
from tui.settings import Settings
from tui.widgets.frame import Frame
from tui.widgets.frame_parts import Foot, Hairline, Row
from tui.widgets.row_list import Listing

_SETTLED = 1.0
"""Seconds of a stage before its rate is told."""


class SkippedList(Listing):
    """One file that did not become an article, and why."""

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self.skipped: Sequence[SkippedSource] = ()

    def show(self, skipped: Sequence[SkippedSource]) -> None:
        """List these."""
        self.skipped = skipped
        self.fill(len(skipped))

    def draw(self, index: int, line: int, width: int) -> list[Run]:
        """Its path, the end of which tells most, and the reason."""
        bar = Run("▌" if index == self.current else " ", "accent")
        reason, path = printable(self.skipped[index].reason), printable(self.skipped[index].path)
        room = width // 2
        if cells(path) > room:
            path = "…" + path[-(room - 1) :]
        path = cut(path, room)
        return [bar, Run(path + " " * (room - cells(path) + 2), "ink"), Run(cut(reason, width - room - 3), "dim")]


class ImportScreen(Frame):
    """Asks for a path, or imports ``paths`` at once; ``said`` is the last that an earlier import was heard of."""

    WHERE = "import"
    BINDINGS: ClassVar[list[BindingType]] = list(keys.bindings("import"))

    def __init__(
        self,
        jobs: Jobs,
        settings: Settings,
        paths: tuple[Path, ...] = (),
        said: messages.ImportAdvanced | messages.JobFailed | None = None,
    ) -> None:
        super().__init__(jobs, settings)
        self._paths, self._said = paths, said
        self._stage = ""
        self._since, self._from = 0.0, 0

    def body(self) -> Iterable[Widget]:
        """The path, the progress, what was skipped."""
        with Horizontal(id="path-line"):
            yield Row(id="path-prompt")
            yield Input(placeholder="a folder or file of saved articles", id="path", compact=True)
        yield Row(id="path-hint")
        yield Hairline(id="path-rule")
        yield Row(id="stage")
        yield Row(id="counts")
        yield Row(id="current-path")
        yield SkippedList(id="skipped")

    @property
    def listing(self) -> SkippedList:
        """What was skipped."""
        return self.query_one("#skipped", SkippedList)

    def on_mount(self) -> None:
        """Ask, or begin at once."""
        super().on_mount()
        self.masthead([Run("Import", "headline")], [Run("into ", "dim"), Run(str(self.jobs.path), "ink")])
        self.query_one("#path-prompt", Row).say([Run("import ", "accent")])
        self._hint(_formats_hint())
        if self._paths:
            self._begin(self._paths)
        elif self._said is not None and self.jobs.importing:
            self.import_advanced(self._said)
            self.listing.focus()
        else:
            self.query_one("#path", Input).focus()

    def _hint(self, text: str, ink: str = "dim") -> None:
        self.query_one("#path-hint", Row).say([Run(text, ink)])

    # --- The path -------------------------------------------------------------------------------------------------

    def on_descendant_focus(self) -> None:
        """The foot tells the keys that work: while typing, letters do not."""
        self._keys()

    def on_descendant_blur(self) -> None:
        """As above."""
        self._keys()

    def _keys(self) -> None:
        typing = isinstance(self.focused, Input)
        useless = {"another path"} if typing else {"import", "complete"}
        if not self.jobs.importing:
            useless.add("stop")
        shown = [pair for pair in keys.foot("import", typing=typing) if pair[1] not in useless]
        self.query_one("#foot", Foot).show_keys(shown, self.foot_right())

    def action_edit_path(self) -> None:
        """Back to the path."""
        self.query_one("#path", Input).focus()

    def action_complete_path(self) -> None:
        """Complete what is typed, and tell what it may go on with."""
        field = self.query_one("#path", Input)
        completion = complete(field.value)
        with self.prevent(Input.Changed):
            field.value = completion.text
        field.cursor_position = len(completion.text)
        if not completion.names:
            self._hint("Nothing there begins so.")
        elif len(completion.names) > 1:
            self._hint("   ".join(completion.names[:40]))

    def on_input_changed(self, _: Input.Changed) -> None:
        """A new letter, a new hint."""
        self._hint(_formats_hint())

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Import what was typed."""
        if not event.value.strip():
            return
        path = typed_path(event.value)
        if not path.exists():
            self._hint(f"There is no file or folder {path}", "conflict")
            return
        self._begin((path,))

    def action_start(self) -> None:
        """Enter beside the path: to the path first."""
        self.action_edit_path()

    # --- The import -----------------------------------------------------------------------------------------------

    def _begin(self, paths: tuple[Path, ...]) -> None:
        if self.jobs.importing:
            self._hint("An import is running already; this one can begin when it is done.", "conflict")
            return
        self._stage = ""
        self.query_one("#stage", Row).say([Run("Starting …", "headline")])
        self.query_one("#counts", Row).say()
        self.query_one("#current-path", Row).say()
        self.listing.notify_in_place([[Run("q goes back to reading; the import goes on.", "dim")]])
        # The app hears how it goes on, because this screen may be left meanwhile.
        self.jobs.start_import(self.app, paths)
        self.listing.focus()

    def action_stop(self) -> None:
        """Stop a running import."""
        if self.jobs.importing:
            self.jobs.stop_import()
            self.query_one("#stage", Row).say([Run("Stopped.", "headline"), Run("   What is done stays done.", "dim")])
            self.app.post_message(messages.ArchiveChanged())

    def import_advanced(self, message: messages.ImportAdvanced | messages.JobFailed) -> None:
        """Show how far it is, or why it ended."""
        if isinstance(message, messages.JobFailed):
            self._ended(message)
            return
        progress = message.progress
        self.query_one("#stage", Row).say(stage_line(progress, self._rate(progress)))
        self.query_one("#counts", Row).say(counts_line(progress))
        self._keys()
        self.query_one("#current-path", Row).say([Run(progress.path, "dim")])
        if progress.report is not None:
            self._report(progress.report.skipped, len(progress.report.articles))

    def _ended(self, message: messages.JobFailed) -> None:
        """Say why, in full: who holds the archive stands at the end of a long line."""
        self.query_one("#stage", Row).say([Run("The import ended", "conflict-bold")])
        self.query_one("#current-path", Row).say()
        width = max(20, self.size.width - 2)
        lines = [
            [Run(text[line.start : line.end], ink)]
            for text, ink in ((printable(message.message), "ink"), (printable(message.hint), "dim"))
            for line in (wrap(text, width) if text else ())
        ]
        self.listing.notify_in_place([*lines, [], [Run("e types a path; q goes back to reading.", "dim")]])

    def _rate(self, progress: Progress) -> float | None:
        if progress.stage != self._stage or progress.done < self._from:
            self._stage, self._since, self._from = progress.stage, monotonic(), progress.done
        passed = monotonic() - self._since
        return (progress.done - self._from) / passed if passed > _SETTLED else None

    def _report(self, skipped: Sequence[SkippedSource], articles: int) -> None:
        if skipped:
            said = f"{counted(len(skipped), 'file or record', 'files or records')} left out"
            self.query_one("#current-path", Row).say([Run(f"✕ {said}, each with its reason:", "conflict")])
            self.listing.show(skipped)
        elif articles:
            self.query_one("#current-path", Row).say([Run("Nothing was left out.   q goes to the results.", "dim")])
            self.listing.show(())
            if self._paths and self.is_current:
                # What was asked for was to open the archive; there is nothing to stay here for.
                self.call_later(self.app.action_back)
        else:
            self.listing.notify_in_place(
                [
                    [Run("No articles were found there.", "headline")],
                    [Run(_formats_hint(), "dim")],
                    [Run("e types another path.", "dim")],
                ]
            )


def _formats_hint() -> str:
    from index.archive import format_list

    return f"Reads {format_list()}; folders with all that is in them."
