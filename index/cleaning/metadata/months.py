"""The numbers of months by their names, full and short, in all languages whose record in the table has these."""

from __future__ import annotations

from typing import Final

from index.text.languages import LANGUAGES

JOINED: Final = "ـ"
"""Replaces the space in a name of two words: a letter, so that the name is matched as one word."""

_NUMBERS: Final = {
    name.replace("_", JOINED): number
    for language in LANGUAGES
    if language.months
    for number, names in enumerate(language.months.split("|"), 1)
    for name in names.split()
}


def number_of(name: str) -> int | None:
    """1 for January; None where ``name`` is not a month."""
    # Turkish capitals with a dot leave it behind in lower case; Hebrew joins "in" to the month.
    low = name.lower().replace("i\u0307", "i")
    return _NUMBERS.get(low) or _NUMBERS.get(low.removeprefix("ב"))
