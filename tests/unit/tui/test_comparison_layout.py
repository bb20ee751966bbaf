from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.model import Article, CleanArticle, Comparison, Conflict, Link, LinkKind, Metadata, Passage, Strength
from tui.rendering.comparison import layout
from tui.rendering.comparison.arrangement import arrange
from tui.rendering.comparison.cursor import Cursor, at
from tui.rendering.comparison.page import ComparisonPage


def article(name: str, sentences: int) -> Article:
    text = " ".join(f"{name.upper()}{number:03}." for number in range(sentences))
    clean = CleanArticle(Metadata(headline=f"Headline of {name}", outlet=name), text, ((0, len(text)),))
    return Article(name, 1, name, "0" * 64, (f"{name}.txt",), clean)


def passages(of: Article) -> tuple[Passage, ...]:
    return tuple(
        Passage(of.id, 1, at, at + len(word), word)
        for at, word in ((of.text.index(word), word) for word in of.text.split())
    )


def link(
    left: Passage, right: Passage, similarity: float = 0.8, *, moved: bool = False, conflict: bool = False
) -> Link:
    kind: LinkKind = "verbatim" if similarity > 0.95 else "reworded"
    conflicts = (Conflict("figure", "2", "3", (left.start, left.end), (right.start, right.end)),) if conflict else ()
    return Link(left, right, "strong", kind, moved, similarity, "shares words", (), conflicts)


def comparison(articles: Iterable[Article], links: Iterable[Link]) -> Comparison:
    articles, links = tuple(articles), tuple(links)
    linked = {layout.key(p) for one in links for p in (one.left, one.right)}
    found = {a.id: passages(a) for a in articles}
    only = {name: tuple(p for p in of if layout.key(p) not in linked) for name, of in found.items()}
    return Comparison(articles, found, links, only, ())


def texts(arranged: layout.Layout) -> list[tuple[str, ...]]:
    return [tuple("." if cell is None else cell.passage.text.strip(".") for cell in row.cells) for row in arranged.rows]


def standings(arranged: layout.Layout) -> list[tuple[str, ...]]:
    return [tuple("." if cell is None else cell.standing for cell in row.cells) for row in arranged.rows]


A, B, C = article("a", 4), article("b", 3), article("c", 2)
PA, PB, PC = passages(A), passages(B), passages(C)


def test_linked_sentences_are_level_and_the_others_keep_the_order_of_their_article() -> None:
    compared = comparison([A, B], [link(PA[1], PB[1]), link(PA[3], PB[2])])
    arranged = arrange(compared, ["a", "b"])
    assert texts(arranged) == [("A000", "B000"), ("A001", "B001"), ("A002", "."), ("A003", "B002")]
    assert standings(arranged)[0] == ("only", "only")
    assert arranged.rows[0].level() == ((0,), (1,))
    assert arranged.rows[1].level() == ((0, 1),)
    assert standings(arranged)[1] == ("base", "level")


def test_a_link_that_crosses_a_heavier_run_is_moved_and_its_sentence_stands_in_its_own_order() -> None:
    compared = comparison([A, B], [link(PA[0], PB[2], 0.5, moved=True), link(PA[1], PB[0]), link(PA[2], PB[1])])
    arranged = arrange(compared, ["a", "b"])
    assert texts(arranged) == [("A000", "."), ("A001", "B000"), ("A002", "B001"), ("A003", "B002")]
    row, column = arranged.places[layout.key(PB[2])]
    cell = arranged.rows[row].cells[column]
    assert cell is not None
    assert cell.standing == "moved"
    assert layout.partner(cell.links[0], cell.passage) == PA[0]


def test_of_two_sentences_linked_to_one_the_closer_is_level_and_the_other_near() -> None:
    compared = comparison([A, B], [link(PA[1], PB[0], 0.6), link(PA[1], PB[1], 0.9)])
    arranged = arrange(compared, ["a", "b"])
    assert ("A001", "B001") in texts(arranged)
    row, column = arranged.places[layout.key(PB[0])]
    cell = arranged.rows[row].cells[column]
    assert cell is not None
    assert cell.standing == "near"


def test_columns_that_are_linked_only_to_each_other_are_level_too_beside_what_another_has_alone() -> None:
    compared = comparison([A, B, C], [link(PA[0], PB[0]), link(PB[1], PC[1])])
    arranged = arrange(compared, ["a", "b", "c"])
    assert ("A001", "B001", "C001") in texts(arranged)
    assert arranged.rows[1].level() == ((0,), (1, 2))
    assert standings(arranged)[1] == ("only", "level", "level")


def test_links_to_the_base_come_before_links_among_the_others() -> None:
    compared = comparison([A, B, C], [link(PA[2], PC[1], 0.5), link(PB[1], PC[1], 0.99)])
    arranged = arrange(compared, ["a", "b", "c"])
    row, _ = arranged.places[layout.key(PC[1])]
    first = arranged.rows[row].cells[0]
    assert first is not None
    assert first.passage == PA[2]


def test_what_has_its_partner_further_down_begins_beside_the_base() -> None:
    compared = comparison([A, B], [link(PA[2], PB[0], 0.4, moved=True), link(PA[1], PB[1])])
    arranged = arrange(compared, ["a", "b"])
    assert texts(arranged)[:2] == [("A000", "B000"), ("A001", "B001")]
    assert standings(arranged)[0] == ("only", "moved")


def test_another_base_leads_the_columns() -> None:
    compared = comparison([A, B], [link(PA[1], PB[1])])
    arranged = arrange(compared, ["b", "a"])
    assert arranged.articles == ("b", "a")
    assert [row.cells[0].passage for row in arranged.rows if row.cells[0]] == list(PB)


@pytest.mark.parametrize(
    ("view", "shown"),
    [
        ("linked", {"A001", "A002", "B001", "B002"}),
        ("only here", {"A000", "A003", "B000"}),
        ("conflicts", {"A002", "B002"}),
    ],
)
def test_views_select_passages(view: layout.View, shown: set[str]) -> None:
    compared = comparison([A, B], [link(PA[1], PB[1]), link(PA[2], PB[2], conflict=True)])
    arranged = arrange(compared, ["a", "b"], view)
    assert {text for row in texts(arranged) for text in row} - {"."} == shown


def test_of_marked_passages_those_of_an_article_stand_alone_and_of_others_all() -> None:
    compared = comparison([A, B], [link(PA[1], PB[1])])
    spans = {"a": [(PA[1].start, PA[1].end), (PA[3].start + 1, PA[3].start + 2)]}
    arranged = arrange(compared, ["a", "b"], "marked", marked=spans)
    assert {text for row in texts(arranged) for text in row} - {"."} == {"A001", "A003", "B000", "B001", "B002"}
    only_one_each = arrange(compared, ["a", "b"], "marked", marked={"a": [(0, 1)], "b": [(PB[2].start, PB[2].end)]})
    assert texts(only_one_each) == [("A000", "B002")]


def test_as_printed_every_column_simply_runs_down() -> None:
    compared = comparison([A, C], [link(PA[3], PC[0])])
    arranged = arrange(compared, ["a", "c"], order="printed")
    assert texts(arranged) == [("A000", "C000"), ("A001", "C001"), ("A002", "."), ("A003", ".")]


def test_links_are_walked_from_top_to_bottom() -> None:
    first, second = link(PA[0], PB[0]), link(PA[2], PB[1])
    arranged = arrange(comparison([A, B], [second, first]), ["a", "b"])
    assert arranged.links == (first, second)
    assert arranged.ends(second) == ((2, 0), (2, 1))


def test_the_cursor_is_on_a_passage_wherever_its_column_has_one() -> None:
    arranged = arrange(comparison([A, B], [link(PA[0], PB[0]), link(PA[3], PB[2])]), ["a", "b"])
    assert texts(arranged) == [("A000", "B000"), ("A001", "B001"), ("A002", "."), ("A003", "B002")]
    assert at(arranged, 2, 1).row == 1
    assert at(arranged, 3, 1).row == 3
    later = arrange(comparison([A, C], [link(PA[2], PC[0])]), ["a", "c"])
    assert texts(later)[:2] == [("A000", "."), ("A001", ".")]
    assert at(later, 0, 1).row == 2
    empty = arrange(comparison([A, article("d", 0)], []), ["a", "d"])
    assert at(empty, 2, 1) == Cursor(2, 1, None)


# --- What it costs to be level ----------------------------------------------------------------------------------------


def lone(name: str, sentences: int, size: int) -> Article:
    """An article of sentences of ``size`` characters."""
    return article_of(name, [f"{name.upper()}{number:03} ".ljust(size - 1, "x") + "." for number in range(sentences)])


def article_of(name: str, sentences: Sequence[str]) -> Article:
    text = "\n".join(sentences)
    clean = CleanArticle(Metadata(headline=name, outlet=name), text, ((0, len(text)),))
    return Article(name, 1, name, "0" * 64, (f"{name}.txt",), clean)


def sentences_of(of: Article, size: int) -> tuple[Passage, ...]:
    starts = range(0, len(of.text), size + 1)
    return tuple(Passage(of.id, 1, start, start + size, of.text[start : start + size]) for start in starts)


def levels(left: int, right: int, links: Sequence[tuple[int, int, Strength, float, bool]]) -> list[tuple[int, int]]:
    """Which of the links are level between articles of so many sentences, each estimated to be two lines high."""
    one, other = lone("a", left, 30), lone("b", right, 30)
    mine, theirs = sentences_of(one, 30), sentences_of(other, 30)
    made = [replace(link(mine[i], theirs[j], s, conflict=c), strength=strength) for i, j, strength, s, c in links]
    compared = replace(comparison([one, other], made), passages={"a": mine, "b": theirs})
    arranged = arrange(compared, ["a", "b"])
    return [
        (i, j)
        for i, j, *_ in links
        if arranged.places[layout.key(mine[i])][0] == arranged.places[layout.key(theirs[j])][0]
    ]


def test_a_link_is_level_while_the_gaps_cost_no_more_lines_than_it_is_worth() -> None:
    # Worth 180 / 40 * (similarity + .9) lines; a gap of a sentence, here and at the end of the other article, costs 4.
    assert levels(20, 20, [(2, 0, "strong", 0.88, False)]) == [(2, 0)]
    assert levels(20, 20, [(2, 0, "strong", 0.87, False)]) == []
    # The other article is so much shorter that the gap costs nothing.
    assert levels(20, 10, [(9, 0, "strong", 0.49, False)]) == [(9, 0)]


def test_a_conflict_is_worth_a_larger_gap() -> None:
    # 180 / 40 * 1 lines more.
    assert levels(20, 20, [(3, 0, "strong", 0.77, True)]) == [(3, 0)]
    assert levels(20, 20, [(3, 0, "strong", 0.76, True)]) == []


def test_a_strong_link_is_worth_more_than_a_weak_one_that_is_closer() -> None:
    assert levels(20, 20, [(1, 0, "weak", 0.89, False)]) == [(1, 0)]
    assert levels(20, 20, [(1, 0, "weak", 0.88, False)]) == []
    for strong, level in ((0.02, (1, 0)), (0.0, (0, 1))):
        crossing: list[tuple[int, int, Strength, float, bool]] = [
            (0, 1, "weak", 0.91, False), (1, 0, "strong", strong, False),
        ]  # fmt: skip
        assert levels(20, 20, crossing) == [level]


def test_a_link_among_the_others_is_worth_less_than_one_to_the_base() -> None:
    articles = [lone(name, 12, 30) for name in "abc"]
    found = {each.id: sentences_of(each, 30) for each in articles}
    # Two links are worth 2 * 4.5 * .7 * (similarity + .9) lines; the gaps before and after them cost 2 * 2 and 2 * 4.
    for similarity, level in ((0.995, False), (1.01, True)):
        links = [link(found["b"][n + 2], found["c"][n], similarity) for n in (0, 1)]
        arranged = arrange(replace(comparison(articles, links), passages=found), ["a", "b", "c"])
        for each in links:
            (first, _), (second, _) = arranged.ends(each)
            assert (first == second) == level


def test_an_article_compared_with_itself_is_one_column() -> None:
    compared = comparison([A], [])
    assert arrange(compared, ["a", "a"]).articles == ("a",)


@st.composite
def comparisons(draw: st.DrawFn) -> Comparison:
    articles = [article(name, draw(st.integers(0, 8))) for name in "abcd"[: draw(st.integers(2, 4))]]
    pairs = [
        (left, right)
        for number, one in enumerate(articles)
        for other in articles[number + 1 :]
        for left in passages(one)
        for right in passages(other)
    ]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=20)) if pairs else []
    links = [
        link(left, right, draw(st.floats(0.1, 1)), moved=draw(st.booleans()), conflict=draw(st.booleans()))
        for left, right in chosen
    ]
    return comparison(articles, links)


@settings(max_examples=150, deadline=None)
@given(comparisons(), st.randoms(use_true_random=False), st.sampled_from(["base", "printed"]))
def test_every_sentence_stands_on_exactly_one_row_in_the_order_of_its_article(
    compared: Comparison, random: Random, order: layout.Order
) -> None:
    shown = [a.id for a in compared.articles]
    random.shuffle(shown)
    arranged = arrange(compared, shown, order=order)
    for column, name in enumerate(arranged.articles):
        standing = [cell.passage for row in arranged.rows if (cell := row.cells[column]) is not None]
        assert standing == list(compared.passages[name])
    assert all(any(row.cells) for row in arranged.rows)


@settings(max_examples=150, deadline=None)
@given(comparisons(), st.sampled_from(["base", "printed"]), st.integers(30, 200))
def test_on_the_screen_every_sentence_is_once_in_its_order_and_what_is_linked_on_one_row_is_level(
    compared: Comparison, order: layout.Order, width: int
) -> None:
    shown = [a.id for a in compared.articles]
    arranged = arrange(compared, shown, order=order)
    page = ComparisonPage.set(arranged, [], {}, width)
    found = page.wrapped.cells
    assert {place: cell.cell.passage for place, cell in found.items()} == {
        (row, column): cell.passage
        for row, each in enumerate(arranged.rows)
        for column, cell in enumerate(each.cells)
        if cell is not None
    }
    for strip in page.wrapped.strips:
        for above, below in pairwise(strip):
            assert above.bottom + (page.stacked or not above.cell.goes_on) <= below.top
    for one in arranged.links:
        (row, left), (other, right) = arranged.ends(one)
        if row == other and not page.stacked:
            assert found[row, left].top == found[row, right].top
    lines = {line for cell in found.values() for line in range(cell.top - page.stacked, cell.bottom + 1)}
    assert lines == set(range(page.height)), "a line is empty in all columns"


@settings(max_examples=100, deadline=None)
@given(comparisons())
def test_a_passage_is_as_high_up_as_what_is_above_it_allows(compared: Comparison) -> None:
    """A passage begins where the one above it ends, unless it waits for one that it is level with."""
    arranged = arrange(compared, [a.id for a in compared.articles])
    page = ComparisonPage.set(arranged, [], {}, 250)
    for strip in page.wrapped.strips:
        for above, cell in pairwise([None, *strip]):
            if cell is not None and (cell.top != (above.bottom + (not above.cell.goes_on) if above is not None else 0)):
                row, column = cell.place
                group = next(group for group in arranged.rows[row].level() if column in group)
                assert len(group) > 1


@settings(max_examples=150, deadline=None)
@given(comparisons())
def test_a_sign_of_a_link_is_only_beside_what_is_linked(compared: Comparison) -> None:
    arranged = arrange(compared, [a.id for a in compared.articles])
    page = ComparisonPage.set(arranged, [], {}, 250)
    for cell in page.wrapped.cells.values():
        if cell.link is not None:
            row, column = arranged.places[layout.key(layout.partner(cell.link, cell.cell.passage))]
            assert row == cell.place[0]
            assert column == cell.place[1] - cell.over - 1
            assert page.wrapped.cells[row, column].top == cell.top


@settings(max_examples=100, deadline=None)
@given(comparisons())
def test_level_sentences_are_linked_and_no_link_is_lost(compared: Comparison) -> None:
    arranged = arrange(compared, [a.id for a in compared.articles])
    assert set(arranged.links) == set(compared.links)
    for row in arranged.rows:
        for cell in row.cells:
            if cell is not None and cell.standing == "level":
                assert cell.link is not None
                others = {layout.key(c.passage) for c in row.cells if c is not None}
                assert layout.key(layout.partner(cell.link, cell.passage)) in others
