"""What the archive asks of a search engine. Nothing here says how or where an engine keeps its index.

Terms are those of :func:`index.text.terms.stem_term`, words are folded, queries are trees of
:mod:`index.query.syntax`. Only an engine knows its statistics; parsing, highlighting, snippets, spelling suggestions,
completions and facets are made from its answers, the same way for all engines.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from types import MappingProxyType
from typing import Literal, NamedTuple, Protocol

from index.model import Article, FieldScore, Sort
from index.query.limits import UNLIMITED, Budget
from index.query.parser import ParsedQuery
from index.query.syntax import Fuzzy, Query, Wildcard

State = Literal["sound", "missing", "outdated", "damaged"]
"""Whether an index can be used: ``outdated`` is one of an earlier format."""

FacetCounts = Mapping[str, Mapping[str, int]]
"""How many articles have which value, by column; of a date column the values are months, such as ``2019-03``.

An article of which only the year is known counts for the year, such as ``2019``.
"""


class ScoredArticle(NamedTuple):
    """An article of a result."""

    id: str
    score: float
    words: int
    """Words of its body."""
    all_words: bool = True
    """Whether it has all that the query asks for."""
    same_text: tuple[str, ...] = ()
    """The ids of the other articles of the result with the same text, where these share its row; the earliest first."""


class Answer(NamedTuple):
    """A page of the result of a query."""

    total: int
    """Articles that have all that the query asks for; they come first."""
    page: tuple[ScoredArticle, ...]
    more: int
    """Articles after these, with the most and rarest words of a query of bare words."""
    facets: FacetCounts
    """Counted over the first part, or over the second where nothing is in the first; empty if not asked for.

    Each field is counted as if the query asked for none of its values (:mod:`index.query.choices`): the counts say what
    one more value adds.
    """
    texts: int = 0
    """Different texts among the ``total``: :func:`index.text.text_keys.text_key`."""
    more_texts: int = 0
    """Those among ``more`` that the first part does not have."""
    months: Mapping[str, int] = MappingProxyType({})
    """The months and years of the same part, of all that is asked for; empty if facets are not asked for."""

    @property
    def relaxed(self) -> bool:
        """Whether no article has all the words, so that the result is of those with the most and rarest of them."""
        return not self.total and self.more > 0


class Stream(NamedTuple):
    """The whole result of a query, which is made as it is read."""

    total: int
    more: int
    """As in :class:`Answer`."""
    articles: Iterator[ScoredArticle]
    """In order, all of one generation of the index, whatever is imported meanwhile."""
    texts: int = 0
    more_texts: int = 0


class ScoredPart(NamedTuple):
    """What one part of a query says about an article."""

    found: bool
    total: int
    """Articles of the archive that match the part."""
    score: float
    fields: tuple[FieldScore, ...] = ()
    weight: float = 1.0
    """What the part counts beside others: less for function words where the answer is relaxed."""
    raised: float = 0.0
    """What a whole word gets more than the scores of its fields, to come before words that only begin so."""


class ScoredQuery(NamedTuple):
    """Why an article answers a query and how it scored. The fields are as in :class:`index.model.Explanation`."""

    rank: int | None
    score: float
    total: int
    relaxed: bool
    """Whether it is listed though it lacks some of the words."""
    parts: tuple[ScoredPart, ...]
    """One for each part of the query, in order."""
    share: float = 1.0
    near: float = 0.0


class SearchEngine(Protocol):
    """An index of articles that answers queries.

    Several threads may ask at once. Each question sees the latest change, also one made by another process. Every
    question raises :class:`index.errors.ArchiveDamaged` if the index cannot be used, and where it takes a budget,
    :class:`index.errors.QueryTooCostly` and :class:`index.errors.Cancelled`.
    """

    # --- State ---

    def state(self) -> State:
        """Whether the index can be used, without reading all of it. Raises :class:`index.errors.ArchiveTooNew`."""
        ...

    def open(self) -> None:
        """Make the next question fast. Raises as questions do, and :class:`index.errors.ArchiveTooNew`."""
        ...

    def rebuilding(self) -> AbstractContextManager[SearchEngine]:
        """An empty index that takes the place of this one, in one step, when the context ends without an error.

        Until then every question to this one, also of another process, is answered as before. One caller at a time.
        Raises :class:`index.errors.ArchiveTooNew` for an index of a later broadsheet, which stays as it is.
        """
        ...

    def rebuilt(self) -> int | None:
        """Articles that the index has which :meth:`rebuilding` makes, in any process; None while none is made."""
        ...

    def verify(self) -> list[str]:
        """What is damaged, after all of the index was read; empty if it is sound."""
        ...

    def close(self) -> None:
        """Release memory and files. A question asked later opens the index again."""
        ...

    # --- Contents ---

    def put(self, articles: Iterable[Article]) -> None:
        """Index a batch of articles in one commit, each in place of its earlier version.

        Raises :class:`index.errors.ArchiveLocked`, :class:`index.errors.ArchiveFull`.
        """
        ...

    def drop(self, ids: Iterable[str]) -> None:
        """Remove articles in one commit; unknown ids are skipped. Raises as :meth:`put`."""
        ...

    def contents(self) -> Mapping[str, int]:
        """The indexed version of each article, by id."""
        ...

    def generation(self) -> int:
        """A number that changes with every commit."""
        ...

    def workspace(self) -> AbstractContextManager[str] | None:
        """A place for other processes to index articles in, by :func:`index.search.engines.build`, for :meth:`adopt`.

        None for an engine that only takes :meth:`put`. What is not adopted is gone when the context ends.
        """
        ...

    def adopt(self, built: Sequence[str], ids: Iterable[str]) -> None:
        """Index in one commit what other processes built, in place of the articles ``ids``. Raises as :meth:`put`."""
        ...

    # --- Queries ---

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
        """A page of the articles that match ``query``, then of those that have most of its words.

        The second part is only there for a row of bare words (:func:`index.search.statistics.has_most`); where nothing
        is in the first, it has the articles with any of the words that pass the filters. Each is ordered by itself.
        The whole result is remembered for a while: its next page, or its facets, cost little.

        With ``fold`` articles with the same text share the row of the best of them; of equally good ones it has the
        earliest known. Rows are then what ``offset`` and ``limit`` count, and texts what the facets do.
        """
        ...

    def stream(
        self, query: ParsedQuery, *, order: Sort, offset: int, most: bool, budget: Budget, fold: bool = False
    ) -> Stream:
        """All that :meth:`answer` gives page by page, from ``offset`` on; its second part only with ``most``."""
        ...

    def among(self, query: ParsedQuery, ids: Collection[str], budget: Budget) -> Collection[str]:
        """Those of the articles ``ids`` that match the whole query."""
        ...

    def counts(self, queries: Sequence[Query], budget: Budget) -> list[int]:
        """How many articles match each of ``queries``."""
        ...

    def explain(self, query: ParsedQuery, id: str, budget: Budget) -> ScoredQuery | None:
        """How the article with the full ``id`` scored; None if it is not indexed."""
        ...

    # --- Words and terms ---

    def document_count(self) -> int:
        """Articles in the index."""
        ...

    def languages(self, word: str | None = None) -> Sequence[str]:
        """The languages in which words of the archive are stemmed, the default language first.

        With a folded ``word`` only those in which the archive has a form of it; the default language if there are none.
        """
        ...

    def frequencies(self, terms: Iterable[str], budget: Budget = UNLIMITED) -> Mapping[str, int]:
        """How many articles have each of ``terms`` in headline, deck or body; the language of a term does not count."""
        ...

    def matching(self, pattern: Wildcard | Fuzzy, budget: Budget) -> Collection[str]:
        """The words of the archive that match a pattern."""
        ...

    def known(self, words: Collection[str]) -> Collection[str]:
        """Those of the folded ``words`` that texts of the archive have as they are written."""
        ...

    def stems(self, prefix: str) -> Collection[str]:
        """The terms of the words that begin with ``prefix``; terms that begin so themselves may be left out."""
        ...

    def nearest(
        self, weights: Mapping[str, float], limit: int, *, among: Collection[str] | None = None, together: bool = False
    ) -> Sequence[str]:
        """Ids of the articles whose terms weigh the most, best first; equal ones in an order of the engine's.

        The terms are stems in the default language; words of other languages with the same stem count too.
        ``among`` leaves only the articles with these ids. ``together`` counts terms that are close together in the
        body, as in a passage.
        """
        ...
