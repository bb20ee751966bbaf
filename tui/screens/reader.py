"""The reader: one article in one column of comfortable measure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from tui import keys, messages
from tui.controllers.article.actions import ArticleActions
from tui.controllers.article.context import ArticleContext
from tui.controllers.article.display import ArticleDisplay
from tui.controllers.article.find import FindInArticle
from tui.controllers.article.line_rules import LineRules
from tui.controllers.article.walk import ArticleWalk
from tui.controllers.passage_actions import PassageActions, here_in
from tui.controllers.story_differences import StoryDifferences
from tui.controllers.type_ahead import TypeAhead
from tui.jobs import Jobs
from tui.rendering.article.reading_position import position, progress
from tui.rendering.search import notices
from tui.rendering.text.runs import Run
from tui.settings import Settings
from tui.widgets.article_view import ArticleView
from tui.widgets.find_line import FindLine
from tui.widgets.frame import Frame

if TYPE_CHECKING:
    from index.model import Article

_AT_ONCE = frozenset({"next_article", "previous_article", "compare", "differences", "wider", "narrower", "find"})
"""Actions that need no more of the article than its id."""
_TURNING = frozenset({"next_article", "previous_article"})
"""Actions that put another article in the place of this one."""
_SILENT = frozenset({"coverage", "coverage in full", "reuse", "versions"})
"""Jobs in the background: where one fails, the article can be read without its answer."""
_HIDDEN_LINE_FOOT = keys.foot_now(
    ("reader", "rule_here", "keep it here"),
    ("reader", "rule_outlet", "at the outlet"),
    ("reader", "undo_rule", "undo"),
    ("reader", "previous_passage", "line"),
    ("reader", "next_passage", "line"),
    ("reader", "toggle_hidden", "hidden"),
    ("everywhere", "show_keys", "keys"),
)
"""The foot of the reader while a hidden line is the current one."""
_HIDDEN_GROUP_FOOT = keys.foot_now(
    ("reader", "open_group", "open or close"),
    ("reader", "rule_here", "keep them here"),
    ("reader", "rule_outlet", "at the outlet"),
    ("reader", "undo_rule", "undo"),
    ("reader", "previous_passage", "line"),
    ("reader", "next_passage", "line"),
    ("everywhere", "show_keys", "keys"),
)
"""The foot of the reader while a group of hidden lines is the current one."""


class ReaderScreen(Frame):
    """One article; ``wanted`` says which, where to land and what was asked."""

    WHERE = "reader"
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys.bindings("reader"),
        Binding("q,escape", "step_back", show=False),
    ]

    def __init__(self, jobs: Jobs, settings: Settings, wanted: messages.OpenArticle) -> None:
        super().__init__(jobs, settings)
        self._wanted = wanted
        self._failed = False
        self._ticket = 0
        self._reloading = False
        self._ahead = TypeAhead("reader", "moving", at_once=_AT_ONCE, turning=_TURNING)
        self._finder = FindInArticle(self)
        self._known = ArticleContext(self)
        self._walk = ArticleWalk(self, wanted, self._ahead)
        self._display_mode = ArticleDisplay(self)
        passages = PassageActions(self, lambda: here_in(self.view), "There is no passage here.")
        differing = StoryDifferences(self, lambda: None if self._failed else self._wanted.id)
        acting = passages, ArticleActions(self), LineRules(self)
        self.controllers = (self._finder, *acting, self._known, differing, self._display_mode, self._walk)

    def body(self) -> Iterable[Widget]:
        """The article, and the line in which a word is looked for."""
        yield ArticleView(measure=self.settings.measure, id="article")
        yield FindLine(id="find")

    @property
    def view(self) -> ArticleView:
        """The article as it is laid out."""
        return self.query_one("#article", ArticleView)

    @property
    def article(self) -> Article | None:
        """The article, once it has come."""
        return self.view.article

    def on_mount(self) -> None:
        """Ask for the article."""
        super().on_mount()
        self.query_one("#find").display = False
        self.view.focus()
        self._show_position()
        self._fetch()

    def _fetch(self) -> None:
        self._ticket = self.jobs.articles.article(self, self._wanted.id, self._wanted.query)

    def on_unmount(self) -> None:
        """Save the place in the article, and cancel what is still asked for."""
        self.settings.save()
        self._ahead.turned(self)
        self.jobs.withdraw(self)

    def on_key(self, event: events.Key) -> None:
        """A key typed before the article has come counts when it has."""
        self._ahead.keep(event)

    def stay(self) -> None:
        """There is no other article to turn to."""
        self._walk.stay()

    # --- Answers ------------------------------------------------------------------------------------------------------

    def on_article_ready(self, message: messages.ArticleReady) -> None:
        """Show it; who else reports what comes later."""
        if message.ticket != self._ticket:
            return
        view, article, reloading, self._reloading = self.view, message.article, self._reloading, False
        land, place = self._wanted.start, self.settings.places.get(article.id)
        if reloading and view.article is not None:
            if view.article.version == article.version:
                return
            land, place = None, view.page.top_offset(view.scroll_offset.y) or None
        view.show(article, message.matches, land=land, place=place)
        self._known.ask(article.id)
        self._finder.article_came(message.matches)
        # Only when it has been laid out is there a page to go down, and a passage to copy.
        self.call_after_refresh(self._ahead.come, self)

    def on_versions_ready(self, _: messages.VersionsReady) -> None:
        """Show at the top which one of its versions it is."""
        self.call_later(self._show_position)

    def on_archive_changed(self, _: messages.ArchiveChanged) -> None:
        """Fetch it again: it may have another version."""
        if self.article is not None:
            self._reloading = True
            self._fetch()

    def on_job_failed(self, message: messages.JobFailed) -> None:
        """Say it: in place of the article if that could not be had, else in the foot."""
        if message.job in _SILENT:
            return
        if message.job == "article" and self.article is None:
            self._failed = True
            self._ahead.forget()
            self.view.say(notices.failed(message.message, message.hint))
        else:
            self.show_message([Run("✕ ", "conflict-bold"), Run(message.message, "ink"), Run(f" {message.hint}", "dim")])

    # --- Above and below it -------------------------------------------------------------------------------------------

    @on(ArticleView.Moved)
    def _moved(self, event: ArticleView.Moved) -> None:
        event.stop()
        view = self.view
        if view.article is not None and view.state.source is None:
            self.settings.remember_place(
                view.article.id, view.page.top_offset(view.scroll_offset.y) if view.scroll_offset.y else 0
            )
        self._show_position()
        self.show_foot()

    def _show_position(self) -> None:
        view, wanted = self.view, self._wanted
        page, row = view.page, view.scroll_offset.y
        left = position(view.article, wanted.query, wanted.rank, wanted.total, original=view.state.source is not None)
        if view.state.source is None:
            left += self._known.version_of(view.article)
        right = progress(page.share_read(row), page.characters_left(row) if view.state.source is None else 0)
        self.masthead(left, right if view.article else ())

    def foot_keys(self, where: keys.Where) -> list[tuple[str, str]]:
        """On a hidden line, or a group of them, what can be done with it."""
        if (stop := self.view.state.hidden) is None:
            return super().foot_keys(where)
        return _HIDDEN_GROUP_FOOT if stop.group else _HIDDEN_LINE_FOOT

    def foot_right(self) -> list[Run]:
        """Which of the found words is the current one."""
        tray, found = super().foot_right(), self._finder.foot()
        return [*tray, Run("   ", "dim"), *found] if tray and found else [*tray, *found]

    def on_resize(self, event: events.Resize) -> None:
        """Show the position again, which depends on the size."""
        super().on_resize(event)
        self.call_after_refresh(self._show_position)

    # --- Keys ---------------------------------------------------------------------------------------------------------

    @on(FindLine.Asked)
    def _find(self, event: FindLine.Asked) -> None:
        event.stop()
        self._finder.find(event)

    async def action_step_back(self) -> None:
        """One layer back: from the source, from what was looked for, then out of the article."""
        if not self._display_mode.close_source() and not self._finder.close():
            await self.app.run_action("back")

    def action_compare(self) -> None:
        """Side by side; the key counts also before the article has come, but not when it cannot be had."""
        if not self._failed:
            self.post_message(messages.CompareTrayOr(self._wanted.id))
