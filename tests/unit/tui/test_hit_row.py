"""What stands in a row of the results where there is little room."""

from __future__ import annotations

from dataclasses import replace

from index.model import Edition, Hit, PartialDate
from tui.rendering.lists.hit_row import source_line

HIT = Hit(
    1, "lamp", "lamp", 1.0, "Late frost spares the orchards", "Evening Lamp", PartialDate("2019-03-12"), "a.txt", 700,
    "A passage.", 0, 10, (),
)  # fmt: skip


def source(width: int, *, tray: bool, texts: int = 3) -> str:
    """The line that says where the article is from, in a list of that width, of a story that three outlets tell."""
    return "".join(run.text for run in source_line(HIT, width, count=(3, texts), tray=tray, unfolded=False))


def test_the_mark_of_the_tray_grows_short_before_the_outlets_are_left_out() -> None:
    assert source(70, tray=True).endswith("   ▪ tray  ◆ 3 outlets")
    assert source(52, tray=False).endswith(" ◆ 3 outlets")
    assert source(54, tray=True).endswith(" ▪ ◆ 3 outlets")


def test_a_row_never_is_wider_than_its_list() -> None:
    for width in range(36, 80):
        for tray in (False, True):
            assert len(source(width, tray=tray)) <= width
            assert "◆ 3" in source(width, tray=tray)


def test_copies_of_one_text_are_not_counted_as_reports() -> None:
    assert source(70, tray=False, texts=1).endswith("   ◆ 3 outlets, 1 text")
    assert source(52, tray=False, texts=1).endswith("◆ 3, 1 text")
    assert source(70, tray=False, texts=0).endswith("   ◆ 3 outlets")


# --- What has the same text -------------------------------------------------------------------------------------------

FOLDED = replace(HIT, same_text=("a", "b", "c"), copies=3)


def folded(width: int, hit: Hit = FOLDED, *, unfolded: bool = False, outlets: int = 3) -> str:
    return "".join(run.text for run in source_line(hit, width, count=(outlets, 1), tray=False, unfolded=unfolded))


def test_a_row_says_how_many_have_its_text_in_ever_fewer_words() -> None:
    assert folded(90).startswith("▸ Evening Lamp + 3 with the same text · Tue 12 Mar 2019 · 3 min")
    assert folded(90, unfolded=True).startswith("▾ Evening Lamp + 3 with the same text")
    assert folded(54).startswith("▸ Evening Lamp + 3 with the same text · 12 Mar 2019")
    assert folded(44).startswith("▸ Evening Lamp + 3 same text · 12 Mar 2019")
    assert folded(36).startswith("▸ Evening Lamp + 3 · 12 Mar 2019")
    for width in range(30, 90):
        assert len(folded(width)) <= width
        assert " + 3" in folded(width)


def test_an_unknown_outlet_leaves_no_gap() -> None:
    assert folded(90, replace(FOLDED, outlet=None)).startswith("▸ + 3 with the same text · Tue 12 Mar 2019")


def test_copies_are_counted_apart_only_where_there_are_more_than_share_the_row() -> None:
    assert "cop" not in folded(110)
    assert "4 copies" in folded(110, replace(FOLDED, copies=4))


def test_its_own_versions_are_no_copies_of_it() -> None:
    hit = replace(FOLDED, editions=(Edition("a", None, None), Edition("lamp", None, None)))
    assert folded(110, hit).startswith("▸ Evening Lamp + 2 with the same text")
    assert "▸ 2 versions" in folded(110, hit)
    assert "same text" not in folded(110, replace(hit, same_text=("a",)))
