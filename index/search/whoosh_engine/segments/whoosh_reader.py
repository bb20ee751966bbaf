"""Segments as Whoosh's own searcher reads them: a second opinion on scores, and the way for what has no faster one.

All statistics are Whoosh's: they count articles that are gone until a merge drops them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from whoosh.matching import ListMatcher, Matcher
from whoosh.reading import EmptyReader, IndexReader, MultiReader, TermInfo, TermNotFound

from index.search.whoosh_engine.segments.layout import FIELDS, PLACED

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from whoosh.fields import Schema

    from index.search.whoosh_engine.segments.layout import Array
    from index.search.whoosh_engine.segments.numbered_segment import NumberedSegment
    from index.search.whoosh_engine.segments.reader import Segment


def whoosh_reader(schema: Schema, segments: Sequence[NumberedSegment]) -> IndexReader:
    """A reader over all ``segments``, numbered as the snapshot numbers them."""
    readers: list[IndexReader] = [SegmentReader(schema, item.segment, item.live) for item in segments]
    return MultiReader(readers) if readers else EmptyReader(schema)


class PostingMatcher(ListMatcher):
    """The postings of one term, with positions where the field has them; nothing is encoded for it."""

    def __init__(self, documents: list[int], often: list[float], positions: _Positions | None, **about: Any) -> None:
        super().__init__(documents, weights=often, **about)
        self._positions = positions

    def copy(self) -> PostingMatcher:
        """A matcher at the same place."""
        return type(self)(
            self._ids,
            self._weights,
            self._positions,
            scorer=self._scorer,
            position=self._i,
            term=self._term,
            terminfo=self._terminfo,
        )

    def value(self) -> bytes:
        """Nothing: no value is encoded."""
        return b""

    def supports(self, astype: str) -> bool:
        """Whether the field has values of this kind."""
        return astype in ("weight", "frequency") or (astype == "positions" and self._positions is not None)

    def value_as(self, astype: str) -> Any:
        """The frequency or the positions of the present posting."""
        if astype == "positions" and self._positions is not None:
            return self._positions.of(self._i)
        return self._weights[self._i]

    def supports_block_quality(self) -> bool:
        """No: the searcher is to look at every posting."""
        return False


class _Positions:
    """The positions of one term, by posting."""

    def __init__(self, segment: Segment, field: str, term: int, chosen: Array) -> None:
        self._places = segment.places(field, term)
        ends = np.cumsum(segment.often(field, term, term + 1).astype(np.int64))
        self._starts = np.concatenate([[0], ends])[:-1][chosen]
        self._ends = ends[chosen]

    def of(self, posting: int) -> list[int]:
        """The positions of a posting."""
        found: list[int] = self._places[self._starts[posting] : self._ends[posting]].tolist()
        return found


class SegmentReader(IndexReader):
    """One segment, with the articles that are there."""

    def __init__(self, schema: Schema, segment: Segment, live: NDArray[np.bool_] | None) -> None:
        self.schema = schema
        self._segment = segment
        self._live = live

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return self._find(*term) >= 0

    def _find(self, field: str, text: str | bytes) -> int:
        """The number of a term that the field has, -1 for others."""
        if field not in FIELDS:
            return -1
        at = self._segment.terms(field).find(text if isinstance(text, bytes) else text.encode(errors="replace"))
        return at if at >= 0 and self._segment.count(field, at) else -1

    def _found(self, field: str, text: str | bytes) -> int:
        at = self._find(field, text)
        if at < 0:
            raise TermNotFound(f"No term {field}:{text!r}")
        return at

    def close(self) -> None:
        """Do nothing: the segment is not this reader's own."""

    def indexed_field_names(self) -> Iterable[str]:
        """The fields that have postings."""
        return [field for field in FIELDS if len(self._segment.array(f"{field}.documents"))]

    def all_terms(self) -> Iterator[tuple[str, bytes]]:
        """Each field with each of its terms, both in order."""
        for field in sorted(FIELDS):
            yield from self.terms_from(field, b"")

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """The terms of a field from ``prefix`` on."""
        terms = self._segment.terms(fieldname)
        for at in range(terms.at(prefix), len(terms)):
            if self._segment.count(fieldname, at):
                yield fieldname, terms[at]

    def lexicon(self, fieldname: str) -> Iterator[bytes]:
        """The terms of a field in order."""
        return (term for _, term in self.terms_from(fieldname, b""))

    def expand_prefix(self, fieldname: str, prefix: str | bytes) -> Iterator[bytes]:
        """The terms of a field that begin with ``prefix``."""
        text = prefix if isinstance(prefix, bytes) else prefix.encode(errors="replace")
        for _, term in self.terms_from(fieldname, text):
            if not term.startswith(text):
                return
            yield term

    def term_info(self, fieldname: str, text: str | bytes) -> TermInfo:
        """Statistics of one term. Raises ``TermNotFound``."""
        at = self._found(fieldname, text)
        documents = self._segment.documents(fieldname, at, at + 1)
        often = self._segment.often(fieldname, at, at + 1)
        lengths = self._segment.array(f"{fieldname}.length")[documents] if fieldname in PLACED else np.ones(1, np.int64)
        return TermInfo(
            weight=float(often.sum(dtype=np.float64)),
            df=len(documents),
            minlength=int(lengths.min()),
            maxlength=int(lengths.max()),
            maxweight=float(often.max()),
            minid=int(documents[0]),
            maxid=int(documents[-1]),
        )

    def has_deletions(self) -> bool:
        """Whether any article is gone."""
        return self._live is not None

    def is_deleted(self, docnum: int) -> bool:
        """Whether an article is gone. Matchers also ask for the number after the last."""
        return self._live is not None and docnum < len(self._live) and not self._live[docnum]

    def all_doc_ids(self) -> Iterator[int]:
        """The articles that are there."""
        return (number for number in range(self._segment.articles) if not self.is_deleted(number))

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        """Only the id: nothing else is stored."""
        return {"id": self._segment.array("id")[docnum].decode()}

    def doc_count_all(self) -> int:
        """Articles, with those that are gone."""
        return self._segment.articles

    def doc_count(self) -> int:
        """Articles that are there."""
        return self._segment.articles if self._live is None else int(self._live.sum())

    def frequency(self, fieldname: str, text: str | bytes) -> int:
        """How often a term occurs in all articles."""
        at = self._find(fieldname, text)
        return 0 if at < 0 else int(self._segment.often(fieldname, at, at + 1).sum(dtype=np.int64))

    def doc_frequency(self, fieldname: str, text: str | bytes) -> int:
        """How many articles have a term."""
        at = self._find(fieldname, text)
        return 0 if at < 0 else self._segment.count(fieldname, at)

    def _lengths(self, field: str) -> Array:
        return self._segment.array(f"{field}.length") if field in PLACED else np.zeros(self._segment.articles, np.int64)

    def field_length(self, fieldname: str) -> int:
        """Words of a field in all articles."""
        return int(self._lengths(fieldname).sum(dtype=np.int64))

    def min_field_length(self, fieldname: str) -> int:
        """Words of a field in the article with the fewest."""
        return int(self._lengths(fieldname).min())

    def max_field_length(self, fieldname: str) -> int:
        """Words of a field in the article with the most."""
        return int(self._lengths(fieldname).max())

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """Words of a field in one article, exact."""
        return int(self._lengths(fieldname)[docnum]) if fieldname in PLACED else default

    def postings(self, fieldname: str, text: str | bytes, scorer: Any = None, **kwargs: Any) -> Matcher:
        """The articles that have a term. Raises ``TermNotFound``."""
        at = self._found(fieldname, text)
        documents = self._segment.documents(fieldname, at, at + 1)
        chosen = np.arange(len(documents)) if self._live is None else np.flatnonzero(self._live[documents])
        often = self._segment.often(fieldname, at, at + 1)[chosen].astype(np.float64)
        return PostingMatcher(
            documents[chosen].tolist(),
            often.tolist(),
            _Positions(self._segment, fieldname, at, chosen) if fieldname in PLACED else None,
            scorer=scorer,
            term=(fieldname, self._segment.terms(fieldname)[at]),
            terminfo=self.term_info(fieldname, text),
        )

    def has_vector(self, docnum: int, fieldname: str) -> bool:
        """No article has one."""
        return False

    def vector(self, docnum: int, fieldname: str, format_: Any = None) -> Matcher:
        """Raise ``KeyError``: no article has one."""
        raise KeyError(fieldname)

    def supports_caches(self) -> bool:
        """No: columns are read from the snapshot."""
        return False

    def has_column(self, fieldname: str) -> bool:
        """No: columns are read from the snapshot."""
        return False
