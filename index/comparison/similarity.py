"""How alike two sentences are, seen among all the sentences of their articles.

Four overlaps are mixed, each as a Dice coefficient: weighted words, adjacent pairs of words, names, and numbers. To
them comes the share of the shorter sentence's words that the longer contains, since outlets merge sentences. A word
weighs by how rare it is in the archive and, again, among the sentences at hand: what two articles say all along tells
one sentence from another badly. The mix was fitted on aligned news; its parts were kept few.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.comparison.background import TermWeights
from index.comparison.passages import words
from index.text import stem

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]

Bag = Mapping[Hashable, float]
"""What a sentence has of one sort of thing, with weights."""

_WORDS, _PAIRS, _NAMES, _NUMBERS = 0.39, 0.12, 0.06, 0.03
_CONTAINED = 0.4
_HEAVIEST = 6.5
"""A name that one article alone has may be as rare as it likes: it must not outweigh the rest of its sentence."""
_UNSHARED = 0.7
"""What a word counts that the other article has nowhere, and so cannot tell which of its sentences is meant."""
_ENOUGH = 5.0
"""Shared weight at which an overlap counts for 63 %: one rare word in two short sentences is not yet a parallel."""
_LOCAL_SMOOTHING = 10
_SOMETHING = 1e-6
_FEWEST = 5
"""Sentences that an article is taken to have at least, where a mean over them is formed."""
_NEIGHBOURS = 0.1
_ANCHOR, _MOST_ANCHORS = 0.05, 3
_LEDE, _APART = 0.12, 0.06
_TELLING = 2.5
"""Weight from which a word is no mere function word."""
_TITLE_CASE = 0.7
_CHUNK = 2048
"""Keys of an overlap taken at a time, so that memory stays bounded for texts as long as books."""
_PRODUCT, _SLICE = 200_000, 64
"""Multiplications at a time, and keys at least: beyond, some BLAS starts threads that cost more than they save."""


@dataclass(frozen=True, slots=True)
class Terms:
    """A sentence taken apart: its stems in order, and which of them are names and numbers."""

    stems: tuple[str, ...]
    names: frozenset[str]
    numbers: frozenset[str]

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Neighbouring stems."""
        return zip(self.stems, self.stems[1:], strict=False)


def terms(sentence: str, language: str = "en") -> Terms:
    """Take ``sentence`` apart, by the stems of ``language``.

    A capital at its beginning, or in a headline that has them throughout, makes no name.
    """
    found = words(sentence)
    stems = tuple(stem(token.word, language) for token in found)
    letters = [n for n, token in enumerate(found) if sentence[token.start].isalpha()]
    capitals = [n for n in letters if sentence[found[n].start].isupper()]
    if len(capitals) > _TITLE_CASE * len(letters):
        capitals = []
    names = frozenset(stems[n] for n in capitals if n > 0 and len(stems[n]) > 1)
    return Terms(stems, names, frozenset(s for s in stems if s[0].isdigit()))


def similarities(left: Sequence[Terms], right: Sequence[Terms], weights: TermWeights) -> Matrix:
    """The similarity, 0 to 1, of each sentence of ``left`` (row) to each of ``right`` (column)."""
    import numpy as np

    local = _local_weights(left, right, weights)
    every_name = frozenset[str]().union(*(t.names for t in left), *(t.names for t in right))

    def bags(side: Sequence[Terms]) -> list[list[Bag]]:
        return [
            [_weighted(t.stems, local) for t in side],
            [dict.fromkeys(t.pairs(), 1.0) for t in side],
            [_weighted(every_name.intersection(t.stems), local) for t in side],
            [_weighted(t.numbers, local) for t in side],
        ]

    mixed = np.zeros((len(left), len(right)), dtype=np.float32)
    possible = np.full_like(mixed, 1e-6)
    shared = np.zeros_like(mixed)
    for share, mine, theirs in zip((_WORDS, _PAIRS, _NAMES, _NUMBERS), bags(left), bags(right), strict=True):
        overlap = _overlaps(mine, theirs)
        of_left, of_right = _sums(mine)[:, None], _sums(theirs)[None, :]
        mixed += share * 2 * overlap / (of_left + of_right)
        # Sentences without names or numbers are judged by the rest.
        possible += share * (of_left + of_right > _SOMETHING)
        if share == _WORDS:
            shared = overlap
            mixed += _CONTAINED * overlap / np.minimum(of_left, of_right)
            possible += _CONTAINED
    mixed *= (1 - np.exp(-shared / _ENOUGH)) / possible
    for i, j in _identical(left, right):
        mixed[i, j] = 1
    return np.minimum(mixed, np.float32(1), out=mixed)


def _identical(left: Sequence[Terms], right: Sequence[Terms]) -> Iterator[tuple[int, int]]:
    places: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for j, sentence in enumerate(right):
        places[sentence.stems].append(j)
    for i, sentence in enumerate(left):
        if sentence.stems and sentence.stems in places:
            yield from ((i, j) for j in places[sentence.stems])


def _local_weights(left: Sequence[Terms], right: Sequence[Terms], weights: TermWeights) -> dict[str, float]:
    counts = Counter(stem for sentence in (*left, *right) for stem in set(sentence.stems))
    both = {stem for t in left for stem in t.stems} & {stem for t in right for stem in t.stems}
    total = len(left) + len(right) + _LOCAL_SMOOTHING
    most = math.log(total / 1.5)
    return {
        stem: min(_HEAVIEST, weights(stem))
        * (math.log(total / (count + 0.5)) / most)
        * (1.0 if stem in both else _UNSHARED)
        for stem, count in counts.items()
    }


def _weighted(stems: Iterable[str], weights: Mapping[str, float]) -> Bag:
    return {stem: weights[stem] for stem in stems}


def _overlaps(left: Sequence[Bag], right: Sequence[Bag]) -> Matrix:
    """The weight that each two bags share; a key weighs the same in all of them."""
    import numpy as np

    shared = sorted({k for bag in left for k in bag} & {k for bag in right for k in bag}, key=repr)
    overlap = np.zeros((len(left), len(right)), dtype=np.float32)
    for start in range(0, len(shared), _CHUNK):
        columns = {key: n for n, key in enumerate(shared[start : start + _CHUNK])}
        mine, theirs = _rows(left, columns, weighted=True), _rows(right, columns, weighted=False)
        step = max(_SLICE, _PRODUCT // max(1, overlap.size))
        for at in range(0, len(columns), step):
            overlap += mine[:, at : at + step] @ theirs[:, at : at + step].T
    return overlap


def _rows(bags: Sequence[Bag], columns: Mapping[Hashable, int], *, weighted: bool) -> Matrix:
    import numpy as np

    cells = [(n, columns[k], w) for n, bag in enumerate(bags) for k, w in bag.items() if k in columns]
    rows = np.zeros((len(bags), len(columns)), dtype=np.float32)
    if cells:
        at, column, weight = zip(*cells, strict=True)
        rows[at, column] = weight if weighted else 1.0
    return rows


def _sums(bags: Sequence[Bag]) -> Matrix:
    """The weight of each bag; never 0, to divide by."""
    import numpy as np

    return np.array([max(_SOMETHING / 4, sum(bag.values())) for bag in bags], dtype=np.float32)


def supported(similarity: Matrix, left: Sequence[Terms], right: Sequence[Terms], weights: TermWeights) -> Matrix:
    """``similarity`` raised where more than the words of two sentences speaks for them.

    That is, how alike each is to the other article on the whole (what is on the main subject of both is likelier to
    be the same report), how alike its neighbours are to its partner, the words that each article has only there, and
    where they stand: news begin with what happened, and tell it in much the same order.
    """
    import numpy as np

    rows, columns = similarity.shape
    of_left = similarity.sum(axis=1, keepdims=True) / max(columns, _FEWEST)
    of_right = similarity.sum(axis=0, keepdims=True) / max(rows, _FEWEST)
    framed = np.pad(similarity, 1)
    beside = np.maximum(framed[1:-1, :-2], framed[1:-1, 2:])
    around = np.maximum(beside, np.maximum(framed[:-2, 1:-1], framed[2:, 1:-1]))
    raised: Matrix = similarity + of_left + of_right + _NEIGHBOURS * np.minimum(around, np.float32(0.5))
    raised += np.float32(_ANCHOR) * np.minimum(_anchors(left, right, weights), np.float32(_MOST_ANCHORS))
    raised += _placed(rows, columns)
    return raised


def _placed(rows: int, columns: int) -> Matrix:
    """What the places of two sentences say: most for both ledes, least for the first and the last."""
    import numpy as np

    down, across = np.arange(rows, dtype=np.float32)[:, None], np.arange(columns, dtype=np.float32)[None, :]
    opening = 1 / np.sqrt((1 + down) * (1 + across))
    apart = np.abs(down / max(1, rows - 1) - across / max(1, columns - 1))
    placed: Matrix = np.float32(_LEDE) * opening - np.float32(_APART) * apart
    return placed


def telling_in_common(left: Sequence[Terms], right: Sequence[Terms], weights: TermWeights) -> Matrix:
    """How many words two sentences share that are more than function words."""

    def bags(side: Sequence[Terms]) -> list[Bag]:
        return [{stem: 1.0 for stem in t.stems if weights(stem) >= _TELLING} for t in side]

    return _overlaps(bags(left), bags(right))


def _anchors(left: Sequence[Terms], right: Sequence[Terms], weights: TermWeights) -> Matrix:
    """How many words two sentences share that stand nowhere else in either article."""

    def once(side: Sequence[Terms]) -> set[str]:
        counts = Counter(stem for t in side for stem in set(t.stems))
        return {stem for stem, count in counts.items() if count == 1 and weights(stem) >= _TELLING}

    anchors = once(left) & once(right)

    def bags(side: Sequence[Terms]) -> list[Bag]:
        return [dict.fromkeys(anchors.intersection(t.stems), 1.0) for t in side]

    return _overlaps(bags(left), bags(right))
