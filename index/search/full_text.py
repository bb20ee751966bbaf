"""Full-text search of an archive, over any engine: queries, snippets, suggestions, statistics."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import NamedTuple

from index.errors import QueryError, QueryTooCostly, UnknownArticle
from index.model import (
    Article,
    Dropped,
    Elsewhere,
    Explanation,
    Hit,
    Matches,
    PartScore,
    ResultPage,
    ResultStream,
    Sort,
)
from index.query.joined_neighbours import with_joined_neighbours
from index.query.joined_words import with_joined_words
from index.query.limits import MAX_WORK, Budget
from index.query.parser import ParsedQuery, parse
from index.query.synonyms import NO_SYNONYMS, Synonyms, with_synonyms
from index.query.syntax import Fuzzy, Wildcard
from index.query.written_dates import usual_order
from index.search.completions import Load, completions
from index.search.elsewhere import count_in_hidden_lines, in_other_fields
from index.search.engine import ScoredArticle, SearchEngine
from index.search.facets import dates_of, months_of
from index.search.facets import facets as facets_of
from index.search.highlighting import Marker
from index.search.hits import hits_of
from index.search.known_texts import KnownTexts
from index.search.lru_cache import LruCache
from index.search.relaxation import dropped
from index.search.statistics import stem_frequencies, stem_rarities
from index.search.suggestions import respelled
from index.text.terms import language_of, words_of

_LOADED = 200
"""Articles of a stream that are read from the store at once."""
_KEPT_QUERIES = 16
"""Parsed queries that are cached."""
_SPELLING_WORK = MAX_WORK // 8
"""What may be read for a spelling suggestion; without one after that, none is made."""
_DROPPING_WORK = MAX_WORK // 8
"""What may be read to find out which parts of a query can be dropped."""

_HIDDEN_WORK = MAX_WORK // 8
"""What may be read to count what is in hidden lines."""


class _Suggested(NamedTuple):
    """What may be asked instead of, or beside, a query."""

    spelling: str | None = None
    dropped: tuple[Dropped, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()
    in_hidden: int = 0


class FullText:
    """Searches the articles of an archive. Offers ``TermStatistics`` and ``PassageIndex``.

    Several threads may search at once; each search sees the latest commit, also one of another process.
    """

    def __init__(self, engine: SearchEngine, synonyms: Callable[[], Synonyms] = lambda: NO_SYNONYMS) -> None:
        self.engine = engine
        self._synonyms = synonyms
        self._parsed_queries: LruCache[tuple[str, bool, date, Synonyms], ParsedQuery] = LruCache(_KEPT_QUERIES)
        self._suggestions: LruCache[tuple[int, str, ParsedQuery], _Suggested] = LruCache(_KEPT_QUERIES)
        self._texts = KnownTexts()
        self.today: Callable[[], date] = date.today
        """What relative dates in queries count from."""
        self.order = usual_order()
        """What 3/4/2019 is in a query."""

    def search(
        self,
        query: str,
        articles: Load,
        *,
        limit: int = 20,
        offset: int = 0,
        sort: Sort = "relevance",
        as_typed: bool = False,
        facets: bool = True,
        suggestions: bool = True,
        cancelled: Callable[[], bool] | None = None,
        fold: bool = False,
    ) -> ResultPage:
        """A page of the result of ``query``.

        Without ``facets``, or without ``suggestions`` of what to ask instead where nothing is found, the page comes
        sooner; both can be asked for afterwards, since the result is remembered. With ``fold`` it has one hit a text.

        Raises :class:`index.errors.QueryError`, :class:`index.errors.QueryTooCostly`, :class:`index.errors.Cancelled`.
        """
        started = time.perf_counter()
        budget = Budget(cancelled)
        parsed = self._parsed(query, as_typed=as_typed)
        offset = max(offset, 0)
        found = self.engine.answer(
            parsed, order=sort, offset=offset, limit=limit, facets=facets, budget=budget, fold=fold
        )
        beside = _Suggested()
        if suggestions:
            beside = self._suggested(query, parsed, budget, as_typed=as_typed, nothing=not found.total)
        loaded = articles([each.id for each in found.page])
        unbounded = budget.unbounded()
        values = facets_of(found.facets)
        return ResultPage(
            query=query,
            hits=hits_of(self.engine, self._marker(parsed, unbounded), found.page, offset, loaded, unbounded),
            total=found.total,
            exact=True,
            seconds=time.perf_counter() - started,
            suggestion=beside.spelling,
            facets=values,
            notes=parsed.notes,
            dropped=beside.dropped,
            more=found.more,
            texts=found.texts,
            more_texts=found.more_texts,
            folded=fold,
            elsewhere=beside.elsewhere,
            in_hidden=beside.in_hidden,
            months=months_of(found.months) if found.months != dates_of(found.facets) else values.get("month", ()),
        )

    def stream(
        self,
        query: str,
        articles: Load,
        *,
        offset: int = 0,
        sort: Sort = "relevance",
        as_typed: bool = False,
        snippets: bool = True,
        most: bool = False,
        cancelled: Callable[[], bool] | None = None,
        fold: bool = False,
    ) -> ResultStream:
        """The whole result of ``query`` from ``offset`` on; without ``snippets`` hits come sooner and have none.

        Those that lack some of the words come only with ``most``. With ``fold`` it has one hit a text.

        Raises as :meth:`search` does, and Cancelled while it is read.
        """
        started = time.perf_counter()
        budget = Budget(cancelled)
        parsed = self._parsed(query, as_typed=as_typed)
        offset = max(offset, 0)
        found = self.engine.stream(parsed, order=sort, offset=offset, most=most, budget=budget, fold=fold)
        hits = self._streamed(parsed, found.articles, offset, articles, budget.unbounded(), snippets=snippets)
        seconds = time.perf_counter() - started
        return ResultStream(query, found.total, found.more, seconds, hits, found.texts, found.more_texts)

    def hits(self, query: str, articles: Load, ids: Sequence[str], *, as_typed: bool = False) -> tuple[Hit, ...]:
        """Articles as hits of ``query``, with their best passages, whether it finds them or not; they have no rank.

        Raises :class:`index.errors.QueryError`.
        """
        loaded = articles(ids)
        found = [ScoredArticle(id, 0.0, len(words_of(loaded[id].text))) for id in ids if id in loaded]
        budget = Budget().unbounded()
        marker = self._marker(self._parsed(query, as_typed=as_typed), budget)
        return tuple(replace(hit, rank=0) for hit in hits_of(self.engine, marker, found, 0, loaded, budget))

    def among(self, query: str, ids: Collection[str]) -> Collection[str]:
        """Those of the articles ``ids`` that match the whole of ``query``. Raises as :meth:`search` does."""
        return self.engine.among(self._parsed(query, as_typed=False), ids, Budget())

    def matches(self, query: str, article: Article, *, as_typed: bool = False) -> Matches:
        """Where the words of ``query`` occur in ``article``. Raises :class:`index.errors.QueryError`."""
        marker = self._marker(self._parsed(query, as_typed=as_typed), Budget())
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
        parsed = self._parsed(query, as_typed=False)
        found = self.engine.explain(parsed, id, Budget())
        if found is None:
            raise UnknownArticle(
                f"The article {id} is not in the full-text index.", hint="Rebuild the index: broadsheet rebuild"
            )
        parts = tuple(
            PartScore(query[part.start : part.end], part.start, part.end, *scored)
            for part, scored in zip(parsed.parts, found.parts, strict=True)
        )
        return Explanation(
            query=query,
            id=id,
            matches=found.rank is not None and not found.relaxed,
            score=found.score,
            rank=found.rank,
            total=found.total,
            relaxed=found.relaxed,
            parts=parts,
            share=found.share,
            near=found.near,
        )

    def completions(self, text: str, articles: Load) -> list[str]:
        """How ``text``, the beginning of a query, may continue: whole texts with a field or a value of one."""
        return completions(self.engine, text, articles)

    # --- Statistics and candidates ----------------------------------------------------------------------------------

    def document_count(self) -> int:
        """Articles in the index."""
        return self.engine.document_count()

    def document_frequencies(self, terms: Iterable[str]) -> Mapping[str, int]:
        """How many articles have each stem in headline, deck or body, in the language in which most do."""
        return stem_frequencies(self.engine, terms)

    def articles_like(self, terms: Iterable[str], limit: int) -> Sequence[str]:
        """Ids of the articles that have the most and rarest of the stems ``terms``, best first."""
        return self.engine.nearest(stem_rarities(self.engine, terms), limit)

    def articles_reporting(self, terms: Iterable[str], limit: int) -> Sequence[str]:
        """Ids of the articles that have the most and rarest of the stems ``terms`` close together, best first."""
        return self.engine.nearest(stem_rarities(self.engine, terms), limit, together=True)

    def most_alike(self, ids: Collection[str], terms: Iterable[str], limit: int) -> Sequence[str]:
        """Those of the articles ``ids`` that have the most and rarest of the stems ``terms``, best first."""
        return self.engine.nearest(stem_rarities(self.engine, terms), limit, among=ids)

    # --- Inside -----------------------------------------------------------------------------------------------------

    def _parsed(self, query: str, *, as_typed: bool) -> ParsedQuery:
        synonyms = self._synonyms()
        key = (query, as_typed, self.today(), synonyms)
        parsed = self._parsed_queries.get(key)
        if parsed is None:
            asked = parse(query, as_typed=as_typed, today=self.today, order=self.order)
            parsed = with_synonyms(asked, synonyms)
            self._parsed_queries.put(key, parsed)
        return with_joined_neighbours(with_joined_words(parsed, self.engine.known), self.engine.known)

    def _suggested(
        self, query: str, parsed: ParsedQuery, budget: Budget, *, as_typed: bool, nothing: bool
    ) -> _Suggested:
        """What may be asked beside a query; if ``nothing`` answers it, also what may be asked instead."""
        key = (self.engine.generation(), query, parsed)
        found = self._suggestions.get(key)
        if found is None:
            found = _Suggested()
            with suppress(QueryTooCostly, QueryError):
                part = budget.part(_HIDDEN_WORK)
                count = count_in_hidden_lines(self.engine, query, self._read, part, as_typed=as_typed)
                found = found._replace(in_hidden=count)
            if nothing:
                with suppress(QueryTooCostly):
                    spelling = respelled(self.engine, parsed, query, budget.part(_SPELLING_WORK))
                    found = found._replace(spelling=spelling)
                with suppress(QueryTooCostly):
                    found = found._replace(dropped=dropped(self.engine, parsed, query, budget.part(_DROPPING_WORK)))
                with suppress(QueryTooCostly, QueryError):
                    part = budget.part(_DROPPING_WORK)
                    found = found._replace(elsewhere=in_other_fields(self.engine, parsed, query, self._read, part))
            self._suggestions.put(key, found)
        return found

    def _read(self, query: str) -> ParsedQuery:
        return self._parsed(query, as_typed=False)

    def _marker(self, parsed: ParsedQuery, budget: Budget) -> Marker:
        return Marker(parsed.tree, _Vocabulary(self.engine, budget), self._texts)

    def _streamed(
        self,
        parsed: ParsedQuery,
        found: Iterator[ScoredArticle],
        rank: int,
        articles: Load,
        budget: Budget,
        *,
        snippets: bool,
    ) -> Iterator[tuple[Hit, Article]]:
        marker = self._marker(parsed, budget) if snippets else None
        while some := list(islice(found, _LOADED)):
            loaded = articles([each.id for each in some])
            for hit in hits_of(self.engine, marker, some, rank, loaded, budget):
                yield hit, loaded[hit.id]
            rank += len(some)


class _Vocabulary:
    """The words of an archive, for highlighting."""

    def __init__(self, engine: SearchEngine, budget: Budget) -> None:
        self._engine = engine
        self._budget = budget

    def matching(self, pattern: Wildcard | Fuzzy) -> Collection[str]:
        return self._engine.matching(pattern, self._budget)
