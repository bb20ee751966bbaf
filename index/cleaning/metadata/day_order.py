"""The order of day and month in a date such as 3/4/2019, as the rest of the article shows it.

The day comes first in most of the world, the month in the United States and where its usage is followed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Final, NamedTuple

from index.cleaning.metadata import dates
from index.cleaning.metadata.dates import Order
from index.cleaning.metadata.origins import UNCERTAIN
from index.model.dates import PartialDate
from index.text.languages import language_of_code

_LOCALE = re.compile(r"([a-zA-Z]{2,3})(?:[-_](?:[A-Za-z]{4}[-_])?([a-zA-Z]{2})\b)?")
_AMERICAN = re.compile(r"\b(?:EST|EDT|ET|PST|PDT|PT|CDT|MDT)\b|\b[ap]\.m\.(?: ET)?")
_EUROPEAN = re.compile(r"\b(?:BST|CET|CEST|AEST|AEDT|SAST|NZST|NZDT)\b")
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
    habit: Order | None = None,
) -> Dated | None:
    """The date that can be read in two ways in ``written``; None where there is none.

    ``text`` is what is around it, ``days`` are other dates of the article, ``locale`` is a language tag, ``habit`` the
    order in which its outlet writes dates.
    """
    both = dates.readings(written)
    if both is None:
        return None
    order, why = _order(written, both, text[:_MOST], locale, tuple(days), habit)
    found = dates.read(written, order or "day first")
    return Dated(found, f"{origin}; {why or UNCERTAIN}", order is not None) if found else None


def _order(
    written: str,
    both: tuple[date, date],
    text: str,
    locale: str | None,
    known: tuple[PartialDate, ...],
    habit: Order | None,
) -> tuple[Order | None, str]:
    days = {known.day for known in (*known, *(found.date for found in dates.find_all(text[:_BEGINNING])))}
    if (both[0] in days) != (both[1] in days):
        return ("day first" if both[0] in days else "month first"), "the same day is written out"
    shown = dates.orders(f"{written} {text}")
    if len(shown) == 1:
        return next(iter(shown)), "as its other dates"
    if habit is not None:
        return habit, "as its outlet writes dates"
    if found := _LOCALE.match(locale or ""):
        language, region = language_of_code(found.group(1).lower()), (found.group(2) or "").lower()
        month_first_in = language.month_first_in if language else ()
        if region or not month_first_in:
            return ("month first" if region in month_first_in else "day first"), "as its language does"
    american, european = _AMERICAN.search(text), _EUROPEAN.search(text)
    if (american is None) != (european is None):
        return ("month first" if american else "day first"), "as its time zone does"
    return None, ""
