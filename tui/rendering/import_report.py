"""What an import did, in words: the same on the screen and on the command line."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tui.rendering.numbers import counted, number, took

if TYPE_CHECKING:
    from index.model import ImportReport, ReportColumn, SkipKind, SkippedSource

FOLDERS: Final = 20
"""Folders that are counted one by one; of the others only the number is shown."""
_COLUMNS: Final[Mapping[ReportColumn, str]] = {
    "added": "added",
    "updated": "updated",
    "unchanged": "unchanged",
    "same as another": "same",
    "not an article": "no article",
    "list": "list",
    "failed": "failed",
}
"""The heads of the columns, in their order: four kinds of articles, then what is none."""
_SKIPS: Final[Mapping[SkipKind, tuple[str, str, str]]] = {
    "failed": ("failed", "failed", "Failed"),
    "list": ("list without texts", "lists without texts", "Lists of articles without their texts"),
    "not an article": ("not an article", "not articles", "Not articles"),
}
"""By kind, what most needs a reader's eye first: one, several, and the heading above them."""
_UNKNOWN_FORMAT: Final = "not recognised"


@dataclass(frozen=True, slots=True)
class SkippedGroup:
    """What was skipped of one kind."""

    kind: SkipKind
    heading: str
    rows: tuple[SkippedSource, ...]

    @property
    def reasons(self) -> tuple[tuple[str, int, str], ...]:
        """How often each reason is given, the most frequent first, with the path of the first row that has it."""
        first = {row.reason: row.path for row in reversed(self.rows)}
        counts = Counter(row.reason for row in self.rows)
        return tuple((reason, count, first[reason]) for reason, count in counts.most_common())


@dataclass(frozen=True, slots=True)
class CountTable:
    """The counts of a report by format or folder."""

    title: str
    columns: tuple[str, ...]
    """Heads of the columns in which there is a number."""
    rows: tuple[tuple[str, tuple[int, ...]], ...]
    more: int = 0
    """Rows beyond those."""


def skipped_groups(report: ImportReport) -> tuple[SkippedGroup, ...]:
    """What was skipped by kind: failed, lists, not articles; kinds without any are left out."""
    groups = (
        SkippedGroup(kind, heading, tuple(row for row in report.skipped if row.kind == kind))
        for kind, (_, _, heading) in _SKIPS.items()
    )
    return tuple(group for group in groups if group.rows)


def tables(report: ImportReport) -> tuple[CountTable, ...]:
    """The counts by format and by folder; one of a single row says no more than the summary and is left out."""
    found = (
        _table("By format", _unknown_last(report.by_format())),
        _table("By folder", report.by_folder(), FOLDERS),
    )
    return tuple(table for table in found if len(table.rows) > 1)


def _unknown_last(counts: Mapping[str, Mapping[ReportColumn, int]]) -> Mapping[str, Mapping[ReportColumn, int]]:
    known = {name: row for name, row in counts.items() if name}
    return {**known, _UNKNOWN_FORMAT: counts[""]} if "" in counts else known


def _table(title: str, counts: Mapping[str, Mapping[ReportColumn, int]], most: int | None = None) -> CountTable:
    columns = [column for column in _COLUMNS if any(row.get(column) for row in counts.values())]
    rows = tuple((name, tuple(row.get(column, 0) for column in columns)) for name, row in counts.items())
    return CountTable(title, tuple(_COLUMNS[column] for column in columns), rows[:most], len(rows) - len(rows[:most]))


def table_row(counts: Iterable[str], columns: Iterable[str]) -> str:
    """Counts, or the heads themselves, each at the right end of its column."""
    return "".join(f"{count:>{len(column) + 2}}" for count, column in zip(counts, columns, strict=True))


def outcome_words(report: ImportReport) -> str:
    """What became of the articles: ``3 added, 1 updated, 20 unchanged, 2 the same as another``."""
    parts = [f"{number(report.added)} added", f"{number(report.updated)} updated"]
    parts.append(f"{number(report.unchanged - report.same)} unchanged")
    if report.same:
        parts.append(f"{number(report.same)} the same as another")
    return ", ".join(parts)


def skip_words(report: ImportReport) -> str:
    """What was skipped: ``2 failed, 1 list without texts, 8 not articles``; empty where nothing was."""
    kinds = report.kinds
    return ", ".join(
        f"{number(kinds[kind])} {one if kinds[kind] == 1 else many}"
        for kind, (one, many, _) in _SKIPS.items()
        if kinds[kind]
    )


def summary(report: ImportReport) -> str:
    """What an import did, in one line."""
    skipped = skip_words(report)
    line = f"{counted(len(report.articles), 'article')}: {outcome_words(report)}"
    line += f"; {skipped}" if skipped else ""
    return f"{'Dry run, nothing was stored. ' if report.is_dry_run else ''}{line}; {took(report.seconds)}."


def news(report: ImportReport) -> tuple[str, ...]:
    """What the import added to saved searches: ``3 new for 'harbour'``."""
    return tuple(f"{number(new)} new for '{name}'" for name, new in report.news)


def fields_written(fields: tuple[tuple[str, str], ...]) -> str:
    """Names of fields as ``--fields`` takes them: ``title=kop,text=inhoud``."""
    return ",".join(f"{field}={name}" for field, name in fields)


def refused_address(text: str) -> str | None:
    """Why an address of the web is not imported; None for what is none, such as a folder that has its name."""
    is_address = text.strip().lower().startswith(("http://", "https://", "ftp://", "www."))
    return "broadsheet works offline: save the page first." if is_address and not os.path.lexists(text) else None
