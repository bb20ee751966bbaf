"""Actions on the current hit: read it, put it into the tray, compare it, list its versions, open the next one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui import messages
from tui.controllers.passage_actions import marked
from tui.controllers.search.hit_preview import HitPreview
from tui.controllers.search.panes import SearchPanes
from tui.controllers.search.session import SearchSession
from tui.controllers.story_differences import StoryDifferences
from tui.rendering.labels import hit_title, label
from tui.rendering.text.runs import Run
from tui.widgets.frame import Frame

if TYPE_CHECKING:
    from index.model import Hit

_RESTING = 0.15
"""Seconds without another row before the stories of the hits in view are asked for."""


class HitActions:
    """Acts on the current row of the results; where these answer an earlier question, on the first hit to come."""

    def __init__(self, page: Frame, panes: SearchPanes, session: SearchSession, preview: HitPreview) -> None:
        self._page, self._panes, self._session, self._preview = page, panes, session, preview
        self._differing = StoryDifferences(page, self._id)
        self._walking = False
        """Whether the reader is to have the current hit as soon as it has been fetched."""

    def remember_query(self) -> None:
        """Add the query to the history."""
        self._page.settings.remember_query(self._session.question.text)
        self._page.settings.save()
        self._panes.line.remember(self._page.settings.queries)

    # --- The current row ----------------------------------------------------------------------------------------------

    def show_current(self) -> None:
        """Show the article of the current row beside the results, and how many outlets have those in view."""
        self.show_preview()
        self._session.after("outlets", _RESTING, self._ask_outlets)

    def show_preview(self) -> None:
        """Show the article of the current row beside the results."""
        if self._panes.preview.display:
            self._preview.follow(self._panes.results.hit(), self._session.query)

    def _ask_outlets(self) -> None:
        hits = self._panes.results.in_view()
        if hits:
            self._page.jobs.comparisons.outlets_of(self._page, [hit.id for hit in hits])

    def on_outlets_ready(self, message: messages.OutletsReady) -> None:
        """Show how many outlets have the story of each hit in view."""
        self._panes.results.rows.outlets.update(message.outlets)
        self._panes.results.draw_again()

    def on_steps_ready(self, message: messages.StepsReady) -> None:
        """Show what was changed in each of the versions that are listed."""
        self._panes.results.rows.steps.update(message.steps)
        self._panes.results.draw_again()
        self.show_preview()

    def on_tray_changed(self, _: messages.TrayChanged) -> None:
        """Mark the rows that are in the tray."""
        self.show_tray()

    def show_tray(self) -> None:
        """Mark the rows that are in the tray."""
        self._panes.results.rows.tray = {item.article for item in self._page.settings.tray}
        self._panes.results.draw_again()

    # --- Reading it ---------------------------------------------------------------------------------------------------

    def open(self, hit: Hit) -> None:
        """Read the article of ``hit``; what only an earlier version has is shown in that version."""
        if hit.aside is not None and hit.aside.version is not None:
            self._page.post_message(messages.ShowChanges(hit.id, version=hit.aside.version))
            return
        session, rank = self._session, self._panes.results.rank
        total = session.result.listed if session.result is not None else 0
        start = hit.start if session.query else None
        self._page.post_message(messages.OpenArticle(hit.id, session.query, start, rank=rank, total=total))

    def walk(self, step: int) -> None:
        """Open the hit ``step`` rows from the current one, fetching it first if it is not there yet."""
        results = self._panes.results
        there = results.current + step
        self._walking = True
        if 0 <= there < results.count:
            results.current = there
            results.want(there)
            self.go_on()
        else:
            self.give_up()

    def go_on(self) -> None:
        """Open the current hit, if the reader waits for it and it has come."""
        hit = self._panes.results.hit()
        if self._walking and hit is not None:
            self._walking = False
            self.open(hit)

    def give_up(self) -> None:
        """The hit that the reader waits for does not come."""
        if self._walking:
            self._walking = False
            self._page.post_message(messages.WalkEnded())

    def action_open(self) -> None:
        """Read the article; among the facets, pick one; where there are offers in its place, ask the chosen one."""
        session, results = self._session, self._panes.results
        if self._panes.facets.has_focus:
            picked = self._panes.facets.picked
            if not self._panes.facets.unfold() and picked is not None:
                session.change(session.question.with_filter(picked))
            return
        if session.waits_for(self.action_open):
            return
        hit = results.hit()
        if hit is not None:
            self.remember_query()
            self.open(hit)
        elif results.choice is not None:
            session.take_offer(results.choice + 1)

    # --- Other keys ---------------------------------------------------------------------------------------------------

    def _hit(self) -> Hit | None:
        """The current hit; says in the foot that there is none."""
        hit = self._panes.results.hit()
        if hit is None:
            waiting = "It is still being fetched." if self._panes.results.count else "There is no article in this list."
            self._page.show_message([Run(waiting, "accent")])
        return hit

    def _id(self) -> str | None:
        hit = self._hit()
        return hit.id if hit is not None else None

    def action_to_tray(self) -> None:
        """Put the article into the tray, or take it out."""
        if self._session.waits_for(self.action_to_tray):
            return
        if (hit := self._hit()) is not None:
            name = label(hit.outlet, hit.published, hit_title(hit))
            self._page.post_message(messages.AddToTray(hit.id, name))

    def action_mark_passage(self) -> None:
        """Put the passage shown into the tray, or take it out."""
        if self._session.waits_for(self.action_mark_passage):
            return
        hit = self._hit()
        if hit is not None and hit.start == hit.end:
            self._page.show_message([Run("No passage of this version is shown; enter opens it.", "accent")])
        elif hit is not None:
            name = hit.outlet or hit_title(hit)
            self._page.post_message(marked(hit.id, (hit.start, hit.end), name, hit.snippet))

    def action_compare(self) -> None:
        """Compare the tray, or the story of the article."""
        if self._session.waits_for(self.action_compare):
            return
        hit = self._panes.results.hit()
        self._page.post_message(messages.CompareTrayOr(hit.id if hit else None))

    def action_differences(self) -> None:
        """Show the facts on which the articles of its story differ."""
        if not self._session.waits_for(self.action_differences):
            self._differing.action_differences()

    def on_story_ready(self, message: messages.StoryReady) -> None:
        """Open the differences of the story that was asked for."""
        self._differing.on_story_ready(message)

    def action_parallels(self) -> None:
        """Show who else reports the passage shown."""
        if self._session.waits_for(self.action_parallels):
            return
        if (hit := self._hit()) is not None:
            self._page.post_message(messages.ShowParallels(hit.id, hit.start))

    def action_unfold(self) -> None:
        """List the articles with the same text and the versions of the article below it, or fold them again."""
        if self._session.waits_for(self.action_unfold):
            return
        if self._hit() is None:
            return
        editions = self._panes.results.unfold()
        if editions is None:
            nothing = "No other article of this list has the same text, and no other version of it is known."
            if not self._session.question.fold:
                nothing = "No other version of it is known. Articles with the same text have a row each; Z folds them."
            self._page.show_message([Run(nothing, "accent")])
        elif editions:
            self._page.jobs.comparisons.steps(self._page, [edition.id for edition in editions])

    def action_versions(self) -> None:
        """Show what was changed in the article, from version to version."""
        if self._session.waits_for(self.action_versions):
            return
        if (hit := self._hit()) is not None:
            self._page.post_message(messages.ShowChanges(hit.id))
