"""Detects copied text across an archive: looks new articles up among the fingerprints of all articles.

How much two articles share is computed once, when they are imported, and stored; the spans are computed from the two
texts on demand. If many articles have one text, each is compared with the earliest of them only, so that a text with
n copies costs n comparisons, not n².
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final, TypeVar

from index.model import Progress
from index.services.stored_articles import readable
from index.store import Reader, Store
from index.store.copies import EARLIEST, Copies, Copy

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.comparison.reuse.fingerprints import Sketch

    Entries = NDArray[np.uint64]
    Places = NDArray[np.int64]

_AT_ONCE: Final = 10_000
"""Articles in one commit; an article that is compared with several of them is read once."""
_WORDS_AT_ONCE: Final = 6_000_000
"""Words in one commit after which no more articles are added to it: about 100 MB of memory."""
_READ_AT_ONCE: Final = 200
"""Articles that are read together."""
_LOOKED_UP_AT_ONCE: Final = 2000
"""Articles whose fingerprints are looked up together."""
_COMPARED_AT_ONCE: Final = 500
"""Pairs between two reports of progress."""
_SKETCHED: Final = 0.6
"""Share of the work that is done when the fingerprints of the articles are computed."""
_CANDIDATES: Final = 24
"""Articles that one is compared with, at most: those that share the most and rarest fingerprints."""
_LEAST: Final = 1.0
"""Weight of shared fingerprints from which texts are compared: that of one fingerprint that only the two have."""
_MOST_OF: Final = 0.5
"""Share of an article's fingerprints from which another is compared with it, however common these are."""
_NUMBER_BITS: Final = 24
"""Bits of an entry that hold the number of an article."""
_Item = TypeVar("_Item")


def trace_copies(store: Store) -> Iterator[Progress]:
    """Find the copies of all articles that were not compared yet; yields progress. The caller holds the lock.

    If it is interrupted, the next run resumes after the last commit.
    """
    with store.writing() as writer:
        writer.copies.forget_much()
    done = 0
    while True:
        with store.reading() as reader:
            ids = reader.copies.untraced()
        if not ids:
            return
        traced = 0.0
        for traced in _trace(store, ids[:_AT_ONCE]):
            yield Progress("tracing", done + int(traced), done + len(ids))
        done += int(traced)


def _trace(store: Store, ids: Sequence[str]) -> Iterator[float]:
    """Compare the first of these articles in one commit; yields how many are done, at last the number in the commit."""
    yield 0.0
    with store.writing() as writer:
        copies = writer.copies
        sketches: dict[int, Sketch] = {}
        for id, sketch in _sketches(writer.reader, ids):
            sketches[copies.trace(id)] = sketch
            if len(sketches) % _READ_AT_ONCE == 0:
                yield _SKETCHED * len(sketches)
        _add_fingerprints(copies, sketches)
        near: dict[int, dict[int, float]] = {}
        for numbers in _parts(list(sketches), _LOOKED_UP_AT_ONCE):
            near |= _candidates(copies, {number: sketches[number] for number in numbers})
        owners = copies.owners({other for each in near.values() for other in each} | near.keys())
        pairs = sum(map(len, near.values()))
        for at, (number, other, theirs, rarity) in enumerate(_compared(writer.reader, near, sketches, owners)):
            shared = sketches[number].shared(theirs, rarity)
            if shared is not None:
                copies.add([Copy(owners[number], owners[other], *shared)])
            if at % _COMPARED_AT_ONCE == 0:
                yield len(sketches) * (_SKETCHED + (1 - _SKETCHED) * at / pairs)
    yield len(sketches)


def _sketches(reader: Reader, ids: Sequence[str]) -> Iterator[tuple[str, Sketch]]:
    """Sketches of the first articles, as many as fit in one commit; an empty one for an article that cannot be read."""
    from index.comparison.reuse.fingerprints import Sketch

    empty, words = Sketch(""), 0
    for some in _parts(ids, _READ_AT_ONCE):
        if words > _WORDS_AT_ONCE:
            return
        articles = readable(reader, some)
        for id in some:
            sketch = Sketch(articles[id].text) if id in articles else empty
            words += sketch.words
            yield id, sketch


def _compared(
    reader: Reader,
    near: Mapping[int, Mapping[int, float]],
    sketches: Mapping[int, Sketch],
    owners: Mapping[int, str],
) -> Iterator[tuple[int, int, Sketch, float]]:
    """Each pair of ``near`` with the sketch of the second article; each article is read at most once."""
    from index.comparison.reuse.fingerprints import Sketch

    asked: defaultdict[int, list[tuple[int, float]]] = defaultdict(list)
    for number, others in near.items():
        for other, rarity in others.items():
            asked[other].append((number, rarity))
    for some in _parts(sorted(asked), _READ_AT_ONCE):
        articles = readable(reader, [owners[other] for other in some if other not in sketches])
        for other in some:
            theirs = sketches.get(other)
            if theirs is None and owners[other] in articles:
                theirs = Sketch(articles[owners[other]].text)
            if theirs is not None:
                yield from ((number, other, theirs, rarity) for number, rarity in asked[other])


# --- Fingerprints -----------------------------------------------------------------------------------------------------


def _add_fingerprints(copies: Copies, sketches: Mapping[int, Sketch]) -> None:
    import numpy as np

    packed = [
        (sketch.fingerprints << np.uint64(_NUMBER_BITS)) | np.uint64(number) for number, sketch in sketches.items()
    ]
    entries = np.concatenate([*packed, np.zeros(0, dtype=np.uint64)])
    runs = [entries, *map(_unpacked, copies.take_smaller(len(entries)))]
    merged = np.concatenate(runs)
    # A run has up to 32 MB, and several copies of it at once are more than all else that an import needs.
    runs.clear()
    merged.sort()
    copies.add_run(merged.astype("<u8", copy=False).data, len(merged))


def _candidates(copies: Copies, sketches: Mapping[int, Sketch]) -> dict[int, dict[int, float]]:
    """By article number, the earlier articles that share fingerprints with it, and the mean rarity of these.

    Of two articles that are both new, only the later one has the other.
    """
    import numpy as np

    prints = np.concatenate([*(sketch.fingerprints for sketch in sketches.values()), np.zeros(0, np.uint64)])
    mine = np.repeat(np.array(list(sketches), np.int64), [len(sketch.fingerprints) for sketch in sketches.values()])
    asked, of = np.unique(prints, return_inverse=True)
    counts, which, numbers = _earliest(copies, asked)
    first = np.searchsorted(which, np.arange(len(asked)))
    last = np.searchsorted(which, np.arange(len(asked)), side="right")
    pairs, weights = [np.zeros(0, np.int64)], [np.zeros(0)]
    for at in range(EARLIEST):
        has = np.flatnonzero(first[of] + at < last[of])
        others = numbers[first[of[has]] + at]
        before = others < mine[has]
        pairs.append(mine[has][before] << _NUMBER_BITS | others[before])
        weights.append(1 / np.log2(counts[of[has][before]]))
    found, place = np.unique(np.concatenate(pairs), return_inverse=True)
    weight, size = np.bincount(place, np.concatenate(weights), len(found)), np.bincount(place, minlength=len(found))
    own = np.array([len(sketches[number].fingerprints) for number in (found >> _NUMBER_BITS).tolist()])
    worth = np.flatnonzero((weight >= _LEAST) | (size >= _MOST_OF * own))
    near: dict[int, dict[int, float]] = {}
    for at in worth[np.lexsort((found[worth], -weight[worth]))].tolist():
        others_of = near.setdefault(int(found[at]) >> _NUMBER_BITS, {})
        if len(others_of) < _CANDIDATES:
            others_of[int(found[at]) & ((1 << _NUMBER_BITS) - 1)] = float(weight[at] / size[at])
    return near


def _earliest(copies: Copies, asked: Entries) -> tuple[Places, Places, Places]:
    """How many articles have each fingerprint of ``asked``; and, for those that several have, two arrays in parallel:
    the position in ``asked`` and the number of one of the earliest articles, ordered by both.
    """
    import numpy as np

    mask, shift = np.uint64((1 << _NUMBER_BITS) - 1), np.uint64(_NUMBER_BITS)
    living = copies.living()
    counts = np.zeros(len(asked), dtype=np.int64)
    places, numbers = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for run in map(_unpacked, copies.runs()):
        low = np.searchsorted(run, asked << shift)
        size = np.searchsorted(run, (asked << shift) | mask, side="right") - low
        # The earliest may have been removed; unless any article was, the first of each run are enough.
        place, rank = _counted_out(np.minimum(size, EARLIEST) if living is None else size)
        number = (run[low[place] + rank] & mask).astype(np.int64)
        if living is not None:
            alive = np.isin(number, living)
            place, number = place[alive], number[alive]
            size = np.bincount(place, minlength=len(asked))
        counts += size
        places.append(place)
        numbers.append(number)
    place, number = np.concatenate(places), np.concatenate(numbers)
    order = np.lexsort((number, place))
    place, number = place[order], number[order]
    _, rank = _counted_out(np.bincount(place, minlength=len(asked)))
    kept = (rank < EARLIEST) & (counts[place] > 1)
    return counts, place[kept], number[kept]


def _counted_out(sizes: Places) -> tuple[Places, Places]:
    """For sizes 2, 0, 1: the places 0, 0, 2 and the ranks 0, 1, 0."""
    import numpy as np

    place = np.repeat(np.arange(len(sizes)), sizes)
    return place, np.arange(len(place)) - np.repeat(np.cumsum(sizes) - sizes, sizes)


def _parts(items: Sequence[_Item], size: int) -> Iterator[Sequence[_Item]]:
    return (items[start : start + size] for start in range(0, len(items), size))


def _unpacked(run: bytes) -> Entries:
    import numpy as np

    return np.frombuffer(run, dtype="<u8").astype(np.uint64, copy=False)
