"""How far an import is, in words and a bar. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.text import printable
from tui.rendering.import_report import news
from tui.rendering.numbers import counted, number, took
from tui.rendering.text.runs import Run
from tui.rendering.time_left import left_words

if TYPE_CHECKING:
    from index.model import ImportReport, Progress


_BAR = 24
"""Cells of the bar on the import page."""
_SHORT_BAR = 16
"""Cells of the bar while an index is rebuilt."""
_NEWS = 3
"""Saved searches with new hits that are named."""
_STAGES = {
    "finding": "Finding files",
    "reading": "Reading",
    "indexing": "Indexing",
    "grouping": "Grouping into stories",
    "describing": "Describing the stories",
    "tracing": "Looking for copies",
}


def stage_line(progress: Progress, rate: float | None, seconds: float | None = None) -> list[Run]:
    """The stage with its bar; ``rate`` is in units a second, ``seconds`` are left, None while not known yet."""
    if progress.report is not None:
        report = progress.report
        return [
            Run("Done, nothing was stored" if report.is_dry_run else "Done", "headline"),
            Run(f"   {counted(len(report.articles), 'article')} in these paths", "ink"),
            Run(f"   {took(report.seconds)}", "dim"),
        ]
    runs = [Run(f"{_STAGES.get(progress.stage, 'Finishing')}   ", "headline")]
    if progress.total:
        full = min(_BAR, _BAR * progress.done // progress.total)
        runs += [Run("━" * full, "accent"), Run("━" * (_BAR - full), "hairline")]
        runs.append(Run(f"   {number(progress.done)} of {number(progress.total)}", "ink"))
    elif progress.done:
        runs.append(Run(counted(progress.done, "file"), "ink"))
    if rate is not None:
        runs.append(Run(f"   {number(round(rate))} a second", "dim"))
    if seconds is not None:
        runs.append(Run(f"   {left_words(seconds)}", "dim"))
    return runs


def rebuild_line(progress: Progress) -> list[Run]:
    """How far an index is that is rebuilt from the stored articles."""
    what = _STAGES[progress.stage] if progress.stage in ("grouping", "describing") else "Rebuilding the index"
    if not progress.total:
        return [Run(what, "ink")]
    full = min(_SHORT_BAR, _SHORT_BAR * progress.done // progress.total)
    return [
        Run(f"{what}   ", "ink"),
        Run("━" * full, "accent"),
        Run("━" * (_SHORT_BAR - full), "hairline"),
        Run(f"   {number(progress.done)} of {number(progress.total)}", "dim"),
    ]


def counts_line(progress: Progress) -> list[Run]:
    """What became of what was read."""
    report = progress.report
    same = report.same if report is not None else 0
    counts = [
        ("added", progress.added, "link-bold"),
        ("updated", progress.updated, "ink"),
        ("unchanged", progress.unchanged - same, "ink"),
    ]
    counts += [("same as another", same, "ink")] if same else []
    if report is None:
        counts += [("skipped", progress.skipped, "ink"), ("failed", progress.failed, "conflict-bold")]
    elif failed := report.kinds["failed"]:
        counts.append(("failed", failed, "conflict-bold"))
    runs: list[Run] = []
    for word, count, ink in counts:
        runs += [Run("   " if runs else "", "dim"), Run(f"{word} ", "dim"), Run(number(count), ink if count else "dim")]
    return [*runs, *news_runs(report)] if report is not None else runs


def news_runs(report: ImportReport) -> list[Run]:
    """What an import added to the first saved searches: ``3 new for 'harbour'``."""
    told = news(report)
    runs = [Run(f"   {printable(line)}", "accent") for line in told[:_NEWS]]
    return [*runs, Run(f"   and for {number(len(told) - _NEWS)} more searches", "dim")] if told[_NEWS:] else runs
