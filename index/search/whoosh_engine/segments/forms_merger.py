"""Which word is written at each position, of several segments as one: see the forms of ``layout``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from index.search.whoosh_engine.segments.layout import ragged, smallest, sums
from index.search.whoosh_engine.segments.postings_merger import Copied, Postings, runs

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.search.whoosh_engine.segments.layout import Array
    from index.search.whoosh_engine.segments.reader import Segment

    Numbers = NDArray[np.int64]


class Written:
    """The words of one segment, numbered stem by stem."""

    def __init__(self, segment: Segment) -> None:
        stems = segment.array("words.stem").astype(np.int64)
        counts = np.bincount(stems, minlength=len(segment.strings("stems")))
        self.segment = segment
        self.several: NDArray[np.bool_] = counts > 1
        self.bases = sums(counts)
        self.numbers: Numbers = self.bases[stems] + segment.array("words.form")
        """The number of each word, in their order."""

    def used(self, fields: Sequence[Postings]) -> NDArray[np.bool_]:
        """Which words any article that stays has in any of ``fields``, in the order of words."""
        counts = np.zeros(len(self.numbers), np.int64)
        for each in fields:
            for _, _, numbers, kept in self.positions(each):
                counts += np.bincount(numbers if kept is None else numbers[kept], minlength=len(counts))
        used: NDArray[np.bool_] = counts[self.numbers] > 0
        return used

    def positions(self, postings: Postings) -> Iterator[tuple[int, int, Numbers, NDArray[np.bool_] | None]]:
        """Slices of stems, with the number of the word at each of their positions and which of these stay."""
        segment, field = postings.segment, postings.field
        firsts, _ = postings.tokens()
        formed = segment.forms_firsts(field)
        for first, last in runs(firsts):
            counts = np.diff(firsts[first : last + 1])
            numbers = np.repeat(self.bases[first:last], counts)
            written = segment.narrow(f"{field}.forms", formed[first], formed[last])
            numbers[np.repeat(self.several[first:last], counts)] += written
            kept = None
            if postings.kept is not None:
                start, end = int(postings.starts[first]), int(postings.starts[last])
                kept = np.repeat(postings.kept[start:end], postings.often(start, end))
            yield first, last, numbers, kept


def merged_forms(
    field: str,
    postings: Sequence[Postings],
    written: Sequence[Written],
    places: Sequence[Numbers],
    forms: Sequence[Numbers],
    firsts: Numbers,
    several: NDArray[np.bool_],
) -> dict[str, Array]:
    """The forms of ``field`` of all sources.

    Each source's stems are put at ``places``, its words get the ``forms``, by their numbers. ``firsts`` says where the
    positions of each merged stem begin, ``several`` which of these stems have several words.
    """
    starts = sums(np.diff(firsts) * several)
    copied = Copied(f"{field}.forms", int(starts[-1]))
    filled = starts[:-1].copy()
    for each, its, place, form in zip(postings, written, places, forms, strict=True):
        begins, all_counts = each.tokens()
        for first, last, numbers, kept in its.positions(each):
            counts, here = all_counts[first:last], place[first:last]
            chosen = counts > 0
            chosen[chosen] = several[here[chosen]]
            if not chosen.any():
                continue
            stays = np.repeat(chosen, np.diff(begins[first : last + 1]))
            if kept is not None:
                stays &= kept
            copied.put(form[numbers[stays]], ragged(filled[here[chosen]], counts[chosen]))
            filled[here[chosen]] += counts[chosen]
        each.segment.forget()
    return copied.arrays()


def merged_doubled(field: str, postings: Sequence[Postings], places: Sequence[Numbers]) -> Array:
    """The merged stems that have a position twice in an article that stays."""
    found = {
        int(place[stem])
        for each, place in zip(postings, places, strict=True)
        for stem in each.segment.doubled(field)
        if _is_doubled(each, stem)
    }
    return smallest(np.array(sorted(found), np.int64))


def _is_doubled(postings: Postings, stem: int) -> bool:
    if postings.kept is None:
        return True
    start, end = int(postings.starts[stem]), int(postings.starts[stem + 1])
    kept = np.flatnonzero(np.repeat(postings.kept[start:end], often := postings.often(start, end)))
    articles = np.repeat(np.arange(start, end), often)[kept]
    positions = postings.segment.places(postings.field, stem)[kept]
    return bool(((articles[1:] == articles[:-1]) & (positions[1:] == positions[:-1])).any())
