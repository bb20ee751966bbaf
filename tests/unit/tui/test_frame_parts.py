from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from textual.color import Color

from tui import themes
from tui.rendering.text.cells import cells
from tui.rendering.text.row import justify
from tui.rendering.text.runs import Run
from tui.widgets.terminal_guard import TerminalGuard

RUNS = st.lists(st.builds(Run, st.text("ab 橋", max_size=8), st.just("ink")), max_size=4)


@given(RUNS, RUNS, st.integers(0, 40))
def test_both_sides_fill_the_line_and_never_more(left: list[Run], right: list[Run], width: int) -> None:
    placed = justify(left, right, width)
    assert sum(cells(run.text) for run in placed) == width


def test_the_left_side_gives_way_and_says_so() -> None:
    placed = justify([Run("Harbour ", "dim"), Run("Post", "ink")], [Run("41 %", "dim")], 14)
    assert "".join(run.text for run in placed) == "Harbour…  41 %"


def test_a_right_side_without_room_is_cut_not_dropped() -> None:
    placed = justify([], [Run("outlet ", "dim"), Run("Harbour Post", "ink")], 12)
    assert "".join(run.text for run in placed) == "outlet Harb…"


@given(st.text())
def test_nothing_that_a_terminal_obeys_passes_the_guard(text: str) -> None:
    (segment,) = TerminalGuard().apply([Segment(text)], Color(0, 0, 0))
    assert not any(c < " " or "\x7f" <= c <= "\x9f" for c in segment.text)
    assert not set(segment.text) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")


def test_the_guard_leaves_printable_text_and_its_style_alone() -> None:
    segments = [Segment("Škoda 橋 ≡ ▌", themes.inks("paper")["link"])]
    assert TerminalGuard().apply(segments, Color(0, 0, 0)) is segments


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", [themes.PAPER, themes.NIGHT], ids=lambda p: p.name)
def test_every_ink_can_be_read_on_every_ground(palette: themes.Palette) -> None:
    """WCAG 2.1, 1.4.3: at least 4.5:1 (https://www.w3.org/TR/WCAG21/#contrast-minimum)."""
    inks = (palette.ink, palette.dim, palette.accent, palette.link, palette.conflict, palette.only)
    for ground in (palette.background, palette.selected):
        for ink in inks:
            assert _contrast(ink, ground) >= 4.5, (ink, ground)
    assert _contrast(palette.marked, palette.marker) >= 4.5
    assert _contrast(palette.background, palette.accent) >= 4.5


def test_every_theme_has_every_ink() -> None:
    names = {name: set(themes.inks(name)) for name in themes.NAMES}
    assert len(set(map(frozenset, names.values()))) == 1


def test_without_colour_what_is_marked_still_differs() -> None:
    inks = {name: style.without_color for name, style in themes.inks("terminal").items()}
    assert len({str(inks[name]) for name in ("ink", "headline", "deck", "dim", "marker", "marker-current")}) == 6
