"""Facets of a few articles are those that counting them with all others gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.search.whoosh_engine.ranking import facets
from tests.indexing import Shelf, article

DATES = ("", "2019", "2019-03", "2019-03-14", "2020-01-01T10:00")


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    articles = [
        article(
            f"a{at:03}",
            "The ferry left." if at % 3 else f"Another ferry{', a zebra' if at == 0 else ''}.",
            headline="Ferry",
            outlet=("Tribune", "Harbour Post", "")[at % 3],
            author=("Mia Wren", "")[at % 2],
            published=DATES[at % 5],
            tags=("one", "two")[: at % 3],
            language="en",
        )
        for at in range(facets.FEW + 1)
    ]
    return Shelf(tmp_path / "fulltext", articles[:40], articles[40:])


def counts(shelf: Shelf, query: str, *, fold: bool) -> object:
    return shelf.index.search(query, shelf.load, fold=fold).facets


@pytest.mark.parametrize("fold", [False, True])
@pytest.mark.parametrize("query", ["ferry", "another", "outlet:tribune left", "date:2019", "nothing", "author:wren"])
def test_counting_one_by_one_is_counting_all(
    query: str, fold: bool, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(facets, "FEW", 1000)
    few = counts(shelf, query, fold=fold)
    shelf.engine.close()
    monkeypatch.setattr(facets, "FEW", -1)
    assert counts(shelf, query, fold=fold) == few


@pytest.mark.parametrize(("query", "known"), [("ferry -zebra", False), ("ferry", True)])
def test_more_than_a_few_are_counted_with_all(query: str, known: bool, shelf: Shelf) -> None:
    assert shelf.index.search(query, shelf.load).total == facets.FEW + known
    assert bool(facets._known.get(shelf.engine.latest())) is known
    shelf.engine.close()
