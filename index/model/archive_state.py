"""Damage in an archive, and counts of what it holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from index.model.dates import PartialDate
from index.model.imports import FieldNames
from index.model.search import Facet


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
class BackupReport:
    """A copy of an archive that was made and read back."""

    articles: int
    damaged: tuple[Damage, ...]
    """What is damaged in the archive itself, and so in its copy."""
    bytes: int
    """Of the copy."""


@dataclass(frozen=True, slots=True)
class Statistics:
    """What an archive holds."""

    articles: int
    outlets: int
    stories: int
    documents: int
    first: PartialDate | None
    last: PartialDate | None
    bytes: int
    """On disk, store and index together."""
    by_outlet: tuple[Facet, ...]
    fields: FieldNames = ()
    """What the reader calls the fields of records in files."""
