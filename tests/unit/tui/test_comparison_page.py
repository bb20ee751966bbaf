"""The comparison as it is set and drawn: three invented accounts, laid out by hand in ``tests/interface``."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.model import Conflict, Link, PartialDate, Shared
from tests.interface.fakes import ARTICLES, comparison
from tui.rendering import words
from tui.rendering.comparison import cursor as walk
from tui.rendering.comparison.arrangement import arrange
from tui.rendering.comparison.captions import about_conflicts, title_of
from tui.rendering.comparison.cells import wrap_cells
from tui.rendering.comparison.disputes import disputes
from tui.rendering.comparison.heads import Head
from tui.rendering.comparison.layout import Cell, Layout, key
from tui.rendering.comparison.marks import ink_of, marks_of
from tui.rendering.comparison.minimap import in_view, minimap
from tui.rendering.comparison.page import NARROWEST, WIDEST, ComparisonPage, fitting
from tui.rendering.comparison.rows import dispute_counts, names_of
from tui.rendering.comparison.selection import Selection
from tui.rendering.text.cells import cells
from tui.rendering.text.runs import Run

COMPARED = comparison()
ALL = ("daily", "herald", "evening")
NAMES = {"daily": "Daily", "herald": "Herald", "evening": "Lamp"}
NOWHERE = walk.Cursor(0, 0, None)


def laid(ids: tuple[str, ...] = ALL) -> Layout:
    return arrange(COMPARED, ids)


def page(width: int, ids: tuple[str, ...] = ALL) -> ComparisonPage:
    return ComparisonPage.set(laid(ids), [Head(NAMES[id].upper(), "about") for id in ids], NAMES, width)


def text_of(runs: list[Run]) -> str:
    return "".join(run.text for run in runs)


# --- Wrapped rows -----------------------------------------------------------------------------------------------------


def test_every_line_of_a_cell_leads_to_it_and_a_blank_one_is_below_a_paragraph() -> None:
    wrapped = wrap_cells(laid(), 30, NAMES)
    for number, strip in enumerate(wrapped.strips):
        for cell in strip:
            assert {wrapped.at(number, line) for line in range(cell.top, cell.bottom + (not cell.cell.goes_on))} == {
                cell
            }
        assert wrapped.at(number, -1) is None
    assert wrapped.height == 1 + max(strip[-1].bottom for strip in wrapped.strips)


def test_what_is_above_a_line_is_counted_with_what_only_one_article_has() -> None:
    wrapped = wrap_cells(laid(), 30, NAMES)
    cells = [cell for strip in wrapped.strips for cell in strip]
    assert wrapped.above(0) == (0, 0)
    first = min(cells, key=lambda cell: cell.bottom)
    assert wrapped.above(first.bottom - 1) == (0, 0)
    assert wrapped.above(first.bottom)[0] >= 1
    assert wrapped.above(wrapped.height) == (len(cells), sum(cell.cell.standing == "only" for cell in cells))


@pytest.mark.parametrize("width", [76, 117, 196])
def test_what_is_said_of_a_moved_passage_stays_in_its_column(width: int) -> None:
    names = dict.fromkeys(NAMES, "An outlet that goes by the whole of a very long headline, as some do")
    ids = ALL[:2]
    arranged = laid(ids)
    set_page = ComparisonPage.set(arranged, [Head(NAMES[id].upper(), "about") for id in ids], names, width)
    notes = [cell.note for cell in set_page.wrapped.cells.values()]
    assert any(note.startswith("↑ earlier in An outlet") for note in notes)
    for line in range(set_page.height):
        assert sum(cells(piece.text) for piece in set_page.line(line, NOWHERE)) <= width
    assert all(cells(note) <= set_page.measure for note in notes)


@settings(max_examples=40, deadline=None)
@given(st.integers(20, 240))
def test_no_line_is_wider_than_its_room(width: int) -> None:
    set_page = page(width)
    for line in range(set_page.height):
        assert sum(cells(piece.text) for piece in set_page.line(line, NOWHERE)) <= width
    for line in range(set_page.head_height):
        assert sum(cells(piece.text) for piece in set_page.head_line(line, NOWHERE)) <= width


@settings(max_examples=40, deadline=None)
@given(st.integers(5, 120))
def test_no_word_of_a_passage_is_lost_between_its_lines(width: int) -> None:
    for cell in wrap_cells(laid(), width, NAMES).cells.values():
        set_text = "".join(cell.text[line.start : line.end] for line in cell.lines)
        assert set_text.replace(" ", "") == cell.cell.passage.text.replace(" ", "")


def test_columns_stand_side_by_side_while_they_can_be_read() -> None:
    assert fitting(73, 4) == 2
    # Two columns of 33 cells, each with a mark, and three cells between them.
    assert (fitting(71, 2), fitting(70, 2)) == (2, 1)
    assert fitting(190, 4) == 4
    assert fitting(2 * (NARROWEST + 1) + 2, 2) == 1
    assert page(300, ALL[:2]).measure == WIDEST


# --- Marks ----------------------------------------------------------------------------------------------------------


def test_only_names_and_figures_are_marked_until_a_link_is_looked_at() -> None:
    arranged = laid()
    cell = arranged.rows[0].cells[0]
    assert cell is not None
    assert cell.link is not None
    shown = {cell.passage.text[m.start : m.end] for m in marks_of(cell, None) if m.ink == "link"}
    assert shown == {"Kiln Lane", "Thursday"}
    related = replace(cell.link, kind="related")
    as_related = replace(cell, links=(related,))
    looked_at = {cell.passage.text[m.start : m.end] for m in marks_of(as_related, related) if m.ink == "link"}
    assert looked_at == {"Kiln Lane", "Thursday", "nine families", "mill"}
    assert [m.ink for m in marks_of(cell, None)][-1] == "conflict-bold"
    assert [m.ink for m in marks_of(cell, cell.link)][-1] == "conflict-current"


def test_what_repeats_a_column_further_left_steps_back_until_it_is_looked_at() -> None:
    link = COMPARED.links[2]
    for ids, dim in ((ALL, link.right), (("herald", "daily"), link.left)):
        arranged = arrange(COMPARED, ids)
        for passage in (link.left, link.right):
            row, column = arranged.places[key(passage)]
            cell = arranged.rows[row].cells[column]
            assert cell is not None
            assert ink_of(arranged, cell, current=False) == ("dim" if passage == dim else "ink")
            assert ink_of(arranged, cell, current=True) == "ink"


def test_words_of_one_side_are_marked_in_the_link_that_is_looked_at() -> None:
    arranged = laid()
    cell = arranged.rows[0].cells[0]
    assert cell is not None
    assert cell.link is not None
    found = cell.passage.text.index("burned down")
    link = replace(cell.link, left_only=((found, found + len("burned down")),))
    cell = replace(cell, links=(link,))

    def differing(current: Link | None, cell: Cell = cell) -> list[str]:
        return [cell.passage.text[m.start : m.end] for m in marks_of(cell, current) if m.ink == "differing"]

    assert differing(None) == []
    assert differing(link) == ["burned down"]
    mostly = replace(link, left_only=((0, 60),))
    assert differing(mostly, replace(cell, links=(mostly,))) == []
    for similarity, marked in ((0.8, ["burned down"]), (0.79, [])):
        close = replace(link, similarity=similarity)
        assert differing(None, replace(cell, links=(close,))) == marked


def test_a_conflict_that_a_missing_date_leaves_open_has_a_sign_of_its_own() -> None:
    arranged = laid()
    cell = arranged.rows[0].cells[0]
    assert cell is not None
    assert cell.link is not None
    assert words.of_conflicts(cell.link.conflicts).sign == "✕"
    left_open = [replace(conflict, claim="open") for conflict in cell.link.conflicts]
    assert words.of_conflicts(left_open).sign == "?"
    assert words.of_conflicts([*left_open, *cell.link.conflicts]).sign == "✕"


def test_marks_are_counted_from_the_start_of_the_passage() -> None:
    link = COMPARED.links[1]
    shifted = replace(
        link, kind="related", shared=(Shared("flames", link.shared[1].left_span, link.shared[1].right_span),)
    )
    arranged = arrange(replace(COMPARED, links=(shifted,)), ALL)
    for passage in (shifted.left, shifted.right):
        row, column = arranged.places[key(passage)]
        cell = arranged.rows[row].cells[column]
        assert cell is not None
        marked = [passage.text[m.start : m.end] for m in marks_of(cell, shifted) if m.ink == "link"]
        assert marked == ["flames"]


# --- Walking --------------------------------------------------------------------------------------------------------


def test_links_are_walked_round_and_round() -> None:
    arranged = laid()
    seen, cursor = [], NOWHERE
    for _ in arranged.links:
        found = walk.step_link(arranged, cursor, 1)
        assert found is not None
        cursor = found
        seen.append(cursor.link)
    assert seen == list(arranged.links)
    first = walk.step_link(arranged, cursor, 1)
    assert first is not None
    assert first.link == arranged.links[0]
    last = walk.step_link(arranged, first, -1)
    assert last is not None
    assert last.link == arranged.links[-1]


def test_from_between_links_the_next_is_the_one_below_and_the_previous_the_one_above() -> None:
    arranged = laid()
    row = arranged.places[key(COMPARED.links[2].left)][0]
    below = walk.step_link(arranged, walk.Cursor(row, 0, None), 1)
    above = walk.step_link(arranged, walk.Cursor(row - 1, 0, None), -1)
    assert below is not None
    assert below.link == COMPARED.links[2]
    assert above is not None
    assert above.row < row


def test_a_cursor_is_held_within_the_layout() -> None:
    arranged = laid()
    assert walk.at(arranged, 99, 99).row == len(arranged.rows) - 1
    assert walk.at(arranged, -5, -5) == walk.at(arranged, 0, 0)
    assert walk.cell_at(arranged, walk.Cursor(99, 0, None)) is None


def test_a_passage_that_is_not_shown_leads_to_the_nearest_of_its_article() -> None:
    arranged = arrange(COMPARED, ALL, "conflicts")
    cursor = walk.at_passage(arranged, ("daily", 10_000))
    cell = walk.cell_at(arranged, cursor)
    assert cell is not None
    assert cell.passage.article == "daily"


# --- What is said around it -----------------------------------------------------------------------------------------


def test_the_title_gives_way_last() -> None:
    selection = Selection.of(ALL)
    wide = text_of(title_of(COMPARED, dispute_counts(COMPARED), selection, None, 160)[0])
    narrow = text_of(title_of(COMPARED, dispute_counts(COMPARED), selection, None, 76)[0])
    assert wide == "Grain mill burns on Kiln Lane   14 – 15 May 2020   3 articles   4 links among them   ✕ 3 conflicts"
    assert narrow == "Grain mill burns on Kiln Lane   3 articles   4 links   ✕ 3 conflicts"
    assert (
        text_of(title_of(COMPARED, dispute_counts(COMPARED), selection, None, 60)[0])
        == "Grain mill burns on Kiln Lane   4 links   ✕ 3"
    )
    assert (
        text_of(title_of(COMPARED, dispute_counts(COMPARED), selection.next_view().other_order(), None, 160)[1])
        == "linked   as printed"
    )


def test_the_number_of_links_says_what_it_counts() -> None:
    selection = Selection.of(ALL)

    def title(width: int, *shown: str) -> str:
        return text_of(title_of(COMPARED, dispute_counts(COMPARED), selection, None, width, shown)[0])

    assert "3 articles   4 links among them   " in title(160, *ALL)
    assert "3 articles   4 links among them, 3 in these columns   " in title(160, "daily", "herald")
    assert "3 of 4 links here" in title(76, "daily", "herald")


def test_one_statement_against_another_is_one_conflict_however_often_it_is_made() -> None:
    twice = replace(COMPARED, links=(*COMPARED.links, replace(COMPARED.links[0], moved=True)))
    assert len(disputes(twice, twice.links, ALL)) == len(disputes(COMPARED, COMPARED.links, ALL)) == 3
    found = disputes(twice, twice.links, ALL)
    said = "".join(map(text_of, about_conflicts(found, None, NAMES, 160, 2)))
    assert said.count("02:15") == said.count("02:45") == 1


def test_both_sides_of_a_conflict_stand_in_the_order_of_the_columns_with_who_says_so() -> None:
    link = COMPARED.links[0]
    for ids, wanted in ((ALL, "02:15 Daily / 02:45 Herald"), (("herald", "daily"), "02:45 Herald / 02:15 Daily")):
        found = disputes(COMPARED, arrange(COMPARED, ids).links, ids)
        said = "".join(map(text_of, about_conflicts(found, link, NAMES, 160, 2)))
        assert wanted in said
        assert said.startswith("conflict 1 of ")


def test_three_figures_for_one_matter_are_one_conflict_of_three_sides() -> None:
    daily, herald = COMPARED.links[1].left, COMPARED.links[1].right
    evening = COMPARED.passages["evening"][0]
    hours = COMPARED.links[1].conflicts[0]
    third = Conflict("figure", hours.right, "eight hours", hours.right_span, (evening.start, evening.start + 5))
    between = replace(COMPARED.links[1], left=herald, right=evening, conflicts=(third,))
    (found,) = disputes(COMPARED, (COMPARED.links[1], between), ALL)
    assert [(side.value, side.articles) for side in found.sides] == [
        (hours.left, ("daily",)), (hours.right, ("herald",)), ("eight hours", ("evening",)),
    ]  # fmt: skip
    assert daily.article == "daily"
    assert found.links == (COMPARED.links[1], between)


@pytest.mark.parametrize(
    ("differing", "elsewhere", "said"),
    [
        (0, 0, "no difference found in these columns"),
        (0, 2, "no difference found in these columns; 2 between other columns"),
        (1, 0, "≠ single words differ in 1 link between passages in these columns"),
        (2, 1, "≠ single words differ in 2 links between passages in these columns; 1 between other columns"),
    ],
)
def test_no_difference_is_claimed_beside_a_sign_that_says_so(differing: int, elsewhere: int, said: str) -> None:
    (line,) = about_conflicts((), None, NAMES, 160, 2, elsewhere, differing=differing)
    assert text_of(line) == said


@settings(max_examples=60, deadline=None)
@given(st.integers(60, 240), st.integers(1, 2), st.sampled_from([None, *COMPARED.links]))
def test_the_conflict_that_is_looked_at_is_reported_in_full_however_narrow(
    width: int, lines: int, current: Link | None
) -> None:
    found = disputes(COMPARED, COMPARED.links, ALL)
    said = about_conflicts(found, current, NAMES, width, lines, 2)
    assert len(said) <= lines
    assert all(sum(cells(run.text) for run in line) <= width for line in said)
    for dispute in found:
        if current in dispute.links:
            assert all(f"{side.value}" in text_of(said[0]) for side in dispute.sides)
            assert all(NAMES[id] in text_of(said[0]) for side in dispute.sides for id in side.articles)


def test_two_articles_of_one_outlet_are_distinguished_by_their_headlines() -> None:
    metadata = replace(ARTICLES[0].content.metadata, headline="Watchman heard glass break")
    again = replace(ARTICLES[0], id="second", content=replace(ARTICLES[0].content, metadata=metadata))
    names = names_of((ARTICLES[0], again, ARTICLES[1]))
    assert names["second"] == "Watchman heard glass break"
    assert names["herald"] == "The Herald"


def test_versions_of_one_article_are_distinguished_by_their_days() -> None:
    metadata = replace(ARTICLES[0].content.metadata, published=PartialDate("2020-05-15"))
    later = replace(ARTICLES[0], id="later", content=replace(ARTICLES[0].content, metadata=metadata))
    names = names_of((ARTICLES[0], later, ARTICLES[1]))
    assert names["daily"] == "Kilnmoor Daily, 14 May 2020"
    assert names["later"] == "Kilnmoor Daily, 15 May 2020"
    assert names["herald"] == "The Herald"


# --- The minimap ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("height", [1, 3, 7, 40, 400])
def test_the_minimap_never_has_more_ticks_than_fit_or_than_the_page_has_lines(height: int) -> None:
    found = page(117, ALL[:2])
    cells = list(found.wrapped.cells.values())
    ticks = minimap(cells, found.height, height)
    assert len(ticks) == min(height, found.height)
    if height >= found.height:
        assert all(ticks[line] != ("·", "hairline") for cell in cells for line in range(cell.top, cell.bottom))


def test_conflicts_outweigh_what_shares_their_tick() -> None:
    found = page(117, ALL[:2])
    assert ("✕", "conflict-bold") in minimap(list(found.wrapped.cells.values()), found.height, 2)
    assert minimap((), 0, 10) == []


def test_the_minimap_marks_what_is_in_view_unless_all_is() -> None:
    assert in_view(100, 0, 100, 20) == range(0)
    assert in_view(100, 0, 50, 20) == range(10)
    assert in_view(100, 50, 50, 20) == range(10, 20)
    assert in_view(0, 0, 50, 20) == range(0)
