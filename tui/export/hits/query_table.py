"""What each of many queries finds: how many articles, and which; an unreadable query is a row that says why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from index.text import printable
from tui.export.hits.delimited import COMMA, TAB, cells, columns, row
from tui.export.hits.fields import FoundHit, Value
from tui.export.hits.formats import HitFormatName, Page
from tui.export.hits.hit_json import hit_record
from tui.export.json_text import dumped
from tui.rendering.labels import hit_title, outlet_and_date
from tui.rendering.text.cells import cut, shown

_QUERY_NAMES: Sequence[str] = ("query", "total", "error", "texts")
_COUNT = 9
"""Columns of a count."""


class Answered(NamedTuple):
    """A query of a list, and what came of it."""

    query: str
    total: int
    texts: int
    """Different texts of the ``total`` articles."""
    error: str
    """Why it was not answered; empty where it was."""
    found: Iterable[FoundHit]


def _text(answers: Iterable[Answered], page: Page) -> Iterator[str]:
    """A count and a query a line, and below it a line for each hit."""
    for each in answers:
        count = "error" if each.error else f"{each.total:,}"
        remark = f": {each.error}" if each.error else ""
        yield _line(f"{count:>{_COUNT}}  {each.query}{remark}", page)
        for hit, _ in each.found:
            about = outlet_and_date(hit.outlet, hit.published, hit.short_id)
            yield _line(f"{'':{_COUNT}}  {hit.rank:>4} {hit_title(hit)} · {about}", page)


def _line(text: str, page: Page) -> str:
    line = printable(text)
    return shown(line if page.width is None else cut(line, page.width)) + "\n"


def _json(answers: Iterable[Answered], __: Page) -> Iterator[str]:
    yield '{"queries": ['
    for number, each in enumerate(answers):
        head = dumped(
            {"query": each.query, "total": each.total, "texts": each.texts, "error": each.error or None}, unicode=True
        )
        yield f'{"," if number else ""}\n{head[:-1]}, "hits": ['
        for at, (hit, _) in enumerate(each.found):
            yield ("," if at else "") + "\n" + dumped(hit_record(hit), unicode=True)
        yield "]}"
    yield "]}\n"


def _table(separator: str) -> Callable[[Iterable[Answered], Page], Iterator[str]]:
    """A row for each hit, and one for each query without hits, which has only the columns of the query."""

    def rows(answers: Iterable[Answered], page: Page) -> Iterator[str]:
        fields = columns(page.snippets)
        yield row([*_QUERY_NAMES, *(field.name for field in fields)], separator)
        for each in answers:
            about: list[Value] = [each.query, each.total, each.error or None, each.texts]
            empty = True
            for found in each.found:
                empty = False
                yield row([*about, *cells(found, fields)], separator)
            if empty:
                yield row([*about, *[None] * len(fields)], separator)

    return rows


TABLE_FORMATS: Mapping[HitFormatName, Callable[[Iterable[Answered], Page], Iterator[str]]] = {
    "text": _text,
    "json": _json,
    "csv": _table(COMMA),
    "tsv": _table(TAB),
}
"""The formats that say which query found what."""
