"""What a query may read: counted in postings, positions and terms, the same for every asking."""

from __future__ import annotations

from pathlib import Path

from index.query import limits
from index.search.whoosh_engine.evaluation.evaluator import Evaluator
from tests.indexing import Shelf, article, tree_of


def test_a_query_reads_as_much_the_second_time_as_the_first(tmp_path: Path) -> None:
    words = "ferry late harbour storm".split()
    shelf = Shelf(tmp_path / "f", [article(f"a{i}", " ".join(words[: 1 + i % 4]), outlet="Post") for i in range(40)])
    snapshot = shelf.engine.latest()
    for query in ("ferry", "ferry late", '"ferry late"', "har*", "*bour", "harbuor~", "date:2019", "outlet:*ost"):
        spent = []
        for _ in range(2):
            budget = limits.Budget()
            Evaluator(snapshot, budget).evaluate(tree_of(query, snapshot))
            spent.append(budget.spent)
        assert spent[0] > 0, query
        if "outlet" not in query:
            assert spent[0] == spent[1], query


def test_a_search_reads_more_of_more_articles(tmp_path: Path) -> None:
    spent = []
    for number in (20, 200):
        shelf = Shelf(tmp_path / f"f{number}", [article(f"a{i}", "the ferry was late") for i in range(number)])
        snapshot = shelf.engine.latest()
        for query in ("ferry", '"ferry late"~3', "fer*", "date:2019"):
            budget = limits.Budget()
            Evaluator(snapshot, budget).evaluate(tree_of(query, snapshot))
            spent.append(budget.spent)
    assert all(more > 3 * less for less, more in zip(spent[:4], spent[4:], strict=True)), spent
