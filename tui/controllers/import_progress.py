"""How far an import is, and what came of it, on the import page."""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic
from typing import TYPE_CHECKING

from index.text import printable
from tui import messages
from tui.rendering.import_progress import counts_line, stage_line
from tui.rendering.import_report import skip_words
from tui.rendering.text.runs import Run
from tui.rendering.text.wrap import wrap
from tui.rendering.time_left import TimeLeft
from tui.widgets.frame import Frame
from tui.widgets.frame_parts import TextRow
from tui.widgets.report_list import ReportList

if TYPE_CHECKING:
    from index.model import ImportReport, Progress

_SETTLED = 1.0
"""Seconds that a stage must have taken before its rate is shown."""


class ImportProgress:
    """Fills the rows ``#stage``, ``#counts`` and ``#current-path`` and the list of the report."""

    def __init__(self, page: Frame) -> None:
        self._page = page
        self._stage = ""
        self._since, self._from = 0.0, 0
        self._time_left = TimeLeft()
        self._report: ImportReport | None = None

    @property
    def listing(self) -> ReportList:
        """The report."""
        return self._page.query_one("#report", ReportList)

    def _say(self, row: str, text: Sequence[Run] = ()) -> None:
        self._page.query_one(f"#{row}", TextRow).say(text)

    def begin(self) -> None:
        """Show that an import starts."""
        self._stage, self._time_left, self._report = "", TimeLeft(), None
        self._say("stage", [Run("Starting …", "headline")])
        self._say("counts")
        self._say("current-path")
        self.listing.notify_in_place([[Run("q goes back to reading; the import continues.", "dim")]])

    def show(self, message: messages.ImportAdvanced | messages.JobFailed) -> None:
        """Show how far it is, or why it ended."""
        if isinstance(message, messages.JobFailed):
            self._ended(message)
            return
        progress = message.progress
        seconds = self._time_left.after(progress, monotonic())
        self._say("stage", stage_line(progress, self._rate(progress), seconds))
        self._say("counts", counts_line(progress))
        self._say("current-path", [Run(progress.path, "dim")])
        if progress.report is not None:
            self._ended_with(progress.report)

    def stopped(self) -> None:
        """Show that the reader stopped it."""
        self._say("stage", [Run("Stopped.", "headline"), Run("   What was imported stays in the archive.", "dim")])

    def _ended(self, message: messages.JobFailed) -> None:
        """Say why, on as many lines as it takes: who has locked the archive is at the end."""
        self._say("stage", [Run("The import ended", "conflict-bold")])
        self._say("current-path")
        width = max(20, self._page.size.width - 2)
        lines = [
            [Run(text[line.start : line.end], ink)]
            for text, ink in ((printable(message.message), "ink"), (printable(message.hint), "dim"))
            for line in (wrap(text, width) if text else ())
        ]
        self.listing.notify_in_place([*lines, [], [Run("e types a path; q goes back to reading.", "dim")]])

    def _rate(self, progress: Progress) -> float | None:
        """Units a second in this stage; None while it has just begun."""
        if progress.stage != self._stage or progress.done < self._from:
            self._stage, self._since, self._from = progress.stage, monotonic(), progress.done
        passed = monotonic() - self._since
        return (progress.done - self._from) / passed if passed > _SETTLED else None

    def show_row(self) -> None:
        """Show the whole reason of the current row, which its line may have no room for; else the summary."""
        skipped = self.listing.skipped
        if skipped is not None:
            self._say("current-path", [Run(skipped.reason, "ink")])
        elif self._report is not None:
            self._say_skipped(self._report)

    def _say_skipped(self, report: ImportReport) -> None:
        words = skip_words(report)
        if words:
            sign, ink = ("✕", "conflict") if report.kinds["failed"] else ("·", "dim")
            self._say("current-path", [Run(f"{sign} {words}; each is listed with its reason:", ink)])
        elif report.articles:
            self._say("current-path", [Run("Everything there is an article.   q goes to the results.", "dim")])

    def _ended_with(self, report: ImportReport) -> None:
        self._report = report
        self._say_skipped(report)
        if report.rows:
            self.listing.show(report)
        else:
            self.listing.notify_in_place(
                [
                    [Run("No articles were found there.", "headline")],
                    [Run(formats_hint(), "dim")],
                    [Run("e types another path.", "dim")],
                ]
            )


def formats_hint() -> str:
    """What can be imported, from the table of formats; formats of other packages that cannot be used come first."""
    from index.archive import broken_plugins, format_list

    return " ".join((*broken_plugins(), f"Reads {format_list()}; folders with all that is in them."))
