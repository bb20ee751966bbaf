"""Text that articles share, and what was changed from one version to another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from index.model.articles import Article
from index.model.comparisons import Link, Passage
from index.model.dates import PartialDate
from index.model.references import Reference
from index.model.spans import Span
from index.model.version_order import OrderEvidence

ReuseKind = Literal["near-duplicate", "wire copy", "cut", "embedded"]
ReuseRole = Literal["copy", "cut", "extended", "piece"]
"""How much of a shared text an article has: all of it and little else; a part of it and little else; all of it and much
else; or a part of it and much else."""

SourceGuess = Literal["agency", "published first", "earliest date", "clock", "most shared"]
"""Why an article is taken for the source of a text: it is the agency's own; it was published before all others; before
the other whole copies that have a date; before these if the clocks are of one zone; or it shares most words with the
others."""


@dataclass(frozen=True, slots=True)
class Reuse:
    """Text that two articles share word for word, from the side of the first."""

    article: str
    """The full id of the article whose shared text was asked for."""
    other: str
    """The full id of the other article."""
    kind: ReuseKind
    """Near-duplicates are one text at one outlet; wire copy is one text at several, or from an agency both credit;
    a cut is nearly all in the other one; embedded text is surrounded by text of their own in both."""
    share: float
    """The part of the words of ``article`` that ``other`` has too: 0 to 1."""
    other_share: float
    words: int
    """Words of ``article`` that are shared."""
    headline: str | None
    """This and the next two are the other article's."""
    outlet: str | None
    published: PartialDate | None
    first: str | None = None
    """The id of the article that was published earlier; None where their dates do not show it."""
    agency: str | None = None
    """The agency that both credit, or the only one of them that credits any."""
    spans: tuple[tuple[Span, Span], ...] = ()
    """The shared runs of words as spans into either clean text, in the order of ``article``; only where asked for."""


@dataclass(frozen=True, slots=True)
class ReuseMember:
    """An article that has the text of a group, or a part of it."""

    article: str
    headline: str | None
    outlet: str | None
    published: PartialDate | None
    role: ReuseRole
    share: float
    """The part of its words that are of the text: 0 to 1."""
    text_share: float
    """The part of the words of the text that it has: 0 to 1."""
    words: int
    """Its words that are of the text."""
    agency: str | None = None
    """The news agency that it credits."""
    captures: tuple[str, ...] = ()
    """The ids of articles that are the same one, stored again from another format or address."""


@dataclass(frozen=True, slots=True)
class ReuseGroup:
    """One text and the articles that have it. Shares refer to the text as the first of ``copies`` has it."""

    copies: tuple[ReuseMember, ...]
    """Whole copies: first the one that the shares refer to, then by date."""
    parts: tuple[ReuseMember, ...]
    """Articles that have a part of the text, or more than it: cuts first, then by date."""
    outlets: tuple[str, ...]
    """The outlets of all of them, each once, by date."""
    first: str | None
    """The id of the article that was published before all others; None where dates do not show it."""
    source: str
    """The id of the article that most likely had the text first."""
    guess: SourceGuess
    """Why it is taken for the source."""
    agency: str | None = None
    """The agency that they credit, unless they credit different ones."""


@dataclass(frozen=True, slots=True)
class Texts:
    """Which articles have one text. An article that is not among them has a text of its own."""

    of: Mapping[str, str] = field(default_factory=dict)
    """By full id, the id that identifies the text: the lowest of its articles."""

    @classmethod
    def joined(cls, pairs: Iterable[tuple[str, str]]) -> Texts:
        """The texts of articles of which each of these pairs has one."""
        head: dict[str, str] = {}

        def head_of(id: str) -> str:
            while (above := head[id]) != id:
                head[id] = head[above]
                id = above
            return id

        for one, other in pairs:
            head.setdefault(one, one)
            head.setdefault(other, other)
            if head[one] != head[other]:
                low, high = sorted((head_of(one), head_of(other)))
                head[high] = low
        return cls({id: head_of(id) for id in head})

    def count(self, articles: Iterable[str]) -> int:
        """How many different texts these articles have."""
        return len({self.of.get(id, id) for id in articles})


@dataclass(frozen=True, slots=True)
class Change:
    """Two spans in which two texts differ; one of them is empty where words were added or removed."""

    old: Span
    new: Span


@dataclass(frozen=True, slots=True)
class Changes:
    """The differences between two articles, or two versions of one."""

    old: Article
    new: Article
    changes: tuple[Change, ...]
    """Whole words, in the order of both texts."""
    headline: tuple[Change, ...] = ()
    """The same for the headlines."""
    deck: tuple[Change, ...] = ()
    passages: tuple[tuple[Passage, ...], tuple[Passage, ...]] = ((), ())
    """The sentences of the old and of the new text."""
    links: tuple[Link, ...] = ()
    """The unchanged (*verbatim*) and *reworded* sentences, in the order of the old text; ``left`` is the old one.
    Sentences without a link were removed or added."""
    corrections: tuple[Change, ...] = ()
    """Figures of the text that were replaced by others: their spans in both texts."""
    headline_corrections: tuple[Change, ...] = ()
    """The same for the headlines."""

    @property
    def count(self) -> int:
        """The number of changes in text, headline and deck."""
        return len(self.headline) + len(self.deck) + len(self.changes)


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an article, or of one of its near-duplicates."""

    article: str
    """The full id."""
    number: int
    """Versions of one article are counted from 1."""
    headline: str | None
    outlet: str | None
    published: PartialDate | None
    made: str
    """When it was stored, ISO 8601."""
    current: bool
    """Whether it is the current version of its article."""
    updated: PartialDate | None = None
    """When the outlet changed it last, where it says so."""
    captured: PartialDate | None = None
    """When its source was retrieved from the web."""
    modified: PartialDate | None = None
    """When its file was written."""
    ordered_by: OrderEvidence | None = None
    """The evidence that it is later than the version before it in a list; None for the first, and where the order of
    the two is not known."""

    @property
    def name(self) -> str:
        """The reference by which :meth:`index.archive.Archive.changes` takes it: ``id@number``."""
        return str(Reference(self.article, self.number))
