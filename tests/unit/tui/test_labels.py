import pytest

from index.model import PartialDate
from tui.rendering import dates, labels


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (["2019-03-12", "2019-03-14T10:00", None], "12 – 14 March 2019"),
        (["2019-03-12", "2019-03-12T23:00"], "12 March 2019"),
        (["2019-02-28", "2019-03-01"], "28 February – 1 March 2019"),
        (["2018-12-31", "2019-01-01"], "31 December 2018 – 1 January 2019"),
        (["2019-03", "2019-04-14"], "March 2019 – 14 April 2019"),
        (["2019", "2019-04-14"], "2019"),
        ([None], ""),
    ],
)
def test_spans_of_days(days: list[str | None], said: str) -> None:
    assert dates.span_of_days([PartialDate.parse(day) for day in days]) == said


@pytest.mark.parametrize(("value", "said"), [(0.74, ".74"), (1.0, "1"), (0.0, ".00"), (0.999, "1")])
def test_similarities_are_short(value: float, said: str) -> None:
    assert labels.similarity(value) == said
