"""Choosing an article to add to a comparison: of the same story first, then of the tray, then whatever is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input

from index.model import Article, Hit, PartialDate
from index.text import printable
from tui import keys, messages
from tui.jobs import Jobs
from tui.rendering import labels
from tui.rendering.dates import day
from tui.rendering.labels import hit_title
from tui.rendering.numbers import counted
from tui.rendering.text.cells import cells, cut
from tui.rendering.text.row import justify
from tui.rendering.text.runs import Run
from tui.settings import Settings
from tui.widgets.frame import Frame
from tui.widgets.frame_parts import TextRow
from tui.widgets.query_line import QueryLine
from tui.widgets.row_list import RowChosen, RowList

_MOST = 60
"""Articles that are listed."""
_NEAR = "of its story and of the tray"
_ANSWER = "found"
_NEWEST = "of the archive, the newest first"
_NAME = 26
"""Cells for the name of an outlet."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that can be added."""

    id: str
    outlet: str
    published: PartialDate | None
    headline: str
    where: str
    """What it has to do with the comparison: of the same story, in the tray; or empty."""


class Candidates(RowList):
    """One article a line."""

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self.candidates: Sequence[Candidate] = ()

    def show(self, candidates: Sequence[Candidate]) -> None:
        """List these."""
        self.candidates = candidates
        self.fill(len(candidates))

    def draw(self, index: int, line: int, width: int) -> list[Run]:
        """Outlet, day, headline, and what it has to do with the comparison."""
        one = self.candidates[index]
        bar = Run("▌" if index == self.current else " ", "accent")
        outlet = cut(printable(one.outlet), _NAME)
        outlet_run = Run(outlet + " " * (_NAME + 2 - cells(outlet)), "headline")
        headline = [Run(f"{day(one.published, short=True):>11}  ", "dim"), Run(printable(one.headline), "ink")]
        return [bar, *justify([outlet_run, *headline], [Run(one.where, "link")] if one.where else [], width - 1)]


class AddScreen(Frame):
    """Offers the articles of ``story`` and of the tray, and what a query finds; ``have`` are compared already."""

    WHERE = "adding"
    BINDINGS: ClassVar[list[BindingType]] = list(keys.bindings("adding"))

    def __init__(self, jobs: Jobs, settings: Settings, have: Sequence[str], story: Sequence[str]) -> None:
        super().__init__(jobs, settings)
        self._have = frozenset(have)
        tray = dict.fromkeys(item.article for item in settings.tray)
        self._known: Mapping[str, str] = {
            id: where
            for where, ids in (("in the tray", tray), ("same story", story))
            for id in ids
            if id not in self._have
        }
        self._near: tuple[Candidate, ...] = ()
        self._line = QueryLine("", jobs, then="#candidates", id="query")
        self._ticket = 0

    def body(self) -> Iterable[Widget]:
        """The query line and the list."""
        yield Horizontal(TextRow(id="slash"), self._line, id="question")
        yield Candidates(id="candidates")

    @property
    def listing(self) -> Candidates:
        """The widget that lists them."""
        return self.query_one("#candidates", Candidates)

    def on_mount(self) -> None:
        """List what is near."""
        super().on_mount()
        self.query_one("#slash", TextRow).say([Run("/ ", "accent-bold")])
        self.masthead([Run("Add an article", "headline")])
        self._line.remember(self.settings.queries)
        if self._known:
            self.listing.focus()
            story_first = sorted(self._known, key=lambda id: self._known[id] != "same story")
            self._ticket = self.jobs.articles.articles_of(self, story_first[:_MOST])
        else:
            self._line.focus()
            self._search()

    # --- What is listed -----------------------------------------------------------------------------------------------

    def on_articles_ready(self, message: messages.ArticlesReady) -> None:
        """What is near."""
        self._near = tuple(map(self._of_article, message.articles))
        if message.ticket == self._ticket:
            self._list(self._near, _NEAR)

    @on(Input.Changed, "#query")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._search()

    def _search(self) -> None:
        if self._line.value.strip() or not self._known:
            self._ticket = self.jobs.queries.search(self, self._line.value, limit=_MOST)
        else:
            self._ticket = 0
            self._list(self._near, _NEAR)

    def on_results_ready(self, message: messages.ResultsReady) -> None:
        """What the query finds; what is near comes first."""
        if message.ticket == self._ticket:
            found = [self._of_hit(hit) for hit in message.page.hits if hit.id not in self._have]
            self._list(sorted(found, key=lambda one: not one.where), _ANSWER if self._line.value.strip() else _NEWEST)

    def _list(self, candidates: Sequence[Candidate], which: str) -> None:
        self.masthead(
            [Run("Add an article", "headline"), Run(f"   {counted(len(candidates), 'article')} {which}", "dim")]
        )
        if candidates:
            self.listing.show(candidates)
        else:
            self.listing.notify_in_place(
                [
                    [Run("There is no other article.", "headline")],
                    [Run("/ searches for one; q goes back.", "dim")],
                ]
            )

    def _of_article(self, article: Article) -> Candidate:
        outlet, headline = labels.outlet(article), labels.headline(article)
        return Candidate(article.id, outlet, article.published, headline, self._known.get(article.id, ""))

    def _of_hit(self, hit: Hit) -> Candidate:
        return Candidate(
            hit.id, hit.outlet or hit_title(hit), hit.published, hit_title(hit), self._known.get(hit.id, "")
        )

    def on_job_failed(self, message: messages.JobFailed) -> None:
        """Say why there is no list."""
        if message.ticket == self._ticket:
            self.listing.notify_in_place([[Run(message.message, "headline")], [Run(message.hint, "dim")]])

    # --- Keys ---------------------------------------------------------------------------------------------------------

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show the keys of what has the focus."""
        self.show_foot("query" if event.widget is self._line else "adding")

    @on(QueryLine.Left)
    def _leave_query(self, event: QueryLine.Left) -> None:
        event.stop()

    def action_ask_here(self) -> None:
        """Type a query."""
        self._line.focus()

    def on_row_chosen(self, _: RowChosen) -> None:
        """A click on the current article adds it."""
        self.action_add()

    def action_add(self) -> None:
        """Add the current article."""
        if self.listing.count:
            self.post_message(messages.ArticleChosen(self.listing.candidates[self.listing.current].id))
