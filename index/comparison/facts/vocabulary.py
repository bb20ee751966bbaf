"""Reads the vocabulary of a language: one file of words for each, in ``vocabularies``.

A language is added by adding its file; ``en.toml`` explains the entries. In a language without a file only digits are
read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from index.comparison.facts.word_lists import (
    ClauseWords,
    DayWords,
    FigureWords,
    FunctionWords,
    Hedge,
    Interval,
    LocationWords,
    MatchWords,
    PeriodWords,
    SpeakerWords,
    Speech,
    Vocabulary,
)
from index.text import fold, stem
from index.text.languages import language_of_code, main_code

_HEDGES: Sequence[Hedge] = ("about", "over", "under")
_NOTHING = r"(?!)"
"""A pattern that matches nothing."""


@cache
def vocabulary(language: str) -> Vocabulary:
    """The words of ``language``, an ISO 639 code; empty ones for a language without a file."""
    file = _file(main_code(language))
    return Vocabulary(
        _figures(file, language),
        _function_words(file.get("words", {})),
        _days(file.get("days", {})),
        _periods(file.get("periods", {})),
        _clauses(file.get("clauses", {}), file.get("events", {}), language),
        _match(file.get("match", {})),
        _locations(file.get("locations", {})),
        _speech(file.get("speech", {})),
        _speaker_words(file.get("speakers", {})),
        {word: sort for sort, words in file.get("places", {}).items() for word in words.split()},
    )


def _file(language: str) -> Mapping[str, Any]:
    import tomllib
    from importlib import resources

    found = resources.files("index.comparison.facts").joinpath("vocabularies", f"{language}.toml")
    return tomllib.loads(found.read_text(encoding="utf-8")) if language.isalpha() and found.is_file() else {}


def _figures(table: Mapping[str, Any], language: str) -> FigureWords:
    own, known = table.get("figures", {}), language_of_code(language)
    return FigureWords(
        point_before_decimals=known is not None and known.decimal_point,
        numbers=_numbers(table.get("numbers", {})),
        magnitudes=_numbers(table.get("magnitudes", {})),
        short=_numbers(table.get("short", {})),
        joined=own.get("joined", r"[\s-]"),
        reversed_by=own.get("reversed_by", "").split(),
        vague={phrase: _interval(ends) for ends, phrases in table.get("vague", {}).items() for phrase in phrases},
        halves={phrase: float(part) for part, phrases in table.get("halves", {}).items() for phrase in phrases},
        articles=own.get("articles", _NOTHING),
        times=own.get("times", _NOTHING),
        counted=own.get("counted", ""),
        not_counted=frozenset(_by_stem({"": own.get("not_counted", "")}, language)),
        uncounted=own.get("uncounted", _NOTHING),
        partial=own.get("partial", _NOTHING),
        excepts=own.get("excepts", _NOTHING),
        before=_hedges(table.get("before", {})),
        after=_hedges(table.get("after", {})),
        at_least=own.get("at_least", _NOTHING),
        nearly=own.get("nearly", _NOTHING),
        units=table.get("units", {}),
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
        nouns=_by_stem(table.get("nouns", {}), language),
        fates=_by_stem(table.get("fates", {}), language),
    )


def _function_words(table: Mapping[str, Any]) -> FunctionWords:
    common = _folded(table.get("common", ""))
    return FunctionWords(
        tell_nothing=common | _folded(table.get("tell_nothing", "")),
        end_nouns=common | _folded(table.get("end_nouns", "")),
        no_names=common | _folded(table.get("no_names", "")),
        of=_folded(table.get("of", "")),
        determiners=_folded(table.get("determiners", "")),
        nouns_have_capitals=table.get("nouns_have_capitals", False),
    )


def _days(table: Mapping[str, Any]) -> DayWords:
    months = [row.lower().split() for row in table.get("months", ())]
    weekdays = [row.lower().split() for row in table.get("weekdays", ())]
    return DayWords(
        capitals=table.get("capitals", True),
        months={name: n for n, row in enumerate(months, 1) for name in row},
        weekdays={name: n for n, row in enumerate(weekdays) for name in row},
        names=frozenset(fold(row[0]) for row in (*months, *weekdays)),
        doubtful=_folded(table.get("doubtful", "")),
        before_month=_folded(table.get("before_month", "")),
        years=table.get("years", "").split(),
        month_first=table.get("month_first", False),
        day_ends=table.get("day_ends", ""),
        spelled=table.get("spelled", "").split(),
        between=table.get("between", r"\s+"),
        before_year=table.get("before_year", ""),
        weekday_ends=table.get("weekday_ends", ""),
        ahead=table.get("ahead", _NOTHING),
        ahead_after=table.get("ahead_after", _NOTHING),
        relative={phrase: int(shift) for shift, phrases in table.get("relative", {}).items() for phrase in phrases},
        not_relative=table.get("not_relative", _NOTHING),
        clock=table.get("clock", _NOTHING),
        oclock=table.get("oclock", _NOTHING),
        hour=table.get("hour", _NOTHING),
        around=table.get("around", _NOTHING),
        morning=table.get("morning", _NOTHING),
        evening=table.get("evening", _NOTHING),
        noon=table.get("noon", _NOTHING),
        midnight=table.get("midnight", _NOTHING),
        hours=table.get("hours", "").split(),
    )


def _periods(table: Mapping[str, Any]) -> PeriodWords:
    return PeriodWords(
        last=table.get("last", _NOTHING),
        next=table.get("next", _NOTHING),
        early=table.get("early", _NOTHING),
        mid=table.get("mid", _NOTHING),
        late=table.get("late", _NOTHING),
        decade=table.get("decade", _NOTHING),
        decades={word: int(tens) for tens, words in table.get("decades", {}).items() for word in words},
        before_ago=table.get("before_ago", _NOTHING),
        ago=table.get("ago", _NOTHING),
        before_season=table.get("before_season", ""),
        start=table.get("start", _NOTHING),
        end=table.get("end", _NOTHING),
        every=table.get("every", _NOTHING),
        quarter=table.get("quarter", _NOTHING),
        of_quarter=table.get("of_quarter", _NOTHING),
        own=table.get("own", _NOTHING),
        shifted={
            pattern: (int(shift), unit)
            for shift, unit, patterns in ((*key.split(), of) for key, of in table.get("shifted", {}).items())
            for pattern in patterns
        },
        units={word: unit for unit, words in table.get("units", {}).items() for word in words.split()},
        seasons={word: _months(ends) for ends, words in table.get("seasons", {}).items() for word in words},
        that_day={pattern: int(shift) for shift, patterns in table.get("that_day", {}).items() for pattern in patterns},
    )


def _months(ends: str) -> Sequence[int]:
    """The months from the first to the last, perhaps over the end of the year: ``12-2``."""
    first, last = (int(end) for end in ends.split("-"))
    return tuple((first - 1 + n) % 12 + 1 for n in range((last - first) % 12 + 1))


def _clauses(table: Mapping[str, Any], events: Mapping[str, str], language: str) -> ClauseWords:
    rows = (row.partition(":") for row in table.get("irregular", "").split())
    forms = {form: base for base, _, others in rows for form in (base, *others.split(","))}
    return ClauseWords(
        breaks=_folded(table.get("breaks", "")),
        subordinators=_folded(table.get("subordinators", "")),
        adverbs=_folded(table.get("adverbs", "")),
        adverb_ends=table.get("adverb_ends", ""),
        auxiliaries=_folded(table.get("auxiliaries", "")),
        future=_folded(table.get("future", "")),
        modals=_folded(table.get("modals", "")),
        pronouns=_folded(table.get("pronouns", "")),
        verb_ends=table.get("verb_ends", ""),
        no_verbs=_folded(table.get("no_verbs", "")),
        before_nouns=_folded(table.get("before_nouns", "")),
        irregular={fold(form): stem(base, language) for form, base in forms.items()},
        events={stem(fold(word), language): event for event, words in events.items() for word in words.split()},
    )


def _match(table: Mapping[str, Any]) -> MatchWords:
    return MatchWords(
        left=table.get("left", _NOTHING),
        minutes=table.get("minutes", _NOTHING),
        part=table.get("part", _NOTHING),
        early=table.get("early", _NOTHING),
        late=table.get("late", _NOTHING),
        minute=table.get("minute", _NOTHING),
        lengths={word: _interval(ends) for word, ends in table.get("lengths", {}).items()},
    )


def _locations(table: Mapping[str, Any]) -> LocationWords:
    return LocationWords(
        in_=table.get("in", _NOTHING),
        near=table.get("near", _NOTHING),
        between=table.get("between", _NOTHING),
        and_=table.get("and", _NOTHING),
        from_=table.get("from", _NOTHING),
        people=table.get("people", _NOTHING),
        street=table.get("street", _NOTHING),
        block=table.get("block", ""),
        number=table.get("number", ""),
        units=table.get("units", _NOTHING),
        compass={pattern: int(way) for way, patterns in table.get("compass", {}).items() for pattern in patterns},
    )


def _speech(table: Mapping[str, Any]) -> Speech:
    return Speech(
        says=_pattern(table, "says"),
        also_noun=_pattern(table, "also_noun"),
        clause_begins=_pattern(table, "clause_begins"),
        says_who=_pattern(table, "says_who"),
        according=_pattern(table, "according"),
        have=_pattern(table, "have"),
        leading=_pattern(table, "leading"),
        trailing=_pattern(table, "trailing"),
        nobody=_pattern(table, "nobody"),
        nobody_ends=_pattern(table, "nobody_ends"),
        roles=_folded(table.get("roles", "")),
        saying=_folded(table.get("saying", "")),
        telling=_folded(table.get("telling", "")),
        past_before_name=_pattern(table, "past_before_name"),
        puts=_pattern(table, "puts"),
        participle=_pattern(table, "participle"),
        citing=_pattern(table, "citing"),
        quotes=_pattern(table, "quotes"),
        as_saying=_pattern(table, "as_saying"),
        quoted_as=_pattern(table, "quoted_as"),
        said_by=_pattern(table, "said_by"),
        shows=_pattern(table, "shows"),
        that=_pattern(table, "that"),
        unsaid=_pattern(table, "unsaid"),
        circumstances=_pattern(table, "circumstances"),
    )


def _speaker_words(table: Mapping[str, str]) -> SpeakerWords:
    return SpeakerWords(
        breaks=_pattern(table, "breaks"),
        joins=_pattern(table, "joins"),
        relative=_pattern(table, "relative"),
        prepositions=_pattern(table, "prepositions"),
        determiners=_pattern(table, "determiners"),
        noun_phrase=_pattern(table, "noun_phrase"),
        phrase_ends=_pattern(table, "phrase_ends"),
        beside=_pattern(table, "beside"),
        finite=_pattern(table, "finite"),
        he=_pattern(table, "he"),
        she=_pattern(table, "she"),
        it=_pattern(table, "it"),
        they=_pattern(table, "they"),
        definite=_lowered(table.get("definite", "")),
        plural=table.get("plural", "\n"),
        sources=_lowered(table.get("sources", "")),
        persons=_lowered(table.get("persons", "")),
        bodies=_lowered(table.get("bodies", "")),
        companies=_lowered(table.get("companies", "")),
        several=_lowered(table.get("several", "")),
        male=_lowered(table.get("male", "")),
        female=_lowered(table.get("female", "")),
    )


def _pattern(table: Mapping[str, str], name: str) -> str:
    """An entry that may be written over several lines."""
    return table.get(name, _NOTHING).replace("\n", "")


def _hedges(table: Mapping[str, Sequence[str]]) -> Sequence[tuple[Hedge, str]]:
    return [(hedge, "|".join(table[hedge])) for hedge in _HEDGES if table.get(hedge)]


def _numbers(table: Mapping[str, str]) -> Mapping[str, float]:
    return {word: float(value) for value, words in table.items() for word in words.split()}


def _interval(written: str) -> Interval:
    low, high = (float(end) for end in written.split("-"))
    return low, high


def _by_stem(table: Mapping[str, str], language: str) -> Mapping[str, str]:
    """From ``{english: words}``, the stem of the English word by the stem of each word."""
    return {stem(fold(word), language): stem(meaning) for meaning, words in table.items() for word in words.split()}


def _folded(words: str) -> frozenset[str]:
    return frozenset(fold(word) for word in words.split())


def alternatives(phrases: Iterable[str]) -> str:
    """A pattern that matches the longest of ``phrases``; without phrases, nothing."""
    import re

    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True)) or _NOTHING


def _lowered(words: str) -> frozenset[str]:
    return frozenset(words.lower().split())
