"""How many records an import expects: within a factor of two after the first tenth, for files of many kinds."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from index.formats import FoundFile
from index.model import Progress
from index.services.imports.expected import Expected
from tui.rendering.time_left import AFTER_READING, TimeLeft

SECONDS = 0.2
"""What a record costs on the clock of these tests."""


def found(name: str, size: int) -> FoundFile:
    return FoundFile(Path(name), size, 0)


def ratios(files: Sequence[tuple[FoundFile, int]], *, places: bool = True, whole_at_once: bool = False) -> list[float]:
    """Estimate by truth, after each record but those of the first tenth; with each file the records that it has."""
    expected, time_left = Expected(), TimeLeft()
    expected.begin([file for file, _ in files])
    now, taken, count = 100.0, list[float](), sum(max(1, records) for _, records in files)
    whole = count * SECONDS * (1 + AFTER_READING)
    time_left.after(Progress("reading", 0, expected.total), now)
    for _, records in files:
        for number in range(1, records + 1):
            now += SECONDS
            expected.record()
            if places:
                expected.place(1.0 if whole_at_once else number / records)
            estimate = time_left.after(Progress("reading", expected.done, expected.total), now)
            if expected.done > count / 10:
                assert estimate is not None
                taken.append(estimate / (whole - (now - 100.0)))
        if not records:
            now += SECONDS
        expected.file()
    return taken


def is_right(found: Sequence[float]) -> bool:
    return bool(found) and all(0.5 <= ratio <= 2 for ratio in found)


@pytest.mark.parametrize("name", ["pages.zip", "pages.warc", "pages.warc.gz", "pages.tar", "articles.jsonl"])
@pytest.mark.parametrize("size", [1_000_000, 8_000_000, 100_000_000])
def test_one_file_of_many_articles_is_estimated_by_how_far_it_is_read(name: str, size: int) -> None:
    """Whatever its articles have in bytes, which the size of the file alone does not show."""
    assert is_right(ratios([(found(name, size), 2000)]))


def test_small_files_are_one_record_each() -> None:
    assert is_right(ratios([(found(f"{number}.html", 9000), 1) for number in range(2000)]))


@pytest.mark.parametrize("large_first", [True, False])
def test_a_few_large_files_and_many_small_ones(large_first: bool) -> None:
    large = [(found(f"{number}.jsonl", 4_000_000), 1000) for number in range(3)]
    small = [(found(f"{number}.txt", 3000), 1) for number in range(1500)]
    assert is_right(ratios(large + small if large_first else small + large))


@pytest.mark.parametrize("each", [1, 40])
def test_what_files_of_a_kind_had_corrects_the_guess_for_the_rest(each: int) -> None:
    """A hundred files that are read as a whole, whose size says twelve records."""
    files = [(found(f"{number}.zip", 90_000), each) for number in range(100)]
    assert is_right(ratios(files, whole_at_once=True)[len(files) * each // 10 :])


def test_files_without_an_article_count_as_one() -> None:
    cost = random.Random(3)
    files = [(found(f"{number}.html", 5000), int(cost.random() < 0.5)) for number in range(2000)]
    assert is_right(ratios(files))


def test_a_file_that_was_read_ahead_as_a_whole_keeps_its_guess() -> None:
    for share, is_guess in ((0.97, False), (0.98, True)):
        expected = Expected()
        expected.begin([found("many.zip", 800_000)])
        guess = expected.total
        expected.record()
        expected.place(share)
        expected.record()
        expected.place(1.0)
        assert expected.total == (guess if is_guess else 2)
        assert guess > 50


def test_the_guess_by_size_counts_for_two_records_once_files_of_the_kind_are_counted() -> None:
    expected = Expected()
    expected.begin([found("a.jsonl", 28_000), found("b.jsonl", 28_000)])
    assert expected.total == 16
    for _ in range(28):
        expected.record()
    expected.file()
    # 28 and 2 for the 8 and 2 that were guessed: three times as many.
    assert expected.total == 28 + 24
