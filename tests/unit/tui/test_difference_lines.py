"""The columns of the page of differences."""

from __future__ import annotations

import pytest

from tests.unit.tui.test_differences_text import fact, found, stated
from tui.rendering.lists.difference_lines import Columns


@pytest.mark.parametrize(
    ("value", "width", "columns"),
    [
        # A fifth for the subjects, 14 to 26 cells.
        (9, 60, (14, 9, 30)),
        (9, 75, (15, 9, 44)),
        (9, 80, (16, 9, 48)),
        (9, 125, (25, 9, 84)),
        (9, 130, (26, 9, 88)),
        (9, 140, (26, 9, 98)),
        # The longest value, 8 to 22 cells.
        (6, 80, (16, 8, 49)),
        (8, 80, (16, 8, 49)),
        (22, 80, (16, 22, 35)),
        (23, 80, (16, 22, 35)),
        # 20 cells at least for who states it.
        (9, 51, (14, 9, 21)),
        (9, 50, (14, 9, 20)),
        (9, 49, (14, 9, 20)),
    ],
)
def test_how_wide_the_columns_are(value: int, width: int, columns: tuple[int, int, int]) -> None:
    some = found(fact((stated("a", "x" * value),), (stated("c", "Seven"),)))
    fitting = Columns.fitting(some, width)
    assert (fitting.subject, fitting.value, fitting.who) == columns
