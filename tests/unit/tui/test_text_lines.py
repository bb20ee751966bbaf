from __future__ import annotations

from dataclasses import replace

import pytest

from index.model import BlockKind, CleanArticle, HiddenLine, Metadata, TextLink
from tui.rendering.article.hidden_lines import HiddenView, with_hidden
from tui.rendering.article.layout import ArticleBlock, ArticleLayout, Place
from tui.rendering.article.lines import left_of, styled_line
from tui.rendering.article.paragraphs import paragraphs
from tui.rendering.text.cells import cells, cut, shown
from tui.rendering.text.runs import InkSpan, Run, runs
from tui.rendering.text.wrap import as_is, runs_leftwards, without_widow, wrap


def texts_of_lines(text: str, width: int) -> list[str]:
    return [shown(text[line.start : line.end]) for line in wrap(text, width)]


def test_words_stay_whole_and_spaces_go() -> None:
    assert texts_of_lines("The ferry left at noon", 10) == ["The ferry", "left at", "noon"]


def test_a_word_longer_than_a_line_is_broken() -> None:
    assert texts_of_lines("an uninterruptedness", 6) == ["an", "uninte", "rrupte", "dness"]


def test_hyphens_break_but_figures_do_not() -> None:
    assert texts_of_lines("a north-westerly gale", 9) == ["a north-", "westerly", "gale"]
    assert texts_of_lines("about 10-12 boats", 9) == ["about", "10-12", "boats"]


def test_no_break_spaces_hold() -> None:
    assert texts_of_lines("some 20\u00a0000 people", 8) == ["some", "20 000", "people"]


@pytest.mark.parametrize(
    "held",
    [
        "20 km", "$3 million", "3 million", "10 a.m.", "No. 5", "Feb. 10", "10 February", "March 4", "pp. 12", "5 %",
        "20 000", "1 300 000", "30 per cent", "€ 7", "45 °C", "80 km/h", "3 Mrd. Euro",
    ],
)  # fmt: skip
def test_a_number_and_its_unit_stay_together(held: str) -> None:
    text = f"They say that {held} it is"
    first = 14 + held.index(" ")
    for width in range(cells(held), 40):
        assert all(line.end != first for line in wrap(text, width)) or " Euro" in held
    together = held.removesuffix(" Euro")
    lines = texts_of_lines(text, max(14, cells(together)))
    assert any(together in line for line in lines), lines


def test_what_only_looks_like_a_unit_breaks() -> None:
    assert texts_of_lines("they saw 7 missions", 10) == ["they saw 7", "missions"]
    assert texts_of_lines("in 2019 300 left", 8) == ["in 2019", "300 left"]


def test_a_number_and_a_unit_wider_than_a_line_are_broken_after_all() -> None:
    assert texts_of_lines("10 million", 8) == ["10", "million"]


def test_a_short_word_does_not_end_a_paragraph_alone() -> None:
    text = "The ferry sailed at dawn with all of its crew on it"
    lines = wrap(text, 49)
    assert [text[line.start : line.end] for line in lines] == ["The ferry sailed at dawn with all of its crew on", "it"]
    lines = without_widow(text, lines, 49)
    assert [text[line.start : line.end] for line in lines] == ["The ferry sailed at dawn with all of its crew", "on it"]
    assert [line.width for line in lines] == [45, 5]


def test_a_short_last_word_stays_where_moving_one_would_leave_a_hole_or_part_a_number() -> None:
    text = "An uncharacteristically long it"
    lines = wrap(text, 28)
    assert without_widow(text, lines, 28)[-1].start == text.index("long")
    hole = "to incomprehensibilities go"
    assert without_widow(hole, wrap(hole, 24), 24) == wrap(hole, 24)
    number = "It came down from the high tower by 20 km so"
    lines = without_widow(number, wrap(number, 41), 41)
    assert number[lines[-1].start : lines[-1].end] == "20 km so"


def test_preformatted_lines_keep_their_spaces_and_are_cut_where_they_are_too_wide() -> None:
    text = "  one\n\n    two three"
    assert [text[line.start : line.end] for line in as_is(text, 9)] == ["  one", "", "    two t", "hree"]


def test_right_to_left_text_is_recognised_by_its_first_letter() -> None:
    assert runs_leftwards("«السوق القديم» opened")
    assert runs_leftwards("12 שוק")
    assert not runs_leftwards("The السوق")
    assert not runs_leftwards("12.5 %")
    assert not runs_leftwards("…")


def test_a_line_of_right_to_left_text_ends_where_the_measure_does() -> None:
    text = "السوق القديم فتح أبوابه من جديد يوم الجمعة"
    galley = ArticleLayout([ArticleBlock(text, at=0), ArticleBlock("A line", at=50)], 20)
    for row in range(len(galley.lines(0))):
        place = Place(0, row)
        drawn = "".join(run.text for run in styled_line(galley, place, 20))
        assert cells(drawn) == 20 and drawn.rstrip() == drawn
        assert left_of(galley, place, 20) == 20 - galley.lines(0)[row].width
    assert "".join(run.text for run in styled_line(galley, Place(1, 0), 20)) == "A line"


def drawn(blocks: list[ArticleBlock], measure: int) -> list[str]:
    galley = ArticleLayout(blocks, measure)
    places = [galley.place(row) for row in range(galley.height)]
    return ["".join(run.text for run in styled_line(galley, place, measure)).rstrip() for place in places if place]


def clean(*texts_of_lines: tuple[BlockKind, str], hidden: tuple[HiddenLine, ...] = ()) -> CleanArticle:
    text = "\n\n".join(words for _, words in texts_of_lines)
    spans, at = [], 0
    for _, words in texts_of_lines:
        spans.append((at, at + len(words)))
        at += len(words) + 2
    return CleanArticle(Metadata(), text, tuple(spans), hidden, kinds=tuple(kind for kind, _ in texts_of_lines))


def test_subheads_quotations_items_and_rows_are_distinguished_without_colours() -> None:
    article = clean(
        ("paragraph", "It began."),
        ("subhead", "What was lost"),
        ("quote", "We carried the clock out."),
        ("list item", "the lamps of the whole square"),
        ("list item", "2. the well"),
        ("table row", "Work | Cost"),
        ("table row", "Footbridge | $2"),
        ("preformatted", "a  b\n  c"),
    )
    assert drawn(paragraphs(article, (), 24), 24) == [
        "It began.", "",
        "What was lost",
        "  ▏ We carried the", "  ▏ clock out.", "",
        "  • the lamps of the", "    whole square", "  2. the well", "",
        "Work       | Cost", "Footbridge | $2", "",
        "  a  b", "    c", "",
    ]  # fmt: skip


def test_a_table_that_does_not_fit_is_set_as_text() -> None:
    article = clean(("table row", "Work | Cost"), ("table row", "A long footbridge | $2"))
    assert drawn(paragraphs(article, (), 18), 18)[:3] == ["Work | Cost", "A long footbridge", "| $2"]


def test_marks_and_links_of_a_table_stay_on_their_words() -> None:
    article = clean(("table row", "Work | Cost"), ("table row", "Footbridge | $2"))
    article = replace(article, links=(TextLink(13, 23, "https://quay.example/"),))
    galley = ArticleLayout(paragraphs(article, [(7, 11), (26, 28)], 30), 30)
    inks = {run.text: run.ink for row in (0, 1) for run in styled_line(galley, Place(row, 0), 30)}
    assert (inks["Cost"], inks["$2"], inks["Footbridge"]) == ("marker", "marker", "linked")


def test_asides_stand_in_their_place_and_other_hidden_lines_when_asked_for() -> None:
    hidden = (HiddenLine(None, 0, "Sign up", "newsletter"), HiddenLine(None, 11, "The square. Photo: R. Q.", "caption"))
    article = clean(("paragraph", "It began."), ("paragraph", "It ended."), hidden=hidden)
    blocks = paragraphs(article, (), 48)
    assert drawn(with_hidden(blocks, article, HiddenView()), 48) == [
        "It began.", "", "    The square. Photo: R. Q.             caption", "", "It ended.", "",
    ]  # fmt: skip
    assert drawn(with_hidden(blocks, article, HiddenView(shown=True)), 48)[0].startswith("  ┆ Sign up ")


def test_wide_characters_take_two_cells_and_break_anywhere_but_before_a_stop() -> None:
    assert texts_of_lines("橋が落ちた。", 6) == ["橋が落", "ちた。"]
    assert texts_of_lines("橋が落ちた。", 5) == ["橋が", "落ち", "た。"]


def test_combining_marks_stay_with_their_letter() -> None:
    assert texts_of_lines("e\u0301e\u0301e\u0301", 2) == ["e\u0301e\u0301", "e\u0301"]


def test_what_takes_no_cell_is_dropped_on_the_way_to_the_screen_only() -> None:
    text = "news\u00adpaper\u200b\u2060s"
    (line,) = wrap(text, 20)
    assert (line.start, line.end, line.width) == (0, len(text), 10)
    assert shown(text) == "newspapers"
    assert cells(text) == 10


def test_line_ends_and_empty_lines_are_kept() -> None:
    assert texts_of_lines("one\n\ntwo\n", 10) == ["one", "", "two", ""]
    assert texts_of_lines("", 10) == [""]


def test_the_last_mark_wins() -> None:
    (line,) = wrap("abcdef", 10)
    marks = [InkSpan(0, 4, "marker"), InkSpan(2, 3, "conflict")]
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
        ArticleBlock("Headline", "headline", "headline"),
        ArticleBlock(text[:31], at=0),
        ArticleBlock("Sign up", "dim", "hidden", at=33),
        ArticleBlock(text[33:], at=33),
    ]
    galley = ArticleLayout(blocks, 20)
    assert [galley.row_of(offset) for offset in (0, 21, 33)] == [2, 3, 7]
    assert [galley.offset_of(row) for row in (0, 2, 3, 5, 7)] == [0, 0, 21, 33, 33]
    assert galley.height == 9


def test_a_long_article_is_set_where_one_looks_and_says_how_far_that_moved_it() -> None:
    paragraph = "word " * 99 + "end"
    blocks = [ArticleBlock(paragraph, at=i * 500) for i in range(2000)]
    galley = ArticleLayout(blocks, 33)
    row = galley.row_of(1500 * 500)
    moved = galley.wrap_rows(row, 40)
    assert galley.offset_of(row + moved) == 1500 * 500
    above = galley.row_of(1499 * 500 + 496)
    assert above < galley.row_of(1500 * 500)
    assert len(galley._lines) < 1000


def test_a_paragraph_without_end_is_cut_into_blocks() -> None:
    galley = ArticleLayout([ArticleBlock("word " * 20_000, at=0, marks=(InkSpan(99_990, 99_994, "marker"),))], 60)
    assert len(galley.blocks) > 5
    assert galley.offset_of(galley.row_of(99_990)) <= 99_990
    assert galley.blocks[-1].marks
    last = galley.blocks[-1]
    assert last.text[last.marks[0].start : last.marks[0].end] == "word"
