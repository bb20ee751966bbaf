"""Versions are in one order whatever came first, and none before one that is known to be earlier."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import combinations, pairwise, permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.archive import Archive
from index.model import Moments, PartialDate, in_order, later_by
from tests.copied_texts import OWN, WIRE

DATES = st.sampled_from(
    [None, "2019-03", "2019-03-14", "2019-03-14T10:00", "2019-03-14T12:00+01:00", "2019-03-15", "2019-03-16T09:00"]
).map(PartialDate.parse)
MOMENTS = st.builds(Moments, published=DATES, updated=DATES, captured=DATES, modified=DATES)


def _itself(made: Moments) -> Moments:
    return made


@given(st.lists(MOMENTS, max_size=6).flatmap(lambda found: st.tuples(st.just(found), st.permutations(found))))
def test_no_order_of_imports_changes_the_order_or_its_evidence(orders: tuple[list[Moments], list[Moments]]) -> None:
    assert in_order(orders[0], _itself) == in_order(orders[1], _itself)


@given(st.lists(MOMENTS, max_size=6))
def test_no_version_is_before_one_that_is_known_to_be_earlier(versions: list[Moments]) -> None:
    found = [made for made, _ in in_order(versions, _itself)]
    backwards = [(one, other) for one, other in combinations(found, 2) if later_by(other, one) is not None]
    # Only where the evidence goes round in a circle.
    assert not backwards or _contradicts_itself(found)
    for (one, _), (other, evidence) in pairwise(in_order(versions, _itself)):
        assert evidence == later_by(one, other)


def _contradicts_itself(versions: Sequence[Moments]) -> bool:
    left = list(versions)
    while left:
        first = next((one for one in left if not any(later_by(other, one) for other in left)), None)
        if first is None:
            return True
        left.remove(first)
    return False


ADDRESS = "https://coast.example/2019/02/grid"
TEXT = f"{WIRE}\n\n{OWN}"
PAGE = (
    "<html><head><title>Grid fails</title><link rel='canonical' href='{url}'><meta property='og:site_name' "
    "content='Coast Post'><meta property='article:published_time' content='2019-02-02T08:00:00+00:00'>{head}</head>"
    "<body><article><h1>Grid fails</h1><p>{wire}</p><p>{own}</p></article></body></html>"
)


def _page(homes: str, head: str = "") -> str:
    return PAGE.format(url=ADDRESS, head=head, wire=WIRE.replace("forty", homes), own=OWN)


VERSIONS = {
    # Captured before anything was changed; changed once; changed again, and saved long before by the clock of the file.
    "web.archive.org/web/20190202090000/https:/coast.example/2019/02/grid.html": _page("ten"),
    "second.html": _page("twenty", "<meta property='article:modified_time' content='2019-02-02T12:00:00+00:00'>"),
    "third.json": json.dumps(
        {
            "title": "Grid fails",
            "outlet": "Coast Post",
            "url": ADDRESS,
            "date": "2019-02-02T08:00:00+00:00",
            "updated": "2019-02-03T12:00:00+00:00",
            "text": TEXT.replace("forty", "thirty"),
        }
    ),
}


@pytest.mark.parametrize("order", list(permutations(VERSIONS)))
def test_every_surface_has_the_versions_in_order_and_what_holds_now_on_top(
    tmp_path: Path, order: tuple[str, ...]
) -> None:
    with Archive.open(tmp_path / "archive") as archive:
        for name in order:
            path = tmp_path / "files" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(VERSIONS[name])
            list(archive.add([path]))
        (hit,) = archive.search("").hits
        versions = archive.versions(hit.id)
        texts = [archive.article(hit.id, version.number).text for version in versions]
        assert [next(n for n in ("ten", "twenty", "thirty") if f"some {n} thousand" in text) for text in texts] == [
            "ten",
            "twenty",
            "thirty",
        ]
        assert [version.ordered_by for version in versions] == [None, "updated", "updated"]
        assert [version.current for version in versions] == [False, False, True]
        for one, other in pairwise(versions):
            changes = archive.changes(one.name, other.name)
            (correction,) = changes.corrections
            said = changes.old.text[slice(*correction.old)], changes.new.text[slice(*correction.new)]
            assert said in (("ten thousand", "twenty thousand"), ("twenty thousand", "thirty thousand"))
        assert "thirty thousand" in archive.article(hit.id).text
        (story,) = archive.stories()
        assert all("ten thousand" not in lead.passage.text for lead in (story.lead or ()))
