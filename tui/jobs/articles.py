"""Articles, and what is known of them."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from textual.message import Message

from index.errors import BroadsheetError
from tui import messages
from tui.jobs.archive_threads import ArchiveThreads
from tui.jobs.workers import Target

if TYPE_CHECKING:
    from index.archive import Archive
    from index.model import Matches


class ArticleJobs:
    """What is asked of one article at a time."""

    def __init__(self, threads: ArchiveThreads) -> None:
        self._threads = threads

    def statistics(self, target: Target) -> int:
        """What the archive holds: :class:`~tui.messages.ArchiveReady`."""
        return self._threads.ask(target, "archive", lambda a, t: messages.ArchiveReady(t, a.statistics()))

    def article(self, target: Target, id: str, query: str = "", *, as_typed: bool = True) -> int:
        """An article with the found words in it: :class:`~tui.messages.ArticleReady`."""

        def work(archive: Archive, ticket: int) -> Message:
            article = archive.article(id)
            return messages.ArticleReady(ticket, article, _matches(archive, query, article.id, as_typed))

        return self._threads.ask(target, "article", work)

    def articles_of(self, target: Target, ids: Sequence[str]) -> int:
        """Several articles, without those that are gone: :class:`~tui.messages.ArticlesReady`."""

        def work(archive: Archive, ticket: int) -> Message:
            found = []
            for id in ids:
                with suppress(BroadsheetError):
                    found.append(archive.article(id))
            return messages.ArticlesReady(ticket, tuple(found))

        return self._threads.ask(target, "articles", work)

    def source(self, target: Target, id: str) -> int:
        """The original: :class:`~tui.messages.SourceReady`."""
        return self._threads.ask(target, "source", lambda a, t: messages.SourceReady(t, id, a.source(id).text))

    def coverage(self, target: Target, id: str, *, whole: bool = False) -> int:
        """Who else reports each passage, in the background: :class:`~tui.messages.CoverageReady`.

        ``whole`` has it come a second time, with what the first look left out.
        """
        ticket = self._cover(target, "coverage", id, None)
        if whole:
            self._cover(target, "coverage in full", id, ticket)
        return ticket

    def _cover(self, target: Target, name: str, id: str, answers: int | None) -> int:
        """The second look ``answers`` the ticket of the first."""

        def work(archive: Archive, ticket: int) -> Message:
            found = archive.coverage(
                id, whole=answers is not None, cancelled=lambda: not self._threads.background.wants(ticket)
            )
            return messages.CoverageReady(answers or ticket, id, found)

        return self._threads.ask_later(target, name, work)

    def reuse(self, target: Target, id: str, *, later: bool = False) -> int:
        """Who shares copied text with an article: :class:`~tui.messages.ReuseReady`.

        ``later`` in the background, without the texts that this is.
        """

        def work(archive: Archive, ticket: int) -> Message:
            groups = () if later else archive.reuse_groups(id)[0]
            return messages.ReuseReady(ticket, id, archive.reuse(id), groups)

        return self._threads.ask_later(target, "reuse", work) if later else self._threads.ask(target, "reuse", work)

    def copied_texts(self, target: Target, limit: int) -> int:
        """The first ``limit`` texts that several articles have: :class:`~tui.messages.TextsReady`."""
        return self._threads.ask(target, "texts", lambda a, t: messages.TextsReady(t, *a.reuse_groups(limit=limit)))

    def versions(self, target: Target, id: str, *, later: bool = False) -> int:
        """All versions of an article, ``later`` in the background: :class:`~tui.messages.VersionsReady`."""
        ask = self._threads.ask_later if later else self._threads.ask
        return ask(target, "versions", lambda a, t: messages.VersionsReady(t, id, a.versions(id)))


def _matches(archive: Archive, query: str, id: str, as_typed: bool) -> Matches:
    from index.model import Matches

    return archive.matches(query, id, as_typed=as_typed) if query.strip() else Matches((), (), ())
