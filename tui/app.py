"""The application: theme, archive handle, and the way from one screen to the next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from textual import events
from textual.app import App, SystemCommand
from textual.binding import BindingType
from textual.filter import Monochrome, NoColor
from textual.screen import Screen
from textual.types import CSSPathType

from index.text import printable
from tui import keys, messages, themes
from tui.jobs import Jobs
from tui.rendering.import_progress import counts_line
from tui.rendering.text.runs import Run
from tui.screens.search import SearchScreen
from tui.settings import Settings
from tui.widgets.frame import Frame
from tui.widgets.terminal_guard import Guard


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
        self.settings.take_tray_of(Path(archive_path))
        self.jobs = jobs or Jobs(Path(archive_path))
        self._import_paths = tuple(Path(p) for p in import_paths)
        self._import_said: messages.ImportAdvanced | messages.JobFailed | None = None
        self._home = SearchScreen(self.jobs, self.settings, first_query)
        self._early: list[events.Event] | None = []
        """What is typed before the first screen can take it; None once it can."""
        self.animation_level = "none"
        # Textual's greys would make the terminal's own colours black on black.
        self._filters = [NoColor() if isinstance(f, Monochrome) else f for f in self._filters]
        self._filters.append(Guard())
        for theme in themes.textual_themes():
            self.register_theme(theme)
        wanted = self.settings.theme if self.settings.theme in themes.NAMES else themes.NAMES[0]
        self.theme = "terminal" if self.no_color else wanted

    # --- Life ---------------------------------------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Paint first; what takes time starts after."""
        self.push_screen(self._home)
        self.call_after_refresh(self._begin)

    async def on_event(self, event: events.Event) -> None:
        """What is typed while the first screen is being made waits for it."""
        if self._early is not None and isinstance(event, events.Key | events.Paste):
            self._early.append(event)
        else:
            await super().on_event(event)

    async def on_listening(self, _: messages.Listening) -> None:
        """The first screen takes what is typed; what came before goes first."""
        early, self._early = self._early or [], None
        for event in early:
            await super().on_event(event)

    def _begin(self) -> None:
        self.jobs.watch(self._home)
        self.jobs.start()
        self.jobs.statistics(self._home)
        if self._import_paths:
            self.post_message(messages.ShowImport(self._import_paths))

    @property
    def failure(self) -> Exception | None:
        """What ended the application, where that was a fault."""
        return self._exception

    def _fatal_error(self) -> None:
        """End without Textual's page-long report: whoever ran the application says what went wrong."""
        self._close_messages_no_wait()

    def on_unmount(self) -> None:
        """Remember, and stop what runs beside."""
        self.settings.save()
        self.jobs.close()

    # --- From screen to screen ----------------------------------------------------------------------------------------

    def on_open_article(self, message: messages.OpenArticle) -> None:
        """Read an article; from the reader, in its place."""
        from tui.screens.reader import ReaderScreen

        screen = ReaderScreen(self.jobs, self.settings, message)
        if isinstance(self.screen, ReaderScreen):
            self.switch_screen(screen)
        else:
            self.push_screen(screen)

    def on_walk_results(self, message: messages.WalkResults) -> None:
        """The next or the previous hit, from the reader."""
        self._home.walk(message.step)

    def on_walk_ended(self, _: messages.WalkEnded) -> None:
        """There is no such hit: the reader stays where it is."""
        from tui.screens.reader import ReaderScreen

        if isinstance(self.screen, ReaderScreen):
            self.screen.stay()

    def on_compare_articles(self, message: messages.CompareArticles) -> None:
        """Lay articles side by side."""
        from tui.screens.compare import CompareScreen

        self.push_screen(CompareScreen(self.jobs, self.settings, message.ids, message.start))

    def on_choose_article(self, message: messages.ChooseArticle) -> None:
        """Choose an article to compare too."""
        from tui.screens.add_article import AddScreen

        self._open(AddScreen(self.jobs, self.settings, message.have, message.story))

    def on_article_chosen(self, message: messages.ArticleChosen) -> None:
        """Back to the comparison, with one article more."""
        self.pop_screen()
        self.screen.post_message(messages.ArticleAdded(message.id))

    def on_compare_story_of(self, message: messages.CompareStoryOf) -> None:
        """Lay the story of an article side by side; the screen finds out which articles these are."""
        from tui.screens.compare import CompareScreen

        self.push_screen(CompareScreen(self.jobs, self.settings, story_of=message.id))

    def on_compare_tray_or(self, message: messages.CompareTrayOr) -> None:
        """Compare the tray, or the story of the current article when the tray holds less than two."""
        ids = tuple(item.id for item in self.settings.tray)
        if len(ids) == 1 and message.id and message.id != self.settings.tray[0].article:
            ids += (message.id,)
        if len(ids) >= 2:
            self.post_message(messages.CompareArticles(ids))
        elif message.id:
            self.post_message(messages.CompareStoryOf(message.id))

    def on_show_parallels(self, message: messages.ShowParallels) -> None:
        """Who else reports a passage."""
        from tui.screens.parallels import ParallelsScreen

        self.push_screen(ParallelsScreen(self.jobs, self.settings, message.id, message.start))

    def on_show_reuse(self, message: messages.ShowReuse) -> None:
        """Who shares copied text with an article."""
        from tui.screens.reuse import ReuseScreen

        self.push_screen(ReuseScreen(self.jobs, self.settings, message.id))

    def on_show_texts(self, _: messages.ShowTexts) -> None:
        """The texts that several articles have."""
        from tui.screens.copied_texts import CopiedScreen

        self._open(CopiedScreen(self.jobs, self.settings))

    def on_show_changes(self, message: messages.ShowChanges) -> None:
        """What was changed in an article, from version to version, or from one article to another."""
        from tui.screens.changes import ChangesScreen

        self._open(ChangesScreen(self.jobs, self.settings, message.id, message.since))

    def on_show_stories(self, _: messages.ShowStories) -> None:
        """The stories."""
        from tui.screens.stories import StoriesScreen

        self._open(StoriesScreen(self.jobs, self.settings))

    def on_show_story(self, message: messages.ShowStory) -> None:
        """One story; from another one, in its place."""
        from tui.screens.story import StoryScreen

        self._open(StoryScreen(self.jobs, self.settings, message.id))

    def on_show_matrix(self, message: messages.ShowMatrix) -> None:
        """Who has what of a story."""
        from tui.screens.matrix import MatrixScreen

        self._open(MatrixScreen(self.jobs, self.settings, message.id))

    def on_show_import(self, message: messages.ShowImport) -> None:
        """The import screen."""
        from tui.screens.import_files import ImportScreen

        self._open(ImportScreen(self.jobs, self.settings, message.paths, self._import_said))

    def on_show_help(self, message: messages.ShowHelp) -> None:
        """The keys."""
        from tui.screens.help import HelpScreen

        self.push_screen(HelpScreen(self.jobs, self.settings, message.where))

    def on_show_tray(self, _: messages.ShowTray) -> None:
        """The tray."""
        from tui.screens.tray import TrayScreen

        self._open(TrayScreen(self.jobs, self.settings))

    def on_show_rules(self, _: messages.ShowRules) -> None:
        """What was hidden and kept."""
        from tui.screens.line_rules import RulesScreen

        self._open(RulesScreen(self.jobs, self.settings))

    def on_show_links(self, message: messages.ShowLinks) -> None:
        """The links of an article."""
        from tui.screens.links import LinksScreen

        self._open(LinksScreen(self.jobs, self.settings, message))

    def _open(self, screen: Frame) -> None:
        """Open a screen, in the place of one of its kind, so that going back never shows the same thing twice."""
        if type(self.screen) is type(screen):
            self.switch_screen(screen)
        else:
            self.push_screen(screen)

    def _go_home(self) -> None:
        while len(self.screen_stack) > 1 and self.screen is not self._home:
            self.pop_screen()

    # --- What everyone is told ----------------------------------------------------------------------------------------

    def on_add_to_tray(self, message: messages.AddToTray) -> None:
        """Put an article into the tray, or take it out."""
        self.settings.toggle_in_tray(message.id, message.label)
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
        """An import goes on whatever screen is open; every screen may tell how far it is."""
        done = message.progress.report is not None
        said = [Run("import done   ", "headline"), *counts_line(message.progress)] if done else []
        self._pass_on(message, said)
        if done:
            self.post_message(messages.ArchiveChanged())

    def on_job_failed(self, message: messages.JobFailed) -> None:
        """An import ended early: said wherever the reader is."""
        self._pass_on(message, [])
        if not isinstance(self.screen, Frame) or self.screen.WHERE != "import":
            said = printable(f"{message.message} {message.hint}".strip())
            self.notify(said, title="Import", severity="error", markup=False)
        self.post_message(messages.ArchiveChanged())

    def _pass_on(self, message: messages.ImportAdvanced | messages.JobFailed, said: list[Run]) -> None:
        """Let every screen know of an import; where it is not shown, the foot says ``said``."""
        self._import_said = message
        for screen in self.screen_stack:
            if isinstance(screen, Frame):
                screen.import_advanced(message)
                if said and screen.WHERE != "import":
                    screen.tell(said)

    def on_archive_changed(self, _: messages.ArchiveChanged) -> None:
        """Tell every screen."""
        for screen in self.screen_stack:
            screen.post_message(messages.ArchiveChanged())

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """The command palette: every action of this screen and of everywhere, from the table of keys."""
        if isinstance(screen, Frame):
            for action in keys.actions(screen.WHERE):
                yield SystemCommand(action.help, _pressed(action), partial(screen.run_action, action.name))
        for action in keys.actions("everywhere"):
            if action.name not in ("command_palette", "back"):
                yield SystemCommand(action.help, _pressed(action), partial(self.run_action, action.name))
        for name in themes.NAMES:
            yield SystemCommand(f"theme: {name}", "", partial(self._change_theme, name))

    # --- Keys that work everywhere ------------------------------------------------------------------------------------

    def action_ask(self) -> None:
        """To the query line, from wherever the reader is."""
        self._go_home()
        self._home.action_ask()

    def action_show_stories(self) -> None:
        """The stories."""
        self.post_message(messages.ShowStories())

    def action_show_texts(self) -> None:
        """The texts that several articles have."""
        self.post_message(messages.ShowTexts())

    def action_show_import(self) -> None:
        """The import screen."""
        self.post_message(messages.ShowImport())

    def action_show_tray(self) -> None:
        """The tray."""
        self.post_message(messages.ShowTray())

    def action_show_rules(self) -> None:
        """What was hidden and kept."""
        self.post_message(messages.ShowRules())

    def action_show_keys(self) -> None:
        """The keys of the current screen."""
        where = self.screen.WHERE if isinstance(self.screen, Frame) else "everywhere"
        if where != "help":
            self.post_message(messages.ShowHelp(where))

    def action_next_theme(self) -> None:
        """Paper, night, the terminal's own."""
        self._change_theme(themes.following(self.theme))

    def _change_theme(self, name: str) -> None:
        if self.no_color:
            if isinstance(self.screen, Frame):
                self.screen.tell([Run("NO_COLOR is set: the page stays without colours", "dim")])
            return
        self.theme = self.settings.theme = name
        self.settings.save()

    async def action_back(self) -> None:
        """One layer back; on the home screen, out."""
        if self.screen is self._home:
            self.exit()
        else:
            self.pop_screen()


def _pressed(action: keys.Action) -> str:
    return " ".join(keys.label(key) for key in action.keys)
