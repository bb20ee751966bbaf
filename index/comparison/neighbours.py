"""Which articles of a collection resemble each other, and how much; in time that grows with the collection."""

from __future__ import annotations

import datetime
import math
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.comparison.background import TermWeights, blended
from index.comparison.vectors import article_terms
from index.model import Article, TermStatistics

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Integers = NDArray[np.int32]
    Places = NDArray[np.int64]
    Values = NDArray[np.float32]

_ARCHIVE_POWER, _LOCAL_POWER = 1.0, 0.75
_LOCAL_SMOOTHING = 6
_UNSHARED = 0.15
"""How far terms that no other article has lengthen a vector: between two articles they alone tell of difference."""
_KEPT_TERMS = 100
_PROPOSING_TERMS = 60
_RARE = 500
"""Terms in more articles than this propose candidates only while the work for an article is bounded."""
_PROPOSED = 30_000
"""Entries of lists that are gone through for one article where its terms are not rare, as in an event that many tell:
the work grows with the articles, not with their square."""
_CANDIDATES = 200
_MOST_CANDIDATES = 1500
"""Where more than the usual number stand as close as the closest: an event that very many tell is not torn apart."""
_CLOSE, _FIFTH = 0.4, 4
_LEAST_OVERLAP = 0.01
_LEAST_COSINE = 0.02
"""What is less alike is not alike at all."""
_SAME_DAYS, _FADING_DAYS = 2, 14


@dataclass(frozen=True, slots=True)
class _Vectors:
    """Articles as rows of numbered terms, the heaviest first, padded with a term of no weight."""

    terms: Integers
    values: Values
    vocabulary: int


class _Counted:
    """Document frequencies that were counted at hand."""

    def __init__(self, articles: int, frequency: Mapping[str, int]) -> None:
        self._articles, self._frequency = articles, frequency

    def document_count(self) -> int:
        return self._articles

    def document_frequency(self, term: str) -> int:
        return self._frequency.get(term, 0)


@dataclass(frozen=True, slots=True)
class Alike:
    """Pairs of articles that have something in common, by their places: three arrays of one length."""

    ids: Sequence[str]
    """Of the articles, in ascending order; a place is an index into them."""
    days: Sequence[int | None]
    left: Integers
    right: Integers
    """The higher place of a pair."""
    cosine: Values
    """Whatever the days."""

    def nearness(self) -> Values:
        """What is left of each pair's likeness for the days between: all up to two days, two thirds in a week."""
        import numpy as np

        days = np.array([math.nan if day is None else day for day in self.days], dtype=np.float64)
        apart = np.abs(days[self.left] - days[self.right]) - _SAME_DAYS
        return np.where(np.isnan(apart), 1.0, np.exp(-np.maximum(0.0, apart) / _FADING_DAYS)).astype(np.float32)


def alike(articles: Iterable[Article], statistics: TermStatistics) -> Alike:
    """Which of ``articles`` share rare terms, and how alike they are; none is held in memory once it was read.

    A term weighs by how rare it is in the archive and among ``articles``. The order of ``articles`` does not matter.
    """
    import numpy as np

    ids: list[str] = []
    days: list[int | None] = []

    def read() -> Iterator[Article]:
        for article in articles:
            ids.append(article.id)
            days.append(day(article.published))
            yield article

    vectors = _vectors(read(), statistics)
    order = sorted(range(len(ids)), key=ids.__getitem__)
    vectors = _Vectors(vectors.terms[order], vectors.values[order], vectors.vocabulary)
    lefts, rights, cosines = _pairs(vectors)
    key = np.minimum(lefts, rights).astype(np.int64) * len(ids) + np.maximum(lefts, rights)
    key, first = np.unique(key, return_index=True)
    left, right = np.divmod(key, max(1, len(ids)))
    return Alike(
        [ids[place] for place in order],
        [days[place] for place in order],
        left.astype(np.int32),
        right.astype(np.int32),
        cosines[first],
    )


def similarities(articles: Sequence[Article], statistics: TermStatistics) -> dict[tuple[int, int], float]:
    """The cosine of each pair of ``articles`` that share rare terms, by their places, the lower first.

    Pairs with known days lose similarity the further they are apart.
    """
    numbered = [f"{place:09}" for place in range(len(articles))]
    found = alike((replace(a, id=id) for a, id in zip(articles, numbered, strict=True)), statistics)
    values = (found.cosine * found.nearness()).tolist()
    return dict(zip(zip(found.left.tolist(), found.right.tolist(), strict=True), values, strict=True))


def _vectors(articles: Iterable[Article], statistics: TermStatistics) -> _Vectors:
    import numpy as np

    numbers: dict[str, int] = {}
    rows: list[tuple[Integers, NDArray[np.float16]]] = []
    for article in articles:
        found = article_terms(article)
        ids = array("i", (numbers.setdefault(term, len(numbers)) for term in found))
        rows.append((np.frombuffer(ids, dtype=np.int32), np.fromiter(found.values(), np.float16, len(found))))
    frequency = np.zeros(len(numbers), dtype=np.int64)
    for ids_of_row, _ in rows:
        frequency[ids_of_row] += 1
    local = np.log((len(rows) + _LOCAL_SMOOTHING) / (frequency + 0.5))
    local = np.maximum(local, 0) / math.log((len(rows) + _LOCAL_SMOOTHING) / 1.5)
    counted = dict(zip(numbers, frequency.tolist(), strict=True))
    weights = TermWeights(blended(_archive(statistics, len(rows), counted)))
    weight = np.fromiter(map(weights, numbers), np.float64, len(numbers)) ** _ARCHIVE_POWER * local**_LOCAL_POWER
    terms = np.full((len(rows), _KEPT_TERMS), len(numbers), dtype=np.int32)
    values = np.zeros((len(rows), _KEPT_TERMS), dtype=np.float32)
    for row, (numbered, prominence) in enumerate(rows):
        value = prominence * weight[numbered]
        shared = frequency[numbered] > 1
        unshared = float((value[~shared] ** 2).sum())
        kept = np.flatnonzero(shared)[np.argsort(-value[shared], kind="stable")[:_KEPT_TERMS]]
        length = math.sqrt(float((value[kept] ** 2).sum()) + _UNSHARED * unshared) or 1.0
        terms[row, : len(kept)] = numbered[kept]
        values[row, : len(kept)] = value[kept] / length
    return _Vectors(terms, values, len(numbers))


def _archive(statistics: TermStatistics, articles: int, frequency: Mapping[str, int]) -> TermStatistics:
    """``statistics``, or the counts at hand where these are of most of the archive and so say the same for less."""
    return statistics if statistics.document_count() > 2 * articles else _Counted(articles, frequency)


def _pairs(vectors: _Vectors) -> tuple[Integers, Integers, Values]:
    """Pairs proposed by an inverted index over the heaviest terms, some from both sides, and their cosines."""
    import numpy as np

    postings = _postings(vectors)
    dense = np.zeros(vectors.vocabulary + 1, dtype=np.float32)
    lefts: list[Integers] = [np.zeros(0, dtype=np.int32)]
    rights: list[Integers] = [np.zeros(0, dtype=np.int32)]
    cosines: list[Values] = [np.zeros(0, dtype=np.float32)]
    for left in range(len(vectors.terms)):
        candidates = _candidates(left, vectors, postings)
        dense[vectors.terms[left]] = vectors.values[left]
        dense[-1] = 0
        found = (dense[vectors.terms[candidates]] * vectors.values[candidates]).sum(axis=1, dtype=np.float64)
        dense[vectors.terms[left]] = 0
        kept = found >= _LEAST_COSINE
        rights.append(candidates[kept].astype(np.int32))
        lefts.append(np.full(len(rights[-1]), left, dtype=np.int32))
        cosines.append(found[kept].round(6).astype(np.float32))
    return np.concatenate(lefts), np.concatenate(rights), np.concatenate(cosines)


@dataclass(frozen=True, slots=True)
class _Postings:
    """For each term where its list begins, the rows of all lists, and the weights there."""

    starts: Places
    rows: Integers
    weights: Values


def _postings(vectors: _Vectors) -> _Postings:
    import numpy as np

    terms = vectors.terms[:, :_PROPOSING_TERMS].ravel()
    values = vectors.values[:, :_PROPOSING_TERMS].ravel()
    proposing = terms < vectors.vocabulary
    rows = np.repeat(np.arange(len(vectors.terms), dtype=np.int32), min(_PROPOSING_TERMS, _KEPT_TERMS))[proposing]
    terms, values = terms[proposing], values[proposing]
    order = np.argsort(terms, kind="stable")
    starts = np.zeros(vectors.vocabulary + 2, dtype=np.int64)
    np.cumsum(np.bincount(terms, minlength=vectors.vocabulary + 1), out=starts[1:])
    return _Postings(starts, rows[order], values[order])


def _candidates(left: int, vectors: _Vectors, postings: _Postings) -> Places:
    """The rows that share the most weight in rare terms with row ``left``, best first."""
    import numpy as np

    terms, values = vectors.terms[left, :_PROPOSING_TERMS], vectors.values[left, :_PROPOSING_TERMS]
    starts, ends = postings.starts[terms], postings.starts[terms + 1]
    sizes = ends - starts
    order = np.argsort(sizes, kind="stable")
    order = order[(sizes[order] > 1) & ((sizes[order] <= _RARE) | (np.cumsum(sizes[order]) <= _PROPOSED))]
    if not len(order):
        return np.zeros(0, dtype=np.int64)
    spans = [slice(*span) for span in zip(starts[order].tolist(), ends[order].tolist(), strict=True)]
    overlap = np.bincount(
        np.concatenate([postings.rows[span] for span in spans]),
        np.concatenate([postings.weights[span] * value for value, span in zip(values[order], spans, strict=True)]),
        minlength=len(vectors.terms),
    )
    overlap[left] = 0
    found = np.flatnonzero(overlap > _LEAST_OVERLAP)
    found = found[np.argsort(-overlap[found], kind="stable")[:_MOST_CANDIDATES]]
    if len(found) <= _CANDIDATES:
        return found
    close = int((overlap[found] >= _CLOSE * overlap[found[_FIFTH]]).sum())
    return found[: max(_CANDIDATES, close)]


def day(published: str | None) -> int | None:
    """The day as an ordinal, where ``published`` names one."""
    if published is None:
        return None
    try:
        return datetime.date.fromisoformat(published[:10]).toordinal()
    except ValueError:
        return None
