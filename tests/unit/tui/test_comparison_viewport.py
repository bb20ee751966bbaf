"""Whatever lies between both ends of a link, both are on the screen after going to it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.model import Article, CleanArticle, Comparison, Link, Metadata, Passage
from tui.rendering.comparison.arrangement import arrange
from tui.rendering.comparison.cells import Place
from tui.rendering.comparison.cursor import Cursor, on_link
from tui.rendering.comparison.heads import Head
from tui.rendering.comparison.layout import key
from tui.rendering.comparison.page import ComparisonPage
from tui.rendering.comparison.viewport import Viewport, remarks_on, show_cell, show_link

SIZES = [(60, 16), (77, 24), (77, 40), (117, 40), (197, 50)]


def article(name: str, lengths: list[int]) -> tuple[Article, tuple[Passage, ...]]:
    """An article of sentences of so many words."""
    sentences = [" ".join(["word"] * length) + "." for length in lengths]
    text = " ".join(sentences)
    clean = CleanArticle(Metadata(headline=name, outlet=name), text, ((0, len(text)),))
    found, start = [], 0
    for sentence in sentences:
        found.append(Passage(name, 1, start, start + len(sentence), sentence))
        start += len(sentence) + 1
    return Article(name, 1, name, "0" * 64, (f"{name}.txt",), clean), tuple(found)


def compared(sides: list[list[int]], ends: list[tuple[int, int, int, int]]) -> Comparison:
    """Articles with sentences of so many words; a link goes from an article and a sentence to another's."""
    made = [article(name, lengths) for name, lengths in zip("abcd", sides, strict=False)]
    links = [Link(made[a][1][i], made[b][1][j], "strong", "reworded", False, 0.7, "") for a, i, b, j in ends if a != b]
    linked = {key(p) for link in links for p in (link.left, link.right)}
    passages = {each.id: found for each, found in made}
    only = {id: tuple(p for p in found if key(p) not in linked) for id, found in passages.items()}
    return Comparison(tuple(each for each, _ in made), passages, tuple(links), only, ())


@st.composite
def comparisons(draw: st.DrawFn) -> Comparison:
    lengths = st.lists(st.one_of(st.integers(1, 30), st.integers(1, 300)), min_size=1, max_size=25)
    sides = draw(st.lists(lengths, min_size=2, max_size=4))
    ends = st.integers(0, len(sides) - 1).flatmap(lambda a: st.tuples(st.just(a), st.integers(0, len(sides[a]) - 1)))
    pairs = draw(st.lists(st.tuples(ends, ends), min_size=1, max_size=6, unique=True))
    made = [(*left, *right) for left, right in pairs if left[0] < right[0]]
    return compared(sides, made or [(0, 0, 1, 0)])


def page(of: Comparison, width: int, height: int) -> ComparisonPage:
    ids = [each.id for each in of.articles]
    heads = [Head(id.upper(), "about") for id in ids]
    return ComparisonPage.set(arrange(of, ids), heads, {id: id for id in ids}, width, airy=height >= 22)


def lines_in_view(view: Viewport, shown: ComparisonPage, place: Place) -> int:
    """How many lines of a cell are in view, from its first one on; a quotation counts with its lines."""
    cell = shown.wrapped.cells[place]
    top = view.top if shown.stacked else view.column_top(place[1])
    if not 0 <= cell.top - top < view.rows:
        return 0
    return min(cell.height, view.rows - (cell.top - top))


@settings(max_examples=150, deadline=None)
@given(comparisons(), st.sampled_from(SIZES), st.booleans(), st.data())
def test_both_ends_of_every_link_are_in_view_after_going_to_it(
    of: Comparison, size: tuple[int, int], free: bool, data: st.DataObject
) -> None:
    width, height = size
    shown = page(of, width, height)
    room = height - shown.head_height - 6
    view = Viewport(room, data.draw(st.integers(0, shown.height)), free=free and not shown.stacked)
    for link in data.draw(st.permutations(shown.layout.links)):
        cursor = on_link(shown.layout, link, data.draw(st.integers(0, 3)))
        view = show_link(view, shown, cursor)
        here, other = (
            (cursor.row, cursor.column),
            next(end for end in shown.layout.ends(link) if end != (cursor.row, cursor.column)),
        )
        seen = lines_in_view(view, shown, here)
        assert seen
        if view.quoted is not None:
            assert view.quoted == other
            quotation = shown.quotation(other, link, view.quoted_lines)
            assert 2 <= len(quotation) <= view.quoted_lines
            assert view.quoted_lines < room
            continue
        beside = lines_in_view(view, shown, other)
        assert beside
        cells = shown.wrapped.cells
        if max(cells[here].height, cells[other].height) <= view.rows:
            assert seen == cells[here].height
            if not free:
                assert beside == cells[other].height


def two_far_apart(width: int) -> ComparisonPage:
    """A link between the first sentence of one article and the last of the other, far below it."""
    return page(compared([[8] * 40, [8] * 40], [(0, 0, 1, 39)]), width, 24)


def test_side_by_side_the_column_of_a_far_end_is_scrolled_and_its_head_says_so() -> None:
    shown = two_far_apart(77)
    cursor = on_link(shown.layout, shown.layout.links[0], 0)
    view = show_link(Viewport(16), shown, cursor)
    ends = shown.layout.ends(shown.layout.links[0])
    tops = [shown.wrapped.cells[end].top - view.column_top(end[1]) for end in ends]
    assert tops == [0, 0]
    assert remarks_on(view, shown) == {1: "↓ scrolled to this link"}
    drawn = [
        "".join(piece.text for piece in shown.line(view.top + line, cursor, view.shifts)) for line in range(view.rows)
    ]
    assert drawn[0].count("▌") == 2
    assert "≈" in drawn[0]
    elsewhere = show_cell(view, shown, Cursor(1, 0, None))
    assert elsewhere.shifts == {}


def test_a_passage_that_no_link_leads_to_is_brought_beside_the_cursor() -> None:
    shown = page(compared([[8] * 40, [8] * 40], [(0, 0, 1, 0)]), 77, 24)
    cells = shown.wrapped.cells
    far = max(place for place in cells if place[1] == 1)
    cursor = Cursor(0, 0, shown.layout.links[0], far)
    view = show_link(Viewport(16), shown, cursor)
    tops = [cells[place].top - view.column_top(place[1]) for place in ((0, 0), far)]
    assert tops == [0, 0]
    assert remarks_on(view, shown) == {1: "↓ scrolled to what differs"}


def test_in_a_stack_a_far_end_is_quoted_below_and_goes_with_the_next_step() -> None:
    shown = two_far_apart(60)
    assert shown.stacked
    link = shown.layout.links[0]
    view = show_link(Viewport(12), shown, on_link(shown.layout, link, 0))
    assert view.quoted == shown.layout.ends(link)[1]
    rule, *text = ("".join(piece.text for piece in line) for line in shown.quotation(view.quoted, link, 3))
    assert rule.startswith("─ ≈ b ")
    assert text[0].startswith("▌word word")
    assert show_cell(view, shown, Cursor(1, 0, None)).quoted is None


@pytest.mark.parametrize(("lines", "said"), [(3, ", the first 2 lines of 9"), (10, "")])
def test_a_quotation_says_how_much_of_it_is_left_out(lines: int, said: str) -> None:
    shown = page(compared([[1] * 30, [100]], [(0, 29, 1, 0)]), 60, 24)
    link = shown.layout.links[0]
    (place,) = [end for end in shown.layout.ends(link) if end[1] == 1]
    rule = "".join(piece.text for piece in shown.quotation(place, link, lines)[0])
    assert f"≈ b{said} ─" in rule


@pytest.mark.parametrize(("room", "quoted"), [(12, 6), (20, 10)])
def test_a_quotation_takes_half_of_the_window_at_most(room: int, quoted: int) -> None:
    shown = page(compared([[1] * 30, [5] * 30 + [200]], [(0, 0, 1, 30)]), 60, 24)
    view = show_link(Viewport(room), shown, on_link(shown.layout, shown.layout.links[0], 0))
    assert view.quoted_lines == quoted


def test_what_lies_above_is_counted() -> None:
    shown = page(compared([[8] * 10, [8] * 10], [(0, 5, 1, 5)]), 77, 24)
    top = shown.wrapped.cells[5, 0].top
    assert remarks_on(Viewport(10, top), shown) == {0: "↑ 10 above, 10 only in one article"}
    assert remarks_on(Viewport(10, top), page(compared([[8] * 10, [8] * 10], [(0, 0, 1, 0)]), 77, 24))[0].endswith(
        "above, 8 only in one article"
    )
    assert remarks_on(Viewport(10), shown) == {}
    assert remarks_on(replace(Viewport(10, top), free=True), shown) == {}


def test_an_opened_page_begins_with_what_is_shared() -> None:
    shown = page(compared([[8] * 30, [8] * 30], [(0, 20, 1, 20)]), 77, 24)
    link = shown.layout.links[0]
    view = show_link(Viewport(16), shown, on_link(shown.layout, link, 0), fresh=True)
    assert view.top == shown.wrapped.cells[shown.layout.ends(link)[0]].top
