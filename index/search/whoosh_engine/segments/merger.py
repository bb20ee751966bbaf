"""Several segments as one, by copying runs of their arrays: nothing is cut into words again.

The articles of each segment keep their order and stand behind those of the segments before; those that are gone are
left out, and so are terms that no article has any more. A word as written stays as long as its stem does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from index.search.whoosh_engine.segments.layout import (
    BETWEEN,
    FIELDS,
    NARROW,
    PLACED,
    TEXTS,
    VALUES,
    WHOLE,
    packed,
    ragged,
    smallest,
    spread_of,
    strings_of,
    sums,
    values_column,
)
from index.search.whoosh_engine.segments.text_sorting import numbering

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.search.whoosh_engine.segments.layout import Array
    from index.search.whoosh_engine.segments.reader import Segment

    Numbers = NDArray[np.int64]

_AT_ONCE: Final = 1 << 20
"""Values that are copied at once, so that a merge needs little more memory than its result."""


@dataclass(frozen=True, slots=True)
class Source:
    """A segment to be merged, and which of its articles are gone."""

    segment: Segment
    gone: Array | None = None

    def live(self) -> Array:
        """The numbers of the articles that stay."""
        everything = np.arange(self.segment.articles)
        return everything if self.gone is None else everything[~self.gone]


def merge(sources: Sequence[Source]) -> dict[str, Array]:
    """The arrays of one segment with the articles of all ``sources``."""
    lives = [source.live() for source in sources]
    numbers = _numbers(sources, lives)
    postings = {field: [_Postings(source, field) for source in sources] for field in FIELDS}
    arrays = _texts(sources, postings, numbers)
    for field in FIELDS:
        if field not in TEXTS:
            terms = [source.segment.terms(field)[:] for source in sources]
            united, places = _united(terms, [each.counts > 0 for each in postings[field]])
            arrays |= packed(strings_of(field), united) | _merged(field, postings[field], places, numbers, len(united))
    for field in VALUES:
        arrays |= _codes(values_column(field), sources, lives)
    for field in PLACED:
        arrays[f"{field}.length"] = smallest(_column(f"{field}.length", sources, lives))
    ids = np.concatenate([source.segment.array("id")[live] for source, live in zip(sources, lives, strict=True)])
    return arrays | {
        "id": ids,
        "id.order": np.argsort(ids, kind="stable").astype("<u2"),
        "version": smallest(_column("version", sources, lives)),
        "published": _column("published", sources, lives).astype("<i4"),
        "published_last": _column("published_last", sources, lives).astype("<i4"),
    }


def _numbers(sources: Sequence[Source], lives: Sequence[Array]) -> list[Numbers]:
    """For each source the new numbers of its articles, -1 for those that are gone."""
    numbers = []
    done = 0
    for source, live in zip(sources, lives, strict=True):
        number = np.full(source.segment.articles, -1, np.int64)
        number[live] = np.arange(done, done + len(live))
        numbers.append(number)
        done += len(live)
    return numbers


def _column(name: str, sources: Sequence[Source], lives: Sequence[Array]) -> Numbers:
    parts = [source.segment.array(name)[live] for source, live in zip(sources, lives, strict=True)]
    return np.concatenate([part.astype(np.int64) for part in parts])


def _codes(name: str, sources: Sequence[Source], lives: Sequence[Array]) -> dict[str, Array]:
    codes = [source.segment.array(name)[live].astype(np.int64) for source, live in zip(sources, lives, strict=True)]
    names = [source.segment.strings(f"{name}.names")[:] for source in sources]
    used = [np.bincount(each, minlength=len(texts)) > 0 for each, texts in zip(codes, names, strict=True)]
    texts, places = _united(names, used)
    merged = np.concatenate([place[each] for place, each in zip(places, codes, strict=True)])
    return {name: smallest(merged), **packed(f"{name}.names", texts)}


def _united(lists: Sequence[list[bytes]], used: Sequence[Array]) -> tuple[list[bytes], list[Numbers]]:
    """The used texts of all lists, sorted, and for each list the new places of its texts, -1 for an unused one."""
    chosen = [
        texts if use.all() else [text for text, is_used in zip(texts, use.tolist(), strict=True) if is_used]
        for texts, use in zip(lists, used, strict=True)
    ]
    number = numbering()
    numbers = [np.fromiter(map(number.__getitem__, texts), np.int64, len(texts)) for texts in chosen]
    united = sorted(number)
    rank = np.empty(len(united), np.int64)
    rank[np.fromiter(map(number.__getitem__, united), np.int64, len(united))] = np.arange(len(united))
    places = []
    for its, use in zip(numbers, used, strict=True):
        new = np.full(len(use), -1, np.int64)
        new[use] = rank[its]
        places.append(new)
    return united, places


class _Postings:
    """The postings of one field of one source, with what of them stays."""

    def __init__(self, source: Source, field: str) -> None:
        segment = source.segment
        self.segment, self.field, self.gone = segment, field, source.gone
        self.starts = segment.array(f"{field}.starts").astype(np.int64)
        self.documents = segment.array(f"{field}.documents")
        self.has_places = field in PLACED
        self.kept: NDArray[np.bool_] | None = None
        self.counts: Numbers = np.diff(self.starts)
        if source.gone is not None:
            self.kept = ~source.gone[self.documents]
            self.counts = np.diff(sums(self.kept)[self.starts])

    def often(self, start: int, end: int) -> Numbers:
        """How often each of these postings' articles has the term."""
        return self.segment.narrow(f"{self.field}.often", start, end).astype(np.int64)

    def tokens(self) -> tuple[Numbers, Numbers]:
        """Where the positions of each term begin, and how many of them stay."""
        firsts = self.segment.array(f"{self.field}.firsts").astype(np.int64)
        if self.kept is None:
            return firsts, np.diff(firsts)
        kept = self.often(0, len(self.documents)) * self.kept
        return firsts, np.diff(sums(kept)[self.starts])


def _texts(
    sources: Sequence[Source], postings: Mapping[str, Sequence[_Postings]], numbers: Sequence[Numbers]
) -> dict[str, Array]:
    """Stems, words and the postings of the text fields."""
    used = [np.logical_or.reduce([postings[field][at].counts > 0 for field in TEXTS]) for at in range(len(sources))]
    stems, places = _united([source.segment.strings("stems")[:] for source in sources], used)
    stem_of = [source.segment.array("words.stem") for source in sources]
    pairs, word_places = _united(
        [_pairs(source.segment) for source in sources],
        [use[stem] for use, stem in zip(used, stem_of, strict=True)],
    )
    words = [each.partition(BETWEEN.encode())[0] for each in pairs]
    word_stem = np.zeros(len(words), np.int64)
    spread = np.zeros(len(stems), np.int64)
    for at, source in enumerate(sources):
        here = word_places[at] >= 0
        word_stem[word_places[at][here]] = places[at][stem_of[at][here]]
        here = places[at] >= 0
        spread[places[at][here]] += _spread(source, [postings[field][at] for field in TEXTS])[here]
    arrays = packed("words", words) | {"words.stem": smallest(word_stem)} | packed("stems", stems)
    arrays["stems.spread"] = smallest(spread)
    for field in TEXTS:
        arrays |= _merged(field, postings[field], places, numbers, len(stems))
    return arrays


def _pairs(segment: Segment) -> list[bytes]:
    stems = segment.strings("stems")[:]
    forms = segment.array("words.stem").tolist()
    between = BETWEEN.encode()
    return [word + between + stems[form] for word, form in zip(segment.strings("words")[:], forms, strict=True)]


def _spread(source: Source, fields: Sequence[_Postings]) -> Numbers:
    if source.gone is None:
        return source.segment.array("stems.spread").astype(np.int64)
    return spread_of([(each.starts, each.documents, each.kept) for each in fields])


class _Copied:
    """An array of narrow numbers that is filled in any order."""

    def __init__(self, name: str, size: int) -> None:
        self._name = name
        self._low = np.empty(size, f"<u{NARROW[name.rpartition('.')[2]] // 8}")
        self._at: list[Numbers] = []
        self._more: list[Numbers] = []

    def copy(self, source: Segment, start: int, end: int, kept: NDArray[np.bool_] | None, to: Numbers) -> None:
        """Put the values of ``source`` from ``start`` to ``end``, those that are ``kept``, to the places ``to``."""
        low = source.part(self._name, start, end)
        self._low[to] = low if kept is None else low[kept]
        at = source.array(f"{self._name}.at")
        first, last = np.searchsorted(at, np.array([start, end], np.int64)).tolist()
        if first < last:
            here = at[first:last].astype(np.int64) - start
            more = source.array(f"{self._name}.more")[first:last].astype(np.int64)
            if kept is not None:
                stays = kept[here]
                here, more = np.cumsum(kept)[here[stays]] - 1, more[stays]
            self._at.append(to[here])
            self._more.append(more)

    def arrays(self) -> dict[str, Array]:
        """What was put in."""
        at = np.concatenate([*self._at, np.zeros(0, np.int64)])
        more = np.concatenate([*self._more, np.zeros(0, np.int64)])
        order = np.argsort(at, kind="stable")
        return {
            self._name: self._low,
            f"{self._name}.at": smallest(at[order]),
            f"{self._name}.more": smallest(more[order]),
        }


def _merged(
    field: str, postings: Sequence[_Postings], places: Sequence[Numbers], numbers: Sequence[Numbers], size: int
) -> dict[str, Array]:
    """The postings of ``field`` of all sources, ``size`` terms, each source's terms put at ``places``."""
    starts = _starts([each.counts for each in postings], places, size)
    documents = np.empty(int(starts[-1]), "<u2")
    counted = field not in WHOLE
    often = _Copied(f"{field}.often", len(documents)) if counted else None
    filled = starts[:-1].copy()
    for each, place, number in zip(postings, places, numbers, strict=True):
        for first, last in _runs(each.starts):
            start, end = int(each.starts[first]), int(each.starts[last])
            counts = each.counts[first:last]
            here = place[first:last]
            if not counts.any():
                continue
            to = ragged(filled[here], counts)
            kept = None if each.kept is None else each.kept[start:end]
            found = each.documents[start:end]
            documents[to] = number[found if kept is None else found[kept]]
            if often is not None:
                often.copy(each.segment, start, end, kept, to)
            filled[here[counts > 0]] += counts[counts > 0]
        each.segment.forget()
    arrays: dict[str, Array] = {f"{field}.starts": smallest(starts), f"{field}.documents": documents}
    if often is not None:
        arrays |= often.arrays()
    return arrays | _merged_places(field, postings, places, size) if field in PLACED else arrays


def _merged_places(field: str, postings: Sequence[_Postings], places: Sequence[Numbers], size: int) -> dict[str, Array]:
    tokens = [each.tokens() for each in postings]
    firsts = _starts([counts for _, counts in tokens], places, size)
    copied = _Copied(f"{field}.places", int(firsts[-1]))
    filled = firsts[:-1].copy()
    for each, place, (begins, all_counts) in zip(postings, places, tokens, strict=True):
        for first, last in _runs(begins):
            counts, here = all_counts[first:last], place[first:last]
            if not counts.any():
                continue
            kept = None
            if each.kept is not None:
                start, end = int(each.starts[first]), int(each.starts[last])
                kept = np.repeat(each.kept[start:end], each.often(start, end))
            to = ragged(filled[here], counts)
            copied.copy(each.segment, int(begins[first]), int(begins[last]), kept, to)
            filled[here[counts > 0]] += counts[counts > 0]
        each.segment.forget()
    return {f"{field}.firsts": smallest(firsts)} | copied.arrays()


def _starts(counts: Sequence[Numbers], places: Sequence[Numbers], size: int) -> Numbers:
    total = np.zeros(size, np.int64)
    for count, place in zip(counts, places, strict=True):
        used = place >= 0
        total[place[used]] += count[used]
    return sums(total)


def _runs(starts: Numbers) -> Iterator[tuple[int, int]]:
    """Slices of terms, of about as many values as are copied at once."""
    first, terms = 0, len(starts) - 1
    while first < terms:
        last = int(np.searchsorted(starts, starts[first] + _AT_ONCE, side="right")) - 1
        last = min(max(last, first + 1), terms)
        yield first, last
        first = last
