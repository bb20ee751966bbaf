"""Who else reports a passage: the passage, then every other account of it, the closest first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import ClassVar

from textual.binding import BindingType
from textual.strip import Strip
from textual.widget import Widget

from index.model import Parallel, Passage
from index.text import printable
from tui import keys, messages
from tui.controllers.passage_actions import marked
from tui.jobs import Jobs
from tui.rendering import dates, labels, words
from tui.rendering.dates import day
from tui.rendering.numbers import counted, outlets_and_texts
from tui.rendering.text.cells import cut
from tui.rendering.text.row import justify
from tui.rendering.text.runs import Run
from tui.rendering.text.wrap import wrap
from tui.settings import Settings
from tui.widgets.frame import Frame
from tui.widgets.frame_parts import Hairline, ThemedWidget
from tui.widgets.row_list import RowChosen, RowList, RowMoved

_WIDEST = 100
_QUOTE_LINES = 5
_PAGE, _MOST = 18, 288
"""Parallels that are asked for at first, and at most."""


class AskedPassage(ThemedWidget):
    """The passage that was asked about, set in lines."""

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._text = ""

    def show(self, text: str) -> None:
        """Show this passage."""
        self._text = printable(text)
        self.on_resize()

    def on_resize(self) -> None:
        """As high as its lines, but not the whole page."""
        lines = len(wrap(self._text, self._measure)) if self._text and self.size.width else 1
        self.styles.height = min(_QUOTE_LINES, lines)
        self.refresh()

    @property
    def _measure(self) -> int:
        return max(1, min(_WIDEST, self.size.width - 1))

    def render_line(self, y: int) -> Strip:
        """One line of it."""
        lines = wrap(self._text, self._measure)
        if y >= len(lines):
            return self.strip([], self.size.width)
        text = self._text[lines[y].start : lines[y].end]
        if y == _QUOTE_LINES - 1 and len(lines) > _QUOTE_LINES:
            text = cut(f"{text} …", self._measure)
        return self.strip([Run("▌", "accent"), Run(text, "ink")], self.size.width)


class ParallelList(RowList):
    """One account: who, when, how close; what it says; why it is taken for the same."""

    ROW_HEIGHT = 5

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self.parallels: Sequence[Parallel] = ()

    def show(self, parallels: Sequence[Parallel]) -> None:
        """List these accounts; the current one stays where it is among them."""
        current = self.parallels[self.current].passage if self.count else None
        self.parallels = parallels
        self.fill(len(parallels), next((n for n, each in enumerate(parallels) if each.passage == current), 0))

    def is_lit(self, line: int) -> bool:
        """The blank lines below an account are not part of it."""
        if not self.count:
            return False
        return line <= len(self._below(self.parallels[self.current], self.scrollable_content_region.width))

    def draw(self, index: int, line: int, width: int) -> list[Run]:
        """Outlet, day and headline; two lines of the passage; the reason."""
        parallel = self.parallels[index]
        bar = Run("▌" if index == self.current and self.is_lit(line) else " ", "accent")
        if line == 0:
            name = Run(printable(parallel.outlet or parallel.headline or parallel.passage.article[:8]), "headline")
            first = words.FIRST if parallel.first else ""
            about = [day(parallel.published), first, (parallel.headline or "") if parallel.outlet else ""]
            details = Run("  " + printable(" · ".join(part for part in about if part)), "dim")
            finding = words.of_link(parallel.kind, parallel.differs)
            alike = 1.0 if parallel.kind == "verbatim" else parallel.similarity
            closeness = Run(f"{finding.sign} {labels.similarity(alike)}", "link-bold")
            return [bar, *justify([name, details], [closeness], width - 1)]
        below = self._below(parallel, width)
        return [bar, Run(cut(below[line - 1].text, width - 1), below[line - 1].ink)] if line <= len(below) else []

    def _below(self, parallel: Parallel, width: int) -> list[Run]:
        """The lines below the first one, with text in them."""
        why = (*words.changed(parallel.differs), parallel.reason)
        return [*self._passage_lines(parallel, min(_WIDEST, width - 1)), Run(printable("; ".join(why)), "dim")]

    @staticmethod
    def _passage_lines(parallel: Parallel, width: int) -> list[Run]:
        text = printable(parallel.passage.text)
        first, *others = wrap(text, width)
        shown = [Run(text[first.start : first.end], "ink")]
        return [*shown, Run(cut(text[others[0].start :], width), "ink")] if others else shown


class ParallelsScreen(Frame):
    """Lists who else reports the passage of the article ``id`` that begins at ``start``."""

    WHERE = "parallels"
    BINDINGS: ClassVar[list[BindingType]] = list(keys.bindings("parallels"))

    def __init__(self, jobs: Jobs, settings: Settings, id: str, start: int) -> None:
        super().__init__(jobs, settings)
        self.asked = (id, start)
        self.passage: Passage | None = None
        self._ticket = 0
        self._asked_for = _PAGE
        self._may_have_more = False

    def body(self) -> Iterable[Widget]:
        """The passage and the list."""
        yield AskedPassage(id="quotation")
        yield Hairline(id="quotation-rule")
        yield ParallelList(id="parallels")

    @property
    def listing(self) -> ParallelList:
        """The widget that lists them."""
        return self.query_one("#parallels", ParallelList)

    def on_mount(self) -> None:
        """Ask the archive."""
        super().on_mount()
        self.masthead([Run("Who else reports this", "headline")])
        self.listing.focus()
        self.listing.notify_in_place([[Run("Searching the archive …", "dim")]])
        self._ticket = self.jobs.comparisons.parallels(self, *self.asked, self._asked_for)

    def on_parallels_ready(self, message: messages.ParallelsReady) -> None:
        """List them."""
        if message.ticket != self._ticket:
            return
        self.passage = message.passage
        self.query_one("#quotation", AskedPassage).show(message.passage.text)
        found = message.parallels
        outlets = {parallel.outlet or parallel.passage.article for parallel in found}
        texts = len({parallel.text for parallel in found if parallel.text})
        differing = words.differing(found)
        more = len(found) == self._asked_for < _MOST
        self.masthead(
            [
                Run("Who else reports this", "headline"),
                Run(f"   {counted(len(found), 'passage')} in {outlets_and_texts(len(outlets), texts)}", "dim"),
                *([Run(printable(f"   {words.DIFFERS.sign} {differing}"), "conflict")] if differing else []),
            ],
            [Run("the closest; there are more further down", "dim")] if more else [],
        )
        self._may_have_more = more
        if found:
            self.listing.show(found)
            return
        self.listing.notify_in_place(
            [[Run("No other article of this archive reports this.", "headline")], [Run("q goes back.", "dim")]]
        )

    def on_job_failed(self, message: messages.JobFailed) -> None:
        """Say why nothing was found."""
        if message.ticket == self._ticket:
            self.listing.notify_in_place(
                [[Run(message.message, "headline")], [Run(message.hint or "q goes back.", "dim")]]
            )

    def on_row_moved(self, message: RowMoved) -> None:
        """Look further where the list ends."""
        if message.index == self.listing.count - 1 and self._may_have_more:
            self._may_have_more = False
            self._asked_for = min(_MOST, 2 * self._asked_for)
            self._ticket = self.jobs.comparisons.parallels(self, *self.asked, self._asked_for)

    def _parallel(self) -> Parallel | None:
        return self.listing.parallels[self.listing.current] if self.listing.count else None

    def action_open(self) -> None:
        """Open the passage in its article."""
        if (parallel := self._parallel()) is not None:
            passage = parallel.passage
            self.post_message(messages.OpenArticle(passage.article, start=passage.start))

    def on_row_chosen(self, _: RowChosen) -> None:
        """A click on the current account opens it."""
        self.action_open()

    def action_compare(self) -> None:
        """Lay this article and the one of the passage side by side, at the passage."""
        parallel = self._parallel()
        if parallel is not None and self.passage is not None:
            ids = (self.passage.article, parallel.passage.article)
            self.post_message(messages.CompareArticles(ids, self.passage.start))

    def action_copy_cited(self) -> None:
        """Copy the passage with its citation, as far as this list knows it."""
        if (parallel := self._parallel()) is not None:
            passage = parallel.passage
            about = [parallel.outlet, parallel.headline, dates.long_day(parallel.published)]
            where = replace(passage.reference, article=passage.article[:8]).in_citation()
            text = f"“{passage.text}”\n{', '.join(part for part in about if part)} [{where}]\n"
            self.jobs.desktop.copy(self, printable(text, lines=True), "passage with its citation")

    def action_mark_passage(self) -> None:
        """Put the passage into the tray, or take it out."""
        if (parallel := self._parallel()) is not None:
            passage = parallel.passage
            name = parallel.outlet or parallel.headline or passage.article[:8]
            self.post_message(marked(passage.article, (passage.start, passage.end), name, passage.text))

    def action_to_tray(self) -> None:
        """Pick the article up, or put it back."""
        if (parallel := self._parallel()) is not None:
            label = " · ".join(part for part in (parallel.outlet, parallel.headline) if part)
            self.post_message(messages.AddToTray(parallel.passage.article, label or parallel.passage.article[:8]))
