"""The application: theme, jobs, and opening one screen from another."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from textual import events, on
from textual.app import App, SystemCommand
from textual.binding import BindingType
from textual.filter import Monochrome, NoColor
from textual.screen import Screen
from textual.types import CSSPathType

from tui import keys, messages, themes
from tui.controllers.end_signals import end_on_signals
from tui.controllers.import_notices import ImportNotices
from tui.controllers.inbox import Inbox
from tui.controllers.tray import to_compare
from tui.jobs import Jobs
from tui.rendering.text.runs import Run
from tui.screens.search import SearchScreen
from tui.settings import MOST_IN_TRAY, Settings
from tui.widgets.frame import Frame
from tui.widgets.terminal_guard import TerminalGuard


class BroadsheetApp(App[None]):
    """The reader on one archive. ``import_paths`` are imported at once, ``first_query`` is asked at once.

    Screens are made when they are first asked for, so that what they need is imported only then.
    """

    TITLE = "broadsheet"
    CSS_PATH: ClassVar[CSSPathType | None] = [
        "styles/app.tcss",
        "styles/search.tcss",
        "styles/reader.tcss",
        "styles/compare.tcss",
        "styles/lists.tcss",
        "styles/importing.tcss",
    ]
    BINDINGS: ClassVar[list[BindingType]] = list(keys.bindings("everywhere"))
    COMMAND_PALETTE_BINDING = "ctrl+p"

    def __init__(
        self,
        archive_path: Path | str,
        import_paths: Sequence[Path | str] = (),
        first_query: str = "",
        settings: Settings | None = None,
        jobs: Jobs | None = None,
    ) -> None:
        super().__init__()
        self.settings = settings or Settings.load()
        self.settings.take_those_of(Path(archive_path))
        self.jobs = jobs or Jobs(Path(archive_path))
        self._inbox = Inbox(self.jobs)
        self._import_paths = tuple(Path(p) for p in import_paths)
        self.imports = ImportNotices(self, self._inbox)
        self._home = SearchScreen(self.jobs, self.settings, first_query)
        self._early: list[events.Event] | None = []
        """What is typed before the first screen can take it; None once it can."""
        self.animation_level = "none"
        # Textual's greys would make the terminal's own colours black on black.
        self._filters = [NoColor() if isinstance(f, Monochrome) else f for f in self._filters]
        self._filters.append(TerminalGuard())
        for theme in themes.textual_themes():
            self.register_theme(theme)
        wanted = self.settings.theme if self.settings.theme in themes.NAMES else themes.NAMES[0]
        self.theme = "terminal" if self.no_color else wanted

    # --- Life ---------------------------------------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Paint the first screen; start the threads after it. Sixteen colours are too few for our own themes."""
        if self.console.color_system == "standard" and not self.is_headless:
            self.theme = "terminal"
        if not self.is_headless:
            end_on_signals(self)
        self.push_screen(self._home)
        self.call_after_refresh(self._begin)

    async def on_event(self, event: events.Event) -> None:
        """Keep what is typed while the first screen is being made."""
        if self._early is not None and isinstance(event, events.Key | events.Paste):
            self._early.append(event)
        else:
            await super().on_event(event)

    async def on_listening(self, _: messages.Listening) -> None:
        """The first screen has the focus: give it what was typed before."""
        early, self._early = self._early or [], None
        for event in early:
            await super().on_event(event)

    def _begin(self) -> None:
        # Modules, styles and the first screen live as long as the process: a collection that goes through them all
        # frees nothing, and would keep the reader waiting after a key.
        if not gc.get_freeze_count():
            gc.freeze()
        gc.enable()
        self.jobs.watch(self._home)
        self.jobs.start()
        self.jobs.articles.statistics(self._home)
        self.jobs.inbox.watch(self, [Path(folder) for folder in self.settings.inbox])
        if self._import_paths:
            self.post_message(messages.ShowImport(self._import_paths))

    @property
    def failure(self) -> Exception | None:
        """The exception that ended the application, if one did."""
        return self._exception

    def _fatal_error(self) -> None:
        """End without Textual's page-long report: the command line says what went wrong."""
        self._close_messages_no_wait()

    def on_unmount(self) -> None:
        """Save the settings, and stop threads and processes."""
        self.settings.save()
        self.jobs.close()

    # --- From screen to screen ----------------------------------------------------------------------------------------

    @on(messages.PageRequest)
    def _open_page(self, message: messages.PageRequest) -> None:
        """Open a page, in the place of one of its kind, so that going back never shows the same thing twice."""
        screen = _page(message, self)
        if type(self.screen) is type(screen):
            self.switch_screen(screen)
        else:
            self.push_screen(screen)

    def on_ask_saved(self, message: messages.AskSaved) -> None:
        """Show the hits of a saved search."""
        self._go_home()
        self._home.ask_for(message.query, message.sort)

    def on_walk_results(self, message: messages.WalkResults) -> None:
        """Open the next or the previous hit in the reader."""
        self._home.walk(message.step)

    def on_walk_ended(self, _: messages.WalkEnded) -> None:
        """There is no such hit: the reader keeps its article."""
        from tui.screens.reader import ReaderScreen

        if isinstance(self.screen, ReaderScreen):
            self.screen.stay()

    def on_article_chosen(self, message: messages.ArticleChosen) -> None:
        """Go back to the comparison and add the article."""
        self.pop_screen()
        self.screen.post_message(messages.ArticleAdded(message.id))

    def on_compare_tray_or(self, message: messages.CompareTrayOr) -> None:
        """Compare the tray, or where it has less than two articles, the story of the current one."""
        comparison = to_compare(self.settings, message.id)
        if comparison is not None:
            self.post_message(comparison)
        else:
            self._show_message([Run("There is nothing to compare; c puts an article into the tray.", "accent")])

    def _go_home(self) -> None:
        while len(self.screen_stack) > 1 and self.screen is not self._home:
            self.pop_screen()

    # --- For every screen ---------------------------------------------------------------------------------------------

    def on_add_to_tray(self, message: messages.AddToTray) -> None:
        """Put an article into the tray, or take it out; say that a full tray takes no more."""
        before = len(self.settings.tray)
        self.settings.toggle_in_tray(message.id, message.label)
        if len(self.settings.tray) == before:
            self._show_message(
                [Run(f"The tray is full: it holds {MOST_IN_TRAY}. t opens it, d takes one out.", "conflict")]
            )
            return
        self.settings.save()
        for screen in self.screen_stack:
            screen.post_message(messages.TrayChanged())

    def on_articles_gone(self, message: messages.ArticlesGone) -> None:
        """Take out of the tray what the archive does not have."""
        if self.settings.take_out(message.ids):
            self.settings.save()
            for screen in self.screen_stack:
                screen.post_message(messages.TrayChanged())

    def on_import_advanced(self, message: messages.ImportAdvanced) -> None:
        """An import advanced; every screen may show how far it is."""
        self.imports.advanced(message)

    def on_inbox_files(self, message: messages.InboxFiles) -> None:
        """Import the new files of the inbox."""
        self._inbox.take(self, message.paths)

    def on_job_failed(self, message: messages.JobFailed) -> None:
        """An import ended early: show it on every screen."""
        self.imports.failed(message)

    def _show_message(self, message: list[Run]) -> None:
        """Show a message in the foot of the current page."""
        if isinstance(self.screen, Frame):
            self.screen.show_message(message)

    def on_archive_changed(self, _: messages.ArchiveChanged) -> None:
        """Pass it to every screen."""
        for screen in self.screen_stack:
            screen.post_message(messages.ArchiveChanged())

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """The command palette: every action of this screen and of everywhere, from the table of keys."""
        if isinstance(screen, Frame):
            for action in keys.actions(screen.WHERE):
                yield SystemCommand(action.help, _pressed(action), partial(screen.run_action, keys.command(action)))
        for action in keys.actions("everywhere"):
            if action.name not in ("command_palette", "back"):
                yield SystemCommand(action.help, _pressed(action), partial(self.run_action, action.name))
        for name in themes.NAMES:
            yield SystemCommand(f"theme: {name}", "", partial(self._change_theme, name))

    # --- Keys that work everywhere ------------------------------------------------------------------------------------

    def action_ask(self) -> None:
        """Go to the query line, from every screen."""
        self._go_home()
        self._home.action_ask()

    def action_show_stories(self) -> None:
        """Open the list of stories."""
        self.post_message(messages.ShowStories())

    def action_show_texts(self) -> None:
        """Open the list of texts that several articles have."""
        self.post_message(messages.ShowTexts())

    def action_show_import(self) -> None:
        """Open the import screen."""
        self.post_message(messages.ShowImport())

    def action_show_tray(self) -> None:
        """Open the tray."""
        self.post_message(messages.ShowTray())

    def action_show_rules(self) -> None:
        """Open the list of lines that were hidden and kept."""
        self.post_message(messages.ShowRules())

    def action_show_keys(self) -> None:
        """Open the keys of the current screen."""
        where = self.screen.WHERE if isinstance(self.screen, Frame) else "everywhere"
        if where != "help":
            self.post_message(messages.ShowHelp(where))

    def action_next_theme(self) -> None:
        """Change to the next theme: paper, night, the terminal's own colours."""
        self._change_theme(themes.following(self.theme))

    def _change_theme(self, name: str) -> None:
        if self.no_color:
            self._show_message([Run("NO_COLOR is set: the page stays without colours.", "dim")])
            return
        self.theme = self.settings.theme = name
        self.settings.save()

    async def action_back(self) -> None:
        """Close the current screen; on the home screen, quit."""
        if self.screen is self._home:
            self.exit()
        else:
            self.pop_screen()


def _pressed(action: keys.Action) -> str:
    return " ".join(keys.label(key) for key in action.keys)


def _page(asked: messages.PageRequest, app: BroadsheetApp) -> Frame:
    """The page that was asked for. Its module is imported only now, so that the first paint does not wait for it."""
    jobs, settings = app.jobs, app.settings
    match asked:
        case messages.OpenArticle():
            from tui.screens.reader import ReaderScreen

            return ReaderScreen(jobs, settings, asked)
        case messages.CompareArticles(ids=ids, start=start, beside=beside, pair=pair):
            from tui.screens.compare import CompareScreen

            return CompareScreen(jobs, settings, ids, start, beside, pair)
        case messages.CompareStoryOf(id=id):
            from tui.screens.compare import CompareScreen

            return CompareScreen(jobs, settings, story_of=id)
        case messages.ChooseArticle(have=have, story=story):
            from tui.screens.add_article import AddScreen

            return AddScreen(jobs, settings, have, story)
        case messages.ShowDifferences(asked=what):
            from tui.screens.differences import DifferencesScreen

            return DifferencesScreen(jobs, settings, what)
        case messages.ShowParallels(id=id, start=start):
            from tui.screens.parallels import ParallelsScreen

            return ParallelsScreen(jobs, settings, id, start)
        case messages.ShowReuse(id=id):
            from tui.screens.reuse import ReuseScreen

            return ReuseScreen(jobs, settings, id)
        case messages.ShowTexts():
            from tui.screens.copied_texts import CopiedScreen

            return CopiedScreen(jobs, settings)
        case messages.ShowChanges(id=id, since=since, version=version):
            from tui.screens.changes import ChangesScreen

            return ChangesScreen(jobs, settings, id, since, version)
        case messages.ShowStories():
            from tui.screens.stories import StoriesScreen

            return StoriesScreen(jobs, settings)
        case messages.ShowStory(id=id):
            from tui.screens.story import StoryScreen

            return StoryScreen(jobs, settings, id)
        case messages.ShowMatrix(id=id, at=at):
            from tui.screens.matrix import MatrixScreen

            return MatrixScreen(jobs, settings, id, at)
        case messages.ShowImport(paths=paths):
            from tui.screens.import_files import ImportScreen

            return ImportScreen(jobs, settings, paths, app.imports.last)
        case messages.ShowHelp(where=where):
            from tui.screens.help import HelpScreen

            return HelpScreen(jobs, settings, where)
        case messages.ShowTray():
            from tui.screens.tray import TrayScreen

            return TrayScreen(jobs, settings)
        case messages.ShowRules():
            from tui.screens.line_rules import RulesScreen

            return RulesScreen(jobs, settings)
        case messages.ShowSaved(query=query, sort=sort):
            from tui.screens.saved_searches import SavedScreen

            return SavedScreen(jobs, settings, query, sort)
        case messages.ShowLinks():
            from tui.screens.links import LinksScreen

            return LinksScreen(jobs, settings, asked)
    raise AssertionError(f"no page for {asked}")
