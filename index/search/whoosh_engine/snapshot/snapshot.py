"""One generation of the index, read: columns, posting lists and positions as arrays, numbered over all segments.

Everything the evaluation of queries knows about storage is here. All counts leave out the articles that
were removed, so that scores do not depend on what was merged when.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import repeat
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from index.query.fields import NAME_FIELDS, TEXT_FIELDS
from index.query.limits import TERM, Budget
from index.search.lru_cache import LruCache
from index.search.whoosh_engine.schema import INITIAL, WRITTEN, schema
from index.search.whoosh_engine.scoring import norms
from index.search.whoosh_engine.segments.layout import PLACED, TEXTS, strings_of, values_column
from index.search.whoosh_engine.segments.numbered_segment import NumberedSegment
from index.search.whoosh_engine.segments.whoosh_reader import whoosh_reader
from index.search.whoosh_engine.snapshot import all_segments, written_forms
from index.search.whoosh_engine.snapshot.columns import Columns
from index.search.whoosh_engine.snapshot.many_terms import NO_TERMS, Terms, each_once, terms
from index.search.whoosh_engine.snapshot.name_words import NameWords
from index.search.whoosh_engine.snapshot.prefix_expansion import ArchiveWords
from index.text.terms import DEFAULT_LANGUAGE, bare, stem_term, stemmed_as, tagged

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from whoosh.reading import IndexReader

    from index.search.whoosh_engine.segments.contents import Contents
    from index.search.whoosh_engine.segments.layout import Array
    from index.search.whoosh_engine.segments.open_segments import OpenSegments
    from index.search.whoosh_engine.segments.reader import Segment

    Documents = NDArray[np.int64]
    Numbers = NDArray[np.float64]

_CACHED_POSTINGS = 750_000
"""Postings of terms that are kept decoded, 16 bytes each."""

_CACHED_WRITTEN = 250_000
"""The same of words as they are written; with them is what was read to find them."""

_KEPT_PLACES = 4_000
"""Terms whose places among those of each segment are remembered."""

_KEPT_TERMS = 20_000
"""Terms of patterns that are remembered, over all segments."""

_KEPT_WORDS = 4_000
"""Words of queries whose languages are remembered."""


Passage = Literal["sentence", "paragraph"]


class Postings(NamedTuple):
    """The documents that have a term, in order, and how often each has it."""

    documents: Documents
    weights: Numbers


_NOTHING = Postings(np.zeros(0, np.int64), np.zeros(0, np.float64))


class Snapshot:
    """One generation, as long as it is referred to. Safe to use from several threads."""

    def __init__(self, contents: Contents, segments: Sequence[Segment]) -> None:
        self.segments: list[NumberedSegment] = []
        self.size = 0
        """Documents with those that were deleted: what document numbers run over."""
        for entry, segment in zip(contents.segments, segments, strict=True):
            gone = entry.gone_mask()
            self.segments.append(NumberedSegment(segment, self.size, None if gone is None else ~gone))
            self.size += segment.articles
        self._readers = list(segments)
        self._has_gone = any(item.live is not None for item in self.segments)
        self.generation = contents.number
        self.columns = Columns(self.segments)
        self._languages_of: LruCache[str, Sequence[str]] = LruCache(_KEPT_WORDS)
        self.languages = _languages(segments)
        """The tags of the languages in which words are stemmed, the default language first."""
        self.words = ArchiveWords(segments, self.languages)
        """The words as written."""
        self.names = NameWords(segments)
        """The words of names."""
        self.orders: dict[str, Documents] = {}
        """All documents in the orders that were asked for, by their names."""
        self._lock = threading.RLock()
        self._known_places: LruCache[tuple[str, str], Sequence[int]] = LruCache(_KEPT_PLACES)
        self._known_terms: LruCache[tuple[str, frozenset[str] | str], Sequence[Terms]] = LruCache(
            _KEPT_TERMS, lambda each: sum(terms.many for terms in each)
        )
        self._postings: LruCache[tuple[str, str], Postings] = LruCache(_CACHED_POSTINGS, lambda p: len(p.documents) + 8)
        self._written: LruCache[tuple[str, str], tuple[Postings, int]] = LruCache(
            _CACHED_WRITTEN, lambda kept: len(kept[0].documents) + 8
        )
        self._frequencies: dict[str, int] = {}
        self._lengths: dict[str, Numbers] = {}
        self._norms: dict[str, Numbers] = {}
        self._averages: dict[str, float] = {}

    @classmethod
    def open(cls, segments: OpenSegments) -> Snapshot:
        """The latest generation. Raises :class:`index.errors.ArchiveDamaged`."""
        return cls(*segments.latest())

    @cached_property
    def count(self) -> int:
        """Documents that have not been deleted."""
        return sum(item.segment.articles if item.live is None else int(item.live.sum()) for item in self.segments)

    def reader(self) -> IndexReader:
        """A reader of this generation for Whoosh's own searcher."""
        return whoosh_reader(schema(), self.segments)

    # --- Statistics -----------------------------------------------------------------------------------------------

    def having(self, term: str, fields: Iterable[str], budget: Budget) -> Documents:
        """The documents that have ``term`` in any of ``fields``, in order.

        ``term`` is a stem of the default language; in other languages its stem there is looked for.
        """
        found = (self.postings(field, each, budget).documents for field in fields for each in self.forms(term))
        lists = [documents for documents in found if len(documents)]
        if len(lists) < 2:
            return lists[0] if lists else _NOTHING.documents
        return each_once(np.concatenate(lists))

    def forms(self, term: str) -> Sequence[str]:
        """A stem of the default language, and its stems in the other languages of the archive."""
        return [term, *(stem_term(term, language) for language in self.languages[1:])]

    def frequency(self, term: str, budget: Budget) -> int:
        """How many articles have the stem ``term`` in a text field, of whatever language it is."""
        term = bare(term)
        known = self._frequencies.get(term)
        if known is None:
            budget.check(TERM * len(self.segments))
            places = zip(self.segments, self._places(TEXT_FIELDS[0], term), strict=True)
            known = sum(_spread(item, at) for item, at in places if at >= 0)
            if len(self.languages) > 1:
                known += sum(_spread(item, at) for item in self.segments for at in _in_other_languages(item, term))
            self._frequencies[term] = known
        return known

    def languages_of(self, word: str) -> Sequence[str]:
        """The languages in which the archive has a form of the folded ``word``; the default one if it has none."""
        if len(self.languages) == 1:
            return self.languages
        known = self._languages_of.get(word)
        if known is None:
            terms = {language: stem_term(word, language).encode(errors="replace") for language in self.languages}
            there = set().union(*(item.segment.strings("stems").among(terms.values()) for item in self.segments))
            known = tuple(language for language, term in terms.items() if term in there) or self.languages[:1]
            self._languages_of.put(word, known)
        return known

    def lengths(self, field: str) -> Numbers:
        """Words of ``field`` in each document, exact; of all text fields for ``WRITTEN``."""
        with self._lock:
            if field not in self._lengths:
                if field == WRITTEN:
                    lengths = np.sum([self.lengths(each) for each in TEXT_FIELDS], axis=0)
                elif field in PLACED:
                    lengths = self.columns.numbers(f"{field}.length").astype(np.float64)
                else:
                    lengths = np.zeros(self.size)
                self._lengths[field] = lengths
            return self._lengths[field]

    def norms(self, field: str) -> Numbers:
        """What the length of ``field`` makes of each document's scores: ``scoring.norms``."""
        found = self._norms.get(field)
        if found is None:
            found = self._norms[field] = norms(self.lengths(field), self.average_length(field), field)
        return found

    def average_length(self, field: str) -> float:
        """Words of ``field`` in a document, on average; at least a trace."""
        if field not in self._averages:
            total = float(self.lengths(field)[self.columns.live].sum())
            self._averages[field] = total / (self.count or 1) or 1.0
        return self._averages[field]

    # --- Postings ------------------------------------------------------------------------------------------------

    def _places(self, field: str, term: str) -> Sequence[int]:
        """The place of a term of ``field`` in the strings of each segment, -1 where it has none."""
        key = strings_of(field), term
        found = self._known_places.get(key)
        if found is None:
            text = term.encode(errors="replace")
            found = [item.segment.terms(field).find(text) for item in self.segments]
            self._known_places.put(key, found)
        return found

    def postings(self, field: str, term: str, budget: Budget) -> Postings:
        """The posting list of a term, without deleted documents."""
        found = self._postings.get((field, term))
        if found is None:
            budget.check()
            places = zip(self.segments, self._places(field, term), strict=True)
            found = _joined([part for item, at in places if at >= 0 and (part := _read(item, field, at)) is not None])
            self._postings.put((field, term), found)
        # Also of what was kept: whether a query is answered must not depend on those before it.
        budget.check(TERM * len(self.segments) + len(found.documents))
        return found

    def written(self, field: str, word: str, budget: Budget) -> Postings:
        """The documents in whose ``field`` the folded ``word`` is written so, in none of its other forms."""
        key = (field, word)
        kept = self._written.get(key)
        if kept is None:
            before = budget.spent
            found = self.spelled(field, (word,), budget)
            self._written.put(key, (found, budget.spent - before))
            return found
        budget.check(kept[1])
        return kept[0]

    def spelled(self, field: str, words: Iterable[str], budget: Budget) -> Postings:
        """The documents that have any of the folded ``words`` in ``field`` as written, and how often all together."""
        return self._spelled(field, self._terms_of(field, frozenset(words)), budget)

    def _terms_of(self, field: str, words: frozenset[str]) -> Sequence[Terms]:
        """The terms of each segment that have ``words``: the same ones in all text fields."""
        key = (strings_of(field), words)
        found = self._known_terms.get(key)
        if found is None:
            found = written_forms.terms_of(self._readers, field, words)
            self._known_terms.put(key, found)
        return found

    def know_terms(self, words: frozenset[str], places: Sequence[Documents]) -> None:
        """Remember at which places among the words of each segment ``words`` are, in order."""
        self._known_terms.put((strings_of(TEXT_FIELDS[0]), words), written_forms.terms_at(self._readers, places))

    def beginning(self, field: str, prefix: str, budget: Budget) -> Postings:
        """The documents whose ``field`` has words, as written, that begin with ``prefix``, and how many."""
        return self._spelled(field, self._terms_beginning(field, prefix), budget)

    def _terms_beginning(self, field: str, prefix: str) -> Sequence[Terms]:
        """The terms of each segment that have words which begin with ``prefix``: the same ones in all text fields."""
        key = (strings_of(field), prefix)
        found = self._known_terms.get(key)
        if found is None:
            if field in NAME_FIELDS and not self.names.may_begin(field, prefix):
                found = [NO_TERMS] * len(self._readers)
            else:
                found = written_forms.terms_beginning(self._readers, field, prefix)
            self._known_terms.put(key, found)
        return found

    def _spelled(self, field: str, terms: Sequence[Terms], budget: Budget) -> Postings:
        found = Postings(*all_segments.postings(self.segments, field, terms, budget))
        if not self._has_gone:
            return found
        there = self.columns.live[found.documents]
        return Postings(found.documents[there], found.weights[there])

    def initial(self, letter: str, budget: Budget) -> Postings:
        """The documents that have words beginning with an ASCII ``letter`` or digit, and how many."""
        return self.postings(INITIAL, letter, budget)

    def places(
        self, field: str, term: str, among: Documents, budget: Budget, written: str | None = None
    ) -> tuple[Documents, Documents]:
        """Where ``term`` occurs in ``field`` of the documents ``among``, which are in order.

        How many places each of them has, and the positions, in order, one document after the other. With ``written``
        only those where the word is written so; ``term`` is then one of its stems, or the word itself.
        """
        if written is not None:
            return self.spelled_places(field, (written,), among, budget)
        numbers = self._places(field, term)
        is_doubled = field in TEXTS and any(map(_is_doubled, self._readers, repeat(field), numbers))
        if not self._has_gone and not is_doubled:
            found = self.postings(field, term, budget)
            return all_segments.places(self.segments, field, numbers, found, among, budget)
        chosen = [terms(np.array([at] if at >= 0 else [], np.int64)) for at in numbers]
        return written_forms.places(self.segments, field, chosen, among, budget)

    def spelled_places(
        self, field: str, words: Iterable[str], among: Documents, budget: Budget
    ) -> tuple[Documents, Documents]:
        """As :meth:`places`, where any of the folded ``words`` is written."""
        return written_forms.places(self.segments, field, self._terms_of(field, frozenset(words)), among, budget)

    def beginning_places(
        self, field: str, prefix: str, among: Documents, budget: Budget
    ) -> tuple[Documents, Documents]:
        """As :meth:`places`, where any word that begins with ``prefix`` is written."""
        return written_forms.places(self.segments, field, self._terms_beginning(field, prefix), among, budget)

    def passages(self, field: str, kind: Passage, among: Documents, budget: Budget) -> tuple[Documents, Documents]:
        """How many sentences or paragraphs the text ``field`` of each document ``among`` has, and where they begin.

        Places are positions of words, in order, one document after the other; the first one of each is 0.
        """
        counts, places = [_NOTHING.documents], [_NOTHING.documents]
        for item in self.segments:
            budget.check()
            start, end = np.searchsorted(among, [item.offset, item.offset + item.segment.articles]).tolist()
            if start < end:
                its = item.segment.passages(field, kind, among[start:end] - item.offset)
                budget.check(len(its[1]))
                counts.append(its[0])
                places.append(its[1])
        return np.concatenate(counts), np.concatenate(places)


def _languages(segments: Sequence[Segment]) -> tuple[str, ...]:
    """The default language, then all others that words are stemmed in."""
    names = {name.decode() for segment in segments for name in segment.strings(f"{values_column('lang')}.names")[:]}
    return (DEFAULT_LANGUAGE, *sorted({stemmed_as(name) for name in names if name not in ("", DEFAULT_LANGUAGE)}))


def _in_other_languages(item: NumberedSegment, term: str) -> range:
    """The places of the stem ``term`` of all languages but the default one in a segment."""
    return range(*item.segment.strings("stems").beginning(tagged(term).encode(errors="replace")))


def _spread(item: NumberedSegment, at: int) -> int:
    """How many articles have a stem in a text field."""
    segment = item.segment
    found = int(segment.array("stems.spread")[at])
    if item.live is None:
        return found
    gone = [each[~item.live[each]] for each in (segment.documents(field, at, at + 1) for field in TEXT_FIELDS)]
    return found - len(np.unique(np.concatenate(gone)))


def _is_doubled(segment: Segment, field: str, at: int) -> bool:
    return at in segment.doubled(field)


def _read(item: NumberedSegment, field: str, at: int) -> tuple[int, Array, Array] | None:
    """The offset of a segment, and the postings of a term as they are stored there."""
    segment = item.segment
    if not segment.count(field, at):
        return None
    documents = segment.documents(field, at, at + 1)
    weights = segment.often(field, at, at + 1)
    if item.live is not None:
        there = item.live[documents]
        documents, weights = documents[there], weights[there]
    return item.offset, documents, weights


def _joined(parts: Sequence[tuple[int, Array, Array]]) -> Postings:
    if not parts:
        return _NOTHING
    size = sum(len(documents) for _, documents, _ in parts)
    found = Postings(np.empty(size, np.int64), np.empty(size))
    end = 0
    for offset, documents, weights in parts:
        start, end = end, end + len(documents)
        here = found.documents[start:end]
        here[:] = documents
        here += offset
        found.weights[start:end] = weights
    return found
