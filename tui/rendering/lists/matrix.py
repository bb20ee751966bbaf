"""Widths, names, legend and marks of a matrix: a row for each passage, a column for each article. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from index.model import Article, Difference, Matrix, MatrixCell, MatrixRow, Passage, StatedValue
from index.text import printable
from tui.rendering import words
from tui.rendering.labels import column, outlet
from tui.rendering.numbers import counted
from tui.rendering.text.cells import cells, cut
from tui.rendering.text.runs import Run

NARROW_COLUMN, _WIDE = 3, 16
_LEAST_TEXT = 36
_LINES_OF_NAMES = 3
"""Lines that the names take at most where the columns have no room for them."""
_LONGEST_NAME = 24
"""Cells of a name there."""

Marks = Mapping[Passage, Difference]
"""By passage, the difference that claims most of those in which it has a part."""


def column_width(width: int, columns: int) -> int:
    """The cells of one column of ``columns`` on a page of ``width``: the passages keep two fifths of it, or more."""
    room = max(width - max(_LEAST_TEXT, 2 * width // 5), 0)
    return max(NARROW_COLUMN, min(_WIDE, room // max(1, columns)))


def legend_lines(width: int) -> list[str]:
    """Every sign with its word, on lines of ``width`` cells."""
    return _on_lines([f"{entry.sign} {entry.word}" for entry in words.MATRIX_LEGEND], width, "   ")


def name_lines(articles: Sequence[Article], width: int) -> list[str]:
    """The letters with their outlets, as long as :data:`_LINES_OF_NAMES` lines of ``width`` cells allow."""
    names = [printable(outlet(article)).removeprefix("The ") for article in articles]
    for longest in range(_LONGEST_NAME, 3, -1):
        parts = [f"{column(place)} {cut(name, longest)}" for place, name in enumerate(names)]
        lines = _on_lines(parts, width, "  ")
        if len(lines) <= _LINES_OF_NAMES:
            break
    return lines[:_LINES_OF_NAMES]


def _on_lines(parts: Iterable[str], width: int, between: str) -> list[str]:
    lines: list[str] = []
    for part in parts:
        if lines and cells(lines[-1]) + cells(between) + cells(part) <= width:
            lines[-1] += between + part
        else:
            lines.append(cut(part, width))
    return lines


FILTERS = ("all passages", "in several", "only in one", "left out by this one")
"""What is shown; the last follows the article under the cursor."""


def filters_line(filter: str) -> list[Run]:
    """All filters, the one that is chosen in another ink."""
    runs = [Run("f  ", "headline")]
    for number, name in enumerate(FILTERS):
        runs += [Run(" · " if number else "", "dim"), Run(name, "accent-bold" if name == filter else "dim")]
    return runs


def title_of(matrix: Matrix, rows: int) -> list[Run]:
    """The left end of the masthead, ``rows`` of the passages being shown."""
    more = f", {matrix.more} more" if matrix.more else ""
    counts = f"   {counted(rows, 'passage')} by {counted(len(matrix.articles), 'article')}{more}"
    return [Run("Who has what", "headline"), Run(counts, "dim"), Run(f"   {matrix.story.title}", "ink")]


def to_compare(matrix: Matrix, row: MatrixRow, marked: Collection[str]) -> list[str]:
    """The articles that are marked; without any, those that have a passage."""
    having = [a.id for a, cell in zip(matrix.articles, row.cells, strict=True) if cell is not None]
    return [article.id for article in matrix.articles if article.id in marked] or having


def is_wanted(row: MatrixRow, filter: str, column: int) -> bool:
    """Whether one of :data:`FILTERS` leaves a row, the cursor being in ``column``."""
    having = sum(cell is not None for cell in row.cells)
    left_out = having > 1 and row.cells[column] is None
    return {FILTERS[1]: having > 1, FILTERS[2]: having == 1, FILTERS[3]: left_out}.get(filter, True)


def place_of(rows: Sequence[MatrixRow], article: str, start: int) -> tuple[int, int]:
    """Row and column of a passage, by its article and offset; the first ones where no row has it."""
    for number, row in enumerate(rows):
        for place, cell in enumerate(row.cells):
            if cell is not None and (cell.passage.article, cell.passage.start) == (article, start):
                return number, place
    return 0, 0


def is_alone(row: MatrixRow) -> bool:
    """Whether only one article has it."""
    return sum(cell is not None for cell in row.cells) == 1


# --- Marks ------------------------------------------------------------------------------------------------------------


def marks(matrix: Matrix, found: Iterable[Difference]) -> Marks:
    """Which passages of the matrix state a value that differs from that of another article.

    What a reader settled as no difference is left out; what a headline or deck states has no passage here.
    """
    by_article: dict[str, list[Passage]] = {}
    for row in matrix.rows:
        for cell in row.cells:
            if cell is not None:
                by_article.setdefault(cell.passage.article, []).append(cell.passage)
    order = list(words.CLAIMS)
    marked: dict[Passage, Difference] = {}
    for difference in found:
        claim = difference.current_claim
        if claim is None:
            continue
        for stated in (difference.left, difference.right):
            passage = _passage(stated, by_article.get(stated.article, ()))
            known = marked.get(passage) if passage is not None else None
            if passage is not None and (
                known is None or order.index(claim) < order.index(known.current_claim or claim)
            ):
                marked[passage] = difference
    return marked


def _passage(stated: StatedValue, passages: Iterable[Passage]) -> Passage | None:
    if stated.field != "text":
        return None
    return next((p for p in passages if p.start < stated.span[1] and stated.span[0] < p.end), None)


def finding(row: MatrixRow, cell: MatrixCell | None, found: Marks) -> words.Entry:
    """The sign of a cell and its word: a difference before the kind of link."""
    if cell is None:
        return words.LEFT_OUT
    difference = found.get(cell.passage)
    claim = difference.current_claim if difference is not None else None
    if claim is not None:
        return words.CLAIMS[claim]
    return closeness(row, cell)


def closeness(row: MatrixRow, cell: MatrixCell) -> words.Entry:
    """How close a cell is to the passage of its row; of that passage itself, how close the closest other cell is.

    The passage is equal to itself whatever the others say, so that claims nothing.
    """
    if is_alone(row):
        return words.ONLY_HERE
    if cell.passage != row.passage:
        return words.of_link(cell.kind, cell.differs)
    others = [words.of_link(each.kind, each.differs) for each in row.cells if each and each.passage != row.passage]
    return min(others, key=[*words.LINKS.values(), words.DIFFERS].index)


def in_words(difference: Difference, passage: Passage, names: Mapping[str, str]) -> str:
    """``1968 here, 1967 in Border Observer``: a value of ``passage`` against that of the other article."""
    here, there = difference.left, difference.right
    if here.article != passage.article:
        here, there = there, here
    subject = f"{difference.subject}: " if difference.subject else ""
    return f"{subject}{here.text} here, {there.text} in {names.get(there.article, 'another article')}"
