"""What can be imported, and what an import reports while it runs and at its end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class FormatNames:
    """What a file format is called, for help, messages and metadata."""

    name: str
    """As it reads in a list: ``HTML``, ``plain text``."""
    suffixes: tuple[str, ...]
    """Lower-case endings of file names with their dot, the usual one first."""
    media_types: tuple[str, ...]
    """The usual one first."""


FieldNames = tuple[tuple[str, str], ...]
"""What a reader calls the fields of records: pairs of a field of :data:`NAMED_FIELDS` and its name in the files, which
may be a path with dots: ``(("title", "kop"), ("text", "response.inhoud"))``. Of several names of one field the first
that a record has counts."""
NAMED_FIELDS = (
    "title",
    "text",
    "html",
    "deck",
    "author",
    "outlet",
    "date",
    "updated",
    "section",
    "url",
    "language",
    "tags",
)
"""The fields that a reader can name; ``text`` is the body as plain text, ``html`` as markup."""


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How an import is done."""

    dry_run: bool = False
    """Read and clean everything and store nothing: the report says what would happen."""
    follow_links: bool = False
    """Follow symbolic links out of the folders that are imported."""
    fields: FieldNames | None = None
    """Names of fields that the archive keeps for this import and later ones; None leaves those that it has."""


@dataclass(frozen=True, slots=True)
class ImportedArticle:
    """One row of an import report."""

    id: str
    path: str
    headline: str | None


SkipKind = Literal["failed", "not an article", "list"]
"""Why something did not become an article: it should have and could not be read; it is something else, such as a
stylesheet or a cover page; it is a list of articles without their texts."""


@dataclass(frozen=True, slots=True)
class SkippedSource:
    """A file, or a record of one, that did not become an article."""

    path: str
    reason: str
    kind: SkipKind = "failed"


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The result of an import."""

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

    stage: Literal["finding", "reading", "indexing", "grouping", "tracing", "done"]
    done: int
    total: int
    """Source documents or articles of this stage; 0 while unknown."""
    path: str = ""
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0
    report: ImportReport | None = None
