from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from index.text import printable
from tui.rendering.article.layout import ArticleBlock, ArticleLayout
from tui.rendering.text.cells import cells, cut, shown
from tui.rendering.text.runs import InkSpan, cell_at, offset_at, runs
from tui.rendering.text.wrap import as_is, without_widow, wrap

TEXTS = st.text(
    st.one_of(
        st.sampled_from("abcdef XYZ 0123-/—.,'\u00a0\u00ad\u200b\u200d\ufe0f\u0301漢字。、ひらがな한글🙂é\n"),
        st.characters(codec="utf-8"),
    ),
    max_size=200,
).map(lambda text: printable(text, lines=True))
WIDTHS = st.integers(2, 40)


@given(TEXTS, WIDTHS)
def test_every_character_but_breaking_spaces_is_on_one_line(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert lines
    at = 0
    for line in lines:
        assert at <= line.start <= line.end <= len(text)
        assert not text[at : line.start].strip(" \n")
        at = line.end
    assert not text[at:].strip(" \n")


@given(TEXTS, WIDTHS)
def test_no_line_is_wider_than_it_may_be(text: str, width: int) -> None:
    for line in wrap(text, width):
        assert line.width == cells(text[line.start : line.end]) <= width


PROSE = st.lists(
    st.sampled_from(
        ["20", "3", "$3", "Feb.", "km", "million", "a.m.", "No.", "5", "ferry", "to", "it", "000", "100", "—"]
    ),
    max_size=40,
).map(" ".join)


@given(PROSE | TEXTS, WIDTHS)
def test_lines_of_prose_hold_everything_and_fit(text: str, width: int) -> None:
    lines = without_widow(text, wrap(text, width), width)
    at = 0
    for line in lines:
        assert at <= line.start <= line.end
        assert not text[at : line.start].strip(" \n")
        assert line.width == cells(text[line.start : line.end]) <= width
        at = line.end
    assert not text[at:].strip(" \n")


@given(PROSE, st.integers(8, 40))
def test_no_line_of_prose_ends_between_a_number_and_its_unit(text: str, width: int) -> None:
    for line in without_widow(text, wrap(text, width), width)[:-1]:
        rest = text[line.end :].split()
        if rest[:1] == ["km"] and text[line.start : line.end].endswith((" 20", " 3")):
            # Only where what stands before holds to the number too and all of it is wider than a line.
            assert cells(text[line.start : line.end]) + 3 > width


@given(TEXTS, WIDTHS)
def test_what_stays_as_it_is_loses_nothing(text: str, width: int) -> None:
    lines = as_is(text, width)
    assert "".join(text[line.start : line.end] for line in lines) == text.replace("\n", "")
    assert all(line.width <= width for line in lines)


@given(TEXTS)
def test_cells_are_those_that_the_renderer_counts(text: str) -> None:
    line = text.replace("\n", " ")
    assert cells(line) == cell_len(shown(line))


@example("\n ", 2)
@example("a\n  ", 9)
@given(TEXTS, WIDTHS)
def test_a_line_end_always_ends_a_line(text: str, width: int) -> None:
    assert len(wrap(text, width)) >= text.count("\n") + 1
    assert all("\n" not in text[line.start : line.end] for line in wrap(text, width))


@given(TEXTS, WIDTHS)
def test_runs_say_what_the_line_says(text: str, width: int) -> None:
    marks = [InkSpan(i, i + 3, "marker") for i in range(0, len(text), 7)]
    for line in wrap(text, width):
        said = runs(text, line, marks)
        assert "".join(run.text for run in said) == shown(text[line.start : line.end])
        marked = "".join(shown(c) for i, c in enumerate(text) if line.start <= i < line.end and i % 7 < 3)
        assert "".join(run.text for run in said if run.ink == "marker") == marked


@given(TEXTS, WIDTHS, st.integers(-3, 50))
def test_a_cell_and_its_offset_agree(text: str, width: int, cell: int) -> None:
    for line in wrap(text, width):
        offset = offset_at(text, line, cell)
        assert line.start <= offset <= line.end
        assert cell_at(text, line, offset) <= max(0, cell)


@given(TEXTS, st.integers(0, 30))
def test_what_is_cut_fits(text: str, width: int) -> None:
    assert cell_len(cut(text, width)) <= width


@given(st.lists(TEXTS, max_size=8), st.integers(8, 60), st.data())
def test_every_row_of_a_galley_is_some_place_and_every_offset_some_row(
    texts: list[str], measure: int, data: st.DataObject
) -> None:
    at, blocks = 0, []
    for text in texts:
        blocks.append(ArticleBlock(text, at=at))
        at += len(text) + 2
    galley = ArticleLayout(blocks, measure)
    places = [galley.place(row) for row in range(galley.height)]
    assert None not in places
    assert galley.place(galley.height) is None
    if blocks:
        offset = data.draw(st.integers(0, at))
        assert 0 <= galley.row_of(offset) < galley.height
        row = data.draw(st.integers(0, galley.height - 1))
        assert 0 <= galley.offset_of(row) <= at
