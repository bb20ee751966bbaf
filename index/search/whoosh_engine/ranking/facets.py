"""How many articles of a whole result have which value of a field."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakKeyDictionary

import numpy as np

from index.query.dates import UNDATED
from index.query.fields import ARTICLE_FIELDS, Kind
from index.search.whoosh_engine.snapshot.snapshot import Snapshot

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from index.query.fields import QueryField

    Codes = NDArray[np.int64]
    Texts = NDArray[np.int32]

_TEXT_BITS = 32
"""Bits of the number of a text."""

FEW = 64
"""Documents that are counted one by one before all of an archive are known: after a change these are not."""

FACETS = tuple(field for field in ARTICLE_FIELDS if field.is_facet)
"""The fields by whose values results are counted."""

PUBLISHED = next(field for field in FACETS if field.kind is Kind.DATE)


class _Values(NamedTuple):
    """The values of a field: each article has a code, and each code several values or none."""

    codes: Codes
    """Of each document."""
    size: int
    """How many codes there are."""
    code: Codes
    """Of each pair of a code and a value of it."""
    value: Codes
    """The same pair's place in ``names``."""
    names: NDArray[np.object_]


_known: WeakKeyDictionary[Snapshot, dict[str, _Values]] = WeakKeyDictionary()


def counted(snapshot: Snapshot, field: QueryField, documents: Codes, *, by_text: bool = False) -> Mapping[str, int]:
    """How many of ``documents`` have which value of a facet; of dates the months, or the years where no more is known.

    Documents are counted by their codes, and these by their values, so that it costs little more than reading them.
    With ``by_text`` those with one text count once for each value that any of them has.
    """
    if len(documents) <= FEW and field.column not in _known.get(snapshot, ()):
        return _counted_one_by_one(snapshot, field, documents, by_text=by_text)
    its = _values_of(snapshot, field)
    if not len(its.names):
        return {}
    by_code = np.bincount(its.codes[documents], minlength=its.size)
    shared = snapshot.columns.with_copies(documents) if by_text else documents[:0]
    if len(shared):
        by_code -= np.bincount(its.codes[shared], minlength=its.size)
    counts = np.bincount(its.value, by_code[its.code], len(its.names)).astype(np.int64)
    if len(shared):
        counts += _texts_with(its, shared, snapshot.columns.texts[shared])
    there = np.flatnonzero(counts)
    return dict(zip(its.names[there].tolist(), counts[there].tolist(), strict=True))


def _counted_one_by_one(snapshot: Snapshot, field: QueryField, documents: Codes, *, by_text: bool) -> Mapping[str, int]:
    """The same without what is known of all documents, which takes longer to make than to look at a few."""
    if field.kind is Kind.DATE:
        codes, values = _months_of(snapshot.columns.published[documents], snapshot.columns.published_last[documents])
        rows = [values[code] for code in codes.tolist()]
    else:
        rows = snapshot.columns.values_of(field.column, documents)
    texts = snapshot.columns.texts[documents].tolist() if by_text else [-1] * len(rows)
    having = {
        (value, text if text >= 0 else -1 - at)
        for at, (row, text) in enumerate(zip(rows, texts, strict=True))
        for value in row
    }
    return Counter(value for value, _ in sorted(having))


def _texts_with(its: _Values, documents: Codes, texts: Texts) -> Codes:
    """For each value how many of the ``texts`` of ``documents`` have it."""
    pairs = np.unique(its.codes[documents].astype(np.int64) << _TEXT_BITS | texts)
    codes, numbers = pairs >> _TEXT_BITS, pairs & ((1 << _TEXT_BITS) - 1)
    first, end = np.searchsorted(its.code, codes), np.searchsorted(its.code, codes, "right")
    often = end - first
    at = np.repeat(first - np.append(0, np.cumsum(often)[:-1]), often) + np.arange(often.sum())
    values = np.unique(its.value[at] << _TEXT_BITS | np.repeat(numbers, often)) >> _TEXT_BITS
    return np.bincount(values, minlength=len(its.names)).astype(np.int64)


def _values_of(snapshot: Snapshot, field: QueryField) -> _Values:
    known = _known.setdefault(snapshot, {})
    if field.column not in known:
        if field.kind is Kind.DATE:
            codes, values = _months_of(snapshot.columns.published, snapshot.columns.published_last)
        else:
            codes, values = snapshot.columns.values(field.column)
        names: dict[str, int] = {}
        pairs = [(code, names.setdefault(name, len(names))) for code, row in enumerate(values) for name in set(row)]
        table = np.array(pairs, np.int64).reshape(-1, 2)
        known[field.column] = _Values(codes, len(values), table[:, 0], table[:, 1], np.array([*names], np.object_))
    return known[field.column]


def _months_of(published: Codes, published_last: Codes) -> tuple[Codes, list[tuple[str, ...]]]:
    """For each document, by the minutes of its date, an index into the months and years that follow.

    Without a date it is that of no month.
    A date of which only the year is known counts for the year.
    """
    begins, ends = (each.astype("datetime64[m]") for each in (published, published_last))
    months, codes = np.unique(begins.astype("datetime64[M]"), return_inverse=True)
    years, year_codes = np.unique(begins.astype("datetime64[Y]"), return_inverse=True)
    longer = begins.astype("datetime64[M]") != ends.astype("datetime64[M]")
    codes = np.where(longer, len(months) + year_codes.reshape(-1), codes.reshape(-1))
    codes = np.where(published == UNDATED, len(months) + len(years), codes)
    values = [(str(each),) for each in (*months, *years)]
    return codes, [*values, ()]
