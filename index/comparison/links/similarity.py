"""The similarity of two sentences, relative to all the sentences of their articles.

It mixes four overlaps, each a Dice coefficient: weighted words, adjacent pairs of words, names, and numbers; and the
share of the shorter sentence's words that the longer one contains, since outlets merge sentences. A word weighs by how
rare it is in the archive and how rare among these sentences: words that two articles use throughout hardly distinguish
one sentence from another. The mix was fitted on aligned news, with as few parts as possible.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from index.comparison.background import TermWeights
from index.comparison.links.overlaps import Bag, Overlap
from index.comparison.links.predicates import empty_words
from index.comparison.passages import words
from index.comparison.same_words import letters_of
from index.text import stem

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.comparison.links.overlaps import Matrix, Places

_WORDS, _PAIRS, _NAMES, _NUMBERS = 0.39, 0.12, 0.06, 0.03
"""Shares of the overlaps in the mix. Fitted on aligned news, as are the following."""
_CONTAINED = 0.4
"""Share of how much of the shorter sentence the longer one contains."""
_HEAVIEST = 6.5
"""Highest weight of a word, so that one very rare name does not outweigh the rest of its sentence."""
_UNSHARED = 0.7
"""Factor on words that the other article does not have: they cannot tell which of its sentences is meant."""
_ENOUGH = 5.0
"""Shared weight at which an overlap counts for 63 %: one rare word in two short sentences is not yet a parallel."""
_LOCAL_SMOOTHING = 10
"""Sentences that are added to those at hand, so that few of them do not tell too much."""
_SAME_STEMS = 0.99
"""The similarity of two sentences with the same stems; 1 is left for those with the same words."""
_SOMETHING = 1e-6
"""Weight under which a sentence has nothing of a sort of thing."""
_LEDE, _APART = 0.12, 0.06
"""What is added where both sentences open their articles, and taken off where they stand at opposite ends."""
_TELLING = 2.5
"""Weight from which a word is a content word."""
_TWICE = 0.6
"""What a word counts as an anchor that two sentences of one of the articles have."""
_TITLE_CASE = 0.7
"""Share of words with a capital above which capitals make no names."""


@dataclass(frozen=True)
class Terms:
    """The stems of a sentence in order, and which of them are names and numbers."""

    stems: tuple[str, ...]
    names: frozenset[str]
    numbers: frozenset[str]
    predicates: frozenset[str] = frozenset()
    """The content words that say something: no names, figures, days, titles or verbs of speech."""
    text: str = ""
    """The sentence as it is written."""
    gaps: frozenset[int] = frozenset()
    """The indexes of stems that do not follow the one before them: words between them were left out."""

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The distinct stems."""
        return frozenset(self.stems)

    def renamed(self, same: Mapping[str, str]) -> Terms:
        """With other stems for those that ``same`` has."""
        if not any(stem in same for stem in self.stems):
            return self
        stems, names = [same.get(s, s) for s in self.stems], (same.get(s, s) for s in self.names)
        return replace(self, stems=tuple(stems), names=frozenset(names))

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Each two adjacent stems, in order."""
        adjacent = zip(self.stems, self.stems[1:], strict=False)
        return (pair for at, pair in enumerate(adjacent, 1) if at not in self.gaps) if self.gaps else adjacent


# An article is compared with many, and sentences recur: in copies, and where a reader goes on to the next passage.
@lru_cache(maxsize=4096)
def terms(sentence: str, language: str = "en") -> Terms:
    """The terms of ``sentence``, stemmed in ``language``.

    A capital at the beginning of the sentence, or in a line that is in title case, does not mark a name.
    """
    found = words(sentence)
    stems = tuple(stem(token.word, language) for token in found)
    letters = [n for n, token in enumerate(found) if sentence[token.start].isalpha()]
    capitals = [n for n in letters if sentence[found[n].start].isupper()]
    if len(capitals) > _TITLE_CASE * len(letters):
        capitals = []
    names = frozenset(stems[n] for n in capitals if n > 0 and len(stems[n]) > 1)
    numbers = frozenset(s for s in stems if s[0].isdigit())
    opens = {stems[0]} if capitals[:2] == [0, 1] else frozenset[str]()
    return Terms(stems, names, numbers, frozenset(stems) - names - opens - numbers - empty_words(language), sentence)


def closest(
    left: Sequence[Terms], right: Sequence[Terms], rows: Sequence[int], column: int, weights: TermWeights
) -> float:
    """The highest similarity of one of some sentences of ``left`` to that at ``column`` of ``right``."""
    chosen, other = [left[n] for n in rows], [right[column]]
    found = Similarities(chosen, other, weights, (left, right))
    return float(found.rows(0, len(chosen)).max())


class Similarities:
    """The similarities of the sentences of two articles, 0 to 1; some rows of the table at a time.

    ``articles`` are all the sentences of both, where ``left`` and ``right`` are some of them.
    """

    def __init__(
        self,
        left: Sequence[Terms],
        right: Sequence[Terms],
        weights: TermWeights,
        articles: tuple[Sequence[Terms], Sequence[Terms]] | None = None,
    ) -> None:
        whole = articles or (left, right)
        wanted = None if articles is None else frozenset[str]().union(*(t.stems for t in (*left, *right)))
        if wanted is not None:
            weights.learn(wanted)
        local = _local_weights(*whole, weights, wanted)
        every_name = frozenset[str]().union(*(t.names for t in whole[0]), *(t.names for t in whole[1]))

        def bags(side: Sequence[Terms]) -> list[list[Bag]]:
            return [
                [_weighted(t.stems, local) for t in side],
                [dict.fromkeys(t.pairs(), 1.0) for t in side],
                [_weighted((stem for stem in t.stems if stem in every_name), local) for t in side],
                [_weighted((stem for stem in t.stems if stem in t.numbers), local) for t in side],
            ]

        self._sorts = [
            _Sort(share, Overlap(mine, theirs), _sums(mine)[:, None], _sums(theirs)[None, :])
            for share, mine, theirs in zip((_WORDS, _PAIRS, _NAMES, _NUMBERS), bags(left), bags(right), strict=True)
        ]
        self._wordings = [
            (similarity, *_wordings([of(t) for t in left], [of(t) for t in right]))
            for similarity, of in ((_SAME_STEMS, _stems_of), (1, _letters_of))
        ]
        self.shape = len(left), len(right)

    def rows(self, start: int, stop: int) -> Matrix:
        """The similarity of the sentences ``left[start:stop]`` (row) to each of the right (column)."""
        import numpy as np

        mixed = np.zeros((stop - start, self.shape[1]), dtype=np.float32)
        possible = np.full_like(mixed, 1e-6)
        shared = np.zeros_like(mixed)
        for sort in self._sorts:
            overlap, of_left, of_right = sort.overlap.rows(start, stop), sort.of_left[start:stop], sort.of_right
            sums = of_left + of_right
            mixed += sort.share * 2 * overlap / sums
            # Sentences without names or numbers are judged by the rest.
            possible += sort.share * (sums > _SOMETHING)
            if sort.share == _WORDS:
                shared = overlap
                mixed += _CONTAINED * overlap / np.minimum(of_left, of_right)
                possible += _CONTAINED
        mixed *= (1 - np.exp(-shared / _ENOUGH)) / possible
        for similarity, mine, theirs in self._wordings:
            mixed[mine[start:stop, None] == theirs[None, :]] = similarity
        return np.minimum(mixed, np.float32(1), out=mixed)


@dataclass(frozen=True, slots=True)
class _Sort:
    """One sort of thing that sentences share, and what it counts."""

    share: float
    overlap: Overlap
    of_left: Matrix
    of_right: Matrix


def _stems_of(sentence: Terms) -> Hashable:
    return sentence.stems


def _letters_of(sentence: Terms) -> Hashable:
    return letters_of(sentence.text)


def _wordings(left: Sequence[Hashable], right: Sequence[Hashable]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """A number for each sentence, the same for sentences of the same words; those without words are like no other."""
    import numpy as np

    numbers: dict[Hashable, int] = {}
    mine = [numbers.setdefault(words, len(numbers)) if words else -1 for words in left]
    theirs = [numbers.setdefault(words, len(numbers)) if words else -2 for words in right]
    return np.array(mine, dtype=np.int64), np.array(theirs, dtype=np.int64)


def _local_weights(
    left: Sequence[Terms], right: Sequence[Terms], weights: TermWeights, wanted: Set[str] | None
) -> dict[str, float]:
    """Of all stems, or of those that are ``wanted``."""
    mine, theirs = _sentences_with(left, wanted), _sentences_with(right, wanted)
    total = len(left) + len(right) + _LOCAL_SMOOTHING
    most = math.log(total / 1.5)
    rarity = [math.log(total / (count + 0.5)) / most for count in range(len(left) + len(right) + 1)]
    found: dict[str, float] = {}
    for word in mine.keys() | theirs.keys():
        weight = min(_HEAVIEST, weights(word)) * rarity[mine[word] + theirs[word]]
        found[word] = weight if word in mine and word in theirs else weight * _UNSHARED
    return found


def _weighted(stems: Iterable[str], weights: Mapping[str, float]) -> Bag:
    return {stem: weights[stem] for stem in stems}


def _sums(bags: Sequence[Bag]) -> Matrix:
    """The weight of each bag; never 0, to divide by."""
    import numpy as np

    return np.array([max(_SOMETHING / 4, sum(bag.values())) for bag in bags], dtype=np.float32)


def around(similarity: Matrix) -> Matrix:
    """For each two sentences the best similarity of a neighbour of one to the other."""
    import numpy as np

    framed = np.pad(similarity, 1)
    beside = np.maximum(framed[1:-1, :-2], framed[1:-1, 2:])
    best: Matrix = np.maximum(beside, np.maximum(framed[:-2, 1:-1], framed[2:, 1:-1]))
    return best


def placed(i: Places, j: Places, shape: tuple[int, int]) -> Matrix:
    """What the places of sentences ``i`` and ``j`` say: most for both ledes, least for the first and the last."""
    import numpy as np

    down, across = i.astype(np.float32), j.astype(np.float32)
    opening = 1 / np.sqrt((1 + down) * (1 + across))
    apart = np.abs(down / max(1, shape[0] - 1) - across / max(1, shape[1] - 1))
    position: Matrix = np.float32(_LEDE) * opening - np.float32(_APART) * apart
    return position


def telling(sentence: Terms, weights: TermWeights) -> frozenset[str]:
    """The words of a sentence that are more than function words."""
    return frozenset(stem for stem in sentence.stems if weights(stem) >= _TELLING)


def anchors(left: Sequence[Terms], right: Sequence[Terms], weights: TermWeights) -> Mapping[str, float]:
    """How well words, no function words, tell which sentences are meant: 1 for those of one sentence of each article.

    Words, no names, that one sentence of one article and two of the other have tell less.
    """
    mine, theirs = _sentences_with(left), _sentences_with(right)
    named = frozenset[str]().union(*(t.names for t in (*left, *right)))
    both = {stem: (mine[stem], theirs[stem]) for stem in mine.keys() & theirs.keys() if weights(stem) >= _TELLING}
    once = {stem: 1.0 for stem, counts in both.items() if counts == (1, 1)}
    return once | {stem: _TWICE for stem, counts in both.items() if sum(counts) == 3 and stem not in named}


def _sentences_with(side: Sequence[Terms], wanted: Set[str] | None = None) -> Counter[str]:
    """How many sentences have each stem, or each of those that are ``wanted``."""
    found = (t.vocabulary for t in side)
    return Counter(chain.from_iterable(found if wanted is None else (words & wanted for words in found)))
