"""Results of a search, and why an article is among them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple

from index.model.articles import Article
from index.model.dates import PartialDate
from index.model.spans import Span
from index.model.version_order import OrderEvidence

Sort = Literal["relevance", "newest", "oldest", "outlet", "length"]
"""The order of results."""

SORT_ORDERS: Final[Mapping[Sort, str]] = {
    "relevance": "best match first",
    "newest": "latest date first",
    "oldest": "earliest date first",
    "outlet": "by outlet, from A to Z",
    "length": "longest first",
}
"""What each order means, in the order in which they are offered. Equal articles: the later first, then by id."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One of several near-duplicates: the same piece as its outlet published it on another day."""

    id: str
    headline: str | None
    published: PartialDate | None
    updated: PartialDate | None = None
    captured: PartialDate | None = None
    ordered_by: OrderEvidence | None = None
    """The evidence that it is later than the edition before it; None for the first and where that is not known."""


@dataclass(frozen=True, slots=True)
class Aside:
    """What a query finds of an article outside its text: a hidden line, or a passage of an earlier version."""

    text: str
    matches: tuple[Span, ...]
    """Found words, as spans into ``text``."""
    reason: str = ""
    """Why the line is hidden; empty for a passage of an earlier version."""
    version: int | None = None
    """The number of the earlier version."""
    date: PartialDate | None = None
    """When that version was updated, captured or written as a file; where that is not known, when it was stored."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that answers a query, with its best passage."""

    rank: int
    """1 for the best, counted over the whole result."""
    id: str
    short_id: str
    score: float
    headline: str | None
    outlet: str | None
    published: PartialDate | None
    path: str
    words: int
    """Words of the body."""
    snippet: str
    start: int
    end: int
    """``snippet`` is ``text[start:end]`` of the article's clean text."""
    matches: tuple[Span, ...]
    """Found words, as spans into ``snippet``."""
    headline_matches: tuple[Span, ...] = ()
    """Found words, as spans into ``headline``."""
    versions: tuple[str, ...] = ()
    """The full ids of the hits below it on the page that are editions of the same article."""
    folded: str | None = None
    """The id of the better hit on the page that is an edition of the same article."""
    copies: int = 0
    """Articles of other outlets that have the same text: wire copy, or copied from each other."""
    editions: tuple[Edition, ...] = ()
    """The article and all its near-duplicates in the archive, found or not, the earliest first; empty without any."""
    all_words: bool = True
    """Whether it has all that the query asks for; the hits that lack some of the words come after all others."""
    same_text: tuple[str, ...] = ()
    """In a folded result: the full ids of the other hits that have the same text, the earliest known first."""
    aside: Aside | None = None
    """Where words of the query were found that its text does not have."""


@dataclass(frozen=True, slots=True)
class Facet:
    """One value that results share, and how many have it."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Dropped:
    """A part of a query that leaves it without hits."""

    text: str
    start: int
    end: int
    """``text`` is ``query[start:end]``."""
    total: int
    """How many articles the rest of the query finds; 0 where another part finds nothing either."""


class Elsewhere(NamedTuple):
    """A query that finds something, where the one that was asked finds nothing."""

    text: str
    """The part that is looked for in another field: ``author:thole``."""
    query: str
    """The whole query with it."""
    total: int


@dataclass(frozen=True, slots=True)
class FieldScore:
    """What a word of a query adds to the score of an article by one of its fields (BM25)."""

    text: str
    """The stem, phrase or pattern that was looked for."""
    field: str
    """``headline``, ``deck``, ``body``, or ``written`` for all of them."""
    frequency: float
    """How often the field has it."""
    length: int
    """Words of the field."""
    idf: float
    """How rare it is in the archive; for a phrase, the sum of its words."""
    boost: float
    score: float


@dataclass(frozen=True, slots=True)
class PartScore:
    """How a part of a query matches and scores an article."""

    text: str
    start: int
    end: int
    """``text`` is ``query[start:end]``."""
    found: bool
    """Whether the article matches this part."""
    total: int
    """How many articles of the archive match it."""
    score: float
    fields: tuple[FieldScore, ...] = ()
    weight: float = 1.0
    """The factor of its score: less than 1 for common words in a relaxed result."""
    raised: float = 0.0
    """Added to the scores of its fields for a whole word, so that it ranks before words that only begin with it."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why an article matches a query and how it scored, or which parts it lacks."""

    query: str
    id: str
    matches: bool
    """Whether it has all that the query asks for."""
    score: float
    rank: int | None
    """Its place in the result by relevance; None where it is not in it."""
    total: int
    relaxed: bool
    """Whether it is listed though it lacks some of the words, among those with the most and rarest of them."""
    parts: tuple[PartScore, ...]
    share: float = 1.0
    """The factor of the sum of the parts: less than 1 where the result is relaxed and the article lacks words."""
    near: float = 0.0
    """Added for words of the query that are near each other, or are the headline."""


@dataclass(frozen=True, slots=True)
class ResultPage:
    """Some consecutive hits of a result, and what is known of the whole result."""

    query: str
    hits: tuple[Hit, ...]
    total: int
    """Articles that have all that the query asks for; they are listed first."""
    exact: bool
    """Whether ``total`` is a count and not a lower bound."""
    seconds: float
    suggestion: str | None = None
    """Another spelling of the query that finds something."""
    facets: Mapping[str, tuple[Facet, ...]] = field(default_factory=dict)
    """Of the first part, or of the second where no article has all the words.

    By name (``outlet``, ``author``, ``year``, ``month``, ``lang``, ``tag``), most frequent first, months in order of
    time. Each is counted as if the query asked for none of its values: the counts say what one more value adds.
    """
    dropped: tuple[Dropped, ...] = ()
    """If no article matches the whole query: the parts that can be left out, the one that leaves most hits first."""
    notes: tuple[str, ...] = ()
    """Sentences about what in the query was read differently from how it is written, and about articles of the archive
    that the index does not have yet."""
    more: int = 0
    """Articles that are listed after these, with the most and rarest words of a query of bare words."""
    texts: int = 0
    """Different texts of the ``total`` articles."""
    more_texts: int = 0
    """Different texts of the ``more`` articles that none of the others has."""
    folded: bool = False
    """Whether articles with the same text share one hit; facets then count texts."""

    @property
    def rows(self) -> tuple[int, int]:
        """The hits of the two parts of the list: articles, or texts where it is folded."""
        return (self.texts, self.more_texts) if self.folded else (self.total, self.more)

    elsewhere: tuple[Elsewhere, ...] = ()
    """If no article matches the whole query: the same with a part of it in another field."""
    in_hidden: int = 0
    """Articles that have in hidden lines what is asked for, and not in their texts; they are no hits."""
    months: tuple[Facet, ...] = ()
    """The months of the articles that ``facets`` are of, in order of time, with all that is asked for."""

    @property
    def listed(self) -> int:
        """The length of the whole list: its hits."""
        return sum(self.rows)

    @property
    def relaxed(self) -> bool:
        """Whether no article has all the words, so that those with the most and rarest of them are the hits."""
        return not self.total and self.more > 0


@dataclass(frozen=True, slots=True)
class ResultStream:
    """All hits of a result, made as they are read; none is held."""

    query: str
    total: int
    more: int
    """As in :class:`ResultPage`."""
    seconds: float
    found: Iterator[tuple[Hit, Article]]
    """Each hit with its article, in order; versions are hits of their own."""
    texts: int = 0
    more_texts: int = 0


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query that a reader keeps under a name."""

    name: str
    query: str
    sort: Sort
    made: str
    """When it was saved, ISO 8601."""
    total: int = 0
    """Articles that match all of it."""
    new: int = 0
    """Those of them that were first imported after it was last read."""
    error: str = ""
    """Why it cannot be answered; empty where it can."""


@dataclass(frozen=True, slots=True)
class Matches:
    """Where an article has the words of a query."""

    headline: tuple[Span, ...]
    deck: tuple[Span, ...]
    text: tuple[Span, ...]
