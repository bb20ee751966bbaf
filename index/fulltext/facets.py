"""How a whole result spreads over outlets, years, months and tags."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from index.fulltext.schema import UNDATED
from index.model import Facet

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.fulltext.snapshot import Snapshot

LARGEST = 12
"""Values of a facet that are told, the most frequent ones."""


def facets(snapshot: Snapshot, documents: NDArray[np.int64]) -> Mapping[str, tuple[Facet, ...]]:
    """``outlet``, ``year``, ``month`` (in order of time) and ``tag`` of ``documents``; empty facets are left out."""
    months = _months(snapshot.published[documents])
    years: Counter[str] = Counter()
    for month, count in months.items():
        years[month[:4]] += count
    found = {
        "outlet": _largest(_outlets(snapshot, documents)),
        "year": _largest(years),
        "month": tuple(sorted(_largest(months), key=lambda facet: facet.value)),
        "tag": _largest(_tags(snapshot, documents)),
    }
    return {name: values for name, values in found.items() if values}


def _largest(counts: Counter[str]) -> tuple[Facet, ...]:
    best = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:LARGEST]
    return tuple(Facet(value, count) for value, count in best)


def _outlets(snapshot: Snapshot, documents: NDArray[np.int64]) -> Counter[str]:
    codes, names = snapshot.outlets
    counts = np.bincount(codes[documents], minlength=len(names)).tolist()
    return Counter({name: count for name, count in zip(names, counts, strict=True) if name and count})


def _tags(snapshot: Snapshot, documents: NDArray[np.int64]) -> Counter[str]:
    codes, sets = snapshot.tags
    total: Counter[str] = Counter()
    for tags, count in zip(sets, np.bincount(codes[documents], minlength=len(sets)).tolist(), strict=True):
        for tag in tags:
            total[tag] += count
    return +total


def _months(published: NDArray[np.int64]) -> Counter[str]:
    dated = published[published != UNDATED]
    months = dated.astype("datetime64[m]").astype("datetime64[M]")
    values, counts = np.unique(months, return_counts=True)
    return Counter({str(value): int(count) for value, count in zip(values, counts, strict=True)})
