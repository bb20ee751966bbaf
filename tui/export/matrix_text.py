"""Who has what of a story, as lines of plain text."""

from __future__ import annotations

from index.model import Matrix
from index.text import printable
from tui.rendering.dates import day
from tui.rendering.labels import column, headline, outlet
from tui.rendering.lists.matrix import Marks, finding
from tui.rendering.text.cells import cut
from tui.rendering.words import MATRIX_LEGEND, changed

_CELL = 2


def as_text(matrix: Matrix, width: int, found: Marks) -> list[str]:
    """The articles by letter, then a line for each passage with a mark under each letter."""
    letters = [column(place) for place in range(len(matrix.articles))]
    lines = [printable(matrix.story.title), ""]
    for letter, article in zip(letters, matrix.articles, strict=True):
        about = " · ".join(part for part in (outlet(article), day(article.published), headline(article)) if part)
        lines.append(cut(printable(f"{letter}  {about}"), width))
    lines += [f"{', '.join(letters[place] for place in places)}  are copies of one text" for places in matrix.copies]
    if matrix.more:
        lines.append(f"and {matrix.more} more")
    lines += ["", "".join(letter.ljust(_CELL) for letter in letters)]
    room = max(20, width - _CELL * len(letters) - 1)
    for row in matrix.rows:
        marks = "".join(finding(row, cell, found).sign.ljust(_CELL) for cell in row.cells)
        lines.append(f"{marks} {cut(printable(row.passage.text), room)}")
        for letter, cell in zip(letters, row.cells, strict=True):
            said = changed(cell.differs) if cell else ()
            lines += [cut(printable(f"{' ' * len(marks)} {letter}: {'; '.join(said)}"), width)] if said else []
    return [*lines, "", "   ".join(f"{entry.sign} {entry.word}" for entry in MATRIX_LEGEND)]
