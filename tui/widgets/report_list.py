"""The report of an import in rows: what failed and what is no article, with reasons; counts by format and folder."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from index.model import SkippedSource
from index.text import printable
from tui.rendering.import_report import CountTable, skipped_groups, table_row, tables
from tui.rendering.numbers import counted, number
from tui.rendering.text.cells import cells, cut
from tui.rendering.text.runs import Run
from tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from index.model import ImportReport

_Row = str | SkippedSource | tuple[str, str]
"""A heading, a skipped file with its reason, or a name with its counts."""


class ReportList(RowList):
    """What failed comes first, then lists, then what is no article, then the counts."""

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: list[_Row] = []

    def show(self, report: ImportReport) -> None:
        """List this report."""
        self._rows = list(_rows(report))
        self.fill(len(self._rows))

    @property
    def skipped(self) -> SkippedSource | None:
        """The current row, where that is something that was skipped."""
        row = self._rows[self.current] if self.count and self.current < len(self._rows) else None
        return row if isinstance(row, SkippedSource) else None

    def draw(self, index: int, line: int, width: int) -> list[Run]:
        """A heading, or the end of a name with what there is to say of it."""
        bar = Run("▌" if index == self.current else " ", "accent")
        row = self._rows[index]
        if isinstance(row, str):
            return [bar, Run(cut(row, width - 1), "headline")]
        if isinstance(row, tuple):
            name, counts = row
            room = max(10, width - cells(counts) - 3)
            return [bar, Run(_end(name, min(room, width // 2)), "ink"), Run(counts, "dim")]
        return [
            bar,
            Run(_end(row.path, width // 2) + "  ", "ink"),
            Run(cut(printable(row.reason), width - width // 2 - 3), "dim"),
        ]


def _end(name: str, room: int) -> str:
    """The end of a name, in ``room`` cells."""
    name = printable(name)
    if cells(name) > room:
        name = "…" + name[-(room - 1) :]
    name = cut(name, room)
    return name + " " * (room - cells(name))


def _rows(report: ImportReport) -> Iterator[_Row]:
    for group in skipped_groups(report):
        yield f"{group.heading}: {number(len(group.rows))}"
        yield from group.rows
        yield ""
    for table in tables(report):
        yield from _table_rows(table)
        yield ""


def _table_rows(table: CountTable) -> Iterator[_Row]:
    yield table.title, table_row(table.columns, table.columns)
    for name, counts in table.rows:
        yield name, table_row(map(number, counts), table.columns)
    if table.more:
        yield f"and {counted(table.more, 'row')} more", ""
