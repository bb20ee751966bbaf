"""Copied text, and what was changed in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from index.model.articles import Article
from index.model.comparisons import Link, Passage
from index.model.dates import PartialDate
from index.model.references import Reference
from index.model.spans import Span

ReuseKind = Literal["near-duplicate", "wire copy", "cut", "embedded"]
ReuseRole = Literal["copy", "cut", "extended", "piece"]
"""What an article has of a text that several have: all of it, hardly anything but a part of it, all of it within text
of its own, or a part of it within text of its own."""

SourceGuess = Literal["agency", "published first", "clock", "most shared"]
"""What a guess at the source of a text rests on: it is the agency's own, was published before all others, before all
others if their clocks tell the time of one zone, or shares most with the others."""


@dataclass(frozen=True, slots=True)
class Reuse:
    """Text that two articles share word for word; told from the side of the one that was asked about."""

    article: str
    """The full id of the article that was asked about."""
    other: str
    kind: ReuseKind
    """Near-duplicates are one text at one outlet; wire copy is one text at several, or from an agency both credit;
    a cut is nearly all in the other one; what is embedded stands in both among text of their own."""
    share: float
    """Of the words of ``article``, how many stand in ``other`` too: 0 to 1."""
    other_share: float
    words: int
    """Words of ``article`` that are shared."""
    headline: str | None
    """This and the next two are the other article's."""
    outlet: str | None
    published: PartialDate | None
    first: str | None = None
    """The id of the one that was published earlier; None where their dates do not tell."""
    agency: str | None = None
    """Where both, or the only one that does, credit one."""
    spans: tuple[tuple[Span, Span], ...] = ()
    """The runs of words that both have, in either's clean text, in the order of ``article``; only where asked for."""


@dataclass(frozen=True, slots=True)
class ReuseMember:
    """An article that has the text of a group, or something of it."""

    article: str
    headline: str | None
    outlet: str | None
    published: PartialDate | None
    role: ReuseRole
    share: float
    """Of its words, how many are of the text: 0 to 1."""
    text_share: float
    """Of the words of the text, how many it has."""
    words: int
    """Words of it that are of the text."""
    agency: str | None = None
    """The one that it credits."""


@dataclass(frozen=True, slots=True)
class ReuseGroup:
    """One text and who ran it. Shares are of and in the text as the first of ``copies`` has it."""

    copies: tuple[ReuseMember, ...]
    """Whole copies: that from which the others are told, then by time."""
    parts: tuple[ReuseMember, ...]
    """Those that have a part of the text, or more than it: cuts first, then by time."""
    outlets: tuple[str, ...]
    """Of all of them, each once, in order of time."""
    first: str | None
    """The id of the one that was published before all others; None where dates do not tell."""
    source: str
    """The id of the one that is likeliest to have had the text first."""
    guess: SourceGuess
    """What ``source`` rests on."""
    agency: str | None = None
    """The agency that they credit, unless they credit different ones."""


@dataclass(frozen=True, slots=True)
class Change:
    """What stands in one text where another has something else; one of the spans is empty for what came or went."""

    old: Span
    new: Span


@dataclass(frozen=True, slots=True)
class Changes:
    """What was changed from one article, or one version of it, to another."""

    old: Article
    new: Article
    changes: tuple[Change, ...]
    """By words, in the order of both texts."""
    headline: tuple[Change, ...] = ()
    """Likewise, from the one headline to the other."""
    deck: tuple[Change, ...] = ()
    passages: tuple[tuple[Passage, ...], tuple[Passage, ...]] = ((), ())
    """The sentences of the old and of the new text."""
    links: tuple[Link, ...] = ()
    """The sentences that stayed (*verbatim*) or were *reworded*, in the order of the old text; ``left`` is the old one.
    What no link touches was dropped or added."""

    @property
    def count(self) -> int:
        """Places in which they differ."""
        return len(self.headline) + len(self.deck) + len(self.changes)


@dataclass(frozen=True, slots=True)
class Version:
    """An article as it was published, or as it stood before its source was changed."""

    article: str
    """The full id."""
    number: int
    """Of the version of that article."""
    headline: str | None
    outlet: str | None
    published: PartialDate | None
    made: str
    """When it came into the archive, ISO 8601."""
    current: bool
    """Whether it is the one that the article has."""

    @property
    def name(self) -> str:
        """The reference by which :meth:`index.archive.Archive.changes` takes it: ``id@number``."""
        return str(Reference(self.article, self.number))
