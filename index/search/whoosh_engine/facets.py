"""How a whole result spreads over outlets, years, months, languages and tags."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import numpy as np

from index.model import Facet
from index.query.dates import UNDATED
from index.search.whoosh_engine.snapshot import Snapshot

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Codes = NDArray[np.int64]

LARGEST = 12
"""Values of a facet that are told, the most frequent ones; of the months all, so that they tell from when to when."""

_months: WeakKeyDictionary[Snapshot, tuple[Codes, list[str]]] = WeakKeyDictionary()


def facets(snapshot: Snapshot, documents: NDArray[np.int64]) -> Mapping[str, tuple[Facet, ...]]:
    """``outlet``, ``year``, ``month`` (in order of time), ``lang`` and ``tag`` of ``documents``, the empty left out."""
    months = _counted(*_months_of(snapshot), documents)
    years: Counter[str] = Counter()
    for month, count in months.items():
        years[month[:4]] += count
    found = {
        "outlet": _largest(_counted(*snapshot.outlets, documents)),
        "year": _largest(years),
        "month": tuple(Facet(month, months[month]) for month in sorted(months)),
        "lang": _largest(_counted(*snapshot.languages, documents)),
        "tag": _largest(_tags(snapshot, documents)),
    }
    return {name: values for name, values in found.items() if values}


def _largest(counts: Counter[str]) -> tuple[Facet, ...]:
    best = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:LARGEST]
    return tuple(Facet(value, count) for value, count in best)


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
