from __future__ import annotations

from tui.widgets.galley import Block, Galley
from tui.widgets.typesetting import Mark, Run, cells, cut, runs, shown, wrap


def said(text: str, width: int) -> list[str]:
    return [shown(text[line.start : line.end]) for line in wrap(text, width)]


def test_words_stay_whole_and_spaces_go() -> None:
    assert said("The ferry left at noon", 10) == ["The ferry", "left at", "noon"]


def test_a_word_longer_than_a_line_is_broken() -> None:
    assert said("an uninterruptedness", 6) == ["an", "uninte", "rrupte", "dness"]


def test_hyphens_break_but_figures_do_not() -> None:
    assert said("a north-westerly gale", 9) == ["a north-", "westerly", "gale"]
    assert said("about 10-12 boats", 9) == ["about", "10-12", "boats"]


def test_no_break_spaces_hold() -> None:
    assert said("some 20\u00a0000 people", 8) == ["some", "20 000", "people"]


def test_wide_characters_take_two_cells_and_break_anywhere_but_before_a_stop() -> None:
    assert said("橋が落ちた。", 6) == ["橋が落", "ちた。"]
    assert said("橋が落ちた。", 5) == ["橋が", "落ち", "た。"]


def test_combining_marks_stay_with_their_letter() -> None:
    assert said("e\u0301e\u0301e\u0301", 2) == ["e\u0301e\u0301", "e\u0301"]


def test_what_takes_no_cell_is_dropped_on_the_way_to_the_screen_only() -> None:
    text = "news\u00adpaper\u200b\u2060s"
    (line,) = wrap(text, 20)
    assert (line.start, line.end, line.width) == (0, len(text), 10)
    assert shown(text) == "newspapers"
    assert cells(text) == 10


def test_line_ends_and_empty_lines_are_kept() -> None:
    assert said("one\n\ntwo\n", 10) == ["one", "", "two", ""]
    assert said("", 10) == [""]


def test_the_last_mark_wins() -> None:
    (line,) = wrap("abcdef", 10)
    marks = [Mark(0, 4, "marker"), Mark(2, 3, "conflict")]
    assert runs("abcdef", line, marks) == [
        Run("ab", "marker"),
        Run("c", "conflict"),
        Run("d", "marker"),
        Run("ef", "ink"),
    ]


def test_cutting_says_that_something_is_missing() -> None:
    assert cut("Harbour Post", 8) == "Harbour…"
    assert cut("Harbour Post", 12) == "Harbour Post"
    assert cut("橋が落ちた", 6) == "橋が…"
    assert cut("x", 0) == ""


def test_rows_and_offsets_of_a_galley_agree() -> None:
    text = "A first paragraph of two lines.\n\nA second one."
    blocks = [
        Block("Headline", "headline", "headline"),
        Block(text[:31], at=0),
        Block("Sign up", "dim", "hidden", at=33),
        Block(text[33:], at=33),
    ]
    galley = Galley(blocks, 20)
    assert [galley.row_of(offset) for offset in (0, 21, 33)] == [2, 3, 7]
    assert [galley.offset_of(row) for row in (0, 2, 3, 5, 7)] == [0, 0, 21, 33, 33]
    assert galley.height == 9


def test_a_long_article_is_set_where_one_looks_and_says_how_far_that_moved_it() -> None:
    paragraph = "word " * 99 + "end"
    blocks = [Block(paragraph, at=i * 500) for i in range(2000)]
    galley = Galley(blocks, 33)
    row = galley.row_of(1500 * 500)
    moved = galley.set_rows(row, 40)
    assert galley.offset_of(row + moved) == 1500 * 500
    above = galley.row_of(1499 * 500 + 496)
    assert above < galley.row_of(1500 * 500)
    assert len(galley._lines) < 1000


def test_a_paragraph_without_end_is_cut_into_blocks() -> None:
    galley = Galley([Block("word " * 20_000, at=0, marks=(Mark(99_990, 99_994, "marker"),))], 60)
    assert len(galley.blocks) > 5
    assert galley.offset_of(galley.row_of(99_990)) <= 99_990
    assert galley.blocks[-1].marks
    last = galley.blocks[-1]
    assert last.text[last.marks[0].start : last.marks[0].end] == "word"
