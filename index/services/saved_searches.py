"""Searches that a reader keeps under a name, and how many of their hits are new."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace

from index.desk.search_names import MOST, checked_name
from index.errors import ArchiveError, QueryError, UsageError
from index.model import Progress, SavedSearch, Sort
from index.services.article_search import ArticleSearch
from index.services.index_manager import WAIT
from index.store import Store, StoredSearch
from index.store.whole.guard import guarded


@guarded
class SavedSearches:
    """The saved searches of an archive. A hit is new if it was first imported after the search was last read."""

    def __init__(self, store: Store, search: ArticleSearch) -> None:
        self._store = store
        self._search = search

    def all(self) -> tuple[SavedSearch, ...]:
        """All, by name, each with its number of hits; one that cannot be answered says why."""
        return tuple(self._counted(stored) for stored in self._stored())

    def find(self, name: str) -> SavedSearch:
        """The search with that name; raises UsageError where there is none."""
        return self._counted(self._find(name))

    def save(self, name: str, query: str, sort: Sort = "relevance", *, overwrite: bool = False) -> SavedSearch:
        """Keep a query; all hits that it has now count as read.

        Raises UsageError for a name that is none or, unless to ``overwrite`` it, taken; QueryError for an unreadable
        query.
        """
        name = checked_name(name)
        if not query.strip():
            raise UsageError("There is no query to save.", hint="Give the words to search for.")
        known = {each.name: each for each in self._stored()}
        if name in known and not overwrite and known[name].query != query:
            raise UsageError(
                f"There is a search {name} already: {known[name].query}",
                hint="Choose another name, or replace it (--replace).",
            )
        if name not in known and len(known) >= MOST:
            raise UsageError(f"The archive keeps {MOST} searches and no more.", hint="Remove one first.")
        self._search.count(query)
        with self._store.lock(wait=WAIT), self._store.writing() as writer:
            writer.searches.put(name, query, sort)
        return self.find(name)

    def remove(self, name: str) -> None:
        """Delete a search; raises UsageError where there is none of that name."""
        found = self._find(name)
        with self._store.lock(wait=WAIT), self._store.writing() as writer:
            writer.searches.drop(found.name)

    def mark_read(self, name: str) -> None:
        """No hit of a search is new any more; where the archive cannot be written to now, that has no effect."""
        found = self._find(name)
        with suppress(ArchiveError), self._store.lock(), self._store.writing() as writer:
            writer.searches.mark_read(found.name)

    def with_news(self, steps: Iterator[Progress]) -> Iterator[Progress]:
        """The steps of an import; its report says which searches have new hits."""
        with self._store.reading() as reader:
            since = reader.generation()
        for step in steps:
            report = step.report
            if report is not None and report.added and not report.is_dry_run:
                step = replace(step, report=replace(report, news=self.news(since)))
            yield step

    def news(self, since: int) -> tuple[tuple[str, int], ...]:
        """The searches that have hits first imported after a generation of the archive, and how many."""
        stored = self._stored()
        if not stored:
            return ()
        with self._store.reading() as reader:
            arrived = reader.searches.arrived(since)
        found = ((each.name, self._among(each.query, arrived)) for each in stored)
        return tuple((name, new) for name, new in found if new)

    def _stored(self) -> Sequence[StoredSearch]:
        with self._store.reading() as reader:
            return reader.searches.all()

    def _find(self, name: str) -> StoredSearch:
        stored = self._stored()
        found = next((each for each in stored if each.name == " ".join(name.split())), None)
        if found is None:
            raise UsageError(f"There is no saved search {name!r}.", hint=_known(stored))
        return found

    def _counted(self, stored: StoredSearch) -> SavedSearch:
        with self._store.reading() as reader:
            arrived = reader.searches.arrived(stored.read)
        try:
            total = self._search.count(stored.query)
        except QueryError as error:
            return SavedSearch(stored.name, stored.query, stored.sort, stored.made, error=str(error))
        new = self._among(stored.query, arrived)
        return SavedSearch(stored.name, stored.query, stored.sort, stored.made, total, new)

    def _among(self, query: str, ids: Sequence[str]) -> int:
        try:
            return len(self._search.among(query, ids)) if ids else 0
        except QueryError:
            return 0


def _known(stored: Iterable[StoredSearch]) -> str:
    names = ", ".join(each.name for each in stored)
    return f"Saved are: {names}." if names else "None is saved yet; broadsheet saved add NAME QUERY saves one."
