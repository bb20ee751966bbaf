"""Source documents, the clean articles that are made from them, and a reader's rules on their lines."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Final, Literal

from index.model.addresses import Address
from index.model.dates import PartialDate
from index.model.hidden_reasons import ASIDES
from index.model.references import Reference
from index.model.spans import Field, Span

Form = Literal["plain", "html", "markdown", "article", "record"]
"""What the text of a source document is written in: ``plain`` text may have lines of its page around the article,
``article`` is plain text that an archive has already cut to the article alone, ``record`` the same, cut out of the
lines of a record that are its data, in UTF-8."""

BlockKind = Literal["paragraph", "subhead", "quote", "list item", "table row", "preformatted"]
"""The role of a paragraph in the layout of the body."""

RuleKind = Literal["hide", "keep"]


@dataclass(frozen=True, slots=True)
class DeclaredMetadata:
    """What the container of an article says about it, its dates as they are written there."""

    headline: str | None = None
    deck: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
    tags: tuple[str, ...] = ()
    updated: str | None = None
    section: str | None = None
    captured: str | None = None

    def completed_by(self, other: DeclaredMetadata) -> DeclaredMetadata:
        """The same with the fields of ``other`` where this has none."""
        missing = {name.name: getattr(other, name.name) for name in fields(self) if not getattr(self, name.name)}
        return replace(self, **missing) if any(missing.values()) else self


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about an article, from its source or from its own text."""

    headline: str | None = None
    deck: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    published: PartialDate | None = None
    url: str | None = None
    language: str | None = None
    """ISO 639-1 code, or ISO 639-3 where there is no shorter one."""
    tags: tuple[str, ...] = ()
    updated: PartialDate | None = None
    """When it was last changed, where that is known to be later than ``published``."""
    section: str | None = None
    """The part of the outlet that it appeared in, such as ``World``."""
    captured: PartialDate | None = None
    """When its source was retrieved from the web: the article was like this then."""


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """One article as it was found: a whole file, one line of it, or a member of a container.

    ``text`` is the decoded body in its ``form`` (page source for HTML, without front matter for Markdown);
    ``declared`` is what the file says about the article outside that text.
    """

    path: str
    record: int | None
    """:attr:`address` in two parts: see :class:`Address`."""
    media_type: str
    data: bytes
    """The record's bytes, exactly as stored; ``sha256`` is taken over them."""
    sha256: str
    encoding: str
    form: Form
    text: str
    declared: DeclaredMetadata = DeclaredMetadata()
    flags: tuple[str, ...] = ()
    modified: PartialDate | None = None
    """When the file was last written, in UTC; None for a record or member of a file, and where it was not noted."""
    format: str = ""
    """The name of the file format that it was read by; empty where that was not noted."""

    @property
    def address(self) -> Address:
        """Where it was found."""
        return Address(self.path, self.record)


@dataclass(frozen=True, slots=True)
class HiddenLine:
    """A line of the source that is not part of the clean text, and why."""

    line: int | None
    """0-based line of the decoded source; None for HTML."""
    at: int
    """The offset in the clean text before which the line would be."""
    text: str
    reason: str
    """The words of a :class:`HiddenReason`; of a later version's, where one wrote the archive."""

    @property
    def is_aside(self) -> bool:
        """Whether it belongs to the article without being its text: shown dimmed in its place, not one key away."""
        return self.reason in ASIDES


@dataclass(frozen=True, slots=True)
class TextLink:
    """A span of the clean text that links to another page."""

    start: int
    end: int
    url: str


WHOLE_PAGE: Final = "no menu on the page"
"""The flag of an article of whose page nothing was left out; it is for programs, and no remark."""


DAY_FIRST: Final = "dates with the day first"
MONTH_FIRST: Final = "dates with the month first"
"""Flags of an article in whose own dates the figures show the order (25/12/2019); for programs, and no remarks."""
_NO_REMARKS: Final = frozenset((WHOLE_PAGE, DAY_FIRST, MONTH_FIRST))


@dataclass(frozen=True, slots=True)
class CleanArticle:
    """One article as a reader wants it: the result of cleaning a source document."""

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
    """The role of each of ``paragraphs``; empty if all are plain paragraphs."""
    links: tuple[TextLink, ...] = ()
    """In the order of the text."""
    origins: tuple[tuple[str, str], ...] = ()
    """Where fields of the metadata came from, in a few words: ``("published", "JSON-LD")``."""

    @property
    def remarks(self) -> tuple[str, ...]:
        """The flags that are for the reader."""
        return tuple(flag for flag in self.flags if flag not in _NO_REMARKS)

    @property
    def lacks_menus(self) -> bool:
        """Whether it was read from a page of the web of which menus, or the like, are neither shown nor hidden."""
        return self.kept is None and WHOLE_PAGE not in self.flags


@dataclass(frozen=True, slots=True)
class Rule:
    """A reader's decision to hide or keep a line, or keep a group, in one article or in all articles of an outlet."""

    number: int
    """Identifies the rule; later rules have higher numbers."""
    article: str
    """The full id of the article in which the reader made it."""
    outlet: str | None
    """The outlet to whose articles it applies; None if it applies to ``article`` alone."""
    line: str
    what: RuleKind = "hide"
    made: str = ""
    """When it was made, ISO 8601."""
    lines: tuple[str, ...] = ()
    """Of a rule for a group of hidden lines all of them, ``line`` being the first; empty for a rule on one line."""
    reasons: tuple[str, ...] = ()
    """Why the lines of the group were hidden, each reason once."""

    @property
    def scope(self) -> Literal["article", "outlet"]:
        """Whether it is for one article or for an outlet's."""
        return "article" if self.outlet is None else "outlet"


@dataclass(frozen=True, slots=True)
class EarlierText:
    """A paragraph, headline or deck that an earlier version of an article had, and the current one has not."""

    version: int
    """The last version that had it."""
    date: PartialDate | None
    """When that version was updated, captured or written as a file; where that is not known, when it was stored."""
    text: str


@dataclass(frozen=True, slots=True)
class ArticleSource:
    """One place that an article was found in."""

    path: str
    """The address of the source document."""
    format: str
    """The name of its file format; empty where an earlier broadsheet imported it."""
    fields: tuple[str, ...] = ()
    """The fields of the article's metadata that are from here, and ``text``."""


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
    sources: tuple[ArticleSource, ...] = ()
    """The places of ``paths``, in the same order, and what of the article is from each."""
    earlier: tuple[EarlierText, ...] = ()
    """What earlier versions had, the latest first; only where it was loaded, for the index and for hits."""

    @property
    def reference(self) -> Reference:
        """The version by the id that is shown."""
        return Reference(self.short_id, self.version)

    @property
    def text(self) -> str:
        """The clean body."""
        return self.content.text

    def field(self, name: Field) -> str:
        """The text of a field; empty where the article has none."""
        metadata = self.content.metadata
        return self.text if name == "text" else (metadata.headline if name == "headline" else metadata.deck) or ""

    @property
    def headline(self) -> str | None:
        """The headline, where the article has one."""
        return self.content.metadata.headline

    @property
    def outlet(self) -> str | None:
        """The outlet, where it is known."""
        return self.content.metadata.outlet

    @property
    def published(self) -> PartialDate | None:
        """When it was published, as precisely as is known."""
        return self.content.metadata.published

    @property
    def day(self) -> date | None:
        """The day on which it was published, where that is known."""
        return self.published.day if self.published else None


@dataclass(frozen=True, slots=True)
class CleanedSource:
    """One record of a file, cleaned but not stored."""

    document: SourceDocument
    article: CleanArticle
