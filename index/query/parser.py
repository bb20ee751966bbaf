"""The query language: text to syntax tree.

::

    query    = either
    either   = both ("OR" both)*
    both     = part (["AND"] part)*
    part     = ("NOT" | "-") part | [field ":"] (word | '"' phrase '"' [near] | "/" expression "/" | "(" either ")")
    near     = ("~" | "~~") (number | "s" | "p")

A word may have wildcards (``elect*``, ``w?rd``, ``*ing``), a ``~`` for misspellings (``word~``, ``word~2``) or a ``=``
before it, for the word as written. The number after a phrase says how far each of its words may be from the one before,
or after ``~~`` how far all of them may be from each other in any order. ``before:`` and ``after:`` exclude the day,
month or year that they name, ``since:`` and ``until:`` include it. A quoted outlet is the one of that name; if there is
none, one whose name has the words side by side.

What people paste is a query as well: quotation marks and parentheses without a partner, and words before a colon that
are no field, are text. :attr:`ParsedQuery.notes` says so. The parser reads each character once, and refuses what is
nested too deep.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from index.errors import QueryError
from index.query import limits, notes, terms
from index.query.fields import ARTICLE_FIELDS, FIELDS, QueryField
from index.query.lexer import Lexeme
from index.query.pasted_text import question_after, settled
from index.query.syntax import And, Everything, Not, Nothing, Or, Prefix, Query, Words, is_choice
from index.query.written_dates import DayOrder

_COLUMNS = tuple(dict.fromkeys(field.column for field in ARTICLE_FIELDS if field.is_facet))
"""The fields of whose values a reader chooses some."""


class Spelled(NamedTuple):
    """A plain word of a query, folded, with its span in the query."""

    word: str
    start: int
    end: int


class Part(NamedTuple):
    """One of the parts that an article must all match, with its span in the query."""

    query: Query
    start: int
    end: int
    words: tuple[Query, ...] = ()
    """Its plain words, in a query that is a row of words and filters."""


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """A query that was read."""

    tree: Query
    words: tuple[Query, ...]
    """Its plain words if it is a row of words, filters and negations without operators; else empty."""
    filters: tuple[Query, ...]
    """The other parts of such a row."""
    spelled: tuple[Spelled, ...]
    """All plain words that are not negated."""
    parts: tuple[Part, ...]
    """The parts that must all match, in order; a query with an ``OR`` outside of parentheses is one part."""
    notes: tuple[str, ...] = ()
    """Sentences about what was read differently from how it is written."""

    def __hash__(self) -> int:
        # Results are remembered by their query; the other fields hold the same parts once more.
        return hash(self.tree)


def parse(
    text: str, *, as_typed: bool = False, today: Callable[[], date] = date.today, order: DayOrder = "day first"
) -> ParsedQuery:
    """Read a query; ``today`` is what relative dates count from, ``order`` that of ``3/4/2019``.

    With ``as_typed`` the query may be incomplete: its last word is a prefix unless a space follows, and what is open,
    dangling or not yet readable is skipped. Raises :class:`QueryError` with the column where reading stopped, and
    :class:`QueryTooCostly`.
    """
    limits.check_length(text)
    return _Parser(text, terms.Reading(as_typed, today, order)).parse()


class _Parser:
    def __init__(self, text: str, reading: terms.Reading) -> None:
        self._text = text
        self._as_typed = reading.lenient
        self._reading = reading
        self._notes = reading.notes
        self._parts = settled(text, reading)
        self._at = 0
        self._clauses = 0
        self._words: list[Query] = []
        self._filters: list[Query] = []
        self._spelled: list[Spelled] = []
        self._outer: list[Part] = []
        self._is_row = True
        self._empty = True
        """Whether the sequence of parts that was read last had none."""
        self._hollow: Lexeme | None = None
        """The ``(`` of the first parentheses with nothing between them."""
        self._is_begun = False
        """Whether something was skipped that is still being typed."""

    def parse(self) -> ParsedQuery:
        parts = [self._outermost()]
        while self._peek() is not None:
            self._next()
            self._notes.add("A ) without a ( before it is ignored.")
            parts.append(self._outermost())
        tree = _joined(And, parts)
        if self._hollow is not None:
            if tree is None and not self._as_typed:
                raise _error(self._hollow, "These parentheses are empty.", "Write words between them, or delete them.")
            self._notes.add("Empty parentheses are ignored.")
        if tree is None:
            is_blank = not self._text.strip() or self._is_begun
            tree = Everything() if is_blank else Nothing()
            if not is_blank and not self._notes.sentences:
                self._notes.add("There is no letter or digit to search for.")
        row = self._is_row
        return ParsedQuery(
            tree=tree,
            words=_asked_apart(self._words) if row else (),
            filters=tuple(self._filters) if row else (),
            spelled=tuple(self._spelled),
            parts=tuple(self._outer),
            notes=self._notes.sentences,
        )

    def _outermost(self) -> Query | None:
        """The query outside of all parentheses; its parts are recorded."""
        first, at = len(self._outer), self._at
        tree = self._either(None, 0, negated=False)
        if isinstance(tree, Or) and any(part.kind == "or" for part in self._parts[at : self._at]):
            del self._outer[first:]
            self._outer.append(Part(tree, self._parts[at].start, self._parts[self._at - 1].end))
        return tree

    def _peek(self) -> Lexeme | None:
        return self._parts[self._at] if self._at < len(self._parts) else None

    def _next(self) -> Lexeme:
        self._at += 1
        return self._parts[self._at - 1]

    def _either(self, field: QueryField | None, depth: int, *, negated: bool) -> Query | None:
        choices = [self._both(field, depth, negated)]
        while (operator := self._peek()) is not None and operator.kind == "or":
            self._next()
            self._is_row = False
            self._check_operands(operator, choices[-1])
            choices.append(self._both(field, depth, negated))
            self._check_operands(operator, choices[-1])
        return _joined(Or, choices)

    def _both(self, field: QueryField | None, depth: int, negated: bool) -> Query | None:
        parts: list[Query | None] = []
        operator: Lexeme | None = None
        seen = False
        while (lexeme := self._peek()) is not None and lexeme.kind not in (")", "or"):
            if lexeme.kind == "and":
                self._is_row = False
                if not seen or operator is not None:
                    self._dangling(lexeme)
                operator = self._next()
                continue
            first = len(self._words)
            part = self._part(field, depth, negated)
            parts.append(part)
            if depth == 0 and part is not None:
                own = tuple(self._words[first:])
                self._outer.append(Part(part, lexeme.start, self._parts[self._at - 1].end, own))
            seen, operator = True, None
        if operator is not None:
            self._dangling(operator)
        self._empty = not seen
        return _joined(And, parts)

    def _check_operands(self, operator: Lexeme, operand: Query | None) -> None:
        if operand is None and self._empty:
            self._dangling(operator)

    def _dangling(self, operator: Lexeme) -> None:
        """Refuse an operator without words beside it; while typing they may follow."""
        if not self._as_typed:
            raise _dangling(operator)
        self._is_begun = True

    def _part(self, field: QueryField | None, depth: int, negated: bool) -> Query | None:
        lexeme = self._next()
        limits.check_depth(depth, lexeme.start + 1)
        if lexeme.kind in ("not", "-"):
            return self._negation(lexeme, field, depth, negated)
        if lexeme.kind == "field":
            return self._fielded(lexeme, depth, negated)
        if lexeme.kind == "(":
            return self._group(lexeme, field, depth, negated)
        return self._leaf(lexeme, field, negated)

    def _negation(self, sign: Lexeme, field: QueryField | None, depth: int, negated: bool) -> Query | None:
        following = self._peek()
        if following is None or following.kind in (")", "and", "or"):
            self._dangling(sign)
            return None
        is_row, words, filters = self._is_row, len(self._words), len(self._filters)
        part = self._part(field, depth + 1, not negated)
        self._is_row = is_row
        del self._words[words:], self._filters[filters:]
        if part is None:
            return None
        negation = Not(part)
        self._filters.append(negation)
        return negation

    def _fielded(self, name: Lexeme, depth: int, negated: bool) -> Query | None:
        if self._peek() is None:
            if not self._as_typed:
                label = self._text[name.start : name.end]
                raise QueryError(
                    f"There is no value after {label}",
                    hint=f"Write it right after the colon, without a space: {label}{FIELDS[name.text].example}.",
                    column=name.start + 1,
                )
            self._is_begun = True
            return None
        return self._part(FIELDS[name.text], depth, negated)

    def _group(self, opening: Lexeme, field: QueryField | None, depth: int, negated: bool) -> Query | None:
        is_row, filters = self._is_row, len(self._filters)
        tree = self._either(field, depth + 1, negated=negated)
        if tree is not None and not negated and any(is_choice(tree, column) for column in _COLUMNS):
            # Alternatives of one field are one filter, so that the words beside them stay a row.
            self._is_row = is_row
            self._filters[filters:] = [tree]
        if tree is None and self._empty and not (self._as_typed and self._peek() is None):
            self._hollow = self._hollow or opening
        closing = self._peek()
        if closing is not None:
            self._next()
        elif not self._as_typed:
            self._notes.add("A ( without a ) after it is read as if the ) were at the end.")
        return tree

    def _leaf(self, lexeme: Lexeme, field: QueryField | None, negated: bool) -> Query | None:
        if lexeme.kind == "mark":
            return None
        self._clauses += 1
        limits.check_clauses(self._clauses, lexeme.start + 1)
        is_word = lexeme.kind == "word"
        at_cursor = self._as_typed and lexeme.end == len(self._text)
        typing = at_cursor and is_word and not negated
        if is_word and field is None and terms.is_plain(lexeme.text):
            word = terms.plain(lexeme.text, typing=typing)
            if not negated:
                self._words.append(word)
                self._spelled.append(Spelled(lexeme.text.lower(), lexeme.start, lexeme.end))
            return word
        question = question_after(self._parts, self._at) if field is None else "letter"
        leaf = terms.leaf(lexeme, field, self._reading, typing=typing, question=question)
        if leaf is None:
            self._skip(lexeme, field, at_cursor=at_cursor)
            return None
        if negated:
            return leaf
        if field is None and is_word and not lexeme.text.startswith("="):
            self._words.append(leaf)
            self._spelled += [
                Spelled(t.word, lexeme.start + t.start, lexeme.start + t.end) for t in terms.words(lexeme)
            ]
        else:
            self._filters.append(leaf)
        return leaf

    def _skip(self, lexeme: Lexeme, field: QueryField | None, *, at_cursor: bool) -> None:
        """Note that a lexeme has nothing to look for, unless it is still being typed."""
        if at_cursor and (field is not None or any(map(str.isalnum, lexeme.text))):
            self._is_begun = True
        elif field is not None or lexeme.text.strip():
            name = f"{field.name}:" if field is not None else ""
            self._notes.add(f"{name}{notes.shown(lexeme.text)} is ignored: there is nothing to search for in it.")


def _asked_apart(units: Sequence[Query]) -> tuple[Query, ...]:
    """The words of a row; those of a compound each by itself where it is not all that is asked for.

    An article that lacks some of the words of a query may have those of its compound apart.
    """
    if len(units) < 2:
        return tuple(units)
    return tuple(word for unit in units for word in _apart(unit))


def _apart(unit: Query) -> tuple[Query, ...]:
    """The words of a compound, or of the reading of one that has them apart; anything else as it is.

    Where it has figures, each word is the compound written as one as well: ``F16`` has nothing of ``F 16``.
    """
    first, *others = unit.parts if isinstance(unit, Or) else (unit,)
    if isinstance(first, Words) and len(first.words) > 1 and not first.exact:
        words = (Words((word,), first.field) for word in first.words)
        has_figures = any(map(str.isdecimal, first.words))
        joined = [other for other in others if has_figures and isinstance(other, Words | Prefix)]
        return tuple(Or((word, *joined)) if joined else word for word in words)
    return (unit,)


def _joined(kind: type[And] | type[Or], parts: list[Query | None]) -> Query | None:
    """The parts that look for something, as one query."""
    kept = [part for part in parts if part is not None]
    return kind(tuple(kept)) if len(kept) > 1 else (kept[0] if kept else None)


def _dangling(operator: Lexeme) -> QueryError:
    if operator.kind in ("not", "-"):
        return _error(operator, f"A word is missing after {operator.text}", "Write what articles must not contain.")
    hint = f"Write words on both sides, or write {operator.text.lower()} in small letters to search for that word."
    return _error(operator, f"A word is missing before or after {operator.text}.", hint)


def _error(lexeme: Lexeme, message: str, hint: str) -> QueryError:
    return QueryError(message, hint=hint, column=lexeme.start + 1)
