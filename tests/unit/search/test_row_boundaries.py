"""Where rows of words, and what is read for them, end."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import QueryTooCostly
from index.model import Article
from index.query import limits
from index.query.parser import parse
from index.search.highlighting import Marker
from index.search.whoosh_engine.evaluation.evaluator import Evaluator
from index.search.whoosh_engine.snapshot import all_segments, many_terms, name_words, written_forms
from tests.indexing import Shelf, Words, article, tree_of

LONG = "abcdefghij"


def spent(shelf: Shelf, query: str) -> int:
    snapshot = shelf.engine.latest()
    budget = limits.Budget()
    Evaluator(snapshot, budget).evaluate(tree_of(query, snapshot))
    return budget.spent


def found(shelf: Shelf, query: str) -> list[str]:
    snapshot = shelf.engine.latest()
    documents = Evaluator(snapshot, limits.Budget()).evaluate(tree_of(query, snapshot)).documents
    return snapshot.columns.ids.of(documents.tolist())


def test_eight_members_of_a_row_in_any_order_may_be_the_same_word(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "f", [article("a", f"{LONG} " * 9), article("b", f"{LONG} " * 7)])
    beginnings = [f"{LONG[:size]}*" for size in range(2, 11)]
    assert found(shelf, f'"{" ".join(beginnings[:8])}"~~20') == ["a"]
    with pytest.raises(QueryTooCostly):
        found(shelf, f'"{" ".join(beginnings)}"~~20')


@pytest.mark.parametrize(("between", "is_found"), [(187, True), (188, False)])
def test_words_of_a_row_are_looked_for_sixty_four_characters_a_place_apart(between: int, is_found: bool) -> None:
    text = f"old {'x' * between} bridge"
    marker = Marker(parse('"old bridge"~2').tree, Words())
    assert bool(marker.quick_marks("body", text)) == is_found
    assert marker.marks("body", text)


QUERIES = (
    '"fer* late"',
    '"b* late"',
    '"late (fer* OR q*)"~~3',
    "fer*",
    "=ferries",
    '"=ferry late"',
    "Post",
    "post ferry",
)


def articles() -> list[Article]:
    words = "ferry ferries ferried ferryman ferrying fern fernery ferment fermented ferret ferrets".split()
    words += "bridge quay quays".split()
    texts = [f"The {words[at % 14]} was late. {words[at * 5 % 14]} late {words[at * 3 % 14]}" for at in range(60)]
    return [article(f"a{at}", text, outlet="Post") for at, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("module", "name", "values"),
    [
        (written_forms, "_MANY", (1, 1000)),
        (all_segments, "_AT_ONCE", (0, 1 << 20)),
        (all_segments, "_MOST_RUNS", (0, 1000)),
        (all_segments, "_FEW", (0, 1000)),
        (all_segments, "_SPARSE", (0, 1000)),
        (many_terms, "_MOST_RUNS", (0, 1000)),
        (many_terms, "_FEW", (0, 1000)),
        (many_terms, "_SPARSE", (0, 1000)),
        (many_terms, "_LARGEST_TABLE", (0, 1 << 30)),
        (name_words, "MOST", (0, 1000)),
    ],
)
def test_both_ways_to_read_many_words_find_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: object, name: str, values: tuple[int, int]
) -> None:
    answers = []
    for value in values:
        monkeypatch.setattr(module, name, value)
        shelf = Shelf(tmp_path / str(value), articles())
        answers.append([found(shelf, query) for query in QUERIES])
    assert answers[0] == answers[1]
    assert all(answers[0])


def test_what_is_read_twice_is_counted_twice(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "f", articles())
    for query in (*QUERIES, '"ferry late"~s', '"ferry late"~p', '"f?rry late"', "*rry"):
        first = spent(shelf, query)
        assert first > 0, query
        assert spent(shelf, query) == first, query


@pytest.mark.parametrize(
    "query", ['"ferry late"', '"fer* late"', '"=ferry late"', '"ferry late"~~4', '"(ferry OR quay) late"']
)
def test_each_position_of_a_row_is_counted(tmp_path: Path, query: str) -> None:
    once = Shelf(tmp_path / "once", [article("a", "ferry ferries late bridge")])
    often = Shelf(tmp_path / "often", [article("a", "ferry ferries late bridge " * 1000)])
    assert spent(often, query) - spent(once, query) >= 1000


def test_each_sentence_and_each_paragraph_is_counted(tmp_path: Path) -> None:
    short = Shelf(tmp_path / "short", [article("a", "Ferry late.")])
    long = Shelf(tmp_path / "long", [article("a", "Ferry late." + "\n\nA." * 500)])
    for query in ('"ferry late"~s', '"ferry late"~p'):
        assert spent(long, query) - spent(short, query) >= 500


def test_each_choice_of_members_is_counted(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "f", [article("a", f"{LONG} " * 400)])
    beginnings = [f"{LONG[:size]}*" for size in range(2, 10)]
    two, eight = (spent(shelf, f'"{" ".join(beginnings[:size])}"~~20') for size in (2, 8))
    assert eight - two > 200 * 400
