"""Which places contain towns: countries, states and provinces, continents."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from index.comparison.facts.name_forms.tables import read_table
from index.text import fold


def region_level(name: str) -> str:
    """``countries``, ``states`` or ``continents`` for a name of the table; else empty, as for a town."""
    return _levels().get(fold(name).strip("."), "")


@cache
def _levels() -> Mapping[str, str]:
    table = read_table("regions")
    return {fold(name): level for level, rows in table.items() for row in rows.splitlines() for name in row.split("|")}
