"""The one table of reasons for hiding a line.

The words of a reason are stored with each hidden line and are part of the JSON output: a reason may be added, none
renamed. An archive may hold lines hidden by a later version, so code that reads lines takes any words.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class HiddenReason(StrEnum):
    """Why a line is hidden: its words for the reader, and in ``meaning`` which lines have it."""

    meaning: str
    is_aside: bool
    """Whether such a line belongs to the article without being its text: it is shown dimmed in its place."""

    def __new__(cls, words: str, meaning: str, is_aside: bool = False) -> Self:
        """The member with these words."""
        reason = str.__new__(cls, words)
        reason._value_ = words
        reason.meaning = meaning
        reason.is_aside = is_aside
        return reason

    @classmethod
    def named(cls, words: str) -> HiddenReason:
        """The reason with these words; raises KeyError."""
        return {reason.value: reason for reason in cls}[words]

    NEWSLETTER = "newsletter", "asks to subscribe, to sign up or for an e-mail address"
    ADVERTISEMENT = "advertisement", "advertises, or marks where an advertisement was"
    RELATED_STORY = "related story", "is a link to another story, or the headline or beginning of one"
    NOT_RECOGNISED = "not recognised as article", "has nothing that shows it to be part of the article"
    SITE_CHROME = "site chrome", "is a menu, button or notice of the site"
    COPYRIGHT = "copyright", "states who holds the rights"
    SHARING = "sharing", "offers to share, print or save the article"
    COMMENT = "comment", "is a reader's comment, or leads to the comments"
    CAPTION = "caption", "describes a picture, or credits it", True
    READING_TIME = "reading time", "says how long the article takes to read"
    AGENCY_CREDIT = "agency credit", "credits a news agency", True
    ABOUT_THE_AUTHOR = "about the author", "introduces the author", True
    REPEATED_HEADLINE = "repeated headline", "repeats the headline"
    REPEATED_LINE = "repeated line", "repeats a line of the article"
    MARK = "mark between paragraphs", "comes again and again between the paragraphs"
    TIMESTAMP = "timestamp", "is a date or time alone"
    SEPARATOR = "separator", "has no letters"
    BYLINE = "byline", "names the author, whom the head of the article names"
    BYLINE_OF_ANOTHER_STORY = "byline of another story", "names the author of another story"
    ANOTHER_ARTICLE = "another article", "begins, or is part of, a second article in the same file"
    DATABASE_FIELD = "field of the database", "is a field, number or notice of the news database"
    NOTHING_TO_READ = "nothing to read", "has only characters that cannot be seen"
    RECURS = "recurs at this outlet", "is in other articles of the outlet, too"
    HIDDEN_BY_YOU = "hidden by you", "was hidden by your rule"


ASIDES = frozenset(reason for reason in HiddenReason if reason.is_aside)
