"""Factiva, Europresse and ProQuest as PDF with several articles in it: refused, with what to download instead.

Their print layout does not mark where the fields of an article end. A file of one article is read as any other PDF.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NoReturn

from index.errors import SourceError
from index.formats.databases.factiva.fields import is_accession
from index.formats.databases.file_blocks import first_lines_of_pdf, lines_of_pages
from index.formats.protocol import FileFormat, NotThisFormat
from index.formats.source import Head, Source
from index.model import FormatNames

_NAMES = FormatNames("PDF of several articles", (".pdf",), ("application/pdf",))


@dataclass(frozen=True, slots=True)
class _Database:
    name: str
    is_sign: re.Pattern[str]
    """A line that shows whose file it is."""
    is_document: re.Pattern[str]
    """What each article has once."""
    instead: str


_DATABASES: Final = (
    _Database(
        "Factiva",
        re.compile(r"(?:©|\(c\)) ?\d{4} Factiva, Inc\.|^(?:Dow Jones )?Factiva$", re.IGNORECASE),
        re.compile(r"(?!)"),
        "RTF or HTML",
    ),
    _Database(
        "Europresse",
        re.compile(r"\b(?:europresse\.com|eureka\.cc|CEDROM-SNi)\b|\bnews·\d{8}·[A-Z]{2,4}·", re.IGNORECASE),
        re.compile(r"\bnews·\d{8}·[A-Z]{2,4}·\w+"),
        "HTML",
    ),
    _Database(
        "ProQuest",
        re.compile(r"\bProQuest document ID\b|\bID de document ProQuest\b|\bProQuest-Dokument-ID\b", re.IGNORECASE),
        re.compile(
            r"(?:\bProQuest document ID|\bID de document ProQuest|\bProQuest-Dokument-ID)\s*:?\s*\d*", re.IGNORECASE
        ),
        "text or RIS",
    ),
)


def recognise(head: Head) -> float:
    """A PDF on whose first pages one of the databases names itself or an article of its own."""
    return 0.98 if head.data.startswith(b"%PDF-") and _database(first_lines_of_pdf(head.data)) else 0


def read(source: Source) -> NoReturn:
    """Raise SourceError for a file of several articles, NotThisFormat for one of a single article."""
    found = _database(first_lines_of_pdf(source.head.data))
    if found is None or not _has_two(source, found):
        raise NotThisFormat("one article")
    raise SourceError(
        f"several articles of {found.name} in one PDF, which cannot be divided exactly: "
        f"download them as {found.instead}"
    )


def _database(lines: Sequence[str]) -> _Database | None:
    if any(map(is_accession, lines)):
        return _DATABASES[0]
    return next((one for one in _DATABASES if any(map(one.is_sign.search, lines))), None)


def _has_two(source: Source, database: _Database) -> bool:
    """Whether the articles of two numbers are in the file; pages are read until the second."""
    seen: set[str] = set()
    for page in lines_of_pages(source.data):
        for line in (line.strip() for block in page for line in block.split("\n")):
            if database.name == "Factiva" and is_accession(line):
                seen.add(line)
            elif found := database.is_document.search(line):
                seen.add(found.group())
            if len(seen) > 1:
                return True
    return False


FORMAT = FileFormat(_NAMES, recognise, read)
