"""An import from the command line: what it prints and the exit code it ends with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from index.errors import BroadsheetError
from index.model import ImportedArticle, ImportReport, Progress, ReportColumn, SkippedSource
from tui.cli.output import DONE, NOTHING, Streams
from tui.cli.progress import followed
from tui.export.json_text import Json
from tui.rendering.import_report import SkippedGroup, news, skipped_groups, summary, table_row, tables
from tui.rendering.numbers import number

if TYPE_CHECKING:
    from index.archive import Archive

SHOWN_SKIPS: Final = 100
"""Rows of a kind that are printed one by one; of the others only the number."""
SHOWN_REASONS: Final = 10
"""Reasons why files are not articles that are printed, with the number of files of each."""


def import_paths(archive: Archive, paths: Iterable[str | Path], streams: Streams) -> int:
    """Import ``paths`` and print what came of it; the exit code as :func:`print_import` gives it."""
    return print_import(archive.add(list(paths)), streams)


def print_import(steps: Iterator[Progress], streams: Streams) -> int:
    """Run an import and print what came of it.

    The exit code is 0 where nothing failed: what is not an article is no failure. It is 1 where something failed, and
    where there was nothing at all.
    """
    from index.archive import broken_plugins

    report = followed(steps, streams)
    if report is None:
        raise BroadsheetError("The import ended without a report.", hint="Run it again to resume.")
    notices = broken_plugins()
    if streams.json:
        streams.record({**report_record(report), "notices": list(notices)})
    for line in (*notices, *report_lines(report, streams.width)):
        streams.say(line)
    for line in news(report):
        streams.say(f"{line}.")
    if not report.articles:
        streams.say(f"No articles there. {formats_note()}")
    return DONE if not report.kinds["failed"] and (report.articles or report.skipped) else NOTHING


def formats_note() -> str:
    """What can be imported, for the help of a command."""
    from index.archive import format_list

    return f"Reads {format_list()}, recognised by their content."


def report_lines(report: ImportReport, width: int) -> list[str]:
    """The report in lines: counts by format and folder, what was skipped and why, and a summary at the end."""
    lines: list[str] = []
    for table in tables(report):
        names = [name for name, _ in table.rows]
        room = min(max(len(name) for name in (table.title, *names)), max(20, width // 2))
        rows = [(table.title, table.columns), *((name, tuple(map(number, counts))) for name, counts in table.rows)]
        for name, counts in rows:
            shown = name if len(name) <= room else f"…{name[1 - room :]}"
            lines.append(f"{shown:<{room}}{table_row(counts, table.columns)}")
        if table.more:
            lines.append(f"and {number(table.more)} more; --json lists them all.")
        lines.append("")
    for group in skipped_groups(report):
        lines += _group_lines(group)
    return [*lines, summary(report)]


def _group_lines(group: SkippedGroup) -> list[str]:
    if group.kind == "not an article":
        reasons = [
            f"not an article: {path}: {reason}"
            if count == 1
            else f"not an article: {number(count)} × {reason}: {path} …"
            for reason, count, path in group.reasons[:SHOWN_REASONS]
        ]
        more = len(group.reasons) - SHOWN_REASONS
        return [*reasons, f"and {number(more)} more reasons; --json lists them all."] if more > 0 else reasons
    lines = [f"{group.kind} {row.path}: {row.reason}" for row in group.rows[:SHOWN_SKIPS]]
    more = len(group.rows) - SHOWN_SKIPS
    return [*lines, f"and {number(more)} more; --json lists them all."] if more > 0 else lines


# --- JSON -------------------------------------------------------------------------------------------------------------


def report_record(report: ImportReport) -> Json:
    """What an import did, as JSON; ``unchanged`` counts what is the same as another, too."""
    kinds = report.kinds
    return {
        "added": report.added,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "same": report.same,
        "not_articles": kinds["not an article"],
        "lists": kinds["list"],
        "failed": kinds["failed"],
        "dry_run": report.is_dry_run,
        "articles": [_article(article) for article in report.articles],
        "skipped": [_skipped(row) for row in report.skipped],
        "by_format": _counts(report.by_format()),
        "by_folder": _counts(report.by_folder()),
        "news": [{"name": name, "new": new} for name, new in report.news],
        "seconds": round(report.seconds, 3),
    }


def _article(article: ImportedArticle) -> Json:
    """``member`` is the place in the file, null where the article is all of it."""
    return {
        "id": article.id,
        "path": article.path,
        "title": article.headline,
        "outcome": article.outcome,
        "format": article.format or None,
        "file": article.file or article.path,
        "member": _member(article.path, article.file),
    }


def _skipped(row: SkippedSource) -> Json:
    """``ignored`` is true for what nobody expects an article of."""
    return {
        "path": row.path,
        "reason": row.reason,
        "kind": row.kind,
        "ignored": row.kind != "failed",
        "format": row.format or None,
        "file": row.file or row.path,
        "member": _member(row.path, row.file),
    }


def _member(path: str, file: str) -> str | None:
    return path.removeprefix(file)[1:] or None if file and path.startswith(file) else None


def _counts(table: Mapping[str, Mapping[ReportColumn, int]]) -> list[Json]:
    """Zeros are left out; the name is null for files of no format."""
    return [
        {"name": name or None, **{column.replace(" ", "_"): count for column, count in row.items()}}
        for name, row in table.items()
    ]
