"""What a file format is to the rest of broadsheet.

A format is one module of this package with a ``FORMAT``: what it is called, how sure it is that a file is its own, and
how it reads one. :mod:`index.formats.registry` finds the module; help, messages and README take the names from it.

A file, a member of a container and standard input all reach a format as a :class:`Source`. A container gives each of
its members to :meth:`Source.member`, which recognises and reads it, within the bounds of the whole file::

    def read(source: Source) -> Iterator[Record]:
        with zipfile.ZipFile(source.stream) as archive:
            for member in archive.infolist():
                with archive.open(member) as stream:
                    yield from source.member(member.filename, stream, size=member.file_size)

Libraries that take long to load are imported by the functions that need them, not by the module.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from index.errors import SourceError
from index.formats.source import Head, Record, Source
from index.model import FormatNames


@dataclass(frozen=True, slots=True)
class FileFormat:
    """A file format or kind of container."""

    names: FormatNames
    recognise: Callable[[Head], float]
    """How sure it is that a file with this beginning is its own: 0 not at all, 1 quite.

    The surest format reads the file; among equally sure ones that whose name the file has.
    """
    read: Callable[[Source], Iterator[Record]]
    """The articles of a source, and a row with a reason for each part of it that is none.

    Raises SourceError with the reason when nothing more can be read, and NotThisFormat, before anything has been
    yielded, when the source turns out to be of another format.
    """
    document_bytes: int | None = None
    """About how many bytes of a file one article takes, to estimate progress; None where a file is one article."""


class NotThisFormat(SourceError):
    """A source is of another format than its beginning looked like; the next that recognised it reads it."""
