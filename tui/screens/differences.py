"""The facts on which the articles of a story, of the tray or of a comparison differ."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget

from index.model import SettledAs, StatedValue, StoryDifferences
from tui import keys, messages
from tui.jobs import Jobs
from tui.rendering.lists.difference_lines import ValueLine
from tui.rendering.stated_facts import Outlets, nothing_found
from tui.rendering.stated_pair import pair_of
from tui.rendering.text.runs import Run
from tui.settings import Settings
from tui.widgets.difference_list import DifferenceCaption, DifferenceList
from tui.widgets.frame import Frame
from tui.widgets.frame_parts import Hairline
from tui.widgets.row_list import RowChosen, RowMoved

DECISIONS: tuple[tuple[SettledAs | None, str], ...] = (
    (None, "not settled"),
    ("same", "same"),
    ("unrelated", "not the same"),
    ("update", "update"),
)
"""What space steps through, and the word for it."""


class DifferencesScreen(Frame):
    """Lists the facts of ``asked``: a story by its id or that of one of its articles, or articles by their ids."""

    WHERE = "differences"
    BINDINGS: ClassVar[list[BindingType]] = list(keys.bindings("differences"))

    def __init__(self, jobs: Jobs, settings: Settings, asked: str | tuple[str, ...]) -> None:
        super().__init__(jobs, settings)
        self.asked = asked
        self.found: StoryDifferences | None = None
        self._ticket = 0
        self._place = 0
        self._stay: ValueLine | None = None

    def body(self) -> Iterable[Widget]:
        """The rows, and the sentence of the current one."""
        yield DifferenceList(id="differences")
        yield Hairline(id="differences-rule")
        yield DifferenceCaption(id="differences-caption")

    @property
    def listing(self) -> DifferenceList:
        """The widget that lists them."""
        return self.query_one("#differences", DifferenceList)

    def on_mount(self) -> None:
        """Ask the archive."""
        super().on_mount()
        self.masthead([Run(keys.TITLES["differences"], "headline")])
        self.listing.focus()
        self.listing.notify_in_place([[Run("Comparing what the articles state …", "dim")]])
        self._ask()

    def _ask(self) -> None:
        self._ticket = self.jobs.comparisons.differences(self, self.asked)

    def on_archive_changed(self, _: messages.ArchiveChanged) -> None:
        """Ask again: articles were added or removed."""
        self._stay = self.listing.line
        self._ask()

    def on_differences_ready(self, message: messages.DifferencesReady) -> None:
        """List them; after a decision the cursor stays on its fact."""
        if message.ticket != self._ticket:
            return
        self.found = message.found
        names = Outlets(self.found)
        title = self.found.title or keys.TITLES["differences"]
        self.masthead([Run(title, "headline")], [Run(names.summary(), "dim")])
        stay, self._stay = self._stay, None
        if self.found.facts:
            self.listing.show(self.found, (stay.fact, stay.place) if stay else None)
        else:
            what, why = nothing_found(self.found)
            self.listing.notify_in_place([[Run(what, "headline")], [Run(f"{why} q goes back.".strip(), "dim")]])
        for note in names.notes():
            self.show_message([Run(note, "ink")])
        self._show_sentence()

    def on_job_failed(self, message: messages.JobFailed) -> None:
        """Say why there are none; after a decision that could not be stored the list stays."""
        if message.ticket != self._ticket:
            return
        if self.found is not None:
            self.show_message([Run(f"{message.message} {message.hint}".strip(), "accent")])
        else:
            self.listing.notify_in_place([[Run(message.message, "headline")], [Run(message.hint, "dim")]])

    def on_row_moved(self, _: RowMoved) -> None:
        """Show the sentence of the other value."""
        self._place = 0
        self._show_sentence()

    def _show_sentence(self) -> None:
        self.query_one("#differences-caption", DifferenceCaption).show(self.found, self.listing.line, self._place)

    def _stated(self) -> StatedValue | None:
        row = self.listing.line
        return row.value.stated[self._place % len(row.value.stated)] if row else None

    def action_next_statement(self) -> None:
        """Show the next sentence that states the value."""
        self._place += 1
        self._show_sentence()

    def action_open(self) -> None:
        """Lay the article of the current value beside one of another value of the fact, at both sentences."""
        row, stated = self.listing.line, self._stated()
        if row is None or stated is None:
            return
        pair = pair_of(row.fact, row.place, stated)
        if pair is None:
            self.show_message([Run("Only one article states this.", "ink")])
            return
        sides = pair.here, pair.there
        start, beside = (each.sentence[0] if each.field == "text" else 0 for each in sides)
        self.post_message(messages.CompareArticles(tuple(each.article for each in sides), start, beside, pair))

    def on_row_chosen(self, _: RowChosen) -> None:
        """A click on the current value opens it."""
        self.action_open()

    def action_read(self) -> None:
        """Read the article at the sentence that states the value."""
        if (stated := self._stated()) is not None:
            start = stated.sentence[0] if stated.field == "text" else None
            self.post_message(messages.OpenArticle(stated.article, start=start))

    def action_settle(self) -> None:
        """Settle the fact: same, not the same, update, not settled; the decision is stored in the archive."""
        row = self.listing.line
        if row is None:
            return
        settled = next((each.settled for each in row.fact.differences if each.settled is not None), None)
        current = settled.verdict if settled else None
        place = next((n for n, (verdict, _) in enumerate(DECISIONS) if verdict == current), 0)
        verdict, _ = DECISIONS[(place + 1) % len(DECISIONS)]
        self._stay = row
        self._ticket = self.jobs.comparisons.settle(self, self.asked, row.fact, verdict)
        shown: list[Run] = [Run("space  ", "headline")]
        for number, (each, word) in enumerate(DECISIONS):
            shown += [Run(" · " if number else "", "dim"), Run(word, "accent-bold" if each == verdict else "dim")]
        self.show_message(shown)

    def action_compare(self) -> None:
        """Lay the articles side by side."""
        if self.found is not None:
            self.post_message(messages.CompareArticles(tuple(article.id for article in self.found.articles)))

    def action_show_matrix(self) -> None:
        """Who has what of the story."""
        if isinstance(self.asked, str):
            self.post_message(messages.ShowMatrix(self.asked))
        else:
            self.show_message([Run("Only a story has a matrix; these are articles that were picked.", "ink")])
