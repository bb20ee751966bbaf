"""Beside wide comparisons: everything the articles disagree on, every name with several spellings, what signs mean."""

from __future__ import annotations

from collections.abc import Sequence

from textual.strip import Strip

from index.model import Comparison, Link
from index.text import printable
from tui.widgets.chrome import Inked
from tui.widgets.comparison_layout import Layout
from tui.widgets.comparison_setting import CONFLICT, MOVED, ONLY, OPEN, SIGNS
from tui.widgets.comparison_strips import statement, statements
from tui.widgets.typesetting import Run, cut, wrap

WIDTH = 38
"""Cells it takes, the hairline at its left included."""


class Aside(Inked):
    """A quiet column of notes."""

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lines: Sequence[Sequence[Run]] = ()

    def show(self, compared: Comparison, layout: Layout, current: Link | None) -> None:
        """Tell about this comparison; what the current link disagrees on stands out."""
        self._lines = notes(compared, layout, current, WIDTH - 3)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One note."""
        said = self._lines[y] if y < len(self._lines) else ()
        return self.strip([Run("│  ", "hairline"), *said], self.size.width)


def notes(compared: Comparison, layout: Layout, current: Link | None, width: int) -> list[list[Run]]:
    """The lines of the notes."""
    looked_at = {statement(conflict) for conflict in current.conflicts} if current is not None else set()
    lines: list[list[Run]] = []
    found = statements(layout)
    if found:
        lines.append([Run("They disagree on", "headline")])
        for key, told in found.items():
            lines.append(_line(told.sign, told.said, "accent-bold" if key in looked_at else "conflict", width))
        lines.append([])
    if compared.names:
        lines.append([Run("One name", "headline")])
        for variants in compared.names:
            text = printable(" = ".join(variants))
            lines += [[Run(text[line.start : line.end], "link")] for line in wrap(text, width)]
        lines.append([])
    lines.append([Run("Signs", "headline")])
    lines += [[Run(sign, "link-bold"), Run(f"  {kind}", "dim")] for kind, sign in SIGNS.items()]
    lines.append([Run(MOVED, "link-bold"), Run("  told at another place", "dim")])
    lines.append([Run(CONFLICT, "conflict-bold"), Run("  the two sides disagree", "dim")])
    lines.append([Run(OPEN, "conflict-bold"), Run("  a missing date leaves it open", "dim")])
    lines.append([Run(ONLY, "only"), Run("  only this article reports it", "dim")])
    lines.append([Run("word", "differing"), Run("  only this side has it", "dim")])
    lines.append([Run("Word", "link"), Run("  a name or figure of both", "dim")])
    return lines


def _line(sign: str, text: str, ink: str, width: int) -> list[Run]:
    return [Run(f"{sign}  {cut(printable(text), width - 3)}", ink)]
