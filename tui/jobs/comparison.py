"""Articles beside each other: comparisons, stories, parallels, changes."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from textual.message import Message

from index.errors import BroadsheetError, UnknownArticle
from tui import messages
from tui.jobs.archive_threads import ArchiveThreads, post
from tui.jobs.workers import Request, Target
from tui.settings import article_and_span

if TYPE_CHECKING:
    from index.archive import Archive
    from index.model import Comparison, DisputedFact, SettledAs


_STEPS = 60
"""Versions of an article that are compared with those before them at a time."""


class ComparisonJobs:
    """What is asked of several articles at a time."""

    def __init__(self, threads: ArchiveThreads) -> None:
        self._threads = threads

    def compare(self, target: Target, ids: Sequence[str]) -> int:
        """Articles side by side: :class:`~tui.messages.ComparisonReady`.

        Long articles come before they are compared, as :class:`~tui.messages.ComparisonBegun`. Instead of what
        ``target`` asked to have compared before. Where the archive lacks some: :class:`~tui.messages.ComparisonLacks`.
        """
        ticket = self._threads.ticket()
        self._threads.comparing.withdraw(target)

        def meanwhile(texts: Comparison) -> None:
            post(target, messages.ComparisonBegun(ticket, texts))

        def work(archive: Archive) -> Message:
            wanted = self._threads.comparing.wants
            try:
                found = archive.compare(tuple(ids), cancelled=lambda: not wanted(ticket), meanwhile=meanwhile)
            except UnknownArticle:
                return messages.ComparisonLacks(ticket, tuple(id for id in ids if not _has(archive, id)))
            return messages.ComparisonReady(ticket, found)

        self._threads.comparing.put(Request(ticket, "compare", target, work))
        return ticket

    def differences(self, target: Target, asked: str | tuple[str, ...]) -> int:
        """The facts on which articles differ: :class:`~tui.messages.DifferencesReady`."""
        return self._differing(target, lambda archive: None, asked)

    def settle(
        self, target: Target, asked: str | tuple[str, ...], fact: DisputedFact, verdict: SettledAs | None
    ) -> int:
        """Store a reader's decision on a fact, None for none: :class:`~tui.messages.DifferencesReady` with it."""

        def decide(archive: Archive) -> None:
            if verdict is None:
                archive.unsettle(fact)
            else:
                archive.settle(fact, verdict)

        return self._differing(target, decide, asked)

    def _differing(self, target: Target, first: Callable[[Archive], None], asked: str | tuple[str, ...]) -> int:
        ticket = self._threads.ticket()
        self._threads.comparing.withdraw(target)

        def work(archive: Archive) -> Message:
            first(archive)
            wanted = self._threads.comparing.wants
            return messages.DifferencesReady(ticket, archive.differences(asked, cancelled=lambda: not wanted(ticket)))

        self._threads.comparing.put(Request(ticket, "differences", target, work))
        return ticket

    def stories(self, target: Target) -> int:
        """All stories: :class:`~tui.messages.StoriesReady`."""
        return self._threads.ask(target, "stories", lambda a, t: messages.StoriesReady(t, a.stories()))

    def story(self, target: Target, id: str) -> int:
        """A story by its id, with its lead passages: :class:`~tui.messages.StoryReady`."""
        return self._threads.ask(target, "story", lambda a, t: messages.StoryReady(t, id, a.story(id)))

    def leads_of(self, target: Target, ids: Sequence[str]) -> int:
        """The stories ``ids`` with their lead passages, in the background: :class:`~tui.messages.LeadsReady`."""
        return self._threads.ask_later(target, "leads", lambda a, t: messages.LeadsReady(t, a.stories(ids)))

    def matrix(self, target: Target, id: str) -> int:
        """Who has what of a story: :class:`~tui.messages.MatrixReady`."""
        ticket = self._threads.ticket()
        self._threads.comparing.withdraw(target)

        def work(archive: Archive) -> Message:
            return messages.MatrixReady(
                ticket, archive.matrix(id, cancelled=lambda: not self._threads.comparing.wants(ticket))
            )

        self._threads.comparing.put(Request(ticket, "matrix", target, work))
        return ticket

    def story_of(self, target: Target, id: str) -> int:
        """The story of one article: :class:`~tui.messages.StoryReady`."""
        return self._threads.ask(target, "story", lambda a, t: messages.StoryReady(t, id, a.story_of(id)))

    def outlets_of(self, target: Target, ids: Sequence[str]) -> int:
        """How many outlets and texts the story of each article has: :class:`~tui.messages.OutletsReady`."""

        def work(archive: Archive, ticket: int) -> Message:
            stories = {id: archive.story_of(id) for id in ids}
            return messages.OutletsReady(
                ticket, {id: (len(s.outlets), s.texts) if s else (1, 1) for id, s in stories.items()}
            )

        return self._threads.ask_later(target, "outlets", work)

    def parallels(self, target: Target, id: str, start: int, limit: int) -> int:
        """The first ``limit`` who else report the passage at ``start``: :class:`~tui.messages.ParallelsReady`."""
        return self._threads.ask(
            target, "parallels", lambda a, t: messages.ParallelsReady(t, *a.parallels(id, start, limit))
        )

    def changes(self, target: Target, old: str, new: str) -> int:
        """What was changed from one article to another: :class:`~tui.messages.ChangesReady`."""
        return self._threads.ask(target, "changes", lambda a, t: messages.ChangesReady(t, a.changes(old, new)))

    def editions(self, target: Target, ids: Sequence[str]) -> int:
        """Which articles have near-duplicates, in the background: :class:`~tui.messages.EditionsReady`."""
        return self._threads.ask_later(target, "editions", lambda a, t: messages.EditionsReady(t, a.editions(ids)))

    def steps(self, target: Target, ids: Sequence[str]) -> int:
        """What was changed from each article to the next, in the background: :class:`~tui.messages.StepsReady`."""

        def work(archive: Archive, ticket: int) -> Message:
            found = {}
            for old, new in itertools.pairwise(ids[:_STEPS]):
                with suppress(BroadsheetError):
                    found[new] = archive.changes(old, new)
            return messages.StepsReady(ticket, found)

        return self._threads.ask_later(target, "steps", work)


def _has(archive: Archive, id: str) -> bool:
    try:
        archive.article(article_and_span(id)[0])
    except UnknownArticle:
        return False
    return True
