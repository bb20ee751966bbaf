"""What one word, phrase or filter of a query looks for: the leaves of the syntax tree."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from index.errors import QueryError, QueryTooCostly
from index.query import limits
from index.query.dates import MinuteRange, Unreadable, date_range, one_side
from index.query.fields import ARTICLE_FIELDS, BY_WRITTEN, Kind, QueryField, presence_names
from index.query.lexer import Lexeme
from index.query.syntax import And, Between, Everything, Fuzzy, Has, Name, Prefix, Query, Value, Wildcard, Words
from index.text import Token, fold, is_lone, sought
from index.text.terms import LONGEST_TERM, whole_term

_DATES = (Kind.DATE, Kind.BEFORE, Kind.AFTER)
_FUZZY = re.compile(r"(.*[^~])~(\d*)\Z", re.DOTALL)
_PATTERN = re.compile(r"(?:[^\W_]|['\u2019])*[*?](?:[^\W_]|['\u2019*?])*\Z")
"""A word with a wildcard in it."""

_PIECE = re.compile(r"[*?]|[^*?]+")

_SHOWN = 40
"""Characters of a phrase that the hint of an error repeats."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How terms are read: ``lenient`` skips what is not complete yet, ``today`` is what relative dates count from."""

    lenient: bool
    today: Callable[[], date]


def words(lexeme: Lexeme) -> list[Token]:
    """The folded words of a lexeme, with spans into its text; none for a wildcard or fuzzy word."""
    return [] if is_pattern(lexeme) or _fuzzy(lexeme) else sought(lexeme.text)


def is_pattern(lexeme: Lexeme) -> bool:
    """Whether a lexeme is a word with a wildcard other than a star at its end."""
    if lexeme.kind != "word" or not _PATTERN.match(lexeme.text):
        return False
    body = lexeme.text.rstrip("?")
    return "*" in body[:-1] or "?" in body


def is_plain(text: str) -> bool:
    """Whether ``text`` is one word of ASCII letters: then :func:`plain` says what it looks for."""
    return text.isalpha() and text.isascii() and len(text) <= LONGEST_TERM


def plain(text: str, *, typing: bool) -> Query:
    """The same as :func:`leaf` for a plain word without a field, in less time."""
    word = text.lower()
    return Prefix(word) if typing else Words((word,))


def leaf(lexeme: Lexeme, field: QueryField | None, reading: Reading, *, typing: bool) -> Query | None:
    """The query for one word or phrase; None if it has nothing to look for.

    ``typing`` says that it is the word at the cursor, and so a prefix. Raises :class:`QueryError`.
    """
    if lexeme.kind == "word" and lexeme.text == "*":
        return _anything(field)
    if field is not None and field.kind in _DATES:
        return _dates(lexeme, field, reading)
    if field is not None and field.kind is Kind.PRESENCE:
        return _presence(lexeme, reading, typing=typing)
    if fuzzy := _fuzzy(lexeme):
        return _misspelled(lexeme, fuzzy, field, reading)
    if is_pattern(lexeme) and (found := _wildcard(lexeme, field, reading)) is not None:
        return found
    text = lexeme.text
    starred = lexeme.kind == "word" and "*" in text
    if starred:
        _check_stars(lexeme, reading.lenient)
        text = text.strip("*")
    if field is not None and field.kind is Kind.VALUE:
        return _value(field, text, is_prefix=starred or typing)
    found_words = sought(text)
    if not found_words:
        return None
    terms = _cut(found_words)
    column = field.column if field is not None else None
    if field is not None and field.kind is Kind.NAME and lexeme.kind != "word":
        return Name(field.column, whole_term(text), terms)
    last = found_words[-1]
    if ((starred or typing) and last.end == len(text)) or (is_lone(last) and lexeme.near is None):
        return _ending(terms, column, Prefix(terms[-1], column))
    return Words(terms, column, _slop(lexeme, reading))


def apart(lexeme: Lexeme, reading: Reading, *, typing: bool) -> list[Query]:
    """The words of a lexeme without a field, each by itself: what is looked for if no article has all of them."""
    lenient = replace(reading, lenient=True)
    if is_pattern(lexeme) or _fuzzy(lexeme):
        single = leaf(lexeme, None, lenient, typing=typing)
        return [single] if single is not None else []
    found = words(lexeme)
    each = [Lexeme("word", lexeme.text[token.start : token.end], token.start, token.end) for token in found]
    leaves = [leaf(part, None, lenient, typing=False) for part in each]
    starred = lexeme.text.endswith("*")
    if found and (typing or starred) and found[-1].end == len(lexeme.text.rstrip("*")):
        leaves[-1] = leaf(each[-1], None, lenient, typing=True)
    return [query for query in leaves if query is not None]


def _cut(found: Sequence[Token]) -> tuple[str, ...]:
    return tuple(token.word[:LONGEST_TERM] for token in found)


def _ending(terms: tuple[str, ...], column: str | None, last: Query) -> Query:
    """``last``, the query for the last of ``terms``, and the others in a row before it."""
    return And((Words(terms[:-1], column), last)) if len(terms) > 1 else last


# --- Filters --------------------------------------------------------------------------------------------------------


def _dates(lexeme: Lexeme, field: QueryField, reading: Reading) -> Query | None:
    try:
        span = _span(field.kind, lexeme.text, reading.today())
    except Unreadable as reason:
        if reading.lenient:
            return None
        hint = 'Write a year, month, day or span: date:2017-06..2019-02, date:"last month", before:2017-06-06.'
        raise QueryError(str(reason), hint=hint, column=lexeme.start + 1) from None
    return Between(field.column, span.first, span.last)


def _span(kind: Kind, text: str, today: date) -> MinuteRange:
    if kind is Kind.DATE:
        return date_range(text, today)
    return one_side("before" if kind is Kind.BEFORE else "after", text, today)


def _presence(lexeme: Lexeme, reading: Reading, *, typing: bool) -> Query | None:
    name = lexeme.text.strip().casefold()
    named = BY_WRITTEN.get(name)
    if named in ARTICLE_FIELDS:
        return Has(named.column)
    if reading.lenient and (typing or not name):
        return None
    raise QueryError(
        f"has: does not know the field {lexeme.text!r}.",
        hint=f"Write {', '.join(f'has:{known}' for known in presence_names())}.",
        column=lexeme.start + 1,
    )


def _anything(field: QueryField | None) -> Query | None:
    if field is None:
        return Everything()
    return Has(field.column) if field.is_of_articles else None


def _value(field: QueryField, text: str, *, is_prefix: bool) -> Query | None:
    term = whole_term(field.read(text, is_prefix))
    return Value(field.column, term, is_prefix) if term else None


# --- Words with wildcards or misspellings ----------------------------------------------------------------------------


def _fuzzy(lexeme: Lexeme) -> re.Match[str] | None:
    return _FUZZY.match(lexeme.text) if lexeme.kind == "word" else None


def _misspelled(lexeme: Lexeme, fuzzy: re.Match[str], field: QueryField | None, reading: Reading) -> Query | None:
    found = _cut(sought(fuzzy.group(1)))
    distance = min(int(fuzzy.group(2)[:3] or 1), limits.MAX_DISTANCE + 1)
    if distance > limits.MAX_DISTANCE:
        if not reading.lenient:
            raise QueryTooCostly(
                f"A fuzzy word can have at most {limits.MAX_DISTANCE} misspelled letters.",
                hint=f"Write {fuzzy.group(1)}~ or {fuzzy.group(1)}~{limits.MAX_DISTANCE}.",
                column=lexeme.start + 1,
            )
        distance = limits.MAX_DISTANCE
    if not found:
        return None
    column = field.column if field is not None else None
    if field is not None and field.kind is Kind.VALUE:
        return _value(field, fuzzy.group(1), is_prefix=False)
    if not distance:
        return Words(found, column)
    return _ending(found, column, Fuzzy(found[-1], distance, column))


def _wildcard(lexeme: Lexeme, field: QueryField | None, reading: Reading) -> Query | None:
    pieces = [piece if piece in "*?" else fold(piece) for piece in _PIECE.findall(lexeme.text.rstrip("?"))]
    letters = sum(len(piece) for piece in pieces if piece not in ("*", "?"))
    if letters < limits.MIN_LITERAL and reading.lenient:
        return None
    limits.check_literal(letters, lexeme.start + 1)
    return Wildcard(re.sub(r"\*{2,}", "*", "".join(pieces)), field.column if field is not None else None)


def _slop(lexeme: Lexeme, reading: Reading) -> int:
    if lexeme.near is None:
        return 1
    if not lexeme.near and not reading.lenient:
        raise QueryError(
            "A number is missing after ~.",
            hint=f'Write how many words apart they may be, as in "{lexeme.text[:_SHOWN]}"~5.',
            column=lexeme.end,
        )
    return max(1, min(int(lexeme.near[:4] or 1), limits.MAX_SLOP))


def _check_stars(lexeme: Lexeme, lenient: bool) -> None:
    body = lexeme.text.rstrip("*")
    if lenient or (body and "*" not in body and sought(body)):
        return
    raise QueryError(
        "A * needs letters before or after it, and no other characters.",
        hint="Write a part of the word, as in elect* or *ing.",
        column=lexeme.start + 1,
    )
