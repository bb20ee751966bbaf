"""The keys of a screen, out of the one table that makes them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.widget import Widget

from tui import keys
from tui.jobs import Jobs
from tui.rendering.signs import CONFLICT, LINK_SIGNS, MOVED, ONLY, OPEN
from tui.rendering.text.cells import cells
from tui.rendering.text.runs import Run
from tui.rendering.text.wrap import wrap
from tui.settings import Settings
from tui.widgets.frame import Frame
from tui.widgets.row_list import RowList

_KEYS = 16
"""Cells for the names of keys."""
_BESIDE = 100
"""Cells from which there are two columns."""
_GAP = 4

_SIGNS = keys.HelpSection(
    "Signs",
    (
        (" ".join(LINK_SIGNS.values()), ", ".join(LINK_SIGNS)),
        (MOVED, "moved: at another place of the text"),
        (CONFLICT, "the two sides are in conflict"),
        (OPEN, "may be a conflict: something needed to tell is not known"),
        (ONLY, "only this article reports it"),
        ("◆", "reported by several outlets"),
    ),
)
_SIGNS_IN: frozenset[str] = frozenset({"compare", "reader", "results", "parallels"})


def _query_help() -> keys.HelpSection:
    """What can be typed in the query line, from the tables of the archive."""
    from index.archive import query_fields, query_forms

    forms = tuple(("  ".join(form.examples), form.help) for form in query_forms())
    return keys.HelpSection("What can be typed", (*forms, *query_fields()))


class KeyList(RowList):
    """Sections of keys, in as many columns as there is room for."""

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._sections: tuple[keys.HelpSection, ...] = ()
        self._lines: list[tuple[list[Run], ...]] = []

    def show(self, sections: Sequence[keys.HelpSection]) -> None:
        """List these sections."""
        self._sections = tuple(sections)
        self._set()

    def on_resize(self, event: events.Resize) -> None:
        """Break the lines for the new width."""
        self._set()

    def _set(self) -> None:
        if not self.size.width:
            return
        columns = 2 if self.size.width >= _BESIDE else 1
        width = (self.size.width - _GAP * (columns - 1)) // columns
        self._lines = list(zip_longest(*_balanced(self._sections, columns, width), fillvalue=[]))
        self.fill(len(self._lines))

    def is_lit(self, line: int) -> bool:
        """Nothing is chosen here."""
        return False

    def draw(self, index: int, line: int, width: int) -> list[Run]:
        """One line of every column."""
        *before, last = self._lines[index]
        runs: list[Run] = []
        column = (width - _GAP * len(before)) // (len(before) + 1) + _GAP
        for one_cell in before:
            runs += [*one_cell, Run(" " * (column - sum(cells(run.text) for run in one_cell)), "ink")]
        return [*runs, *last]

    def action_move(self, motion: keys.Motion) -> None:
        """Scroll by a line, a page or half of one, or to either end."""
        if motion == "go_first":
            self.scroll_to(y=0, animate=False)
        elif motion == "go_last":
            self.scroll_end(animate=False)
        else:
            rows = {"move": 1, "page": self.size.height, "half_page": self.size.height // 2}[motion.rpartition("_")[0]]
            self.scroll_relative(y=rows if motion.endswith("down") else -rows, animate=False)


def _balanced(sections: Sequence[keys.HelpSection], columns: int, width: int) -> list[list[list[Run]]]:
    """The lines of each column: whole sections, in order, the first column at least as long as the second."""
    set_sections = [_lines(section, width) for section in sections]
    half = -(-sum(map(len, set_sections)) // columns)
    filled: list[list[list[Run]]] = [[]]
    for lines in set_sections:
        if len(filled) < columns and filled[-1] and len(filled[-1]) + len(lines) // 2 > half:
            filled.append([])
        filled[-1] += lines
    return filled


def _lines(section: keys.HelpSection, width: int) -> list[list[Run]]:
    lines = [[Run(section.title, "headline")]]
    for names, text in section.rows:
        first, *others = (text[line.start : line.end] for line in wrap(text, width - _KEYS - 2))
        gap = " " * max(2, _KEYS - cells(names))
        lines.append([Run(f"  {names}", "accent"), Run(gap, "ink"), Run(first, "ink")])
        lines += [[Run(" " * (_KEYS + 2) + other, "ink")] for other in others]
    return [*lines, []]


class HelpScreen(Frame):
    """Shows the keys of the screen ``where``."""

    WHERE = "help"
    BINDINGS: ClassVar[list[BindingType]] = list(keys.bindings("help"))

    def __init__(self, jobs: Jobs, settings: Settings, where: keys.Where) -> None:
        super().__init__(jobs, settings)
        self.where = where

    def body(self) -> Iterable[Widget]:
        """The sections."""
        yield KeyList(id="keys")

    def on_mount(self) -> None:
        """List the keys."""
        super().on_mount()
        self.masthead([Run("Keys", "headline"), Run(f"   {keys.TITLES[self.where].lower()}", "dim")])
        listing = self.query_one("#keys", KeyList)
        sections = list(keys.help_sections(self.where))
        if self.where == "results":
            sections.insert(1, _query_help())
        listing.show([*sections, _SIGNS] if self.where in _SIGNS_IN else sections)
        listing.focus()
