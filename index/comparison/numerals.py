"""Numbers in running text, in digits and in words, and what they amount to."""

from __future__ import annotations

import re
from collections.abc import Iterable

_SMALL = {
    word: n
    for n, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
_TENS = {w: 10 * n for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_MAGNITUDES = {
    "hundred": 1e2, "thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "mn": 1e6, "mln": 1e6,
    "billion": 1e9, "bn": 1e9, "trillion": 1e12, "tn": 1e12, "dozen": 12.0,
}  # fmt: skip
_VAGUE = {
    "tens of thousands": (1e4, 1e5), "hundreds of thousands": (1e5, 1e6), "tens of millions": (1e7, 1e8),
    "hundreds of millions": (1e8, 1e9), "tens of billions": (1e10, 1e11), "dozens": (24, 200), "scores": (40, 200),
    "hundreds": (200, 2000), "thousands": (2000, 2e4), "millions": (2e6, 2e7), "billions": (2e9, 2e10),
    "several": (3, 12), "a few": (2, 9), "a couple": (2, 3), "a handful": (2, 9),
}  # fmt: skip
_NUMBER_WORD = "|".join(sorted((*_SMALL, *_TENS, "hundred", "thousand", "million", "billion"), key=len, reverse=True))
_CURRENCY = r"(?:US|A|C|NZ|HK|S)?\$|£|€|¥|₹|(?<!\w)(?:USD|EUR|GBP|Rs\.?)\s?"
_TIME = "second|minute|hour|day|week|month|year|decade|century"
_CLUES = re.compile(
    rf"\d|(?<![a-z])(?:{'|'.join(w for w in _SMALL if w != 'one')}|{'|'.join(_TENS)}|one (?!of\b))"
    rf"|hundred|thousand|million|billion|dozen|scores|several|(?<![a-z])an? (?:few|couple|handful|{_TIME})",
)
NUMERAL = re.compile(
    rf"(?P<currency>{_CURRENCY})?(?<![\w.,:/])"
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\u00a0\d{3})+|\d*\.?\d+)(?!\.?\d)"
    r"(?![:/]\s?\d)(?:[\s\u00a0-]?(?P<magnitude>hundred|thousand|million|billion|trillion|mln|mn|bn|tn|m|k|dozen)\b)?"
    rf"|\b(?P<vague>{'|'.join(sorted(_VAGUE, key=len, reverse=True))})\b"
    r"|\b(?P<half>half a)\s(?P<half_of>million|billion|dozen)\b"
    rf"|\b(?P<article>an?\s)?(?P<words>(?:{_NUMBER_WORD}|dozen)(?:(?:[\s-]|\sand\s)(?:{_NUMBER_WORD}|dozen))*)\b"
    rf"|\b(?P<single>an?)\s(?={_TIME})",
    re.IGNORECASE,
)


def has_numeral(text: str) -> bool:
    """Whether looking for numerals in ``text`` is worth the time; False only where there are none."""
    return _CLUES.search(text.lower()) is not None


def value(m: re.Match[str]) -> tuple[float, float, float] | None:
    """Lowest and highest value, and the step of the last digit."""
    if m["vague"]:
        return (*_VAGUE[m["vague"].lower()], 0.0)
    if m["half"]:
        value = 0.5 * _MAGNITUDES[m["half_of"].lower()]
        return value, value, value
    if m["single"]:
        return 1.0, 1.0, 1.0
    if m["words"]:
        number = _spoken(re.split(r"[\s-]+", m["words"].lower()))
        return (number, number, 1.0) if number is not None else None
    digits = m["digits"].replace(",", "").replace("\u00a0", "")
    magnitude = _MAGNITUDES.get((m["magnitude"] or "").lower(), 1.0)
    decimals = len(digits.partition(".")[2])
    value = float(digits) * magnitude
    return value, value, magnitude / 10**decimals


def _spoken(words: Iterable[str]) -> float | None:
    """``two hundred and fifty`` as 250.0; None for what is no number, such as ``twenty ten``."""
    total, part = 0.0, None
    for word in words:
        if word == "and":
            continue
        if word in _MAGNITUDES:
            size = _MAGNITUDES[word]
            part = (part if part is not None else 1.0) * size
            if size >= 1000:
                total, part = total + part, None
            continue
        value = float(_SMALL[word] if word in _SMALL else _TENS[word])
        if part is not None and (part < 20 or (part % 100 and value >= 10) or part % 10):
            return None
        part = (part or 0.0) + value
    return total + (part or 0.0)
