"""Spaces at which no line may break: those between a number and what it counts, or what it numbers. Pure."""

from __future__ import annotations

import re
from functools import cache

_DIGIT = re.compile(r"\d")
_COUNTED = (
    r"km/h|km|kph|mph|m|cm|mm|(?:kilo|centi|milli)?met(?:er|re)s?|mi|miles?|ft|feet|in|inch(?:es)?|yards?|kg|g|mg|t|tons?|tonnes?|kilos?|grams?|lbs?|oz",
    r"pounds?|euros?|dollars?|yen|cents?|pence|p|percent|pct|per[ \u00a0]cent|%|‰|°[CF]?|degrees?|hectares?|ha|acres?",
    r"lit(?:er|re)s?|gallons?|[kMGT]?Wh?|[kMG]?Hz|[kKMGT]i?B|hundred|thousand|million|billion|trillion|bn|tn",
    r"Mio\.?|Mrd\.?|Millionen|Milliarden|Prozent|Uhr|millions|milliards?|millones|a\.m\.?|p\.m\.?|am|pm|AM|PM|o['’]clock",
    r"[€£$¥]",
)
_NUMBERED = "No Nos Nr Art Ch Fig Vol vol pp p".split()


def held_spaces(text: str, start: int, end: int) -> set[int]:
    """Where in ``text[start:end]`` a space must not break, as in ``20 km`` and ``No. 5``."""
    if _DIGIT.search(text, start, end) is None:
        return set()
    return {found.start() for found in _held().finditer(text, start, end)}


@cache
def _held() -> re.Pattern[str]:
    """Begins with the space itself, which is found fast; a look-behind then checks what is before it."""
    from index.model.dates import MONTHS

    short = [month[:length] for month in MONTHS for length in (3, 4)]
    counted = "|".join((*_COUNTED, *MONTHS, *(rf"{month}\b" for month in short)))
    # Each look-behind is of one length.
    before = [rf"(?<=\b{word} )" for word in dict.fromkeys((*MONTHS, *short))]
    before += [rf"(?<=\b{word}\. )" for word in dict.fromkeys((*short, *_NUMBERED))]
    grouped = "".join(rf"|(?<=(?<!\d){digits} )(?=\d{{3}}(?!\d))" for digits in (r"\d", r"\d\d", r"\d\d\d"))
    return re.compile(
        rf" (?:(?<=\d )(?=(?:{counted})(?!\w))|(?<=\d\. )(?=(?:{counted})(?!\w))"
        rf"|(?=\d)(?:(?<=[§$€£¥] )|{'|'.join(before)}{grouped}))"
    )
