"""The query language: text to a tree of Whoosh queries.

::

    query    = either
    either   = both ("OR" both)*
    both     = part (["AND"] part)*
    part     = ("NOT" | "-") part | [field ":"] (word | '"' phrase '"' ["~" number] | "(" either ")")

A word may have wildcards (``elect*``, ``w?rd``, ``*ing``) or a ``~`` for mistakes (``word~``, ``word~2``). The number
after a phrase says how far each of its words may be from the one before. ``before:`` and ``after:`` leave out the day,
month or year that they name.

Whoosh's own parser is not used: it takes seconds for hostile input, reads ``date:2017-06`` as one minute, and knows
no columns to report. This one reads each character once, and refuses what is nested too deep.

A quoted outlet is the one of that name; where none is called so, any that has the words side by side.

In the trees, ``Prefix("written", …)`` stands for the words of all text fields that begin so as they are written, and
``Prefix`` of a stemmed field for those of that field; so do ``Wildcard`` and ``FuzzyTerm``.
``NumericRange("published", …)`` counts minutes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from whoosh import query as trees

from index.errors import QueryError
from index.query import limits, terms
from index.query.lexer import Lexeme, lexemes
from index.text.terms import DEFAULT_LANGUAGE


class Spelled(NamedTuple):
    """A plain word of a query, folded, and where it stands in it."""

    word: str
    start: int
    end: int


class Part(NamedTuple):
    """One of the parts that all have to be found, and where it stands in the query."""

    tree: trees.Query
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """A query that has been read."""

    tree: trees.Query
    words: tuple[trees.Query, ...]
    """Its plain words, where it is a row of words, filters and negations without operators; else empty."""
    filters: tuple[trees.Query, ...]
    """The other parts of such a row."""
    spelled: tuple[Spelled, ...]
    """All plain words that are not negated."""
    parts: tuple[Part, ...]
    """What has to be found together, in order; a query with an ``OR`` outside of parentheses is one part."""


def parse(
    text: str,
    *,
    as_typed: bool = False,
    today: Callable[[], date] = date.today,
    tongues: Callable[[str], Sequence[str]] = lambda word: (DEFAULT_LANGUAGE,),
) -> ParsedQuery:
    """Read a query.

    ``today`` is what relative dates count from; ``tongues`` gives the languages that a folded word is looked for in.
    With ``as_typed`` the query may stand unfinished: its last word is a prefix unless a space follows, and what is
    open, dangling or not yet readable is passed over. Raises :class:`QueryError` with the column where reading stopped,
    and :class:`QueryTooCostly`.
    """
    limits.check_length(text)
    return _Parser(text, terms.Reading(as_typed, today, tongues)).parse()


class _Parser:
    def __init__(self, text: str, reading: terms.Reading) -> None:
        self._text = text
        self._as_typed = reading.lenient
        self._reading = reading
        self._parts = list(lexemes(text))
        self._at = 0
        self._clauses = 0
        self._words: list[trees.Query] = []
        self._filters: list[trees.Query] = []
        self._spelled: list[Spelled] = []
        self._outer: list[Part] = []
        self._is_row = True
        self._empty = True
        """Whether the row of words read last had none."""

    def parse(self) -> ParsedQuery:
        parts = [self._outermost()]
        while self._peek() is not None:
            stray = self._next()
            if not self._as_typed:
                raise _error(stray, "This parenthesis closes nothing.", "Take it out, or open one before it.")
            parts.append(self._outermost())
        tree = _joined(trees.And, parts)
        if tree is None:
            tree = trees.Every() if self._as_typed or not self._text.strip() else trees.NullQuery()
        row = self._is_row
        return ParsedQuery(
            tree=tree,
            words=tuple(self._words) if row else (),
            filters=tuple(self._filters) if row else (),
            spelled=tuple(self._spelled),
            parts=tuple(self._outer),
        )

    def _outermost(self) -> trees.Query | None:
        """What stands outside of all parentheses, its parts being kept."""
        first, at = len(self._outer), self._at
        tree = self._either(None, 0, negated=False)
        if isinstance(tree, trees.Or) and any(part.kind == "or" for part in self._parts[at : self._at]):
            del self._outer[first:]
            self._outer.append(Part(tree, self._parts[at].start, self._parts[self._at - 1].end))
        return tree

    def _peek(self) -> Lexeme | None:
        return self._parts[self._at] if self._at < len(self._parts) else None

    def _next(self) -> Lexeme:
        self._at += 1
        return self._parts[self._at - 1]

    def _either(self, field: str | None, depth: int, *, negated: bool) -> trees.Query | None:
        choices = [self._both(field, depth, negated)]
        while (operator := self._peek()) is not None and operator.kind == "or":
            self._next()
            self._is_row = False
            self._check_operands(operator, choices[-1])
            choices.append(self._both(field, depth, negated))
            self._check_operands(operator, choices[-1])
        return _joined(trees.Or, choices)

    def _both(self, field: str | None, depth: int, negated: bool) -> trees.Query | None:
        parts: list[trees.Query | None] = []
        operator: Lexeme | None = None
        seen = False
        while (lexeme := self._peek()) is not None and lexeme.kind not in (")", "or"):
            if lexeme.kind == "and":
                self._is_row = False
                if (not seen or operator is not None) and not self._as_typed:
                    raise _dangling(lexeme)
                operator = self._next()
                continue
            parts.append(self._part(field, depth, negated))
            if depth == 0 and parts[-1] is not None:
                self._outer.append(Part(parts[-1], lexeme.start, self._parts[self._at - 1].end))
            seen, operator = True, None
        if operator is not None and not self._as_typed:
            raise _dangling(operator)
        self._empty = not seen
        return _joined(trees.And, parts)

    def _check_operands(self, operator: Lexeme, operand: trees.Query | None) -> None:
        if operand is None and self._empty and not self._as_typed:
            raise _dangling(operator)

    def _part(self, field: str | None, depth: int, negated: bool) -> trees.Query | None:
        lexeme = self._next()
        limits.check_depth(depth, lexeme.start + 1)
        if lexeme.kind in ("not", "-"):
            return self._negation(lexeme, field, depth, negated)
        if lexeme.kind == "field":
            return self._fielded(lexeme, depth, negated)
        if lexeme.kind == "(":
            return self._group(lexeme, field, depth, negated)
        return self._leaf(lexeme, field, negated)

    def _negation(self, sign: Lexeme, field: str | None, depth: int, negated: bool) -> trees.Query | None:
        following = self._peek()
        if following is None or following.kind in (")", "and", "or"):
            if self._as_typed:
                return None
            raise _dangling(sign)
        is_row, words, filters = self._is_row, len(self._words), len(self._filters)
        part = self._part(field, depth + 1, not negated)
        self._is_row = is_row
        del self._words[words:], self._filters[filters:]
        if part is None:
            return None
        negation = trees.Not(part)
        self._filters.append(negation)
        return negation

    def _fielded(self, name: Lexeme, depth: int, negated: bool) -> trees.Query | None:
        value = self._peek()
        if value is None or value.start != name.end or value.kind not in ("word", "phrase", "open phrase", "("):
            if self._as_typed:
                return None
            label = self._text[name.start : name.end]
            raise QueryError(
                f"{label} has nothing to look for.",
                hint=f"Write it right after the colon, without a space: {terms.example(name.text, label)}.",
                column=name.start + 1,
            )
        return self._part(name.text, depth, negated)

    def _group(self, opening: Lexeme, field: str | None, depth: int, negated: bool) -> trees.Query | None:
        tree = self._either(field, depth + 1, negated=negated)
        closing = self._peek()
        if closing is None:
            if not self._as_typed:
                raise _error(opening, "This parenthesis is not closed.", "Close it with ), or take it out.")
            return tree
        self._next()
        if tree is None and self._empty and not self._as_typed:
            raise _error(opening, "There is nothing between these parentheses.", "Write words there, or take them out.")
        return tree

    def _leaf(self, lexeme: Lexeme, field: str | None, negated: bool) -> trees.Query | None:
        self._clauses += 1
        limits.check_clauses(self._clauses, lexeme.start + 1)
        if lexeme.kind == "open phrase" and not self._as_typed:
            raise _error(
                lexeme, "This quotation mark is not closed.", "Close the phrase with another one, or take it out."
            )
        is_word = lexeme.kind == "word"
        typing = self._as_typed and is_word and not negated and lexeme.end == len(self._text)
        if is_word and field is None and terms.is_plain(lexeme.text):
            word = terms.plain(lexeme.text, self._reading, typing=typing)
            if not negated:
                self._words.append(word)
                self._spelled.append(Spelled(lexeme.text.lower(), lexeme.start, lexeme.end))
            return word
        leaf = terms.leaf(lexeme, field, self._reading, typing=typing)
        if leaf is None:
            return None
        plain = field is None and is_word
        if not negated and plain:
            self._words += terms.apart(lexeme, self._reading, typing=typing)
        elif not negated:
            self._filters.append(leaf)
        if plain and not negated:
            self._spelled += [
                Spelled(t.word, lexeme.start + t.start, lexeme.start + t.end) for t in terms.words(lexeme)
            ]
        return leaf


def _joined(kind: type[trees.And] | type[trees.Or], parts: list[trees.Query | None]) -> trees.Query | None:
    """The parts that say something, as one."""
    kept = [part for part in parts if part is not None]
    return kind(kept) if len(kept) > 1 else (kept[0] if kept else None)


def _dangling(operator: Lexeme) -> QueryError:
    hint = f"Write words around it, or {operator.text.lower()} in small letters to look for the word."
    if operator.kind in ("not", "-"):
        hint = "Write after it what is not to be found."
    return _error(operator, f"{operator.text} stands without the words that it needs.", hint)


def _error(lexeme: Lexeme, message: str, hint: str) -> QueryError:
    return QueryError(message, hint=hint, column=lexeme.start + 1)
