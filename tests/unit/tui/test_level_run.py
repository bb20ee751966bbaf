"""The run of links that are made level in a comparison."""

from __future__ import annotations

import pytest

from tui.rendering.comparison.level_run import Level, dearest_run


@pytest.mark.parametrize(("between", "found"), [(99, True), (100, False)])
def test_one_hundred_links_further_up_are_tried_as_the_one_before(between: int, found: bool) -> None:
    """The first and the last go together; none between goes with the last or with one another."""
    crossing = [Level(number, 500 - number, 0, 0.0) for number in range(1, between + 1)]
    levels = [Level(0, 0, 0, 5.0), *crossing, Level(between + 1, 1, 0, 9.0)]
    run = dearest_run(levels, 0, 2)
    assert run == ([(0, 0), (between + 1, 1)] if found else [(between + 1, 1)])
