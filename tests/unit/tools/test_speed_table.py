from __future__ import annotations

import math

import pytest

from tests.speed.growth import exponent, lines
from tests.speed.table import Row, percentile


def test_percentiles_are_nearest_ranks() -> None:
    values = [float(value) for value in range(20, 0, -1)]
    assert [percentile(values, share) for share in (0.0, 0.5, 0.95, 1.0)] == [1.0, 10.0, 19.0, 20.0]
    assert percentile([3.0], 0.95) == 3.0


@pytest.mark.parametrize("power", [0.0, 0.5, 1.0, 2.0])
def test_the_exponent_is_the_power_of_the_size(power: float) -> None:
    by_size = {size: [Row("query", "CPU ms", 0.001 * size**power)] for size in (10_000, 100_000, 300_000)}
    assert exponent("query", by_size) == pytest.approx(power)


def test_the_exponent_of_a_rate_is_that_of_all_the_work() -> None:
    by_size = {size: [Row("build", "articles/CPU s", 4000.0)] for size in (10_000, 100_000)}
    assert exponent("build", by_size) == pytest.approx(1.0)
    assert math.isnan(exponent("another", by_size))
    assert "1.00" in lines(by_size)[1]
