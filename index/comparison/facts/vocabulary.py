"""How a language says figures, days, and who said it: one file of words for each language, in ``vocabularies``.

A language comes in by adding its file; ``en.toml`` tells what the entries mean. One that has none is read by its
digits alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from index.text import fold, stem
from index.text.languages import language_of_code, main_code

Interval = tuple[float, float]
Hedge = Literal["", "about", "over", "under"]

_HEDGES: Sequence[Hedge] = ("about", "over", "under")

_NOTHING = r"(?!)"
"""A pattern that nothing fits."""


@dataclass(frozen=True)
class FigureWords:
    """How numbers are said, and what they count; words and phrases in lower case, as they are written."""

    point_before_decimals: bool
    numbers: Mapping[str, float]
    """Without magnitudes."""
    magnitudes: Mapping[str, float]
    """What multiplies the number before it; ``short`` ones only digits."""
    short: Mapping[str, float]
    joined: str
    """Pattern of what may stand between two number words."""
    reversed_by: Sequence[str]
    """Words between units and tens, where units come first."""
    vague: Mapping[str, Interval]
    halves: Mapping[str, float]
    articles: str
    """Pattern of ``a``, which before a span of time is 1, and no number by itself."""
    times: str
    """Pattern of the spans of time."""
    counted: str
    """A number word that is a pronoun as well, such as ``one``."""
    not_counted: frozenset[str]
    """Stems before which it is a pronoun."""
    uncounted: str
    """Pattern of what stands before it where it is."""
    excepts: str
    """Pattern of ``all but``."""
    partial: str
    """Pattern of ``of whom``, behind a part of what was counted."""
    before: Sequence[tuple[Hedge, str]]
    """Patterns of what stands before a figure; the first that fits."""
    after: Sequence[tuple[Hedge, str]]
    """Patterns of what stands behind it and what it counts."""
    units: Mapping[str, str]
    """Patterns by unit."""
    of: Sequence[str]
    """Words between a figure and its unit."""
    ordinal: str
    between: str
    and_: str
    to: str
    age_cues: str
    age_adverbs: str
    aged: str
    labels: str
    """Pattern of words that have a number for a name: ``flight``."""
    rates: str
    """Pattern of ``a``, ``per`` between what is counted and a measure."""
    befell: str
    """Pattern that gives the word for what befell those counted; where empty, it is sought in the clause."""
    peoples_end: str
    """What the names of peoples end with, where no other nouns have capitals."""
    nouns: Mapping[str, str]
    """English stems for what is counted often, by stem."""
    fates: Mapping[str, str]
    """What befell people, in English, by stem."""


@dataclass(frozen=True)
class FunctionWords:
    """Words that tell nothing by themselves; all are folded."""

    tell_nothing: frozenset[str]
    """Those that tell nothing of what a sentence is about."""
    end_nouns: frozenset[str]
    """Those that end a noun phrase."""
    no_names: frozenset[str]
    """Those that are no names by their capital."""
    of: frozenset[str]
    """Those between a figure and what it counts."""
    determiners: frozenset[str]
    nouns_have_capitals: bool
    """So that a capital makes no name."""


@dataclass(frozen=True)
class DayWords:
    """How days and times are said; names in lower case, as they are written."""

    capitals: bool
    """Whether months and weekdays have them."""
    months: Mapping[str, int]
    """From 1, with their short forms."""
    weekdays: Mapping[str, int]
    """From 0 for Monday, with their short forms; these may have a stop."""
    names: frozenset[str]
    """Months and weekdays in full, folded."""
    doubtful: frozenset[str]
    """Months that are other words as well."""
    before_month: frozenset[str]
    """What stands before a month without day and year."""
    years: Sequence[str]
    """What stands before a year of long ago."""
    month_first: bool
    day_ends: str
    """Pattern of what a day may have at its end, as in ``3rd``."""
    spelled: Sequence[str]
    """The first days of a month in words."""
    between: str
    """Pattern of what stands between day and month."""
    before_year: str
    """Pattern of what stands between month and year."""
    weekday_ends: str
    """Pattern of what a weekday may have at its end."""
    ahead: str
    """Pattern of what stands before a weekday to come."""
    ahead_after: str
    """Pattern of what stands behind one."""
    relative: Mapping[str, int]
    """Days from the day of publication, by word."""
    not_relative: str
    """Pattern before which such a word is none."""
    clock: str
    """Pattern of what stands before a time of day."""
    oclock: str
    """Pattern of what makes a time of day of the number before it."""
    hour: str
    """Pattern of what does so where it stands behind ``clock``."""
    around: str
    """Pattern of ``around`` before a time of day, by which it may be a little earlier or later."""
    noon: str
    midnight: str
    hours: Sequence[str]
    """Words for the hours from one to twelve, where they are said of times."""


@dataclass(frozen=True)
class Speech:
    """Who says something; all are patterns."""

    says: str
    """Verbs behind the one who says it."""
    also_noun: str
    """Verbs that may be other words as well, so that what is said has to follow with one of ``clause_begins``."""
    clause_begins: str
    says_who: str
    """Verbs before the one who says it, after a quotation."""
    according: str
    have: str
    """Words between the one who says it and the verb."""
    leading: str
    """What may open a sentence before the one who says it."""
    trailing: str
    """What begins behind the one who says it."""
    nobody: str
    """What is not the one who says it."""
    nobody_ends: str
    roles: frozenset[str]
    """Offices and callings, folded."""
    saying: frozenset[str]
    """Verbs beside the name of the one who says it, folded."""
    telling: frozenset[str]
    """Such verbs behind it that have the name of a listener behind them."""


@dataclass(frozen=True)
class Vocabulary:
    """The words of one language."""

    figures: FigureWords
    words: FunctionWords
    days: DayWords
    speech: Speech
    places: Mapping[str, str]
    """Sorts of places by the words for them."""


@cache
def vocabulary(language: str) -> Vocabulary:
    """The words of ``language``, an ISO 639 code."""
    told = _file(main_code(language))
    return Vocabulary(
        _figures(told, language),
        _function_words(told.get("words", {})),
        _days(told.get("days", {})),
        _speech(told.get("speech", {})),
        {word: sort for sort, words in told.get("places", {}).items() for word in words.split()},
    )


def _file(language: str) -> Mapping[str, Any]:
    import tomllib
    from importlib import resources

    found = resources.files("index.comparison.facts").joinpath("vocabularies", f"{language}.toml")
    return tomllib.loads(found.read_text(encoding="utf-8")) if language.isalpha() and found.is_file() else {}


def _figures(told: Mapping[str, Any], language: str) -> FigureWords:
    own, known = told.get("figures", {}), language_of_code(language)
    return FigureWords(
        point_before_decimals=known is not None and known.decimal_point,
        numbers=_numbers(told.get("numbers", {})),
        magnitudes=_numbers(told.get("magnitudes", {})),
        short=_numbers(told.get("short", {})),
        joined=own.get("joined", r"[\s-]"),
        reversed_by=own.get("reversed_by", "").split(),
        vague={phrase: _interval(ends) for ends, phrases in told.get("vague", {}).items() for phrase in phrases},
        halves={phrase: float(part) for part, phrases in told.get("halves", {}).items() for phrase in phrases},
        articles=own.get("articles", _NOTHING),
        times=own.get("times", _NOTHING),
        counted=own.get("counted", ""),
        not_counted=frozenset(_by_stem({"": own.get("not_counted", "")}, language)),
        uncounted=own.get("uncounted", _NOTHING),
        partial=own.get("partial", _NOTHING),
        excepts=own.get("excepts", _NOTHING),
        before=_hedges(told.get("before", {})),
        after=_hedges(told.get("after", {})),
        units=told.get("units", {}),
        of=own.get("of", "").split(),
        ordinal=own.get("ordinal", _NOTHING),
        between=own.get("between", _NOTHING),
        and_=own.get("and", _NOTHING),
        to=own.get("to", _NOTHING),
        age_cues=own.get("age_cues", _NOTHING),
        age_adverbs=own.get("age_adverbs", _NOTHING),
        aged=own.get("aged", _NOTHING),
        labels=own.get("labels", _NOTHING),
        rates=own.get("rates", _NOTHING),
        befell=own.get("befell", ""),
        peoples_end=own.get("peoples_end", ""),
        nouns=_by_stem(told.get("nouns", {}), language),
        fates=_by_stem(told.get("fates", {}), language),
    )


def _function_words(told: Mapping[str, Any]) -> FunctionWords:
    common = _folded(told.get("common", ""))
    return FunctionWords(
        tell_nothing=common | _folded(told.get("tell_nothing", "")),
        end_nouns=common | _folded(told.get("end_nouns", "")),
        no_names=common | _folded(told.get("no_names", "")),
        of=_folded(told.get("of", "")),
        determiners=_folded(told.get("determiners", "")),
        nouns_have_capitals=told.get("nouns_have_capitals", False),
    )


def _days(told: Mapping[str, Any]) -> DayWords:
    months = [row.lower().split() for row in told.get("months", ())]
    weekdays = [row.lower().split() for row in told.get("weekdays", ())]
    return DayWords(
        capitals=told.get("capitals", True),
        months={name: n for n, row in enumerate(months, 1) for name in row},
        weekdays={name: n for n, row in enumerate(weekdays) for name in row},
        names=frozenset(fold(row[0]) for row in (*months, *weekdays)),
        doubtful=_folded(told.get("doubtful", "")),
        before_month=_folded(told.get("before_month", "")),
        years=told.get("years", "").split(),
        month_first=told.get("month_first", False),
        day_ends=told.get("day_ends", ""),
        spelled=told.get("spelled", "").split(),
        between=told.get("between", r"\s+"),
        before_year=told.get("before_year", ""),
        weekday_ends=told.get("weekday_ends", ""),
        ahead=told.get("ahead", _NOTHING),
        ahead_after=told.get("ahead_after", _NOTHING),
        relative={phrase: int(shift) for shift, phrases in told.get("relative", {}).items() for phrase in phrases},
        not_relative=told.get("not_relative", _NOTHING),
        clock=told.get("clock", _NOTHING),
        oclock=told.get("oclock", _NOTHING),
        hour=told.get("hour", _NOTHING),
        around=told.get("around", _NOTHING),
        noon=told.get("noon", _NOTHING),
        midnight=told.get("midnight", _NOTHING),
        hours=told.get("hours", "").split(),
    )


def _speech(told: Mapping[str, Any]) -> Speech:
    return Speech(
        says=told.get("says", _NOTHING),
        also_noun=told.get("also_noun", _NOTHING),
        clause_begins=told.get("clause_begins", _NOTHING),
        says_who=told.get("says_who", _NOTHING),
        according=told.get("according", _NOTHING),
        have=told.get("have", _NOTHING),
        leading=told.get("leading", _NOTHING),
        trailing=told.get("trailing", _NOTHING),
        nobody=told.get("nobody", _NOTHING),
        nobody_ends=told.get("nobody_ends", _NOTHING),
        roles=_folded(told.get("roles", "")),
        saying=_folded(told.get("saying", "")),
        telling=_folded(told.get("telling", "")),
    )


def _hedges(told: Mapping[str, Sequence[str]]) -> Sequence[tuple[Hedge, str]]:
    return [(hedge, "|".join(told[hedge])) for hedge in _HEDGES if told.get(hedge)]


def _numbers(told: Mapping[str, str]) -> Mapping[str, float]:
    return {word: float(value) for value, words in told.items() for word in words.split()}


def _interval(written: str) -> Interval:
    low, high = (float(end) for end in written.split("-"))
    return low, high


def _by_stem(told: Mapping[str, str], language: str) -> Mapping[str, str]:
    """``{english: words}`` as the stem of the English word by the stems of the words."""
    return {stem(fold(word), language): stem(meaning) for meaning, words in told.items() for word in words.split()}


def _folded(words: str) -> frozenset[str]:
    return frozenset(fold(word) for word in words.split())


def alternatives(phrases: Iterable[str]) -> str:
    """A pattern of ``phrases``, the longest that fits."""
    import re

    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True)) or _NOTHING
