"""How many lines of a comparison are wasted, measured on the sample articles."""

from __future__ import annotations

import pytest

from index.archive import Archive
from index.model import Comparison
from tui.cli.archives import sample_path
from tui.rendering.comparison.arrangement import arrange
from tui.rendering.comparison.page import ComparisonPage, measure_of

WASTED_BEFORE = {2: 0.16, 3: 0.27, 4: 0.29}
"""The share of a page of so many columns that was longer than its longest article, when every row was as high as its
highest passage and a passage with links elsewhere had a row of its own."""
EMPTY_BEFORE = {2: 0.30, 3: 0.42, 4: 0.45}
"""The share of lines that were empty then, above the end of each article."""


LEVEL_BEFORE = {2: 1.0, 3: 0.75, 4: 0.79}
"""The share of strong links that were level then."""


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    """Four articles of the story that most outlets report."""
    with Archive.open(tmp_path_factory.mktemp("packed") / "archive") as archive:
        for _ in archive.add([sample_path()]):
            pass
        largest = max(archive.stories(), key=lambda story: len(story.articles))
        return archive.compare(largest.articles[:4])


@pytest.mark.parametrize(("columns", "width"), [(2, 77), (3, 117), (4, 197)])
def test_hardly_a_line_is_wasted(compared: Comparison, columns: int, width: int) -> None:
    ids = [each.id for each in compared.articles][:columns]
    page = ComparisonPage.set(arrange(compared, ids, measure=measure_of(width, columns)), [], {}, width)
    assert not page.stacked
    strips = page.wrapped.strips
    heights = [sum(cell.height + (not cell.cell.goes_on) for cell in strip) for strip in strips]
    assert 1 - max(heights) / page.height < WASTED_BEFORE[columns] / 2
    assert 1 - sum(heights) / sum(strip[-1].bottom + 1 for strip in strips) < 0.75 * EMPTY_BEFORE[columns]


@pytest.mark.parametrize("columns", [2, 3, 4])
def test_no_fewer_strong_links_are_level(compared: Comparison, columns: int) -> None:
    arranged = arrange(compared, [article.id for article in compared.articles][:columns])
    strong = [link for link in arranged.links if link.strength == "strong"]
    level = [link for link in strong if len({row for row, _ in arranged.ends(link)}) == 1]
    assert len(level) >= LEVEL_BEFORE[columns] * len(strong)
