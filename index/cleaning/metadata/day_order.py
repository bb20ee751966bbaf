"""The order of day and month in a date such as 3/4/2019, as the rest of the article or its outlet shows it.

The day comes first in most of the world, the month in the United States and where its usage is followed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from datetime import date
from typing import Final, NamedTuple

from index.cleaning.metadata import dates
from index.cleaning.metadata.dates import Order
from index.cleaning.metadata.origins import UNCERTAIN
from index.model import DAY_FIRST, MONTH_FIRST
from index.model.dates import PartialDate
from index.text.languages import language_of_code

_LOCALE = re.compile(r"([a-zA-Z]{2,3})(?:[-_](?:[A-Za-z]{4}[-_])?([a-zA-Z]{2})\b)?")
_AMERICAN = re.compile(r"\b(?:EST|EDT|ET|PST|PDT|PT|CDT|MDT)\b|\b[ap]\.m\.(?: ET)?")
_EUROPEAN = re.compile(r"\b(?:BST|CET|CEST|AEST|AEDT|SAST|NZST|NZDT)\b")
_BY_LANGUAGE: Final = "as its language does"
_BY_ZONE: Final = "as its time zone does"
_GUESSED = re.compile(rf"; (?:(day first|month first), (?:{_BY_LANGUAGE}|{_BY_ZONE})|{UNCERTAIN})$")
"""The end of an origin whose order the article itself does not show."""
_FLAGS: Final[dict[Order, str]] = {"day first": DAY_FIRST, "month first": MONTH_FIRST}
_MONTHS: Final = 12
_MOST: Final = 200_000
"""Characters of a text in which evidence for the order of day and month is looked for."""
_BEGINNING: Final = 20_000
"""Characters of it in which a day that is written out is looked for."""


class Dated(NamedTuple):
    """A date, and its origin in a few words."""

    date: PartialDate
    origin: str
    certain: bool = True
    """Whether the order of day and month is known; where it is not, the day is taken to come first."""


def dated(
    written: str,
    origin: str,
    text: str,
    locale: str | None = None,
    days: Iterable[PartialDate] = (),
) -> Dated | None:
    """The date that can be read in two ways in ``written``; None where there is none.

    ``text`` is what is around it, ``days`` are other dates of the article, ``locale`` is a language tag.
    """
    both = dates.readings(written)
    if both is None:
        return None
    order, why = _order(written, both, text[:_MOST], locale, tuple(days))
    found = dates.read(written, order or "day first")
    return Dated(found, f"{origin}; {f'{order}, {why}' if order else UNCERTAIN}", order is not None) if found else None


def flags(orders: Collection[Order]) -> tuple[str, ...]:
    """The flag of an article whose own dates have these ``orders``; none where they have both."""
    return tuple(_FLAGS[order] for order in orders) if len(orders) == 1 else ()


def by_habit(found: PartialDate, origin: str, habit: Order) -> tuple[PartialDate, str] | None:
    """A date of that ``origin`` in the order in which its outlet writes dates, and its origin then.

    None where the article itself shows the order, or its language or time zone shows the same.
    """
    guessed = _GUESSED.search(origin)
    if guessed is None or guessed.group(1) == habit or found.day is None or found.day.day > _MONTHS:
        return None
    if (guessed.group(1) or "day first") != habit:
        year, month, rest = found.iso.split("-", 2)
        found = PartialDate(f"{year}-{rest[:2]}-{month}{rest[2:]}")
    return found, f"{origin[: guessed.start()]}; {habit}, as its outlet writes dates"


def is_guessed(origin: str) -> bool:
    """Whether a date of that ``origin`` can be read in two ways, and nothing in the article shows which is meant."""
    return _GUESSED.search(origin) is not None


def _order(
    written: str,
    both: tuple[date, date],
    text: str,
    locale: str | None,
    known: tuple[PartialDate, ...],
) -> tuple[Order | None, str]:
    days = {known.day for known in (*known, *(found.date for found in dates.find_all(text[:_BEGINNING])))}
    if (both[0] in days) != (both[1] in days):
        return ("day first" if both[0] in days else "month first"), "the same day is written out"
    shown = dates.orders(f"{written} {text}")
    if len(shown) == 1:
        return next(iter(shown)), "as its other dates"
    if found := _LOCALE.match(locale or ""):
        language, region = language_of_code(found.group(1).lower()), (found.group(2) or "").lower()
        month_first_in = language.month_first_in if language else ()
        if region or not month_first_in:
            return ("month first" if region in month_first_in else "day first"), _BY_LANGUAGE
    american, european = _AMERICAN.search(text), _EUROPEAN.search(text)
    if (american is None) != (european is None):
        return ("month first" if american else "day first"), _BY_ZONE
    return None, ""
