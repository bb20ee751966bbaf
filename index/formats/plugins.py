"""Formats that other packages offer, as entry points of the group ``broadsheet.formats``.

Their code is not ours: one that cannot be loaded is left out and reported, and one that fails to recognise a file is a
row of the import report where no other format reads it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib.metadata import EntryPoint, entry_points
from typing import Final

from index.errors import BroadsheetError, SourceError
from index.formats.protocol import FileFormat
from index.formats.source import Head
from index.model import FormatNames

GROUP: Final = "broadsheet.formats"
"""The group of entry points; each is a FileFormat."""


def plugins() -> tuple[tuple[FileFormat, ...], tuple[str, ...]]:
    """The formats of other packages, and a sentence about each that cannot be used."""
    found: list[FileFormat] = []
    broken: list[str] = []
    for point in sorted(entry_points(group=GROUP), key=lambda point: (point.name, point.value)):
        named = _named(point)
        try:
            with _failing_as(f"{named} cannot be loaded"):
                format = point.load()
        except SourceError as error:
            broken.append(f"{error.message}.")
            continue
        if isinstance(format, FileFormat) and isinstance(format.names, FormatNames):
            found.append(replace(format, recognise=GuardedRecogniser(format, named)))
        else:
            broken.append(f"{named} cannot be used: {point.value} is no FileFormat.")
    return tuple(found), tuple(broken)


class GuardedRecogniser:
    """Calls the ``recognise`` of a plugin; where that fails, the file is not its own, and ``failure`` says why."""

    def __init__(self, format: FileFormat, named: str) -> None:
        self._format, self._named = format, named
        self.failure: SourceError | None = None
        """Of the last call."""

    def __call__(self, head: Head) -> float:
        """How sure the plugin is that a file with this beginning is its own."""
        self.failure = None
        try:
            with _failing_as(f"{self._named} failed"):
                return float(self._format.recognise(head))
        except SourceError as error:
            self.failure = error
            return 0


@contextmanager
def _failing_as(what: str) -> Iterator[None]:
    """Turn whatever code of others raises into a SourceError; its own BroadsheetErrors remain."""
    try:
        yield
    except BroadsheetError:
        raise
    except Exception as error:
        raise SourceError(f"{what}: {type(error).__name__}: {error}") from error


def _named(point: EntryPoint) -> str:
    package = f" of {point.dist.name} {point.dist.version}" if point.dist is not None else ""
    return f"the format plugin {point.name}{package}"
