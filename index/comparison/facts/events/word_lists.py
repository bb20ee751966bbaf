"""The words of one language that events are read by: what each entry of a vocabulary means.

A *pattern* is a regular expression without anchors. Words are in lower case; *folded* ones are also without accents.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.comparison.facts.word_lists import Interval


@dataclass(frozen=True)
class PeriodWords:
    """Spans of time that are no plain dates; strings are patterns."""

    last: str
    """Before or after a month of the past."""
    next: str
    early: str
    """Before a month, a year or a decade of which it is the first part; ``mid`` and ``late`` alike."""
    mid: str
    late: str
    decade: str
    """After a year that ends in 0 where it is a decade."""
    decades: Mapping[str, int]
    """Decades in words, by their first year in a century."""
    before_ago: str
    """Before a number and a unit of time that are counted back from the day of publication."""
    ago: str
    """After them."""
    before_season: str
    """Before a season, in languages where its name is also another word; else empty."""
    start: str
    """Before the beginning of what lasts: ``since``."""
    end: str
    """Before its end: ``until``."""
    every: str
    """Before a day that recurs."""
    quarter: str
    """The quarters of a year in four groups, ``first`` to ``fourth``."""
    of_quarter: str
    """Between a quarter and its year."""
    own: str
    """Words beside the date of an article at its top."""
    shifted: Mapping[str, tuple[int, str]]
    """Units (``week``, ``month``, ``year``) from the day of publication, by pattern."""
    units: Mapping[str, str]
    """Units by the words for them."""
    seasons: Mapping[str, Sequence[int]]
    """The months of the seasons."""
    that_day: Mapping[str, int]
    """Days from a day that was named before, by pattern."""


@dataclass(frozen=True)
class MatchWords:
    """The clock of a match; strings are patterns."""

    left: str
    """After a time that is still to be played."""
    minutes: str
    """Such a time in words, with the groups ``minutes`` and ``seconds``."""
    part: str
    """The part of the match, with the group ``part``."""
    early: str
    late: str
    minute: str
    """The minute that is being played, with the group ``minute``."""
    lengths: Mapping[str, Interval]
    """Minutes of a part of a match, the shortest and the longest, by the last word for it."""


@dataclass(frozen=True)
class LocationWords:
    """How a text says where something is; strings are patterns."""

    in_: str
    near: str
    between: str
    and_: str
    start: str
    """Before the origin of a journey."""
    end: str
    """Between its origin and its destination."""
    from_: str
    """Between a person and a home town."""
    people: str
    """After the name of a home town."""
    street: str
    """After the name of a street."""
    block: str
    """Before a street, with the group ``number``."""
    number: str
    """A house number before a street, with the group ``house``."""
    units: str
    """Units of distance."""
    compass: Mapping[str, int]
    """Degrees from north by the pattern before a place."""


@dataclass(frozen=True)
class ClauseWords:
    """Words by which the clause and the verb of a fact are found; all are folded."""

    breaks: frozenset[str]
    """Words that begin another clause."""
    subordinators: frozenset[str]
    """Those of them whose clause has not the event of a day before it."""
    adverbs: frozenset[str]
    """Words that may be between two words of a verb."""
    adverb_ends: str
    """Ending of adverbs; empty where endings do not tell."""
    auxiliaries: frozenset[str]
    future: frozenset[str]
    """Words before a verb whose event is still to come."""
    modals: frozenset[str]
    pronouns: frozenset[str]
    verb_ends: str
    """Ending of verbs of the past; empty where endings do not tell."""
    no_verbs: frozenset[str]
    """Other words with that ending."""
    before_nouns: frozenset[str]
    """Words after which a word is rather a noun or an adjective."""
    irregular: Mapping[str, str]
    """Stems of verbs by the stems of their irregular forms."""
    events: Mapping[str, str]
    """Names of kinds of events by the stems of the words for them."""


@dataclass(frozen=True)
class EventWords:
    """All of them."""

    periods: PeriodWords
    clauses: ClauseWords
    match: MatchWords
    locations: LocationWords
