"""The full-text index as the archive uses it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np

from index.errors import ArchiveDamaged, QueryTooCostly, UnknownArticle
from index.model import Article, Dropped, Explanation, Facet, Hit, Matches, ResultPage, Sort
from index.query.limits import Budget, Unlimited
from index.query.parser import ParsedQuery, parse
from index.search.completions import completions
from index.search.highlighting import Marker
from index.search.lru_cache import Recent
from index.search.relaxation import dropped
from index.search.snippets import snippet
from index.search.suggestions import suggestion
from index.search.whoosh_engine import writer
from index.search.whoosh_engine.evaluator import Evaluator
from index.search.whoosh_engine.explanation import explanation
from index.search.whoosh_engine.facets import facets as facets_of
from index.search.whoosh_engine.folder import damaged
from index.search.whoosh_engine.generation_watch import Watch
from index.search.whoosh_engine.passage_search import articles_reporting, most_alike
from index.search.whoosh_engine.patterns import near
from index.search.whoosh_engine.patterns import words as words_of
from index.search.whoosh_engine.ranking import Ranking, answer
from index.search.whoosh_engine.scoring import idf
from index.search.whoosh_engine.segments import contents as tables
from index.search.whoosh_engine.segments.contents import Entry, State
from index.search.whoosh_engine.segments.open_segments import Shelf
from index.search.whoosh_engine.segments.reader import Segment
from index.search.whoosh_engine.snapshot import Snapshot
from index.text.terms import language_of

_Key = tuple[int, str, Sort, bool, date]
"""Generation, query, order, whether it is being typed, and the day: what a result depends on."""

_Suggested = tuple[str | None, tuple[Dropped, ...]]
"""Another spelling, and what may be dropped."""

_KEPT_RESULTS = 16
_FREQUENCY_FIELDS = ("headline", "body")
_SPELLING_SECONDS = 0.25
_DROPPING_SECONDS = 0.25
_UNLIMITED = Unlimited()


@dataclass(frozen=True, slots=True)
class _Result:
    """A whole ranked result, of which pages are cut."""

    ranking: Ranking
    unanswered: bool
    """Whether no article answers the query as it stands."""
    relaxed: bool
    facets: Callable[[], Mapping[str, tuple[Facet, ...]]]
    """Counted when they are first asked for."""


class FullText:
    """Searches the articles of an archive. Offers ``TermStatistics`` and ``PassageIndex``.

    Several threads may search at once; each search sees the latest commit, also one of another process.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._shelf = Shelf(folder)
        self._writer = writer.Writer(folder, self._shelf)
        self._watch = Watch(folder)
        self._lock = threading.RLock()
        self._snapshot: Snapshot | None = None
        self._read: Recent[tuple[int, str, bool, date], ParsedQuery] = Recent(_KEPT_RESULTS)
        self._results: Recent[_Key, _Result] = Recent(_KEPT_RESULTS)
        self._suggestions: Recent[_Key, _Suggested] = Recent(_KEPT_RESULTS)
        self.today: Callable[[], date] = date.today
        """What relative dates in queries count from."""

    @classmethod
    def state(cls, folder: Path) -> State:
        """What :meth:`open` would find. Raises :class:`index.errors.ArchiveTooNew`."""
        return tables.state(folder)

    @classmethod
    def create(cls, folder: Path) -> FullText:
        """Make an empty index in place of whatever index is in ``folder``. Raises as ``writer.create`` does."""
        writer.create(folder)
        return cls.open(folder)

    @classmethod
    def open(cls, folder: Path) -> FullText:
        """The index in ``folder``. Raises :class:`index.errors.ArchiveDamaged`, :class:`index.errors.ArchiveTooNew`."""
        state = tables.state(folder)
        if state != "sound":
            raise damaged(f"it is {state}")
        index = cls(folder)
        index._latest()
        return index

    def close(self) -> None:
        """Let go of the files; searches that run keep theirs until they end."""
        with self._lock:
            self._snapshot = None
            self._shelf.clear()
            self._results = Recent(_KEPT_RESULTS)

    # --- Commits ------------------------------------------------------------------------------------------------

    def add(self, articles: Iterable[Article]) -> None:
        """Add a batch of articles in one commit, each in place of its earlier version; the batch is held in memory."""
        batch = {article.id: article for article in articles}
        if batch:
            self._writer.commit(added=tuple(batch.values()))

    def building(self) -> AbstractContextManager[Path]:
        """A folder in which other processes may make segments, by ``writer.Maker``, for :meth:`adopt`."""
        return self._writer.building()

    def adopt(self, made: Sequence[Entry], ids: Iterable[str]) -> None:
        """Have segments made for :meth:`building` stand in place of the articles ``ids``, in one commit."""
        self._writer.adopt(made, ids)

    def remove(self, ids: Iterable[str]) -> None:
        """Take articles out in one commit; ids that are not there are passed over."""
        snapshot = self._latest()
        gone = [snapshot.ids[number] for number in snapshot.having_id(ids).tolist()]
        if gone:
            self._writer.commit(removed=gone)

    def contents(self) -> Mapping[str, int]:
        """The indexed version of each article, by id."""
        snapshot = self._latest()
        rows = zip(snapshot.ids, snapshot.versions.tolist(), snapshot.live.tolist(), strict=True)
        return {id: version for id, version, is_live in rows if is_live}

    def generation(self) -> int:
        """A number that changes with each commit."""
        return self._watch.generation()

    def verify(self) -> list[str]:
        """What is damaged in the present generation, every block of it read; empty where all is sound."""
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

    def _latest(self) -> Snapshot:
        generation = self.generation()
        with self._lock:
            if self._snapshot is None or self._snapshot.generation != generation:
                self._snapshot = Snapshot.open(self._shelf)
            return self._snapshot

    # --- Searching ----------------------------------------------------------------------------------------------

    def search(
        self,
        query: str,
        articles: Callable[[Sequence[str]], Mapping[str, Article]],
        *,
        limit: int = 20,
        offset: int = 0,
        sort: Sort = "relevance",
        as_typed: bool = False,
        facets: bool = True,
        suggestions: bool = True,
        cancelled: Callable[[], bool] | None = None,
    ) -> ResultPage:
        """A page of the result of ``query``; ``articles`` loads its articles by id.

        ``facets`` may be left out, and so may ``suggestions`` of what to ask instead where nothing is found: these can
        be asked for after the page, which is kept meanwhile.

        Raises :class:`index.errors.QueryError`, :class:`index.errors.QueryTooCostly`, :class:`index.errors.Cancelled`.
        """
        started = time.perf_counter()
        budget = Budget(cancelled)
        snapshot = self._latest()
        parsed = self._parsed(snapshot, query, as_typed=as_typed)
        key = (snapshot.generation, query, sort, as_typed, self.today())
        result = self._results.get(key)
        if result is None:
            result = _result(snapshot, parsed, sort, budget)
            self._results.put(key, result)
        ask = suggestions and result.unanswered
        another, without = self._suggested(snapshot, key, parsed, budget) if ask else (None, ())
        offset = max(offset, 0)
        page = result.ranking.page(offset, limit, budget)
        loaded = articles([snapshot.ids[number] for number, _ in page])
        hits = _hits(snapshot, parsed, page, offset, loaded, budget)
        return ResultPage(
            query=query,
            hits=hits,
            total=len(result.ranking),
            exact=True,
            seconds=time.perf_counter() - started,
            suggestion=another,
            facets=result.facets() if facets else {},
            relaxed=result.relaxed,
            dropped=without,
        )

    def matches(self, query: str, article: Article, *, as_typed: bool = False) -> Matches:
        """Where the words of ``query`` stand in ``article``. Raises :class:`index.errors.QueryError`."""
        snapshot = self._latest()
        marker = _marker(snapshot, self._parsed(snapshot, query, as_typed=as_typed), Budget())
        language = language_of(article.content.metadata)
        return Matches(
            headline=marker.spans("headline", article.headline or "", language),
            deck=marker.spans("deck", article.content.metadata.deck or "", language),
            text=marker.spans("body", article.text, language),
        )

    def explain(self, query: str, id: str) -> Explanation:
        """Why the article with this full id answers ``query`` and how it scored, or what it lacks.

        Raises :class:`index.errors.QueryError`, and :class:`index.errors.UnknownArticle` for one that is not indexed.
        """
        snapshot = self._latest()
        parsed = self._parsed(snapshot, query, as_typed=False)
        numbers = snapshot.having_id([id]).tolist()
        if not numbers:
            raise UnknownArticle(
                "This article is not in the full-text index.", hint="Make the index anew: broadsheet rebuild"
            )
        budget = Budget()
        return explanation(Evaluator(snapshot, budget), parsed, query, numbers[0])

    def completions(self, text: str, articles: Callable[[Sequence[str]], Mapping[str, Article]]) -> list[str]:
        """What ``text``, the beginning of a query, may go on to: whole texts with a field or a value of one."""
        return completions(self._latest(), text, articles)

    def _parsed(self, snapshot: Snapshot, query: str, *, as_typed: bool) -> ParsedQuery:
        key = (snapshot.generation, query, as_typed, self.today())
        parsed = self._read.get(key)
        if parsed is None:
            parsed = parse(query, as_typed=as_typed, today=self.today, tongues=snapshot.tongues_of)
            self._read.put(key, parsed)
        return parsed

    def _suggested(self, snapshot: Snapshot, key: _Key, parsed: ParsedQuery, budget: Budget) -> _Suggested:
        """What may be asked instead of what nothing answers."""
        found = self._suggestions.get(key)
        if found is None:
            another: str | None = None
            without: tuple[Dropped, ...] = ()
            query = key[1]
            with suppress(QueryTooCostly):
                another = _respelled(snapshot, parsed, query, budget.part(_SPELLING_SECONDS))
            with suppress(QueryTooCostly):
                without = dropped(Evaluator(snapshot, budget.part(_DROPPING_SECONDS)), parsed, query)
            found = another, without
            self._suggestions.put(key, found)
        return found

    # --- Statistics and candidates ----------------------------------------------------------------------------------

    def document_count(self) -> int:
        """Articles in the index."""
        return self._latest().count

    def document_frequency(self, term: str) -> int:
        """Articles that have the stem ``term`` in their text or headings; in the language in which most do.

        As of the last search or count: a comparison asks for thousands, and looking for a later commit costs more than
        the answer.
        """
        snapshot = self._snapshot or self._latest()
        return max(snapshot.frequency(form, _UNLIMITED) for form in snapshot.forms(term))

    def articles_like(self, terms: Sequence[str], limit: int) -> Sequence[str]:
        """Ids of the articles that have the most and rarest of the stems ``terms``, best first."""
        snapshot = self._latest()
        budget = _UNLIMITED
        scores = np.zeros(snapshot.size)
        for term in dict.fromkeys(terms):
            having = snapshot.having(term, _FREQUENCY_FIELDS, budget)
            scores[having] += idf(snapshot.count, len(having))
        found = np.flatnonzero(scores > 0)
        best = found[np.lexsort((found, -scores[found]))][: max(limit, 0)]
        return [snapshot.ids[number] for number in best.tolist()]

    def articles_reporting(self, terms: Sequence[str], limit: int) -> Sequence[str]:
        """Ids of the articles that have the most and rarest of the stems ``terms`` close together, best first."""
        return articles_reporting(self._latest(), terms, limit, _UNLIMITED)

    def most_alike(self, ids: Sequence[str], terms: Sequence[str], limit: int) -> Sequence[str]:
        """Of the articles ``ids`` those that have the most and rarest of the stems ``terms``, best first."""
        return most_alike(self._latest(), ids, terms, limit, _UNLIMITED)


def _result(snapshot: Snapshot, parsed: ParsedQuery, sort: Sort, budget: Budget) -> _Result:
    evaluator = Evaluator(snapshot, budget)
    given = answer(evaluator, parsed)
    ranking = given.ranking(snapshot, sort)
    counted = cache(lambda: facets_of(snapshot, ranking.documents))
    return _Result(ranking, given.relaxed or not len(ranking), given.relaxed, counted)


def _respelled(snapshot: Snapshot, parsed: ParsedQuery, query: str, budget: Budget) -> str | None:
    """``query`` with the words that the archive does not have put as it has them."""

    def frequency(word: str) -> int:
        return snapshot.word_frequency(word, budget)

    def close(word: str, limit: int) -> Iterable[str]:
        return near(snapshot, word, limit, budget)

    another = query
    for spelled in reversed(parsed.spelled):
        if frequency(spelled.word):
            continue
        better = suggestion(spelled.word, close, frequency)
        if better is not None:
            another = another[: spelled.start] + better + another[spelled.end :]
    if another == query or not Evaluator(snapshot, budget).count(parse(another, tongues=snapshot.tongues_of).tree):
        return None
    return another


def _marker(snapshot: Snapshot, parsed: ParsedQuery, budget: Budget) -> Marker:
    return Marker(parsed.tree, snapshot.words, lambda tree: words_of(snapshot, tree, budget), snapshot.tongues)


def _hits(
    snapshot: Snapshot,
    parsed: ParsedQuery,
    page: Sequence[tuple[int, float]],
    offset: int,
    loaded: Mapping[str, Article],
    budget: Budget,
) -> tuple[Hit, ...]:
    if not loaded:
        return ()
    marker = _marker(snapshot, parsed, budget)
    hits = []
    for rank, (number, score) in enumerate(page, offset + 1):
        article = loaded.get(snapshot.ids[number])
        if article is not None:
            budget.check()
            hits.append(_hit(snapshot, marker, article, rank, score, number, budget))
    return tuple(hits)


def _hit(
    snapshot: Snapshot, marker: Marker, article: Article, rank: int, score: float, number: int, budget: Budget
) -> Hit:
    language = language_of(article.content.metadata)
    marks = marker.quick_marks("body", article.text, language)
    start, end = snippet(article.text, marks, lambda what: idf(snapshot.count, snapshot.frequency(what, budget)))
    return Hit(
        rank=rank,
        id=article.id,
        short_id=article.short_id,
        score=score,
        headline=article.headline,
        outlet=article.outlet,
        published=article.published,
        path=article.paths[0] if article.paths else "",
        words=int(snapshot.word_counts[number]),
        snippet=article.text[start:end],
        start=start,
        end=end,
        matches=tuple(
            (mark.start - start, mark.end - start) for mark in marks if start <= mark.start < mark.end <= end
        ),
        headline_matches=marker.spans("headline", article.headline or "", language),
    )
