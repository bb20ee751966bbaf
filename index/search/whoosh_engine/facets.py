"""How a whole result spreads over outlets, months, languages and tags."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import numpy as np

from index.query.dates import UNDATED
from index.search.engine import FacetCounts
from index.search.whoosh_engine.snapshot import Snapshot

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Codes = NDArray[np.int64]

_months: WeakKeyDictionary[Snapshot, tuple[Codes, list[str]]] = WeakKeyDictionary()


def facet_counts(snapshot: Snapshot, documents: NDArray[np.int64]) -> FacetCounts:
    """How many of ``documents`` have which value; of ``published`` the months, or the years where no more is known."""
    return {
        "outlet": _counted(*snapshot.outlets, documents),
        "published": _counted(*_months_of(snapshot), documents),
        "lang": _counted(*snapshot.languages, documents),
        "tag": _tags(snapshot, documents),
    }


def _counted(codes: Codes, names: Sequence[str], documents: Codes) -> Counter[str]:
    counts = np.bincount(codes[documents], minlength=len(names)).tolist()
    return Counter({name: count for name, count in zip(names, counts, strict=True) if name and count})


def _tags(snapshot: Snapshot, documents: Codes) -> Counter[str]:
    codes, sets = snapshot.tags
    total: Counter[str] = Counter()
    if len(sets) > 1 or any(sets):
        counts = np.bincount(codes[documents], minlength=len(sets)).tolist()
        for tags, count in zip(sets, counts, strict=True):
            for tag in tags:
                total[tag] += count
    return +total


def _months_of(snapshot: Snapshot) -> tuple[Codes, list[str]]:
    """For each document an index into the months and years that follow; without a date it is that of the empty one.

    A year stands for the dates of which no more is known.
    """
    known = _months.get(snapshot)
    if known is None:
        begins, ends = (each.astype("datetime64[m]") for each in (snapshot.published, snapshot.published_last))
        months, codes = np.unique(begins.astype("datetime64[M]"), return_inverse=True)
        years, year_codes = np.unique(begins.astype("datetime64[Y]"), return_inverse=True)
        longer = begins.astype("datetime64[M]") != ends.astype("datetime64[M]")
        codes = np.where(longer, len(months) + year_codes.reshape(-1), codes.reshape(-1))
        codes = np.where(snapshot.published == UNDATED, len(months) + len(years), codes)
        known = _months[snapshot] = (codes, [*map(str, months), *map(str, years), ""])
    return known
