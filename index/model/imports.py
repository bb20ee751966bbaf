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
