"""Articles of EBSCO (Newspaper Source and others) as text: fields with labels, then the full text.

A file has one article, or several that are numbered as records. What has an abstract alone is without text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from index.formats.databases import documents
from index.formats.databases.documents import DatabaseDocument
from index.formats.databases.libraries.labelled_text import Layout, Role, document, labels_of
from index.formats.protocol import FileFormat
from index.formats.source import Head, Record, Source
from index.model import FormatNames

_NAMES = FormatNames("EBSCO text", (".txt",), ("text/plain",))
_RECORD = re.compile(r"\s*Record: ?\d{1,6}\s*")
_TITLE = re.compile(r"\s*Title: ?")
_SIGNS: Final = tuple(
    re.compile(rf"^[ \t]*(?:{label})[ \t]*:", re.MULTILINE)
    for label in ("Title", "Source", "Database", r"Accession Number|Persistent link to this record(?: \(Permalink\))?")
)
_LINK = re.compile(r"\s*Persistent link to this record\b")
_FULL_TEXT = re.compile(r"\s*(?:HTML |PDF )?Full Text:?\s*")
_SOURCE = re.compile(
    r"\s*Source:\s*(?P<outlet>.+?)[,.]? (?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4})(?P<rest>.*)", re.DOTALL
)
_PAGE = re.compile(r"\bp(?P<page>[A-Z]{0,3}\d[\w-]{0,11})")
_BELOW = re.compile(r"\s*(?:~{5,}|Copyright of |Source: )")
_NEVER = re.compile(r"(?!)")
_LABELS: Final[Mapping[Role, str]] = {
    "title": "title",
    "author": "author authors author(s) by",
    "outlet": "source",
    "date": "date",
    "page": "page",
    "section": "section",
    "language": "language",
    "deck": "abstract",
    "body": "full_text",
    "other": "record document_type publication_type subject_terms subjects company/entity people geographic_terms"
    " database naics/industry_codes issn isbn doi accession_number full_text_word_count author_affiliations images",
}
_LAYOUT = Layout(labels_of(_LABELS), _BELOW, _NEVER)


def recognise(head: Head) -> float:
    """A text with the labels that EBSCO gives a record."""
    return 0.95 if head.other_kind is None and all(sign.search(head.text) for sign in _SIGNS) else 0


def read(source: Source) -> Iterator[Record]:
    """The documents of the file."""
    decoded = source.decoded
    lines = [line.rstrip("\r") for line in decoded.text.lstrip("\ufeff").split("\n")]
    found = map(_document, _split(lines))
    yield from documents.records(source, found, media_type=_NAMES.media_types[0], decoded=decoded)


def _split(lines: Sequence[str]) -> Iterator[list[str]]:
    """The lines of each record: from its number where there are numbers, else from its title."""
    begins = _RECORD.fullmatch if any(map(_RECORD.fullmatch, lines)) else _TITLE.match
    starts = [place for place, line in enumerate(lines) if begins(line)]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield list(lines[start:end])


def _document(lines: list[str]) -> DatabaseDocument:
    found = document([*_plain(lines)], _LAYOUT)
    title = (found.declared.headline or "").rstrip(".")
    body = found.paragraphs
    if body and body[0].rstrip(".") == title:
        body = body[1:]
    return replace(
        found, declared=replace(found.declared, headline=title or None), paragraphs=body, raw="\n".join(lines)
    )


def _plain(lines: Sequence[str]) -> Iterator[str]:
    """The lines with a value behind each label, and each fact of the source in a line of its own."""
    label = ""
    for line in lines:
        if label and line.strip():
            line, label = f"{label} {line.strip()}", ""
        if (
            (bare := line.strip()).endswith(":")
            and bare[:-1].lower() in _LAYOUT.roles
            and not _FULL_TEXT.fullmatch(line)
        ):
            label = bare
        elif _LINK.match(line):
            continue
        elif _FULL_TEXT.fullmatch(line):
            yield "Full Text:"
        elif stated := _SOURCE.fullmatch(line):
            page = _PAGE.search(stated["rest"])
            yield f"Source: {stated['outlet']}"
            yield f"Date: {stated['year']}-{int(stated['month']):02}-{int(stated['day']):02}"
            yield f"Page: {page['page'] if page else ''}"
        else:
            yield line


FORMAT = FileFormat(_NAMES, recognise, read)
