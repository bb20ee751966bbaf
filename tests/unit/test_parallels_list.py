from __future__ import annotations

import pytest

from index.model import Parallel, Passage
from tui.screens.parallels import earliest


def parallel(published: str | None) -> Parallel:
    return Parallel(Passage("a", 1, 0, 5, "Words"), 0.5, "Headline", "Quay Herald", published, "similar wording")


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ((), None),
        ((None, None), None),
        (("2022-02-02",), None),
        (("2022-02-02", "2022-02-02T08:00"), None),
        (("2022-02-03", "2022-02-02T08:00", None), "2022-02-02"),
        (("2022-02-02T09:30", "2022-02-02T08:00"), "2022-02-02T08:00"),
    ],
)
def test_the_first_is_told_only_where_somebody_was_later(
    published: tuple[str | None, ...], expected: str | None
) -> None:
    assert earliest([parallel(each) for each in published]) == expected
