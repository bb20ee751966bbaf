"""An import from the command line: what it prints and the exit code it ends with."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import BroadsheetError
from index.model import ImportReport, SkippedSource
from tui.cli.output import DONE, NOTHING, Streams
from tui.cli.progress import followed
from tui.export.json_text import Json
from tui.rendering.numbers import counted

if TYPE_CHECKING:
    from index.archive import Archive

SHOWN_SKIPS = 20
"""Skipped files that are named; of the others only the number is printed."""


def import_paths(archive: Archive, paths: Iterable[str | Path], streams: Streams) -> int:
    """Import ``paths`` and print what came of it; 0 where articles were found and nothing was skipped, else 1."""
    report = followed(archive.add(list(paths)), streams)
    if report is None:
        raise BroadsheetError("The import ended without a report.", hint="Run it again to resume.")
    if streams.json:
        streams.record(report_record(report))
    for line in skipped_lines(report):
        streams.say(line)
    if not report.articles:
        streams.say(f"No articles there. {formats_note()}")
    else:
        streams.say(summary(report))
    return DONE if report.articles and not report.skipped else NOTHING


def formats_note() -> str:
    """What can be imported, for the help of a command."""
    from index.archive import format_list

    return f"Reads {format_list()}, recognised by their content."


def report_record(report: ImportReport) -> Json:
    """What an import did, as JSON."""
    return {
        "added": report.added,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "articles": [{"id": a.id, "path": a.path, "title": a.headline} for a in report.articles],
        "skipped": [_skipped(s) for s in report.skipped],
        "seconds": round(report.seconds, 3),
    }


def _skipped(skipped: SkippedSource) -> Json:
    """``ignored`` is true for what nobody expects an article of."""
    return {
        "path": skipped.path,
        "reason": skipped.reason,
        "kind": skipped.kind,
        "ignored": skipped.kind != "failed",
    }


def summary(report: ImportReport) -> str:
    """What an import did, in one line."""
    parts = [
        counted(len(report.articles), "article"),
        f"{report.added:,} added",
        f"{report.updated:,} updated",
        f"{report.unchanged:,} unchanged",
    ]
    if report.skipped:
        parts.append(f"{len(report.skipped):,} skipped")
    return f"{', '.join(parts)} in {report.seconds:.1f} s."


def skipped_lines(report: ImportReport) -> list[str]:
    """What was skipped and why, the first :data:`SHOWN_SKIPS` of them."""
    lines = [f"skipped {s.path}: {s.reason}" for s in report.skipped[:SHOWN_SKIPS]]
    more = len(report.skipped) - SHOWN_SKIPS
    return [*lines, f"and {more:,} more; --json lists them all."] if more > 0 else lines
