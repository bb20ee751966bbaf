"""The archives of the Asahi and Yomiuri newspapers, Kikuzo and Yomidasu, as pages saved from the browser."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from index.formats.databases.documents import DatabaseDocument, records
from index.formats.databases.html_blocks import blocks, has_class, inline_text, page_of
from index.formats.databases.text_blocks import paragraphs
from index.formats.protocol import FileFormat
from index.formats.source import Head, Record, Source
from index.model import DeclaredMetadata, FormatNames

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NAMES = FormatNames("Kikuzo and Yomidasu HTML", (".html", ".htm"), ("text/html",))
_PAGE = re.compile(r"0*(?P<page>\d+)(?:頁|面|ページ)?")
_LENGTH = re.compile(r"0*(?P<length>\d+)(?P<unit>文字|字)")
_DATE = re.compile(r"(?P<y>\d{4})[.年/]\s?(?P<m>\d{1,2})[.月/]\s?(?P<d>\d{1,2})日?")
_COLUMNS = {
    "発行日": "date",
    "面名": "section",
    "ページ": "page",
    "文字数": "length",
    "誌名": "outlet",
    "紙誌名": "outlet",
}
_BRACKETS = re.compile(r"[\s\u3000]+")


def recognise(head: Head) -> float:
    """A page with the name of the database and the class of its documents."""
    if head.signature is not None or b"<" not in head.data[:1024]:
        return 0
    kikuzo = b"topic-detail" in head.data and b"topic-list" in head.data
    yomidasu = b"contentsTable" in head.data and b"heiseiDetail" in head.data
    return 0.98 if kikuzo or yomidasu else 0


def read(source: Source) -> Iterator[Record]:
    """The documents of the page."""
    page = page_of(source)
    found = [*_kikuzo(page)] or [*_yomidasu(page)]
    yield from records(source, found, media_type=_NAMES.media_types[0], decoded=source.decoded)


def _kikuzo(page: HtmlElement) -> Iterator[DatabaseDocument]:
    """Each document is a table of particulars, then one with its headline and text."""
    rows: list[tuple[Sequence[str], Sequence[str]]] = []
    for table in page.iter("table"):
        if has_class(table, "topic-list"):
            names = [inline_text(cell) for cell in table.iter("th")]
            rows.append((names, [_tight(inline_text(cell)) for cell in table.iter("td")]))
        elif has_class(table, "topic-detail") and rows:
            titles, cells = rows.pop()
            value = {_COLUMNS[name]: cell for name, cell in zip(titles, cells, strict=False) if name in _COLUMNS}
            headline = next((each for each in table.iter("span") if has_class(each, "font002")), None)
            body = next((each for each in table.iter("div") if (each.get("class") or "").startswith("detail")), None)
            yield _document(
                value, headline, blocks(body) if body is not None else [], [*titles, *cells, *blocks(table)], "朝日新聞"
            )


def _yomidasu(page: HtmlElement) -> Iterator[DatabaseDocument]:
    """Each document is a table of particulars, then a division with its text."""
    particulars: HtmlElement | None = None
    for each in page.iter("table", "div"):
        if each.tag == "table" and has_class(each, "contentsTable") and any(True for _ in each.iter("th")):
            if particulars is not None:
                yield _of_yomidasu(particulars, None)
            particulars = each
        elif each.get("id") == "heiseiDetailContents" and particulars is not None:
            yield _of_yomidasu(particulars, each)
            particulars = None
    if particulars is not None:
        yield _of_yomidasu(particulars, None)


def _of_yomidasu(table: HtmlElement, contents: HtmlElement | None) -> DatabaseDocument:
    cells = [*table.iter("th")]
    texts = [_tight(inline_text(cell)) for cell in cells]
    dated = next((i for i, text in enumerate(texts) if _DATE.fullmatch(text)), 1)
    value = {"date": texts[dated] if dated < len(texts) else ""}
    rest = texts[dated + 2 :]
    for text in rest:
        if text.endswith("頁"):
            value["page"] = text
        elif _LENGTH.fullmatch(text):
            value["length"] = text
    value["section"] = rest[1] if len(rest) > 1 and rest[1] not in value.values() else ""
    body = [
        block
        for each in (contents.iter("p") if contents is not None else ())
        if has_class(each, "mb10")
        for block in blocks(each)
    ]
    headline = cells[dated + 1] if dated + 1 < len(cells) else None
    return _document(value, headline, body, [*texts, *body], "読売新聞")


def _document(
    value: dict[str, str], headline: HtmlElement | None, body: Sequence[str], raw: Sequence[str], outlet: str
) -> DatabaseDocument:
    date = _DATE.search(value.get("date", ""))
    page, length = _PAGE.fullmatch(value.get("page", "")), _LENGTH.fullmatch(value.get("length", ""))
    return DatabaseDocument(
        DeclaredMetadata(
            headline=inline_text(headline) or None,
            outlet=value.get("outlet") or outlet,
            published=f"{date['y']}-{int(date['m']):02}-{int(date['d']):02}" if date else None,
            section=value.get("section") or None,
            language="ja",
        ),
        paragraphs(body),
        "\n".join(raw),
        page=page["page"] if page else None,
        length=f"{length['length']}{length['unit']}" if length else None,
    )


def _tight(text: str) -> str:
    return _BRACKETS.sub("", text)


FORMAT = FileFormat(_NAMES, recognise, read)
