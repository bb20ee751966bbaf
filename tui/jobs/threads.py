"""What is done beside the interface, so that it never waits.

::

    search      answers queries; of several only the newest is run, the one that is running is told to stop
    reading     what somebody waits for: articles, comparisons, stories, in the order it was asked
    background  what may come later: coverage, the stories of the hits in view; of one kind only the newest
    import      a spawned process, which may start workers of its own; its progress comes over a pipe

What is not needed for the first paint is imported when it is asked for.

Every request returns a ticket at once; its answer is a message posted to the ``target`` of the request, a
:class:`~tui.messages.JobFailed` if it could not be done.
"""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from textual.message import Message

from index.errors import BroadsheetError, Cancelled
from tui import messages
from tui.jobs.lanes import Lane, Request, Target

if TYPE_CHECKING:
    from index.archive import Archive
    from index.model import HiddenLine, Matches, Progress, Sort
    from tui.jobs.importing import ImportProcess

_PATIENCE = 1.5
"""Seconds that quitting waits for what is being done."""
_STEPS = 60
"""Versions of an article that are compared with those before them at a time."""


def open_archive(path: Path) -> Archive:
    """Open the archive at ``path``; imports it only here, after the first paint."""
    from index.archive import Archive

    return Archive.open(path)


class Jobs:
    """What the app has others do, over one archive. ``opener`` opens it, when the first request is carried out."""

    def __init__(self, path: Path, opener: Callable[[Path], Archive] = open_archive) -> None:
        self.path = path
        self._opener = opener
        self._opening = threading.Lock()
        self._archive: Archive | None = None
        self._failure: BroadsheetError | None = None
        self._tickets = itertools.count(1)
        self._search = Lane("search", self._carry_out)
        self._reading = Lane("reading", self._carry_out)
        self._background = Lane("background", self._carry_out)
        self._query = 0
        self._watcher: Target | None = None
        self._import: ImportProcess | None = None

    # --- Life ---------------------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Begin with what was asked so far."""
        for lane in (self._reading, self._search, self._background):
            lane.start()

    def watch(self, target: Target) -> None:
        """Tell ``target`` when an index is made anew: :class:`~tui.messages.IndexAdvanced`. To be called first."""
        self._watcher = target

    def close(self) -> None:
        """Stop everything, an import too (what it has committed stays), and close the archive."""
        self._query = next(self._tickets)
        self.stop_import()
        until = monotonic() + _PATIENCE
        lanes = (self._search, self._reading, self._background)
        ended = [lane.close(max(0.0, until - monotonic())) for lane in lanes]
        if self._archive is not None and all(ended):
            self._archive.close()
            self._archive = None

    # --- Searching ----------------------------------------------------------------------------------------------------

    def search(
        self, target: Target, query: str, *, limit: int = 40, sort: Sort = "relevance", as_typed: bool = True
    ) -> int:
        """Ask for the first page of a result: :class:`~tui.messages.ResultsReady`. Overtakes every search before it.

        What takes longer than its rows is left to :meth:`details`.
        """
        self._query = ticket = next(self._tickets)
        request = self._searching(ticket, "search", target, query, 0, limit, sort, as_typed)
        self._search.put(request, keep=1, instead_of=("page", "details"))
        return ticket

    def details(
        self, target: Target, query: str, *, ticket: int, sort: Sort = "relevance", as_typed: bool = True
    ) -> None:
        """Ask for what the page of ``ticket`` lacks: :class:`~tui.messages.DetailsReady`; dropped if overtaken."""
        if ticket == self._query:

            def overtaken() -> bool:
                return ticket != self._query

            def work(archive: Archive) -> Message:
                page = archive.search(query, 0, 0, sort, as_typed=as_typed, cancelled=overtaken)
                return messages.DetailsReady(ticket, page)

            self._search.put(Request(ticket, "details", target, work), keep=1)

    def page(
        self,
        target: Target,
        query: str,
        offset: int,
        *,
        ticket: int,
        limit: int = 40,
        sort: Sort = "relevance",
        as_typed: bool = True,
    ) -> None:
        """Ask for a later page of the result that ``ticket`` was for; dropped if that has been overtaken."""
        if ticket == self._query:
            # Whoever scrolls fast wants the page they arrived at, not those they passed.
            request = self._searching(ticket, "page", target, query, offset, limit, sort, as_typed)
            self._search.put(request, keep=4)

    def _searching(
        self, ticket: int, name: str, target: Target, query: str, offset: int, limit: int, sort: Sort, as_typed: bool
    ) -> Request:
        def overtaken() -> bool:
            return ticket != self._query

        def work(archive: Archive) -> Message:
            if overtaken():
                raise Cancelled("Overtaken.")
            page = archive.search(
                query, limit, offset, sort, as_typed=as_typed, cancelled=overtaken, facets=False, suggestions=False
            )
            return messages.ResultsReady(ticket, page, offset)

        return Request(ticket, name, target, work)

    # --- Reading ------------------------------------------------------------------------------------------------------

    def ask(self, target: Target, name: str, work: Callable[[Archive, int], Message]) -> int:
        """Have ``work(archive, ticket)`` done and its message posted to ``target``, in turn."""
        ticket = next(self._tickets)
        self._reading.put(Request(ticket, name, target, lambda archive: work(archive, ticket)))
        return ticket

    def ask_later(self, target: Target, name: str, work: Callable[[Archive, int], Message]) -> int:
        """The same in the background; a waiting request of the same name is dropped."""
        ticket = next(self._tickets)
        self._background.put(Request(ticket, name, target, lambda archive: work(archive, ticket)), keep=1)
        return ticket

    def statistics(self, target: Target) -> int:
        """What the archive holds: :class:`~tui.messages.ArchiveReady`."""
        return self.ask(target, "archive", lambda a, t: messages.ArchiveReady(t, a.statistics()))

    def article(self, target: Target, id: str, query: str = "", *, as_typed: bool = True) -> int:
        """An article with the found words in it: :class:`~tui.messages.ArticleReady`."""

        def work(archive: Archive, ticket: int) -> Message:
            article = archive.article(id)
            return messages.ArticleReady(ticket, article, _matches(archive, query, article.id, as_typed))

        return self.ask(target, "article", work)

    def articles_of(self, target: Target, ids: Sequence[str]) -> int:
        """Several articles, without those that are gone: :class:`~tui.messages.ArticlesReady`."""

        def work(archive: Archive, ticket: int) -> Message:
            found = []
            for id in ids:
                with suppress(BroadsheetError):
                    found.append(archive.article(id))
            return messages.ArticlesReady(ticket, tuple(found))

        return self.ask(target, "articles", work)

    def check_query(self, target: Target, query: str) -> int:
        """Read ``query`` as it stands: :class:`~tui.messages.JobFailed` for ``check`` where that cannot be done."""
        return self.ask(target, "check", lambda a, t: messages.ResultsReady(t, a.search(query, limit=0), 0))

    def completions(self, target: Target, text: str) -> int:
        """How the end of ``text`` may go on, in the background: :class:`~tui.messages.CompletionsReady`."""

        def work(archive: Archive, ticket: int) -> Message:
            return messages.CompletionsReady(ticket, text, tuple(archive.completions(text)))

        return self.ask_later(target, "completions", work)

    def source(self, target: Target, id: str) -> int:
        """The original: :class:`~tui.messages.SourceReady`."""
        return self.ask(target, "source", lambda a, t: messages.SourceReady(t, id, a.source(id).text))

    def coverage(self, target: Target, id: str, *, whole: bool = False) -> int:
        """Who else reports each passage, in the background: :class:`~tui.messages.CoverageReady`.

        ``whole`` has it come a second time, with what the first look left out.
        """
        ticket = self.ask_later(target, "coverage", lambda a, t: messages.CoverageReady(t, id, a.coverage(id)))
        if whole:
            self.ask_later(
                target,
                "coverage in full",
                lambda a, _: messages.CoverageReady(ticket, id, a.coverage(id, whole=True)),
            )
        return ticket

    def compare(self, target: Target, ids: Sequence[str]) -> int:
        """Articles side by side: :class:`~tui.messages.ComparisonReady`."""
        return self.ask(target, "compare", lambda a, t: messages.ComparisonReady(t, a.compare(tuple(ids))))

    def stories(self, target: Target) -> int:
        """All stories: :class:`~tui.messages.StoriesReady`."""
        return self.ask(target, "stories", lambda a, t: messages.StoriesReady(t, a.stories()))

    def story(self, target: Target, id: str) -> int:
        """A story by its id: :class:`~tui.messages.StoryReady`."""
        return self.ask(target, "story", lambda a, t: messages.StoryReady(t, id, a.story(id)))

    def matrix(self, target: Target, id: str) -> int:
        """Who has what of a story: :class:`~tui.messages.MatrixReady`."""
        return self.ask(target, "matrix", lambda a, t: messages.MatrixReady(t, a.matrix(id)))

    def story_of(self, target: Target, id: str) -> int:
        """The story of one article: :class:`~tui.messages.StoryReady`."""
        return self.ask(target, "story", lambda a, t: messages.StoryReady(t, id, a.story_of(id)))

    def outlets_of(self, target: Target, ids: Sequence[str]) -> int:
        """How many outlets have the story of each article, in the background: :class:`~tui.messages.OutletsReady`."""

        def work(archive: Archive, ticket: int) -> Message:
            stories = {id: archive.story_of(id) for id in ids}
            return messages.OutletsReady(ticket, {id: len(s.outlets) if s else 1 for id, s in stories.items()})

        return self.ask_later(target, "outlets", work)

    def parallels(self, target: Target, id: str, start: int) -> int:
        """Who else reports the passage at ``start``: :class:`~tui.messages.ParallelsReady`."""
        return self.ask(target, "parallels", lambda a, t: messages.ParallelsReady(t, *a.parallels(id, start)))

    def reuse(self, target: Target, id: str, *, later: bool = False) -> int:
        """Who shares copied text with an article, ``later`` in the background: :class:`~tui.messages.ReuseReady`."""

        def work(archive: Archive, ticket: int) -> Message:
            return messages.ReuseReady(ticket, id, archive.reuse(id))

        return self.ask_later(target, "reuse", work) if later else self.ask(target, "reuse", work)

    def changes(self, target: Target, old: str, new: str) -> int:
        """What was changed from one article to another: :class:`~tui.messages.ChangesReady`."""
        return self.ask(target, "changes", lambda a, t: messages.ChangesReady(t, a.changes(old, new)))

    def versions(self, target: Target, id: str) -> int:
        """All versions of an article: :class:`~tui.messages.VersionsReady`."""
        return self.ask(target, "versions", lambda a, t: messages.VersionsReady(t, id, a.versions(id)))

    def editions(self, target: Target, ids: Sequence[str]) -> int:
        """Which articles have near-duplicates, in the background: :class:`~tui.messages.EditionsReady`."""
        return self.ask_later(target, "editions", lambda a, t: messages.EditionsReady(t, a.editions(ids)))

    def steps(self, target: Target, ids: Sequence[str]) -> int:
        """What was changed from each article to the next, in the background: :class:`~tui.messages.StepsReady`."""

        def work(archive: Archive, ticket: int) -> Message:
            found = {}
            for old, new in itertools.pairwise(ids[:_STEPS]):
                with suppress(BroadsheetError):
                    found[new] = archive.changes(old, new)
            return messages.StepsReady(ticket, found)

        return self.ask_later(target, "steps", work)

    def hide(self, target: Target, id: str, start: int, *, outlet: bool) -> int:
        """Hide the line at ``start``, here or for the outlet: :class:`~tui.messages.LineRuled`."""

        def work(archive: Archive, ticket: int) -> Message:
            archive.hide(id, start, "outlet" if outlet else "article")
            return messages.LineRuled(ticket, id, archive.rules()[-1])

        return self.ask(target, "hide", work)

    def keep(self, target: Target, id: str, hidden: HiddenLine, *, outlet: bool) -> int:
        """Bring a hidden line back, here or for the outlet: :class:`~tui.messages.LineRuled`."""

        def work(archive: Archive, ticket: int) -> Message:
            archive.keep(id, hidden, "outlet" if outlet else "article")
            return messages.LineRuled(ticket, id, archive.rules()[-1])

        return self.ask(target, "keep", work)

    def undo_rule(self, target: Target, id: str) -> int:
        """Take back what was hidden or kept last: :class:`~tui.messages.LineRuled`."""

        def work(archive: Archive, ticket: int) -> Message:
            rule = archive.undo_hide()
            if rule is None:
                return messages.JobFailed(ticket, "undo", "There is nothing to undo: no line was hidden or kept.")
            return messages.LineRuled(ticket, id, rule, undone=True)

        return self.ask(target, "undo", work)

    def rules(self, target: Target) -> int:
        """What was hidden and kept, the latest first: :class:`~tui.messages.RulesReady`."""

        def work(archive: Archive, ticket: int) -> Message:
            rules = tuple(reversed(archive.rules()))
            return messages.RulesReady(ticket, rules, archive.headlines({rule.article for rule in rules}))

        return self.ask(target, "rules", work)

    def remove_rule(self, target: Target, number: int) -> int:
        """Forget a rule: :class:`~tui.messages.RuleRemoved`."""
        return self.ask(target, "rule", lambda a, t: messages.RuleRemoved(t, a.remove_rule(number)))

    # --- The desktop --------------------------------------------------------------------------------------------------

    def copy(self, target: Target, text: str, what: str) -> int:
        """Put ``text`` on the clipboard: :class:`~tui.messages.Copied` says by which tool, or that there is none."""

        def work(_: Archive, ticket: int) -> Message:
            from tui.jobs import desktop

            return messages.Copied(ticket, text, what, desktop.copy(text))

        return self.ask(target, "copy", work)

    def browse(self, target: Target, url: str) -> int:
        """Open a web page in the browser: :class:`~tui.messages.Done`."""

        def work(_: Archive, ticket: int) -> Message:
            from tui.jobs import desktop

            return messages.Done(ticket, desktop.browse(url))

        return self.ask(target, "browse", work)

    # --- Importing ----------------------------------------------------------------------------------------------------

    @property
    def importing(self) -> bool:
        """Whether an import is running."""
        return self._import is not None and self._import.running

    def start_import(self, target: Target, paths: Sequence[Path]) -> int:
        """Import ``paths`` in a process of its own: :class:`~tui.messages.ImportAdvanced`, again and again."""
        ticket = next(self._tickets)
        if self.importing:
            target.post_message(
                messages.JobFailed(ticket, "import", "An import is running.", "Let it finish, then ask again.")
            )
            return ticket

        from tui.jobs.importing import ImportProcess

        def advance(said: Progress | BroadsheetError) -> None:
            if isinstance(said, BroadsheetError):
                target.post_message(messages.JobFailed(ticket, "import", said.message, said.hint))
            else:
                target.post_message(messages.ImportAdvanced(ticket, said))

        self._import = ImportProcess(self.path, tuple(paths), advance)
        self._import.start()
        return ticket

    def stop_import(self) -> None:
        """End a running import; what it has committed stays, and the next import goes on from there."""
        if self._import is not None:
            self._import.stop()
            self._import = None

    # --- In the threads -----------------------------------------------------------------------------------------------

    def _opened(self) -> Archive:
        with self._opening:
            if self._archive is not None:
                return self._archive
            if self._failure is not None:
                raise self._failure
            try:
                self._archive = self._opener(self.path)
            except BroadsheetError as error:
                self._failure = error
                raise
            except OSError as error:
                self._failure = BroadsheetError(
                    f"The archive {self.path} cannot be opened: {error.strerror or error}.",
                    hint="Choose another folder with --archive.",
                )
                raise self._failure from error
            if self._watcher is not None:
                self._archive.watch(self._tell_watcher)
            return self._archive

    def _tell_watcher(self, progress: Progress) -> None:
        if self._watcher is not None:
            self._watcher.post_message(messages.IndexAdvanced(progress))

    def _carry_out(self, request: Request) -> None:
        try:
            message = request.work(self._opened())
        except Cancelled:
            return
        except BroadsheetError as error:
            message = messages.JobFailed(request.ticket, request.name, error.message, error.hint, error.column)
        # A defect in one job must not take the whole session with it.
        except Exception as error:
            message = messages.JobFailed(
                request.ticket,
                request.name,
                f"This went wrong inside broadsheet: {type(error).__name__}: {error}",
                "The rest goes on working; broadsheet check looks at the archive.",
            )
        request.target.post_message(message)


def _matches(archive: Archive, query: str, id: str, as_typed: bool) -> Matches:
    from index.model import Matches

    return archive.matches(query, id, as_typed=as_typed) if query.strip() else Matches((), (), ())
