"""Where something is, as a text says it: in or near a place, between two, so far to the east of one, in a street.

Places contain places, and this module knows only of countries and states that they contain others. So two places that
are only named differ for certain only if both articles leave the other one out; streets, distances, directions from one
place and journeys that have one end in common are compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from typing import Literal

from index.comparison.facts.events.vocabulary import event_words
from index.comparison.facts.name_forms.regions import region_level
from index.comparison.facts.names import parts, same_name
from index.comparison.facts.place_conflicts import NAME, places
from index.comparison.facts.vocabulary import NOTHING, vocabulary
from index.model import Span
from index.text import fold

Relation = Literal["in", "near", "between", "route", "compass", "street", "home", "kind"]

_OPPOSITE = 90
"""Degrees from which two directions from one place cannot be one."""
_FARTHER = 1.5
"""Ratio from which two distances from one place cannot be one."""
_ALIKE = 0.65
"""Ratio of equal letters from which two names with one initial may be mistaken for each other."""
_SPELLED = 0.9
"""Ratio of equal letters from which they are rather two spellings of one name."""
_NO_PLACES = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday english french spanish german arabic congress parliament god".split()
)
_KILOMETRES = {"k": 1.0, "mi": 1.609, "m": 0.001, "f": 0.0003, "y": 0.0009}
"""Kilometres in a unit, by its first letters."""
_AFTER_NAME = re.compile(r" (?:in|on|at|to|by|as|is|or) ")


@dataclass(frozen=True, slots=True)
class Location:
    """A place as a sentence states it."""

    text: str
    span: Span
    relation: Relation
    names: tuple[str, ...]
    """One name; two after ``between``; origin and destination of a route; the street."""
    degrees: int = 0
    """Direction from the place, from north."""
    kilometres: float = 0.0
    """Distance from the place; 0 where it is not stated."""
    number: str = ""
    """House or block."""
    kind: str = ""
    """``settlement``, ``province`` ..., where the sentence states it."""
    bearer: str = ""
    """Whose home it is, where that is named right beside it."""

    @property
    def value(self) -> str:
        """The place written one way."""
        named = " and ".join(self.names)
        match self.relation:
            case "compass":
                return self.text
            case "street":
                return f"{self.number} {named}".strip()
            case "route":
                return " to ".join(self.names)
            case "in" | "home" | "kind":
                return named
        return f"{self.relation} {named}"


def locations(text: str, language: str = "en") -> list[Location]:
    """The places in one passage that say where something or who somebody is, in order."""
    found = sorted(_reader(language).read(text), key=lambda place: (place.span[0], -place.span[1]))
    kept: list[Location] = []
    for place in found:
        if not kept or place.span[0] >= kept[-1].span[1]:
            kept.append(place)
    return kept


def comparable_locations(x: Location, y: Location) -> bool:
    """Whether both are stated in one way, so that they can exclude each other without knowing what contains what."""
    if {x.relation, y.relation} & {"home", "street", "kind"}:
        return x.relation == y.relation and x.kind == y.kind
    if "compass" in (x.relation, y.relation):
        return x.relation == y.relation and same_name(x.names[0], y.names[0])
    if "route" in (x.relation, y.relation):
        # With another origin and another destination it is another journey.
        return x.relation == y.relation and any(map(one_name, x.names, y.names)) and _one_level(x, y)
    if x.relation == y.relation == "in":
        return nearly_alike(x, y) or (bool(region_level(x.names[0])) and _one_level(x, y))
    return "between" in (x.relation, y.relation) or _one_level(x, y)


def _one_level(x: Location, y: Location) -> bool:
    """Whether both are towns, or both regions of one level: a region may contain a town."""
    return all(region_level(a) == region_level(b) or one_name(a, b) for a, b in zip(x.names, y.names, strict=True))


def locations_agree(x: Location, y: Location) -> bool:
    """Whether both can be one place."""
    if x.relation == "street":
        return x.names == y.names and (not x.number or not y.number or x.number == y.number)
    if x.relation == "compass":
        turn = abs(x.degrees - y.degrees)
        if min(turn, 360 - turn) >= _OPPOSITE:
            return False
        low, high = sorted((x.kilometres, y.kilometres))
        return not low or high / low < _FARTHER
    if x.relation == y.relation == "route":
        return all(map(one_name, x.names, y.names))
    return any(one_name(a, b) or set(_folded(a)) & set(_folded(b)) for a in x.names for b in y.names)


def nearly_alike(x: Location, y: Location) -> bool:
    """Whether one may be written for the other: two numbers of one street, two names with most letters in common."""
    if x.relation == "street":
        return x.names == y.names
    if x.relation == "compass":
        return True
    first, second = fold(x.names[0]), fold(y.names[0])
    ends = first[:1] == second[:1] and first[-1:] == second[-1:]
    return ends and _ALIKE <= SequenceMatcher(None, first, second).ratio() < _SPELLED


def one_name(a: str, b: str) -> bool:
    """Whether two names of places are one, perhaps in two spellings."""
    return same_name(a, b) or SequenceMatcher(None, fold(a), fold(b)).ratio() >= _SPELLED


def is_known_to(place: Location, other: Location, text: str) -> bool:
    """Whether ``text``, folded, has in any role a name of ``place`` that ``other`` does not have."""
    own = [name for name in place.names if not any(one_name(name, theirs) for theirs in other.names)]
    return any(all(part in text for part in _folded(name)) for name in own or place.names)


def _folded(name: str) -> list[str]:
    return [fold(part) for part in parts(name)]


@cache
def _reader(language: str) -> _Reader:
    return _Reader(language)


class _Reader:
    def __init__(self, language: str) -> None:
        words = event_words(language).locations
        self._language = language
        self._no_names = vocabulary(language).words.no_names
        name = rf"(?:the )?(?P<name>{NAME})"
        self._in = re.compile(rf"\b(?:{words.in_}) {name}")
        self._near = re.compile(rf"\b(?:{words.near}) {name}")
        self._between = re.compile(
            rf"\b(?:{words.between}) {name}(?: [a-z]+)? (?:{words.and_}) (?:the )?(?P<other>{NAME})"
        )
        self._route = re.compile(rf"\b(?:{words.start}) (?:the )?(?P<other>{NAME}) (?:{words.end}) {name}")
        self._home = re.compile(
            rf"\b(?:[Aa]n?|[Tt]he) (?P<of>{NAME}) (?:{words.people})\b"
            rf"|(?<!\w)(?P<bearer>[^\W\d_a-z][\w'\u2019.-]+(?: [^\W\d_a-z][\w'\u2019.-]+)+),? (?:{words.from_}) {name}"
        )
        way = r"(?:East|West|North|South|[NESW]\.) "
        self._street = re.compile(
            rf"(?:{words.block or NOTHING}|{words.number or NOTHING})?"
            rf"(?:{way})?(?P<name>\d{{1,3}}(?:st|nd|rd|th)|{NAME}) (?:{words.street})(?!\w)"
        )
        # Most texts have none of these words, and to find that out is quicker than to look for names before or after.
        self._street_word = re.compile(rf" (?:{words.street})(?!\w)")
        self._way_word = re.compile("|".join((NOTHING, *words.compass)))
        far = rf"(?:(?P<far>\d+(?:[.,]\d+)?) ?(?P<unit>{words.units})\b(?: \([^)]*\))? )?\b"
        self._ways = [(re.compile(rf"{far}(?:{of}) ?{name}"), degrees) for of, degrees in words.compass.items()]

    def read(self, text: str) -> Iterator[Location]:
        for m in self._street.finditer(text) if self._street_word.search(text) else ():
            found = m.groupdict()
            number = (found.get("number") or found.get("house") or "").replace(",", "")
            yield Location(m.group(), m.span(), "street", (fold(m["name"]),), number=number)
        for pattern, degrees in self._ways if self._way_word.search(text) else ():
            for m in pattern.finditer(text):
                span, name = _cut(m, "name")
                yield Location(text[m.start() : span[1]], (m.start(), span[1]), "compass", (name,), degrees, _far(m))
        for m in self._route.finditer(text):
            span, end = _cut(m, "name")
            yield Location(text[m.start() : span[1]], (m.start(), span[1]), "route", (m["other"], end))
        for m in self._between.finditer(text):
            span, other = _cut(m, "other")
            yield Location(text[m.start() : span[1]], (m.start(), span[1]), "between", (m["name"], other))
        for place in places(text, self._language):
            if place.sort not in ("compass", "part"):
                yield Location(place.text, place.span, "kind", (place.text,), kind=place.sort)
        named: Sequence[tuple[Relation, re.Pattern[str]]] = (
            ("near", self._near),
            ("in", self._in),
            ("home", self._home),
        )
        for relation, pattern in named:
            yield from self._named(text, relation, pattern)

    def _named(self, text: str, relation: Relation, pattern: re.Pattern[str]) -> Iterator[Location]:
        for m in pattern.finditer(text):
            span, name = _cut(m, "name" if m["name"] else "of")
            first = fold(name.split()[0])
            if first not in self._no_names and first not in _NO_PLACES:
                span = (m.start(), span[1]) if relation == "near" else span
                bearer = m["bearer"] or "" if relation == "home" else ""
                yield Location(text[slice(*span)], span, relation, (name,), bearer=bearer)


def _cut(m: re.Match[str], group: str) -> tuple[Span, str]:
    """The name of a group without what follows it: ``Norwick in March``."""
    start = m.start(group)
    name = _AFTER_NAME.split(m[group])[0]
    return (start, start + len(name)), name


def _far(m: re.Match[str]) -> float:
    """The distance in kilometres."""
    unit = m["unit"] or "km"
    factor = next(factor for begins, factor in _KILOMETRES.items() if unit.startswith(begins))
    return float((m["far"] or "0").replace(",", ".")) * factor
