"""Dates, pages, lengths, authors and languages as databases of news write them."""

from __future__ import annotations

import re
from functools import cache

from index.text.languages import LANGUAGES

_LATEST_START = 40
"""Characters before which the date of a date line begins: a weekday, an article or a label is shorter."""
_LONGEST_DATE_LINE = 160
"""Characters of a line of a header that is a date, with the edition behind it."""
_LEAST_MONTH = 3
"""Letters of a month that is cut short."""

_WORD = r"(?P<{}>[^\W\d_]{{3,14}})\.?"
_YEAR = r"(?:1[5-9]|20)\d\d(?!\d)"
_DATES = re.compile(
    rf"(?<!\w){_WORD.format('a')} \d{{1,2}}(?:st|nd|rd|th)?,? {_YEAR}"
    rf"|(?<!\d)\d{{1,2}}(?:st|nd|rd|th|er|º|\.)? (?:de |di )?{_WORD.format('b')},? (?:de |del )?{_YEAR}"
    rf"|(?<!\w){_WORD.format('c')},? (?:de )?{_YEAR}"
    r"|(?<!\d)\d{1,2}([./-])\d{1,2}\4(?:\d{4}|\d{2})(?!\d)"
    rf"|(?<!\d){_YEAR}([./-])\d{{1,2}}\5\d{{1,2}}(?!\d)"
    rf"|(?<!\d){_YEAR}\s?[年년]\s?\d{{1,2}}\s?[月월]\s?\d{{1,2}}\s?[日일]"
)
_PAGE = re.compile(
    r"\b(?:pg|pgs|page|pages|p|pp|s|seite|seiten|p[áa]g|p[áa]gs|p[áa]gina|blz|bladzijde|pagina|str|с|стр)\b\.?:? ?"
    r"(?P<page>[A-Z]{0,4}-?\d[\w]{0,4}(?:[-–,] ?[A-Z]{0,2}\d+)*)",
    re.IGNORECASE,
)
_PLACE_IN_PAPER = re.compile(
    r"(?:section|part|column|col|cols|ausg|ausgabe|zone|edition|ed)\b\.?:? ?[\w, -]{0,12}", re.IGNORECASE
)
_LENGTH = re.compile(r"\d[\d.,\s]*")


@cache
def _months() -> frozenset[str]:
    """The names of months in all languages that have them, whole and cut short."""
    names = {name for language in LANGUAGES for name in re.split(r"[|\s_]+", language.months) if name}
    short = {name[:end] for name in names for end in range(_LEAST_MONTH, len(name)) if len(name) > _LEAST_MONTH}
    return frozenset(names | short)


def found_date(text: str) -> tuple[int, int] | None:
    """Where the first date of ``text`` begins and ends, in any of the languages; None where there is none."""
    text = text.replace("\xa0", " ")
    for found in _DATES.finditer(text):
        word = found["a"] or found["b"] or found["c"]
        if word is None or word.lower() in _months():
            return found.span()
    return None


def is_date_line(text: str) -> bool:
    """Whether a line of a header is the date of the article."""
    place = found_date(text) if len(text) <= _LONGEST_DATE_LINE else None
    return place is not None and place[0] < _LATEST_START


def date_in(text: str | None) -> str | None:
    """The date in ``text`` with the time and zone behind it, as it is written; None where there is none."""
    place = found_date(text) if text else None
    return text[place[0] :].strip() if text and place else None


def section_and_page(text: str) -> tuple[str | None, str | None]:
    """The section and the page of ``NEWS; Pg. 4``, where they are given."""
    page = found["page"] if (found := _PAGE.search(text)) else None
    parts = [part.strip(" ,.") for part in re.split(r"[;|]", text)]
    named = [part for part in parts if part and not _PAGE.match(part) and not _PLACE_IN_PAPER.fullmatch(part)]
    section = _PAGE.sub("", named[0]).strip(" ,;.") if named else ""
    return section or None, page


def length_text(text: str | None) -> str | None:
    """A stated length such as ``239 words``; None where it is no number."""
    return " ".join(text.split()) if text and _LENGTH.match(text.strip()) else None


def turned_name(name: str) -> str:
    """``Lastname, Firstname`` with the first name first; any other name as it is."""
    last, comma, first = name.strip().partition(", ")
    return f"{first.strip()} {last.strip()}" if comma and "," not in first else name.strip()


def byline_names(text: str) -> tuple[str, ...]:
    """A byline for each of its authors where it turns their names (``Bell, Ada; Lunn, Teo``), else as it is."""
    parts = [part.strip() for part in text.split(";") if part.strip()]
    return tuple(map(turned_name, parts)) if parts and all(map(_is_turned, parts)) else (text,)


def _is_turned(name: str) -> bool:
    """Whether a name has the last name first: one word, perhaps with particles, a comma, one or two words."""
    last, _, first = name.partition(", ")
    family = [word for word in last.split() if not word.islower()]
    given = first.split()
    return len(family) == 1 and 0 < len(given) <= 2 and all(word[0].isupper() and "," not in word for word in given)


def language_text(text: str | None) -> str | None:
    """The first language of ``ENGLISH; FRENCH``."""
    return re.split(r"[;,/]", text)[0].strip() or None if text else None
