"""The table of formats that hits can be exported as: command line, help, completions and README derive from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from index.model import ResultPage
from tui.export.hits.fields import FoundHit

HitFormatName = Literal["text", "json", "csv", "tsv", "ris", "bibtex", "csl-json", "ids"]


class Page(NamedTuple):
    """How hits are laid out."""

    width: int | None
    """Columns of lines; None where lines are not to be broken."""
    coloured: bool
    snippets: bool = False
    """Whether a table has the columns of the best passage."""


Writer = Callable[[ResultPage, Iterable[FoundHit], Page], Iterator[str]]
"""Writes hits as they come; the result, without its hits, is what else is known of it. Only text uses the page."""


class HitFormat(NamedTuple):
    """How hits are written."""

    write: Writer
    help: str
    snippets: Literal["always", "asked", "never"] = "never"
    """Whether it has the best passage of each hit: finding these takes most of the time."""


def _text(_: ResultPage, found: Iterable[FoundHit], page: Page) -> Iterator[str]:
    from tui.export.hits.hit_text import streamed

    return streamed(found, page.width, coloured=page.coloured)


def _json(result: ResultPage, found: Iterable[FoundHit], _: Page) -> Iterator[str]:
    from tui.export.hits.hit_json import streamed

    return streamed(result, found)


def _csv(_: ResultPage, found: Iterable[FoundHit], page: Page) -> Iterator[str]:
    from tui.export.hits.delimited import COMMA, table

    return table(found, COMMA, page.snippets)


def _tsv(_: ResultPage, found: Iterable[FoundHit], page: Page) -> Iterator[str]:
    from tui.export.hits.delimited import TAB, table

    return table(found, TAB, page.snippets)


def _ris(_: ResultPage, found: Iterable[FoundHit], __: Page) -> Iterator[str]:
    from tui.export.hits.ris import records

    return records(found)


def _bibtex(_: ResultPage, found: Iterable[FoundHit], __: Page) -> Iterator[str]:
    from tui.export.hits.bibtex import entries

    return entries(found)


def _csl_json(_: ResultPage, found: Iterable[FoundHit], __: Page) -> Iterator[str]:
    from tui.export.hits.csl_json import items

    return items(found)


def _ids(_: ResultPage, found: Iterable[FoundHit], __: Page) -> Iterator[str]:
    from tui.export.hits.ids import lines

    return lines(found)


HIT_FORMATS: Mapping[HitFormatName, HitFormat] = {
    "text": HitFormat(_text, "to read", "always"),
    "json": HitFormat(_json, "for scripts", "always"),
    "csv": HitFormat(_csv, "comma-separated, for spreadsheets", "asked"),
    "tsv": HitFormat(_tsv, "tab-separated", "asked"),
    "ris": HitFormat(_ris, "for reference managers"),
    "bibtex": HitFormat(_bibtex, "for LaTeX"),
    "csl-json": HitFormat(_csl_json, "for pandoc and other citation processors"),
    "ids": HitFormat(_ids, "one full id a line"),
}
"""All formats by name, in the order in which they are listed."""
