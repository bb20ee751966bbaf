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
    """How many of ``documents`` have which value; of ``published`` the months."""
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
    """For each document an index into the months that follow; without a date it is the empty one."""
    known = _months.get(snapshot)
    if known is None:
        months = snapshot.published.astype("datetime64[m]").astype("datetime64[M]")
        values, codes = np.unique(months, return_inverse=True)
        names = [str(value) for value in values]
        undated = snapshot.published == UNDATED
        codes = np.where(undated, len(names), codes.reshape(-1))
        known = _months[snapshot] = (codes, [*names, ""])
    return known
