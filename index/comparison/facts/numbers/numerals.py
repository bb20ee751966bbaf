"""Numbers in running text, in digits and in words, and what they amount to."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from functools import cache

from index.comparison.facts.vocabulary import alternatives, vocabulary
from index.comparison.facts.word_lists import FigureWords

_CURRENCY = r"(?:(?:US|A|C|NZ|HK|S|R)?\$|£|€|¥|₹|₽)[ \u00a0]?|(?<!\w)(?:USD|EUR|GBP|CHF|SEK|NOK|DKK|Rs\.?)\s?"
_PARTS = {"½": 1 / 2, "¼": 1 / 4, "¾": 3 / 4, "⅓": 1 / 3, "⅔": 2 / 3}
"""Fractions that have a sign of their own."""
_MOST_DIGITS = 18
"""Digits of a number, a point counted: a longer run of digits is a code, and too large to compute with."""
_STEP_OF_SHARE = 5.0
"""Percentage points by which a fraction in words may be off: 63 percent are two-thirds."""
ATTACHED = r"(?:(?<=\b[وفبلك])|(?<=\b[وفبلك]ـ))"
"""After a word of one letter that Arabic writes together with the number: ``و31``, and 31."""
_NO_WORD = r"(?<![^\W\d_])"


@cache
def numerals(language: str) -> re.Pattern[str]:
    """The pattern of numerals in ``language``, for :func:`value`; digits are grouped as in English."""
    cues = vocabulary(language).figures
    magnitude = alternatives((*cues.magnitudes, *cues.short))
    money = rf"{magnitude}|(?<=\d)(?:{alternatives(cues.short_money)})"
    number = alternatives((*cues.numbers, *cues.magnitudes))
    return re.compile(
        rf"(?P<currency>{_CURRENCY})?(?:(?<![\w.,:/])|{ATTACHED})(?<!/ )(?!0\d)"
        r"(?:(?P<mixed>\d{1,3})(?:[ -](?P<parts>[13])\s?/\s?|(?P<broken>[13])\s/\s)(?P<of>[248])(?![\w/]|\s/)"
        r"|(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\u00a0\d{3})+|\d*\.?\d+))"
        r"(?!\.?\d|s\b|\ufffd)(?P<part>\s?[½¼¾⅓⅔])?"
        rf"(?!\s?[:/]\s?\d)(?:[\s\u00a0-]?(?P<magnitude>(?(currency)(?:{money})|(?:{magnitude}))(?:\s(?:{magnitude}))*)"
        r"(?!\w))?"
        rf"|\b(?P<vague>{alternatives(cues.vague)})\b"
        rf"|\b(?P<share>{alternatives(cues.shares)})(?={cues.of_shares})"
        rf"|\b(?P<half>{alternatives(cues.halves)})\s(?P<half_of>{alternatives(cues.magnitudes)})\b"
        rf"|\b(?P<single>{cues.articles})\s(?=(?:{cues.times}))"
        rf"|\b(?:(?:{cues.articles})\s)?(?P<words>(?:{number})(?:(?:{cues.joined})(?:{number}))*)\b",
        re.IGNORECASE,
    )


@cache
def _clues(language: str) -> re.Pattern[str]:
    cues = vocabulary(language).figures
    articles = {word for word in cues.numbers if re.fullmatch(cues.articles, word)}
    words = alternatives(
        {*cues.numbers, *cues.magnitudes, *cues.vague, *cues.halves, *cues.shares} - articles - {cues.counted}
    )
    counted = rf"|{cues.counted} (?!of\b)" if cues.counted else ""
    turned = rf"|(?:{cues.articles})(?:{alternatives(cues.reversed_by)})" if cues.reversed_by else ""
    return re.compile(rf"\d|{_NO_WORD}(?:{words}{counted}|(?:{cues.articles}) (?:{cues.times}){turned})")


def has_numeral(text: str, language: str = "en") -> bool:
    """Whether looking for numerals in ``text`` is worth the time; False only where there are none."""
    return _clues(language).search(text.lower()) is not None


def value(m: re.Match[str], language: str = "en") -> tuple[float, float, float] | None:
    """Lowest and highest value, and the step of the last digit; of a match of :func:`numerals`."""
    cues = vocabulary(language).figures
    if m["vague"]:
        return (*cues.vague[m["vague"].lower()], 0.0)
    if m["half"]:
        part = cues.halves[m["half"].lower()] * cues.magnitudes[m["half_of"].lower()]
        return part, part, part
    if m["single"]:
        return 1.0, 1.0, 1.0
    if m["share"]:
        percent = 100 * cues.shares[m["share"].lower()]
        return percent, percent, _STEP_OF_SHARE
    if m["words"]:
        if re.fullmatch(cues.articles, m["words"], re.IGNORECASE):
            return None
        number = _spoken(_number_words(language).findall(m["words"].lower()), cues)
        return (number, number, 1.0) if number is not None else None
    if m["mixed"]:
        # "41 / 2" is what is left of a small fraction sign after a 4.
        share = float(m["parts"] or m["broken"]) / float(m["of"])
        whole = float(m["mixed"]) + share
        return whole, whole, share
    digits = m["digits"].replace(",", "").replace("\u00a0", "")
    if len(digits) > _MOST_DIGITS:
        return None
    size = 1.0
    for word in (m["magnitude"] or "").lower().split():
        size *= cues.magnitudes.get(word) or cues.short.get(word) or cues.short_money[word]
    decimals = len(digits.partition(".")[2])
    part = _PARTS.get((m["part"] or "").strip(), 0.0)
    amount = (float(digits) + part) * size
    if math.isinf(amount):
        return None
    return amount, amount, size * (part or 1 / 10**decimals)


@cache
def _number_words(language: str) -> re.Pattern[str]:
    cues = vocabulary(language).figures
    words = (*cues.numbers, *cues.magnitudes, *cues.reversed_by)
    return re.compile(alternatives(words))


def _spoken(words: Iterable[str], cues: FigureWords) -> float | None:
    """``two hundred and fifty`` as 250.0; None for what is no number, such as ``twenty ten``."""
    parts: list[float] = []
    turned = False
    for word in words:
        if word in cues.reversed_by:
            turned = True
            continue
        if word in cues.magnitudes:
            size, smaller = cues.magnitudes[word], 0.0
            while parts and parts[-1] < size:
                smaller += parts.pop()
            parts.append((smaller or 1.0) * size)
            continue
        number = cues.numbers[word]
        if parts and not (turned and parts[-1] < 10 <= number) and not _goes_on(parts[-1], number):
            return None
        turned = False
        if parts and parts[-1] < 100:
            number += parts.pop()
        parts.append(number)
    return sum(parts)


def _goes_on(before: float, number: float) -> bool:
    """Whether a number word can follow what ``before`` amounts to: ``sixty-three``, ``hundred twenty``."""
    if before % 100 == 0:
        return 0 < number < before
    # French counts from sixty and eighty on to nineteen.
    return before >= 20 and before % 10 == 0 and number < (20 if before in (60, 80) else 10)
