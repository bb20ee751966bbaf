"""The records that travel through broadsheet, and the small protocols by which siblings serve each other.

Records are frozen and hold only standard types, so that they can cross threads and processes. Offsets count
Unicode code points; spans are half-open. Times are ISO 8601 strings: ``2019-02-10`` or ``2019-02-10T10:53``, with
an offset only where the source gives one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

Span = tuple[int, int]
"""``(start, end)``, half-open, in code points."""

Form = Literal["plain", "html", "markdown"]
"""What the text of a source document is written in."""

BlockKind = Literal["paragraph", "subhead", "quote", "list item", "table row", "preformatted"]
"""What a paragraph of the body is set as."""

Sort = Literal["relevance", "newest", "oldest", "outlet", "length"]
RuleKind = Literal["hide", "keep"]
Strength = Literal["strong", "weak"]
LinkKind = Literal["verbatim", "reworded", "related"]
ReuseKind = Literal["near-duplicate", "wire copy", "cut", "embedded"]
ReuseRole = Literal["copy", "cut", "extended", "piece"]
"""What an article has of a text that several have: all of it, hardly anything but a part of it, all of it within text
of its own, or a part of it within text of its own."""
SourceGuess = Literal["agency", "published first", "clock", "most shared"]
"""What a guess at the source of a text rests on: it is the agency's own, was published before all others, before all
others if their clocks tell the time of one zone, or shares most with the others."""
AttributedField = Literal["outlet", "headline", "published", "url"]
ConflictKind = Literal["figure", "day", "time", "place", "name"]
Standing = Literal["stands", "moved", "changed", "edited", "missing"]
"""How a quotation stands: as it was cited; elsewhere in the current version; in the cited version only; not as the
cited version has it; or nowhere that is known."""


# --- What comes in -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is said about an article, by its source or by its own text."""

    headline: str | None = None
    deck: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
    tags: tuple[str, ...] = ()
    updated: str | None = None
    """When it was last changed, where that is said and is later than ``published``."""
    section: str | None = None
    """The part of the outlet it stood in, such as ``World``."""


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """One record as it was found: a whole file, or one line of a JSON Lines file.

    ``text`` is the decoded body in its ``form`` (page source for HTML, without front matter for Markdown);
    ``declared`` is what the container says about the article outside that text.
    """

    path: str
    record: int | None
    """1-based line in a JSON Lines file, else None."""
    media_type: str
    data: bytes
    """The record's bytes, exactly as stored; ``sha256`` is taken over them."""
    sha256: str
    encoding: str
    form: Form
    text: str
    declared: Metadata = Metadata()
    flags: tuple[str, ...] = ()


# --- What is kept -------------------------------------------------------------------------------------------------


ASIDES = frozenset({"caption", "about the author", "agency credit"})
"""Reasons of hidden lines that are asides."""


@dataclass(frozen=True, slots=True)
class HiddenLine:
    """A line of the source that a reader does not want, and why."""

    line: int | None
    """0-based line of the decoded source; None for HTML."""
    at: int
    """Offset in the clean text before which the line stood."""
    text: str
    reason: str
    """A few words for the reader: ``newsletter``, ``related story``, ``repeated headline`` ..."""

    @property
    def is_aside(self) -> bool:
        """Whether it belongs to the article without being its text: shown dimmed in its place, not one key away."""
        return self.reason in ASIDES


@dataclass(frozen=True, slots=True)
class TextLink:
    """Words of the clean text that lead to another page."""

    start: int
    end: int
    url: str


@dataclass(frozen=True, slots=True)
class CleanArticle:
    """One article as a reader wants it; what cleaning makes of a source document."""

    metadata: Metadata
    text: str
    """The body: paragraphs joined by one blank line, without headline, deck, byline and date line."""
    paragraphs: tuple[Span, ...]
    hidden: tuple[HiddenLine, ...] = ()
    kept: tuple[int, ...] | None = None
    """0-based source lines of the article, headline, deck, byline and date line included; None for HTML."""
    flags: tuple[str, ...] = ()
    """Remarks for the reader, such as ``shown whole``."""
    kinds: tuple[BlockKind, ...] = ()
    """What each of ``paragraphs`` is set as; empty where all are plain paragraphs."""
    links: tuple[TextLink, ...] = ()
    """In the order of the text."""
    origins: tuple[tuple[str, str], ...] = ()
    """Where fields of the metadata came from, in a few words: ``("published", "JSON-LD")``."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A reader's word on a line: hide it, or keep it, wherever it stands in an article or an outlet's articles."""

    number: int
    """What names it; later rules have higher ones."""
    article: str
    """The full id of the article that it was made in."""
    outlet: str | None
    """The outlet for all whose articles it holds; None where it is for ``article`` alone."""
    line: str
    what: RuleKind = "hide"
    made: str = ""
    """When, ISO 8601."""

    @property
    def scope(self) -> Literal["article", "outlet"]:
        """Whether it is for one article or for an outlet's."""
        return "article" if self.outlet is None else "outlet"


@dataclass(frozen=True, slots=True)
class Article:
    """An article of the archive, in one version."""

    id: str
    """The full identifier; :attr:`short_id` is what is shown."""
    version: int
    """1 at first import, one more each time the text changed."""
    short_id: str
    sha256: str
    paths: tuple[str, ...]
    """Every file that holds it, the first one first; ``#L7`` marks a line of a JSON Lines file."""
    content: CleanArticle
    tags: tuple[str, ...] = ()
    """The reader's own tags and those of the source."""

    @property
    def text(self) -> str:
        """The clean body."""
        return self.content.text

    @property
    def headline(self) -> str | None:
        """The headline, where the article has one."""
        return self.content.metadata.headline

    @property
    def outlet(self) -> str | None:
        """The outlet, where it is known."""
        return self.content.metadata.outlet

    @property
    def published(self) -> str | None:
        """ISO 8601, where it is known."""
        return self.content.metadata.published


# --- Import ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ImportedArticle:
    """One row of an import report."""

    id: str
    path: str
    headline: str | None


@dataclass(frozen=True, slots=True)
class SkippedSource:
    """A file, or a record of one, that did not become an article."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did."""

    added: int
    updated: int
    unchanged: int
    articles: tuple[ImportedArticle, ...]
    """Every article of the paths that were given, new or not."""
    skipped: tuple[SkippedSource, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an import is. The last one of a run carries the report."""

    stage: Literal["finding", "reading", "indexing", "grouping", "done"]
    done: int
    total: int
    """Source documents or articles of this stage; 0 while unknown."""
    path: str = ""
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0
    report: ImportReport | None = None


# --- Search ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Edition:
    """An article among its near-duplicates: the same piece as its outlet had it on another day."""

    id: str
    headline: str | None
    published: str | None


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
    published: str | None
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
    """It and all its near-duplicates in the archive, found or not, the earliest first; empty where it has none."""


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
    """How many articles the rest of the query finds; 0 for a part that nothing answers beside another such."""


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
    """What a part of a query says about an article."""

    text: str
    start: int
    end: int
    """``text`` is ``query[start:end]``."""
    found: bool
    """Whether the article answers this part."""
    total: int
    """How many articles of the archive do."""
    score: float
    fields: tuple[FieldScore, ...] = ()
    weight: float = 1.0
    """What the part counts beside others: less where the answer is relaxed and it says little."""
    raised: float = 0.0
    """What a whole word gets more than its fields' scores, so that it comes before words that only begin so."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why an article answers a query and how it scored, or which parts it lacks."""

    query: str
    id: str
    matches: bool
    """Whether it has all that the query asks for."""
    score: float
    rank: int | None
    """Its place in the result by relevance; None where it is not in it."""
    total: int
    relaxed: bool
    """Whether no article has all the words, so that the result is of those with the most and rarest of them."""
    parts: tuple[PartScore, ...]
    share: float = 1.0
    """What the sum of the parts is multiplied by: less than 1 where the answer is relaxed and it lacks words."""
    near: float = 0.0
    """What is added for words of the query that stand near each other, or are the headline."""


@dataclass(frozen=True, slots=True)
class ResultPage:
    """A run of hits out of a whole result."""

    query: str
    hits: tuple[Hit, ...]
    total: int
    exact: bool
    """Whether ``total`` is a count and not a lower bound."""
    seconds: float
    suggestion: str | None = None
    """Another spelling of the query that finds something."""
    facets: Mapping[str, tuple[Facet, ...]] = field(default_factory=dict)
    """By name (``outlet``, ``year``, ``month``, ``lang``, ``tag``), most frequent first, months in order of time."""
    relaxed: bool = False
    """Whether no article has all the words, so that those with the most and rarest of them are the hits."""
    dropped: tuple[Dropped, ...] = ()
    """Where no article answers all of the query: the parts that can be left out, that which leaves most first."""


@dataclass(frozen=True, slots=True)
class Matches:
    """Where the words of a query stand in an article."""

    headline: tuple[Span, ...]
    deck: tuple[Span, ...]
    text: tuple[Span, ...]


# --- Comparison -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence or paragraph of one version of an article."""

    article: str
    version: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Shared:
    """Words that both sides of a link have; spans into the articles' clean texts."""

    text: str
    left_span: Span
    right_span: Span


@dataclass(frozen=True, slots=True)
class Conflict:
    """A fact on which two linked passages differ; spans into the articles' clean texts."""

    kind: ConflictKind
    left: str
    right: str
    left_span: Span
    right_span: Span
    open: bool = False
    """Whether it may be none: one side's day is counted from a date of publication that the other article lacks."""
    left_by: str = ""
    """Who is given as saying ``left``, as the text names them; empty where nobody is."""
    right_by: str = ""


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


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two to four articles laid beside each other."""

    articles: tuple[Article, ...]
    passages: Mapping[str, tuple[Passage, ...]]
    """By article id: all its sentences, in the order of the text."""
    links: tuple[Link, ...]
    """Of every pair; ``left`` is of the article that comes first in ``articles``, in the order of its text."""
    only: Mapping[str, tuple[Passage, ...]]
    """By article id: the sentences that no link touches."""
    names: tuple[tuple[str, ...], ...]
    """Spellings taken for one name."""
    note: str = ""
    """A sentence for the reader on what could not be compared, such as texts in different languages; or empty."""


@dataclass(frozen=True, slots=True)
class Parallel:
    """A passage elsewhere that reports the same thing."""

    passage: Passage
    similarity: float
    headline: str | None
    outlet: str | None
    published: str | None
    reason: str
    first: bool = False
    """Whether nobody else who was found, nor the article that was asked about, had it earlier, and somebody later."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Which other outlets of its story report a passage."""

    passage: Passage
    outlets: tuple[str, ...]
    """In order of time; an article without an outlet counts as one of its own."""
    kind: LinkKind
    """The closest link that any of them has to it."""
    first: bool
    """Whether no other article that has it was published earlier."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """What a quotation is said to be from. None stands for what is not said, an empty string for what is said to be
    unknown.
    """

    outlet: str | None = None
    headline: str | None = None
    published: str | None = None
    """A day or a time, ISO 8601."""
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words that are said to stand at a place, and all that is said of the article."""

    passage: Passage
    attributions: tuple[Attribution, ...] = ()


@dataclass(frozen=True, slots=True)
class Misattribution:
    """A field of an attribution that the archive has otherwise."""

    field: AttributedField
    how: Literal["edited", "changed"]
    """It is not as the cited version has it; or it is, and the current version has another."""
    stated: str
    current: str
    """What the archive has in its place; empty for nothing."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a quotation stands in the archive."""

    quotation: Passage
    standing: Standing
    current: Passage | None = None
    """Where it stands in the current version; for an edited one what the cited version has in its place."""
    reason: str = ""
    """A few words where it does not stand as cited."""
    misattributed: tuple[Misattribution, ...] = ()
    """What is said of its article and is not, or not any more, so."""

    @property
    def is_as_cited(self) -> bool:
        """Whether both the words and what is said of their article are."""
        return self.standing == "stands" and not self.misattributed


@dataclass(frozen=True, slots=True)
class Story:
    """Articles of one event."""

    id: str
    title: str
    first: str | None
    """The day of the earliest dated article, ISO 8601."""
    last: str | None
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
    published: str | None
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
    published: str | None
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
    published: str | None
    made: str
    """When it came into the archive, ISO 8601."""
    current: bool
    """Whether it is the one that the article has."""

    @property
    def name(self) -> str:
        """What :meth:`index.archive.Archive.changes` knows it by: ``id@number``."""
        return f"{self.article}@{self.number}"


# --- Cleaning without an archive -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CleanedSource:
    """One record of a file, cleaned but not stored."""

    document: SourceDocument
    article: CleanArticle


# --- The state of an archive ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Damage:
    """Something in the store that does not match its checksum."""

    id: str
    what: str


@dataclass(frozen=True, slots=True)
class CheckReport:
    """The result of verifying an archive."""

    articles: int
    damaged: tuple[Damage, ...]
    index: Literal["sound", "missing", "outdated", "damaged", "rebuilt"]


@dataclass(frozen=True, slots=True)
class Statistics:
    """What an archive holds."""

    articles: int
    outlets: int
    stories: int
    documents: int
    first: str | None
    last: str | None
    bytes: int
    """On disk, store and index together."""
    by_outlet: tuple[Facet, ...]


# --- What siblings receive as arguments -------------------------------------------------------------------------------


class TermStatistics(Protocol):
    """How common terms are, for an archive-wide idf.

    A term is ``index.text.stem(token.word)``: folded, then stemmed.
    """

    def document_count(self) -> int:
        """Articles in the archive."""
        ...

    def document_frequency(self, term: str) -> int:
        """Articles that have ``term`` in headline, deck or body."""
        ...


class PassageIndex(Protocol):
    """Finds where in the archive a passage may be reported too."""

    def articles_like(self, terms: Sequence[str], limit: int) -> Sequence[str]:
        """Ids of the articles that have the most and rarest of ``terms``, best first."""
        ...


class LineEvidence(Protocol):
    """What the archive knows about the lines of one outlet."""

    def is_furniture(self, outlet: str, line: str) -> bool:
        """Whether ``line`` stands in articles of different stories of ``outlet``, or its reader had it hidden."""
        ...
