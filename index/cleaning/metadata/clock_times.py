"""Times of day beside a date, with their offset from UTC where their zone has one."""

from __future__ import annotations

import re
from typing import Final

_ANOTHER = re.compile(
    r"updat|modif|edit|chang|correct|aktualis|mis [àa] jour|actuali|aggiorn|atuali|обновл|güncel|更新", re.I
)
"""Words between a day and a time that show that the time is of another date."""

_CLOCK = re.compile(
    r"(?<![\d:.])(?P<h>\d{1,2})(?P<mark>[:.時时]|\s?[hH]\s?)(?P<n>\d{2})分?(?::\d{2})?(?![\d%])\s?(?P<half>[AaPp]\.?[Mm]\b\.?)?"
)
_HOUR = re.compile(r"(?<![\d:.$£€])(?P<h>1[0-2]|[1-9])\s?(?P<half>[AaPp]\.?[Mm]\b\.?)")
HALF = re.compile(r"\s?(?P<half>[AaPp])\.?[Mm]\b\.?")
_ZONE = re.compile(
    r"[ ,]{0,2}\(?(?:(?:UTC|GMT|[A-Z]{2,5}(?![A-Za-z]))?\s?(?P<shift>(?<=[\dTC ])[+-]\d{1,2}(?::?\d{2})?(?![\d/-]))"
    r"|(?P<only>[A-Z]{1,5}(?!\w)))"
)
_OFFSETS: Final = {
    **dict.fromkeys(("Z", "UTC", "GMT", "WET"), 0),
    **dict.fromkeys(("BST", "CET", "WAT", "MEZ"), 60),
    **dict.fromkeys(("CEST", "MESZ", "EET", "SAST", "CAT"), 120),
    **dict.fromkeys(("EEST", "MSK", "EAT", "TRT"), 180),
    **{"EDT": -240, "EST": -300, "CDT": -300, "MDT": -360, "MST": -420, "PDT": -420, "PST": -480},
    **{"PKT": 300, "WIB": 420, "SGT": 480, "HKT": 480, "AWST": 480, "JST": 540, "KST": 540},
    **{"AEST": 600, "AEDT": 660, "NZST": 720, "NZDT": 780},
}
"""Minutes from UTC of abbreviations that mean one thing in news; ``CST`` and ``IST`` do not."""
_BEFORE: Final = 24
"""Characters before a date in which its time may be."""
_AFTER: Final = 24
"""Characters after a date in which its time may be."""


def beside(text: str, start: int, end: int) -> str:
    """The time of day near the date ``text[start:end]``, as the end of an ISO time: ``T10:53+01:00``; else empty."""
    near = min(len(text), end + _AFTER)
    before = list(_CLOCK.finditer(text, max(0, start - _BEFORE), start))[-1:]
    after = list(_CLOCK.finditer(text, end, near))[:1]
    hours = [] if before or after else list(_HOUR.finditer(text, end, near))[:1]
    for clock in (*after, *before, *hours):
        if _ANOTHER.search(text, min(end, clock.end()), max(start, clock.start())):
            continue
        minute = int(clock["n"]) if "n" in clock.groupdict() else 0
        hour = with_half(int(clock["h"]), clock["half"])
        if hour < 24 and minute < 60:
            return f"T{hour:02}:{minute:02}{zone(text, clock.end())}"
    return ""


def with_half(hour: int, half: str | None) -> int:
    """The hour from 0 to 23; ``half`` is ``am`` or ``pm`` where the hour is one of twelve."""
    if not half or not 1 <= hour <= 12:
        return hour
    return hour % 12 + (12 if half[0] in "pP" else 0)


def zone(text: str, place: int) -> str:
    """The offset at ``place``, after a time, as ``+02:00``; empty where there is none, or a zone may mean two."""
    found = _ZONE.match(text, place)
    if found is None:
        return ""
    if shift := found["shift"]:
        digits = shift[1:].replace(":", "")
        hours, minutes = (int(digits[:-2]), int(digits[-2:])) if len(digits) > 2 else (int(digits), 0)
        return f"{shift[0]}{hours:02}:{minutes:02}" if hours <= 14 and minutes < 60 else ""
    offset = _OFFSETS.get(found["only"])
    if offset is None:
        return ""
    return f"{'-' if offset < 0 else '+'}{abs(offset) // 60:02}:{abs(offset) % 60:02}"
