"""The one table of reasons for hiding a line.

The words of a reason are stored with each hidden line and are part of the JSON output: a reason may be added, none
renamed. Its nouns are for screens and messages alone. An archive may hold lines hidden by a later version, so code that
reads lines takes any words.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class HiddenReason(StrEnum):
    """Why a line is hidden: its words for the reader, and in ``meaning`` which lines have it."""

    meaning: str
    nouns: tuple[str, str]
    """What one such line is, and what several are, where they are counted: ``3 teasers``."""
    is_aside: bool
    """Whether such a line belongs to the article without being its text: it is shown dimmed in its place."""

    def __new__(cls, words: str, meaning: str, nouns: tuple[str, str] | None = None, is_aside: bool = False) -> Self:
        """The member with these words, which are also its nouns if none are given."""
        reason = str.__new__(cls, words)
        reason._value_ = words
        reason.meaning = meaning
        reason.nouns = nouns or (words, f"{words}s")
        reason.is_aside = is_aside
        return reason

    @classmethod
    def named(cls, words: str) -> HiddenReason:
        """The reason with these words; raises KeyError."""
        return {reason.value: reason for reason in cls}[words]

    NEWSLETTER = "newsletter", "asks to subscribe, to sign up or for an e-mail address", ("promo", "promos")
    ADVERTISEMENT = "advertisement", "advertises, or marks where an advertisement was"
    RELATED_STORY = (
        "related story",
        "is a link to another story, or the headline or beginning of one",
        ("teaser", "teasers"),
    )
    NOT_RECOGNISED = (
        "not recognised as article",
        "has nothing that shows it to be part of the article",
        ("line not recognised as article", "lines not recognised as article"),
    )
    SITE_CHROME = (
        "site chrome",
        "is a menu, button or notice of the site",
        ("part of the site", "parts of the site"),
    )
    COPYRIGHT = "copyright", "states who holds the rights", ("copyright line", "copyright lines")
    SHARING = "sharing", "offers to share, print or save the article", ("sharing button", "sharing buttons")
    COMMENT = "comment", "is a reader's comment, or leads to the comments"
    CAPTION = "caption", "describes a picture, or credits it", None, True
    READING_TIME = "reading time", "says how long the article takes to read"
    AGENCY_CREDIT = "agency credit", "credits a news agency", None, True
    ABOUT_THE_AUTHOR = (
        "about the author",
        "introduces the author",
        ("line about the author", "lines about the author"),
        True,
    )
    REPEATED_HEADLINE = "repeated headline", "repeats the headline"
    REPEATED_LINE = "repeated line", "repeats a line of the article"
    MARK = (
        "mark between paragraphs",
        "comes again and again between the paragraphs",
        ("mark between paragraphs", "marks between paragraphs"),
    )
    TIMESTAMP = "timestamp", "is a date or time alone"
    SEPARATOR = "separator", "has no letters"
    BYLINE = "byline", "names the author, whom the head of the article names"
    BYLINE_OF_ANOTHER_STORY = (
        "byline of another story",
        "names the author of another story",
        ("byline of another story", "bylines of other stories"),
    )
    ANOTHER_ARTICLE = (
        "another article",
        "begins, or is part of, a second article in the same file",
        ("line of another article", "lines of another article"),
    )
    RECORD_FIELD = (
        "field of the record",
        "is a field, number or notice of its file or news database",
        ("field of the record", "fields of the record"),
    )
    NOTHING_TO_READ = (
        "nothing to read",
        "has only characters that cannot be seen",
        ("line with nothing to read", "lines with nothing to read"),
    )
    RECURS = "recurs at this outlet", "is in other articles of the outlet, too", ("recurring line", "recurring lines")
    HIDDEN_BY_YOU = "hidden by you", "was hidden by your rule", ("line that you hid", "lines that you hid")


ASIDES = frozenset(reason for reason in HiddenReason if reason.is_aside)
