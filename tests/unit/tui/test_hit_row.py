"""What stands in a row of the results where there is little room."""

from __future__ import annotations

from index.model import Hit, PartialDate
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
