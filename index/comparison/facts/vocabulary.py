"""Reads the vocabulary of a language: one file of words for each, in ``vocabularies``.

A language is added by adding its file; ``en.toml`` explains the entries. In a language without a file only digits are
read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from index.comparison.facts.word_lists import (
    CauseWords,
    DayWords,
    FigureWords,
    FunctionWords,
    Hedge,
    Interval,
    RankWords,
    SpeakerWords,
    Speech,
    Vocabulary,
)
from index.text import fold, stem
from index.text.languages import language_of_code, main_code

_HEDGES: Sequence[Hedge] = ("about", "over", "under")
NOTHING = r"(?!)"
"""A pattern that matches nothing."""


@cache
def vocabulary(language: str) -> Vocabulary:
    """The words of ``language``, an ISO 639 code; empty ones for a language without a file."""
    file = word_file(language)
    return Vocabulary(
        _figures(file, language),
        _function_words(file.get("words", {})),
        _days(file.get("days", {})),
        _speech(file.get("speech", {})),
        _speaker_words(file.get("speakers", {})),
        _causes(file.get("causes", {})),
        _ranks(file.get("ranks", {})),
        {word: sort for sort, words in file.get("places", {}).items() for word in words.split()},
    )


def word_file(language: str, *folder: str) -> Mapping[str, Any]:
    """A file of words of ``language``, an ISO 639 code, in a folder of ``vocabularies``; empty where there is none."""
    import tomllib
    from importlib import resources

    code = main_code(language)
    found = resources.files("index.comparison.facts").joinpath("vocabularies", *folder, f"{code}.toml")
    return tomllib.loads(found.read_text(encoding="utf-8")) if code.isalpha() and found.is_file() else {}


def _figures(table: Mapping[str, Any], language: str) -> FigureWords:
    own, known = table.get("figures", {}), language_of_code(language)
    return FigureWords(
        point_before_decimals=known is not None and known.decimal_point,
        numbers=_numbers(table.get("numbers", {})),
        magnitudes=_numbers(table.get("magnitudes", {})),
        short=_numbers(table.get("short", {})),
        short_money=_numbers(table.get("short_money", {})),
        joined=own.get("joined", r"[\s-]"),
        reversed_by=own.get("reversed_by", "").split(),
        vague={phrase: interval(ends) for ends, phrases in table.get("vague", {}).items() for phrase in phrases},
        halves={phrase: float(part) for part, phrases in table.get("halves", {}).items() for phrase in phrases},
        shares={phrase: float(part) for part, phrases in table.get("shares", {}).items() for phrase in phrases},
        of_shares=own.get("of_shares", NOTHING),
        articles=own.get("articles", NOTHING),
        times=own.get("times", NOTHING),
        counted=own.get("counted", ""),
        not_counted=frozenset(_by_stem({"": own.get("not_counted", "")}, language)),
        uncounted=own.get("uncounted", NOTHING),
        partial=own.get("partial", NOTHING),
        excepts=own.get("excepts", NOTHING),
        before=_hedges(table.get("before", {})),
        after=_hedges(table.get("after", {})),
        at_least=own.get("at_least", NOTHING),
        nearly=own.get("nearly", NOTHING),
        units=table.get("units", {}),
        of=own.get("of", "").split(),
        ordinal=own.get("ordinal", NOTHING),
        between=own.get("between", NOTHING),
        and_=own.get("and", NOTHING),
        to=own.get("to", NOTHING),
        age_cues=own.get("age_cues", NOTHING),
        age_adverbs=own.get("age_adverbs", NOTHING),
        aged=own.get("aged", NOTHING),
        then=own.get("then", NOTHING),
        at_the_time=own.get("at_the_time", NOTHING),
        labels=own.get("labels", NOTHING),
        addresses=_pattern(own, "addresses"),
        numbered=_pattern(own, "numbered"),
        results=_pattern(own, "results"),
        after_results=_pattern(own, "after_results"),
        tallies=_pattern(own, "tallies"),
        metres=_pattern(own, "metres"),
        rates=own.get("rates", NOTHING),
        befell=own.get("befell", ""),
        peoples_end=own.get("peoples_end", ""),
        nouns=_by_stem(table.get("nouns", {}), language),
        classes=_by_stem(table.get("classes", table.get("nouns", {})), language),
        fates=_by_stem(table.get("fates", {}), language),
    )


def _function_words(table: Mapping[str, Any]) -> FunctionWords:
    common = folded(table.get("common", ""))
    return FunctionWords(
        tell_nothing=common | folded(table.get("tell_nothing", "")),
        end_nouns=common | folded(table.get("end_nouns", "")),
        no_names=common | folded(table.get("no_names", "")),
        of=folded(table.get("of", "")),
        determiners=folded(table.get("determiners", "")),
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
        doubtful=folded(table.get("doubtful", "")),
        before_month=folded(table.get("before_month", "")),
        years=table.get("years", "").split(),
        month_first=table.get("month_first", False),
        day_ends=table.get("day_ends", ""),
        spelled=table.get("spelled", "").split(),
        between=table.get("between", r"\s+"),
        before_year=table.get("before_year", ""),
        weekday_ends=table.get("weekday_ends", ""),
        ahead=table.get("ahead", NOTHING),
        ahead_after=table.get("ahead_after", NOTHING),
        relative={phrase: int(shift) for shift, phrases in table.get("relative", {}).items() for phrase in phrases},
        not_relative=table.get("not_relative", NOTHING),
        clock=table.get("clock", NOTHING),
        oclock=table.get("oclock", NOTHING),
        hour=table.get("hour", NOTHING),
        around=table.get("around", NOTHING),
        morning=table.get("morning", NOTHING),
        evening=table.get("evening", NOTHING),
        noon=table.get("noon", NOTHING),
        midnight=table.get("midnight", NOTHING),
        hours=table.get("hours", "").split(),
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
        roles=folded(table.get("roles", "")),
        saying=folded(table.get("saying", "")),
        telling=folded(table.get("telling", "")),
        past_before_name=_pattern(table, "past_before_name"),
        puts=_pattern(table, "puts"),
        participle=_pattern(table, "participle"),
        citing=_pattern(table, "citing"),
        quotes=_pattern(table, "quotes"),
        as_saying=_pattern(table, "as_saying"),
        quoted_as=_pattern(table, "quoted_as"),
        said_by=_pattern(table, "said_by"),
        by_count=_pattern(table, "by_count"),
        claim_that=_pattern(table, "claim_that"),
        shows=_pattern(table, "shows"),
        that=_pattern(table, "that"),
        unsaid=_pattern(table, "unsaid"),
        circumstances=_pattern(table, "circumstances"),
        alone=_pattern(table, "alone"),
        alone_several=_pattern(table, "alone_several"),
        before_pronoun=_pattern(table, "before_pronoun"),
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
    return table.get(name, NOTHING).replace("\n", "")


def _causes(table: Mapping[str, Any]) -> CauseWords:
    return CauseWords(
        before=table.get("before", NOTHING),
        unknown=table.get("unknown", rf"(?P<unknown>{NOTHING})"),
    )


def _ranks(table: Mapping[str, Any]) -> RankWords:
    return RankWords(
        ranks={fold(word): int(place) for place, words in table.get("ranks", {}).items() for word in words.split()},
        best=_meanings(table.get("best", {})),
        names=folded(table.get("names", "")),
        agents=table.get("agents", NOTHING),
    )


def _meanings(table: Mapping[str, str]) -> Mapping[str, str]:
    return {fold(word): meaning for meaning, words in table.items() for word in words.split()}


def _hedges(table: Mapping[str, Sequence[str]]) -> Sequence[tuple[Hedge, str]]:
    return [(hedge, "|".join(table[hedge])) for hedge in _HEDGES if table.get(hedge)]


def _numbers(table: Mapping[str, str]) -> Mapping[str, float]:
    """Values by word; an underscore is a space."""
    return {word.replace("_", " "): float(value) for value, words in table.items() for word in words.split()}


def interval(written: str) -> Interval:
    """Both ends of ``20-200``."""
    low, high = (float(end) for end in written.split("-"))
    return low, high


def _by_stem(table: Mapping[str, str], language: str) -> Mapping[str, str]:
    """From ``{english: words}``, the stem of the English word by the stem of each word."""
    return {stem(fold(word), language): stem(meaning) for meaning, words in table.items() for word in words.split()}


def folded(words: str) -> frozenset[str]:
    """The words of a string, folded."""
    return frozenset(fold(word) for word in words.split())


def ignoring_case(pattern: str) -> re.Pattern[str]:
    """The pattern, which capitals and small letters match alike."""
    return re.compile(pattern, re.IGNORECASE)


def alternatives(phrases: Iterable[str]) -> str:
    """A pattern that matches the longest of ``phrases``; without phrases, nothing."""
    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True)) or NOTHING


def _lowered(words: str) -> frozenset[str]:
    return frozenset(words.lower().split())
