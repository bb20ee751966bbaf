"""Which articles of a collection resemble each other; in time and memory that grow with the collection."""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.comparison.stories.term_weights import KEPT_TERMS, Reading, Vectors, weighted
from index.model import Article, TermStatistics

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    Integers = NDArray[np.int32]
    Places = NDArray[np.int64]
    Values = NDArray[np.float32]

FAR = 120
"""Days above which two articles are never of one story."""
_PROPOSING_TERMS = 40
"""Terms of an article, the heaviest, by which others are found that may resemble it."""
_PROPOSED = 20_000
"""Entries of posting lists that are read for one article, those of its rarest terms: where many report one event, the
work grows with the articles, not with their square."""
_CANDIDATES = 100
"""Articles whose similarity to one article is computed, at most."""
_LEAST_OVERLAP = 0.01
"""Shared weight under which an article is not even looked at."""
_LEAST_COSINE = 0.1
"""Similarity below which a pair is not kept."""
_LEAST_SIMILARITY = 0.02
"""Similarity below which :func:`similarities` leaves a pair out."""
_SAME_DAYS, _FADING_DAYS = 2, 14
"""Days apart that take nothing from a likeness, and days in which the rest fades to 37 %."""
_READING = 0.7
"""Share of the work that is done when the articles are read."""
_SORTED_AT_ONCE = 10_000
"""Rows whose pairs are sorted together."""
_ROWS_TOLD = 500
"""Rows between two reports of progress."""


@dataclass(frozen=True, slots=True)
class Alike:
    """Pairs of similar articles, as three parallel arrays: the places of both, and their cosine."""

    ids: Sequence[str]
    """Ids of the articles, undated ones first, then by day and id; a place is an index into them."""
    days: Values
    """Day of each article as an ordinal; NaN for none."""
    left: Integers
    right: Integers
    """The higher place of a pair."""
    cosine: Values
    """Similarity of the texts, whatever the days."""
    vectors: Vectors

    def nearness(self) -> Values:
        """By pair, the factor for the days between: 1 up to two days, two thirds after a week."""
        return _nearness(self.days[self.left], self.days[self.right])

    def likeness(self, places: Sequence[int]) -> Values:
        """The similarities of the articles at ``places``, scaled by the days between, as a square matrix."""
        days = self.days[places]
        found: Values = self.vectors.closeness(places) * _nearness(days[:, None], days[None, :])
        return found


def alike(
    articles: Iterable[Article], statistics: TermStatistics, *, excerpt: bool = False, folder: Path | None = None
) -> Iterator[float | Alike]:
    """Find the pairs of similar ``articles``; yields the share of the work that is done, 0 to 1, and at last the pairs.

    Articles are read once and not held; their order does not matter. Articles more than 120 days apart are no pair. The
    terms of many are in a temporary file in ``folder``; raises OSError where that is full.
    """
    import numpy as np

    expected = max(1, statistics.document_count())
    ids: list[str] = []
    days: list[float] = []

    def noted() -> Iterator[Article]:
        for article in articles:
            ids.append(article.id)
            days.append(_day(article))
            yield article

    reading = Reading(folder)
    for read in reading.read(noted()):
        yield _READING * min(1.0, read / expected)
    order = sorted(range(len(ids)), key=lambda at: (not math.isnan(days[at]), days[at], ids[at]))
    rows = np.empty(len(ids), dtype=np.int64)
    rows[order] = np.arange(len(ids))
    vectors = weighted(reading, rows.tolist(), statistics, excerpt=excerpt)
    in_order = np.array([days[place] for place in order], dtype=np.float32)
    pairs = _Pairs(len(ids))
    done = 0
    for left, right, cosine in _pairs(vectors, in_order):
        pairs.add(left, right, cosine)
        if left[0] >= done + _ROWS_TOLD:
            done = int(left[0])
            yield _READING + (1 - _READING) * done / len(ids)
    yield Alike([ids[place] for place in order], in_order, *pairs.each_once(), vectors)


class _Pairs:
    """Pairs of ``count`` rows with their cosines: in few bytes each, where as many small arrays would take hundreds."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._low, self._high, self._cosine = array("i"), array("i"), array("f")

    def add(self, left: Integers, right: Integers, cosine: Values) -> None:
        """Add some pairs; the same ones may come from the other side."""
        import numpy as np

        self._low.frombytes(np.minimum(left, right).tobytes())
        self._high.frombytes(np.maximum(left, right).tobytes())
        self._cosine.frombytes(cosine.tobytes())

    def each_once(self) -> tuple[Integers, Integers, Values]:
        """The lower and the higher row and the cosine of each pair, in order; what was added is released."""
        import numpy as np

        low, high = np.frombuffer(self._low, np.int32), np.frombuffer(self._high, np.int32)
        cosine = np.frombuffer(self._cosine, np.float32)
        once = _Pairs(self._count)
        for start in range(0, self._count, _SORTED_AT_ONCE):
            # Of all rows at once, the numbers that are sorted would take several times the memory of the pairs.
            some = np.flatnonzero((low >= start) & (low < start + _SORTED_AT_ONCE))
            _, first = np.unique(low[some].astype(np.int64) * self._count + high[some], return_index=True)
            kept = some[first]
            once.add(low[kept], high[kept], cosine[kept])
        self._low, self._high, self._cosine = once._low, once._high, once._cosine
        return (
            np.frombuffer(self._low, np.int32),
            np.frombuffer(self._high, np.int32),
            np.frombuffer(self._cosine, np.float32),
        )


def similarities(articles: Sequence[Article], statistics: TermStatistics) -> dict[tuple[int, int], float]:
    """The similarities of the pairs of a few ``articles``, by their places, the lower first; without dissimilar pairs.

    The more days are between two articles, the lower their similarity.
    """
    import numpy as np

    reading = Reading()
    for _ in reading.read(articles):
        pass
    vectors = weighted(reading, range(len(articles)), statistics)
    days = np.array([_day(article) for article in articles], dtype=np.float32)
    found = vectors.closeness(range(len(articles))) * _nearness(days[:, None], days[None, :])
    left, right = np.nonzero(np.triu(found >= _LEAST_SIMILARITY, 1))
    values = found[left, right].round(6).tolist()
    return dict(zip(zip(left.tolist(), right.tolist(), strict=True), values, strict=True))


def _day(article: Article) -> float:
    """The day of publication as an ordinal; NaN if it is not known."""
    return math.nan if article.day is None else article.day.toordinal()


def _nearness(one: Values, other: Values) -> Values:
    import numpy as np

    apart = np.nan_to_num(np.abs(one - other) - _SAME_DAYS, nan=0.0)
    found: Values = np.exp(-np.maximum(0.0, apart) / _FADING_DAYS).astype(np.float32)
    return found


# --- Candidates -------------------------------------------------------------------------------------------------------


def _pairs(vectors: Vectors, days: Values) -> Iterator[tuple[Integers, Integers, Values]]:
    """The pairs of each row with their cosines, proposed by an inverted index over the heaviest terms."""
    import numpy as np

    dense = np.zeros(vectors.vocabulary + 1, dtype=np.float32)
    for rows, window in _blocks(days):
        postings = _postings(vectors, window)
        for left in rows:
            apart = np.abs(days[window] - days[left]) > FAR
            apart |= window == left
            candidates = window[_candidates(left, vectors, postings, apart)]
            dense[vectors.terms[left]] = vectors.values[left]
            dense[-1] = 0
            found = (dense[vectors.terms[candidates]] * vectors.values[candidates]).sum(axis=1, dtype=np.float64)
            dense[vectors.terms[left]] = 0
            kept = found >= _LEAST_COSINE
            if kept.any():
                right = candidates[kept].astype(np.int32)
                yield np.full(len(right), left, dtype=np.int32), right, found[kept].round(6).astype(np.float32)


def _blocks(days: Values) -> Iterator[tuple[range, Places]]:
    """Rows that are near each other in time, together with all that are near enough to one of them."""
    import numpy as np

    undated = int(np.isnan(days).sum())
    if undated:
        yield range(undated), np.arange(len(days))
    dated = days[undated:]
    start = 0
    while start < len(dated):
        # Undated articles are in every block: with many of these, blocks must be few.
        end = max(int(np.searchsorted(dated, dated[start] + FAR, "right")), start + undated // 4)
        end = min(end, len(dated))
        first = int(np.searchsorted(dated, dated[start] - FAR, "left"))
        last = int(np.searchsorted(dated, dated[end - 1] + FAR, "right"))
        window = np.concatenate([np.arange(undated), np.arange(undated + first, undated + last)])
        yield range(undated + start, undated + end), window
        start = end


@dataclass(frozen=True, slots=True)
class _Postings:
    """Posting lists: by term where its list begins; the rows of all lists, as places in the window, and the weights."""

    starts: Places
    rows: Integers
    weights: Values


def _postings(vectors: Vectors, window: Places) -> _Postings:
    import numpy as np

    terms = vectors.terms[window, :_PROPOSING_TERMS].ravel()
    values = vectors.values[window, :_PROPOSING_TERMS].ravel()
    proposing = terms < vectors.vocabulary
    rows = np.repeat(np.arange(len(window), dtype=np.int32), min(_PROPOSING_TERMS, KEPT_TERMS))[proposing]
    terms, values = terms[proposing], values[proposing]
    order = np.argsort(terms, kind="stable")
    starts = np.zeros(vectors.vocabulary + 2, dtype=np.int64)
    np.cumsum(np.bincount(terms, minlength=vectors.vocabulary + 1), out=starts[1:])
    return _Postings(starts, rows[order], values[order])


def _candidates(left: int, vectors: Vectors, postings: _Postings, apart: NDArray[np.bool_]) -> Places:
    """The places in the window that share the most weight in rare terms with row ``left``, those ``apart`` left out."""
    import numpy as np

    terms, values = vectors.terms[left, :_PROPOSING_TERMS], vectors.values[left, :_PROPOSING_TERMS]
    starts, ends = postings.starts[terms], postings.starts[terms + 1]
    sizes = ends - starts
    order = np.argsort(sizes, kind="stable")
    order = order[(sizes[order] > 1) & (np.cumsum(sizes[order]) <= _PROPOSED)]
    if not len(order):
        return np.zeros(0, dtype=np.int64)
    spans = [slice(*span) for span in zip(starts[order].tolist(), ends[order].tolist(), strict=True)]
    overlap = np.bincount(
        np.concatenate([postings.rows[span] for span in spans]),
        np.concatenate([postings.weights[span] * value for value, span in zip(values[order], spans, strict=True)]),
        minlength=len(apart),
    )
    overlap[apart] = 0
    found = np.flatnonzero(overlap > _LEAST_OVERLAP)
    return found[np.argsort(-overlap[found], kind="stable")[:_CANDIDATES]]
