"""Which articles of a collection resemble each other, and how much; in time that grows with the collection."""

from __future__ import annotations

import datetime
import math
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
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
"""Terms in more articles than this propose no candidates: the work grows with the articles, not with their square."""
_CANDIDATES = 200
_LEAST_OVERLAP = 0.01
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


def similarities(articles: Sequence[Article], statistics: TermStatistics) -> dict[tuple[int, int], float]:
    """The cosine of each pair of ``articles`` that share rare terms, by their places, the lower first.

    A term weighs by how rare it is in the archive and among ``articles``. Pairs with known days lose similarity the
    further they are apart: none up to two days, a third of it in a week.
    """
    days = [day(article.published) for article in articles]
    return {
        (left, right): cosine * _nearness(days[left], days[right])
        for left, right, cosine in _cosines(_vectors(articles, statistics))
    }


def _vectors(articles: Sequence[Article], statistics: TermStatistics) -> _Vectors:
    import numpy as np

    numbers: dict[str, int] = {}
    rows: list[tuple[Integers, Values]] = []
    for article in articles:
        found = article_terms(article)
        ids = array("i", (numbers.setdefault(term, len(numbers)) for term in found))
        rows.append((np.frombuffer(ids, dtype=np.int32), np.fromiter(found.values(), np.float32, len(found))))
    frequency = np.bincount(np.concatenate([ids for ids, _ in rows]) if rows else [], minlength=len(numbers))
    local = np.log((len(articles) + _LOCAL_SMOOTHING) / (frequency + 0.5))
    local = np.maximum(local, 0) / math.log((len(articles) + _LOCAL_SMOOTHING) / 1.5)
    counted = dict(zip(numbers, frequency.tolist(), strict=True))
    weights = TermWeights(blended(_archive(statistics, len(articles), counted)))
    weight = np.fromiter(map(weights, numbers), np.float64, len(numbers)) ** _ARCHIVE_POWER * local**_LOCAL_POWER
    terms = np.full((len(articles), _KEPT_TERMS), len(numbers), dtype=np.int32)
    values = np.zeros((len(articles), _KEPT_TERMS), dtype=np.float32)
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


def _cosines(vectors: _Vectors) -> Iterator[tuple[int, int, float]]:
    """Pairs ``(left, right, cosine)``, left below right, proposed by an inverted index over the heaviest terms."""
    import numpy as np

    starts, rows, weights = _postings(vectors)
    dense = np.zeros(vectors.vocabulary + 1, dtype=np.float32)
    for left in range(len(vectors.terms)):
        terms, values = vectors.terms[left], vectors.values[left]
        candidates = _candidates(left, vectors, starts, rows, weights)
        dense[terms] = values
        dense[-1] = 0
        found = (dense[vectors.terms[candidates]] * vectors.values[candidates]).sum(axis=1, dtype=np.float64)
        dense[terms] = 0
        for right, cosine in zip(candidates.tolist(), found.tolist(), strict=True):
            yield min(left, right), max(left, right), round(cosine, 6)


def _postings(vectors: _Vectors) -> tuple[Places, Places, Values]:
    """For each term where its list begins, the rows of all lists, and the weights there; common terms have none."""
    import numpy as np

    terms = vectors.terms[:, :_PROPOSING_TERMS].ravel()
    values = vectors.values[:, :_PROPOSING_TERMS].ravel()
    counts = np.bincount(terms, minlength=vectors.vocabulary + 1)
    proposing = (counts[terms] <= _RARE) & (terms < vectors.vocabulary)
    rows = np.repeat(np.arange(len(vectors.terms)), min(_PROPOSING_TERMS, _KEPT_TERMS))[proposing]
    terms, values = terms[proposing], values[proposing]
    order = np.argsort(terms, kind="stable")
    starts = np.zeros(vectors.vocabulary + 2, dtype=np.int64)
    np.cumsum(np.bincount(terms, minlength=vectors.vocabulary + 1), out=starts[1:])
    return starts, rows[order], values[order]


def _candidates(left: int, vectors: _Vectors, starts: Places, rows: Places, weights: Values) -> Places:
    """The rows that share the most weight in rare terms with row ``left``, best first."""
    import numpy as np

    terms, values = vectors.terms[left, :_PROPOSING_TERMS], vectors.values[left, :_PROPOSING_TERMS]
    lists = [(value, slice(starts[term], starts[term + 1])) for term, value in zip(terms, values, strict=True)]
    lists = [(value, span) for value, span in lists if span.stop > span.start]
    if not lists:
        return np.zeros(0, dtype=np.int64)
    overlap = np.bincount(
        np.concatenate([rows[span] for _, span in lists]),
        np.concatenate([weights[span] * value for value, span in lists]),
        minlength=len(vectors.terms),
    )
    overlap[left] = 0
    found = np.flatnonzero(overlap > _LEAST_OVERLAP)
    return found[np.argsort(-overlap[found], kind="stable")[:_CANDIDATES]]


def day(published: str | None) -> int | None:
    """The day as an ordinal, where ``published`` names one."""
    if published is None:
        return None
    try:
        return datetime.date.fromisoformat(published[:10]).toordinal()
    except ValueError:
        return None


def _nearness(left: int | None, right: int | None) -> float:
    if left is None or right is None:
        return 1.0
    return math.exp(-max(0, abs(left - right) - _SAME_DAYS) / _FADING_DAYS)
