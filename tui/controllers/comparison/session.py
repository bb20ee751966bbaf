"""Requests comparisons, keeps the latest ones, and lays out the answers."""

from __future__ import annotations

from index.model import Comparison
from index.text import printable
from tui import messages
from tui.controllers.comparison.captions import ComparisonCaptions
from tui.controllers.comparison.state import ComparisonState
from tui.controllers.comparison.view import LOOKING, ComparisonView
from tui.rendering.comparison.layout import Key
from tui.rendering.numbers import counted
from tui.rendering.text.runs import Run
from tui.widgets.frame import Frame

_KEPT = 8
"""Comparisons that are kept, for columns that come into view again."""
_AS_BEFORE = "What is shown is as it was before."


class ComparisonSession:
    """Has the chosen articles compared; ``story_of`` is an article whose whole story is to be chosen first."""

    def __init__(
        self,
        page: Frame,
        state: ComparisonState,
        view: ComparisonView,
        captions: ComparisonCaptions,
        story_of: str = "",
    ) -> None:
        self._page, self._state, self._view, self._captions = page, state, view, captions
        self._whole_story = bool(story_of)
        self._made: dict[frozenset[str], Comparison] = {}
        self._gone: set[str] = set()
        """Articles that were to be compared and are not in the archive."""
        self._ticket = 0

    # --- Asking -------------------------------------------------------------------------------------------------------

    def ask(self) -> None:
        """Ask for all that the page shows."""
        state, columns = self._state, self._view.columns
        if state.comparison is None:
            self._page.masthead([Run("Side by side", "headline")])
        if state.ids and state.story is None:
            self._page.jobs.comparisons.story_of(self._page, state.ids[0])
        if self._whole_story:
            columns.say(Run("Looking for the other articles of this story …", "dim"))
        elif len(state.ids) < 2:
            columns.say(
                Run("A comparison needs two different articles.", "headline"),
                Run("c in the results puts one into the tray, C compares the tray; q goes back.", "dim"),
            )
        else:
            self._compare()

    def show_chosen(self) -> None:
        """Lay out what is chosen; what is not compared yet is asked for."""
        state = self._state
        compared = {article.id for article in state.comparison.articles} if state.comparison is not None else set()
        if compared == set(state.selection.loaded):
            state.laid_out = state.selection
            self._view.lay_out()
        else:
            self._compare()

    def _compare(self) -> None:
        """Lay out the articles in view, from a comparison that is kept or one that is asked for."""
        loaded = self._state.selection.loaded
        made = self._made.get(frozenset(loaded))
        if made is not None:
            self._ticket = 0
            self._take(made)
            return
        if self._state.comparison is None:
            self._view.columns.say(Run(f"Comparing {counted(len(loaded), 'article')} …", "dim"))
        self._ticket = self._page.jobs.comparisons.compare(self._page, loaded)

    # --- Answers ------------------------------------------------------------------------------------------------------

    def on_comparison_begun(self, message: messages.ComparisonBegun) -> None:
        """Show the texts, to be read until the links come."""
        if message.ticket == self._ticket:
            self._identify(message.comparison)
            self._take(message.comparison, unfinished=True)

    def on_comparison_ready(self, message: messages.ComparisonReady) -> None:
        """Lay it out."""
        if message.ticket != self._ticket:
            return
        self._identify(message.comparison)
        while len(self._made) >= _KEPT:
            del self._made[next(iter(self._made))]
        self._made[frozenset(article.id for article in message.comparison.articles)] = message.comparison
        self._take(message.comparison)

    def _identify(self, comparison: Comparison) -> None:
        """Put full ids in the place of those that were asked for."""
        state = self._state
        state.selection = state.selection.named([article.id for article in comparison.articles])
        state.go_to, state.beside = self._known(state.go_to), self._known(state.beside)

    def _known(self, asked: Key | None) -> Key | None:
        ids = self._state.ids
        return asked and (next((id for id in ids if id.startswith(asked[0])), ids[0]), asked[1])

    def _take(self, comparison: Comparison, *, unfinished: bool = False) -> None:
        state = self._state
        # A reader who did not move while the links were looked for has seen nothing yet.
        waiting = state.unfinished and not unfinished and self._view.is_at_beginning
        state.comparison, state.unfinished, state.laid_out = comparison, unfinished, state.selection
        self._captions.remark(LOOKING if unfinished else printable(comparison.note), quiet=unfinished)
        self._view.lay_out(begin=waiting)

    def on_story_ready(self, message: messages.StoryReady) -> None:
        """Show of how many articles these are some; compare them all, if that was asked for."""
        state = self._state
        state.story = message.story
        if self._whole_story:
            self._whole_story = False
            base, others = state.ids[0], message.story.articles if message.story is not None else ()
            state.selection = state.selection.named([id for id in others if id.startswith(base)]).joined_by(others)
            if len(state.ids) > 1:
                self._compare()
            else:
                self._view.columns.say(
                    Run("No other article of the archive is in this story.", "headline"),
                    Run("c in the results puts articles into the tray, C compares them; q goes back.", "dim"),
                )
        self._captions.show()

    def on_job_failed(self, message: messages.JobFailed) -> None:
        """Say what went wrong: in place of the comparison, or beside the one that is shown already."""
        if message.ticket != self._ticket and not self._whole_story:
            return
        if self._state.comparison is None:
            self._view.columns.say(Run(message.message, "headline"), Run(message.hint or "q goes back.", "dim"))
            return
        self._state.go_back()
        if self._made:
            self._page.show_message([Run(message.message, "conflict"), Run(f"   {message.hint}", "dim")])
        else:
            self._captions.remark(f"{printable(message.message)} {_AS_BEFORE}")

    def on_comparison_lacks(self, message: messages.ComparisonLacks) -> None:
        """Go on with the articles that are there, where these are two; what is shown already can still be read."""
        if message.ticket != self._ticket:
            return
        state = self._state
        self._gone.update(message.gone)
        self._page.post_message(messages.ArticlesGone(message.gone))
        there = [id for id in state.ids if id not in message.gone]
        gone = f"{counted(len(self._gone), 'article')} no longer in the archive"
        if len(there) > 1:
            state.selection = state.selection.only(there)
            self._page.show_message([Run(f"{gone}; the others are compared.", "conflict")])
            self._compare()
        elif state.comparison is None:
            self._view.columns.say(
                Run(f"{gone}.", "headline"),
                Run("A comparison needs two; c in the results puts one into the tray, q goes back.", "dim"),
            )
        else:
            state.go_back()
            self._captions.remark(f"{gone}. {_AS_BEFORE}")

    def on_archive_changed(self, _: messages.ArchiveChanged) -> None:
        """Compare again: a text may have a new version, an article may be gone."""
        self._state.go_to = self._view.place() or self._state.go_to
        self._state.story = None
        self._made.clear()
        self.ask()
