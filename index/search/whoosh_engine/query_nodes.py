"""Nodes of query trees that Whoosh has none for: words as written, and rows of any words of one field."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from whoosh import query as trees

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.query.syntax import Within


def itself(word: trees.Query) -> trees.Query:
    """A word of a query without the synonyms that it may have: these come after it."""
    while isinstance(word, trees.Or) and word.subqueries and isinstance(word.subqueries[0], trees.Or):
        word = word.subqueries[0]
    return word


class Forms(trees.Or):
    """A word or phrase in any of several fields and languages. It is not changed, and so is hashed but once."""

    def __eq__(self, other: object) -> bool:
        return self is other or (hash(self) == hash(other) and super().__eq__(other))

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return super().__hash__()


class Exact(trees.Query):
    """A word as written, which is to say folded, in one of the text fields; none of its other forms."""

    def __init__(self, fieldname: str, text: str, boost: float = 1.0) -> None:
        self.fieldname = fieldname
        self.text = text
        self.boost = boost

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Exact) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self._key())

    def __repr__(self) -> str:
        return f"Exact{self._key()!r}"

    def _key(self) -> tuple[str, str, float]:
        return self.fieldname, self.text, self.boost


class TypedPrefix(trees.Prefix):
    """The word at the cursor: a prefix of words as written, or a whole word in any of its forms."""


class OfExpression(trees.Query):
    """A value of a field of names or whole values matches a regular expression."""

    boost = 1.0

    def __init__(self, fieldname: str, text: str) -> None:
        self.fieldname = fieldname
        self.text = text

    def __eq__(self, other: object) -> bool:
        return isinstance(other, OfExpression) and (self.fieldname, self.text) == (other.fieldname, other.text)

    def __hash__(self) -> int:
        return hash((self.fieldname, self.text))


class InRow(trees.Query):
    """Members near each other in one field; the fields are those of :class:`index.query.syntax.Row`.

    A member is a ``Term``, an :class:`Exact`, a ``Prefix``, ``Wildcard`` or ``FuzzyTerm`` of the same field, or an
    ``Or`` of members.
    """

    def __init__(
        self,
        fieldname: str,
        members: Sequence[trees.Query],
        *,
        slop: int = 1,
        ordered: bool = True,
        within: Within = "text",
        boost: float = 1.0,
    ) -> None:
        self.fieldname = fieldname
        self.members = tuple(members)
        self.slop = slop
        self.ordered = ordered
        self.within: Within = within
        self.boost = boost

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, InRow) and self._key() == other._key())

    def __hash__(self) -> int:
        return self._hash

    def __repr__(self) -> str:
        return f"InRow{self._key()!r}"

    @cached_property
    def _hash(self) -> int:
        return hash(self._key())

    def _key(self) -> tuple[object, ...]:
        return self.fieldname, self.members, self.slop, self.ordered, self.within, self.boost
