"""Who wrote an article: names out of byline lines and metadata fields."""

from __future__ import annotations

import re
from collections.abc import Iterable

_BY = re.compile(
    r"^(?:(?:written|words|story|reported|posted|text) )?(?:by|von|par|por|di|door|av|af)[:\s]\s*(?=\S)", re.IGNORECASE
)
_PARTICLES = "de|da|do|dos|del|della|di|la|le|van|von|der|den|ter|bin|bint|ibn|al|el|y|e|af|zu"
_NAME = re.compile(rf"(?:(?:[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’.\-]*|{_PARTICLES})(?:\s+|$)){{1,6}}")
_CAPITAL = re.compile(r"[^\W\d_]")
_SEPARATOR = re.compile(r"\s*(?:;|,|\||•|/|\b(?:and|AND)\b|\bund\b|\bet\b|\by\b|&|\be\b|\bwith\b|\s[-–—]\s)\s*")
_NOT_PEOPLE = frozenset(
    "staff desk news newsroom team editor editors editorial reporter reporters correspondent correspondents agency "
    "agencies admin press bureau service times post magazine media tv radio network wire reuters afp associated "
    "bloomberg dpa daily online guardian telegraph redaktion redacción redaccion rédaction redazione contributor "
    "contributors guest author writer published updated follow subscribe company inc ltd llc university unknown "
    "anonymous webmaster user journal herald gazette tribune chronicle observer opinion week today report facebook "
    "twitter instagram linkedin share email photo photos image images getty video comment comments".split()
)
_WORD = re.compile(r"[^\W\d_]+")
_AGENCIES = re.compile(
    r"(?:the )?(?:associated press|ap|reuters|afp|agence france-presse|dpa|epa|efe|ansa|apa|pti|press trust of india"
    r"|ani|ians|xinhua|tass|interfax|kyodo(?: news)?|yonhap|aap|pa media|press association|canadian press"
    r"|anadolu(?: agency)?|bloomberg|united press international|upi|belga|anp|ritzau|ntb|tt|sta|pap|ctk|lusa)\b",
    re.IGNORECASE,
)
_LONGEST = 200


def is_byline(line: str) -> bool:
    """Whether a line says ``By`` and then names somebody."""
    return len(line) < _LONGEST and bool(authors_of(line))


def authors_of(line: str) -> tuple[str, ...]:
    """The people named in a line that begins with ``By`` (or its like in other languages); empty for any other."""
    found = _BY.match(line[:_LONGEST].strip())
    if not found:
        return ()
    rest = line.strip()[found.end() : _LONGEST]
    rest = re.split(r"\b(?:published|updated|posted|last|on \d|\d{1,2}[:/.])", rest, maxsplit=1, flags=re.IGNORECASE)[0]
    names = people([rest])
    # A sentence that begins with "By" has other words than names.
    first = _SEPARATOR.split(rest.strip())[0].strip()
    return names if names and names[0] == _tidy(first) else ()


def people(values: Iterable[str], outlet: str | None = None) -> tuple[str, ...]:
    """The names of people in metadata values, each once, in order; outlets, desks and addresses are left out."""
    names: dict[str, str] = {}
    for value in values:
        value = _BY.sub("", value.strip()[: 10 * _LONGEST])
        if not value or value.startswith(("http", "@", "www.")):
            continue
        for part in _SEPARATOR.split(value):
            name = _tidy(part)
            if _is_person(name, outlet):
                names.setdefault(name.lower(), name)
    return tuple(names.values())[:20]


def agency(value: str, outlet: str | None = None) -> tuple[str, ...]:
    """The news agency that ``value`` names, unless that is the outlet itself."""
    found = _AGENCIES.match(_BY.sub("", value.strip())[:_LONGEST])
    if not found or (outlet and found.group().lower().removeprefix("the ") in outlet.lower()):
        return ()
    return (found.group(),)


def _tidy(part: str) -> str:
    part = re.sub(r"\([^)]*\)|<[^>]*>|\S+@\S+", "", part).strip(" \t.,;:|*-–—\"'“”")
    if part.isupper() and " " in part:
        part = " ".join(word.capitalize() if word.isalpha() else word.title() for word in part.split())
    return " ".join(part.split())


def _is_person(name: str, outlet: str | None) -> bool:
    if not 3 <= len(name) <= 60 or not _CAPITAL.search(name) or any(c.isdigit() or c in "@/_#:" for c in name):
        return False
    if outlet and (name.lower() in outlet.lower() or outlet.lower() in name.lower()):
        return False
    words = name.split()
    if not 2 <= len(words) <= 6 or not _NOT_PEOPLE.isdisjoint(_WORD.findall(name.lower())):
        return False
    return not name.isascii() or _NAME.fullmatch(name) is not None
