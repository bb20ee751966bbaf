"""Passages of several articles compared: links, conflicts, and who else reports a passage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from index.model.articles import Article
from index.model.dates import PartialDate
from index.model.differences import Claim, DifferenceKind
from index.model.references import Reference
from index.model.search import Edition
from index.model.spans import Span

Strength = Literal["strong", "weak"]
LinkKind = Literal["verbatim", "reworded", "related"]

ChangeKind = Literal["figure", "day", "time", "negation", "antonym", "name", "place", "order"]
"""What another word changes in a passage: its meaning, and not only its wording."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence or paragraph of one version of an article."""

    article: str
    version: int
    start: int
    end: int
    text: str

    @property
    def reference(self) -> Reference:
        """Its article, version and span."""
        return Reference(self.article, self.version, self.start, self.end)


@dataclass(frozen=True, slots=True)
class Shared:
    """Words that both sides of a link have; spans into the articles' clean texts."""

    text: str
    left_span: Span
    right_span: Span


@dataclass(frozen=True, slots=True)
class Conflict:
    """A fact on which two linked passages differ; spans into the articles' clean texts."""

    kind: DifferenceKind
    left: str
    right: str
    left_span: Span
    right_span: Span
    left_by: str = ""
    """The person or body to whom the text attributes ``left``; empty without an attribution."""
    right_by: str = ""
    claim: Claim = "conflict"
    """*conflict* only where nothing else about the passages casts a doubt; *differs* or *open* else."""

    @property
    def open(self) -> bool:
        """Whether no more is claimed than that something needed to tell is not known."""
        return self.claim == "open"


@dataclass(frozen=True, slots=True)
class ChangedWords:
    """Words by which two passages say different things although nearly all their other words are the same."""

    kind: ChangeKind
    left: str
    right: str

    @property
    def swapped(self) -> ChangedWords:
        """The same, as seen from the right passage."""
        return ChangedWords(self.kind, self.right, self.left)


@dataclass(frozen=True, slots=True)
class Link:
    """Two passages of different articles that report the same thing."""

    left: Passage
    right: Passage
    strength: Strength
    kind: LinkKind
    moved: bool
    """Whether the link crosses the heaviest run of links that keeps both articles' order."""
    similarity: float
    """0 to 1."""
    reason: str
    shared: tuple[Shared, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    left_only: tuple[Span, ...] = ()
    """The runs of words of ``left`` that ``right`` lacks; spans into the article's clean text."""
    right_only: tuple[Span, ...] = ()
    differs: tuple[ChangedWords, ...] = ()
    """Where single words change the meaning; none of a verbatim link."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two to eight articles, each two of them compared."""

    articles: tuple[Article, ...]
    passages: Mapping[str, tuple[Passage, ...]]
    """By article id: all its sentences in order, also those of a very long article that are not compared."""
    links: tuple[Link, ...]
    """For each two articles, in the order of the left text; ``left`` is of the one that comes first in ``articles``."""
    only: Mapping[str, tuple[Passage, ...]]
    """By article id: the compared sentences that no link touches; if spans were given, those that touch the span.
    Disclaimers and other boilerplate, which report nothing, are not among them and have no links."""
    names: tuple[tuple[str, ...], ...]
    """Groups of spellings that are taken for one name, in the order of first mention."""
    note: str = ""
    """A sentence for the reader on what could not be compared, such as texts in different languages; or empty."""
    editions: Mapping[str, tuple[Edition, ...]] = field(default_factory=dict)
    """By article id, for those that their outlet published several times: all these, the earliest first."""


@dataclass(frozen=True, slots=True)
class Parallel:
    """A passage elsewhere that reports the same thing."""

    passage: Passage
    similarity: float
    headline: str | None
    outlet: str | None
    published: PartialDate | None
    reason: str
    first: bool = False
    """Whether its article was surely published before every other one that has it, the one asked about included."""
    text: int = 0
    """The number of the text that its article has, from 1: copies of one text have one number. 0 if not known."""
    kind: LinkKind = "related"
    """As in a comparison of both articles; ``left`` in ``differs`` is the passage that was asked about."""
    differs: tuple[ChangedWords, ...] = ()


@dataclass(frozen=True, slots=True)
class OtherReport:
    """How another outlet reports a passage that is quoted: its closest one."""

    outlet: str
    """An article of an unknown outlet is named by its headline or file."""
    kind: LinkKind
    differs: tuple[ChangedWords, ...] = ()
    """``left`` has the words of the passage that is quoted, ``right`` those of this outlet."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Which other outlets report a passage, in its story and, where the whole was asked for, beyond it."""

    passage: Passage
    outlets: tuple[str, ...]
    """In order of time; an article without an outlet is named by its headline or file."""
    kind: LinkKind
    """The closest link between the passage and any of theirs."""
    first: bool
    """Whether it was surely published before every other article that has it."""
    articles: tuple[str, ...] = ()
    """The full ids of the articles of these outlets that have it, in order of time."""
    texts: int = 0
    """How many texts these are, copies of one text counted once; 0 if not known."""
    reports: tuple[OtherReport, ...] = ()
    """How each of ``outlets`` has it, in the same order."""
