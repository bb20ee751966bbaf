"""What a reader changes in an archive: tags, removals, and rules on lines; the index follows each change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from contextlib import contextmanager, suppress

from index.errors import ArchiveFull
from index.model import Article, Rule
from index.services.index_manager import WAIT, IndexManager
from index.services.line_rules import Hidden, Scope, forget, hide, keep
from index.services.stories.story_sync import renew_stories
from index.store import Store, Writer


class Curation:
    """Makes one small change at a time, each committed before the method returns."""

    def __init__(self, store: Store, index: IndexManager) -> None:
        self._store = store
        self._index = index

    def tag(self, ids: Iterable[str], add: Iterable[str], remove: Iterable[str]) -> None:
        """Add tags to articles and remove others."""
        add, remove = list(add), list(remove)
        with self._changing() as writer:
            for id in [writer.reader.find_id(id) for id in ids]:
                writer.tag(id, add, remove)

    def remove(self, ids: Iterable[str]) -> None:
        """Remove articles with their sources, and update the stories that had them.

        On a full disk they are removed one by one, in the space of the reserve; index and stories follow later.
        """
        with self._store.lock(wait=WAIT):
            with self._store.reading() as reader:
                gone = {reader.find_id(id) for id in ids}
            try:
                stories = self._removed(gone)
            except ArchiveFull:
                if not self._store.give_up_reserve():
                    raise
                stories = set()
                for id in gone:
                    stories |= self._removed({id})
                    self._store.fold_log()
            with suppress(ArchiveFull):
                renew_stories(self._store, self._index.caught_up(), stories)
            self._store.keep_reserve()

    def _removed(self, gone: Set[str]) -> set[str]:
        """The stories that had the articles ``gone``, which are removed."""
        with self._store.writing() as writer:
            grouped = writer.stories.by_article()
            for id in gone:
                writer.remove(id)
        return {grouped[id] for id in gone if id in grouped}

    def hide(self, article: Article, start: int, scope: Scope) -> Article:
        """Hide the line at ``start`` in ``article``, or in all articles of its outlet; returns the new version."""
        with self._changing() as writer:
            hide(writer, article, start, scope)
        return self._current(article.id)

    def keep(self, article: Article, hidden: Hidden, scope: Scope) -> Article:
        """Show a hidden line, or several, again in ``article``, or in all of its outlet; returns the new version."""
        with self._changing() as writer:
            keep(writer, article, hidden, scope)
        return self._current(article.id)

    def rules(self) -> tuple[Rule, ...]:
        """The rules on lines, the oldest first."""
        with self._store.reading() as reader:
            return tuple(reader.rules())

    def remove_rule(self, number: int) -> Rule:
        """Delete a rule, clean the articles that it concerned again, and return it."""
        with self._changing() as writer:
            return forget(writer, number)

    def undo(self) -> Rule | None:
        """Delete the newest rule and return it; None where there is none."""
        rules = self.rules()
        return self.remove_rule(rules[-1].number) if rules else None

    def _current(self, id: str) -> Article:
        with self._store.reading() as reader:
            return reader.article(id)

    @contextmanager
    def _changing(self) -> Iterator[Writer]:
        """The writer for one change; the index is brought in step afterwards."""
        with self._store.lock(wait=WAIT):
            with self._store.writing() as writer:
                yield writer
            self._index.caught_up()
