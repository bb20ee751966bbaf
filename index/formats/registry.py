"""The one table of file formats, and reading a file by the format that it is of.

The table is made of the modules of this package, and of those below it, that have a ``FORMAT``; and of what other
packages offer as entry points of the group ``broadsheet.formats``.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import cache
from importlib import import_module
from io import SEEK_END
from pathlib import Path
from pkgutil import walk_packages
from typing import BinaryIO

from index.errors import NotAnArticle, SourceError, reason_of
from index.formats.library import exported_files
from index.formats.limits import Bounds, size_text
from index.formats.location import Disk, Location
from index.formats.meter import Meter
from index.formats.pages.roles import other_role
from index.formats.plugins import GuardedRecogniser, plugins
from index.formats.protocol import FileFormat, NotThisFormat
from index.formats.signatures import TEXT_BUT_NO_PROSE
from index.formats.source import Head, Record, Source, seekable_copy, skipped
from index.formats.walk import FoundFile, open_regular, path_text
from index.model import Address, FieldNames, SkippedSource, SourceDocument


@cache
def formats() -> tuple[FileFormat, ...]:
    """Every format, in the order of their names."""
    package = sys.modules[__name__.rpartition(".")[0]]
    modules = [import_module(found.name) for found in walk_packages(package.__path__, f"{package.__name__}.")]
    offered = [getattr(module, "FORMAT", None) for module in modules]
    found = [format for format in offered if isinstance(format, FileFormat)]
    return tuple(sorted([*found, *plugins()[0]], key=lambda format: format.names.name.lower()))


def recognising(head: Head) -> Sequence[FileFormat]:
    """The formats that take a file with this beginning for their own, the surest first."""
    sure = [(format.recognise(head), head.has_name(format.names), format) for format in formats()]
    return [format for _, _, format in sorted((one for one in sure if one[0] > 0), key=lambda one: one[:2])[::-1]]


def expected_articles(file: FoundFile) -> int:
    """About how many articles a file holds, by its name and size."""
    suffix = file.path.suffix.lower()
    sizes = (format.document_bytes for format in formats() if suffix in format.names.suffixes)
    return next((1 + file.size // size for size in sizes if size is not None), 1)


def read_file(
    path: Path,
    name: str = "",
    bounds: Bounds = Bounds(),  # noqa: B008 - frozen
    fields: FieldNames = (),
    *,
    begun: Callable[[Address], None] = lambda address: None,
    opened: Callable[[BinaryIO], None] = lambda file: None,
) -> Iterator[Record]:
    """The articles of a file on disk; a row with the reason where there are none.

    ``name`` is the address that documents get; by default that of the path. ``fields`` is what the reader calls the
    fields of records. ``begun`` is called with the address of the file, and of each member of it before that is read;
    ``opened`` with the file, whose place shows between two articles how far it is read.
    """
    name = name or path_text(path)
    try:
        file = open_regular(path)
    except SourceError as error:
        yield skipped(name, error)
        return
    with file:
        opened(file)
        location = Location(Disk(), path.absolute().as_posix())
        yield from read_stream(file, name, bounds, fields, location=location, begun=begun)


def read_stream(
    stream: BinaryIO,
    name: str,
    bounds: Bounds = Bounds(),  # noqa: B008 - frozen
    fields: FieldNames = (),
    *,
    location: Location | None = None,
    begun: Callable[[Address], None] = lambda address: None,
) -> Iterator[Record]:
    """The articles of a stream; a row with the reason where there are none.

    ``name`` is the address that documents get; its ending may decide between formats. ``begun`` as in
    :func:`read_file`.
    """
    with ExitStack() as stack:
        try:
            if not stream.seekable():
                stream = stack.enter_context(seekable_copy(stream))
            size = stream.seek(0, SEEK_END)
            meter = Meter(bounds, size, begun)
            source = Source(
                address=Address(name),
                stream=stream,
                size=size,
                fields=fields,
                bounds=bounds,
                meter=meter,
                read_member=_read,
                location=location,
            )
            yield from _read(source)
        except SourceError as error:
            yield skipped(name, error)
        except OSError as error:
            yield SkippedSource(name, (error.strerror or "cannot be read").lower())


def _read(source: Source) -> Iterator[Record]:
    """What the first format yields that the source turns out to be of."""
    source.meter.begun(source.address)
    head = source.head
    if reason := other_role(source.location):
        raise NotAnArticle(reason)
    if not head.data:
        raise SourceError("empty: there is no text in it")
    for format in recognising(head):
        try:
            source.stream.seek(0)
            for record in _read_by(format, source):
                if isinstance(record, SourceDocument) and (known := exported_files.declared(source.location)):
                    record = replace(record, declared=record.declared.completed_by(known))
                # A member has the format that it was read by, not that of its container.
                yield record if record.format else replace(record, format=format.names.name)
            return
        except NotThisFormat:
            continue
    for format in formats():
        if isinstance(format.recognise, GuardedRecogniser) and format.recognise.failure is not None:
            raise format.recognise.failure
    if head.other_kind is None:
        source.check_size()
    size = source.size or 0
    raise NotAnArticle(_other_kind(head) + (f" ({size_text(size)})" if size > source.bounds.document else ""))


def _read_by(format: FileFormat, source: Source) -> Iterator[Record]:
    """The records of a source; raises SourceError for all that goes wrong in the format, and in libraries it uses."""
    try:
        yield from format.read(source)
    except (SourceError, OSError):
        raise
    # Whatever a library raises on a damaged or hostile file, the other files are still to be read.
    except Exception as error:
        raise SourceError(f"cannot be read as {format.names.name}: {reason_of(error)}") from error


def _other_kind(head: Head) -> str:
    """What a source is that no format reads."""
    if head.other_kind is not None:
        return head.other_kind
    return f"not a format of articles ({head.suffix})" if head.suffix in TEXT_BUT_NO_PROSE else "not an article"
