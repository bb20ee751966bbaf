"""Facts on which articles differ, how much is claimed of each difference, and how a reader or a judge settled it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple, get_args

from index.model.articles import Article
from index.model.dates import PartialDate
from index.model.spans import Field, Span

DifferenceKind = Literal[
    "figure", "day", "time", "place", "name", "actor", "cause", "outcome", "quotation", "order", "other"
]
Claim = Literal["conflict", "update", "open", "differs"]
"""How much is claimed: *conflict*, both cannot be true of one thing at one time; *update*, only the time differs;
*open*, something needed to tell is not known; *differs*, these are two values of what looks like one thing: look."""

SettledAs = Literal["same", "unrelated", "update", "differs", "conflict"]
"""*same*: both say the same; *unrelated*: they are not about one thing; the others as a :data:`Claim`."""

CLAIMS: Final[tuple[Claim, ...]] = get_args(Claim)
"""The one that claims most first."""


def strongest_claim(claims: Iterable[Claim]) -> Claim:
    """The one of ``claims``, at least one, that claims most."""
    return min(claims, key=CLAIMS.index)


VERDICTS: Final[tuple[SettledAs, ...]] = get_args(SettledAs)
READER: Final = "reader"
"""By whom a settlement of a reader is."""
_KEY: Final = 8
"""Hexadecimal digits of a key: among the few hundred differences of a story two hardly ever share one."""


class Place(NamedTuple):
    """Where a value is stated: a span of one field of one version of an article."""

    article: str
    version: int
    field: Field
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class StatedValue:
    """A value that an article states, with its sentence; spans are into the article's ``field``."""

    article: str
    version: int
    field: Field
    sentence: Span
    sentence_text: str
    span: Span
    text: str
    """The words that state it, as they are marked."""
    value: str = ""
    """The value written one way, so that equal values are equal: ``1968``, ``2019-03-14``, ``120 km/h``."""
    speaker: str = ""
    """The person or body to whom the article attributes it; empty where it names nobody."""
    moment: PartialDate | None = None
    """The time as of which it holds, as far as the article or its date says."""

    @property
    def place(self) -> Place:
        """Where it is stated."""
        return Place(self.article, self.version, self.field, *self.span)


@dataclass(frozen=True, slots=True)
class Settlement:
    """A decision on a difference that is kept in the archive."""

    verdict: SettledAs
    by: str
    """:data:`READER`, or the name of the judge."""
    reason: str = ""
    made: str = ""
    """When, ISO 8601."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Two values of what looks like one thing, of two articles."""

    kind: DifferenceKind
    claim: Claim
    subject: str
    """What the values are of, in the words of the texts: ``people injured``; empty where that is not clear."""
    left: StatedValue
    right: StatedValue
    score: float
    """0 to 1: how likely and weighty it is; differences are listed by it, the highest first."""
    reasons: tuple[str, ...] = ()
    """Why it is listed, and what speaks for the claim, each a few words for a reader."""
    missing: str = ""
    """What would have to be known to tell, for an *open* one."""
    settled: Settlement | None = None
    """The decision of a reader."""
    judged: Settlement | None = None
    """The verdict of a judge, which is shown and changes nothing."""
    left_also: tuple[StatedValue, ...] = ()
    """The other places where the article of ``left`` states its value of the same thing, in the order of the text."""
    right_also: tuple[StatedValue, ...] = ()
    """The same for ``right``."""

    @property
    def places(self) -> tuple[Place, Place]:
        """The places of both values, in an order that does not depend on which one is ``left``."""
        first, second = sorted((self.left.place, self.right.place))
        return first, second

    @property
    def key(self) -> str:
        """A short name that stays the same as long as kind and places do."""
        return _short((self.kind, *self.places))

    @property
    def current_claim(self) -> Claim | None:
        """The claim, or the one that a reader settled it as; None where that is no difference of one thing."""
        if self.settled is None:
            return self.claim
        return next((claim for claim in CLAIMS if claim == self.settled.verdict), None)


@dataclass(frozen=True, slots=True)
class FactValue:
    """One value of a disputed fact, with all who state it."""

    value: str
    stated: tuple[StatedValue, ...]
    """In order of time; of one article each place that states it."""
    texts: int
    """How many different texts state it: copies of one text count once."""
    claim: Claim = "differs"
    """The most that is claimed of any pair with this value: it can be less than what is claimed of the fact."""


@dataclass(frozen=True, slots=True)
class DisputedFact:
    """One fact on which the articles of a story differ: a row of the page of differences."""

    kind: DifferenceKind
    claim: Claim
    subject: str
    values: tuple[FactValue, ...]
    """Two or more, the one with most texts first."""
    differences: tuple[Difference, ...]
    """The pairs that it was made from, the most likely first."""
    score: float
    settled: Settlement | None = None
    """The reader's latest decision, where all its differences are settled as ``same`` or ``unrelated``."""

    @property
    def key(self) -> str:
        """A short name that stays the same as long as its differences do."""
        return _short(sorted(each.key for each in self.differences))

    @property
    def missing(self) -> str:
        """What would have to be known to tell, for an open one."""
        return next((each.missing for each in self.differences if each.missing), "")


@dataclass(frozen=True, slots=True)
class StoryDifferences:
    """All facts on which the articles of a story, a tray or a comparison differ."""

    articles: tuple[Article, ...]
    """In order of time."""
    facts: tuple[DisputedFact, ...]
    """What matters most first."""
    texts: int
    """How many different texts the articles have: copies of one text count once."""
    title: str = ""
    """The title of the story; empty for articles that a reader chose."""
    groups: tuple[tuple[str, ...], ...] = ()
    """The ids of the articles by text: those in one tuple are copies of one text, in order of time."""
    more: int = 0
    """Articles that were not compared: of a large story only the most central ones are."""
    note: str = ""
    """A sentence for the reader on what could not be compared; or empty."""
    judgement: str = ""
    """A sentence on what the judge was asked and answered; empty where none was asked."""

    def edited_copies(self) -> tuple[tuple[str, ...], ...]:
        """Those of ``groups`` whose articles state different values of one fact, such as a figure that one changed."""
        values = [
            [{each.article for each in value.stated} for value in fact.values]
            for fact in self.facts
            if fact.settled is None
        ]
        return tuple(
            group
            for group in self.groups
            if any(sum(not stated.isdisjoint(group) for stated in fact) > 1 for fact in values)
        )


def _short(value: Iterable[object]) -> str:
    return hashlib.sha256(repr(tuple(value)).encode()).hexdigest()[:_KEY]
