"""The reader's rules for lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.message import Message

from tui import messages
from tui.jobs.archive_threads import ArchiveThreads
from tui.jobs.workers import Target

if TYPE_CHECKING:
    from index.archive import Archive
    from index.model import Article, HiddenLine


class RuleJobs:
    """Making, listing and removing rules."""

    def __init__(self, threads: ArchiveThreads) -> None:
        self._threads = threads

    def hide(self, target: Target, id: str, start: int, *, outlet: bool) -> int:
        """Hide the line at ``start``, here or for the outlet: :class:`~tui.messages.LineRuled`."""

        def work(archive: Archive, ticket: int) -> Message:
            before = archive.article(id)
            archive.hide(id, start, "outlet" if outlet else "article")
            return _ruled(archive, ticket, before, outlet=outlet)

        return self._threads.ask(target, "hide", work)

    def keep(self, target: Target, id: str, hidden: HiddenLine | Sequence[HiddenLine], *, outlet: bool) -> int:
        """Bring a hidden line back, or a group of them, here or for the outlet: :class:`~tui.messages.LineRuled`."""

        def work(archive: Archive, ticket: int) -> Message:
            before = archive.article(id)
            archive.keep(id, hidden, "outlet" if outlet else "article")
            return _ruled(archive, ticket, before, outlet=outlet)

        return self._threads.ask(target, "keep", work)

    def undo(self, target: Target, id: str) -> int:
        """Take back what was hidden or kept last: :class:`~tui.messages.LineRuled`."""

        def work(archive: Archive, ticket: int) -> Message:
            rule = archive.undo_hide()
            if rule is None:
                return messages.JobFailed(ticket, "undo", "There is nothing to undo: no line was hidden or kept.")
            return messages.LineRuled(ticket, id, rule, undone=True)

        return self._threads.ask(target, "undo", work)

    def all(self, target: Target) -> int:
        """What was hidden and kept, the latest first: :class:`~tui.messages.RulesReady`."""

        def work(archive: Archive, ticket: int) -> Message:
            rules = tuple(reversed(archive.rules()))
            return messages.RulesReady(ticket, rules, archive.headlines({rule.article for rule in rules}))

        return self._threads.ask(target, "rules", work)

    def remove(self, target: Target, number: int) -> int:
        """Forget a rule: :class:`~tui.messages.RuleRemoved`."""
        return self._threads.ask(target, "rule", lambda a, t: messages.RuleRemoved(t, a.remove_rule(number)))


def _ruled(archive: Archive, ticket: int, before: Article, *, outlet: bool) -> messages.LineRuled:
    """The newest rule; it is for the outlet, though that was not asked for, where it follows from two articles."""
    rule = archive.rules()[-1]
    count = abs(len(archive.article(before.id).content.hidden) - len(before.content.hidden))
    return messages.LineRuled(ticket, before.id, rule, taught=rule.outlet is not None and not outlet, count=count)
