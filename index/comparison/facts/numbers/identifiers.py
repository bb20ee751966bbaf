"""Numbers that count nothing: in names, addresses, titles and telephone numbers; of sections, results and odds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from index.comparison.facts.vocabulary import vocabulary
from index.model import Span

_DIGIT = re.compile(r"\d")
_PAIR = re.compile(r"(?<![\w,.$-])\d{1,3}[-\u2013]\d{1,3}(?![\w-]|[.,]\d|\s?/)")
_CODE = re.compile(
    r"(?<![\w.,])(?:"
    # Seasons: 2018-19.
    r"(?:1[89]|20)\d\d[-\u2013/]\d\d|"
    # For the telephone: 0845 125 222, +44 20 7946 0018, 1-800-555-0199, (212) 555-0134.
    r"0\d{2,}(?:[ \u00a0-]\d{2,})*|\+\d[\d \u00a0()-]{6,}\d|(?:\d{1,2}-)?\d{3}(?:-\d{3,4}){2,}|\(\d{3}\)\s?\d{3}-\d{4}|"
    r"\d{3}-0\d{3}|"
    # Results of three numbers, and of a set with its tie-break: 8-4-1, 7-6 (5).
    r"\d{1,3}(?:[-\u2013]\d{1,3}){2}|\d{1,2}[-\u2013]\d{1,2}\s\(\d{1,2}\)|"
    # Votes, odds and shares: 5-to-4, 29-of-34.
    r"\d+-(?:to|of)-\d+|"
    # The time of day: 1336 GMT.
    r"[0-2]\d[0-5]\d\s?(?:GMT|UTC|CET|BST|EST|EDT|IST)"
    r")(?!\w|[.,]\d)"
)
_JOINED = re.compile(
    # AK-47, COVID-19, U-23; a magnitude-6 quake and a then-34-year-old man are no names.
    r"\b(?!(?:Mag|Then)-)[A-Z\u0410-\u042f][^\W\d_]{0,5}-\d+(?![\w.,]*\d|[\s-]year)|"
    # 221B, 5G; but 40C and 104F are temperatures, and 10K, 3M and 5B may be thousands, millions and billions.
    r"(?<![\w.,\u20ac\u00a3$])\d{1,4}(?![BCFKM])[A-Z](?!\w)|(?<![\w.,\u20ac\u00a3$])\d{1,4}(?=B\s[A-Z])|"
    # 4x4; SW1A 1AA; CA 90210.
    r"\b\dx\d\b|\b[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}\b|\b[A-Z]{2}\s\d{5}(?:-\d{4})?\b|"
    # \u00a7 14
    r"\u00a7\s?\d+\w?"
)
_QUOTED = re.compile(
    r"[\u201c\u201e]([^\u201c\u201d]+)[\u201c\u201d]|\u00ab([^\u00ab\u00bb]+)\u00bb|\"([^\"]+)\"|(?<!\w)\u2018((?:[^\u2018\u2019]|\u2019(?=\w))+)\u2019(?!\w)"
    r"|(?<!\w)'((?:[^']|(?<=\w)'(?=\w))+)'(?!\w)"
)
_LONGEST_TITLE = 10
"""Words of a title in quotation marks."""
_SHORT_WORD = 3
"""Letters of a word that may be without a capital in a title."""
_TIMES_MORE = 10
"""``20-30`` is a range, but no range reaches further than from one number to ten times it."""


def identifiers(text: str, language: str = "en") -> Iterator[Span]:
    """The spans of such numbers, in no order."""
    addresses, numbered = _of_language(language)
    digits = _DIGIT.search(text) is not None
    for pair in _PAIR.finditer(text) if digits else ():
        if _is_result(pair, language):
            yield pair.span()
    for pattern in (_CODE, _JOINED, addresses, numbered) if digits else (numbered,):
        for found in pattern.finditer(text):
            yield found.span()
    for quoted in _QUOTED.finditer(text):
        if _is_title(quoted.group()[1:-1]):
            yield quoted.span()


def _is_result(m: re.Match[str], language: str) -> bool:
    """``31-24`` is a result or a label, and so are ``(12-14)`` and ``fell to 12-14``; ``20-30`` is a range."""
    first, second = re.split(r"[-\u2013]", m.group())
    enclosed = m.string[m.start() - 1 : m.start()] == "(" and m.string[m.end() : m.end() + 1] == ")"
    low, high = int(first), int(second)
    if enclosed or low >= high or high > _TIMES_MORE * low:
        return True
    before, after = _around_results(language)
    return before.search(m.string, 0, m.start()) is not None and after.match(m.string, m.end()) is not None


def _is_title(quoted: str) -> bool:
    """Whether it is the title of a work, as in ``"Twelve Bad Men"``: two words or more, with capitals."""
    found = re.findall(r"[^\W_]+", quoted)
    if not 1 < len(found) <= _LONGEST_TITLE or quoted.rstrip()[-1:] in (",", "."):
        return False
    return all(word[0].isupper() or word[0].isdigit() or len(word) <= _SHORT_WORD for word in found) and any(
        word[0].isupper() for word in found[1:]
    )


@cache
def _of_language(language: str) -> tuple[re.Pattern[str], ...]:
    cues = vocabulary(language).figures
    # Streets and sections have capitals, whatever a sentence begins with.
    return re.compile(cues.addresses), re.compile(cues.numbered, re.IGNORECASE)


@cache
def _around_results(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    cues = vocabulary(language).figures
    return (
        re.compile(rf"\b(?:{cues.results})\s(?:\w+\s){{0,2}}$", re.IGNORECASE),
        re.compile(rf"\s?(?:[,.;:)\u201d\"]|$)|\s(?:{cues.after_results})\b", re.IGNORECASE),
    )
