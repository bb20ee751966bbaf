"""How long an import will still take: right within a factor of two after the first tenth, also for uneven files."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from index.model import Progress
from tui.rendering.time_left import AFTER_GROUPING, TRACING, TimeLeft, left_words


def estimates(seconds: Sequence[float], after: float, totals: Sequence[int] | None = None) -> list[tuple[float, float]]:
    """The estimate and the truth after each document but those of the first tenth, if each takes so long.

    ``after`` are the seconds of grouping and of looking for copies. Loading libraries takes five seconds.
    """
    time_left, now, found, count = TimeLeft(), 50.0, list[tuple[float, float]](), len(seconds)
    time_left.after(Progress("finding", count, 0), now)
    time_left.after(Progress("reading", 0, count), now)
    now += 5
    for done, cost in enumerate(seconds, 1):
        now += cost
        estimate = time_left.after(Progress("reading", done, totals[done - 1] if totals else count), now)
        if done >= count / 10:
            assert estimate is not None
            found.append((estimate, sum(seconds[done:]) + after))
    return found


@pytest.mark.parametrize("share", [0.28, 0.55, 1.0])
@pytest.mark.parametrize("seed", range(3))
def test_uneven_files_are_estimated_within_a_factor_of_two(seed: int, share: float) -> None:
    """Documents of very different lengths, in any order: most short, some fifty times as long."""
    cost = random.Random(seed)
    seconds = [cost.lognormvariate(-4, 1) for _ in range(2000)]
    assert all(truth / 2 <= estimate <= truth * 2 for estimate, truth in estimates(seconds, share * sum(seconds)))


def test_a_count_that_is_corrected_meanwhile_corrects_the_estimate() -> None:
    """Files of many articles are estimated by size: the total grows by a fifth while they are read."""
    totals = [800 + min(200, done // 2) for done in range(1000)]
    assert all(truth / 2 <= estimate <= truth * 2 for estimate, truth in estimates([0.02] * 1000, 8, totals))


def begun() -> TimeLeft:
    """Reading of 110 documents, ten of which were read when the clock began at 0."""
    time_left = TimeLeft()
    time_left.after(Progress("reading", 0, 110), -3.0)
    assert time_left.after(Progress("reading", 10, 110), 0.0) is None
    return time_left


def test_nothing_is_estimated_from_too_little() -> None:
    assert TimeLeft().after(Progress("finding", 100, 0), 0.0) is None
    assert TimeLeft().after(Progress("reading", 0, 0), 1.0) is None
    assert begun().after(Progress("reading", 14, 110), 4.0) is None
    assert begun().after(Progress("reading", 15, 110), 5.0) == pytest.approx(95 + 55)
    assert begun().after(Progress("reading", 60, 110), 0.9) is None
    assert begun().after(Progress("reading", 60, 110), 1.0) == pytest.approx(1 + 1.1)


def test_the_estimate_is_kept_while_what_was_read_is_indexed() -> None:
    time_left = begun()
    time_left.after(Progress("reading", 60, 110), 50.0)
    assert time_left.after(Progress("indexing", 5, 60), 51.0) == pytest.approx(50 + 55)


def test_a_later_stage_is_estimated_by_itself() -> None:
    time_left = begun()
    time_left.after(Progress("grouping", 0, 100), 100.0)
    assert time_left.after(Progress("grouping", 50, 100), 104.0) == pytest.approx(4 + 8 * AFTER_GROUPING)
    assert time_left.after(Progress("describing", 0, 40), 110.0) is None
    assert time_left.after(Progress("describing", 10, 40), 115.0) == pytest.approx(15 + 10 * TRACING)
    time_left.after(Progress("tracing", 0, 100), 130.0)
    assert time_left.after(Progress("tracing", 50, 100), 132.0) == pytest.approx(2)
    assert time_left.after(Progress("done", 10, 10), 134.0) is None


@pytest.mark.parametrize("together", [0.2, 0.6, 1.0])
def test_stories_are_estimated_within_a_factor_of_two(together: float) -> None:
    """``together`` is the share of the articles that share a story with others, which finding the stories shows."""
    finding, describing, tracing = 100.0, 250.0 * together, 60.0
    time_left, begun_at, told = TimeLeft(), 1000.0, list[tuple[float, float]]()
    for stage, seconds, rest in (("grouping", finding, describing + tracing), ("describing", describing, tracing)):
        for done in range(101):
            now = begun_at + seconds * done / 100
            estimate = time_left.after(Progress(stage, done, 100), now)  # type: ignore[arg-type]
            if estimate is not None:
                told.append((estimate, seconds * (1 - done / 100) + rest))
        begun_at += seconds
    assert len(told) > 150
    assert all(truth / 2 <= estimate <= truth * 2 for estimate, truth in told)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (None, ""),
        (0.2, "about 1 s left"),
        (89, "about 89 s left"),
        (90, "about 2 min left"),
        (5399, "about 90 min left"),
        (5400, "about 1.5 h left"),
    ],
)
def test_the_time_left_in_words(seconds: float | None, words: str) -> None:
    assert left_words(seconds) == words
