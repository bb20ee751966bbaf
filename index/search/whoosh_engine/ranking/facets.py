"""How many articles of a whole result have which value of a field."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import numpy as np

from index.query.dates import UNDATED
from index.query.fields import ARTICLE_FIELDS, Kind
from index.search.engine import FacetCounts
from index.search.whoosh_engine.snapshot.snapshot import Snapshot

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Codes = NDArray[np.int64]
    Texts = NDArray[np.int32]

_TEXT_BITS = 32
"""Bits of the number of a text."""

_known_months: WeakKeyDictionary[Snapshot, tuple[Codes, list[tuple[str, ...]]]] = WeakKeyDictionary()


def facet_counts(snapshot: Snapshot, documents: Codes, *, by_text: bool = False) -> FacetCounts:
    """How many of ``documents`` have which value; of ``published`` the months, or the years where no more is known.

    With ``by_text`` those with one text count once for each value that any of them has.
    """
    copied, texts = documents[:0], snapshot.columns.texts
    if by_text:
        documents, copied = documents[texts[documents] < 0], documents[texts[documents] >= 0]
    found = {}
    for field in ARTICLE_FIELDS:
        if field.is_facet:
            values = _months_of(snapshot) if field.kind is Kind.DATE else snapshot.columns.values(field.column)
            counts = found[field.column] = _counted(*values, documents)
            if len(copied):
                _add_texts(counts, *values, copied, texts)
    return found


def _counted(codes: Codes, values: Sequence[tuple[str, ...]], documents: Codes) -> dict[str, int]:
    total: dict[str, int] = {}
    if not any(values):
        return total
    counts = np.bincount(codes[documents], minlength=len(values)).tolist()
    for several, count in zip(values, counts, strict=True):
        if count:
            for value in several:
                total[value] = total.get(value, 0) + count
    return total


def _add_texts(
    counts: dict[str, int], codes: Codes, values: Sequence[tuple[str, ...]], documents: Codes, texts: Texts
) -> None:
    """Add how many ``texts`` of ``documents`` have which value."""
    pairs = np.unique(codes[documents].astype(np.int64) << _TEXT_BITS | texts[documents])
    of_code = zip((pairs >> _TEXT_BITS).tolist(), (pairs & ((1 << _TEXT_BITS) - 1)).tolist(), strict=True)
    for value, _ in {(value, text) for code, text in of_code for value in values[code]}:
        counts[value] = counts.get(value, 0) + 1


def _months_of(snapshot: Snapshot) -> tuple[Codes, list[tuple[str, ...]]]:
    """For each document an index into the months and years that follow; without a date it is that of no month.

    A date of which only the year is known counts for the year.
    """
    known = _known_months.get(snapshot)
    if known is None:
        columns = snapshot.columns
        begins, ends = (each.astype("datetime64[m]") for each in (columns.published, columns.published_last))
        months, codes = np.unique(begins.astype("datetime64[M]"), return_inverse=True)
        years, year_codes = np.unique(begins.astype("datetime64[Y]"), return_inverse=True)
        longer = begins.astype("datetime64[M]") != ends.astype("datetime64[M]")
        codes = np.where(longer, len(months) + year_codes.reshape(-1), codes.reshape(-1))
        codes = np.where(snapshot.columns.published == UNDATED, len(months) + len(years), codes)
        values = [(str(each),) for each in (*months, *years)]
        known = _known_months[snapshot] = (codes, [*values, ()])
    return known
