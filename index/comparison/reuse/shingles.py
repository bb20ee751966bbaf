"""Copied text: which texts share runs of words, how much of each text, and the spans.

A shingle index (Broder 1997, "On the resemblance and containment of documents") over runs of six words finds the
pairs; runs on one diagonal join into the spans that both texts have word for word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.comparison.boilerplate import boilerplate, outside
from index.model import Span
from index.text import Token, tokens

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Hashes = NDArray[np.uint64]

SHINGLE = 6
"""Words in a row that are compared as one."""
COMMON = 100
"""Texts above which a shingle is a set phrase of an outlet, not evidence of a copy."""
_LONG_COPY = 14
"""Weight that is always a copy: a run of nineteen words found nowhere else, or several shorter runs."""
_SHORT_COPY, _SHORT_SHARE = 5, 0.15
"""Weight, and its share of the shorter text's shingles, that are a copy in a short or heavily edited text."""
_OF_SEVERAL = 0.3
"""Weight of a shingle that about ten texts have."""
_FACTOR = 0x9E3779B97F4A7C15
"""2**64 divided by the golden ratio, odd: https://en.wikipedia.org/wiki/Hash_function#Fibonacci_hashing."""


@dataclass(frozen=True, slots=True)
class SharedText:
    """Text that two texts share word for word; case, accents and punctuation do not count."""

    left: str
    right: str
    left_share: float
    """Share of the words of ``left`` in shared runs, 0 to 1: the containment of ``left`` in ``right``."""
    right_share: float
    words: int
    """Words of ``left`` that are shared."""
    spans: tuple[tuple[Span, Span], ...]
    """Runs of at least six words, as spans into either text, in the order of ``left``."""

    @property
    def is_copy(self) -> bool:
        """Whether so much is a copy, even of a text that several articles have."""
        shorter = self.words / max(self.left_share, self.right_share) - SHINGLE + 1
        shared = self.words - (SHINGLE - 1) * len(self.spans)
        return is_copy(shared * _OF_SEVERAL, round(shorter))


def reuse(texts: Iterable[tuple[str, str]]) -> list[SharedText]:
    """The pairs of ``(id, text)`` of which one copies from the other, or both from a third, in the order given.

    Long runs always count; shorter ones only if they make up a good part of one of the texts. Ids must differ.
    """
    ids: list[str] = []
    words: list[list[Span]] = []
    shingles: list[Hashes] = []
    numbers: dict[str, int] = {}
    for id, text in texts:
        found = _words(text)
        ids.append(id)
        words.append([(token.start, token.end) for token in found])
        shingles.append(shingle_hashes([numbers.setdefault(token.word, len(numbers)) for token in found]))
    copies = []
    for left, right, starts, weight in _pairs(shingles):
        if is_copy(weight, min(len(shingles[left]), len(shingles[right]))):
            copies.append(_overlap(ids, words, left, right, _runs(starts)))
    return copies


def _words(text: str) -> list[Token]:
    """The words of a text without its boilerplate, which copies nobody."""
    return outside(tokens(text), boilerplate(text))


def shingle_hashes(words: Sequence[int]) -> Hashes:
    """A hash of each run of six words, by where it begins."""
    import numpy as np

    mixed = (np.array(words, dtype=np.uint64) + np.uint64(1)) * np.uint64(_FACTOR)
    mixed ^= mixed >> np.uint64(29)
    count = max(0, len(words) - SHINGLE + 1)
    hashes = np.zeros(count, dtype=np.uint64)
    for offset in range(SHINGLE):
        hashes = (hashes + mixed[offset : offset + count]) * np.uint64(_FACTOR)
        hashes ^= hashes >> np.uint64(32)
    return hashes


def _pairs(shingles: Sequence[Hashes]) -> Iterator[tuple[int, int, Numbers, float]]:
    """Texts that share shingles, ``left`` before ``right``, with the shared ones as rows of two starting words.

    Last comes the weight of what they share: a shingle that only these two have counts 1, one in many texts less.
    """
    import numpy as np

    left, right, starts, weights = _shared_shingles(shingles)
    order = np.lexsort((starts[:, 1], starts[:, 0], right, left))
    left, right, starts, weights = left[order], right[order], starts[order], weights[order]
    borders = np.flatnonzero(np.diff(left) | np.diff(right)) + 1
    for begin, end in zip([0, *borders.tolist()], [*borders.tolist(), len(left)], strict=True):
        if begin < end:
            yield int(left[begin]), int(right[begin]), starts[begin:end], float(weights[begin:end].sum())


def _shared_shingles(shingles: Sequence[Hashes]) -> tuple[Numbers, Numbers, Numbers, NDArray[np.float64]]:
    """Left text, right text, the two starting words and the weight of each shingle that two texts share."""
    import numpy as np

    # The first occurrence in each text only, so that a text of one phrase cannot make the work explode.
    firsts = [np.sort(np.unique(hashes, return_index=True)[1]) for hashes in shingles]
    texts = np.repeat(np.arange(len(shingles)), [len(first) for first in firsts])
    starts = np.concatenate([*firsts, np.zeros(0, dtype=np.int64)])
    hashes = np.concatenate([*(h[f] for h, f in zip(shingles, firsts, strict=True)), np.zeros(0, dtype=np.uint64)])
    order = np.argsort(hashes, kind="stable")
    hashes, texts, starts = hashes[order], texts[order], starts[order]
    _, group, sizes = np.unique(hashes, return_inverse=True, return_counts=True)
    kept = (sizes > 1)[group] & (sizes <= COMMON)[group]
    hashes, texts, starts = hashes[kept], texts[kept], starts[kept]
    weights = 1 / np.log2(sizes[group][kept])
    found: list[tuple[Numbers, Numbers]] = []
    first = np.arange(len(hashes))
    for distance in range(1, COMMON):
        first = first[first + distance < len(hashes)]
        first = first[hashes[first] == hashes[first + distance]]
        if not len(first):
            break
        found.append((first, first + distance))
    one = np.concatenate([*(pair[0] for pair in found), np.zeros(0, dtype=np.int64)])
    other = np.concatenate([*(pair[1] for pair in found), np.zeros(0, dtype=np.int64)])
    return texts[one], texts[other], np.stack([starts[one], starts[other]], axis=1), weights[one]


def _runs(starts: Numbers) -> list[tuple[int, int, int]]:
    """Shared shingles joined along their diagonals: ``(left word, right word, words)``."""
    runs: dict[int, list[tuple[int, int, int]]] = {}
    for left, right in starts.tolist():
        diagonal = runs.setdefault(left - right, [])
        if diagonal and left <= diagonal[-1][0] + diagonal[-1][2]:
            begin, other, _ = diagonal[-1]
            diagonal[-1] = (begin, other, left - begin + SHINGLE)
        else:
            diagonal.append((left, right, SHINGLE))
    return sorted(run for diagonal in runs.values() for run in diagonal)


def _overlap(
    ids: Sequence[str], words: Sequence[Sequence[Span]], left: int, right: int, runs: Sequence[tuple[int, int, int]]
) -> SharedText:
    of_left, of_right = words[left], words[right]
    covered_left = {word for begin, _, count in runs for word in range(begin, begin + count)}
    covered_right = {word for _, begin, count in runs for word in range(begin, begin + count)}
    return SharedText(
        left=ids[left],
        right=ids[right],
        left_share=len(covered_left) / len(of_left),
        right_share=len(covered_right) / len(of_right),
        words=len(covered_left),
        spans=tuple(
            (
                (of_left[one][0], of_left[one + count - 1][1]),
                (of_right[other][0], of_right[other + count - 1][1]),
            )
            for one, other, count in runs
        ),
    )


def overlap(left: tuple[str, str], right: tuple[str, str]) -> SharedText | None:
    """What two texts, given as ``(id, text)``, share, whether or not it is a copy; None for nothing."""
    ids = (left[0], right[0])
    found = [_words(text) for _, text in (left, right)]
    numbers: dict[str, int] = {}
    shingles = [shingle_hashes([numbers.setdefault(token.word, len(numbers)) for token in each]) for each in found]
    words = [[(token.start, token.end) for token in each] for each in found]
    for one, other, starts, _ in _pairs(shingles):
        return _overlap(ids, words, one, other, _runs(starts))
    return None


def is_copy(shared: float, of_shorter: int) -> bool:
    """Whether shared shingles of that weight are a copy; set phrases that several texts use weigh little.

    ``of_shorter`` is how many shingles the shorter text has. A shingle that only two texts share weighs 1.
    """
    return shared >= _LONG_COPY or (shared >= _SHORT_COPY and shared >= _SHORT_SHARE * of_shorter)
