"""Dates of publication as precisely as they are known: a year, a month, a day, or a minute, with its zone or without.

This is the one place that reads and prints the ISO 8601 forms of the JSON output and of the store.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache, total_ordering
from typing import Final, Literal

Precision = Literal["year", "month", "day", "minute"]
PRECISIONS: Final[Sequence[Precision]] = ("year", "month", "day", "minute")
"""From the least precise."""

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip

_LENGTHS: Final[Mapping[Precision, int]] = {
    "year": len("2019"), "month": len("2019-03"), "day": len("2019-03-14"), "minute": len("2019-03-14T10:20"),
}  # fmt: skip
_BY_LENGTH: Final = {length: precision for precision, length in _LENGTHS.items()}
_CLOCK: Final = slice(len("2019-03-14T"), len("2019-03-14T10:20"))
_EPOCH: Final = datetime(1970, 1, 1)
_MINUTE: Final = timedelta(minutes=1)
_BEGINNING: Final = "0000-01-01"
"""Completes a year or a month to its first day."""
_EAST: Final = timedelta(hours=14)
"""How far the first clocks of the world are before UTC."""
_WEST: Final = timedelta(hours=12)
"""How far the last ones are behind it: a time without a zone may be of any between."""
_KEPT: Final = 4_000
"""Dates that are remembered as they were parsed: the same articles are read at every step of an import."""
_FORMS: Final = re.compile(
    r"\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:\d\d)?)?)?)?", re.ASCII
)


@total_ordering
class PartialDate:
    """An immutable date in its ISO 8601 form, of which any part after the year may be missing.

    Dates sort by the clock that they were printed by. A month or a year comes directly before its first day, and a day
    before its first minute. Raises ValueError for anything else than ``2019``, ``2019-03``, ``2019-03-14``,
    ``2019-03-14T10:20`` or ``2019-03-14T10:20:30``, the last two perhaps with an offset such as ``+01:00``.
    """

    # Not a dataclass: its form, and no dict of it, is what goes into JSON.
    __slots__ = ("_iso",)

    def __init__(self, iso: str) -> None:
        if _FORMS.fullmatch(iso) is None:
            raise ValueError(f"not a date: {iso!r}")
        self._iso = iso
        try:
            _ = self._moment
        except ValueError:
            raise ValueError(f"not in the calendar: {iso!r}") from None

    @staticmethod
    def parse(iso: str | None) -> PartialDate | None:
        """The date that ``iso`` is the form of; None where it is none."""
        return _parsed(iso) if iso else None

    @property
    def iso(self) -> str:
        """Its form in JSON and in the store."""
        return self._iso

    def __str__(self) -> str:
        return self._iso

    def __repr__(self) -> str:
        return f"PartialDate({self._iso!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PartialDate) and self._iso == other._iso

    def __lt__(self, other: PartialDate) -> bool:
        return self._iso < other._iso

    def __hash__(self) -> int:
        return hash(self._iso)

    @property
    def precision(self) -> Precision:
        """The smallest part that is known."""
        return _BY_LENGTH.get(len(self._iso), "minute")

    @property
    def day(self) -> date | None:
        """The day, where it is known."""
        return None if self.precision in ("year", "month") else self._moment.date()

    @property
    def clock(self) -> str:
        """``10:20``, in the zone of the source; empty where the time is not known."""
        return self._iso[_CLOCK]

    @property
    def offset(self) -> int | None:
        """Minutes from UTC; None where no zone is known."""
        shift = self._moment.utcoffset()
        return None if shift is None else round(shift.total_seconds() / 60)

    @property
    def first(self) -> datetime:
        """The first minute that it covers, without a zone."""
        return self._moment.replace(second=0, microsecond=0, tzinfo=None)

    @property
    def last(self) -> datetime:
        """The last minute that it covers, without a zone."""
        first = self.first
        match self.precision:
            case "year":
                return first.replace(month=12, day=31, hour=23, minute=59)
            case "month":
                return first.replace(day=monthrange(first.year, first.month)[1], hour=23, minute=59)
            case "day":
                return first.replace(hour=23, minute=59)
        return first

    def at_most(self, precision: Precision) -> PartialDate:
        """The same date without what is more precise than ``precision``; at most a minute has no seconds or zone."""
        return PartialDate(self._iso[: _LENGTHS[precision]])

    def covers(self, other: PartialDate) -> bool:
        """Whether ``other`` is this date or a part of it, by the clocks that they were printed by."""
        return self.first <= other.first and other.last <= self.last

    def is_before(self, other: PartialDate, *, same_clock: bool = False) -> bool:
        """Whether it surely is earlier than ``other``: by a minute where both have a time, else by whole days.

        Where only one has an offset, the other may be of any zone of the world, unless both come from one source and
        so are of the ``same_clock``: 23:59-05:00 on the 2nd is not before the 3rd, which has begun in Asia by then.
        """
        if not same_clock and (self.offset is None) != (other.offset is None):
            return other._moments_in_utc[0] - self._moments_in_utc[1] >= _MINUTE
        if self.precision == other.precision == "minute":
            one, another = self._moment, other._moment
            if (one.tzinfo is None) == (another.tzinfo is None):
                return another - one >= _MINUTE
            if same_clock:
                return another.replace(tzinfo=None) - one.replace(tzinfo=None) >= _MINUTE
        return self.last.date() < other.first.date()

    def in_words(self) -> str:
        """``14 March 2019``, ``March 2019`` or ``2019``; a time is left out."""
        first = self.first
        if self.precision == "year":
            return f"{first.year}"
        month = f"{MONTHS[first.month - 1]} {first.year}"
        return month if self.precision == "month" else f"{first.day} {month}"

    @property
    def minutes(self) -> tuple[int, int]:
        """The first and the last minute that it covers, counted from 1970, by the clock that it was printed by."""
        first, last = self.first - _EPOCH, self.last - _EPOCH
        return first // _MINUTE, last // _MINUTE

    @property
    def _moments_in_utc(self) -> tuple[datetime, datetime]:
        """The first and the last minute that it may be in UTC, without a zone."""
        shift = self._moment.utcoffset()
        if shift is not None:
            return self.first - shift, self.last - shift
        return max(self.first, datetime.min + _EAST) - _EAST, min(self.last, datetime.max - _WEST) + _WEST

    @property
    def _moment(self) -> datetime:
        """Its beginning, with the zone that it has."""
        return datetime.fromisoformat(self._iso + _BEGINNING[len(self._iso) :])


@lru_cache(maxsize=_KEPT)
def _parsed(iso: str) -> PartialDate | None:
    try:
        return PartialDate(iso)
    except ValueError:
        return None


def may_be_one_day(one: PartialDate | None, other: PartialDate | None) -> bool:
    """Whether two dates can be one day, also where one of them is less precise or not known."""
    if one is None or other is None:
        return True
    one, other = one.at_most("day"), other.at_most("day")
    return one.covers(other) or other.covers(one)


def iso_of(date: PartialDate | None) -> str | None:
    """The form of a date that may be unknown."""
    return date.iso if date else None


def as_json(value: object) -> str:
    """What ``json.dumps`` writes for a date; raises TypeError for a value of any other kind."""
    if isinstance(value, PartialDate):
        return value.iso
    raise TypeError(f"no JSON for {type(value).__name__}")


def surely_before(one: PartialDate | None, other: PartialDate | None) -> bool:
    """Whether ``one`` is earlier than ``other`` for certain: not where either is missing or their days are the same."""
    return one is not None and other is not None and one.is_before(other)


def surely_first(date: PartialDate | None, others: Iterable[PartialDate | None]) -> bool:
    """Whether ``date`` is earlier than every one of ``others`` for certain.

    False if a date is missing, ``date`` or one of the others, and if there are no others.
    """
    found = False
    for other in others:
        if not surely_before(date, other):
            return False
        found = True
    return found


def sort_key(published: PartialDate | None) -> tuple[bool, str]:
    """Sorts articles by date of publication, those without one last."""
    return published is None, published.iso if published else ""
