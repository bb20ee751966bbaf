"""The facets of a result, out of an engine's counts."""

from __future__ import annotations

from collections.abc import Mapping

from index.model import Facet
from index.query.fields import ARTICLE_FIELDS, Kind
from index.search.engine import FacetCounts

LARGEST = 1_000
"""Values of a facet that are listed, the most frequent; of the months all, since they say from when to when."""

_YEAR = len("2019")
"""Characters of a year, with which every month begins."""


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
            found["year"] = _largest(_years(values))
            if months := months_of(values):
                found["month"] = months
        else:
            found[field.name] = _largest(values)
    return found


def dates_of(counts: FacetCounts) -> Mapping[str, int] | None:
    """The counts of the date column; None where it was not counted."""
    return next(
        (counts.get(field.column) for field in ARTICLE_FIELDS if field.is_facet and field.kind is Kind.DATE), None
    )


def months_of(counts: Mapping[str, int]) -> tuple[Facet, ...]:
    """The months of a date column in order of time; dates of which only the year is known are left out."""
    return tuple(Facet(date, counts[date]) for date in sorted(counts) if len(date) > _YEAR)


def ordered(counts: Mapping[str, int]) -> list[str]:
    """The values, the most frequent first."""
    # Equal counts stay in the order of their values: sorting twice costs less than making a pair for each value.
    return sorted(sorted(counts), key=counts.__getitem__, reverse=True)


def _largest(counts: Mapping[str, int]) -> tuple[Facet, ...]:
    if len(counts) > LARGEST:
        # Numbers sort faster than values: a large archive has many authors.
        least = sorted(counts.values(), reverse=True)[LARGEST - 1]
        counts = {value: count for value, count in counts.items() if count >= least}
    return tuple(Facet(value, counts[value]) for value in ordered(counts)[:LARGEST])


def _years(dates: Mapping[str, int]) -> dict[str, int]:
    years: dict[str, int] = {}
    for date, count in dates.items():
        year = date[:_YEAR]
        years[year] = years.get(year, 0) + count
    return years
