"""Articles as rows of weighted terms, and the similarities of these rows."""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING

from index.comparison.background import TermWeights, blended
from index.comparison.vectors import article_terms
from index.model import Article, TermStatistics

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    Integers = NDArray[np.int32]
    Values = NDArray[np.float32]

_ARCHIVE_POWER, _LOCAL_POWER = 1.0, 0.75
"""How strongly rarity counts in the archive, and among the articles at hand."""
_LOCAL_SMOOTHING = 6
"""Articles that are added to those at hand, so that few of them do not tell too much."""
_UNSHARED = 0.15
"""Factor on terms that no other article has: they only make a vector longer."""
KEPT_TERMS = 100
"""Terms of an article that are compared, the heaviest."""
_IN_MEMORY = 16 * 1024 * 1024
"""Bytes of packed terms from which they are in a file: those of 100,000 articles are some 170 MB."""
_PACKED_AT_ONCE = 500
"""Articles that are packed together."""
_WEIGHED_AT_ONCE = 50_000
"""Terms that are weighed together."""
_COLUMNS_AT_ONCE = 4000
"""Terms that are multiplied together."""


@dataclass(frozen=True, slots=True)
class Vectors:
    """Articles as rows of numbered terms, the heaviest first, padded with a term of weight 0."""

    terms: Integers
    values: Values
    vocabulary: int
    """The number of the term of weight 0; all others are lower."""

    def closeness(self, places: Sequence[int]) -> Values:
        """The cosines of all pairs of the rows at ``places``, as a square matrix."""
        import numpy as np

        terms, values = self.terms[places], self.values[places]
        used = np.unique(terms)
        columns = np.searchsorted(used, terms)
        found = np.zeros((len(places), len(places)), dtype=np.float32)
        for start in range(0, len(used), _COLUMNS_AT_ONCE):
            # A few columns at a time: together they would be as wide as the vocabulary.
            inside = (columns >= start) & (columns < start + _COLUMNS_AT_ONCE)
            some = np.zeros((len(places), min(_COLUMNS_AT_ONCE, len(used) - start)), dtype=np.float32)
            some[np.nonzero(inside)[0], columns[inside] - start] = values[inside]
            found += some @ some.T
        return found

    def mean_closeness(self, places: Sequence[int], others: Sequence[int]) -> float:
        """The mean cosine of the rows at ``places`` with those at ``others``."""
        import numpy as np

        terms, place = np.unique(self.terms[places], return_inverse=True)
        sums = np.bincount(place.ravel(), self.values[places].ravel())
        asked = self.terms[others].ravel()
        at = np.minimum(np.searchsorted(terms, asked), len(terms) - 1)
        both = terms[at] == asked
        found = float((sums[at[both]] * self.values[others].ravel()[both]).sum())
        return round(found / (len(places) * len(others)), 6)


@dataclass(frozen=True, slots=True)
class _Packed:
    """The terms of some articles, one after the other, as numbers with prominences."""

    lengths: array[int]
    """How many terms each article has."""
    numbers: Integers
    prominence: NDArray[np.float16]


class _Counted:
    """Document frequencies of terms that were counted at hand; of no others."""

    def __init__(self, articles: int, frequency: Mapping[str, int]) -> None:
        self._articles, self._frequency = articles, frequency

    def document_count(self) -> int:
        return self._articles

    def document_frequencies(self, terms: Iterable[str]) -> Mapping[str, int]:
        return {term: self._frequency[term] for term in terms}


class Reading:
    """The terms of articles, as these are read; of many articles in a temporary file.

    The file is in ``folder``, or where the system has such files; OSError is raised where it cannot be written.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.articles = 0
        self.numbers: dict[str, int] = {}
        """The number of each term."""
        self._lengths: list[array[int]] = []
        self._file = SpooledTemporaryFile(  # noqa: SIM115 - closed when it is used up
            _IN_MEMORY, dir=None if folder is None else str(folder)
        )

    def read(self, articles: Iterable[Article]) -> Iterator[int]:
        """Take in ``articles``, none of which is held; now and then, how many there were so far."""
        import numpy as np

        numbers = self.numbers
        coming = iter(articles)
        while True:
            lengths, ids, prominence = array("i"), array("i"), array("f")
            for article in islice(coming, _PACKED_AT_ONCE):
                found = article_terms(article)
                lengths.append(len(found))
                ids.extend(numbers.setdefault(term, len(numbers)) for term in found)
                prominence.extend(found.values())
            if not lengths:
                return
            self.articles += len(lengths)
            self._lengths.append(lengths)
            self._file.write(ids.tobytes())
            self._file.write(np.array(prominence, np.float16).tobytes())
            yield self.articles

    def packed(self) -> Iterator[_Packed]:
        """What was read, some articles at a time."""
        import numpy as np

        self._file.seek(0)
        for lengths in self._lengths:
            terms = sum(lengths)
            numbers = np.frombuffer(self._file.read(4 * terms), np.int32)
            yield _Packed(lengths, numbers, np.frombuffer(self._file.read(2 * terms), np.float16))

    def close(self) -> None:
        """Release what was read."""
        self._file.close()


def weighted(reading: Reading, rows: Sequence[int], statistics: TermStatistics, *, excerpt: bool = False) -> Vectors:
    """The articles as vectors, each in its row of ``rows``; what was read is released.

    A term weighs by how rare it is in the archive and among these articles; where these are an ``excerpt`` of an
    archive that ``statistics`` are of, as it weighs in that.
    """
    import numpy as np

    numbers = reading.numbers
    frequency = np.zeros(len(numbers), dtype=np.int64)
    for some in reading.packed():
        frequency += np.bincount(some.numbers, minlength=len(numbers))
    articles = len(rows)
    if excerpt:
        articles = max(articles, statistics.document_count())
        known = statistics.document_frequencies(numbers)
        frequency = np.maximum(frequency, np.fromiter(map(known.__getitem__, numbers), np.int64, len(numbers)))
    weight = _weights(numbers, frequency, articles, statistics)
    terms = np.full((len(rows), KEPT_TERMS), len(numbers), dtype=np.int32)
    values = np.zeros((len(rows), KEPT_TERMS), dtype=np.float32)
    to_come = iter(rows)
    for some in reading.packed():
        end = 0
        for length in some.lengths:
            start, end = end, end + length
            numbered = some.numbers[start:end]
            value = some.prominence[start:end] * weight[numbered]
            shared = frequency[numbered] > 1
            unshared = float((value[~shared] ** 2).sum())
            kept = np.flatnonzero(shared)[np.argsort(-value[shared], kind="stable")[:KEPT_TERMS]]
            norm = math.sqrt(float((value[kept] ** 2).sum()) + _UNSHARED * unshared) or 1.0
            row = next(to_come)
            terms[row, : len(kept)] = numbered[kept]
            values[row, : len(kept)] = value[kept] / norm
    reading.close()
    return Vectors(terms, values, len(numbers))


def _weights(
    numbers: Mapping[str, int], frequency: NDArray[np.int64], articles: int, statistics: TermStatistics
) -> NDArray[np.float64]:
    import numpy as np

    local = np.log((articles + _LOCAL_SMOOTHING) / (frequency + 0.5))
    local = np.maximum(local, 0) / math.log((articles + _LOCAL_SMOOTHING) / 1.5)
    weight = np.zeros(len(numbers), dtype=np.float64)
    # The counts at hand, where these are of most of the archive, say the same for less.
    at_hand = statistics.document_count() <= 2 * articles
    coming = iter(numbers)
    for start in range(0, len(numbers), _WEIGHED_AT_ONCE):
        some = list(islice(coming, _WEIGHED_AT_ONCE))
        end = start + len(some)
        counted = _Counted(articles, dict(zip(some, frequency[start:end].tolist(), strict=True)))
        weights = TermWeights(blended(counted if at_hand else statistics), some)
        weight[start:end] = np.fromiter(map(weights, some), np.float64, len(some))
    return weight**_ARCHIVE_POWER * local**_LOCAL_POWER
