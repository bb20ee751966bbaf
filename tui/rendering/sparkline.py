"""Counts over time as a line of bars."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.model import Facet

_BARS = "▂▃▄▅▆▇█"
NONE = "▁"
"""A bar for nothing."""


def sparkline(months: Sequence[Facet], width: int) -> str:
    """Counts over time as bars, at most ``width`` of them; :data:`NONE` where there are none. Empty for one month."""
    counts = {_month_number(f.value): f.count for f in months if _month_number(f.value) is not None}
    sound = [m for m in counts if m is not None]
    if len(sound) < 2 or width < 2:
        return ""
    first, last = min(sound), max(sound)
    months_a_bar = -(-(last - first + 1) // width)
    bars = [0] * -(-(last - first + 1) // months_a_bar)
    for month in sound:
        bars[(month - first) // months_a_bar] += counts[month]
    most = max(bars)
    return "".join(_BARS[round((b / most) * (len(_BARS) - 1))] if b else NONE for b in bars)


def _month_number(month: str) -> int | None:
    from index.model import PartialDate

    found = PartialDate.parse(month)
    return None if found is None else found.first.year * 12 + found.first.month - 1
