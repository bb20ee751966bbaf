"""Hits as text for a terminal or a pipe."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from index.model import Hit, Span
from index.text import printable
from tui.export.hits.fields import FoundHit
from tui.rendering.dates import in_figures
from tui.rendering.labels import aside_label, outlet_and_date
from tui.rendering.numbers import counted
from tui.rendering.text.cells import shown
from tui.rendering.text.plain import plain_lines
from tui.rendering.text.wrap import wrap

BOLD, DIM, PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"
_INDENT = "    "
_LISTED = 8
"""Versions of a hit, and articles with its text, that are listed; of more, the first and the last ones."""


def hit_lines(hit: Hit, width: int | None, *, coloured: bool) -> list[str]:
    """Headline, outlet and date, what has the same text, versions, and the best passage with its words marked."""
    start, end = (BOLD, PLAIN) if coloured else ("", "")
    dim = DIM if coloured else ""
    headline = shown(printable(hit.headline or "(no headline)"))
    return [
        f"{hit.rank:>3} {start}{headline}{end}",
        f"{_INDENT}{dim}{shown(outlet_and_date(hit.outlet, hit.published, hit.short_id))}{end}",
        *(f"{_INDENT}{dim}{line}{end}" for line in (*_same_text(hit, width), *_versions(hit, width))),
        *_passage(hit, width, coloured=coloured),
    ]


def _same_text(hit: Hit, width: int | None) -> list[str]:
    """The ids of the other articles with the text of a folded hit."""
    if not hit.same_text:
        return []
    return _listed(
        f"+ {len(hit.same_text):,} with the same text", [id[: len(hit.short_id)] for id in hit.same_text], width
    )


def _listed(what: str, items: list[str], width: int | None) -> list[str]:
    """``what``, and a list whose middle is left out where it is long."""
    if len(items) > _LISTED:
        items[_LISTED // 2 : -_LISTED // 2] = ["…"]
    return plain_lines(f"{what}: {'; '.join(items)}", None if width is None else width - len(_INDENT))


def _passage(hit: Hit, width: int | None, *, coloured: bool) -> list[str]:
    """The best passage; where words were found outside the text, where that was, and these."""
    aside = hit.aside
    if aside is None:
        return _snippet(hit.snippet, hit.matches, width, coloured=coloured)
    where = plain_lines(f"{aside_label(aside)}:", None if width is None else width - len(_INDENT))
    lines = [f"{_INDENT}{DIM if coloured else ''}{line}{PLAIN if coloured else ''}" for line in where]
    return [*lines, *_snippet(aside.text, aside.matches, width, coloured=coloured)]


def _versions(hit: Hit, width: int | None) -> list[str]:
    """The versions of the article with their days and ids, where it has several."""
    if not hit.editions:
        return []
    days = [f"{in_figures(each.published, 'day')} {each.id[: len(hit.short_id)]}" for each in hit.editions]
    return _listed(counted(len(hit.editions), "version"), days, width)


def _snippet(snippet: str, matches: Sequence[Span], width: int | None, *, coloured: bool) -> list[str]:
    text = printable(snippet)
    lines = [(0, len(text))] if width is None else [(line.start, line.end) for line in wrap(text, width - len(_INDENT))]
    return [_INDENT + _marked(text, start, end, matches if coloured else ()) for start, end in lines]


def _marked(text: str, start: int, end: int, matches: Sequence[Span]) -> str:
    parts, at = list[str](), start
    for begin, stop in matches:
        begin, stop = max(begin, at), min(stop, end)
        if begin < stop:
            parts += [shown(text[at:begin]), BOLD, shown(text[begin:stop]), PLAIN]
            at = stop
    return "".join([*parts, shown(text[at:end])])


def streamed(found: Iterable[FoundHit], width: int | None, *, coloured: bool) -> Iterator[str]:
    """The lines of each hit, with an empty one between two."""
    for number, (hit, _) in enumerate(found):
        yield "\n" * bool(number) + "\n".join(hit_lines(hit, width, coloured=coloured)) + "\n"
