"""The line above a result: how many, how fast, over what time, with which filters. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from index.text import printable
from tui.rendering import dates, numbers, sparkline
from tui.rendering.search.offers import Offer, in_a_row
from tui.rendering.search.question import Question
from tui.rendering.text.cells import cells, cut
from tui.rendering.text.runs import Run

if TYPE_CHECKING:
    from index.model import ResultPage


def outcome(page: ResultPage, bars: int, made: Sequence[Offer] = (), room: int = 1000) -> list[Run]:
    """``37 articles in 4 ms``, how they lie in time in at most ``bars`` bars, and from when to when.

    Of a result that is only near, also the offers ``made``; those of an empty one stand in its place. Where ``room``
    cells do not hold all of it, the times go first, then words of the count, then the offers from the last on.
    """
    made = made if page.listed else ()
    notes = [Run(f"   {printable(note)}", "link") for note in page.notes]
    ways: list[list[Run]] = [[*_count(page), *notes, *in_a_row(made), *_over_time(page, bars)]]
    if notes:
        ways += [[*_count(page), *notes, *in_a_row(made)], [*_count(page), *notes], [*_count(page, short=True), *notes]]
        ways.append([*_count(page, short=True), Run(f"   {cut(printable(page.notes[0]), max(20, room - 30))}", "link")])
    elif made:
        short = _count(page, short=True)
        ways += [[*runs, *in_a_row(made)] for runs in (_count(page), short)]
        ways += [[*short, *in_a_row(made[:most])] for most in range(len(made) - 1, 0, -1)]
        ways.append([Run("none has all words", "ink"), *in_a_row(made[:1])])
    else:
        ways.append(_count(page))
    return next((way for way in ways if sum(cells(printable(run.text)) for run in way) <= room), ways[-1])


def _count(page: ResultPage, *, short: bool = False) -> list[Run]:
    count, took = numbers.articles_and_texts(page.total, page.texts), f" in {numbers.took(page.seconds)}"
    if page.relaxed:
        nearest = f"the {numbers.number(page.more)} nearest" if page.more > 1 else "the nearest"
        if page.more_texts < page.more:
            nearest += f", {numbers.counted(page.more_texts, 'text')}" if page.more_texts else ""
        if short:
            return [Run("none has all the words", "ink"), Run(f"; {nearest}", "dim")]
        return [Run("no article has all the words", "ink"), Run(f"; {nearest}{took}", "dim")]
    found = f"{'' if page.exact else 'over '}{count}"
    if page.more:
        found += f" and {numbers.number(page.more)} with most words"
    return [Run(found if short else f"{found}{took}", "dim")]


def _over_time(page: ResultPage, bars: int) -> list[Run]:
    months = page.months
    line = sparkline.sparkline(months, bars)
    span = dates.span_of_months([facet.value for facet in months])
    runs = [Run("   ", "dim")] if line else []
    runs += [Run(bar, "hairline" if bar == sparkline.NONE else "accent") for bar in line]
    return [*runs, Run(f"   {span}", "dim")] if span else runs


def with_time_of(page: ResultPage, before: ResultPage | None) -> ResultPage:
    """``page``, which comes without facets, with those of the one before: they stay until its own have come."""
    return replace(page, facets=before.facets, months=before.months) if before is not None and not page.facets else page


def failure(question: Question, message: str, hint: str, column: int | None) -> list[Run]:
    """Why a query was not answered, and at which of the typed characters (from 1) that shows."""
    runs = [Run("✕ ", "conflict-bold"), Run(message, "conflict")]
    at = 0 if column is None else column - question.typed_at
    if 1 <= at <= len(question.text) + 1:
        runs.append(Run(f"  at {at}", "dim"))
    return [*runs, Run(f"  {hint}", "dim")] if hint else runs


def in_force(question: Question, room: int = 1000) -> list[Run]:
    """``outlet Harbour Post ×   by relevance``: filters and order, in fewer words where ``room`` asks for it."""
    # Without words there is no relevance; what is listed then is listed by date.
    sort = "newest" if question.sort == "relevance" and not question.text.strip() else question.sort
    runs: list[Run] = []
    for chosen in question.filters:
        runs += [Run(f"{chosen.label} ", "dim"), Run(chosen.value, "ink"), Run(" ×   ", "dim")]
    runs += [Run("by ", "dim"), Run(sort, "ink")]
    if not question.fold:
        runs.append(Run(", copies too", "dim"))
    if sum(cells(printable(run.text)) for run in runs) <= room or not question.filters:
        return runs
    values = [printable(chosen.value) for chosen in question.filters]
    most = _fitting([cells(value) for value in values], room - cells(sort) - 4 * len(values))
    short: list[Run] = []
    for value in values:
        short += [Run(cut(value, most), "ink"), Run(" ×  ", "dim")]
    return [*short, Run(sort, "dim")]


def _fitting(widths: Sequence[int], room: int) -> int:
    """The largest width, but no less than four cells, to which all ``widths`` are cut to fit into ``room`` together."""
    return next((most for most in range(max(widths), 4, -1) if sum(min(width, most) for width in widths) <= room), 4)


_NAMED = 6
"""Completions that are named at a time."""


def completing(text: str, completions: Sequence[str], room: int) -> list[Run]:
    """``tab "Quay Herald"  "Vale Farmer"``: what the end of ``text`` may become, in ``room`` cells."""
    start = _last_part(text)
    runs: list[Run] = []
    left = room - 4
    for each in completions[:_NAMED]:
        name = printable(each[start:].strip())
        left -= cells(name) + 2
        if left < 0:
            break
        runs.append(Run(f"{name}  ", "dim" if runs else "ink"))
    return [Run("tab ", "headline"), *runs] if runs else []


def _last_part(text: str) -> int:
    """Where the name or value that is being typed begins: after the last space or colon outside of phrases."""
    phrase = text.rfind('"') if text.count('"') % 2 else len(text)
    return max(text.rfind(" ", 0, phrase), text.rfind(":", 0, phrase)) + 1
