"""What can be imported, and what an import reports while it runs and at its end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final, Literal, get_args


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
NAMED_FIELDS: Final = (
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

ArticleOutcome = Literal["added", "updated", "unchanged", "same as another"]
"""What an import did with an article: it is new, it changed, it is as it was, or it is one that another file, or
another part of this one, holds too."""

SkipKind = Literal["failed", "not an article", "list"]
"""Why something did not become an article: it should have and could not be read; it is something else, such as a
stylesheet or a cover page; it is a list of articles without their texts."""

OUTCOMES: Final[tuple[ArticleOutcome, ...]] = get_args(ArticleOutcome)
SKIP_KINDS: Final[tuple[SkipKind, ...]] = get_args(SkipKind)


@dataclass(frozen=True, slots=True)
class ImportedArticle:
    """One article of an import report."""

    id: str
    path: str
    """The address of its source document."""
    headline: str | None
    outcome: ArticleOutcome = "unchanged"
    format: str = ""
    """The name of the file format that its source is of; empty where an earlier broadsheet imported it."""
    file: str = ""
    """The file on disk that holds it."""

    @property
    def kind(self) -> ArticleOutcome:
        """The column of the report that it counts in."""
        return self.outcome


@dataclass(frozen=True, slots=True)
class SkippedSource:
    """A file, or a record of one, that did not become an article."""

    path: str
    reason: str
    kind: SkipKind = "failed"
    file: str = ""
    """The file on disk that it is in; empty outside an import."""
    format: str = ""
    """The name of the file format that refused it; empty where none took it for its own."""


ReportColumn = ArticleOutcome | SkipKind
"""What one row of a report counts as."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The result of an import."""

    articles: tuple[ImportedArticle, ...]
    """Every article of the paths that were given, new or not."""
    skipped: tuple[SkippedSource, ...]
    seconds: float
    is_dry_run: bool = False
    """Whether it says what would happen, and nothing was written. The ids of new articles may then be others later."""
    news: tuple[tuple[str, int], ...] = ()
    """The names of saved searches with the number of their hits that it added, where there are any."""

    @property
    def rows(self) -> tuple[ImportedArticle | SkippedSource, ...]:
        """All of it: the articles, then what was skipped."""
        return (*self.articles, *self.skipped)

    @property
    def added(self) -> int:
        """Articles that are new."""
        return self._count("added")

    @property
    def updated(self) -> int:
        """Articles that changed."""
        return self._count("updated")

    @property
    def unchanged(self) -> int:
        """Articles that were in the archive as they are, those included that are the same as another."""
        return self._count("unchanged", "same as another")

    @property
    def same(self) -> int:
        """Articles of ``unchanged`` that are the same as another."""
        return self._count("same as another")

    @property
    def kinds(self) -> dict[SkipKind, int]:
        """How many rows were skipped of each kind."""
        found = Counter(row.kind for row in self.skipped)
        return {kind: found[kind] for kind in SKIP_KINDS}

    def by_format(self) -> dict[str, dict[ReportColumn, int]]:
        """The counts of each file format by its name; ``""`` where none is known."""
        return _table((row.format, row.kind) for row in self.rows)

    def by_folder(self) -> dict[str, dict[ReportColumn, int]]:
        """The counts of each folder with files of the import."""
        return _table((str(PurePath(row.file or row.path).parent), row.kind) for row in self.rows)

    def _count(self, *outcomes: ArticleOutcome) -> int:
        return sum(article.outcome in outcomes for article in self.articles)


def _table(rows: Iterable[tuple[str, ReportColumn]]) -> dict[str, dict[ReportColumn, int]]:
    """The rows counted: by the name of a group, in order, then by column, in the order of the report."""
    counts = Counter(rows)
    columns = (*OUTCOMES, *SKIP_KINDS)
    names = sorted({name for name, _ in counts})
    return {name: {column: counts[name, column] for column in columns if counts[name, column]} for name in names}


Stage = (
    Literal["finding", "reading", "indexing", "grouping", "describing", "tracing", "done"]
    | Literal["copying", "verifying", "exporting", "salvaging"]
)
"""Of an import; then of a backup, an export and a salvage."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an import is, or other long work. The last one of an import carries the report."""

    stage: Stage
    done: int
    total: int
    """Source documents or articles of this stage; 0 while unknown."""
    path: str = ""
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0
    report: ImportReport | None = None
    failed: int = 0
    """Of ``skipped``, what should have been read and could not be."""
