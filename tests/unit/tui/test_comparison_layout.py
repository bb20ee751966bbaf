from collections.abc import Iterable
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.model import Article, CleanArticle, Comparison, Conflict, Link, LinkKind, Metadata, Passage
from tui.rendering.comparison import layout
from tui.rendering.comparison.arrangement import arrange
from tui.rendering.comparison.cursor import Cursor, step_cell


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
    assert standings(arranged)[1] == ("base", "level")


def test_a_link_that_crosses_a_heavier_run_is_moved_and_its_sentence_stands_in_its_own_order() -> None:
    compared = comparison([A, B], [link(PA[0], PB[2], 0.5, moved=True), link(PA[1], PB[0]), link(PA[2], PB[1])])
    arranged = arrange(compared, ["a", "b"])
    assert texts(arranged)[:3] == [("A000", "."), ("A001", "B000"), ("A002", "B001")]
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


def test_columns_that_are_linked_only_to_each_other_are_level_too() -> None:
    compared = comparison([A, B, C], [link(PA[0], PB[0]), link(PB[1], PC[1])])
    arranged = arrange(compared, ["a", "b", "c"])
    assert (".", "B001", "C001") in texts(arranged)


def test_links_to_the_base_come_before_links_among_the_others() -> None:
    compared = comparison(
        [A, B, C],
        [link(PA[0], PC[1], 0.3), link(PB[0], PC[0], 0.99), link(PA[1], PB[0]), link(PB[1], PC[1], 0.99)],
    )
    arranged = arrange(compared, ["a", "b", "c"])
    row, _ = arranged.places[layout.key(PC[1])]
    first = arranged.rows[row].cells[0]
    assert first is not None
    assert first.passage == PA[0]


def test_the_page_opens_with_the_base_where_another_article_comes_to_the_point_later() -> None:
    compared = comparison([A, B], [link(PA[2], PB[0], 0.4, moved=True), link(PA[1], PB[1])])
    arranged = arrange(compared, ["a", "b"])
    assert texts(arranged)[:3] == [("A000", "."), (".", "B000"), ("A001", "B001")]


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


def test_one_goes_down_a_column_over_its_gaps_and_beyond_its_end_row_by_row() -> None:
    arranged = arrange(comparison([A, B], [link(PA[0], PB[0]), link(PA[3], PB[2])]), ["a", "b"])
    assert texts(arranged) == [("A000", "B000"), ("A001", "B001"), ("A002", "."), ("A003", "B002")]
    assert step_cell(arranged, Cursor(1, 1, None), 1) == 3
    assert step_cell(arranged, Cursor(3, 1, None), -1) == 1
    assert step_cell(arranged, Cursor(2, 0, None), 1) == 3
    ends = arrange(comparison([A, C], [link(PA[0], PC[0]), link(PA[1], PC[1])]), ["a", "c"])
    assert step_cell(ends, Cursor(1, 1, None), 1) == 2
    assert step_cell(ends, Cursor(2, 1, None), 1) == 3


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
