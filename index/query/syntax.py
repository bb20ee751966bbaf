"""The syntax tree of a query, for any engine.

Fields are named by their column (:class:`index.query.fields.QueryField`); ``None`` means all text fields. Words
are folded, not stemmed: an engine decides in which languages it looks for them.
"""

from __future__ import annotations

from dataclasses import dataclass


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


@dataclass(frozen=True, slots=True)
class Prefix:
    """A word of which only the beginning is given. The whole word ranks first where it is a word itself."""

    word: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Wildcard:
    """A word with ``*`` (any characters) and ``?`` (one character) in it."""

    pattern: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """A word that may be misspelled: up to ``distance`` characters missing, added, changed or swapped."""

    word: str
    distance: int
    field: str | None = None


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
class Has:
    """A field has any value."""

    field: str


@dataclass(frozen=True, slots=True)
class Between:
    """The date in ``field`` lies between two minutes since 1970, both inclusive; a month or a year as a whole."""

    field: str
    first: int
    last: int


Query = Everything | Nothing | And | Or | Not | Words | Prefix | Wildcard | Fuzzy | Value | Name | Has | Between
