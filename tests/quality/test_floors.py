"""What the product reaches on the benchmark, minus a hair: it may rise, not slip.

Skipped unless ``BROADSHEET_BENCH`` names the benchmark folder.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.quality import adapters, measures

FLOORS: Mapping[str, Mapping[str, float]] = {
    "plain text": {
        "F1": 0.955,
        "news F1": 0.963,
        "news perfect": 0.49,
        "full": 0.948,
        "resili": 0.973,
        "traf": 0.982,
        "justext": 0.948,
        "clean kept whole": 0.95,
    },
    "pages": {"F1": 0.968, "news F1": 0.975, "news good": 0.975, "title": 0.92, "date": 0.93, "authors": 0.765},
    "words of pages": {"kept": 999.2},
    "ranking": {"nDCG@10": 0.392, "MAP": 0.321},
    "answers": {"news": 0.89, "abstracts": 0.39},
    "known items": {"headline": 0.778, "sentence": 0.683},
    "stories": {"pair F1": 94.8, "B3": 96.4},
    "who else": {"ECB+ R@5": 85, "macro MRR": 94.4},
    "links": {"real": 55.4, "planted": 96.5},
    "reuse": {"F1": 99.8},
    "conflicts": {"P": 98, "R": 95, "names F1": 98.4},
    "differences": {"P": 0.90, "R": 0.24, "R5": 0.66, "AP": 0.34, "other kinds": 22},
    "speakers": {"P": 0.97, "R": 0.95, "empty": 0.97},
}
SEEDS: Mapping[str, tuple[set[int], set[int], set[int]]] = {
    # By the beginning of the file name: the copies of the headline, of which one is kept; the lines of deck and body;
    # lines that may be kept or not (a date line, a caption).
    "000": ({0}, {1, 2, 3, 4, *range(10, 16)}, set()),
    "001": ({0}, set(range(4, 23, 2)), {2}),
    "002": ({0, 2, 4}, set(range(6, 35, 2)), set()),
    "003": ({0, 2}, {3, *range(8, 37, 2)}, {5, 6}),
    "004": ({0, 2}, set(range(4, 21, 2)), set()),
}


@pytest.fixture(scope="module")
def folder() -> Path:
    found = measures.bench()
    if found is None:
        pytest.skip("BROADSHEET_BENCH does not name a folder: quality is not measured")
    return found


@pytest.mark.parametrize("name", measures.MEASURES)
def test_quality_does_not_fall_below_what_was_reached(name: str, folder: Path) -> None:
    reached = measures.MEASURES[name](folder)
    slipped = {key: (reached[key], floor) for key, floor in FLOORS[name].items() if reached[key] < floor}
    assert not slipped, f"reached, floor: {slipped}"


@pytest.mark.parametrize("name", SEEDS)
def test_exactly_the_lines_of_the_story_are_kept(name: str, folder: Path) -> None:
    files = sorted((folder.parent / "seeds").glob(f"{name}_*.txt"))
    if not files:
        pytest.skip("no seeds beside the benchmark folder")
    text = files[0].read_text(encoding="utf-8")
    headlines, story, optional = SEEDS[name]
    blank = {number for number, line in enumerate(text.split("\n")) if not line.strip()}
    kept = set(adapters.clean_plain(text)) - blank
    assert kept - headlines - optional == story
    assert len(kept & headlines) == 1


def test_every_measure_has_a_floor() -> None:
    assert set(FLOORS) == set(measures.MEASURES)
