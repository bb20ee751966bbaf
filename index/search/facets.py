"""The facets of a result, out of an engine's counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from index.model import Facet, PartialDate
from index.query.fields import ARTICLE_FIELDS, Kind
from index.search.engine import FacetCounts

LARGEST = 12
"""Values of a facet that are shown, the most frequent; of the months all, since they say from when to when."""


def facets(counts: FacetCounts) -> dict[str, tuple[Facet, ...]]:
    """The values by the name of their field; those of ``date`` as ``year`` and ``month``, months in order of time.

    Fields without values are left out.
    """
    found: dict[str, tuple[Facet, ...]] = {}
    if not counts:
        return found
    for field in ARTICLE_FIELDS:
        values = counts.get(field.column) if field.is_facet else None
        if not values:
            continue
        if field.kind is Kind.DATE:
            dates = {date: values[date.iso] for date in sorted(map(PartialDate, values))}
            found["year"] = _largest(_years(dates))
            if months := tuple(Facet(date.iso, count) for date, count in dates.items() if date.precision == "month"):
                found["month"] = months
        else:
            found[field.name] = _largest(values)
    return found


def ordered(counts: Mapping[str, int]) -> list[str]:
    """The values, the most frequent first."""
    return sorted(counts, key=lambda value: (-counts[value], value))


def _largest(counts: Mapping[str, int]) -> tuple[Facet, ...]:
    return tuple(Facet(value, counts[value]) for value in ordered(counts)[:LARGEST])


def _years(dates: Mapping[PartialDate, int]) -> Counter[str]:
    years: Counter[str] = Counter()
    for date, count in dates.items():
        years[date.at_most("year").iso] += count
    return years
