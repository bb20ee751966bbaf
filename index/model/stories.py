"""Articles by event, and who has what of one."""

from __future__ import annotations

from dataclasses import dataclass

from index.model.articles import Article
from index.model.comparisons import LinkKind, Passage
from index.model.dates import PartialDate


@dataclass(frozen=True, slots=True)
class Story:
    """Articles of one event."""

    id: str
    title: str
    first: PartialDate | None
    """The day of the earliest dated article, or the month or year where no more is known."""
    last: PartialDate | None
    outlets: tuple[str, ...]
    articles: tuple[str, ...]
    """Full ids, in order of time."""
    lead: tuple[Lead, ...] = ()
    """One to three passages that most outlets have; none for a single article."""
    saga: tuple[Kin, ...] = ()
    """Other stories of the same saga, the closest first."""


@dataclass(frozen=True, slots=True)
class Lead:
    """A passage of a story that others have too."""

    passage: Passage
    outlets: tuple[str, ...]
    """Who has it, its own first; an article of an unknown outlet by its headline or file."""


@dataclass(frozen=True, slots=True)
class Kin:
    """A story that is of the same saga as another one."""

    story: str
    title: str
    why: str
    """In words: the names that both have, and how far they are apart in time."""
    likeness: float
    """0 to 1: the mean of their articles'."""


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """What an article of a story has of a passage."""

    passage: Passage
    kind: LinkKind
    """How close it is to the passage of its row; ``verbatim`` for that passage itself."""


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One thing that a story tells: the passages of its articles that say it."""

    passage: Passage
    """The one that the others resemble most."""
    cells: tuple[MatrixCell | None, ...]
    """One for each article of the matrix; None where it leaves the passage out."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Who has what of a story, and who left it out."""

    story: Story
    articles: tuple[Article, ...]
    """The columns, in order of time."""
    rows: tuple[MatrixRow, ...]
    """In the order in which the story is told."""
    more: int
    """Articles of the story that are not among the columns."""
