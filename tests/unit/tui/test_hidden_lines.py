"""Hidden lines on the screen: counted by kind, in their places, long runs of them folded into one line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index.model import Article, CleanArticle, HiddenLine, Metadata
from tui.rendering.article.blocks import blocks
from tui.rendering.article.hidden_lines import (
    ASIDES_ALONE,
    HiddenStop,
    HiddenView,
    hidden_counts,
    nothing_hidden,
    with_hidden,
)
from tui.rendering.article.layout import ArticleLayout
from tui.rendering.article.paragraphs import paragraphs
from tui.rendering.article.reading_state import ReadingState

BODY = "It began.\n\nIt ended."
SECOND, END = 11, len(BODY)
SHOWN = HiddenView(shown=True)


def lines(at: int, count: int, reason: str = "related story", name: str = "Line") -> list[HiddenLine]:
    return [HiddenLine(number, at, f"{name} {number}", reason) for number in range(count)]


def clean(*hidden: HiddenLine, kept: tuple[int, ...] | None = (0, 2)) -> CleanArticle:
    return CleanArticle(Metadata(headline="H"), BODY, ((0, 9), (SECOND, END)), hidden, kept)


def drawn(content: CleanArticle, view: HiddenView) -> list[str]:
    """The text of each block between the paragraphs, with what is at its left."""
    made = with_hidden(paragraphs(content, (), 60), content, view)
    return [f"{block.lead}{block.text}".strip() for block in made if block.kind != "paragraph"]


def test_hidden_lines_are_counted_by_kind_the_most_first() -> None:
    some = [*lines(0, 4, "newsletter"), *lines(0, 8), *lines(0, 1, "copyright")]
    assert hidden_counts(some) == "13 lines hidden: 8 teasers, 4 promos, 1 copyright line"
    assert hidden_counts(some[:4]) == "4 lines hidden: promos" and hidden_counts(some[:1]) == "1 line hidden: promo"
    assert (
        hidden_counts([*lines(0, 2, "a later reason"), *lines(0, 1)]) == "3 lines hidden: 2 “a later reason”, 1 teaser"
    )


def test_in_short_the_last_kind_is_the_others() -> None:
    three = [*lines(0, 3), *lines(0, 2, "newsletter"), *lines(0, 1, "copyright")]
    four = [*three, *lines(0, 1, "comment")]
    assert hidden_counts(three, 3) == "6 lines hidden: 3 teasers, 2 promos, 1 copyright line"
    assert hidden_counts(four, 3) == "7 lines hidden: 3 teasers, 2 promos, 2 others"


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (1, ["┆ Line 0"]),
        (2, ["┌ 2 lines hidden: teasers", "┆ Line 0", "┆ Line 1"]),
        (3, ["┌ 3 lines hidden: teasers", "┆ Line 0", "┆ Line 1", "┆ Line 2"]),
        (4, ["… 4 lines hidden: teasers"]),
        (200, ["… 200 lines hidden: teasers"]),
    ],
)
def test_a_long_run_is_one_line(count: int, expected: list[str]) -> None:
    content = clean(*lines(SECOND, count))
    assert drawn(content, SHOWN) == expected and drawn(content, ASIDES_ALONE) == []


def test_a_group_is_opened_and_closed_and_stays_open_when_a_line_of_it_is_kept() -> None:
    content = clean(*lines(0, 5), *lines(END, 5, name="Other"))
    opened = SHOWN.toggled(content, range(5))
    assert drawn(content, opened) == [
        *("┌ 5 lines hidden: teasers", "┆ Line 0", "┆ Line 1", "┆ Line 2", "┆ Line 3", "┆ Line 4"),
        "… 5 lines hidden: teasers",
    ]
    one_less = clean(*lines(0, 4), *lines(END, 5, name="Other"))
    assert drawn(one_less, opened)[:2] == ["┌ 4 lines hidden: teasers", "┆ Line 0"]
    assert opened.toggled(one_less, range(4)) == SHOWN == opened.toggled(content, range(5))


def test_two_hundred_lines_take_one_row() -> None:
    article = Article("a", 1, "a", "", ("a.txt",), clean(*lines(SECOND, 200)))
    folded, plain = (
        ArticleLayout(blocks(one, measure=60, view=SHOWN), 60).height
        for one in (article, replace(article, content=clean()))
    )
    # The line of the group and the blank row below it.
    assert folded == plain + 2


def test_one_walks_to_a_group_and_into_it_when_it_is_open() -> None:
    state = ReadingState()
    article = Article("a", 1, "a", "", ("a.txt",), clean(*lines(SECOND, 4), HiddenLine(9, END, "A view", "caption")))
    state.show(article, None, land=None, place=None)

    def walked(steps: int) -> list[HiddenStop | None]:
        found = []
        for _ in range(abs(steps)):
            assert state.step_passage(1 if steps > 0 else -1)
            found.append(state.hidden)
        return found

    def current() -> HiddenStop | None:
        return state.hidden

    whole, view = HiddenStop(0, (0, 1, 2, 3)), HiddenStop(4)
    assert walked(2) == [None, view] and walked(-2) == [None, None]
    assert not state.toggle_group()
    state.show_hidden(True)
    assert walked(4) == [whole, None, view, view] and walked(-2) == [None, whole]
    assert {state.hidden_line} == {None} and state.toggle_group()
    assert walked(2) == [HiddenStop(0), HiddenStop(1)]
    assert {state.hidden_line} == {1}
    assert state.stop_of(0, "group") == whole and state.stop_of(0, "hidden") == HiddenStop(0)
    # What cannot be seen any more is not the current one.
    state.show_hidden(False)
    assert current() is None
    # The next article has its own groups.
    state.show_hidden(True)
    state.show(replace(article, id="b"), None, land=None, place=None)
    assert state.hidden_view == SHOWN


def test_nothing_is_hidden_is_said_only_where_it_is_true() -> None:
    assert nothing_hidden(clean()) == "Nothing is hidden of the text that was read; r shows it."
    page = clean(kept=None)
    assert (
        nothing_hidden(page)
        == "No line is hidden; menus, buttons, and the short lines of a page's head and foot are left out."
    )
    beside = clean(HiddenLine(3, END, "A view", "caption"))
    assert nothing_hidden(beside).endswith("1 line beside the text is dimmed.")


def article_of(content: CleanArticle) -> Article:
    return Article("a" * 16, 1, "a" * 8, "", ("a.txt",), content)


def current(state: ReadingState) -> tuple[tuple[int, int] | None, HiddenStop | None]:
    """The passage and the hidden line that are current."""
    return state.passage, state.hidden


def test_what_was_current_is_it_in_the_next_version_too() -> None:
    state = ReadingState()
    group = lines(SECOND, 3)
    state.show(article_of(clean(*group)), None, land=None, place=None)
    state.show_hidden(True)
    state.hidden = HiddenStop(1)
    # The line was kept: it is a paragraph.
    kept = CleanArticle(
        Metadata(headline="H"),
        "It began.\n\nLine 1\n\nIt ended.",
        ((0, 9), (11, 17), (19, 28)),
        (replace(group[0]), replace(group[2], at=19)),
    )
    state.show(article_of(kept), None, land=None, place=None)
    assert current(state) == ((11, 17), None)
    # It is hidden again.
    state.show(article_of(clean(*group)), None, land=None, place=None)
    assert current(state)[1] == HiddenStop(1)
    # All of the group was kept.
    state.hidden = HiddenStop(0, (0, 1, 2))
    state.show(article_of(kept), None, land=None, place=None)
    assert current(state) == ((11, 17), None)


def test_the_passage_below_a_line_that_was_hidden_is_the_next() -> None:
    state = ReadingState()
    state.show(article_of(clean()), None, land=SECOND, place=None)
    one = CleanArticle(
        Metadata(headline="H"), "It began.", ((0, 9),), (HiddenLine(2, 9, "It ended.", "hidden by you"),)
    )
    state.show(article_of(one), None, land=None, place=None)
    assert state.passage == (0, 9)
    # Another article begins at its top.
    state.show(replace(article_of(clean()), id="b" * 16), None, land=None, place=None)
    assert state.passage == (0, 9)


def test_of_copies_the_nearest_is_current() -> None:
    state = ReadingState()
    copies = [HiddenLine(0, 0, "Advertisement", "advertisement"), HiddenLine(1, END, "Advertisement", "advertisement")]
    state.show(article_of(clean(*copies)), None, land=None, place=None)
    state.show_hidden(True)
    for stop in (HiddenStop(0), HiddenStop(1)):
        state.hidden = stop
        state.show(article_of(clean(*copies)), None, land=None, place=None)
        assert current(state)[1] == stop
