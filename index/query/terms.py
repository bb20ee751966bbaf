"""What one word, phrase or filter of a query looks for: the leaves of the syntax tree."""

from __future__ import annotations

from index.query import limits
from index.query.fields import Kind, QueryField
from index.query.filters import DATES, dates, expression, presence, value
from index.query.lexer import Lexeme
from index.query.members import Manner, Question, Reading, any_of, fewest, row, sequences, with_shared_forms
from index.query.phrases import phrase
from index.query.syntax import Everything, Has, Name, Prefix, Query, Words
from index.text import Token, sought
from index.text.digraphs import in_two_letters
from index.text.terms import LONGEST_TERM, whole_term

__all__ = ["Reading", "is_plain", "leaf", "plain", "words"]


def is_plain(text: str) -> bool:
    """Whether ``text`` is one word of ASCII letters: then :func:`plain` says what it looks for."""
    return text.isalpha() and text.isascii() and len(text) <= LONGEST_TERM


def plain(text: str, *, typing: bool) -> Query:
    """The same as :func:`leaf` for a plain word without a field, in less time."""
    word = text.lower()
    return with_shared_forms(Prefix(word, typed=True) if typing else Words((word,)), word)


def words(lexeme: Lexeme) -> list[Token]:
    """The folded words of a lexeme, with spans into its text; none if it has signs that ask for more or less."""
    return [] if any(sign in lexeme.text for sign in "*?~=") else sought(lexeme.text)


def leaf(
    lexeme: Lexeme,
    field: QueryField | None,
    reading: Reading,
    *,
    typing: bool,
    question: Question = "letter",
) -> Query | None:
    """The query for one word or phrase; None if it has nothing to look for.

    ``typing`` says that it is the word at the cursor, and so a prefix; ``question`` what a ``?`` at its end is. Raises
    :class:`QueryError`.
    """
    if lexeme.kind == "word" and lexeme.text == "*":
        return _anything(field)
    begun = typing or _is_open(lexeme, reading)
    if field is not None:
        match field.kind:
            case Kind.PRESENCE:
                return presence(lexeme, reading, typing=typing)
            case kind if kind in DATES:
                return dates(lexeme, field, reading)
            case Kind.VALUE if lexeme.kind != "expression":
                text = lexeme.text.rstrip("~") if lexeme.kind == "word" else lexeme.text
                return value(field, text.strip("*"), is_prefix=begun or text.endswith("*"))
        if field.kind is Kind.WORDS:
            lexeme = lexeme._replace(text=field.read(lexeme.text, begun))
        if lexeme.kind == "expression":
            return expression(lexeme, field, reading, typing=reading.lenient)
    if lexeme.kind != "word":
        return _phrase(lexeme, field, reading)
    exact_field = field is not None and field.kind is not Kind.TEXT
    text = lexeme.text.lstrip("=") if exact_field else lexeme.text
    manner = Manner(reading, lexeme.start + 1, typing=typing, joined="://" not in text, question=question)
    found = fewest(lambda manner: sequences(text, manner), manner)
    limits.check_clauses(sum(map(len, found)), lexeme.start + 1)
    column = field.column if field is not None else None
    return any_of([row([piece.member for piece in each], column) for each in found])


def _phrase(lexeme: Lexeme, field: QueryField | None, reading: Reading) -> Query | None:
    found = phrase(lexeme, field, reading)
    if field is None or field.kind is not Kind.NAME or lexeme.near is not None or found is None:
        return found
    if _is_open(lexeme, reading) or "*" in lexeme.text or "?" in lexeme.text:
        return found
    column = field.column
    return any_of(
        [
            Name(column, whole_term(text), tuple(token.word[:LONGEST_TERM] for token in sought(text)))
            for text in (lexeme.text, in_two_letters(lexeme.text))
        ]
    )


def _is_open(lexeme: Lexeme, reading: Reading) -> bool:
    """Whether a phrase is still being typed, so that its last word may go on."""
    return reading.lenient and lexeme.kind == "open phrase"


def _anything(field: QueryField | None) -> Query | None:
    if field is None:
        return Everything()
    return Has(field.column) if field.is_of_articles else None
