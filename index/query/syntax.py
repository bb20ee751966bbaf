"""The syntax tree of a query, for any engine.

Fields are named by their column (:class:`index.query.fields.QueryField`); ``None`` means all text fields. Words
are folded, not stemmed: an engine decides in which languages it looks for them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Everything:
    """All articles."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """No article."""


@dataclass(frozen=True, slots=True)
class And:
    """Articles that match all parts, of which there are at least two."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Articles that match any part, of which there are at least two."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Articles that do not match a part."""

    part: Query


@dataclass(frozen=True, slots=True)
class Words:
    """One word, or several in a row. In text fields a word matches in any of its forms."""

    words: tuple[str, ...]
    field: str | None = None
    slop: int = 1
    """How many places each word may be after the one before; 1 is side by side."""
    exact: bool = False
    """Whether each word must be as written, which is to say folded, and not in another of its forms."""


@dataclass(frozen=True, slots=True)
class Prefix:
    """A word as written of which only the beginning is given. The whole word ranks first where it is a word itself."""

    word: str
    field: str | None = None
    typed: bool = False
    """Whether it is the word at the cursor, which may be whole: then it is found in all its forms as well."""


@dataclass(frozen=True, slots=True)
class Wildcard:
    """A word as written with ``*`` (any characters) and ``?`` (one character) in it."""

    pattern: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """A word as written that may be misspelled: up to ``distance`` characters missing, added, changed or swapped."""

    word: str
    distance: int
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """Words near each other in one field, each of which may be any of several, a pattern or a misspelled one."""

    members: tuple[Member, ...]
    """At least two; a member that is an ``Or`` has only members as its parts, and ``Words`` are of one word."""
    field: str | None = None
    """The field of all members, which have none themselves; None for any of the text fields."""
    slop: int = 1
    """How many places each member may be after the one before; in any order, from the first to the last of them."""
    ordered: bool = True
    within: Within = "text"


@dataclass(frozen=True, slots=True)
class Value:
    """A field of whole values has this one, or one that begins so; the value is a ``whole_term``."""

    field: str
    value: str
    is_prefix: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """The whole name in a field is ``value``; where no article has that, its ``words`` in a row."""

    field: str
    value: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matching:
    """A value of a field of names or whole values matches a regular expression, which was checked."""

    field: str
    expression: str


@dataclass(frozen=True, slots=True)
class Has:
    """A field has any value."""

    field: str


@dataclass(frozen=True, slots=True)
class Between:
    """The date in ``field`` lies between two minutes since 1970, both inclusive; a month or a year as a whole."""

    field: str
    first: int
    last: int


Member = Words | Prefix | Wildcard | Fuzzy | Or
"""One place of a row."""
Within = Literal["text", "sentence", "paragraph"]
"""What the members of a row must be in together; in a sentence or paragraph ``slop`` does not count."""

Query = (
    Everything
    | Nothing
    | And
    | Or
    | Not
    | Words
    | Row
    | Prefix
    | Wildcard
    | Fuzzy
    | Value
    | Name
    | Matching
    | Has
    | Between
)


def members_of(choice: Or) -> tuple[Member, ...]:
    """The parts of a member of a row that is an ``Or``."""
    return tuple(part for part in choice.parts if isinstance(part, Words | Prefix | Wildcard | Fuzzy | Or))


def is_choice(query: Query, column: str) -> bool:
    """Whether ``query`` asks for values of the field ``column``, or for any of several, and for nothing else."""
    match query:
        case Value() | Name() | Matching() | Between() | Words() | Prefix() | Wildcard():
            return query.field == column
        case Or(parts):
            return all(is_choice(part, column) for part in parts)
    return False
