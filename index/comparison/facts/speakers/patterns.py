"""The patterns by which one language names who says something; each is applied to the text of a :class:`Sheet`."""

from __future__ import annotations

import re
from collections.abc import Set
from functools import cache

from index.comparison.facts.speakers.quotations import HIDDEN
from index.comparison.facts.vocabulary import vocabulary
from index.comparison.facts.word_lists import SpeakerWords, Speech

_NAME = rf"[^\W\d_a-z\u00df-\u00f6\u00f8-\u00ff][\w'\u2019{HIDDEN}&-]*"
"""A word with a capital."""
_JOINED = r"(?:of|the|for|and|de|la|du|des|del|di|da|von|van|der|den|bin|al|el|y|e|do|dos)"
_NAMES = rf"{_NAME}(?:\s(?:{_JOINED}\s){{0,2}}{_NAME})*"
"""A run of words with capitals, small joining words inside."""
_WORD = rf"[\w'\u2019{HIDDEN}-]+"
_DASH = r"\u2013-\u2015"
_QUOTE = r"\u201c\u201d"


@cache
def patterns(language: str) -> Patterns:
    """The patterns of ``language``, an ISO 639 code."""
    words = vocabulary(language)
    return Patterns(words.speech, words.speakers, words.days.names, words.words.no_names)


class Patterns:
    """All of one language."""

    def __init__(self, speech: Speech, words: SpeakerWords, days: Set[str], no_names: Set[str]) -> None:
        self.words = words
        self.persons = words.persons | speech.roles
        persons = "|".join(sorted(self.persons))
        self.titled = re.compile(rf"\b(?i:{persons})\s{_NAME}(?:\s{_NAME})+$")
        """An office or occupation and a name."""
        self.speakers = self.persons | words.several | words.sources | words.bodies
        """Words for those who say something."""
        self.days = days
        """Names of months and weekdays, folded."""
        self.no_names = no_names | days
        """Words that begin a sentence with a capital and are no names, folded."""
        self.cues = Cues(speech, words)
        self.phrases = Phrases(speech, words)
        self.pronoun = re.compile(
            rf"(?:(?P<he>{words.he})|(?P<she>{words.she})|(?P<it>{words.it})|(?P<they>{words.they}))", re.IGNORECASE
        )


class Cues:
    """What tells that somebody says something, and what they say."""

    def __init__(self, speech: Speech, words: SpeakerWords) -> None:
        clause = rf"\s(?:(?:{speech.clause_begins})\b|[\d\u201c])"
        when = rf"(?:\s(?:{speech.circumstances})\b)*"
        begins = rf"(?={when}(?:{clause}|\s?[.,;:{_QUOTE}]|\s*$)|{speech.past_before_name})"
        certain = rf"(?:{speech.says})\b|(?:{speech.puts})"
        self.verb = re.compile(
            rf"\b(?:(?P<sure>{certain})|(?P<shows>(?:{speech.shows})\b)|(?:{speech.also_noun})\b"
            rf"(?:(?P<clause>{begins})|(?P<finite>(?<=ed)(?=\s[^,;:.{_QUOTE}]{{1,60}}?\s(?:{words.finite})\b)))?)"
        )
        """A verb of saying after its speaker."""
        self.says_who = re.compile(rf"(?:[,?!\u201d{_DASH}]\s?|^)(?P<verb>(?:{speech.says_who})\b)\s")
        """A verb of saying before its speaker."""
        self.participle = re.compile(rf"(?:(?<=,)\s|\s(?=\w+\s(?:{speech.clause_begins})\b))(?:{speech.participle})\b")
        self.opening = re.compile(rf"\s*(?:{speech.participle})\b", re.IGNORECASE)
        """A participle that begins a sentence: its subject also says what follows."""
        self.according = re.compile(rf"\b(?:(?P<sure>{speech.according})|(?:{speech.citing}))\s?(?=\S)", re.IGNORECASE)
        self.by_count = re.compile(rf"\b(?:{speech.by_count})\b", re.IGNORECASE)
        self.claim_that = re.compile(rf"\b(?:{speech.claim_that})\b")
        self.said_by = re.compile(rf"\b(?:{speech.said_by})\s")
        self.quotes = re.compile(rf"\b(?:{speech.quotes})\s(?P<who>[^,;:.{_QUOTE}]{{1,80}}?)\s(?:{speech.as_saying})\b")
        """Somebody repeats the words of somebody else."""
        self.quoted_as = re.compile(rf"\b(?:{speech.quoted_as})\b")
        self.between = re.compile(rf"(?:\s*\b(?:{speech.have})\b)*\s*$")
        """What may be between a speaker and the verb."""
        self.unsaid = re.compile(rf"\b(?:{speech.unsaid})\s*$", re.IGNORECASE)
        """Before a verb that then tells of no speaker."""
        self.circumstances = re.compile(rf"(?:\s+(?:{speech.circumstances})\b)*(?:\s+(?:{speech.that})\b)?")
        rest = rf"(?:(?!\s(?:{speech.that})\s)[^,;:{_QUOTE}.?!])*"
        place = rf"(?:\s+(?:{speech.circumstances}|{speech.trailing})\b{rest})?"
        closing = rf"(?!\s?:|\s(?:{speech.that})\b){place}\s*(?P<end>[,;.?!{_DASH}]|$)"
        self.closing = re.compile(closing)
        """What follows a verb whose statement comes before it."""
        self.telling = re.compile(rf"(?:{'|'.join(sorted(speech.telling)) or '(?!)'})$")
        listener = rf"(?:\s(?!(?:{speech.that})\s)[^\s,;:.{_QUOTE}?!]+){{1,8}}?"
        self.closing_after_listener = re.compile(rf"{listener}{closing}")
        self.quotation = re.compile(r"\s*[,:]\s\u201c")
        leading = rf"(?:(?:{speech.leading})\b,?\s*)*"
        joined = rf"(?:(?:{words.joins}|{words.breaks})\s+)?"
        alone = rf"(?P<verb>(?P<several>(?:{speech.alone_several})\b)|(?:{speech.alone})\b)"
        self.alone_opening = re.compile(
            rf"\W*{leading}{alone}(?:,?\s(?:{speech.circumstances})\b,?)*\s(?:{speech.that})\b", re.IGNORECASE
        )
        """A sentence that begins with a verb of saying and no subject."""
        self.alone_after = re.compile(rf"[,?!\u201d]\s?{alone}")
        """The same after a statement."""
        pronouns = rf"{words.he}|{words.she}|{words.it}|{words.they}"
        self.before_pronoun = re.compile(rf"\b(?:{speech.before_pronoun})-(?:t-)?(?P<who>{pronouns})\b", re.IGNORECASE)
        within = rf"(?:{speech.says_who})\s(?P<who>[^,.;:?!\u00ab\u00bb]{{2,60}}?)"
        self.interjected = re.compile(
            rf",\s(?:{within}|(?:{speech.before_pronoun})-(?:t-)?(?P<near>{pronouns})|a-t-(?P<he>il|elle)\s\w+)"
            r"(?=\s?(?:[,.;?!\u00bb]|$))"
        )
        """A speaker inside a quotation between guillemets: *« C'est grave, dit le maire. »*"""
        self.contrast = re.compile(rf"[,;]\s*{joined}{leading}$", re.IGNORECASE)
        """Before a clause that is joined to another one."""


class Phrases:
    """How far the name or description of a speaker goes."""

    def __init__(self, speech: Speech, words: SpeakerWords) -> None:
        self.leading = re.compile(rf"^(?:\s*(?:{speech.leading})\b,?\s*)+", re.IGNORECASE)
        self.trailing = re.compile(rf"\s+(?:{speech.trailing})\b.*$")
        self.noun_phrase = re.compile(rf"\s*(?:{words.noun_phrase})|.*?[a-z](?=\s\d)")
        """Where a phrase ends that no mark ends."""
        self.after_adverbial = re.compile(r"[,\u201d]\s*")
        self.mark = re.compile(rf"[;:{_QUOTE}?!{_DASH}]")
        self.boundary = re.compile(rf"[,;:{_QUOTE}?!{_DASH}]|\b(?:{words.breaks})\b")
        """What a clause begins after."""
        self.joining = re.compile(rf"(?:^|\s|,)(?:{words.joins})\s*$")
        self.relative = re.compile(rf",?\s(?:{words.relative})\s*$")
        self.preposition = re.compile(rf"(?:{words.prepositions})\b", re.IGNORECASE)
        self.after_head = re.compile(rf"(?<=\w),?\s(?:(?:{words.prepositions}|{words.relative})\b)")
        """What follows the noun that a phrase is about."""
        self.described = re.compile(rf"\b(?:{words.determiners})\s(?:{_WORD}\s){{0,5}}?{_WORD}$", re.IGNORECASE)
        first = rf"(?:{words.determiners})\s(?:[\w'\u2019-]+\s){{0,4}}?[\w'\u2019-]+"
        self.first_described = re.compile(rf"{first}(?=,?\s(?:{words.phrase_ends})\b|,)", re.IGNORECASE)
        self.first_names = re.compile(rf"(?:{_NAME}\s[a-z]+\s(?={_NAME}\s{_NAME}))?{_NAMES}")
        self.last_names = re.compile(rf"(?:(?:{words.determiners})\s)?(?:[a-z]+\s){{0,2}}?(?P<names>{_NAMES})$")
        self.full_names = re.compile(rf"{_NAME}(?:\s{_NAME})+")
        self.next_word = re.compile(r"\s[a-z]+\b")
        self.only_names = re.compile(rf"\s*{_NAME}(?:\s{_NAME})*\s*")
        self.beside = re.compile(rf"\s*(?:\d|(?:{words.beside})\b|[A-Z]-[A-Z])")
        """What begins a phrase that only says more of a name before it."""
        self.nobody = re.compile(rf"(?:{speech.nobody})\b", re.IGNORECASE)
        self.nobody_ends = re.compile(rf"\b(?:{speech.nobody_ends})$", re.IGNORECASE)
        self.finite = re.compile(rf"\s(?:{words.finite})(?:n['\u2019]t)?\b")
