"""The words of one language that facts are read by: what each entry of a vocabulary means.

A *pattern* is a regular expression without anchors. Words are in lower case; *folded* ones are also without accents.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Interval = tuple[float, float]
Hedge = Literal["", "about", "over", "under"]


@dataclass(frozen=True)
class FigureWords:
    """Numbers and what they count; words and phrases in lower case, as they are written."""

    point_before_decimals: bool
    numbers: Mapping[str, float]
    """Values by number word, without magnitudes."""
    magnitudes: Mapping[str, float]
    """Factors by the word that multiplies the number before it; those in ``short`` multiply digits only."""
    short: Mapping[str, float]
    short_money: Mapping[str, float]
    """Factors that multiply digits with a sign of a currency only: ``$3B``."""
    joined: str
    """Pattern between two number words."""
    reversed_by: Sequence[str]
    """Words between units and tens, in languages where units come first."""
    vague: Mapping[str, Interval]
    halves: Mapping[str, float]
    shares: Mapping[str, float]
    """Fractions by pattern: ``two[- ]thirds``."""
    of_shares: str
    """Pattern after a fraction that is a share of something."""
    articles: str
    """Pattern of ``a``, which counts as 1 before a span of time only."""
    times: str
    """Pattern of spans of time, such as ``hour``."""
    counted: str
    """A number word that is also a pronoun, such as ``one``."""
    not_counted: frozenset[str]
    """Stems before which ``counted`` is a pronoun."""
    uncounted: str
    """Pattern before ``counted`` where it is a pronoun."""
    excepts: str
    """Pattern of ``all but``, after which a figure is not what it counts."""
    partial: str
    """Pattern of ``of whom``, after a figure that counts a part only."""
    before: Sequence[tuple[Hedge, str]]
    """Patterns before a figure, with the hedge that each means; the first match counts."""
    after: Sequence[tuple[Hedge, str]]
    """Patterns after a figure and its noun, with the hedge that each means; the first match counts."""
    at_least: str
    """Pattern of hedges that give a lower bound, however much more it is."""
    nearly: str
    """Pattern of hedges for a little less."""
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
    then: str
    """Pattern of words before an age of an earlier time; ``at_the_time`` after it."""
    at_the_time: str
    labels: str
    """Pattern of words whose number is a name: ``flight``."""
    addresses: str
    """Pattern of a house number with its street, or of a numbered street; with capitals."""
    numbered: str
    """Pattern of other numbers that count nothing: sections, days of a trial, odds, votes, records of wins."""
    results: str
    """Pattern of words before the result of a game or vote, as in ``fell to 12-14``."""
    after_results: str
    """Pattern of words after a result, where a range would have a noun."""
    tallies: str
    """Pattern of words for a number, which has no age: ``the toll was 31``."""
    metres: str
    """Pattern after ``10m`` where ``m`` means metres and not millions."""
    rates: str
    """Pattern of ``a`` and ``per`` between what is counted and a measure."""
    befell: str
    """Pattern whose group is what happened to those counted; if empty, the clause is searched for such a word."""
    peoples_end: str
    """Ending of names of peoples, in languages where other nouns have no capitals."""
    nouns: Mapping[str, str]
    """English stems of nouns that are often counted, by stem."""
    classes: Mapping[str, str]
    """Classes of what is counted that all languages share, as English stems, by the stem of the noun."""
    fates: Mapping[str, str]
    """English stems of what happens to people, by stem."""


@dataclass(frozen=True)
class FunctionWords:
    """Function words; all are folded."""

    tell_nothing: frozenset[str]
    """Words that say nothing about the subject of a sentence."""
    end_nouns: frozenset[str]
    """Words that end a noun phrase."""
    no_names: frozenset[str]
    """Words that are no names even with a capital."""
    of: frozenset[str]
    """Words between a figure and what it counts."""
    determiners: frozenset[str]
    nouns_have_capitals: bool
    """Whether every noun has a capital, so that a capital does not mark a name."""


@dataclass(frozen=True)
class DayWords:
    """Days and times; names in lower case, as they are written."""

    capitals: bool
    """Whether months and weekdays are written with a capital."""
    months: Mapping[str, int]
    """Months from 1, by name and by short form."""
    weekdays: Mapping[str, int]
    """Weekdays from 0 for Monday, by name and by short form; a full stop may follow the latter."""
    names: frozenset[str]
    """Months and weekdays in full, folded."""
    doubtful: frozenset[str]
    """Months that are also other words, such as ``may``."""
    before_month: frozenset[str]
    """Words before a month that has neither day nor year."""
    years: Sequence[str]
    """Words before a year of long ago."""
    month_first: bool
    day_ends: str
    """Pattern after a day, as in ``3rd``."""
    spelled: Sequence[str]
    """The first days of a month as words, from the first on."""
    between: str
    """Pattern between day and month."""
    before_year: str
    """Pattern between month and year."""
    weekday_ends: str
    """Pattern of the endings of a weekday."""
    ahead: str
    """Pattern before a weekday that is to come."""
    ahead_after: str
    """Pattern after a weekday that is to come."""
    relative: Mapping[str, int]
    """Days from the day of publication, by word."""
    not_relative: str
    """Pattern after a word of ``relative`` where it is not a day."""
    clock: str
    """Pattern before a time of day."""
    oclock: str
    """Pattern after a number that makes it a time of day."""
    hour: str
    """The same, for a number after ``clock``."""
    around: str
    """Pattern of ``around`` before a time of day that may be a little earlier or later."""
    morning: str
    """Pattern after a time of day that may be before or after noon; ``evening`` alike."""
    evening: str
    noon: str
    midnight: str
    hours: Sequence[str]
    """Words for the hours from one to twelve in times of day."""


@dataclass(frozen=True)
class Speech:
    """How a text names who says something; strings are patterns."""

    says: str
    """Verbs after the speaker."""
    also_noun: str
    """Verbs that are also other words: they count only before one of ``clause_begins``."""
    clause_begins: str
    says_who: str
    """Verbs before the speaker, after a quotation."""
    according: str
    have: str
    """Words between the speaker and the verb."""
    leading: str
    """What may open a sentence before the speaker."""
    trailing: str
    """What begins after the speaker."""
    nobody: str
    """What is no speaker."""
    nobody_ends: str
    roles: frozenset[str]
    """Offices and occupations, folded."""
    saying: frozenset[str]
    """Verbs beside the name of a speaker, folded."""
    telling: frozenset[str]
    """Verbs after which the name of a listener follows, folded."""
    past_before_name: str
    """What follows a verb of ``also_noun`` where a name can be no object of it."""
    puts: str
    """Verbs with an object that say something only together, as in *put the toll at*."""
    participle: str
    """Forms of verbs that take the subject of the sentence, as in *saying*."""
    citing: str
    """Before a source that somebody else relies on."""
    quotes: str
    """Before a person whose words somebody repeats, ``as_saying`` after them."""
    as_saying: str
    quoted_as: str
    """After a person whose words others repeat."""
    said_by: str
    """After a statement and before its speaker."""
    by_count: str
    """Whose count something is, as in *by Ada Quill's count*; the group ``who`` is whose."""
    claim_that: str
    """Whose claim a clause is, as in *Ada Quill's claim that*; the group ``who`` is whose."""
    shows: str
    """Verbs of saying after one of ``sources`` only."""
    that: str
    """Begins a clause with a statement."""
    unsaid: str
    """Before a verb that then names no speaker, as in *was asked*."""
    circumstances: str
    """Time, place and listener of a statement, after the verb."""
    alone: str
    """Verbs that say who speaks by their form alone, one person, as in Spanish *dijo que*."""
    alone_several: str
    """The same of several people."""
    before_pronoun: str
    """Verbs before a pronoun that is joined by a hyphen, as in French *dit-elle*."""


@dataclass(frozen=True)
class SpeakerWords:
    """How the name of a speaker is written, and whom pronouns and descriptions mean; strings are patterns.

    Sets hold words in small letters.
    """

    breaks: str
    """Words that begin a clause."""
    joins: str
    """Words that join clauses."""
    relative: str
    """Pronouns that begin a clause about the person before them."""
    prepositions: str
    """Words that begin an adverbial."""
    determiners: str
    """Words that begin a noun phrase."""
    noun_phrase: str
    """How far a noun phrase goes in a language that writes all nouns with a capital."""
    phrase_ends: str
    """What follows the first noun phrase of a sentence."""
    beside: str
    """What begins a phrase that says more of the name before it."""
    finite: str
    """Forms of verbs that no name of a speaker contains."""
    he: str
    """Pronouns for a man, and so on."""
    she: str
    it: str
    they: str
    definite: frozenset[str]
    """Articles of what is known."""
    plural: str
    """The ending of nouns for several people."""
    sources: frozenset[str]
    """Things that say something: reports, figures."""
    persons: frozenset[str]
    """Words for a person by office, occupation or kinship, besides the roles of :class:`Speech`."""
    bodies: frozenset[str]
    """Words of names that are no people."""
    companies: frozenset[str]
    """Words for and in the names of companies."""
    several: frozenset[str]
    """Words for several people."""
    male: frozenset[str]
    """Titles, roles and common given names of men."""
    female: frozenset[str]
    """The same of women."""


@dataclass(frozen=True)
class CauseWords:
    """How a text names causes; strings are patterns."""

    before: str
    """Words between an effect and its cause."""
    unknown: str
    """What says that a cause is not known; its group ``unknown`` are the words for that."""


@dataclass(frozen=True)
class RankWords:
    """Places in an order."""

    ranks: Mapping[str, int]
    """Places from 1 by word; the last is -1."""
    best: Mapping[str, str]
    """Superlatives with what they are the highest or lowest of: ``size`` for ``largest``."""
    names: frozenset[str]
    """Nouns after a place that it names: the second quarter, the first floor. Folded."""
    agents: str
    """Pattern before who did something, in the passive."""


@dataclass(frozen=True)
class Vocabulary:
    """All words of one language."""

    figures: FigureWords
    words: FunctionWords
    days: DayWords
    speech: Speech
    speakers: SpeakerWords
    causes: CauseWords
    ranks: RankWords
    places: Mapping[str, str]
    """Sorts of places by the words for them."""
