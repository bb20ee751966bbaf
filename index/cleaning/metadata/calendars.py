"""Days of other calendars than the Gregorian one, and digits of other scripts, as news writes them.

The Thai solar year is the Gregorian one and 543. Japan counts the years of its emperors, Taiwan those of the republic.
The Iranian calendar is computed (persiantools), the Islamic one is Umm al-Qura, which Saudi Arabia's offices use
(hijridate); where the moon is observed, a day may differ by one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date
from typing import Final, NamedTuple

from index.text.languages import language_of_code

BUDDHIST: Final = 543
"""The Thai year less the Gregorian one."""
THAI_YEARS: Final = range(1900 + BUDDHIST, 2101 + BUDDHIST)
"""Years that are Thai ones wherever they are written: no article is from a Gregorian one among them."""
_REPUBLIC: Final = 1911
"""The Gregorian year less that of the Republic of China."""
_ERAS: Final = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
"""The Gregorian year before the first year of each Japanese era."""
_THAI_SHORT: Final = "ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย. ต.ค. พ.ย. ธ.ค.".split()
_IRANIAN: Final = "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند".split()
_ISLAMIC: Final = (
    ("محرم", "المحرم", "muharram"),
    ("صفر", "safar"),
    ("ربيع الأول", "ربيع الاول", "rabi al-awwal", "rabi' al-awwal", "rabi i"),
    ("ربيع الآخر", "ربيع الاخر", "ربيع الثاني", "rabi al-thani", "rabi' al-thani", "rabi al-akhir", "rabi ii"),
    ("جمادى الأولى", "جمادى الاولى", "جمادى الأول", "jumada al-ula", "jumada al-awwal", "jumada i"),
    (
        "جمادى الآخرة",
        "جمادى الاخرة",
        "جمادى الثانية",
        "جمادى الآخر",
        "jumada al-thani",
        "jumada al-akhirah",
        "jumada ii",
    ),
    ("رجب", "rajab"),
    ("شعبان", "shaban", "sha'ban"),
    ("رمضان", "ramadan"),
    ("شوال", "shawwal"),
    ("ذو القعدة", "ذي القعدة", "ذوالقعدة", "dhu al-qadah", "dhu al-qi'dah"),
    ("ذو الحجة", "ذي الحجة", "ذوالحجة", "dhu al-hijjah", "dhul hijjah"),
)
_HAN_DIGITS: Final = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "元": 1}
_HAN = "〇零一二三四五六七八九十"


class FoundDay(NamedTuple):
    """A Gregorian day, and where in the text it is written: code points from ``start`` up to ``end``."""

    day: date
    start: int
    end: int


def with_ascii_digits(text: str) -> str:
    """``text`` with each decimal digit of any script as ``0`` to ``9``; its length is the same."""
    if text.isascii():
        return text
    return "".join([str(unicodedata.decimal(c)) if not c.isascii() and c.isdecimal() else c for c in text])


def find_all(text: str) -> Iterator[FoundDay]:
    """The days of other calendars in ``text``, calendar by calendar."""
    if not (_HINT.search(text) and _SIGN.search(text)):
        return
    seen = with_ascii_digits(text)
    for pattern, day_of in _CALENDARS:
        for found in pattern.finditer(text if pattern is _IRANIAN_DIGITS else seen):
            try:
                day = day_of(found)
            except (ValueError, OverflowError):
                continue
            yield FoundDay(day, found.start(), found.end())


def _names(groups: tuple[tuple[str, ...], ...]) -> dict[str, int]:
    return {name: number for number, names in enumerate(groups, 1) for name in names}


def _any(names: dict[str, int]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


_THAI = language_of_code("th")
_THAI_MONTHS: Final = _names(tuple(zip((_THAI.months if _THAI else "").split("|"), _THAI_SHORT, strict=False)))
_IRANIAN_MONTHS: Final = _names(tuple((name,) for name in _IRANIAN))
_ISLAMIC_MONTHS: Final = _names(_ISLAMIC)
_IRANIAN_DIGITS = re.compile(
    r"(?<!\d)(?P<y>۱[۳۴][۰-۹]{2})(?P<mark>[/-])(?P<m>[۰۱]?[۰-۹])(?P=mark)(?P<d>[۰-۳]?[۰-۹])(?!\d)"
)
"""A day in figures, which only its Persian digits show to be of the Iranian calendar."""
_HINT = re.compile(r"1[34]\d\d|[\u0600-\u1fff\u3000-\U0010ffff]")
"""What every such day has that most lines of Latin, Greek or Cyrillic text have not: an Islamic year, or the letters or
digits of its script.
"""
_SIGN = re.compile(
    f"{_any(_THAI_MONTHS)}|{_any(_IRANIAN_MONTHS)}|{_any(_ISLAMIC_MONTHS)}|{'|'.join(_ERAS)}|民國|[{_HAN}]年"
    rf"|{_IRANIAN_DIGITS.pattern.replace('P<mark>', 'P<sign>').replace('P=mark', 'P=sign')}",
    re.IGNORECASE,
)
"""What every such day has."""


def _thai(found: re.Match[str]) -> date:
    year = int(found["y"])
    # A year of two digits is the Thai one: Gregorian years are written in full.
    full = year + 2500 if year < 100 else year
    return date(full - BUDDHIST, _THAI_MONTHS[found["m"]], int(found["d"]))


def _iranian(found: re.Match[str]) -> date:
    from persiantools.jdatetime import JalaliDate

    number = _IRANIAN_MONTHS.get(found["m"]) or int(found["m"])
    day: date = JalaliDate(int(found["y"]), number, int(found["d"])).to_gregorian()
    return day


def _islamic(found: re.Match[str]) -> date:
    from hijridate import Hijri

    gregorian = Hijri(int(found["y"]), _ISLAMIC_MONTHS[found["m"].lower()], int(found["d"])).to_gregorian()
    return date(gregorian.year, gregorian.month, gregorian.day)


def _japanese(found: re.Match[str]) -> date:
    year = 1 if found["y"] == "元" else int(found["y"])
    return date(_ERAS[found["era"]] + year, int(found["m"]), int(found["d"]))


def _of_republic(found: re.Match[str]) -> date:
    return date(_REPUBLIC + int(found["y"]), int(found["m"]), int(found["d"]))


def _in_han(found: re.Match[str]) -> date:
    year = int("".join(str(_HAN_DIGITS[c]) for c in found["y"]))
    return date(year, _han_number(found["m"]), _han_number(found["d"]))


def _han_number(text: str) -> int:
    """A number below 100 in Chinese digits: ``十二``, ``二十``, ``三十一``."""
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return int("".join(str(_HAN_DIGITS[c]) for c in text))
    return 10 * (_HAN_DIGITS[tens] if tens else 1) + (_HAN_DIGITS[ones] if ones else 0)


_CALENDARS: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], date]], ...]] = (
    (
        re.compile(
            rf"(?<!\d)(?P<d>\d{{1,2}})\s?(?P<m>{_any(_THAI_MONTHS)})\s?(?:พ\.ศ\.\s?)?(?P<y>2[4-6]\d\d|\d\d)(?!\d)"
        ),
        _thai,
    ),
    (
        re.compile(rf"(?<!\d)(?P<d>\d{{1,2}})\s?(?P<m>{_any(_IRANIAN_MONTHS)})\s?(?:ماه\s)?(?P<y>1[2-4]\d\d)(?!\d)"),
        _iranian,
    ),
    (_IRANIAN_DIGITS, _iranian),
    (
        re.compile(rf"(?<!\d)(?P<d>\d{{1,2}})\s?(?P<m>{_any(_ISLAMIC_MONTHS)}),?\s?(?P<y>1[34]\d\d)(?!\d)", re.I),
        _islamic,
    ),
    (
        re.compile(rf"(?P<era>{'|'.join(_ERAS)})(?P<y>元|\d{{1,2}})年\s?(?P<m>\d{{1,2}})月\s?(?P<d>\d{{1,2}})日"),
        _japanese,
    ),
    (re.compile(r"(?:中華)?民國\s?(?P<y>\d{2,3})\s?年\s?(?P<m>\d{1,2})\s?月\s?(?P<d>\d{1,2})\s?日"), _of_republic),
    (re.compile(rf"(?P<y>[{_HAN[:-1]}]{{4}})年(?P<m>[{_HAN}]{{1,3}})月(?P<d>[{_HAN}]{{1,3}})日"), _in_han),
)
"""How each calendar writes a day, and the Gregorian day of that."""
