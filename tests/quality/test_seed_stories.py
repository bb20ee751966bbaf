"""Which of the seed articles are one story, which one saga, and which neither: through the archive itself.

Skipped unless ``BROADSHEET_BENCH`` names the benchmark folder, beside which the seeds lie.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.archive import Archive
from index.model import Story
from tests.quality import measures


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    bench = measures.bench()
    seeds = bench.parent / "seeds" if bench else None
    if seeds is None or not seeds.is_dir():
        pytest.skip("no seeds beside a benchmark folder that BROADSHEET_BENCH names")
    with Archive.open(tmp_path_factory.mktemp("seeds") / "archive") as opened:
        list(opened.add([seeds]))
        yield opened


def story(archive: Archive, number: str) -> Story:
    id = next(hit.id for hit in archive.search("", 100).hits if hit.path and Path(hit.path).name.startswith(number))
    found = archive.story_of(id)
    assert found is not None
    return found


def saga(of: Story) -> set[str]:
    return {kin.story for kin in of.saga}


def test_two_accounts_of_two_days_running_are_one_story(archive: Archive) -> None:
    assert story(archive, "000").id == story(archive, "001").id


def test_the_undated_account_of_the_same_village_is_with_them_or_in_their_saga(archive: Archive) -> None:
    one, later = story(archive, "000"), story(archive, "002")
    assert later.id == one.id or later.id in saga(one)


def test_two_phases_of_one_siege_are_one_saga_and_two_stories(archive: Archive) -> None:
    begun, ended = story(archive, "003"), story(archive, "004")
    assert begun.id != ended.id
    assert ended.id in saga(begun)
    assert begun.id in saga(ended)
    assert "Raqqa" in begun.saga[0].why


def test_neither_is_of_the_saga_of_the_village(archive: Archive) -> None:
    village = {story(archive, number).id for number in ("000", "001", "002")}
    for number in ("003", "004"):
        city = story(archive, number)
        assert city.id not in village
        assert not saga(city) & village


def test_the_story_leads_with_what_its_outlets_share(archive: Archive) -> None:
    lead = story(archive, "000").lead or ()
    assert 1 <= len(lead) <= 3
    assert len(lead[0].outlets) + len(lead[0].others) > 1
