"""The reader: one article in one column of comfortable measure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from index.model import Matches, Version
from tui import keys, messages
from tui.controllers.line_rules_frame import RulingFrame
from tui.controllers.type_ahead import Ahead
from tui.jobs import Jobs
from tui.rendering import labels, numbers
from tui.rendering.article.found_words import found_spans
from tui.rendering.labels import headline
from tui.rendering.lists.copies import reuse_said
from tui.rendering.search import notices
from tui.rendering.text.runs import Run
from tui.settings import MEASURES, Settings
from tui.widgets.article_view import ArticleView
from tui.widgets.find_line import FindLine

_BAR = 10
_CHARACTERS_A_WORD = 6
_AT_ONCE = frozenset({"next_article", "previous_article", "compare", "wider", "narrower", "find"})
"""Actions that need no more of the article than its id."""
_TURNING = frozenset({"next_article", "previous_article"})
"""Actions that put another article in the place of this one."""


class ReaderScreen(RulingFrame):
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
        self._tickets: dict[str, int] = {}
        self._matches: Matches | None = None
        """Of the query; the view may show those of a word looked for in the article instead."""
        self._versions: tuple[Version, ...] = ()
        self._reloading = False
        self._sought: FindLine.Asked | None = None
        """What was typed to be found before the article has come."""
        self._ahead = Ahead("reader", "moving", at_once=_AT_ONCE, turning=_TURNING)

    def body(self) -> Iterable[Widget]:
        """The article, and the line in which a word is looked for."""
        yield ArticleView(measure=self.settings.measure, id="article")
        yield FindLine(id="find")

    @property
    def find_line(self) -> FindLine:
        """Where a word to be found is typed."""
        return self.query_one("#find", FindLine)

    def on_mount(self) -> None:
        """Ask for the article."""
        super().on_mount()
        self.find_line.display = False
        self.view.focus()
        self._say_where()
        self._fetch()

    def _fetch(self) -> None:
        self._tickets["article"] = self.jobs.article(self, self._wanted.id, self._wanted.query)

    def on_unmount(self) -> None:
        """Keep where it was left; nobody waits for its gutter any more."""
        self.settings.save()
        self._ahead.turned(self)
        self.jobs.withdraw(self)

    def _remember_place(self) -> None:
        if self.article is not None and self.view.source is None:
            self.settings.remember_place(self.article.id, self.view.top_offset if self.view.scroll_offset.y else 0)

    def on_key(self, event: events.Key) -> None:
        """A key typed before the article has come counts when it has."""
        self._ahead.keep(event)

    # --- Answers ------------------------------------------------------------------------------------------------------

    def on_article_ready(self, message: messages.ArticleReady) -> None:
        """Show it; who else reports what comes later."""
        if message.ticket != self._tickets.get("article"):
            return
        article = message.article
        if self._reloading and self.article is not None and self.article.version == article.version:
            self._reloading = False
            return
        self._matches = message.matches
        place = self.settings.places.get(article.id)
        land = self._wanted.start
        if self._reloading:
            land, place, self._reloading = None, self.view.top_offset or None, False
        self.view.show(article, message.matches, land=land, place=place)
        self._tickets["coverage"] = self.jobs.coverage(self, article.id, whole=True)
        self._tickets["reuse"] = self.jobs.reuse(self, article.id, later=True)
        self._tickets["versions"] = self.jobs.versions(self, article.id, later=True)
        if self._sought is not None:
            self._find(self._sought)
            self._sought = None
        # Only when it has been laid out is there a page to go down, and a passage to copy.
        self.call_after_refresh(self._ahead.come, self)

    def on_coverage_ready(self, message: messages.CoverageReady) -> None:
        """Fill the gutter."""
        if message.ticket == self._tickets.get("coverage"):
            self.view.cover(message.coverage)

    def on_reuse_ready(self, message: messages.ReuseReady) -> None:
        """Say in the rule below the byline who has most of its text."""
        if message.ticket == self._tickets.get("reuse"):
            self.view.tell_copies(reuse_said(message.reuse, self.article.outlet if self.article else None))

    def on_versions_ready(self, message: messages.VersionsReady) -> None:
        """Say at the top which one of its versions it is."""
        if message.ticket == self._tickets.get("versions"):
            self._versions = message.versions
            self._say_where()

    def on_source_ready(self, message: messages.SourceReady) -> None:
        """Show the original."""
        if message.ticket == self._tickets.get("source"):
            self.view.show_source(message.text)

    def on_line_ruled(self, message: messages.LineRuled) -> None:
        """The article has another version: fetch it, and stay where one was."""
        rule, where = message.rule, "" if message.rule.outlet is None else " at the outlet"
        if message.undone:
            self.tell(
                [Run(f"undone: the line is no longer {'hidden' if rule.what == 'hide' else 'kept'}{where}", "ink")]
            )
        else:
            said = f"hidden{where}; h shows it" if rule.what == "hide" else f"the line is back{where}"
            self.tell([Run(said, "ink"), Run("   u undoes", "dim")])
        # This screen too is told, and fetches the article again.
        self.app.post_message(messages.ArchiveChanged())

    def on_archive_changed(self, _: messages.ArchiveChanged) -> None:
        """What was done elsewhere may have changed the article."""
        if self.article is not None:
            self._fetch_again()

    def _fetch_again(self) -> None:
        self._reloading = True
        self._fetch()

    def on_done(self, message: messages.Done) -> None:
        """Say what was done."""
        self.tell([Run(message.said, "ink")])

    def on_job_failed(self, message: messages.JobFailed) -> None:
        """Say it: in place of the article if that could not be had, else in the foot."""
        if message.job.startswith("coverage") or message.job in ("reuse", "versions"):
            return
        if message.job == "article" and self.article is None:
            self._failed = True
            self._ahead.forget()
            self.view.say(notices.failed(message.message, message.hint))
        else:
            self.tell([Run("✕ ", "conflict-bold"), Run(message.message, "ink"), Run(f" {message.hint}", "dim")])

    # --- What is said around it ---------------------------------------------------------------------------------------

    @on(ArticleView.Moved)
    def _moved(self, event: ArticleView.Moved) -> None:
        event.stop()
        self._remember_place()
        self._say_where()
        self.show_foot()

    def _say_where(self) -> None:
        article = self.article
        left = [Run((article.outlet or article.headline or "") if article else "", "dim")]
        asked = self._wanted
        if self.view.source is not None:
            left.append(Run("   as it was imported", "accent"))
            left += [Run("   r", "headline"), Run(" back to the article", "dim")]
        elif asked.total:
            left.append(Run(f"   {numbers.number(asked.rank)} of {numbers.number(asked.total)}", "dim"))
            if asked.query:
                left += [Run(" for  ", "dim"), Run(asked.query, "ink")]
        if self.view.source is None:
            left += self._version_said()
        self.masthead(left, self._progress() if article else ())

    def _version_said(self) -> list[Run]:
        """Which one of its versions it is, where it has several."""
        article = self.article
        places = [
            place
            for place, version in enumerate(self._versions, 1)
            if article is not None and version.current and version.article == article.id
        ]
        if len(self._versions) < 2 or not places:
            return []
        said = f"   version {places[0]} of {len(self._versions)}"
        return [Run(said, "link"), Run("   v", "headline"), Run(" changes", "dim")]

    def _progress(self) -> list[Run]:
        share = self.view.share_read
        done = round(share * _BAR)
        words = self.view.characters_left // _CHARACTERS_A_WORD
        left = f"{numbers.minutes(words)} left" if words > 20 and self.view.source is None else ""
        return [
            Run(f"{left}   ", "dim"),
            Run("━" * done, "dim"),
            Run("─" * (_BAR - done), "hairline"),
            Run(f" {round(share * 100):>3} %", "dim"),
        ]

    def foot_right(self) -> list[Run]:
        """Which of the found words is the current one."""
        found = self.view.found
        tray = super().foot_right()
        if not found or self.view.source is not None:
            return tray
        at = str(self.view.found_at + 1) if self.view.found_at >= 0 else "–"
        return [*tray, Run("   hit " if tray else "hit ", "dim"), Run(at, "headline"), Run(f"/{len(found)}", "dim")]

    # --- Found words --------------------------------------------------------------------------------------------------

    def action_next_found(self) -> None:
        """Next found word."""
        self.view.walk_found(1)

    def action_previous_found(self) -> None:
        """Previous found word."""
        self.view.walk_found(-1)

    def action_find(self) -> None:
        """Look for a word in the article."""
        self.find_line.display = True
        self.find_line.focus_line()

    @on(FindLine.Asked)
    def _find(self, event: FindLine.Asked) -> None:
        event.stop()
        if self.article is None:
            self._sought = event
            return
        if event.text:
            spans = found_spans(self.article.text, event.text)
            self.view.mark(Matches((), (), spans))
            if spans and not event.done:
                self.view.walk_found(1)
        else:
            self.view.mark(self._matches)
        if event.done:
            self.find_line.display = bool(event.text)
            self.view.focus()
        self._say_found(event.text)

    def _say_found(self, text: str) -> None:
        count = len(self.view.found)
        self.find_line.say([Run(numbers.counted(count, "place") if text else "", "dim" if count else "conflict")])
        self.show_foot()

    async def action_step_back(self) -> None:
        """One layer back: from the source, from what was looked for, then out of the article."""
        if self.view.source is not None:
            self.view.show_source(None)
        elif self.find_line.display:
            self.find_line.clear()
            self.find_line.display = False
            self.view.mark(self._matches)
            self.view.focus()
        else:
            await self.app.run_action("back")

    # --- From article to article --------------------------------------------------------------------------------------

    def action_next_article(self) -> None:
        """The next one of the results, or of what it was opened from."""
        self._walk(1)

    def action_previous_article(self) -> None:
        """The previous one."""
        self._walk(-1)

    def _walk(self, step: int) -> None:
        wanted = self._wanted
        if not wanted.neighbours:
            if wanted.total:
                self.post_message(messages.WalkResults(step))
            else:
                self.stay()
            return
        there = wanted.neighbours.index(wanted.id) + step if wanted.id in wanted.neighbours else -1
        if 0 <= there < len(wanted.neighbours):
            id = wanted.neighbours[there]
            self.post_message(messages.OpenArticle(id, wanted.query, neighbours=wanted.neighbours))
        else:
            self.stay()

    def stay(self) -> None:
        """There is no other article to turn to."""
        self._ahead.stay(self)

    def action_next_passage(self) -> None:
        """Next passage."""
        self.view.move_passage(1)

    def action_previous_passage(self) -> None:
        """Previous passage."""
        self.view.move_passage(-1)

    def action_parallels(self) -> None:
        """Who else reports the current passage."""
        if self.article is not None and self.view.passage is not None:
            self.post_message(messages.ShowParallels(self.article.id, self.view.passage[0]))

    def action_reuse(self) -> None:
        """Who has the same text."""
        if self.article is not None:
            self.post_message(messages.ShowReuse(self.article.id))

    def action_versions(self) -> None:
        """What was changed in it, from version to version."""
        if self.article is not None:
            self.post_message(messages.ShowChanges(self.article.id))

    def action_compare(self) -> None:
        """Side by side; the key counts also before the article has come, but not when it cannot be had."""
        if not self._failed:
            self.post_message(messages.CompareTrayOr(self._wanted.id))

    def action_to_tray(self) -> None:
        """Put the article into the tray, or take it out."""
        article = self.article
        if article is not None:
            label = labels.label(article.outlet, article.published, headline(article))
            self.post_message(messages.AddToTray(article.id, label))

    # --- How it is shown ----------------------------------------------------------------------------------------------

    def action_toggle_source(self) -> None:
        """The raw source, and back."""
        if self.view.source is not None:
            self.view.show_source(None)
        elif self.article is not None:
            self._tickets["source"] = self.jobs.source(self, self.article.id)

    def action_origins(self) -> None:
        """Where what is said of the article came from, and no longer."""
        if self.article is not None:
            self.view.show_origins(not self.view.origins_shown)

    def action_wider(self) -> None:
        """Longer lines."""
        self._change_measure(2)

    def action_narrower(self) -> None:
        """Shorter lines."""
        self._change_measure(-2)

    def _change_measure(self, by: int) -> None:
        measure = max(MEASURES.start, min(MEASURES.stop - 1, self.settings.measure + by))
        self.settings.measure = measure
        self.view.set_measure(measure)
        self.tell([Run(f"{measure} cells a line", "dim")])

    def on_resize(self, event: events.Resize) -> None:
        """The numbers at the top may change."""
        super().on_resize(event)
        self.call_after_refresh(self._say_where)
