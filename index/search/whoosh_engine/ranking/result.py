"""A whole result in two parts: the articles that have all that is asked for, then those with most of the words."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from index.query.choices import without_choice
from index.search.engine import ScoredArticle
from index.search.whoosh_engine.evaluation.evaluator import Evaluator
from index.search.whoosh_engine.ranking.exactness import written_words
from index.search.whoosh_engine.ranking.facets import FACETS, PUBLISHED, counted
from index.search.whoosh_engine.ranking.ranking import answer, further, most_words
from index.search.whoosh_engine.ranking.texts import Rows, Texts
from index.search.whoosh_engine.translation import translated

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from index.model import Sort
    from index.query.limits import Budget
    from index.query.parser import ParsedQuery
    from index.search.engine import FacetCounts
    from index.search.whoosh_engine.evaluation.evaluator import Found
    from index.search.whoosh_engine.evaluation.matchers import Documents
    from index.search.whoosh_engine.ranking.ranking import Order, Ranking
    from index.search.whoosh_engine.snapshot.snapshot import Snapshot


class Result:
    """Of which pages are cut. The second part is only ranked when a page reaches it."""

    def __init__(self, snapshot: Snapshot, parsed: ParsedQuery, order: Sort, budget: Budget) -> None:
        self._snapshot = snapshot
        self._parsed = parsed
        self._facets: dict[bool, FacetCounts] = {}
        self._asked = asked = translated(parsed, snapshot.languages_of)
        self._written = written_words(parsed)
        self._order = order
        self._rows: dict[bool, Rows] = {}
        evaluator = Evaluator(snapshot, budget)
        given = answer(evaluator, asked, written=self._written)
        ranking = given.ranking(snapshot, order)
        self._every = None if given.relaxed else ranking
        self._rest = ranking if given.relaxed else None
        self._further = further(evaluator, asked, ranking.documents) if self._every is not None else ranking.documents
        self.total, self.more = 0 if self._every is None else len(ranking), len(self._further)

    def facets(self, budget: Budget, *, by_text: bool = False) -> FacetCounts:
        """Each facet counted as if none of its values were asked for: what one more of them adds.

        With ``by_text`` articles with one text count once.
        """
        known = self._facets.get(by_text)
        if known is None:
            known = self._facets[by_text] = {
                field.column: counted(
                    self._snapshot, field, self._without(field.column, self._first_part, budget), by_text=by_text
                )
                for field in FACETS
            }
        return known

    def months(self, *, by_text: bool = False) -> Mapping[str, int]:
        """The months of the first part, or of the second where nothing is in the first."""
        known = self._facets.get(by_text)
        if known is not None and without_choice(self._parsed, PUBLISHED.column) is None:
            return known[PUBLISHED.column]
        return counted(self._snapshot, PUBLISHED, self._first_part, by_text=by_text)

    @property
    def _first_part(self) -> Order:
        return self._further if self._every is None else self._every.documents

    @cached_property
    def texts(self) -> Texts:
        """Which of its articles have the same text."""
        every = self._further[:0] if self._every is None else self._every.documents
        return Texts(self._snapshot, every, self._further)

    def _without(self, column: str, own: Documents, budget: Budget) -> Documents:
        """What answers the query where no value of a field is asked for; its ``own`` documents where none is."""
        parsed = without_choice(self._parsed, column)
        if parsed is None:
            return own
        asked = translated(parsed, self._snapshot.languages_of)
        return answer(Evaluator(self._snapshot, budget), asked).documents

    def sort(self, budget: Budget, *, most: bool) -> None:
        """Sort all of the first part, and with ``most`` of the second, so that their pages are slices."""
        if self._every is not None:
            self._every.page(0, self.total, budget)
        if most and self.more:
            self._lacking(budget).page(0, self.more, budget)

    def page(self, offset: int, limit: int, budget: Budget) -> tuple[ScoredArticle, ...]:
        """The articles from place ``offset`` on."""
        parts = []
        if self._every is not None:
            parts.append((self._every.page(offset, limit, budget), True))
            limit, offset = limit - len(parts[0][0].documents), max(offset - self.total, 0)
        if limit > 0 and self.more:
            parts.append((self._lacking(budget).page(offset, limit, budget), False))
        return tuple(scored for found, all_words in parts for scored in self._scored(found, all_words))

    def rows(self, offset: int, limit: int, budget: Budget) -> tuple[ScoredArticle, ...]:
        """As :meth:`page`, with one article a text; the others with the text are named there."""
        found: list[ScoredArticle] = []
        for all_words, count in ((True, self.texts.total), (False, self.texts.more)):
            if offset < count and len(found) < limit:
                page = self._rows_of(budget, all_words=all_words).page(offset, limit - len(found), self.texts, budget)
                found += self._scored(page[0], all_words, page[1])
            offset = max(offset - count, 0)
        return tuple(found)

    def _rows_of(self, budget: Budget, *, all_words: bool) -> Rows:
        rows = self._rows.get(all_words)
        if rows is None:
            part = self._every if all_words and self._every is not None else self._lacking(budget)
            rows = self._rows[all_words] = self.texts.rows(part, after=not all_words)
        return rows

    def _lacking(self, budget: Budget) -> Ranking:
        """The second part."""
        if self._rest is None:
            lacking = most_words(Evaluator(self._snapshot, budget), self._asked, self._further, self._written)
            self._rest = lacking.ranking(self._snapshot, self._order)
        return self._rest

    def _scored(
        self, found: Found, all_words: bool, others: Iterable[Sequence[int]] | None = None
    ) -> Iterator[ScoredArticle]:
        columns = self._snapshot.columns
        ids, words = columns.ids.of(found.documents.tolist()), columns.word_counts[found.documents].tolist()
        same = [()] * len(ids) if others is None else [tuple(columns.ids.of(each)) for each in others]
        for id, score, count, same_text in zip(ids, found.scores.tolist(), words, same, strict=True):
            yield ScoredArticle(id, score, count, all_words, same_text)
