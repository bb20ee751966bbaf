"""Reads the words for events from the vocabulary of a language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from index.comparison.facts.events.word_lists import ClauseWords, EventWords, LocationWords, MatchWords, PeriodWords
from index.comparison.facts.vocabulary import NOTHING, folded, interval, word_file
from index.text import fold, stem


@cache
def event_words(language: str) -> EventWords:
    """The words of ``language``, an ISO 639 code; empty ones for a language without a file."""
    file = word_file(language)
    return EventWords(
        _periods(file.get("periods", {})),
        _clauses(file.get("clauses", {}), file.get("events", {}), language),
        _match(file.get("match", {})),
        _locations(file.get("locations", {})),
    )


def _periods(table: Mapping[str, Any]) -> PeriodWords:
    return PeriodWords(
        last=table.get("last", NOTHING),
        next=table.get("next", NOTHING),
        early=table.get("early", NOTHING),
        mid=table.get("mid", NOTHING),
        late=table.get("late", NOTHING),
        decade=table.get("decade", NOTHING),
        decades={word: int(tens) for tens, words in table.get("decades", {}).items() for word in words},
        before_ago=table.get("before_ago", NOTHING),
        ago=table.get("ago", NOTHING),
        before_season=table.get("before_season", ""),
        start=table.get("start", NOTHING),
        end=table.get("end", NOTHING),
        every=table.get("every", NOTHING),
        quarter=table.get("quarter", NOTHING),
        of_quarter=table.get("of_quarter", NOTHING),
        own=table.get("own", NOTHING),
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
        breaks=folded(table.get("breaks", "")),
        subordinators=folded(table.get("subordinators", "")),
        adverbs=folded(table.get("adverbs", "")),
        adverb_ends=table.get("adverb_ends", ""),
        auxiliaries=folded(table.get("auxiliaries", "")),
        future=folded(table.get("future", "")),
        modals=folded(table.get("modals", "")),
        pronouns=folded(table.get("pronouns", "")),
        verb_ends=table.get("verb_ends", ""),
        no_verbs=folded(table.get("no_verbs", "")),
        before_nouns=folded(table.get("before_nouns", "")),
        irregular={fold(form): stem(base, language) for form, base in forms.items()},
        events={stem(fold(word), language): event for event, words in events.items() for word in words.split()},
    )


def _match(table: Mapping[str, Any]) -> MatchWords:
    return MatchWords(
        left=table.get("left", NOTHING),
        minutes=table.get("minutes", NOTHING),
        part=table.get("part", NOTHING),
        early=table.get("early", NOTHING),
        late=table.get("late", NOTHING),
        minute=table.get("minute", NOTHING),
        lengths={word: interval(ends) for word, ends in table.get("lengths", {}).items()},
    )


def _locations(table: Mapping[str, Any]) -> LocationWords:
    return LocationWords(
        in_=table.get("in", NOTHING),
        near=table.get("near", NOTHING),
        between=table.get("between", NOTHING),
        and_=table.get("and", NOTHING),
        start=table.get("start", NOTHING),
        end=table.get("end", NOTHING),
        from_=table.get("from", NOTHING),
        people=table.get("people", NOTHING),
        street=table.get("street", NOTHING),
        block=table.get("block", ""),
        number=table.get("number", ""),
        units=table.get("units", NOTHING),
        compass={pattern: int(way) for way, patterns in table.get("compass", {}).items() for pattern in patterns},
    )
