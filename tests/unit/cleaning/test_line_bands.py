"""The bands in which the line classifier sees shares, distances and groups, and the lines around a line."""

from __future__ import annotations

import pytest

from index.cleaning import line_classifier
from index.cleaning.line_classifier import context_features, second_features
from tests.lines import line, paragraph

OTHER = line("x", 1, features=("length 1",))


@pytest.mark.parametrize(
    ("share", "band"),
    [
        (0.29, "<0.3"),
        (0.3, "<0.6"),
        (0.59, "<0.6"),
        (0.6, "<0.8"),
        (0.79, "<0.8"),
        (0.8, "<0.95"),
        (0.94, "<0.95"),
        (0.95, ">0.95"),
    ],
)
def test_how_much_of_a_text_is_paragraphs(share: float, band: str) -> None:
    assert line_classifier._band(share) == band


@pytest.mark.parametrize(
    ("before", "after", "part"),
    [(0.1, 0.149, "first"), (0.1, 0.15, "middle"), (0.85, 0.9, "middle"), (0.851, 0.9, "last")],
)
def test_in_which_part_of_the_paragraphs_a_line_is(before: float, after: float, part: str) -> None:
    assert line_classifier._position(before, after, False) == f"other in the {part} of the prose"


@pytest.mark.parametrize(
    ("words", "part"), [(51, "half of it"), (50, "part of it"), (13, "part of it"), (12, "bit of it")]
)
def test_how_long_a_run_is_beside_the_main_one(words: int, part: str) -> None:
    run, main = (paragraph(words=count)._replace(features=("length 1",)) for count in (words, 100))
    first = context_features([run, *[OTHER] * 6, main], [0] * 8)[0]
    assert f"in a run before the main one, {part}" in first


@pytest.mark.parametrize(("size", "band"), [(1, 1), (3, 3), (4, 4), (7, 4), (8, 8), (9, 8)])
def test_the_size_of_a_group(size: int, band: int) -> None:
    assert f"group of {band} without prose" in context_features([OTHER] * size, [0] * size)[0]


@pytest.mark.parametrize(("words", "length"), [(6, "short"), (7, "middling")])
def test_a_short_line_has_fewer_than_seven_words(words: int, length: str) -> None:
    assert f"{length}: prose 2 above, 2 below" in context_features([OTHER._replace(words=words)], [0])[0]


@pytest.mark.parametrize(
    ("share", "part"), [(0.0, "none"), (0.499, "some"), (0.5, "most"), (0.998, "most"), (0.999, "all")]
)
def test_how_much_of_what_is_kept_is_above_a_line(share: float, part: str) -> None:
    assert line_classifier._part(share) == part


def test_two_six_and_nine_lines_around_a_line_count() -> None:
    def windows(offset: int) -> set[str]:
        """Which means around a line a certain line in its neighbourhood raises."""
        scores = [0.0] * 17
        scores[8 + offset] = 8.0
        names = " | ".join(second_features([[]] * 17, scores, [OTHER._replace(words=4)] * 17)[8])
        marks = {
            "two above": "two above ++",
            "two below": "two below ++",
            "six above": "six above 1",
            "six below": "six below 1",
            "nine": ", + around",
        }
        return {name for name, mark in marks.items() if mark in names}

    assert {offset for offset in range(-8, 9) if "two above" in windows(offset)} == {-2, -1}
    assert {offset for offset in range(-8, 9) if "two below" in windows(offset)} == {1, 2}
    assert {offset for offset in range(-8, 9) if "six above" in windows(offset)} == set(range(-6, 0))
    assert {offset for offset in range(-8, 9) if "six below" in windows(offset)} == set(range(1, 7))
    assert {offset for offset in range(-8, 9) if "nine" in windows(offset)} == set(range(-4, 5))
