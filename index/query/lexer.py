"""Splits a query into lexemes, in one pass. Only an unknown field is an error here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from index.errors import QueryError
from index.query.fields import BY_WRITTEN, FIELDS

Kind = Literal["word", "phrase", "open phrase", "field", "(", ")", "and", "or", "not", "-"]

_QUOTES = '"\u201c\u201d\u201e'
_RUN = re.compile(rf"[^\s(){_QUOTES}]+")
_PHRASE_END = re.compile(rf"[{_QUOTES}]")
_SLOP = re.compile(r"~(\d*)")
_FIELD = re.compile(r"([^\W\d_]+):")
_OPERATORS: dict[str, Kind] = {"AND": "and", "OR": "or", "NOT": "not"}


class Lexeme(NamedTuple):
    """A word, phrase, field name, operator or parenthesis of a query, with its span."""

    kind: Kind
    text: str
    """What it says: a field by its name in the table, a phrase without its quotation marks."""
    start: int
    end: int
    near: str | None = None
    """The digits after the ``~`` that follows a phrase; None without a ``~``."""


def lexemes(query: str) -> Iterator[Lexeme]:
    """The lexemes of ``query``, in order. Raises :class:`QueryError` at an unknown field."""
    at = 0
    after_field = False
    while at < len(query):
        if query[at].isspace():
            at += 1
            after_field = False
            continue
        lexeme = _lexeme(query, at, after_field)
        yield lexeme
        at = lexeme.end
        after_field = lexeme.kind == "field"


def _lexeme(query: str, at: int, after_field: bool) -> Lexeme:
    character = query[at]
    if character == "(":
        return Lexeme("(", character, at, at + 1)
    if character == ")":
        return Lexeme(")", character, at, at + 1)
    if character in _QUOTES:
        return _phrase(query, at)
    run = _RUN.match(query, at)
    end = run.end() if run else at + 1
    if not after_field:
        if character == "-" and query[at + 1 : at + 2].strip(" \t\n-)"):
            return Lexeme("-", character, at, at + 1)
        if (field := _field(query, at, end)) is not None:
            return field
        if operator := _OPERATORS.get(query[at:end]):
            return Lexeme(operator, query[at:end], at, end)
    return Lexeme("word", query[at:end], at, end)


def _phrase(query: str, at: int) -> Lexeme:
    closing = _PHRASE_END.search(query, at + 1)
    if closing is None:
        return Lexeme("open phrase", query[at + 1 :], at, len(query))
    slop = _SLOP.match(query, closing.end())
    end = slop.end() if slop else closing.end()
    return Lexeme("phrase", query[at + 1 : closing.start()], at, end, slop.group(1) if slop else None)


def _field(query: str, at: int, end: int) -> Lexeme | None:
    """The field name that the word at ``at`` begins with; a time, an address or a word before a colon is none."""
    found = _FIELD.match(query, at, end)
    if found is None:
        return None
    field = BY_WRITTEN.get(found.group(1).lower())
    if field is not None:
        return Lexeme("field", field.name, at, found.end())
    rest = query[found.end() : found.end() + 2]
    if not rest or rest[0].isspace() or rest[0] == ")" or rest == "//":
        return None
    raise QueryError(
        f"There is no field {found.group(1)!r} to search in.",
        hint=f"Use one of {', '.join(f'{known}:' for known in FIELDS)}; "
        "or put the words in quotation marks to search for them.",
        column=at + 1,
    )
