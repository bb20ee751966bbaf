"""Articles grouped by event, and which of them has which passage."""

from __future__ import annotations

from dataclasses import dataclass

from index.model.articles import Article
from index.model.comparisons import ChangedWords, LinkKind, OtherReport, Passage
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
    lead: tuple[Lead, ...] | None = ()
    """One to three passages that most outlets have; none for a single article; None while nobody has looked for them:
    an import does that for the latest stories only."""
    saga: tuple[RelatedStory, ...] = ()
    """Other stories of the same saga, the closest first."""
    texts: int = 0
    """How many texts its articles have, copies of one text counted once; 0 if not known."""


@dataclass(frozen=True, slots=True)
class Lead:
    """A passage of a story that others have too."""

    passage: Passage
    outlets: tuple[str, ...]
    """The outlets that have these words, its own first; an article of an unknown outlet by its headline or file."""
    articles: tuple[str, ...] = ()
    """The full ids of the articles that report it, in these words or others, its own first."""
    texts: int = 0
    """How many texts these are, copies of one text counted once; 0 if not known."""
    others: tuple[OtherReport, ...] = ()
    """The outlets that report it in other words, or report something else of it."""


@dataclass(frozen=True, slots=True)
class RelatedStory:
    """Another story of the same saga."""

    story: str
    title: str
    why: str
    """The names that both have, and the time between them, in words."""
    likeness: float
    """0 to 1: the mean over pairs of their articles."""


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """The passage of an article in one row of a matrix."""

    passage: Passage
    kind: LinkKind
    """How close it is to the passage of its row; ``verbatim`` for that passage itself."""
    differs: tuple[ChangedWords, ...] = ()
    """``left`` has the words of the passage of the row, ``right`` those of this one."""


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """Passages of different articles that report the same thing."""

    passage: Passage
    """The passage that the others resemble most."""
    cells: tuple[MatrixCell | None, ...]
    """One for each article of the matrix; None where it leaves the passage out."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Which article of a story has which passage."""

    story: Story
    articles: tuple[Article, ...]
    """The columns, in order of time."""
    rows: tuple[MatrixRow, ...]
    """In the order in which the articles report them."""
    more: int
    """Articles of the story that are not among the columns."""
    copies: tuple[tuple[int, ...], ...] = ()
    """The columns whose articles have one text, for each text that several have."""

    def texts(self, row: MatrixRow) -> int:
        """In how many texts a passage is, copies of one text counted once."""
        having = {place for place, cell in enumerate(row.cells) if cell is not None}
        return len(having) - sum(max(0, len(having.intersection(columns)) - 1) for columns in self.copies)
