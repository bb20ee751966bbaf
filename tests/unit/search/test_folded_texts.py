"""One hit a text: over segments and merges, and what folding reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import QueryTooCostly
from index.query.limits import Budget
from index.query.parser import parse
from index.search.engine import Answer
from tests.indexing import Shelf, article

TEXT = (
    "The ferry was late again on Monday, and its passengers waited on the quay for two hours in the cold rain of March."
)


def answer(shelf: Shelf, budget: Budget, *, limit: int = 20, fold: bool = True) -> Answer:
    return shelf.engine.answer(
        parse("ferry"), order="relevance", offset=0, limit=limit, facets=False, budget=budget, fold=fold
    )


def test_a_text_is_known_again_in_merged_segments(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "f", *([article(f"a{i:02}", TEXT), article(f"b{i:02}", f"{TEXT} {i}")] for i in range(12)))
    assert len(shelf.engine.latest().segments) < 12, "some were merged"
    shelf.engine.drop(["a03"])
    found = answer(shelf, Budget())
    assert (found.total, found.texts) == (23, 13)
    same = {each.id: each.same_text for each in found.page if each.same_text}
    assert same == {"a00": tuple(f"a{i:02}" for i in range(1, 12) if i != 3)}


def test_folding_reads_in_proportion_to_the_result_and_is_bounded(tmp_path: Path) -> None:
    spent = []
    for number in (50, 400):
        shelf = Shelf(tmp_path / f"f{number}", [article(f"a{i:03}", TEXT) for i in range(number)])
        plain, folded = Budget(), Budget()
        answer(shelf, plain, limit=5, fold=False)
        assert len(answer(shelf, folded, limit=5).page) == 1
        assert number <= folded.spent <= 4 * number, "what was found is remembered, so this is for folding alone"
        spent.append(folded.spent)
        again = Budget()
        answer(shelf, again, limit=5)
        assert again.spent == 0
    assert spent[1] > 4 * spent[0]
    shelf = Shelf(tmp_path / "bound", [article(f"a{i}", TEXT) for i in range(100)])
    answer(shelf, Budget(), fold=False)
    with pytest.raises(QueryTooCostly):
        answer(shelf, Budget(work=50), limit=5)
