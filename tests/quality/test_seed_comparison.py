"""What comparing the sample articles beside the benchmark folder has to show, through the archive.

Skipped unless ``BROADSHEET_BENCH`` names the benchmark folder.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from pathlib import Path

import pytest

from index.archive import Archive
from index.model import Conflict
from tests.quality import measures
from tui.rendering.comparison.arrangement import arrange
from tui.rendering.comparison.page import ComparisonPage


@pytest.fixture(scope="module")
def seeds() -> list[Path]:
    bench = measures.bench()
    found = sorted((bench.parent / "seeds").glob("00*.txt")) if bench else []
    if len(found) < 5:
        pytest.skip("no seeds beside the benchmark folder")
    return found


@pytest.fixture(scope="module")
def archive(seeds: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive.open(tmp_path_factory.mktemp("seeds") / "archive") as opened:
        for _ in opened.add(seeds):
            pass
        yield opened


@pytest.fixture(scope="module")
def ids(archive: Archive, seeds: list[Path]) -> Mapping[str, str]:
    """By the beginning of the file name."""
    report = next(progress.report for progress in archive.add(seeds) if progress.report)
    return {Path(article.path).name[:3]: article.id for article in report.articles}


def conflicts(archive: Archive, ids: Mapping[str, str], left: str, right: str) -> list[Conflict]:
    links = archive.compare([ids[left], ids[right]]).links
    return [conflict for link in links for conflict in link.conflicts]


@pytest.mark.parametrize(
    ("pair", "difference"),
    [
        (("000", "001"), ("figure", "about a week", "more than a week", "differs")),
        (("001", "002"), ("day", "Saturday", "Friday", "open")),
    ],
)
def test_a_hedge_differs_and_a_weekday_without_a_date_is_open_and_nothing_else_is_listed(
    archive: Archive, ids: Mapping[str, str], pair: tuple[str, str], difference: tuple[str, str, str, str]
) -> None:
    (found,) = conflicts(archive, ids, *pair)
    assert (found.kind, found.left, found.right, found.claim) == difference
    listed = archive.differences([ids[name] for name in pair]).facts
    assert [(fact.kind, fact.claim) for fact in listed] == [(found.kind, found.claim)]


def test_no_two_others_differ_on_anything(archive: Archive, ids: Mapping[str, str]) -> None:
    for left, right in combinations(sorted(ids), 2):
        if (left, right) not in (("000", "001"), ("001", "002")):
            assert conflicts(archive, ids, left, right) == [], (left, right)


@pytest.mark.parametrize("pair", [("000", "001"), ("000", "002"), ("001", "002")])
def test_the_spellings_of_one_province_are_one_name(
    archive: Archive, ids: Mapping[str, str], pair: tuple[str, str]
) -> None:
    names = archive.compare([ids[one] for one in pair]).names
    assert any(sum(variant.startswith("Deir ") for variant in variants) > 1 for variants in names)


def test_the_first_two_are_one_story_and_the_last_two_are_of_no_story_of_theirs(
    archive: Archive, ids: Mapping[str, str]
) -> None:
    story = {ids[name]: story.id for story in archive.stories() for name in ids if ids[name] in story.articles}
    first = story.get(ids["000"])
    assert first is not None and story.get(ids["001"]) == first
    for name in ("003", "004"):
        assert story.get(ids[name]) != first
    assert story.get(ids["003"]) is None or story.get(ids["003"]) != story.get(ids["004"])


def test_a_comparison_of_three_is_no_longer_than_its_longest_article(archive: Archive, ids: Mapping[str, str]) -> None:
    """It was a third longer when every row was as high as its highest passage."""
    compared = archive.compare([ids[name] for name in ("000", "001", "002")])
    page = ComparisonPage.set(arrange(compared, [article.id for article in compared.articles]), [], {}, 117)
    longest = max(sum(cell.height + 1 for cell in strip) for strip in page.wrapped.strips)
    assert page.height <= 1.1 * longest


@pytest.mark.parametrize(
    ("left", "right", "words", "others", "linked"),
    [
        ("000", "002", "network of tunnels", "With the tunnels", True),
        ("000", "002", "civilians in the village to flee", "evacuated the last batch", True),
        ("000", "002", "begun what is being hailed", "has started", True),
        ("001", "002", "stretching across", "straddled", True),
        ("000", "002", "fierce resistance", "want to die there", False),
        ("001", "002", "fierce resistance", "want to die there", False),
    ],
)
def test_passages_on_one_thing_are_linked_and_those_that_share_a_name_are_not(
    archive: Archive, ids: Mapping[str, str], left: str, right: str, words: str, others: str, linked: bool
) -> None:
    links = archive.compare([ids[left], ids[right]]).links
    assert any(words in link.left.text and others in link.right.text for link in links) is linked
