"""Splits a query into lexemes, in one pass. Whatever is written can be split."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from index.query.fields import BY_WRITTEN, FIELDS, QueryField

Kind = Literal[
    "word", "phrase", "open phrase", "expression", "quote", "mark", "field", "(", ")", "and", "or", "not", "-"
]
"""``expression`` is a regular expression between two ``/``, ``quote`` a quotation mark without a partner.

What has no letter or digit is a ``mark`` once :func:`index.query.pasted_text.settled` has seen it.
"""

_QUOTES = '"\u201c\u201d\u201e\u00ab\u00bb'
_CLOSING = {
    '"': '"\u201d',
    "\u201c": '\u201d\u201c"',
    "\u201d": '\u201d\u201c"',
    "\u201e": '\u201c\u201d"',
    "\u00ab": "\u00bb",
    "\u00bb": "\u00ab",
}
"""The marks that may close what a mark opens: the first that the query has, so that names in other marks stay whole."""

_HEBREW = "[\u05d0-\u05ea]"
_WITHIN = rf'(?<={_HEBREW})"(?={_HEBREW})'
"""A mark in a Hebrew abbreviation, which closes and opens nothing."""
_HEBREW_MARK = re.compile(_WITHIN)
_INCHES = r'(?<=\d)["\u201d](?![^\W_])'
_SPACE_IN_NUMBER = r"(?<=\d)[\u00a0\u202f\u2009](?=\d{3}(?!\d))"
_RUN = re.compile(rf"(?:[^\s(){_QUOTES}]|{_WITHIN}|{_INCHES}|{_SPACE_IN_NUMBER})+")
_VALUE = re.compile(rf"(?:[^\s(){_QUOTES}]|{_WITHIN})+")
_NUMBER = re.compile(r"\d{1,3}(?: \d{3})+(?![^\s.,;:!?)])")
"""A number with spaces between its groups of digits."""
_BETWEEN = re.compile(r"-{2,}|[\u2014\u2015\u2026;|]+|\.{2,}|(?<=[^\W\d]),(?=[^\W\d])")
"""What separates words without a space: dashes, ellipses, commas and semicolons."""
_NEAR = re.compile(r"~{1,2}(?:[spSP](?![^\W_])|\d*)")
_FIELD = re.compile(r"([^\W\d_]+):")
_EXPRESSION = re.compile(r"/((?:\\.|[^/\\\n])+)/(?=[\s)]|\Z)")
_OPERATORS: dict[str, Kind] = {"AND": "and", "OR": "or", "NOT": "not"}


class Lexeme(NamedTuple):
    """A word, phrase, field name, operator or parenthesis of a query, with its span."""

    kind: Kind
    text: str
    """What it says: a field by its name in the table, a phrase or an expression without the marks around it."""
    start: int
    end: int
    near: str | None = None
    """What follows a phrase to say how near its words are: ``~5``, ``~~5``, ``~s``; None without a ``~``."""


def lexemes(query: str, *, whole: bool = False) -> Iterator[Lexeme]:
    """The lexemes of ``query``, in order.

    In a ``whole`` query a quotation mark without a partner is a ``quote``; while typing it opens a phrase.
    """
    at = 0
    field: QueryField | None = None
    while at < len(query):
        if query[at].isspace():
            at += 1
            field = None
            continue
        lexeme = _lexeme(query, at, field, whole=whole)
        yield lexeme
        at = lexeme.end
        field = FIELDS[lexeme.text] if lexeme.kind == "field" else None


def _lexeme(query: str, at: int, after: QueryField | None, *, whole: bool) -> Lexeme:
    """The lexeme at ``at``, which may be the value of the field that it is right ``after``."""
    character = query[at]
    if character == "(":
        return Lexeme("(", character, at, at + 1)
    if character == ")":
        return Lexeme(")", character, at, at + 1)
    if character in _QUOTES:
        return _phrase(query, at, whole=whole and after is None)
    if after is not None:
        return _value(query, at, after, whole=whole)
    end = _end_of_run(query, at)
    if character == "-" and not query[max(0, at - 1) : at].strip(" \t\n(") and query[at + 1 : at + 2].strip(" \t\n-)"):
        return Lexeme("-", character, at, at + 1)
    if (field := _field(query, at, end)) is not None:
        return field
    if operator := _OPERATORS.get(query[at:end]):
        return Lexeme(operator, query[at:end], at, end)
    return Lexeme("word", query[at:end], at, end)


def _value(query: str, at: int, field: QueryField, *, whole: bool) -> Lexeme:
    if field.takes_expressions and (found := _EXPRESSION.match(query, at)):
        return Lexeme("expression", found[1], at, found.end())
    if field.takes_expressions and query[at] == "/" and not whole:
        return Lexeme("expression", query[at + 1 :], at, len(query))
    run = _VALUE.match(query, at)
    end = run.end() if run else at + 1
    return Lexeme("word", query[at:end], at, end)


def _end_of_run(query: str, at: int) -> int:
    """Where the word at ``at`` ends, or the dash or mark between two words."""
    if not query[max(0, at - 1) : at].strip() and (number := _NUMBER.match(query, at)):
        return number.end()
    run = _RUN.match(query, at)
    end = run.end() if run else at + 1
    if "://" in query[at:end]:
        return end
    between = _BETWEEN.search(query, at, end)
    if between is None:
        return end
    return between.start() if between.start() > at else between.end()


def _phrase(query: str, at: int, *, whole: bool) -> Lexeme:
    closing = _closing(query, at)
    after = query[at + 1 : at + 2]
    is_end = query[max(0, at - 1) : at].isalnum() and not after.isalnum()
    if closing < 0 or is_end:
        if whole or (is_end and after):
            return Lexeme("quote", query[at], at, at + 1)
        return Lexeme("open phrase", query[at + 1 :], at, len(query))
    near = _NEAR.match(query, closing + 1)
    end = near.end() if near else closing + 1
    return Lexeme("phrase", query[at + 1 : closing], at, end, near.group() if near else None)


def _closing(query: str, at: int) -> int:
    """Where the quotation mark at ``at`` has its partner; -1 where it has none."""
    for mark in _CLOSING[query[at]]:
        found = at
        while (found := query.find(mark, found + 1)) >= 0:
            if not _HEBREW_MARK.match(query, found):
                # A straight mark and a curly one are partners only where the curly one has none of its own.
                if query[at] == '"' != mark and "\u201c" in query[at:found]:
                    break
                return found
    return -1


def _field(query: str, at: int, end: int) -> Lexeme | None:
    """The field name that the word at ``at`` begins with."""
    found = _FIELD.match(query, at, end)
    field = BY_WRITTEN.get(found.group(1).lower()) if found is not None else None
    return Lexeme("field", field.name, at, found.end()) if found is not None and field is not None else None


def unknown_field(text: str) -> str:
    """The name before a colon of a word in which no field is searched; empty if it has none, or is an address."""
    found = _FIELD.match(text)
    if found is None or text.startswith("//", found.end()):
        return ""
    return found.group(1)
