"""What a figure measures, with its value in one unit for each measure: 200 feet can be compared with 60 metres."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from index.comparison.facts.figures import Figure
from index.comparison.facts.hedges import meant
from index.text import stem, tokens

_UNITS: dict[str, tuple[str, dict[str, float]]] = {
    "length": (
        "m",
        {
            "m metre metres meter meters": 1.0,
            "cm centimetre centimetres centimeter centimeters": 0.01,
            "mm millimetre millimetres millimeter millimeters": 0.001,
            "km kilometre kilometres kilometer kilometers kms": 1000.0,
            "mile miles mi": 1609.344,
            "foot feet ft": 0.3048,
            "inch inches": 0.0254,
        },
    ),
    "area": ("ha", {"hectare hectares ha": 1.0, "acre acres": 0.404686}),
    "mass": (
        "kg",
        {
            "kg kilo kilos kilogram kilograms kilogramme kilogrammes": 1.0,
            "gram grams gramme grammes": 0.001,
            "tonne tonnes": 1000.0,
            "ton tons": 907.185,
            "lb lbs pound pounds": 0.453592,
            "ounce ounces oz": 0.0283495,
        },
    ),
    "volume": ("l", {"litre litres liter liters": 1.0, "gallon gallons": 3.78541, "barrel barrels": 158.987}),
    "speed": ("m/h", {"mph": 1609.344, "kph kmh": 1000.0, "knot knots": 1852.0}),
    "duration": (
        "days",
        {
            "second seconds": 1 / 86400,
            "minute minutes": 1 / 1440,
            "hour hours": 1 / 24,
            "day days": 1.0,
            "week weeks": 7.0,
            "fortnight fortnights": 14.0,
            "month months": 30.4375,
            "year years": 365.25,
            "decade decades": 3652.5,
            "century centuries": 36525.0,
        },
    ),
}
"""For each measure its unit, and the factors by the words for other units."""
_AREAS = {
    "kilometr": 100.0,
    "kilomet": 100.0,
    "km": 100.0,
    "mile": 258.999,
    "metr": 1e-4,
    "meter": 1e-4,
    "m": 1e-4,
    "ft": 9.2903e-6,
    "mi": 258.999,
    "feet": 9.2903e-6,
    "foot": 9.2903e-6,
}
"""Hectares in a square of that side."""
_SPEED_AFTER = re.compile(r"(?:\s?(?:/|an?\s|per\s)h(?:ou)?r?\b)|\s?(?:kph|km/h|mph)\b", re.IGNORECASE)
_OLD = re.compile(r"[\s-]\w+[\s-]old\b", re.IGNORECASE)
_YEAR = 365.25
_RELATION = re.compile(r"[\s-]\w+\s(?P<word>ago|before|after|earlier|later)\b", re.IGNORECASE)
"""After a span of time: it says when something was, not how long it took."""
_CHARGES = frozenset(stem(word) for word in "count charge attempt".split())
"""Nouns of what people are charged with: two counts of murder are not two people killed."""
_DEGREES = re.compile(
    r"(?:\s?(?:\u00b0|degrees?)\s?(?=[CF])|(?=[CF](?!\w)))"
    r"(?:(?P<c>C(?:(?i:elsius))?\b|(?i:centigrade))|(?P<f>F(?:(?i:ahrenheit))?\b))"
    r"|\s?degrees?\s(?:(?P<cs>celsius|centigrade)|fahrenheit)\b"
)
_MINUS = re.compile(r"(?:\bminus\s|(?<![\w\s])[-\u2212\u2013]|(?:^|\s)[-\u2212\u2013])$", re.IGNORECASE)
"""Before a temperature below zero."""
_WEIGHS = re.compile(r"\b(?:weigh\w*|weight)\s(?:\w+\s){0,3}$", re.IGNORECASE)
_HEAVY = re.compile(r"\sof\s(?!debt|sales|aid|cash|money|tax|public|savings)", re.IGNORECASE)
_MOST_POUNDS = 1e5
"""Pounds of something up to here are a weight; more of them are money."""
_MAGNITUDE_BEFORE = re.compile(
    r"\b(?:magnitudes?(?:\s(?:of|was|at))?|(?:quakes?|tremors?|temblors?),?\smeasur\w+)[-\s,]*$",
    re.IGNORECASE,
)
_QUAKES = frozenset(stem(word) for word in "quake earthquake tremor temblor aftershock".split())
_MAGNITUDES = frozenset(stem(word) for word in "magnitude strength".split())
_LARGEST_QUAKE = 10.0
_POPULATION_BEFORE = re.compile(
    r"\b(?:home\s(?:to|by|of)|populations?(?:\s(?:of|is|was|at))?|city\sof|town\sof)[\s,:]+$",
    re.IGNORECASE,
)
_PEOPLE = frozenset(stem(word) for word in "people resident inhabitant citizen soul".split())
_FEWEST_INHABITANTS = 100
_TOLL_BEFORE = re.compile(
    r"\b(?:(?P<fate>deaths?|dead|fatalit\w+|killed|casualt\w+|injur\w+|wounded)\b[^.;,\d]{0,60}?|toll\b[^.;,\d]{0,110}?)"
    r"\b(?:to|at|of|is|was|reached|hit|stood)\s(?:at\s)?(?:(?:only|just|now|then|already)\s)?$",
    re.IGNORECASE,
)
_BACK = 150
"""Characters before a figure that may say what it measures."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure and what it measures."""

    figure: Figure
    """In the unit of the measure."""
    measure: str
    """``length``, ``duration``, ``money $``, ``magnitude``, ``population``, ``age`` ...; ``count`` for the rest."""
    stated: Figure
    """As the text has it."""
    unit: str
    """Of the converted value, for a reader."""
    meant: tuple[float, float]
    """The lowest and the highest value that it can stand for, in that unit."""

    @property
    def text(self) -> str:
        """The words that state it."""
        return self.stated.text

    @property
    def span(self) -> tuple[int, int]:
        """Into the sentence."""
        return self.stated.span


@cache
def _factors() -> dict[str, tuple[str, str, float]]:
    found: dict[str, tuple[str, str, float]] = {}
    for measure, (base, units) in _UNITS.items():
        for words, factor in units.items():
            for word in words.split():
                found.setdefault(stem(word), (measure, base, factor))
    return found


def measured(text: str, figure: Figure, language: str = "en") -> Measured:
    """What a figure in ``text`` measures."""
    before, after = text[max(0, figure.span[0] - _BACK) : figure.span[0]], text[figure.span[1] : figure.span[1] + 30]
    nouns = _common_nouns(text, figure)
    figure = replace(figure, nouns=nouns, fate="" if not _CHARGES.isdisjoint(nouns) else figure.fate)
    measure, unit, factor, offset = _measure(before, after, figure)
    converted = figure
    if (factor, offset) != (1.0, 0.0):
        converted = replace(
            figure, low=figure.low * factor + offset, high=figure.high * factor + offset, step=figure.step * factor
        )
    if not figure.fate and measure == "count" and (toll := _TOLL_BEFORE.search(before)):
        converted = replace(converted, fate="injur" if (toll["fate"] or "")[:3].lower() in ("inj", "wou") else "kill")
    low, high = (value * factor + offset for value in meant(figure, language))
    return Measured(converted, measure, figure, unit, (low, high))


def _common_nouns(text: str, figure: Figure) -> tuple[str, ...]:
    """The nouns after a figure without names: ``12 Larkin buses`` are buses."""
    after = tokens(text, figure.span[1], figure.span[1] + 60)
    names = {
        stem(token.word) for token in after if text[token.start].isupper() and not text[figure.span[1] :][:80].istitle()
    }
    return tuple(noun for noun in figure.nouns if noun not in names)


def _measure(before: str, after: str, figure: Figure) -> tuple[str, str, float, float]:
    """The measure, its unit, and what to multiply and add."""
    if degrees := _DEGREES.match(after):
        sign = -1.0 if _MINUS.search(before) else 1.0
        celsius = bool(degrees["c"] or degrees["cs"])
        return ("temperature", "\u00b0C", sign, 0.0) if celsius else ("temperature", "\u00b0C", sign * 5 / 9, -160 / 9)
    if figure.unit == "age":
        return "age", "", 1.0, 0.0
    if figure.unit in ("percent", "points", "ordinal"):
        return figure.unit, "", 1.0, 0.0
    if figure.unit.startswith(("square", "cubic", "sq", "km", "m2", "m²")):
        side = stem(figure.unit.split()[-1].rstrip("2²"))
        known = not figure.unit.startswith("cubic") and side in _AREAS
        return ("area", "ha", _AREAS[side], 0.0) if known else (figure.unit, figure.unit, 1.0, 0.0)
    if figure.unit == "£" and _is_weight(before, after, figure):
        return "mass", "kg", _factors()[stem("lb")][2], 0.0
    if figure.unit:
        return f"money {figure.unit}", figure.unit, 1.0, 0.0
    if _is_magnitude(before, figure):
        return "magnitude", "", 1.0, 0.0
    if figure.nouns and (known_unit := _factors().get(figure.nouns[0])):
        measure, base, factor = known_unit
        if measure == "length" and _SPEED_AFTER.search(after):
            return "speed", "m/h", factor, 0.0
        if measure == "duration" and _OLD.match(after):
            return "age", "", factor / _YEAR, 0.0
        if measure == "duration" and (relation := _RELATION.match(after)):
            return f"duration {relation['word'].lower()}", base, factor, 0.0
        return measure, base, factor, 0.0
    people = not figure.nouns or not _PEOPLE.isdisjoint(figure.nouns)
    if people and figure.low >= _FEWEST_INHABITANTS and _POPULATION_BEFORE.search(before):
        return "population", "", 1.0, 0.0
    return "count", "", 1.0, 0.0


def _is_weight(before: str, after: str, figure: Figure) -> bool:
    """Whether pounds are no money: a 12-pound bag, weighs 12 pounds, 12 pounds of flour."""
    written = figure.text.lower()
    if "£" in written or not written.endswith(("pound", "pounds")):
        return False
    light = figure.high <= _MOST_POUNDS and _HEAVY.match(after) is not None
    return written.endswith("-pound") or light or _WEIGHS.search(before) is not None


def _is_magnitude(before: str, figure: Figure) -> bool:
    """The magnitude of an earthquake."""
    if figure.low != figure.high or figure.low >= _LARGEST_QUAKE:
        return False
    if _MAGNITUDE_BEFORE.search(before):
        return True
    decimal = "." in figure.text
    nouns = figure.nouns[:2]
    return bool(nouns) and (
        (nouns[0] in _MAGNITUDES and (decimal or not _QUAKES.isdisjoint(figure.nouns)))
        or (decimal and not _QUAKES.isdisjoint(nouns))
    )
