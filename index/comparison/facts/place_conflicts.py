"""When two passages put one thing into different places.

Places contain places, and this module does not know which contain which: it only compares places of one kind, such as
two villages, two towns of one county, or the north and the south of one country.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from index.comparison.facts.names import parts, same_name
from index.comparison.facts.nearness import Nearness
from index.comparison.facts.spelling import same_spelling
from index.comparison.facts.vocabulary import alternatives, vocabulary
from index.model import Span
from index.text import fold

_LETTER = r"[^\W\d_]"
_PART = rf"(?:[a-z]{{2}}-)?(?=[^\W\d_a-z])(?:{_LETTER}|['\u2019](?={_LETTER}))+(?<!['\u2019]s)"
NAME = rf"{_PART}(?:(?:[ -]|-[a-z]{{2}}-| [a-z]{{2}}[ -]){_PART}){{0,3}}"
"""Pattern of the name of a place."""
_PART_OF = re.compile(rf"\b[Ii]n (?P<name>{NAME}), (?P<whole>{NAME})(?=[,.;:]|$)")
_COMPASS = re.compile(
    rf"\b(?P<way>[Nn]orth|[Ss]outh|[Ee]ast|[Ww]est)(?:ern (?P<name>{NAME})| of (?:the )?(?P<name2>{NAME}))"
)
_OPPOSITE = {"north": "south", "south": "north", "east": "west", "west": "east"}
_SAME_STATEMENT = 0.6
"""Share of words in common from which passages tell where one thing is."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a passage, with its kind and, if the passage states it, the larger place around it."""

    text: str
    span: Span
    sort: str
    """``settlement``, ``province`` ...; ``compass`` for a part of ``whole``, ``part`` for another place in it."""
    whole: str = ""


def places(text: str, language: str = "en") -> list[Place]:
    """The places in one passage whose kind is stated, in order."""
    found = [*_of_a_sort(text, language), *(_within_others(text) if language == "en" else ())]
    return sorted(found, key=lambda place: place.span)


def _of_a_sort(text: str, language: str) -> Iterator[Place]:
    """The village of Ashby, and Ashby village."""
    sorts = vocabulary(language).places
    before, after = _patterns(language)
    for m in before.finditer(text):
        yield Place(m["name"], m.span("name"), sorts[m["kind"]])
    for m in after.finditer(text) if language == "en" else ():
        if m.start():
            yield Place(m["name"], m.span("name"), sorts[m["kind"]])


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    known = vocabulary(language)
    kind, of = alternatives(known.places), alternatives(known.words.of)
    between = " of " if language == "en" else rf" (?:(?:{of})(?: |(?<=['\u2019])))?"
    return (
        re.compile(rf"\b(?P<kind>{kind}){between}(?P<name>{NAME})"),
        re.compile(rf"(?P<name>{NAME})(?:['\u2019]s)? (?P<kind>{kind})\b(?! of\b)"),
    )


def _within_others(text: str) -> Iterator[Place]:
    for m in _PART_OF.finditer(text):
        yield Place(m["name"], m.span("name"), "part", m["whole"])
    for m in _COMPASS.finditer(text):
        whole = m["name"] or m["name2"]
        # "Two miles east of the river" is beside the river, not a part of it.
        if m["name"] or not text[: m.start()].endswith(("miles ", "kilometres ", "kilometers ", "km ")):
            yield Place(m["way"] if m["name2"] else m.group(), m.span(), "compass", whole)


def comparable_places(x: Place, y: Place) -> bool:
    """Whether both are of one kind, within one larger place."""
    return x.sort == y.sort and (not x.whole or same_name(x.whole, y.whole))


def places_agree(x: Place, y: Place) -> bool:
    """Whether both can be one place; the north of a country may be its east too, but not its south."""
    if x.sort == "compass":
        return y.sort == "compass" and _OPPOSITE[_way(x)] != _way(y)
    return same_name(x.text, y.text) or any(same_spelling(p, q) for p in parts(x.text) for q in parts(y.text))


def _way(place: Place) -> str:
    return next(way for way in _OPPOSITE if fold(place.text).startswith(way))


def known_to(place: Place, text: str) -> bool:
    """Whether ``text`` has the name of ``place``, in any role."""
    return place.sort != "compass" and all(fold(part) in fold(text) for part in parts(place.text))


def place_same_thing(x: Place, y: Place, near: Nearness) -> bool:
    """Whether both say where one thing is, judged by the words around them."""
    return not near.careful and near.nearby >= 2 and near.agreement >= _SAME_STATEMENT
