"""Values of fields that are no running text: dates, names, whole values, regular expressions, and what a field has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from index.errors import QueryError
from index.query.dates import MinuteRange, Side, date_range, one_side
from index.query.fields import ARTICLE_FIELDS, BY_WRITTEN, Kind, QueryField, presence_names
from index.query.lexer import Lexeme
from index.query.members import Reading
from index.query.notes import Notes, shown
from index.query.regular_expressions import check_expression
from index.query.syntax import Between, Has, Matching, Query, Value
from index.query.written_dates import Unreadable
from index.text.terms import whole_term

_SIDES: Final[Mapping[Kind, Side]] = {
    Kind.BEFORE: "before",
    Kind.AFTER: "after",
    Kind.SINCE: "from",
    Kind.UNTIL: "to",
}
"""On which side of a date the articles of a field are."""

DATES: Final = (Kind.DATE, *_SIDES)
"""Kinds of fields whose values are dates."""


def dates(lexeme: Lexeme, field: QueryField, reading: Reading) -> Query | None:
    """The articles of a span of time. Raises :class:`QueryError` for what is no date."""
    notes = Notes()
    try:
        span = _span(field.kind, lexeme.text, reading, notes)
    except Unreadable as reason:
        if reading.lenient:
            return None
        hint = 'Write a year, month, day or span: date:2019, date:"march 2019", date:2017-06..2019-02, date:7d.'
        raise QueryError(str(reason), hint=hint, column=lexeme.start + 1) from None
    for sentence in notes.sentences:
        reading.notes.add(sentence)
    return Between(field.column, span.first, span.last)


def is_date(text: str, field: QueryField, reading: Reading) -> bool:
    """Whether ``text`` is a value of a field of dates."""
    try:
        _span(field.kind, text, reading, Notes())
    except Unreadable:
        return False
    return True


def _span(kind: Kind, text: str, reading: Reading, notes: Notes) -> MinuteRange:
    if kind is Kind.DATE:
        return date_range(text, reading.today(), reading.order, notes.add)
    return one_side(_SIDES[kind], text, reading.today(), reading.order, notes.add)


def presence(lexeme: Lexeme, reading: Reading, *, typing: bool) -> Query | None:
    """The articles that have a value in a field. Raises :class:`QueryError` for an unknown field."""
    name = lexeme.text.strip().casefold()
    named = BY_WRITTEN.get(name)
    if named in ARTICLE_FIELDS:
        return Has(named.column)
    if reading.lenient and (typing or not name):
        return None
    raise QueryError(
        f"has: does not know the field {shown(lexeme.text)!r}.",
        hint=f"Write {', '.join(f'has:{known}' for known in presence_names())}.",
        column=lexeme.start + 1,
    )


def value(field: QueryField, text: str, *, is_prefix: bool) -> Query | None:
    """The articles with a whole value; None if it has no letter or digit."""
    term = whole_term(field.read(text, is_prefix))
    return Value(field.column, term, is_prefix) if term else None


def expression(lexeme: Lexeme, field: QueryField, reading: Reading, *, typing: bool) -> Query | None:
    """The articles with a value that a regular expression describes. Raises :class:`QueryError`."""
    try:
        check_expression(lexeme.text, lexeme.start + 1)
    except QueryError:
        if reading.lenient and typing:
            return None
        raise
    return Matching(field.column, lexeme.text)
