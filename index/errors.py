"""What can go wrong in an archive, as one tree.

::

    BroadsheetError
    ├── ArchiveError            the archive itself: exit 3
    │   ├── NotAnArchive        a folder that broadsheet did not make
    │   ├── ArchiveDamaged      its store does not read as it should
    │   ├── ArchiveTooNew       written by a later broadsheet
    │   ├── ArchiveLocked       another process is writing to it
    │   └── ArchiveFull         the disk took no more
    ├── QueryError              a query that cannot be read: exit 2
    │   └── QueryTooCostly      one that reads, but would cost too much
    ├── UsageError              a request that makes no sense: exit 2
    │   ├── UnknownArticle      no article has that id
    │   └── AmbiguousArticle    several articles have ids that begin so
    ├── SourceError             a file that cannot become an article: exit 1
    └── Cancelled               dropped on request; nobody is to be told: exit 130

Every message says what happened; ``hint`` says what to do next.
"""

from __future__ import annotations

from typing import ClassVar


class BroadsheetError(Exception):
    """Base of everything raised on purpose.

    ``kind`` is the stable word of the JSON error object; ``exit_code`` what the command line returns.
    """

    kind: ClassVar[str] = "error"
    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, *, hint: str = "", column: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.column = column

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class ArchiveError(BroadsheetError):
    """The archive cannot be used as it is."""

    kind = "archive"
    exit_code = 3


class NotAnArchive(ArchiveError):
    """The folder was not made by broadsheet, so nothing in it is opened."""

    kind = "not-an-archive"


class ArchiveDamaged(ArchiveError):
    """The store of record does not read as it should."""

    kind = "damaged"


class ArchiveTooNew(ArchiveError):
    """A later broadsheet wrote this archive."""

    kind = "too-new"


class ArchiveLocked(ArchiveError):
    """Another process is writing; the message names it."""

    kind = "locked"


class ArchiveFull(ArchiveError):
    """The disk took no more; what was committed before is safe."""

    kind = "full"


class QueryError(BroadsheetError):
    """The query cannot be read. ``column`` is the 1-based code point at which reading stopped."""

    kind = "query"
    exit_code = 2


class QueryTooCostly(QueryError):
    """The query reads, but is over one of the bounds on what a query may cost."""

    kind = "query-too-costly"


class UsageError(BroadsheetError):
    """A request that cannot be carried out as it was put."""

    kind = "usage"
    exit_code = 2


class UnknownArticle(UsageError):
    """No article of the archive has that id."""

    kind = "unknown-article"


class AmbiguousArticle(UsageError):
    """More than one article has an id that begins with what was given."""

    kind = "ambiguous-article"


class SourceError(BroadsheetError):
    """A file, or one record of it, cannot become an article; the message is the reason shown in the report."""

    kind = "source"


class Cancelled(BroadsheetError):
    """The caller asked to drop the work; there is nothing to report."""

    kind = "cancelled"
    exit_code = 130
