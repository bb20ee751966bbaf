"""Workbooks that databases of news write: Integrum's articles, and ProQuest's lists of titles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from index.errors import ListWithoutTexts
from index.formats.databases.documents import DatabaseDocument, records
from index.formats.databases.file_blocks import beginning_of_member
from index.formats.databases.text_blocks import one_line, paragraphs
from index.formats.extras import needing
from index.formats.protocol import FileFormat, NotThisFormat
from index.formats.source import Head, Record, Source
from index.model import DeclaredMetadata, FormatNames

_NAMES = FormatNames(
    "Integrum workbook",
    (".xlsx", ".xls"),
    ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/vnd.ms-excel"),
)
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_COLUMNS: Final[Mapping[str, str]] = {
    "источник": "outlet", "дата": "date", "время": "time", "заголовок": "headline", "анонс": "text", "текст": "text",
    "оригинал": "url", "автор": "author",
}  # fmt: skip
"""The columns of Integrum."""
_INTEGRUM = frozenset(("источник", "заголовок", "анонс"))
_PROQUEST = frozenset(("title", "storeid", "articletype"))
"""Columns of a list of titles of ProQuest, in small letters."""
_WORDS = (("Источник", "Заголовок", "Анонс"), ("StoreId", "ArticleType"))
_TEXT_MEMBERS = ("xl/sharedStrings.xml", "xl/worksheets/sheet1.xml")
_MOST_ABOVE = 10
"""Rows above the names of the columns."""
_DAY = re.compile(r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4}|\d{2})")
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_CLOCK = re.compile(r"\d{1,2}:\d\d")
_CENTURY = 60
"""A year of two digits from this on is of the last century: the oldest texts of Integrum are of the sixties."""


def recognise(head: Head) -> float:
    """A workbook with the names of a database's columns."""
    if head.data.startswith(_OLD_WORKBOOK):
        return 0.98 if _has_columns(head.data) else 0
    return 0.98 if any(_has_columns(beginning_of_member(head.data, name)) for name in _TEXT_MEMBERS) else 0


def _has_columns(data: bytes) -> bool:
    """Whether all words of one kind of workbook are in ``data``, in one of the encodings of workbooks."""
    return any(
        all(word.encode(encoding) in data for word in words) for words in _WORDS for encoding in ("utf-8", "utf-16-le")
    )


def read(source: Source) -> Iterator[Record]:
    """The articles of the workbook; raises NotThisFormat where its columns are not those of a database."""
    rows = _rows(source)
    for place, row in enumerate(rows[:_MOST_ABOVE]):
        names = [str(cell).strip().lower() for cell in row]
        if set(names) >= _PROQUEST:
            raise ListWithoutTexts(
                "a list of titles of ProQuest, without the texts: export the documents as text, HTML or RTF"
            )
        if set(names) >= _INTEGRUM:
            below = rows[place + 1 :]
            found = (_document(dict(zip(names, each, strict=False))) for each in below if any(map(str, each)))
            yield from records(source, found, media_type=_NAMES.media_types[0])
            return
    raise NotThisFormat("not the columns of a news database")


def _rows(source: Source) -> Sequence[Sequence[object]]:
    """The rows of the first sheet."""
    with needing("office", "a workbook"):
        from python_calamine import CalamineError, CalamineWorkbook

    source.check_size()
    try:
        workbook = CalamineWorkbook.from_filelike(source.stream)
        sheet = workbook.get_sheet_by_index(0)
        return sheet.to_python()
    except (CalamineError, IndexError, ValueError, OSError) as error:
        raise NotThisFormat("not a workbook that can be read") from error


def _document(cells: Mapping[str, object]) -> DatabaseDocument:
    value = {_COLUMNS[name]: _text(cell) for name, cell in cells.items() if name in _COLUMNS and _text(cell)}
    headline = one_line(value.get("headline", ""))
    date = _date(value.get("date", ""), value.get("time", ""))
    body = list(paragraphs([value.get("text", "")]))
    # The text repeats the headline and the date of its own columns.
    while body and (body[0] == headline or (_DAY.fullmatch(body[0]) and _date(body[0], "") == (date or "")[:10])):
        body.pop(0)
    url = value.get("url", "")
    return DatabaseDocument(
        DeclaredMetadata(
            headline=headline or None,
            authors=(value["author"],) if "author" in value else (),
            outlet=value.get("outlet"),
            published=date,
            url=url if url.startswith(("http://", "https://")) else None,
        ),
        tuple(body),
        "\n".join(f"{name}: {_text(cell)}" for name, cell in cells.items()),
    )


def _text(cell: object) -> str:
    return str(cell).replace("\r\n", "\n").strip() if cell is not None else ""


def _date(day: str, clock: str) -> str | None:
    """``28.02.05`` and ``14:30`` as an ISO date; midnight says that the time is not known."""
    if found := _DAY.match(day):
        year = int(found["y"])
        if len(found["y"]) == 2:
            year += 1900 if year >= _CENTURY else 2000
        iso = f"{year}-{int(found['m']):02}-{int(found['d']):02}"
    elif whole := _ISO_DAY.match(day):
        iso = whole[0]
    else:
        return day or None
    time = _CLOCK.match(clock)
    return f"{iso}T{time[0]:0>5}" if time and time[0] not in ("00:00", "0:00") else iso


FORMAT = FileFormat(_NAMES, recognise, read)
