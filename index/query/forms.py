"""The forms of a query besides its fields: the table from which help and README derive."""

from __future__ import annotations

from typing import Final, NamedTuple

from index.query.fields import FIELDS

_WITH_EXPRESSIONS = [name for name, field in FIELDS.items() if field.takes_expressions]


class QueryForm(NamedTuple):
    """A way to write what to find."""

    examples: tuple[str, ...]
    """Queries, each complete by itself."""
    finds: str
    """What they find."""
    help: str
    """The same in fewer words, for the list on the screen."""


FORMS: Final = (
    QueryForm(("ferry strike",), "both words, in any form: `strikes`, `striking`", "both words, in any form"),
    QueryForm(("=customs", '"customs"'), "the word as written, in no other form", "the word as written"),
    QueryForm(('"river police"',), "the words as written, side by side", "the words as written, side by side"),
    QueryForm(
        ('"final batt*"', '"(he OR she) would"'),
        "side by side, with beginnings, patterns, misspelled words or alternatives among them",
        "beginnings, alternatives in a phrase",
    ),
    QueryForm(
        ('"bridge storm"~5',),
        "near each other in this order, in any form: each at most five words after the one before",
        "near each other, in this order",
    ),
    QueryForm(
        ('"bridge storm"~~5',),
        "near each other in any order: at most five words from the first to the last",
        "near each other, in any order",
    ),
    QueryForm(
        ('"bridge storm"~s', '"bridge storm"~p'), "in one sentence, in one paragraph", "in one sentence or paragraph"
    ),
    QueryForm(
        ("F-16", "AT&T", "well-known"),
        "words written as one, side by side or joined: `F 16`, `F16`; bare letters before figures too: `f 16`",
        "words written as one",
    ),
    QueryForm(
        ("ferry OR bridge", "ferry NOT pay", "ferry -pay", "(ferry OR bridge) storm"),
        "either, not, grouped",
        "either, not, grouped",
    ),
    QueryForm(
        ("hous*", "w?rd", "*ing"),
        "words spelled so: `*` is any letters, `?` one; while you type, the last word is a prefix without a `*`",
        "words spelled so",
    ),
    QueryForm(("brige~", "stokholm~2"), "words with one or two mistakes", "words with one or two mistakes"),
    QueryForm(
        ("outlet:/ed(inburgh)?/",),
        f"names and values of which whole words match a regular expression: {', '.join(_WITH_EXPRESSIONS)}",
        "a regular expression for a name",
    ),
)
"""All forms, in the order in which they are listed."""
