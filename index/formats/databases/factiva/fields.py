"""The fields of one article of Factiva: by their codes, or by their places where the export has no codes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from index.formats.databases.documents import DatabaseDocument
from index.formats.databases.field_values import date_in, is_date_line, language_text, length_text
from index.formats.databases.text_blocks import one_line, paragraphs
from index.model import DeclaredMetadata

CODES: Final = frozenset(
    ("SE", "HD", "BY", "CR", "WC", "PD", "ET", "SN", "SC", "NGC", "GC", "ED", "PG", "VOL", "LA", "CY", "LP", "TD", "CO",
     "IN", "NS", "RE", "IPC", "IPD", "PUB", "AN", "ART", "CT", "RF", "CLM", "DLN", "TI", "DJIB", "CX", "RST", "SO")
)  # fmt: skip
"""The codes of fields: HD headline, BY byline, WC words, PD and ET date and time, SN source, SE section, CLM column,
PG page, LA language, CY copyright, LP lead, TD text, CX correction, PUB publisher, AN accession number, and indexes."""

_ACCESSION = re.compile(
    r"(?:Document|Dokument|Documento|Документ|Documente?|文件|文档|文檔|文書|ドキュメント|문서)?\s*(?P<id>[A-Z][A-Z0-9]{3,9}\d{8}[a-z0-9]{5,12})"
)
_LENGTH = re.compile(r"\d[\d.,\s]{0,9}\s?[^\W\d]\S{0,12}|\d[\d.,]{0,9}\s?\S{1,12}")
_CODE = re.compile(r"[A-Z][A-Z0-9]{2,6}")
_CLOCK = re.compile(r"\d{1,2}:\d\d\b.{0,8}")
_COPYRIGHT = re.compile(r"(?:copyright|\(c\)|©|\(C\)|版权|著作権)", re.IGNORECASE)
_PAGE = re.compile(r"[A-Z]{0,4}\d{1,4}[A-Z]?(?:[-,/ ]+[A-Z]{0,4}\d{1,4})*")
_NO_PAGE = re.compile(r"0+(?: \d{4})?")
"""What is given as the page of an article that was only on the web."""
_LISTED = re.compile(r"\d{1,4}\)\s+(?=\S)")
"""The number in a list of headlines, which some exports leave before the headline."""
_BYLINE = re.compile(r"(?:by|von|par|por|di|door|av|af)\s+\S", re.IGNORECASE)
_LONGEST_BYLINE = 80
"""Characters of a line between headline and length that is a byline without ``By``."""


def is_accession(line: str) -> bool:
    """Whether a line is the number with which an article ends: ``Document NYTF000020050408dp1900j9s``."""
    return _ACCESSION.fullmatch(line.strip()) is not None


def of_codes(
    fields: Mapping[str, Sequence[str]], raw: str, *, language: str | None = None, numbered: bool = False
) -> DatabaseDocument:
    """The article of fields by their codes, each a list of blocks."""
    value = {code: one_line(" ".join(blocks)) for code, blocks in fields.items()}
    date = value.get("PD")
    if date and (clock := value.get("ET")) and _CLOCK.fullmatch(clock):
        date = f"{date} {clock}"
    return DatabaseDocument(
        DeclaredMetadata(
            headline=_headline(value.get("HD") or value.get("TI")),
            authors=(value["BY"],) if value.get("BY") else (),
            outlet=value.get("SN") or value.get("SO"),
            published=date_in(date) or date,
            section=_section(value.get("SE") or value.get("CLM")),
            language=language_text(value.get("LA")) or language,
        ),
        paragraphs([*fields.get("LP", ()), *fields.get("TD", ())]),
        raw,
        page=page if (page := value.get("PG")) and not _NO_PAGE.fullmatch(page) else None,
        length=length_text(value.get("WC")),
        correction=value.get("CX"),
    )


def of_places(
    header: Sequence[str], body: Sequence[str], raw: str, *, language: str | None = None, headline: str | None = None,
    byline: str | None = None,
) -> DatabaseDocument:  # fmt: skip
    """The article of a header whose lines are known by their order.

    Section, headline, byline, length, date, perhaps time, outlet, its code, edition, page, language, copyright. The
    lines above the headline are not in ``header`` where ``headline`` is given, but as its first one, the section.
    """
    lines = [one_line(line) for line in header if one_line(line)]
    dated = next((i for i in range(1, len(lines)) if is_date_line(lines[i]) and _LENGTH.fullmatch(lines[i - 1])), None)
    if dated is None:
        dated = next((i for i in range(len(lines)) if is_date_line(lines[i])), len(lines))
    has_length = 0 < dated < len(lines) and _LENGTH.fullmatch(lines[dated - 1]) is not None
    above, below = lines[: dated - 1 if has_length else dated], lines[dated + 1 :]
    section = None
    if headline is None:
        headline, above, section = _split_headline(above)
    elif headline in above:
        place = above.index(headline)
        section, above = next(iter(above[:place]), None), above[place + 1 :]
    published = lines[dated] if dated < len(lines) else None
    if below and _CLOCK.fullmatch(below[0]):
        published, below = f"{published} {below[0]}", below[1:]
    ends = next((i for i, line in enumerate(below) if i and _COPYRIGHT.match(line)), len(below))
    between = below[1:ends]
    if byline is None and above and (_BYLINE.match(above[0]) or _is_name(above[0])):
        byline = above[0]
    return DatabaseDocument(
        DeclaredMetadata(
            headline=_headline(headline),
            authors=(byline,) if byline else (),
            outlet=below[0] if below else None,
            published=published,
            section=_section(section),
            language=language or (language_text(between[-1]) if between and between[-1].isalpha() else None),
        ),
        paragraphs(body),
        raw,
        page=next(filter(_is_page, reversed(between)), None),
        length=length_text(lines[dated - 1]) if has_length else None,
    )


def _split_headline(above: list[str]) -> tuple[str | None, list[str], str | None]:
    """Headline, the lines below it, and the section above it."""
    if not above:
        return None, [], None
    bylines = [i for i, line in enumerate(above) if _BYLINE.match(line) and i]
    end = bylines[0] if bylines else len(above)
    if end >= 2 and len(above[0]) <= _LONGEST_BYLINE and not _BYLINE.match(above[1]):
        return above[1], above[2:], above[0]
    return above[0], above[1:], None


def _is_page(line: str) -> bool:
    return _PAGE.fullmatch(line) is not None and not _CODE.fullmatch(line) and not _NO_PAGE.fullmatch(line)


def _section(text: str | None) -> str | None:
    """The section of ``Foreign Desk; A``, which names the part of the paper behind it."""
    return text.split(";")[0].strip() or None if text else None


def _headline(text: str | None) -> str | None:
    return _LISTED.sub("", text, count=1) if text and _LISTED.match(text) else text


def _is_name(line: str) -> bool:
    words = line.split()
    return (
        len(line) <= _LONGEST_BYLINE
        and 2 <= len(words) <= 8
        and not line.rstrip().endswith((".", "!", "?"))
        and all(
            word[0].isupper() or word.lower() in ("and", "und", "et", "y", "e", "de", "van", "von", "der", "la", "di")
            for word in words
        )
    )
