"""The errors of an archive, as one tree.

::

    BroadsheetError
    ├── ArchiveError            the archive itself: exit 3
    │   ├── NotAnArchive        a folder that broadsheet did not make
    │   ├── ArchiveDamaged      its store fails a checksum or cannot be read
    │   ├── ArchiveTooNew       written by a later broadsheet
    │   ├── ArchiveLocked       another process is writing to it
    │   ├── ArchiveFull         the disk is full, or the quota on it
    │   ├── ArchiveReadOnly     its disk or folder cannot be written to
    │   └── DeviceFailed        its disk is broken or gone
    ├── QueryError              a query with a syntax error: exit 2
    │   └── QueryTooCostly      a valid query that would cost too much
    ├── UsageError              a request that cannot be carried out: exit 2
    │   ├── UnknownArticle      no article has that id
    │   └── AmbiguousArticle    several articles have ids with that prefix
    ├── SourceError             a file that cannot become an article: exit 1
    │   ├── NotAnArticle        it is something else
    │   └── ListWithoutTexts    it lists articles without their texts
    └── Cancelled               dropped on request; nothing to report: exit 130

A message says what failed and with which value; ``hint`` says what to do.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Final

_MOST_WORDS: Final = 300
"""Characters of what an exception says of itself."""


class BroadsheetError(Exception):
    """Base of all errors that are raised on purpose.

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
    """The store of record fails a checksum or cannot be read."""

    kind = "damaged"


class ArchiveTooNew(ArchiveError):
    """A later broadsheet wrote this archive."""

    kind = "too-new"


class ArchiveLocked(ArchiveError):
    """Another process is writing; the message names it."""

    kind = "locked"


class ArchiveFull(ArchiveError):
    """The disk is full; what was committed before is safe."""

    kind = "full"


class ArchiveReadOnly(ArchiveError):
    """The disk or the folder cannot be written to; reading and searching work."""

    kind = "read-only"


class DeviceFailed(ArchiveError):
    """The disk is broken, or was disconnected."""

    kind = "device"


class QueryError(BroadsheetError):
    """The query has a syntax error. ``column`` is the 1-based code point where parsing stopped."""

    kind = "query"
    exit_code = 2


class QueryTooCostly(QueryError):
    """The query is valid, but exceeds one of the limits on the cost of a query."""

    kind = "query-too-costly"


class UsageError(BroadsheetError):
    """A request that cannot be carried out as given."""

    kind = "usage"
    exit_code = 2


class UnknownArticle(UsageError):
    """No article of the archive has that id."""

    kind = "unknown-article"


class AmbiguousArticle(UsageError):
    """More than one article has an id with the given prefix."""

    kind = "ambiguous-article"


class SourceError(BroadsheetError):
    """A file, or a record of it, cannot become an article; the message is the reason in the import report."""

    kind = "source"


class NotAnArticle(SourceError):
    """A file, or a part of one, is known to be something else than an article; the message says what."""

    kind = "not-an-article"


class ListWithoutTexts(SourceError):
    """A file lists articles and has no texts of them; the message says what it is and what to do."""

    kind = "list"


class Cancelled(BroadsheetError):
    """The caller asked to drop the work; there is nothing to report."""

    kind = "cancelled"
    exit_code = 130


def check_of(cancelled: Callable[[], bool]) -> Callable[[], None]:
    """A function that polls ``cancelled``, and raises Cancelled once that is true."""

    def check() -> None:
        if cancelled():
            raise Cancelled("The request was cancelled.")

    return check


def reason_of(error: BaseException) -> str:
    """Why something failed, in a few words: the kind of the exception and its message."""
    if isinstance(error, MemoryError):
        return "it needs more memory than it may have"
    if isinstance(error, RecursionError):
        return "it is nested too deep"
    words = " ".join(str(error).split())[:_MOST_WORDS]
    return f"{type(error).__name__}: {words}" if words else type(error).__name__
