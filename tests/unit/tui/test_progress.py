"""What is said of how far an import is."""

from __future__ import annotations

import pytest

from index.model import Progress
from tui.cli.progress import progress_line
from tui.rendering.import_progress import rebuild_line, stage_line
from tui.rendering.text.runs import Run


def text(runs: list[Run]) -> str:
    return "".join(run.text for run in runs)


@pytest.mark.parametrize(
    ("progress", "said"),
    [
        (Progress("indexing", 1119, 3000), "Indexing"),
        (Progress("grouping", 1119, 3000), "Grouping into stories"),
        (Progress("describing", 1119, 3000), "Describing the stories"),
        (Progress("tracing", 1119, 3000), "Looking for copies"),
    ],
)
def test_each_stage_says_how_far_it_is(progress: Progress, said: str) -> None:
    assert text(stage_line(progress, None)).startswith(said)
    assert "1,119 of 3,000" in text(stage_line(progress, None))


def test_on_the_command_line_too() -> None:
    assert progress_line(Progress("tracing", 1119, 3000), 80).startswith("Looking for copies 1,119 of 3,000")


def test_an_index_that_is_made_anew_says_how_far_the_stories_are() -> None:
    said = text(rebuild_line(Progress("grouping", 1119, 3000)))
    assert "Grouping into stories" in said
    assert "1,119 of 3,000" in said
    assert "━━━━━" in said
    assert "Describing the stories" in text(rebuild_line(Progress("describing", 1119, 3000)))
    assert text(rebuild_line(Progress("indexing", 0, 0))) == "Rebuilding the index"
