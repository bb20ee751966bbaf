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
    rows: int | None = None
    """Rows that an earlier backup lacked or had otherwise; None where a whole copy was made."""


@dataclass(frozen=True, slots=True)
class Loss:
    """Something of a damaged archive that could not be saved."""

    kind: str
    """``article``, ``text``, ``version``, ``original``, ``page``, or the table of the store that had it."""
    name: str
    """The headline, path or id of the article; empty where it is of none."""
    what: str


@dataclass(frozen=True, slots=True)
class SalvageReport:
    """What was saved of a damaged archive, and what was not."""

    articles: int
    """In the new archive."""
    saved: tuple[tuple[str, int], ...]
    """The rows that were copied, by table of the store."""
    again: tuple[str, ...]
    """The names of articles whose text was gone and that were cleaned again from their originals."""
    lost: tuple[Loss, ...]
    uncertain: int
    """Rows of ``saved`` that may be ones that were deleted before: where they belong is lost."""


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
