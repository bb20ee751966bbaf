"""The Whoosh engine as the archive sees it."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from itertools import chain
from pathlib import Path

from index.errors import ArchiveDamaged
from index.model import Article, Sort
from index.query.limits import UNLIMITED, Budget
from index.query.parser import ParsedQuery
from index.query.syntax import Fuzzy, Query, Wildcard
from index.search.engine import Answer, ScoredQuery, State, Stream
from index.search.lru_cache import LruCache
from index.search.whoosh_engine import writer
from index.search.whoosh_engine.bulk import entries
from index.search.whoosh_engine.evaluation import patterns
from index.search.whoosh_engine.evaluation.evaluator import Evaluator
from index.search.whoosh_engine.folder import damaged
from index.search.whoosh_engine.generation_watch import GenerationWatch
from index.search.whoosh_engine.ranking.explanation import explanation
from index.search.whoosh_engine.ranking.nearest import nearest, nearest_among, nearest_passages
from index.search.whoosh_engine.ranking.result import Result
from index.search.whoosh_engine.segments import contents as tables
from index.search.whoosh_engine.segments.open_segments import OpenSegments
from index.search.whoosh_engine.segments.reader import Segment
from index.search.whoosh_engine.snapshot.snapshot import Snapshot
from index.search.whoosh_engine.translation import translate

_KEPT_RESULTS = 16
"""Results that are remembered for their next pages."""

_STREAMED = 1_000
"""Articles of a stream that are looked up at once."""


class WhooshEngine:
    """A :class:`index.search.engine.SearchEngine` whose index is a folder of segments."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._segments = OpenSegments(folder)
        self._writer = writer.Writer(folder, self._segments)
        self._watch = GenerationWatch(folder)
        self._lock = threading.RLock()
        self._snapshot: Snapshot | None = None
        self._results: LruCache[tuple[int, ParsedQuery, Sort], Result] = LruCache(_KEPT_RESULTS)

    # --- State ------------------------------------------------------------------------------------------------------

    def state(self) -> State:
        """See :class:`SearchEngine`."""
        return tables.state(self.folder)

    def open(self) -> None:
        """See :class:`SearchEngine`."""
        state = self.state()
        if state != "sound":
            raise damaged(f"it is {state}")
        self.latest()

    @contextmanager
    def rebuilding(self) -> Iterator[WhooshEngine]:
        """See :class:`SearchEngine`. Raises as ``writer.make_folder`` does."""
        with writer.made_aside(self.folder) as folder:
            aside = WhooshEngine(folder)
            try:
                yield aside
            finally:
                aside.close()

    def rebuilt(self) -> int | None:
        """See :class:`SearchEngine`."""
        return tables.articles_aside(self.folder)

    def verify(self) -> list[str]:
        """See :class:`SearchEngine`."""
        found = []
        try:
            contents = tables.read(self.folder)
            if contents is None:
                return ["it is of an earlier format"]
            for entry in contents.segments:
                try:
                    Segment(self.folder, entry).verify()
                except (ArchiveDamaged, FileNotFoundError) as error:
                    found.append(str(error))
        except ArchiveDamaged as error:
            found.append(error.message)
        return found

    def close(self) -> None:
        """See :class:`SearchEngine`. Searches that run keep their files until they end."""
        with self._lock:
            self._snapshot = None
            self._segments.clear()
            self._writer.forget()
            self._results = LruCache(_KEPT_RESULTS)

    def latest(self) -> Snapshot:
        """The present generation. Raises :class:`index.errors.ArchiveDamaged`, also where a file of it was changed."""
        generation = self._watch.generation()
        with self._lock:
            if self._snapshot is None or self._snapshot.generation != generation:
                self._snapshot = Snapshot.open(self._segments)
            snapshot = self._snapshot
        self._segments.check_unchanged()
        return snapshot

    # --- Contents ---------------------------------------------------------------------------------------------------

    def put(self, articles: Iterable[Article]) -> None:
        """See :class:`SearchEngine`. The batch is held in memory."""
        batch = {article.id: article for article in articles}
        if batch:
            self._writer.commit(added=tuple(batch.values()))

    def drop(self, ids: Iterable[str]) -> None:
        """See :class:`SearchEngine`."""
        snapshot = self.latest()
        gone = [snapshot.columns.ids[number] for number in snapshot.columns.having_id(ids).tolist()]
        if gone:
            self._writer.commit(removed=gone)

    def contents(self) -> Mapping[str, int]:
        """See :class:`SearchEngine`."""
        columns = self.latest().columns
        rows = zip(columns.ids, columns.versions.tolist(), columns.live.tolist(), strict=True)
        return {id: version for id, version, is_live in rows if is_live}

    def generation(self) -> int:
        """See :class:`SearchEngine`."""
        return self._watch.generation()

    def workspace(self) -> AbstractContextManager[str]:
        """See :class:`SearchEngine`. It is a folder beside the segments."""
        return self._workspace()

    @contextmanager
    def _workspace(self) -> Iterator[str]:
        with self._writer.building() as folder:
            yield str(folder)

    def adopt(self, built: Sequence[str], ids: Iterable[str]) -> None:
        """See :class:`SearchEngine`."""
        self._writer.adopt(entries(built), ids)

    # --- Queries ----------------------------------------------------------------------------------------------------

    def answer(
        self,
        query: ParsedQuery,
        *,
        order: Sort,
        offset: int,
        limit: int,
        facets: bool,
        budget: Budget,
        fold: bool = False,
    ) -> Answer:
        """See :class:`SearchEngine`."""
        result = self._found(query, order, budget)
        return Answer(
            total=result.total,
            page=(result.rows if fold else result.page)(offset, limit, budget),
            more=result.more,
            facets=result.facets(budget, by_text=fold) if facets else {},
            texts=result.texts.total,
            more_texts=result.texts.more,
            months=result.months(by_text=fold) if facets else {},
        )

    def stream(
        self, query: ParsedQuery, *, order: Sort, offset: int, most: bool, budget: Budget, fold: bool = False
    ) -> Stream:
        """See :class:`SearchEngine`."""
        result = self._found(query, order, budget)
        texts, page = result.texts, result.rows if fold else result.page
        counts = (texts.total, texts.more) if fold else (result.total, result.more)
        end = counts[0] + (counts[1] if most else 0)
        result.sort(budget, most=most)
        pages = (page(at, min(_STREAMED, end - at), budget) for at in range(offset, end, _STREAMED))
        return Stream(result.total, result.more, chain.from_iterable(pages), texts.total, texts.more)

    def among(self, query: ParsedQuery, ids: Collection[str], budget: Budget) -> Collection[str]:
        """See :class:`SearchEngine`."""
        snapshot = self.latest()
        asked = snapshot.columns.having_id(ids)
        matcher = Evaluator(snapshot, budget).compile(translate(query.tree, snapshot.languages_of))
        return snapshot.columns.ids.of(asked[matcher.contains(asked)].tolist())

    def _found(self, query: ParsedQuery, order: Sort, budget: Budget) -> Result:
        """The whole result of a query in the present generation."""
        snapshot = self.latest()
        key = (snapshot.generation, query, order)
        result = self._results.get(key)
        if result is None:
            result = Result(snapshot, query, order, budget)
            self._results.put(key, result)
        return result

    def counts(self, queries: Sequence[Query], budget: Budget) -> list[int]:
        """See :class:`SearchEngine`."""
        snapshot = self.latest()
        evaluator = Evaluator(snapshot, budget)
        return [evaluator.count(translate(query, snapshot.languages_of)) for query in queries]

    def explain(self, query: ParsedQuery, id: str, budget: Budget) -> ScoredQuery | None:
        """See :class:`SearchEngine`."""
        snapshot = self.latest()
        numbers = snapshot.columns.having_id([id]).tolist()
        return explanation(Evaluator(snapshot, budget), query, numbers[0]) if numbers else None

    # --- Words and terms --------------------------------------------------------------------------------------------

    def document_count(self) -> int:
        """See :class:`SearchEngine`."""
        return self.latest().count

    def languages(self, word: str | None = None) -> Sequence[str]:
        """See :class:`SearchEngine`."""
        snapshot = self.latest()
        return snapshot.languages if word is None else snapshot.languages_of(word)

    def frequencies(self, terms: Iterable[str], budget: Budget = UNLIMITED) -> Mapping[str, int]:
        """See :class:`SearchEngine`."""
        snapshot = self.latest()
        return {term: snapshot.frequency(term, budget) for term in terms}

    def matching(self, pattern: Wildcard | Fuzzy, budget: Budget) -> Collection[str]:
        """See :class:`SearchEngine`."""
        snapshot = self.latest()
        return patterns.matching_words(snapshot, pattern, budget)

    def known(self, words: Collection[str]) -> Collection[str]:
        """See :class:`SearchEngine`."""
        known = self.latest().words
        return [word for word in words if word in known]

    def stems(self, prefix: str) -> Collection[str]:
        """See :class:`SearchEngine`."""
        return self.latest().words.stems(prefix)

    def nearest(
        self, weights: Mapping[str, float], limit: int, *, among: Collection[str] | None = None, together: bool = False
    ) -> Sequence[str]:
        """See :class:`SearchEngine`."""
        snapshot = self.latest()
        if among is not None:
            return nearest_among(snapshot, among, weights, limit)
        return (nearest_passages if together else nearest)(snapshot, weights, limit)
